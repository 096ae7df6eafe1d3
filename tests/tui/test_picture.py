"""The picture before the first frame is the first frame."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pyte
import pytest
from rich.color import Color, ColorSystem

from models.catalogue import LANGUAGES
from models.desk import verifications
from models.desk.desk import Desk
from models.ledger.glance import look
from models.settings import load
from models.words import Words
from screens.commands import START
from screens.keys import told
from tests.desk.acts import answer_all, begun, decided, raw
from tests.press import screen_text
from tui import picture
from tui.app import VerifierApp
from tui.brief import Brief, known
from tui.command_line import Session
from tui.hues import NEAREST, ROLES
from tui.switches import of_screens


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)


def seen(folder: Path, language: str) -> Brief:
    """What is known of a profile before anything large is imported."""
    switches = of_screens(("--data-dir", str(folder), "--lang", language), LANGUAGES)
    assert switches is not None
    found = known(switches)
    assert found is not None
    return found


async def first_frame(folder: Path, language: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rows that Textual draws before the desk is open."""
    monkeypatch.setattr(VerifierApp, "_open_desk", lambda _self: None)
    app = VerifierApp(Session(Words(language), load(None), folder), look(folder))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await asyncio.sleep(0)
        return screen_text(app).splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(80, 24), (140, 40), (60, 18)])
async def test_the_picture_is_the_first_frame_row_by_row(
    desk: Desk, language: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for agency in ("11", "32", "94.07"):
        begun(desk, agency)
    answer_all(desk, begun(desk, "12"), 2)
    decided(desk, "13")
    folder = desk.ledger.folder
    found = seen(folder, language)
    window = pyte.Screen(*size)
    pyte.ByteStream(window).feed(picture.drawn(found, size).replace(b"\x1b[?1049h", b""))
    drawn = [line.rstrip() for line in window.display]
    assert drawn == [line.rstrip() for line in await first_frame(folder, language, size, monkeypatch)]
    assert "Aceh" in "\n".join(drawn)


def test_its_colours_are_those_of_the_theme(desk: Desk) -> None:
    begun(desk)
    for theme, roles in ROLES.items():
        assert NEAREST[theme] == {role: Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number for role, colour in roles.items()}
        found = seen(desk.ledger.folder, "id")
        found.look = {**found.look, "theme": theme}
        used = {tuple(map(int, each.split(b";"))) for each in re.findall(rb"[34]8;2;(\d+;\d+;\d+)", picture.drawn(found, (80, 24)))}
        assert used <= {tuple(Color.parse(colour).triplet or ()) for colour in roles.values()}


def test_its_keys_are_those_of_the_start_screen() -> None:
    shown = [command for command in START if command.in_strip]
    assert list(picture.STRIP) == [(told(Words(language), command, {}), command.id) for language in ("id",) for command in shown]
    assert {command.id for command in shown if command.stays} == {"quit", "menu"} & {command.id for command in shown}


def test_nothing_is_drawn_where_it_could_be_another_picture(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = desk.ledger.folder
    assert picture.drawn(seen(folder, "id"), (80, 24)) == b""
    verification = begun(desk)
    found = seen(folder, "id")
    assert picture.drawn(found, (80, 24)) != b""
    assert picture.drawn(found, (59, 24)) == picture.drawn(found, (80, 17)) == b""
    for variable, value in (("NO_COLOR", ""), ("TERM", "linux"), ("TERM", "dumb"), ("TEXTUAL_DRIVER", "x")):
        with monkeypatch.context() as other:
            other.setenv(variable, value)
            assert picture.drawn(found, (80, 24)) == b""
    (folder / "verifier.bookmark").write_text(f"{verification} REG-01\n")
    assert picture.drawn(found, (80, 24)) == b""
    (folder / "verifier.bookmark").unlink()
    raw(desk, "UPDATE agency SET name = 'Provinsi 中国' WHERE code IN (SELECT agency_code FROM verification)")
    assert picture.drawn(seen(folder, "id"), (80, 24)) == b""
    assert len(desk.ask(verifications.mine)) == 1


def test_provinces_that_begin_alike_looked_the_same_beside_a_long_state_and_a_month_by_its_name(desk: Desk) -> None:
    for agency in ("12", "13"):
        begun(desk, agency)
    decided(desk, "32")
    raw(desk, "UPDATE verification SET state = 'approved', touched_at = '2026-09-28T07:05:00Z' WHERE agency_code = '32'")
    listed = ["".join(text for text, _ in spans) for _, spans in picture.rows(seen(desk.ledger.folder, "id"), 80, 24)]
    assert all(any(name in row for row in listed) for name in ("Provinsi Sumatera Barat", "Provinsi Sumatera Utara"))


def test_nothing_is_imported_for_it_that_takes_as_long_as_to_draw_it() -> None:
    program = (
        "import sys; before = set(sys.modules)\n"
        "import tui.cli, tui.brief, tui.picture, tui.terminal\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    named = "collections contextlib dataclasses datetime enum functools json pathlib re signal textual tomllib typing"
    large = set(named.split())
    assert set(done.stdout.split()) & large == set()


_PAINTED = """
import asyncio, sys
from pathlib import Path
from models.ledger.glance import look
from models.settings import load
from models.words import Words
from tui.spared import spared
with spared():
    from tui.app import VerifierApp
from tui.command_line import Session
async def painted():
    folder = Path(sys.argv[1])
    app = VerifierApp(Session(Words("id"), load(None), folder), look(folder))
    app._open_desk = lambda: print(*sorted(sys.modules))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
asyncio.run(painted())
"""


def test_the_first_frame_waited_for_the_rules_of_who_may_do_what(desk: Desk) -> None:
    begun(desk)
    words = [sys.executable, "-c", _PAINTED, str(desk.ledger.folder)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    loaded = done.stdout.split()
    assert "screens.start" in loaded
    assert [name for name in loaded if name.startswith(("models.rules", "models.desk", "models.documents", "sqlalchemy", "pydantic"))] == []
