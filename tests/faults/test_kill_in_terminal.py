"""The battery dies: what the screen had shown as saved is there after any kill."""

import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import people, reading, verifications
from models.desk.desk import opened
from models.ledger import trail
from models.views import Sheet
from tests.faults.figures import measured
from tests.faults.killing import Writers, wrong
from tests.faults.terminals import Forked
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]

_SHOWN = re.compile(r"^[ ›]\s*(\S+)\s+([A-Z]{3}-\d\d) ")
ROUNDS = 30
AHEAD = 8
"""Most answers typed that are not seen yet: fewer than the window has rows."""
_SIGNS = {"Ya": 4, "Sbg": 2, "Tdk": 0}


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    """A process that forks the program."""
    with Writers() as writers:
        yield writers


@pytest.fixture
def begun(folder: Path) -> str:
    """A founded profile with one begun verification; its id."""
    return _begun(folder)


def _begun(folder: Path) -> str:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.do(verifications.begin, "94.07")


def _stored(folder: Path, verification: str) -> Sheet:
    with opened(folder) as desk:
        sheet = desk.ask(reading.sheet, verification)
        with desk.ledger.transaction(writing=False) as connection:
            trail.verify(connection)
    return sheet


def _note_shown(terminal: Terminal, seen: dict[str, int]) -> None:
    for line in terminal.lines:
        found = _SHOWN.match(line)
        if found and found[1] != "·":
            seen[found[2]] = _SIGNS[found[1]] if found[1] in _SIGNS else int(found[1])


def _answered_until(enough: int, terminal: Terminal, chance: random.Random, codes: tuple[str, ...], seen: dict[str, int]) -> dict[str, int]:
    """Answer one item after the other, each once and some not at all, until `enough` are seen; what was typed for which item."""
    typed: dict[str, int] = {}

    def is_followed() -> bool:
        _note_shown(terminal, seen)
        return len(typed) - len(seen) <= AHEAD

    for item in codes[:-1]:
        if len(seen) >= enough:
            break
        key = chance.choice("02402402j")
        if key != "j":
            typed[item] = int(key)
        terminal.type(key)
        terminal.read(chance.uniform(0, 0.03))
        # However slow the machine is, what is typed is not far ahead of what can be read.
        terminal.until(is_followed)
    return typed


def _killed_while_answering(terminal: Terminal, chance: random.Random, codes: tuple[str, ...]) -> dict[str, int]:
    """Answer in a program until it is killed; what was shown as answered."""
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")
    seen: dict[str, int] = {}
    typed = _answered_until(chance.randrange(1, 16), terminal, chance, codes, seen)
    terminal.kill()
    _note_shown(terminal, seen)
    # A line of which only half was painted, an old sign before a new item, says nothing of what is saved.
    return {item: level for item, level in seen.items() if typed.get(item) == level}


def test_thirty_kills_at_random_moments_lose_no_answer_shown_as_saved(writers: Writers, tmp_path: Path) -> None:
    chance, proven = random.Random(20230509), []
    begun = tmp_path / "begun"
    verification = _begun(begun)
    codes = _stored(begun, verification).checklist.codes
    for round_ in range(ROUNDS):
        folder = shutil.copytree(begun, tmp_path / str(round_))
        shown = _killed_while_answering(Forked(writers, folder), chance, codes)
        sheet = _stored(folder, verification)
        lost = {item: level for item, level in shown.items() if sheet.line(item).answer.level != level}
        assert not lost, f"round {round_}: shown as answered, but not stored: {lost}"
        proven.append(len(shown))
        if round_ % 10 == 0:
            again = Forked(writers, folder)
            again.sees(f"{sheet.answered}/52")
            again.kill()
            assert wrong(folder) == []
    assert sum(proven) > 4 * ROUNDS and sum(map(bool, proven)) > ROUNDS * 2 // 3, f"too little was shown to prove anything: {proven}"
    measured(rounds=ROUNDS, acknowledged=sum(proven), lost=0)


def test_half_typed_text_survives_a_kill_and_the_program_says_what_it_recovered(writers: Writers, folder: Path, begun: str) -> None:
    terminal = Forked(writers, folder)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")
    terminal.type("nNotula rapat belum ditandatangani")
    terminal.sees("draf tercatat", seconds=3)
    terminal.kill()
    assert _stored(folder, begun).line("REG-01").answer.note == ""
    terminal = Forked(writers, folder)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("Draf yang belum disimpan dipulihkan: catatan REG-01")
    terminal.type("n")
    terminal.sees("Notula rapat belum ditandatangani")
    terminal.type("\x1b")
    terminal.sees("Catatan REG-01 tercatat")
    terminal.type("q")
    terminal.sees("Pekerjaan saya")
    terminal.type("q")
    assert terminal.ended() == 0
    assert _stored(folder, begun).line("REG-01").answer.note == "Notula rapat belum ditandatangani"


def test_a_second_instance_is_refused_by_name_of_the_first(writers: Writers, folder: Path, begun: str) -> None:
    first = Forked(writers, folder)
    first.sees("Kabupaten Intan Jaya")
    first.type("\r")
    first.sees("butir terjawab")
    second = Terminal(folder)
    second.sees("tanpa mengubah apa pun")
    second.type("t")
    second.ended()
    assert f"PID {first.pid})" in second.text
    first.kill()
