"""A key from the first start on: verdict files leave the screens signed, and a passphrase is asked for each time and kept nowhere."""

from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import Desk, opened
from models.documents import keys
from models.documents.verdict_file import opened as read
from models.keyring import Keyring
from tests.desk.acts import decided
from tests.documents.signing import ani as a_key
from tests.driver import Verifier, at_work

SECRET = "kuda-terbang-9"


def written() -> list[str]:
    """The names of what was handed out."""
    folder = Path.home() / "Documents" / "verifier"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def is_kept_anywhere(folder: Path, secret: str) -> bool:
    """Whether any file of the profile holds `secret`."""
    return any(secret.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def locked(desk: Desk) -> Path:
    """The folder of a profile with two verdicts and a key under `SECRET`."""
    for agency in ("32", "33"):
        decided(desk, agency)
    Keyring(desk.ledger.folder).make(SECRET)
    desk.close()
    return desk.ledger.folder


async def first_start(ani: Verifier, *keys_: str) -> None:
    """Type a name and go to the passphrase."""
    await ani.type("Ani Lestari")
    await ani.press("enter", "enter", "enter", "enter")
    for key in keys_:
        await ani.type(key)
        await ani.press("enter")


async def test_a_newcomer_gets_a_key_without_being_asked_anything(folder: Path) -> None:
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s")
        ani.sees("Pekerjaan saya")
    assert not Keyring(folder).has_passphrase


async def test_a_passphrase_typed_at_first_start_is_typed_twice_and_seen_never(folder: Path) -> None:
    async with at_work(folder) as ani:
        await first_start(ani, SECRET, f"{SECRET}x")
        ani.does_not_see(SECRET[:4])
        await ani.press("ctrl+s")
        ani.sees("Kedua frasa sandi tidak sama")
        assert ani.desk.ask(people.owner) is None
        await ani.press("up", "backspace")
        await ani.press("ctrl+s")
        ani.sees("Pekerjaan saya")
    assert Keyring(folder).has_passphrase
    Keyring(folder).unlock(SECRET)
    assert not is_kept_anywhere(folder, SECRET)


async def test_a_key_that_is_there_is_taken_at_first_start(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "id_ed25519"
    path.write_bytes(keys.written(a_key(), SECRET))
    async with at_work(folder) as ani:
        await first_start(ani, "salah", "", str(tmp_path / "tidak-ada"))
        await ani.press("ctrl+s")
        ani.sees("tidak-ada", "ditemukan. Periksa")
        await ani.press("up", *["backspace"] * len("tidak-ada"))
        await ani.type("id_ed25519")
        await ani.press("ctrl+s")
        ani.sees("Frasa sandi untuk kunci id_ed25519 tidak cocok")
        assert ani.desk.ask(people.owner) is None
        await ani.press("up", "up", *["backspace"] * 5)
        await ani.type(SECRET)
        await ani.press("ctrl+s")
        ani.sees("Pekerjaan saya")
    assert Keyring(folder).public == a_key().public
    assert Keyring(folder).has_passphrase


async def test_a_locked_key_is_asked_for_each_time_a_file_is_written(locked: Path) -> None:
    async with at_work(locked) as ani:
        for _ in range(2):
            await ani.press("x")
            ani.sees("Buka kunci tanda tangan")
            await ani.type("salah")
            await ani.press("enter")
            ani.sees("Frasa sandi untuk kunci person tidak cocok")
            await ani.press(*["backspace"] * 5)
            await ani.type(SECRET)
            ani.does_not_see(SECRET[:4])
            await ani.press("enter")
            ani.sees("Berkas hasil (draf bertanda tangan)")
    document, signature = [name for name in written() if "toml" in name]
    assert signature == f"{document}.sig"
    assert not is_kept_anywhere(locked, SECRET)
    assert not is_kept_anywhere(Path.home(), SECRET)


async def test_who_leaves_the_question_writes_nothing(locked: Path) -> None:
    async with at_work(locked) as ani:
        await ani.press("x")
        await ani.type(SECRET)
        await ani.press("escape")
        ani.sees("Pekerjaan saya")
        assert written() == []
        await ani.press("w")
        ani.sees("Buka kunci tanda tangan")
        ani.does_not_see("dipulihkan")
        await ani.press("escape")
    assert written() == []
    assert not is_kept_anywhere(locked, SECRET)


async def test_all_files_are_signed_after_one_question(locked: Path) -> None:
    async with at_work(locked) as ani:
        await ani.press("w")
        await ani.type(SECRET)
        await ani.press("enter")
        await ani.worked()
        ani.sees("2 dari 2 berkas hasil ditulis")
    assert len([name for name in written() if name.endswith(".toml.sig")]) == 2


async def test_what_cannot_be_written_is_said_before_a_passphrase_is_asked_for(locked: Path) -> None:
    async with at_work(locked) as ani:
        await ani.press("a")
        await ani.type("94.07")
        await ani.press("enter", "v", "x")
        ani.sees("belum")
        ani.does_not_see("Buka kunci")
    assert written() == []


async def test_where_there_is_no_key_one_is_offered(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        decided(desk)
    async with at_work(folder) as ani:
        await ani.press("x")
        ani.sees("Profil ini belum punya kunci tanda tangan")
        await ani.press("escape")
        assert written() == []
        await ani.press("x", "2")
        ani.sees("Berkas hasil (draf tanpa tanda tangan)")
        await ani.press("x", "1")
        ani.sees("Berkas hasil (draf bertanda tangan)")
    names = [name for name in written() if name.endswith(".toml")]
    assert ["unsigned" in name for name in names].count(True) == 1
    (signed,) = [name for name in names if "unsigned" not in name]
    body = (Path.home() / "Documents" / "verifier" / signed).read_bytes()
    assert read(body, signed).status == "draft"
