"""Documents of others on a screen: a stick is looked at, taken in, one is hidden, one refused is looked at again once it holds."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from models.desk.desk import opened
from models.documents import signatures
from models.documents.travelling import Signed, met, put
from tests.conftest import StillClock
from tests.desk.acts import decided
from tests.desk.arriving import founded, member, sent, superseding
from tests.driver import Verifier, at_work
from tests.tui.conftest import verification

__all__ = ["verification"]


@pytest.fixture
def stick(verification: str, folder: Path, tmp_path: Path, clock: StillClock) -> Path:
    """A stick with two files of Budi's about one agency, one about another, and one with a byte changed."""
    stick = tmp_path / "stick"
    with opened(folder, clock=clock) as desk, member(desk, founded(desk), tmp_path / "budi", clock) as (other, ring):
        first = sent(other, ring, decided(other))
        put(stick, first)
        put(stick, superseding(first, "0" * 64, ring))
        good = sent(other, ring, decided(other, "11"))
        put(stick, good)
        put(stick, Signed("diubah.toml", good.body.replace(b"level = 3", b"level = 4", 1), good.signatures))
    return stick


async def look_at(verifier: Verifier, stick: Path) -> None:
    """Take the whole stick: the folder dialog opens at home, which is the stick."""
    await verifier.press("i", "d", "tab", "enter")
    await verifier.worked()


async def test_a_stick_is_taken_in_and_tidied(stick: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: stick)
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "out")
    async with at_work(folder, size=(100, 34), language="id") as ani:
        await look_at(ani, stick)
        ani.sees("4 berkas", "bercabang", "! ditolak diubah.toml", "[x] baru Provinsi Aceh")
        await ani.press("y")
        await ani.worked()
        ani.sees("3 dokumen diambil. 1 berkas ditolak", "tersimpan", "[ ] sudah ada")
        await ani.press("q")
        ani.sees("3 disimpan · 1 ditolak", "× Provinsi Jawa Barat", "Karantina")
        await ani.press("e")
        ani.sees("disalin ke")
        (copy,) = (tmp_path / "out").rglob("*.toml")
        assert met(copy) == met(stick / copy.name)
        await ani.press("x")
        ani.sees("2 disimpan · 1 ditolak", "Disembunyikan. Tekan h")
        await ani.press("h", "home", "x", "h")
        ani.sees("3 disimpan · 1 ditolak")
        await ani.press("r")
        ani.sees("Hanya yang ditolak dapat diperiksa ulang")
        await ani.press("end", "r")
        await ani.worked()
        ani.sees("1 berkas", "ditolak", "tidak sama dengan yang ditandatangani")


async def test_nothing_is_kept_when_one_only_looks(stick: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: stick)
    async with at_work(folder, size=(80, 24), language="en") as ani:
        await look_at(ani, stick)
        ani.sees("4 files", "fork", "refused")
        await ani.press("space", "q")
        ani.sees("2 documents", "not taken in yet. Leave this screen?")
        await ani.press("y")
        ani.sees("0 kept · 0 refused", "No document was taken")
        await ani.press("e")
        ani.sees("There is no document here yet")


async def test_the_screen_stays_alive_while_the_longest_files_are_looked_at(
    verification: str, folder: Path, tmp_path: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    with opened(folder, clock=clock) as desk, member(desk, founded(desk), tmp_path / "budi", clock) as (_, ring):
        lines = "".join(f'k{number} = "{"x" * 150}"\n' for number in range(48_000))
        for name in ("a.toml", "b.toml"):
            body = f"# {name}\n{lines}".encode()
            put(stick, Signed(name, body, (signatures.sign(ring.person(), body, "submission"),)))
    monkeypatch.setattr(Path, "home", lambda: stick)
    async with at_work(folder, language="id") as ani:
        beats: list[float] = []
        ani.app.set_interval(0.02, lambda: beats.append(time.process_time()))
        await look_at(ani, stick)
        ani.sees("2 berkas", "ditolak")
        assert len(beats) > 10
        assert max(after - before for before, after in pairwise(beats)) < 1
