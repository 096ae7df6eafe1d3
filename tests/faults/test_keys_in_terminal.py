"""What a terminal sends is taken as it comes: one of another encoding, a key alone, and one that is the beginning of others."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from models.keyring import Keyring
from models.ledger import backups, driver
from models.moments import now
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]


@pytest.fixture
def ani(tmp_path: Path) -> Iterator[Terminal]:
    with opened(tmp_path / "begun") as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
    terminal = Terminal(tmp_path / "begun")
    terminal.sees("Pekerjaan saya")
    yield terminal
    terminal.release()


def test_a_letter_of_a_terminal_that_speaks_latin_1_ended_the_program_with_a_traceback(ani: Terminal) -> None:
    ani.type("a")
    ani.sees("Ketik nama, kode")
    os.write(ani.descriptor, b"\xe9\xc3")
    ani.type("\x7f" * 2 + "puncak ja")
    ani.sees("Kabupaten Puncak Jaya")
    assert "Traceback" not in ani.text


def test_a_terminal_that_tells_a_size_of_nothing_ended_the_program_at_the_next_move_of_the_mouse(ani: Terminal) -> None:
    ani.type("\x1b[48;24;80;0;0t\x1b[?1016;1$y\x1b[<35;10;5M")
    ani.type("a")
    ani.sees("Ketik nama, kode")
    assert "Traceback" not in ani.text


def test_an_escape_is_told_from_a_longer_key_before_the_next_key_is_pressed(ani: Terminal) -> None:
    for _ in range(3):
        ani.type("?")
        ani.sees("Di layar ini")
        # A quick typist's next key, which was taken for one with Alt.
        ani.type("\x1b")
        time.sleep(0.07)
        ani.type("a")
        ani.sees("Ketik nama, kode")
        ani.type("\x1b")
        ani.until(lambda: "Pekerjaan saya" in ani.text)


def test_a_passphrase_of_a_terminal_that_speaks_latin_1_ended_the_command_with_a_traceback(tmp_path: Path) -> None:
    with opened(tmp_path / "begun") as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
    Keyring(tmp_path / "begun").make()
    terminal = Terminal(tmp_path / "begun", "key", "passphrase")
    terminal.sees("Frasa sandi baru")
    os.write(terminal.descriptor, b"ros\xe9\n")
    terminal.sees("bukan UTF-8")
    assert "verifier.log" not in terminal.text
    assert terminal.ended() == 1


def test_an_answer_of_a_terminal_that_speaks_latin_1_ended_a_restore_with_a_traceback(tmp_path: Path) -> None:
    with opened(tmp_path / "begun") as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
    copy = backups.make(tmp_path / "begun" / driver.DATABASE, now())
    terminal = Terminal(tmp_path / "begun", "restore", str(copy), environment={"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8:strict"})
    terminal.sees("[y/t]")
    os.write(terminal.descriptor, b"\xe9\n")
    terminal.sees("bukan UTF-8")
    assert terminal.ended() == 1
