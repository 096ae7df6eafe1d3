"""The exchange of data on its screen: sticks that come and go, an exchange that is stopped, passwords, servers seen for the first time."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from models.carriers.folder import Folder
from models.causes import Cause
from models.desk import ways
from models.errors import Refusal
from models.exchanged import Exchanged, Way, WayLine
from models.previews import Arrival, Arriving
from models.text import Phrase
from screens import exchange_acts
from screens.working import Working
from tests.desk.reviewing_kit import ready, trio
from tests.driver import Verifier, at_work
from tests.press import settle
from tui.app import VerifierApp

pytestmark = pytest.mark.slow

SECRET, PRINT = "kuda-terbang-9", "SHA256:dGhpcyBpcyBub3QgYSBrZXk+/x"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that Vera's laptop knows, on which a submission waits."""
    with trio(tmp_path) as team:
        team.verifier.submits(ready(team.verifier.desk))
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


@asynccontextmanager
async def vera(stick: Path, address: str = "", **how: Any) -> AsyncIterator[Verifier]:
    """Vera at the screen of the exchange."""
    folder = stick.parent / "vera"
    (folder / "verifier.toml").write_text(f"[carriers]\nusb = '{address or stick}'\n", "utf-8")
    async with at_work(folder, **how) as verifier:
        await verifier.press("c")
        yield verifier


async def test_a_stick_pulled_out_in_the_middle_failed_in_words_until_it_was_there_again(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Folder.put

    def pulled(folder: Folder, path: str, content: bytes) -> None:
        if stick.exists():
            stick.rename(stick.with_name("pulled"))
        put(folder, path, content)

    async with vera(stick) as verifier:
        monkeypatch.setattr(Folder, "put", pulled)
        await verifier.press("enter")
        await verifier.worked()
        verifier.sees("! usb", "gagal · 2 belum terkirim · belum pernah", "tidak terjangkau", "Pekerjaan di sini aman")
        await verifier.press("q")
        verifier.sees("Pertukaran terakhir dengan usb gagal; lihat alasannya (c)", "1 verifikasi hanya ada di laptop ini")
        monkeypatch.undo()
        stick.with_name("pulled").rename(stick)
        await verifier.press("c", "enter")
        await verifier.worked()
        verifier.sees("2 dokumen terkirim dan terbaca kembali", "di media usb")
        await verifier.press("q")
        verifier.does_not_see("gagal")
        verifier.does_not_see("hanya ada di laptop ini")


async def test_escape_waited_for_the_answer_of_a_carrier_that_gave_none(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, names = Event(), Folder.names

    def slow(folder: Folder, path: str) -> frozenset[str]:
        assert go_on.wait(20)
        return names(folder, path)

    async with vera(stick) as verifier:
        monkeypatch.setattr(Folder, "names", slow)
        await verifier.press("enter")
        await verifier.until(lambda: isinstance(verifier.app.screen, Working))
        await verifier.until(lambda: "Menyambung ke usb" in verifier.screen)
        await verifier.press("escape")
        await verifier.worked()
        assert not go_on.is_set()
        go_on.set()
        verifier.sees("Pertukaran dengan usb dihentikan")
        verifier.does_not_see("gagal")
        assert not [*stick.rglob("*.seg")]
        await verifier.press("enter")
        await verifier.worked()
        verifier.sees("2 dokumen terkirim")


def _server(asked: list[str]) -> Callable[..., Exchanged]:
    """A server that shows its key first, and lets nobody in by another password."""

    def carry(_desk: object, name: str, text: str, password: Callable[[Any], str], *_: object, **__: object) -> Exchanged:
        from models.carriers.address import parsed

        asked.append(password(parsed(name, text)))
        if "host_key" not in text:
            raise Refusal("carrier.host_key", carrier=name, host="hq.example", fingerprint=PRINT)
        if asked[-1] != SECRET:
            raise Refusal("carrier.denied", carrier=name, address=text)
        return Exchanged(name)

    return carry


async def test_a_server_seen_first_is_compared_and_its_password_is_asked_for_once(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(exchange_acts, "carry", _server(asked))
    async with vera(stick, "sftp://ani@hq.example/tim") as verifier:
        await verifier.press("enter")
        verifier.sees("Kata sandi untuk usb")
        await verifier.type("salah")
        verifier.does_not_see("salah")
        await verifier.press("enter")
        await verifier.worked()
        verifier.sees("hq.example belum dikenal", PRINT)
        await verifier.press("y")
        await verifier.worked()
        file = stick.parent / "vera" / "verifier.toml"
        assert f"sftp://ani@hq.example/tim?host_key={PRINT}" in file.read_text("utf-8")
        verifier.sees("menolak nama pengguna atau kata sandi")
        await verifier.press("enter")
        await verifier.type(SECRET)
        await verifier.press("enter")
        await verifier.worked()
        await verifier.press("l")
        await verifier.worked()
        assert asked == ["salah", "salah", SECRET, SECRET]
        assert SECRET not in file.read_text("utf-8")


async def test_a_wrong_password_of_the_environment_was_tried_again_and_again_and_none_could_be_typed(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(exchange_acts, "carry", _server(asked))
    monkeypatch.setenv("VERIFIER_PASSWORD_USB", "kemarin")
    async with vera(stick, f"sftp://ani@hq.example/tim?host_key={PRINT}") as verifier:
        await verifier.press("enter")
        await verifier.worked()
        verifier.sees("menolak nama pengguna atau kata sandi")
        await verifier.press("enter")
        verifier.sees("Kata sandi untuk usb")
        await verifier.type(SECRET)
        await verifier.press("enter")
        await verifier.worked()
        assert asked == ["kemarin", SECRET]


async def _tick(verifier: Verifier) -> None:
    """A look for sticks that began now, taken."""
    app = verifier.app
    assert isinstance(app, VerifierApp)
    for _ in range(2):
        if app.sticks.look is not None:
            app.sticks.look.join()
        app.sticks.tick()
    await settle(verifier._pilot)


async def test_a_stick_that_appears_is_told_once_and_never_over_a_dialog(stick: Path) -> None:
    away = stick.rename(stick.with_name("away"))
    async with vera(stick) as verifier:
        await _tick(verifier)
        await verifier.press("n")
        away.rename(stick)
        await _tick(verifier)
        verifier.does_not_see("tersambung")
        await verifier.press("escape")
        await _tick(verifier)
        verifier.sees("Media “usb” tersambung. Pertukaran data: tombol c di layar awal.")
        await verifier.press("q")
        await _tick(verifier)
        verifier.does_not_see("tersambung")
        stick.rename(away)
        await _tick(verifier)
        away.rename(stick)
        await _tick(verifier)
        verifier.sees("Media “usb” tersambung")


async def test_without_a_folder_among_the_carriers_nothing_looks_for_sticks(stick: Path) -> None:
    async with vera(stick, "sftp://ani@hq.example/tim") as verifier:
        assert isinstance(verifier.app, VerifierApp)
        assert verifier.app.sticks.look is None
        await verifier.press("n", "1")
        await verifier.type("lain")
        await verifier.press("enter")
        await verifier.type(str(stick))
        await verifier.press("ctrl+s")
        assert verifier.app.sticks.look is not None


async def test_carriers_are_added_changed_and_removed_and_a_password_in_an_address_is_not_kept(stick: Path) -> None:
    file = stick.parent / "vera" / "verifier.toml"
    async with vera(stick, language="en", size=(140, 40)) as verifier:
        await verifier.press("n", "4")
        await verifier.type("Kantor Pusat")
        await verifier.press("enter")
        await verifier.type("ani:rahasia@hq.example/dav")
        await verifier.press("ctrl+s")
        verifier.sees("holds a password")
        assert "rahasia" not in file.read_text("utf-8")
        await verifier.press("escape", "n", "4")
        verifier.does_not_see("rahasia")
        await verifier.type("usb")
        await verifier.press("enter")
        await verifier.type("ani@hq.example/dav")
        await verifier.press("ctrl+s")
        verifier.sees("There is a carrier “usb” already.")
        await verifier.type("-2")
        await verifier.press("ctrl+s")
        verifier.sees("The carrier “usb-2” is saved.", "https://ani@hq.example/dav")
        await verifier.press("e")
        await verifier.type("/tim")
        await verifier.press("ctrl+s")
        verifier.sees("https://ani@hq.example/dav/tim")
        await verifier.press("x", "y")
        verifier.sees("The carrier “usb-2” is taken out of the settings")
        assert "usb-2" not in file.read_text("utf-8")


async def test_an_address_at_fault_is_told_where_it_stands_and_how_it_is_mended(stick: Path) -> None:
    async with vera(stick, "tempat lain") as verifier:
        verifier.sees("! usb", "gagal", "tempat lain bukan alamat media pertukaran", "Tulis folder")
        await verifier.press("enter")
        verifier.sees("bukan alamat")


async def test_why_a_document_was_refused_is_read_in_full(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    why = Phrase("Tanda tangannya bukan milik siapa pun di tim.", "Signed by nobody of the team.")
    line = WayLine("3f" * 32, "submission", "Provinsi Aceh · 2023-1", "a.toml", Way.REFUSED, ("usb",), "Lina", "2023-05-09T07:05:00Z", why)
    monkeypatch.setattr(ways, "ways", lambda _tx: (line,))
    async with vera(stick) as verifier:
        verifier.sees("! Provinsi Aceh · 2023-1 (penyerahan verifikasi)", "ditolak Lina")
        await verifier.press("end", "enter")
        verifier.sees("Rincian", "Tanda tangannya bukan milik siapa pun di tim.", "serahkan lagi")


async def test_what_came_before_the_stick_was_pulled_out_was_shown_nowhere(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def carry(_desk: object, name: str, *_: object, done: Exchanged, **__: object) -> Exchanged:
        done.arrivals.append(Arrival("a.toml", "3f" * 32, Arriving.FORK, kind="submission", title="Provinsi Aceh · 2023-1"))
        raise Refusal("carrier.away", carrier=name, address=str(stick), cause=Cause("enoent"))

    monkeypatch.setattr(exchange_acts, "carry", carry)
    async with vera(stick, size=(100, 30)) as verifier:
        await verifier.press("enter")
        await verifier.worked()
        verifier.sees("tidak terjangkau", "Sampai saat itu: 1 dokumen datang (1 bercabang)")
        verifier.sees("Dibawa pertukaran terakhir (usb)", "× bercabang")
