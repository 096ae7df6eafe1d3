"""A file of ours is put over what stood there completely or not at all, and over nothing else."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models.errors import Refusal
from models.landing import put_over
from tests.conftest import ROOT
from tests.documents.kit import failing
from tests.ledger.kit import refused, run

BEFORE, AFTER = b"theme = 1\n" * 500, b"theme = 2\n" * 900


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is there."""
    path = tmp_path / "verifier.toml"
    path.write_bytes(BEFORE)
    return path


def test_it_stands_in_the_place_of_what_was_there_with_its_rights(target: Path) -> None:
    target.chmod(0o640)
    put_over(target, AFTER, BEFORE)
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (AFTER, 0o640)
    assert list(target.parent.iterdir()) == [target]


def test_where_nothing_was_it_comes_with_its_folders(tmp_path: Path) -> None:
    put_over(tmp_path / "a" / "b" / "verifier.toml", AFTER, None)
    assert (tmp_path / "a" / "b" / "verifier.toml").read_bytes() == AFTER


@pytest.mark.parametrize("before", [None, b"", AFTER])
def test_what_somebody_else_wrote_meanwhile_was_overwritten(target: Path, before: bytes | None) -> None:
    assert refused(lambda: put_over(target, AFTER, before)).code == "export.changed"
    assert target.read_bytes() == BEFORE
    target.unlink()
    assert refused(lambda: put_over(target, AFTER, BEFORE)).code == "export.changed"
    assert not target.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_was_replaced_by_a_file_and_its_goal_left_behind(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "home" / "verifier.toml"
    link.parent.mkdir()
    link.symlink_to(target)
    put_over(link, AFTER, BEFORE)
    assert link.is_symlink() and target.read_bytes() == AFTER


@pytest.mark.parametrize("name", ["open", "fsync", "replace", "close", "chmod"])
def test_whichever_call_fails_the_old_file_or_the_new_one_is_there_whole(target: Path, name: str) -> None:
    for at in range(1, 9):
        target.write_bytes(BEFORE)
        with pytest.MonkeyPatch.context() as patch:
            called = failing(patch, name, at)
            try:
                put_over(target, AFTER, BEFORE)
            except Refusal as refusal:
                assert (refusal.code, refusal.fields["missing"]) == ("export.no_room", 1)
            else:
                assert called() < at
        assert target.read_bytes() in (BEFORE, AFTER)
        assert list(target.parent.iterdir()) == [target]
        if called() < at:
            assert at > 1
            return
    pytest.fail(f"os.{name} is called without end")


def test_a_disk_that_returned_other_bytes_put_them_over_the_file(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"else" if path.suffix == ".part" else real(path))
    assert refused(lambda: put_over(target, AFTER, BEFORE)).code == "export.compare"
    monkeypatch.undo()
    assert target.read_bytes() == BEFORE
    assert list(target.parent.iterdir()) == [target]


AS_NOBODY = """
import os, sys
from pathlib import Path
from models.errors import Refusal
from models.landing import put_over
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
file = Path(sys.argv[1])
try:
    put_over(file, b"other", file.read_bytes())
except Refusal as refusal:
    print(refusal.code, refusal.fields["cause"].code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_file_that_its_owner_closed_was_replaced_all_the_same(closed: str) -> None:
    # Not in the folder of the tests: nobody else may enter that one.
    with TemporaryDirectory() as made:
        folder, file = Path(made), Path(made) / "verifier.toml"
        file.write_bytes(BEFORE)
        file.chmod(0o444 if closed == "file" else 0o666)
        folder.chmod(0o777 if closed == "file" else 0o555)
        done = run(AS_NOBODY, file, cwd=ROOT)
        assert (done.stdout.split(), file.read_bytes()) == (["export.folder", "eacces"], BEFORE), done.stderr
        folder.chmod(0o700)
