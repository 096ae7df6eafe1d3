"""`verifier terminal`: what is known of the terminal, printed anywhere, and a card that names keys where somebody sits at one."""

import json
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from models.settings import load
from models.words import Words
from tests.press import press, screen_text
from tests.terminal import Terminal
from tests.tui.commands import Commands
from tui import surroundings
from tui.card import Card


def test_what_is_known_is_printed_and_needs_no_profile(verifier: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, said = verifier("terminal")
    assert (code, said) == (0, "")
    assert "xterm-256color" in out and "256 colours" in out and "on this device" in out and "Signs: all" in out
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2")
    monkeypatch.setenv("TERM", "linux")
    _, out, _ = verifier("terminal", language="id")
    assert "tanpa warna" in out and "jarak jauh (SSH); gerak: tidak ada" in out and "papan ketik saja" in out
    _, out, _ = verifier("terminal", "--json")
    found = json.loads(out)
    assert found == found | {"schema": 1, "colours": "none", "remote": True, "plain_signs": True, "moving": False, "term": "linux"}


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_the_card_shows_signs_widths_and_colours_and_names_every_key(size: tuple[int, int]) -> None:
    settings = load(None)
    app = Card(Words("id"), settings, surroundings.found(settings))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = screen_text(app).splitlines()
        assert {cell_len(row.rpartition("│")[0]) for row in rows if row.count("│") == 2} == {33}
        assert [row.split()[0] for row in rows if "kursor" in row] == ["Gelap", "Terang", "Kontras"]
        assert "Tekan tombol apa pun" in " ".join(screen_text(app).split())
        for key, told in (
            ("a", 'a sampai. Namanya dalam verifier.toml: "a"'),
            ("tab", "Tab sampai"),
            ("ctrl+t", '"ctrl+t"'),
            ("ctrl+z", "menahan"),
        ):
            await press(pilot, key)
            assert told in " ".join(screen_text(app).split())
        await press(pilot, "escape")
    assert app.return_value == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_the_card_opens_in_a_real_terminal_and_prints_what_is_known_when_left(folder: Path) -> None:
    terminal = Terminal(folder, "--lang", "id", "terminal")
    try:
        terminal.sees("Tekan tombol apa pun")
        terminal.type("\x14")
        terminal.sees("Ctrl+T sampai")
        terminal.type("\x1b")
        assert terminal.ended() == 0
        assert "Warna: 256 warna" in terminal.raw.decode()
    finally:
        terminal.release()
