"""Keys typed before the first frame, in a real terminal: each is kept, Enter stays Enter, and the terminal is left as it was."""

import os
import sys
import termios
from pathlib import Path

import pytest

from models.desk import people, verifications
from models.desk.desk import opened
from tests.terminal import Terminal, as_made

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]


def test_a_name_typed_before_the_first_form_is_there(folder: Path) -> None:
    terminal = Terminal(folder, "--lang", "id")
    terminal.type("Budi Santoso")
    terminal.sees("Budi Santoso")
    terminal.kill()


def test_keys_typed_before_the_first_frame_act_in_order(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        desk.do(verifications.begin, "94.07")
    terminal = Terminal(folder)
    terminal.type("aintan ja\r4")
    terminal.sees("REG 1/13")
    terminal.sees("Kabupaten Intan Jaya")
    terminal.kill()


def test_the_terminal_is_left_as_it_was(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
    terminal = Terminal(folder)
    before = as_made()
    terminal.sees("Pekerjaan saya")
    assert termios.tcgetattr(terminal.descriptor) != before
    terminal.type("q")
    keyboard = os.dup(terminal.descriptor)
    assert terminal.ended() == 0
    assert termios.tcgetattr(keyboard)[:4] == before[:4]
    os.close(keyboard)
