"""Makes the pictures of README and handbook from the running program, in both languages: `python docs/pictures.py [folder]`."""

import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))
if __name__ == "__main__":
    # All colours and our hour of the day, whatever the terminal and the clock of whoever makes them are like.
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_COLOR_SYSTEM": "truecolor", "TZ": "Asia/Jakarta"}
    os.environ.pop("NO_COLOR", None)
    time.tzset()

from models import demo
from models.desk import answers, reading, teams, verifications
from models.desk.desk import Desk, opened
from models.keyring import Keyring
from models.moments import Clock
from screens import acting
from tests.driver import Verifier, at_work

HERE: Final = Path(__file__).parent / "pictures"
LANGUAGES: Final = ("id", "en")
_TODAY: Final = datetime(2026, 11, 2, 7, 5, tzinfo=UTC)
"""Under the checklist that is in force, which a newcomer gets, and after everything the demo tells."""

Save = Callable[[str, str], None]
"""Keeps the picture by a name, on the screen of this class."""


async def _kept(ani: Verifier) -> None:
    """Wait until what was typed is kept as a draft."""
    pending = ani.app.words("dialog.draft.pending")
    await ani.until(lambda: pending not in ani.screen)
    await ani.settle()


async def _newcomer(ani: Verifier, save: Save) -> None:
    """The first day of somebody whose profile is empty, as the README tells it."""
    await ani.type("Ani Lestari")
    await _kept(ani)
    save("first-start", "Founding")
    await ani.press("ctrl+s")
    save("tour", "Tour")
    await ani.press("escape", "a")
    await ani.type("intan ja")
    save("agencies", "AgenciesScreen")
    await ani.press("enter", *"3y4yy", "up", "n")
    await ani.type("Tim Kerja ada; uraian tugas Bidang Pengembangan belum ditandatangani.")
    await _kept(ani)
    save("note", "AskNote")
    await ani.press("ctrl+s", "e", "n")
    await ani.type("Keputusan Bupati tentang Tim Kerja MT")
    await ani.press("enter")
    await ani.type("hlm. 3")
    await ani.press("ctrl+s")
    save("evidence", "EvidenceScreen")
    await ani.press("q")
    save("sheet", "SheetScreen")
    await ani.press("question_mark")
    save("keys", "Menu")
    await ani.press("escape", "f")
    save("facts", "FactsScreen")
    await ani.press("q")
    _answer_the_rest(ani.desk)
    await ani.press("v", "y")
    save("verdict", "VerdictScreen")
    await ani.press("s")
    save("submitting", "SubmittingScreen")


def _answer_the_rest(desk: Desk) -> None:
    (mine,) = desk.ask(verifications.mine)
    sheet = desk.ask(reading.sheet, mine.id)
    desk.do(answers.record_all, mine.id, dict.fromkeys(sheet.checklist.codes, 4))


async def _colleague(ani: Verifier, save: Save) -> None:
    """What everybody sees in a profile where much is under way: a verifier, a lead and a supervisor."""
    save("start", "StartScreen")
    await ani.press("enter")
    save("returned", "SheetScreen")
    await ani.press("q", "r")
    save("queue", "ReviewingScreen")
    await ani.press("enter")
    save("review", "ReviewScreen")
    await ani.press("r")
    await ani.type("Dokumen mana yang memperlihatkan strategi ini dijalankan?")
    await _kept(ani)
    save("remark", "Form")
    await ani.press("ctrl+s", "q", "q", "h")
    save("issuing", "IssuingScreen")
    await ani.press("enter")
    save("issue", "IssueScreen")
    await ani.press("q", "p", "enter")
    save("plenary", "PlenaryScreen")
    await ani.press("q", "q", "q", "u")
    save("figures", "FiguresScreen")
    await ani.press("q", "z", "enter")
    save("agenda", "AgendaScreen")
    await ani.press("q", "q", "C", "enter")
    save("checklist", "ChecklistScreen")


STORIES: Final[Mapping[str, Callable[[Verifier, Save], Awaitable[None]]]] = {"newcomer": _newcomer, "colleague": _colleague}


def _saved(ani: Verifier, folder: Path, name: str, screen: str) -> None:
    found = type(ani.app.screen).__name__
    if found != screen:
        raise SystemExit(f"{name}: {found} is shown instead of {screen}\n{ani.screen}")
    drawn = ani.app.export_screenshot(title="verifier")
    # The fonts it names lie on the internet, from where no page of ours takes anything.
    plain = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
    (folder / f"{name}.svg").write_text(plain, encoding="utf-8")


def _clock() -> Clock:
    return lambda: _TODAY


async def take(story: str, language: str, folder: Path, profile: Path) -> None:
    """Let `story` be told on `profile` in `language`; its pictures are put into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with patch.object(acting, "now", _clock()):
        async with at_work(profile, language=language, clock=_clock()) as ani:
            await STORIES[story](ani, lambda name, screen: _saved(ani, folder, name, screen))


def promote(profile: Path) -> None:
    """Let the owner of the demo's profile be a lead besides."""
    with opened(profile, clock=_clock()) as desk:
        desk.do(teams.assign, desk.actor.person, ("verifier", "lead", "supervisor"), "Papua Tengah", Keyring(profile).root())


if __name__ == "__main__":
    target = Path((sys.argv[1:2] or [str(HERE)])[0])
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as made:
            # Nothing of whoever makes the pictures is in them.
            os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DOCUMENTS_DIR"] = made
            asyncio.run(take("newcomer", language, target / language, Path(made) / "new"))
            demo.build(Path(made) / "demo", language)
            promote(Path(made) / "demo")
            asyncio.run(take("colleague", language, target / language, Path(made) / "demo"))
