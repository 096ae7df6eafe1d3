"""Headquarters: from an empty database on a server to a verdict in it, across a server that went away, and back at it after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import reading, verifications
from models.ledger import on_server, server
from tests.driver import Verifier, at_work
from tests.postgres import Server
from tests.postgres import server as running
from tui.app import VerifierApp
from tui.saving import Saving


@pytest.fixture
def at(folder: Path) -> Iterator[Server]:
    """A server with an empty database, on which the profile in `folder` is founded."""
    with running() as found:
        server.choose(folder, found.url(found.database()))
        yield found


async def _answers(surya: Verifier, level: str, times: int) -> None:
    for _ in range(times):
        await surya.press(level)


async def test_a_supervisor_begins_at_a_server_and_finds_it_all_there_again(
    folder: Path, at: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Saving, "RETRY", 0.2)
    monkeypatch.setattr(on_server, "_PAUSES", (0.01,))
    async with at_work(folder) as surya:
        surya.sees("Selamat datang / Welcome")
        surya.does_not_see("Enkripsi")
        await surya.type("Surya Pratama")
        await surya.press("ctrl+s", "escape", "a")
        await surya.type("intan ja")
        await surya.press("enter")
        await _answers(surya, "0", 10)
        at.stop()
        await _answers(surya, "0", 2)
        surya.sees("Belum tersimpan", "tidak terjangkau", "2 belum tersimpan")
        # What is typed into a note that cannot be begun answers nothing.
        await surya.press("n", *"2023")
        surya.sees("tidak terjangkau", "Esc Tutup")
        await surya.press("escape")
        surya.sees("2 belum tersimpan")
        at.start()
        await surya.until(lambda: not surya.app.unsaved)
        await _answers(surya, "0", 40)
        surya.sees("52 dari 52 butir terjawab", "tersimpan")
        await surya.press("v", "y")
        surya.sees("Kesimpulan V4 tercatat", "tersimpan")
    assert not (folder / "verifier.db").exists()
    async with at_work(folder) as surya:
        surya.sees("Surya Pratama", "52/52", "V4")
        surya.does_not_see("hanya ada di laptop ini")
        named = surya.desk.ask(verifications.named, "94.07")
        assert surya.desk.ask(reading.sheet, named).answered == 52
        await surya.press("B")
        surya.sees("Basis data profil ini ada pada server", "docs/headquarters.md")


async def test_who_looked_on_while_the_server_went_away_was_told_nothing_until_they_waited_for_it(
    folder: Path, at: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VerifierApp, "PAUSE", 0.1)
    monkeypatch.setattr(on_server, "_PAUSES", (0.01,))
    async with at_work(folder) as surya:
        await surya.type("Surya Pratama")
        await surya.press("ctrl+s", "escape")
        at.stop()
        await surya.until(lambda: "tidak terjangkau" in surya.screen)
        surya.does_not_see("tersimpan")
        at.start()
        await surya.until(lambda: "Server menjawab lagi" in surya.screen)
