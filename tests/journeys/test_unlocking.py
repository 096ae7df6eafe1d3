"""Keys under a passphrase in the running program: unlocked beside the keyboard, forgotten when idle, asked for with each verdict."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import tui.app
from models.desk import teams
from models.desk.desk import Desk
from models.documents import keys, signatures
from models.keyring import IDLE, PERSON, ROOT, Keyring
from tests.conftest import Watch
from tests.desk.acts import decided
from tests.driver import Verifier, at_work
from tests.press import key_event, send

SECRET = "kuda-terbang-9"


@pytest.fixture(autouse=True)
def out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that files for people land in."""
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    return tmp_path / "verifier"


@pytest.fixture
def team(desk: Desk) -> Path:
    """The profile of a supervisor with a verdict, whose keys are under `SECRET`."""
    decided(desk)
    ring = Keyring(desk.ledger.folder)
    ring.make(SECRET)
    root = keys.made()
    with ring.new_root(root, keys.written(root, SECRET)):
        desk.do(teams.found, "Tim", desk.ask(teams.request, ring.person(), ring.device()), root)
    desk.close()
    return desk.ledger.folder


class Gate(threading.Event):
    """What every passphrase waits for before it is tried, as on a slow laptop."""

    def __init__(self) -> None:
        super().__init__()
        self.tried = 0


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    """The gate, which is shut."""
    opened, gate = Keyring._opened, Gate()

    def slowly(ring: Keyring, name: str, passphrase: str | None) -> keys.PrivateKey:
        if passphrase is None:
            return opened(ring, name, passphrase)
        assert gate.wait(20)
        try:
            return opened(ring, name, passphrase)
        finally:
            gate.tried += 1

    monkeypatch.setattr(Keyring, "_opened", slowly)
    return gate


def pressed(verifier: Verifier, *names: str) -> None:
    """Press keys and wait for nothing."""
    send(verifier.app, *map(key_event, names))


def is_on(verifier: Verifier, text: str) -> Callable[[], bool]:
    return lambda: text in " ".join(verifier.screen.split())


async def unlocking(verifier: Verifier) -> None:
    """Have the passphrase tried for the verdict file."""
    await verifier.press("x")
    await verifier.type(SECRET)
    pressed(verifier, "enter")
    await verifier.until(is_on(verifier, "Membuka kunci…"))


async def test_unlocking_held_the_event_loop_and_now_keys_wait_for_what_comes_next(team: Path, gate: Gate, out: Path) -> None:
    async with at_work(team) as ani:
        await unlocking(ani)
        pressed(ani, "j", "enter", "v")
        beats: list[int] = []
        ani.app.set_interval(0.001, lambda: beats.append(gate.tried))
        await ani.until(lambda: len(beats) > 9)
        assert not any(beats)
        ani.sees("Membuka kunci…")
        assert not list(out.glob("*.toml"))
        gate.set()
        await ani.settle()
        ani.sees("Kesimpulan")
    assert len(list(out.glob("*.toml.sig"))) == 1


async def test_escape_leaves_while_a_passphrase_is_tried_and_nothing_is_opened_later(team: Path, gate: Gate, out: Path) -> None:
    async with at_work(team) as ani:
        await unlocking(ani)
        pressed(ani, "z", "enter", "escape")
        await ani.until(lambda: not is_on(ani, "Membuka kunci…")())
        ani.sees("Pekerjaan saya")
        gate.set()
        await ani.until(lambda: gate.tried == 1)
        await ani.settle()
        assert not ani.app.keyring.is_open
        ani.sees("Pekerjaan saya")
    assert not out.exists()


async def test_a_wrong_passphrase_is_told_and_the_next_one_typed_meanwhile_is_tried(team: Path, gate: Gate, out: Path) -> None:
    async with at_work(team) as ani:
        await ani.press("x")
        await ani.type("salah")
        pressed(ani, "enter", *["backspace"] * 5, *SECRET, "enter")
        gate.set()
        await ani.settle()
        ani.sees("Berkas hasil (draf bertanda tangan)")


async def test_a_key_stayed_open_while_nobody_asked(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui.app, "LOOKED_AT", 0.01)
    watch, looks = Watch(), 0
    look = Keyring.lock_when_idle

    def counted(ring: Keyring) -> None:
        nonlocal looks
        look(ring)
        looks += 1

    monkeypatch.setattr(Keyring, "lock_when_idle", counted)
    async with at_work(team) as ani:
        ring = ani.app.keyring
        ring._clock = watch
        for name in (PERSON, ROOT):
            ring.hold(name, ring.opened(name, SECRET))
        watch.now += IDLE - 1
        ring.person()
        watch.now += IDLE
        looks = 0
        await ani.until(lambda: looks > 2)
        assert set(ring._open) == {PERSON, ROOT}
        before = ani.screen
        watch.now += 1
        await ani.until(lambda: not ring._open)
        assert ani.screen == before
        await ani.press("x")
        ani.sees("Buka kunci tanda tangan")


def test_a_look_at_idle_keys_is_at_most_a_minute_late() -> None:
    assert tui.app.LOOKED_AT <= 60


async def test_the_passphrase_is_asked_for_over_a_form_that_was_open_too_long(team: Path) -> None:
    async with at_work(team, size=(100, 34)) as ani:
        ring = ani.app.keyring
        ring.hold(ROOT, ring.opened(ROOT, SECRET))
        await ani.press("t", "home", "down", "enter", "down")
        await ani.type("Papua")
        ring.lock()
        await ani.press("ctrl+s")
        ani.sees("Buka kunci tanda tangan")
        await ani.press("escape")
        ani.sees("Wilayah", "Papua")
        await ani.press("ctrl+s")
        await ani.type(SECRET)
        await ani.press("enter")
        ani.sees("Data anggota diubah", "Papua")


async def test_a_verdict_asks_again_although_everything_is_open(team: Path, out: Path) -> None:
    async with at_work(team) as ani:
        for _ in range(2):
            ring = ani.app.keyring
            for name in (PERSON, ROOT):
                ring.hold(name, ring.opened(name, SECRET))
            await ani.press("x")
            ani.sees("Buka kunci tanda tangan")
            await ani.type(SECRET)
            await ani.press("enter")
            ani.sees("Berkas hasil (draf bertanda tangan)")
    (given,) = out.glob("*.toml.sig")
    assert signatures.kind(given.read_bytes(), "x") == "verdict"


@pytest.mark.parametrize(("language", "said"), [("id", "Kunci Anda terkunci lagi"), ("en", "Your keys are locked again")])
async def test_keys_are_locked_at_once(team: Path, language: str, said: str) -> None:
    async with at_work(team, language=language) as ani:
        ring = ani.app.keyring
        for name in (PERSON, ROOT):
            ring.hold(name, ring.opened(name, SECRET))
        await ani.press("t", "l")
        ani.sees(said)
        assert not ring.is_held(PERSON)
        assert not ring.is_held(ROOT)


async def test_a_key_without_a_passphrase_cannot_be_locked_and_says_so(desk: Desk) -> None:
    Keyring(desk.ledger.folder).make()
    desk.close()
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("t", "l")
        ani.sees("tidak berfrasa sandi", "verifier key passphrase")
