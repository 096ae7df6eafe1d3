"""An encrypted profile in a real terminal: keys pressed before the prompt are no passphrase, those pressed behind it wait for the work."""

import os
import sys
import termios
from pathlib import Path

import pytest

from models.desk import people, reading, verifications
from models.desk.desk import opened
from models.ledger import cipher
from tests.ledger.encrypted import SAID, encrypt
from tests.terminal import Terminal, as_made

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]


def founded(folder: Path, name: str) -> str:
    """An encrypted profile with one begun verification; its id."""
    with opened(folder) as desk:
        desk.do(people.found, name=name, role="verifier", language="id")
        verification = desk.do(verifications.begin, "94.07")
    encrypt(folder)
    cipher.forget()
    return verification


def test_early_keys_are_told_and_dropped_and_later_ones_act_in_order(folder: Path) -> None:
    verification = founded(folder, "Ani Lestari")
    terminal = Terminal(folder)
    terminal.type("aintan ja\r4")
    terminal.sees("Buka profil")
    terminal.sees("11 tombol yang ditekan sebelum profil terkunci ini tampil tidak dipakai")
    assert "•" not in terminal.text and "salah" not in terminal.text
    terminal.type(f"{SAID}\r\r42")
    terminal.sees("2 dari 52 butir terjawab")
    terminal.type("q")
    terminal.sees("Pekerjaan saya")
    terminal.type("q")
    assert terminal.ended() == 0
    assert SAID.encode() not in terminal.raw
    cipher.unlock(folder / "verifier.db", SAID)
    with opened(folder) as desk:
        assert [line.answer.level for line in desk.ask(reading.sheet, verification).lines[:2]] == [4, 2]


def test_each_profile_asks_for_its_own_passphrase(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    with opened(plain) as desk:
        desk.do(people.found, name="Budi Santoso", role="verifier", language="id")
    founded(tmp_path / "locked", "Ani Lestari")
    for folder, seen in ((plain, "Budi Santoso"), (tmp_path / "locked", "Profil terkunci"), (plain, "Budi Santoso")):
        terminal = Terminal(folder)
        terminal.sees(seen)
        assert ("Ani Lestari" in terminal.text) is False
        terminal.kill()


def test_a_prompt_is_left_with_the_terminal_as_it_was(folder: Path) -> None:
    founded(folder, "Ani Lestari")
    terminal = Terminal(folder)
    before = as_made()
    terminal.sees("Buka profil")
    terminal.type("setengah frasa")
    keyboard = os.dup(terminal.descriptor)
    terminal.signal(15)
    assert terminal.ended() == 143
    assert termios.tcgetattr(keyboard)[:4] == before[:4]
    os.close(keyboard)
