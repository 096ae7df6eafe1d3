"""The battery dies: what the screen had shown as saved is there after any kill."""

import random
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from models.desk import people, reading, verifications
from models.desk.desk import opened
from models.ledger import trail
from models.views import Sheet
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]

_SHOWN = re.compile(r"^[ ›]\s*(\S+)\s+([A-Z]{3}-\d\d) ")
_SIGNS = {"Ya": 4, "Sbg": 2, "Tdk": 0}


@pytest.fixture
def begun(folder: Path) -> str:
    """A founded profile with one begun verification; its id."""
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.do(verifications.begin, "94.07")


def _stored(folder: Path, verification: str) -> Sheet:
    with opened(folder) as desk:
        sheet = desk.ask(reading.sheet, verification)
        with desk.ledger.transaction(writing=False) as connection:
            trail.verify(connection)
    return sheet


def _shown(terminal: Terminal, seen: dict[str, int]) -> None:
    for line in terminal.lines:
        found = _SHOWN.match(line)
        if found and found[1] != "·":
            seen[found[2]] = _SIGNS[found[1]] if found[1] in _SIGNS else int(found[1])


def test_twenty_kills_at_random_moments_lose_no_answer_shown_as_saved(folder: Path, begun: str) -> None:
    chance = random.Random(20230509)
    for round_ in range(20):
        terminal = Terminal(folder)
        terminal.sees("Kabupaten Intan Jaya")
        terminal.type("\r")
        terminal.sees("butir terjawab")
        seen: dict[str, int] = {}
        _shown(terminal, seen)
        end = time.monotonic() + chance.uniform(0.05, 0.6)
        while time.monotonic() < end:
            terminal.type(chance.choice("024") if chance.random() < 0.9 else chance.choice("jkg]"))
            terminal.read(chance.uniform(0, 0.03))
            _shown(terminal, seen)
        terminal.kill()
        _shown(terminal, seen)
        sheet = _stored(folder, begun)
        lost = {item: level for item, level in seen.items() if not sheet.line(item).answer.is_given}
        assert not lost, f"round {round_}: shown as answered, but not stored: {lost}"
        assert sheet.answered >= len(seen)


def test_half_typed_text_survives_a_kill_and_the_program_says_what_it_recovered(folder: Path, begun: str) -> None:
    terminal = Terminal(folder)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")
    terminal.type("nNotula rapat belum ditandatangani")
    terminal.sees("draf tercatat", seconds=3)
    terminal.kill()
    assert _stored(folder, begun).line("REG-01").answer.note == ""
    terminal = Terminal(folder)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("Draf yang belum disimpan dipulihkan: REG-01")
    terminal.type("n")
    terminal.sees("Notula rapat belum ditandatangani")
    terminal.type("\x1b")
    terminal.sees("Catatan REG-01 tercatat")
    terminal.type("q")
    terminal.sees("Pekerjaan saya")
    terminal.type("q")
    assert terminal.ended() == 0
    assert _stored(folder, begun).line("REG-01").answer.note == "Notula rapat belum ditandatangani"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_keeps_what_is_being_typed(folder: Path, begun: str, number: int) -> None:
    terminal = Terminal(folder)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\r")
    terminal.sees("butir terjawab")
    terminal.type("nbaru dua kata")
    terminal.sees("baru dua kata")
    terminal.signal(number)
    assert terminal.ended() == 0
    terminal = Terminal(folder)
    terminal.sees("Kabupaten Intan Jaya")
    terminal.type("\rn")
    terminal.sees("baru dua kata")
    terminal.kill()


def test_a_second_instance_is_refused_by_name_of_the_first(folder: Path, begun: str) -> None:
    first = Terminal(folder)
    first.sees("Kabupaten Intan Jaya")
    first.type("\r")
    first.sees("butir terjawab")
    second = Terminal(folder)
    second.ended()
    assert f"proses {first.pid}" in second.text
    first.kill()
