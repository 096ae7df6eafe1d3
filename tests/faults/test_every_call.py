"""Whichever call of the system fails: what was there is there, or what was to be, and the same act goes well afterwards."""

import errno
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from models import exporting, settings_file
from models.desk import people, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.keyring import Keyring
from models.landing import land, put_over, whole
from models.ledger import backups, driver, rescue
from tests.desk.acts import begun, contents, decided
from tests.faults.failing import CALLS, failing
from tests.ledger.kit import database

pytestmark = pytest.mark.slow

ERRORS: Final = (errno.EIO, errno.ENOSPC, errno.EACCES)
MOST: Final = 60
"""Calls of a kind in one act, far more than any makes."""
OLD, NEW = b"the old bytes\n" * 9, b"the new bytes\n" * 9


def everywhere(
    act: Callable[[Path], object], place: Path, holds: Callable[[Path], None], before: Callable[[Path], object] = lambda _folder: None
) -> int:
    """Do `act` in a folder of its own with each call of each kind failed in turn; how often it was refused.

    `before` fills the folder, `holds` looks at what is left.
    """
    refused = 0
    for kind in CALLS:
        for at in count(1):
            assert at < MOST
            folder = place / f"{kind}-{at}"
            folder.mkdir(parents=True)
            before(folder)
            error = ERRORS[at % len(ERRORS)]
            with failing(kind, at, error) as failure:
                try:
                    act(folder)
                except Refusal as refusal:
                    assert failure.happened, refusal
                    refused += 1
                    if error == errno.ENOSPC and "no_room" in refusal.code:
                        assert int(str(refusal.fields["missing"])) >= 1
            holds(folder)
            if not failure.happened:
                break
            act(folder)
            holds(folder)
            shutil.rmtree(folder)
    return refused


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_file_lands_whole_or_not_at_all(tmp_path: Path) -> None:
    def holds(folder: Path) -> None:
        target = folder / "deep" / "a.toml"
        assert not target.exists() or target.read_bytes() == NEW
        assert names(folder) <= {"a.toml"}

    assert everywhere(lambda folder: land(folder / "deep" / "a.toml", NEW), tmp_path, holds) > 5


def test_a_file_put_in_the_place_of_another_is_the_one_or_the_other(tmp_path: Path) -> None:
    def act(folder: Path) -> None:
        target = folder / "a.toml"
        put_over(target, NEW, target.read_bytes())

    def holds(folder: Path) -> None:
        assert (folder / "a.toml").read_bytes() in (OLD, NEW)
        assert names(folder) == {"a.toml"}

    assert everywhere(act, tmp_path, holds, lambda folder: (folder / "a.toml").write_bytes(OLD)) > 5


def test_files_that_land_together_are_all_there_or_none(tmp_path: Path) -> None:
    def act(folder: Path) -> None:
        with whole() as landing:
            landing.land(folder / "a.toml", NEW)
            landing.land(folder / "b.toml", OLD)

    def holds(folder: Path) -> None:
        found = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert found in ({}, {"a.toml": NEW, "b.toml": OLD})

    assert everywhere(act, tmp_path, holds) > 10


def test_a_setting_is_kept_or_the_file_is_as_it_was(tmp_path: Path) -> None:
    def holds(folder: Path) -> None:
        file = folder / "verifier.toml"
        assert not file.exists() or 'theme = "verifier-light"' in file.read_text()
        assert names(folder) <= {"verifier.toml"}

    def act(folder: Path) -> None:
        settings_file.change(folder / "verifier.toml", "look.theme", "verifier-light")

    assert everywhere(act, tmp_path, holds) > 5


def test_a_key_is_there_with_what_belongs_to_it_or_not_at_all(tmp_path: Path) -> None:
    def holds(folder: Path) -> None:
        public = Keyring(folder).public
        assert public is None or Keyring(folder).person() is not None
        assert not [name for name in names(folder) if name.endswith(".part")]

    assert everywhere(lambda folder: Keyring(folder).begin(), tmp_path, holds) > 5


def test_a_copy_of_the_database_is_whole_or_absent_and_the_database_is_untouched(desk: Desk, tmp_path: Path) -> None:
    begun(desk)
    before = contents(desk)

    def holds(folder: Path) -> None:
        for copy in folder.iterdir():
            assert copy.name == "copy.db", copy
            backups.check(copy)

    def act(folder: Path) -> None:
        if not (folder / "copy.db").exists():
            backups.copied(database(desk), folder / "copy.db")

    assert everywhere(act, tmp_path / "copies", holds) > 2
    assert contents(desk) == before


def test_a_rescue_copy_holds_everything_or_at_least_the_texts(desk: Desk, tmp_path: Path) -> None:
    begun(desk)
    moments = count()

    def act(folder: Path) -> None:
        moment = datetime(2023, 5, 9, 7, next(moments) % 60, tzinfo=UTC)
        rescue.rescued(desk.ledger.folder, folder, {"a/note/REG-01": {"text": "tiga orang"}}, moment)

    def holds(folder: Path) -> None:
        for made in folder.iterdir():
            if made.suffix == ".db":
                backups.check(made)
                connection = driver.connect(made, writing=False)
                rows = connection.execute("SELECT place FROM draft").fetchall()
                connection.close()
                assert rows in ([], [("a/note/REG-01",)])
            else:
                assert made.suffix == ".toml" and "tiga orang" in made.read_text(), made

    everywhere(act, tmp_path / "rescue", holds)


def test_a_verdict_file_leaves_whole_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    verification = decided(desk)
    key = Keyring(desk.ledger.folder).make()
    how = exporting.terms(desk, Keyring(desk.ledger.folder).public)
    files = exporting.made(desk, how, verification, key)
    beside = exporting.for_all(desk, how, files)
    wanted: set[str] = set()

    def act(folder: Path) -> None:
        exporting.hand_out(desk, files, beside, folder)
        wanted.update(names(folder))

    act(tmp_path / "first")
    assert len(wanted) > 1

    def holds(folder: Path) -> None:
        assert names(folder) in (set(), wanted)

    assert everywhere(act, tmp_path / "out", holds) > 5


def test_a_profile_opens_or_says_why_not_and_opens_the_next_time(desk: Desk, tmp_path: Path) -> None:
    begun(desk)
    held, profile = contents(desk), desk.ledger.folder
    desk.close()

    def act(folder: Path) -> None:
        with opened(folder / "p") as again:
            assert again.ask(people.owner) is not None
            assert again.ask(verifications.mine)

    def holds(folder: Path) -> None:
        with opened(folder / "p") as again:
            assert contents(again) == held

    everywhere(act, tmp_path / "profiles", holds, lambda folder: shutil.copytree(profile, folder / "p"))
