"""Twelve screens as they are drawn, in two sizes and both languages: looked at one by one, and changed only on purpose.

`REMAKE_PICTURES=1 pytest -n0 -m slow tests/tui/test_snapshots.py` makes them anew.
"""

import html
import os
import re
from collections import defaultdict
from difflib import unified_diff
from pathlib import Path
from typing import Final

import pytest

from screens import acting
from tests.conftest import ROOT, StillClock
from tests.drawn import drawn
from tests.driver import Verifier, at_work

pytestmark = pytest.mark.slow

HERE: Final = ROOT / "tests" / "pictures"
SHOWN: Final = (
    "first-start",
    "tour",
    "agencies",
    "note",
    "evidence",
    "sheet",
    "keys",
    "facts",
    "verdict",
    "submitting",
    "start",
    "settings",
)
SIZES: Final = ((80, 24), (140, 40))
_TEXT: Final = re.compile(r'<text [^>]*x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


def picture(ani: Verifier) -> str:
    """The screen as a picture in which nothing changes from run to run, and without what only a browser needs."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", ani.app.export_screenshot(title="verifier"), flags=re.DOTALL)
    svg = re.sub(r"\s*<clipPath id=\"[^\"]*-line-\d+\">.*?</clipPath>", "", svg, flags=re.DOTALL)
    svg = re.sub(r" clip-path=\"url\(#[^)]*-line-\d+\)\"", "", svg)
    svg = re.sub(r"terminal-\d+-", "t-", svg)
    return svg.replace("/><", "/>\n<").replace("</text><", "</text>\n<") + "\n"


def rows(svg: str) -> list[str]:
    """What can be read in a picture, from the top."""
    found: defaultdict[float, list[tuple[float, str]]] = defaultdict(list)
    for x, y, text in _TEXT.findall(svg):
        found[float(y)].append((float(x), html.unescape(text).replace("\xa0", " ")))
    return ["".join(text for _, text in sorted(found[y])).rstrip() for y in sorted(found)]


async def seen(ani: Verifier) -> dict[str, str]:
    """The pictures of the first day of somebody, by what is on them."""
    made: dict[str, str] = {}

    def save(name: str, _screen: str) -> None:
        made[name] = picture(ani)

    await drawn("pictures").STORIES["newcomer"](ani, save)
    await ani.press("q", "q", "q")
    save("start", "StartScreen")
    await ani.press("s", "j")
    save("settings", "SettingsScreen")
    return made


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_screens_look_as_they_were_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    # A cursor that blinks is there in every second picture.
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2")
    clock = StillClock()
    clock.moment = drawn("pictures")._TODAY
    monkeypatch.setattr(acting, "now", clock)
    async with at_work(folder, language=language, size=size, clock=clock) as ani:
        made = await seen(ani)
    assert made.keys() >= set(SHOWN)
    place = HERE / "x".join(map(str, size)) / language
    if os.environ.get("REMAKE_PICTURES"):
        place.mkdir(parents=True, exist_ok=True)
        for name in SHOWN:
            (place / f"{name}.svg").write_text(made[name], "utf-8", newline="\n")
    assert {path.stem for path in place.iterdir()} == set(SHOWN)
    for name in SHOWN:
        kept = (place / f"{name}.svg").read_text("utf-8")
        differences = "\n".join(unified_diff(rows(kept), rows(made[name]), "kept", "drawn", lineterm="", n=0))
        assert not differences, f"{name}:\n{differences}"
        assert kept == made[name], f"{name}: the words are the same, the colours or places are not"
