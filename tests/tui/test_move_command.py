"""`verifier move`: a profile that may not be written where it lies goes on where it may, whole, and the old folder stays."""

import hashlib
import shutil
import stat
from pathlib import Path

import pytest

from models import places, rehousing
from models.desk import answers, diverging, drafts
from models.desk.desk import opened
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger import backups, cipher, driver, place
from models.ledger.place import MOVED
from models.moments import now
from models.settings import load
from tests.desk.acts import LEVELS
from tests.ledger.encrypted import encrypt
from tests.ledger.kit import refused
from tests.tui.commands import Commands


def files(folder: Path) -> dict[str, str]:
    """What stands in a folder, but for the database and what only belongs to its place."""
    left = (driver.DATABASE, "verifier.lock", "verifier.holder", "verifier.head", MOVED)
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(left))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture
def synced(verifier: Commands, verification: str) -> Path:
    """A profile with keys, copies and files of others, in a folder that is then synced."""
    Keyring(verifier.folder).make("frasa")
    backups.make(verifier.folder / driver.DATABASE, now())
    (verifier.folder / "files").mkdir()
    (verifier.folder / "files" / ("a" * 64)).write_bytes(b"x" * 100_000)
    (verifier.folder.parent / ".stfolder").mkdir()
    return verifier.folder


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lokal") / "profil"


def test_all_of_it_goes_on_in_the_new_place(verifier: Commands, synced: Path, elsewhere: Path) -> None:
    before = files(synced)
    assert refused(lambda: opened(synced)).code == "profile.synced"
    code, out, said = verifier("move", elsewhere)
    assert (code, out.strip()) == (0, str(elsewhere))
    assert str(synced) in said
    assert files(elsewhere) == before == files(synced)
    shown = verifier("list")
    verifier.folder = elsewhere
    assert verifier("list") == shown
    assert verifier("doctor")[0] == 0
    with opened(elsewhere) as desk:
        assert desk.ledger.gap is None
    # A key that others may not read stays one.
    assert (elsewhere / "keys" / "person").stat().st_mode & 0o077 == 0


def test_the_old_place_is_only_read_from_then_on(verifier: Commands, verification: str, elsewhere: Path) -> None:
    old = verifier.folder
    assert verifier("move", elsewhere)[0] == 0
    found = refused(lambda: opened(old))
    assert (found.code, found.fields["to"]) == ("profile.moved", str(elsewhere))
    opened(old, writing=False).close()
    assert "moved" in verifier.refused("move", elsewhere.with_name("lagi"))


def test_the_settings_name_the_new_place(verifier: Commands, verification: str, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = places.profile_folder(load(None))
    usual.parent.mkdir(parents=True)
    verifier.folder.rename(usual)
    code, _, said = verifier.plain("--lang", "en", "move", elsewhere)
    assert (code, "settings" in said) == (0, True)
    assert load(places.own_settings_file()).data == elsewhere
    assert "Jawa Barat" in verifier.plain("--lang", "en", "list")[1]


@pytest.mark.parametrize("place", [".", "dalam", ".."])
def test_no_folder_in_it_or_around_it(verifier: Commands, verification: str, place: str) -> None:
    assert "Name another folder" in verifier.refused("move", verifier.folder / place)


def test_a_folder_with_something_in_it_is_left_alone(verifier: Commands, verification: str, elsewhere: Path) -> None:
    elsewhere.mkdir()
    (elsewhere / "catatan.txt").write_text("x")
    assert "not empty" in verifier.refused("move", elsewhere)
    assert [path.name for path in elsewhere.iterdir()] == ["catatan.txt"]


def test_a_place_as_bad_as_the_old_one_is_refused(verifier: Commands, verification: str, elsewhere: Path) -> None:
    (elsewhere.parent / ".dropbox").touch()
    assert "Dropbox" in verifier.refused("move", elsewhere)


@pytest.mark.slow
@pytest.mark.parametrize("steps", range(1, 6))
def test_broken_off_it_can_be_done_again(verifier: Commands, synced: Path, elsewhere: Path, steps: int) -> None:
    moving = rehousing.rehouse(synced, elsewhere)
    for _ in range(steps):
        next(moving)
    del moving
    elsewhere.mkdir(parents=True, exist_ok=True)
    (elsewhere / "verifier.db.7.part-journal").write_bytes(b"killed")
    assert verifier("move", elsewhere)[0] == 0
    opened(elsewhere).close()


def test_a_disk_that_returned_other_bytes_was_gone_on_with(
    verifier: Commands, synced: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = files(synced), shutil.copyfile

    def damaged(source: Path, target: Path) -> None:
        real(source, target)
        content = target.read_bytes()
        target.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    monkeypatch.setattr("shutil.copyfile", damaged)
    code, out, said = verifier("move", elsewhere)
    assert (code, out) == (1, "")
    assert str(elsewhere) in said
    assert files(synced) == before and not (synced / MOVED).exists()
    assert not list(elsewhere.rglob("*.part"))
    monkeypatch.undo()
    assert verifier("move", elsewhere)[0] == 0
    assert files(elsewhere) == before


def test_nobody_writes_meanwhile(verifier: Commands, verification: str, elsewhere: Path) -> None:
    with opened(verifier.folder):
        assert "open in another verifier" in verifier.refused("move", elsewhere)
    moving = rehousing.rehouse(verifier.folder, elsewhere)
    next(moving)
    with pytest.raises(Refusal, match=r"profile\.locked"):
        opened(verifier.folder)


@pytest.mark.parametrize("since", ["a text was typed", "it was encrypted", "an item was answered"])
def test_what_an_earlier_try_left_is_not_gone_on_with(
    verifier: Commands, verification: str, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, since: str
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(place, "leave", dies)
        list(rehousing.rehouse(verifier.folder, elsewhere))
    if since == "a text was typed":
        with opened(verifier.folder) as desk:
            desk.do(drafts.keep, "somewhere", {"text": "setengah kalimat"})
    elif since == "an item was answered":
        with opened(verifier.folder) as desk:
            desk.do(answers.record, verification, LEVELS, 3)
    else:
        encrypt(verifier.folder)
    list(rehousing.rehouse(verifier.folder, elsewhere))
    assert cipher.is_plain(elsewhere / driver.DATABASE) is (since != "it was encrypted")
    with opened(verifier.folder, writing=False) as old, opened(elsewhere) as new:
        assert new.ask(diverging.drafts) == old.ask(diverging.drafts)
        assert new.ask(diverging.head) == old.ask(diverging.head)


def test_a_folder_with_a_database_of_something_else_ended_the_program(verifier: Commands, verification: str, elsewhere: Path) -> None:
    elsewhere.mkdir()
    (elsewhere / driver.DATABASE).write_bytes(b"bukan basis data" * 1_000)
    assert "not empty" in verifier.refused("move", elsewhere)
    assert (elsewhere / driver.DATABASE).read_bytes() == b"bukan basis data" * 1_000


def test_a_profile_on_what_takes_nothing_could_not_be_moved_or_went_on_closed_to_its_owner(
    verifier: Commands, synced: Path, elsewhere: Path
) -> None:
    # As on a disc: whoever is no administrator could not even sync the copy of such a file.
    for path in synced.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    assert verifier("move", elsewhere)[0] == 0
    assert [path for path in elsewhere.rglob("*") if path.is_file() and not path.stat().st_mode & stat.S_IWUSR] == []
    with opened(elsewhere):
        Keyring(elsewhere).device()
