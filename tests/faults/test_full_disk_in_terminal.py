"""A disk that fills under the real program: nothing shown as saved is lost, what is not saved says so, and no restart is needed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from models.desk import drafts, people, verifications
from models.desk.desk import opened
from models.ledger import trail
from tests.desk.acts import AGENCY, sheet_of
from tests.faults.images import CANNOT
from tests.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")]
SIZE: Final = 12 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "x", disk], capture_output=True, check=False).returncode:
        pytest.skip(CANNOT)
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def profile(disk: Path) -> Path:
    with opened(disk / "profile") as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        desk.do(verifications.begin, AGENCY)
    return disk / "profile"


def full(disk: Path) -> Path:
    """Take all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


def at_the_sheet(profile: Path) -> Terminal:
    terminal = Terminal(profile, "--lang", "id")
    terminal.sees("Ani Lestari")
    terminal.type("\r")
    terminal.sees("0 dari 52 butir terjawab")
    terminal.type("3")
    terminal.sees("tersimpan")
    terminal.sees("1 dari 52 butir terjawab")
    return terminal


def stored(profile: Path) -> tuple[dict[str, int | None], dict[str, str]]:
    with opened(profile) as desk:
        (line,) = desk.ask(verifications.mine)
        with desk.ledger.transaction(writing=False) as connection:
            trail.verify(connection)
        levels = {each.item.code: each.answer.level for each in sheet_of(desk, line.id).lines if each.answer.is_given}
        return levels, {each.place.partition("/")[2]: "".join(each.fields.values()) for each in desk.ask(drafts.lines)}


def test_a_disk_that_fills_and_is_freed_again_loses_nothing_and_needs_no_restart(disk: Path, profile: Path) -> None:
    terminal = at_the_sheet(profile)
    filler = full(disk)
    terminal.type("y")
    # A few answers may still fit into what is there of the log.
    answered = 2
    for answered in range(3, 14):  # noqa: B007 - told below
        terminal.type("2")
        terminal.read(0.3)
        if "belum tersimpan" in terminal.text:
            break
    terminal.sees("belum tersimpan")
    terminal.type("n")
    terminal.sees("Catatan")
    terminal.type("hadir tiga orang")
    terminal.sees("BELUM TERSIMPAN")
    terminal.type("\x1b")
    terminal.sees("Esc sekali lagi")
    terminal.type("\x1b")
    terminal.until(lambda: "Catatan" not in terminal.text)
    terminal.sees("belum tersimpan")
    filler.unlink()
    terminal.until(lambda: "belum tersimpan" not in terminal.text)
    terminal.kill()
    levels, texts = stored(profile)
    assert levels["REG-01"] == 3 and levels["REG-02"] == 4 and len(levels) == answered
    assert list(texts.values()) == ["hadir tiga orang"]


def test_leaving_with_a_full_disk_offers_a_rescue_copy_that_brings_everything_back(disk: Path, profile: Path, tmp_path: Path) -> None:
    terminal = at_the_sheet(profile)
    full(disk)
    for _ in range(12):
        terminal.type("2")
        terminal.read(0.3)
        if "belum tersimpan" in terminal.text:
            break
    terminal.type("n")
    terminal.sees("Catatan")
    terminal.type("hadir tiga orang")
    terminal.sees("BELUM TERSIMPAN")
    terminal.type("\x12")
    terminal.sees("Buat salinan penyelamat")
    terminal.type("2")
    terminal.sees("Folder tujuan")
    terminal.type(f"\x15{tmp_path / 'stick'}")
    terminal.sees("stick")
    terminal.type("\r")
    terminal.sees("Salinan penyelamat selesai")
    terminal.type("\x1b")
    terminal.sees("BELUM TERSIMPAN")
    terminal.type("\x11")
    terminal.sees("Keluar dari program")
    terminal.type("3")
    assert terminal.ended() == 0
    (copy,) = (tmp_path / "stick").iterdir()
    again = tmp_path / "again"
    again.mkdir()
    copy.rename(again / "verifier.db")
    levels, texts = stored(again)
    assert levels["REG-01"] == 3
    assert "hadir tiga orang" in texts.values()
    assert any(place.startswith("answer/") and text == "2" for place, text in texts.items())
