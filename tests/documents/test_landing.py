"""A file lands completely or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models import landing
from models.causes import Cause
from models.errors import Refusal
from models.landing import land
from tests.documents.kit import failing

CONTENT = b"a verdict\n" * 1000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A place for a file, in a folder that is not there yet."""
    return tmp_path / "out" / "verdict.toml"


def test_a_file_lands_with_its_folder_and_nothing_beside_it(target: Path) -> None:
    land(target, CONTENT)
    assert target.read_bytes() == CONTENT
    assert [path.name for path in target.parent.iterdir()] == ["verdict.toml"]


def test_the_same_bytes_are_left_alone(target: Path) -> None:
    land(target, CONTENT)
    before = target.stat()
    land(target, CONTENT)
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_other_bytes_are_not_overwritten(target: Path) -> None:
    land(target, CONTENT)
    with pytest.raises(Refusal, match=r"export\.exists_other"):
        land(target, b"other")
    assert target.read_bytes() == CONTENT


def test_what_an_earlier_attempt_left_is_in_nobodys_way(target: Path) -> None:
    target.parent.mkdir()
    target.with_name("verdict.toml.part").write_bytes(b"half")
    land(target, CONTENT)
    assert [path.name for path in target.parent.iterdir()] == ["verdict.toml"]


@pytest.mark.parametrize("place", ["file/verdict.toml", "file/deeper/verdict.toml", "folder"])
def test_a_place_that_cannot_be_written_is_refused_in_words(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("a file")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refusal, match=r"export\.folder") as caught:
        land(tmp_path / place, CONTENT)
    assert str(caught.value.fields["cause"])


@pytest.mark.parametrize("name", ["open", "fsync", "replace", "close", "mkdir"])
def test_whichever_call_fails_nothing_half_done_is_left(tmp_path: Path, name: str) -> None:
    for at in range(1, 9):
        target = tmp_path / str(at) / "verdict.toml"
        with pytest.MonkeyPatch.context() as patch:
            called = failing(patch, name, at)
            try:
                land(target, CONTENT)
            except Refusal as refusal:
                assert (refusal.code, refusal.fields["missing"]) == ("export.no_room", 1)
            else:
                assert called() < at
        left = {path.name: path.read_bytes() for path in target.parent.iterdir()} if target.parent.exists() else {}
        assert left in ({}, {"verdict.toml": CONTENT})
        land(target, CONTENT)
        assert target.read_bytes() == CONTENT
        if called() < at:
            return
    pytest.fail(f"os.{name} is called without end")


@pytest.mark.parametrize("returned", [b"something else", b"", CONTENT[:-1], CONTENT + b"\x00"])
def test_a_disk_that_returned_other_bytes_left_them_under_the_name_of_the_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, returned: bytes
) -> None:
    read = []

    def failing_disk(path: Path) -> bytes:
        read.append((path.name, target.exists()))
        return returned

    monkeypatch.setattr(Path, "read_bytes", failing_disk)
    with pytest.raises(Refusal, match=r"export\.compare") as caught:
        land(target, CONTENT)
    assert caught.value.fields["file"] == target
    assert read == [("verdict.toml.part", False)]
    assert list(target.parent.iterdir()) == []


def test_a_disk_that_cannot_be_read_back_left_the_file_unproven(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", unreadable)
    with pytest.raises(Refusal, match=r"export\.folder"):
        land(target, CONTENT)
    assert list(target.parent.iterdir()) == []


KILLED = """
import os, pathlib, signal, sys
from models.landing import land
real = getattr(os, sys.argv[2])
def killed(*arguments, **named):
    if sys.argv[3] == "after":
        real(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, sys.argv[2], killed)
land(pathlib.Path(sys.argv[1]), b"a verdict\\n" * 1000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize(("call", "when"), [("fsync", "before"), ("fsync", "after"), ("replace", "before"), ("replace", "after")])
def test_a_kill_while_writing_leaves_no_half_file(target: Path, call: str, when: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(target), call, when], timeout=60, check=False)
    assert done.returncode == -9
    assert not target.exists() or target.read_bytes() == CONTENT
    assert target.exists() is ((call, when) == ("replace", "after"))
    land(target, CONTENT)
    assert [path.name for path in target.parent.iterdir()] == ["verdict.toml"]


@pytest.mark.parametrize(("held", "lands"), [(4, True), (5, False)])
def test_a_file_that_something_looks_into_lands_once_that_lets_go(
    target: Path, monkeypatch: pytest.MonkeyPatch, held: int, lands: bool
) -> None:
    real, tries = Path.replace, iter(range(held))

    def looked_into(part: Path, path: Path) -> Path:
        if next(tries, None) is not None:
            raise PermissionError(13, "Access is denied")
        return real(part, path)

    monkeypatch.setattr(landing, "WAITS", (0, 0, 0, 0))
    monkeypatch.setattr(Path, "replace", looked_into)
    if lands:
        land(target, CONTENT)
        assert target.read_bytes() == CONTENT
    else:
        with pytest.raises(Refusal, match=r"export\.folder") as caught:
            land(target, CONTENT)
        assert caught.value.fields["cause"] == Cause("eacces")
        assert list(target.parent.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such call")
@pytest.mark.parametrize("knows", [True, False])
def test_on_macos_a_file_leaves_the_memory_of_its_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knows: bool) -> None:
    import fcntl

    called: list[str] = []

    def full(_descriptor: int, _order: int) -> None:
        if not knows:  # such as a share
            raise OSError(45, "")
        called.append("full")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full)
    monkeypatch.setattr("os.fsync", lambda _descriptor: called.append("usual"))
    land(tmp_path / "x.toml", b"x")
    assert called[0] == ("full" if knows else "usual")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_in_its_place_keeps_nobody_waiting(target: Path) -> None:
    target.parent.mkdir()
    os.mkfifo(target)
    with pytest.raises(Refusal, match=r"export\.exists_other"):
        land(target, CONTENT)
    assert target.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few make links")
def test_put_in_place_it_goes_through_no_link_and_over_what_is_no_file(target: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    target.parent.mkdir()
    target.symlink_to(precious)
    landing.put_in_place(target, CONTENT, ".x.part")
    assert (target.read_bytes(), target.is_symlink(), precious.read_bytes()) == (CONTENT, False, b"mine")
    target.unlink()
    os.mkfifo(target)
    landing.put_in_place(target, CONTENT, ".x.part")
    assert target.read_bytes() == CONTENT
