"""Documents that arrive are taken in behind the screen, which goes on drawing meanwhile."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from models.desk import intake, keeping
from models.desk.desk import Desk
from models.documents.travelling import put
from models.errors import Refusal
from models.keyring import Keyring
from models.previews import Arrival, Arriving
from models.words import Words
from screens.arrivals import of_arrival
from screens.base import HouseScreen
from screens.working import Working
from tests.desk.acts import decided
from tests.desk.arriving import sent
from tests.driver import Verifier, at_work

pytestmark = pytest.mark.slow


@pytest.fixture
def stick(desk: Desk, tmp_path: Path) -> Path:
    """A stick with a verdict file of one's own."""
    ring = Keyring(desk.ledger.folder)
    ring.make()
    put(tmp_path / "stick", sent(desk, ring, decided(desk)))
    return tmp_path / "stick"


async def look_at(verifier: Verifier, stick: Path) -> None:
    assert isinstance(verifier.app.screen, HouseScreen)
    verifier.app.screen.go("arrivals", paths=(stick,))
    await verifier.until(lambda: "[x]" in verifier.screen)
    await verifier.worked()


async def test_taking_in_stopped_the_screen_until_it_was_done(desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, take = Event(), intake.take

    def slow(*arguments: object) -> object:
        assert go_on.wait(10)
        return take(*arguments)  # type: ignore[arg-type]

    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await look_at(ani, stick)
        monkeypatch.setattr(intake, "take", slow)
        await ani.press("y")
        await ani.until(lambda: isinstance(ani.app.screen, Working))
        ani.sees("Mengambil dokumen")
        go_on.set()
        await ani.worked()
        ani.sees("1 dokumen diambil", "tersimpan", "sudah ada")
        assert len(ani.desk.ask(keeping.lines)) == 1


async def test_what_cannot_be_kept_is_said_and_nothing_is_called_saved(desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> object:
        raise Refusal("profile.disk_full", folder=desk.ledger.folder, missing=9)

    desk.close()
    async with at_work(desk.ledger.folder, size=(140, 30)) as ani:
        await look_at(ani, stick)
        monkeypatch.setattr(intake, "take", full)
        await ani.press("y")
        await ani.worked()
        ani.sees("belum tersimpan", "[x] baru")


async def test_what_was_here_already_was_counted_among_what_was_taken(desk: Desk, stick: Path) -> None:
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await look_at(ani, stick)
        await ani.press("y")
        await ani.worked()
        await ani.press("a", "y")
        await ani.worked()
        ani.sees("0 dokumen diambil. 1 sudah ada sebelumnya.")


async def test_leaving_with_documents_marked_said_nothing(desk: Desk, stick: Path) -> None:
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await look_at(ani, stick)
        await ani.press("escape")
        ani.sees("Pekerjaan saya", "Tidak ada dokumen yang diambil")
        await look_at(ani, stick)
        await ani.press("y")
        await ani.worked()
        await ani.press("space", "escape")
        ani.sees("1 dokumen", "Tinggalkan layar ini?")
        await ani.press("y")
        ani.sees("Pekerjaan saya")


def test_what_was_put_in_the_place_of_documents_that_are_not_here_told_it_in_data_alone() -> None:
    correction = Arrival("catatan.toml", "a" * 64, Arriving.NEW, kind="note", title="Catatan", signer="Vera", lacks=("b" * 64, "c" * 64))
    told = [each.text for each in of_arrival(Words("id"), correction)]
    assert told[-1].startswith("Dokumen ini menggantikan atau memutuskan 2 dokumen yang belum ada di sini.")


def test_of_two_reviews_side_by_side_it_was_said_that_both_hold_until_one_is_replaced() -> None:
    review = Arrival("reviu.toml", "a" * 64, Arriving.FORK, kind="review", title="Kota Bogor · 2026-1", signer="Lina")
    told = [each.text for each in of_arrival(Words("id"), review)]
    assert told[-1].endswith("Bila salah satunya mengembalikan, pengembalian itulah yang berlaku.")
    submission = replace(review, kind="submission")
    assert [each.text for each in of_arrival(Words("id"), submission)][-1].endswith("sampai salah satunya digantikan.")
