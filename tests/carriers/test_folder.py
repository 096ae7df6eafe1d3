"""A folder as a carrier: a stick that is full, pulled out or from another system leaves nothing torn behind."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from models.carriers import Carrier, connected, parsed
from models.causes import Cause
from models.documents import segment
from tests.carriers.asking import LIMIT, PATH, refused


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "STICK"
    made.mkdir()
    return made


@pytest.fixture
def carrier(stick: Path) -> Carrier:
    return connected(parsed("stik", str(stick)))


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "enospc"), (errno.EROFS, "erofs"), (errno.EIO, "eio")])
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_stick_that_is_full_or_closed_keeps_what_it_had(
    stick: Path, carrier: Carrier, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: str
) -> None:
    carrier.put(PATH, b"satu")
    really = os.open

    def fails(path: object, flags: int = os.O_WRONLY, *rest: int, **more: int) -> int:
        if call == "fsync" or flags & os.O_WRONLY:
            raise OSError(number, os.strerror(number))
        return really(str(path), flags, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, call, fails)
        for put in (carrier.put_over, lambda _, content: carrier.put(PATH.replace("1.seg", "2.seg"), content)):
            assert refused("carrier.failed", put, PATH, b"dua").fields["cause"] == Cause(code)
    assert carrier.get(PATH, LIMIT) == b"satu"
    assert carrier.names(PATH.rpartition("/")[0]) == {"00000001.seg"}


def test_a_stick_that_was_pulled_out_is_away_and_is_not_made_anew_on_the_disk_below(stick: Path, carrier: Carrier) -> None:
    carrier.put(PATH, b"satu")
    shutil.rmtree(stick)
    for act in (
        lambda: carrier.names("w"),
        lambda: carrier.get(PATH, LIMIT),
        lambda: carrier.put(PATH, b"1"),
        lambda: carrier.put_over(PATH, b"1"),
    ):
        refused("carrier.away", act)
    assert not stick.exists()


def test_no_two_paths_differ_only_in_what_a_stick_does_not_keep_apart() -> None:
    paths = {segment.path("0123456789abcdef", number) for number in (1, 9, 10, 999, 1000, 1001, 9_999_999)}
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        assert path == path.lower()
        assert set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789/.-")
        assert all(len(part) <= 40 and not part.endswith(".") for part in path.split("/"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_what_one_writes_on_a_share_others_of_it_may_read_and_go_on_with(stick: Path, carrier: Carrier) -> None:
    stick.chmod(0o775)
    carrier.put("w/0123456789abcdef/0000/00000001.seg", b"isi")
    written = stick / "w/0123456789abcdef/0000/00000001.seg"
    assert (written.stat().st_mode & 0o777, written.parent.stat().st_mode & 0o777) == (0o664, 0o775)


def test_a_stick_that_was_pulled_out_while_the_system_still_lists_it_is_away(
    stick: Path, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier.put(PATH, b"satu")

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    for name in ("stat", "lstat", "open", "scandir", "listdir", "mkdir"):
        monkeypatch.setattr(os, name, fails)
    for act in (
        lambda: carrier.names("w"),
        lambda: carrier.get(PATH, LIMIT),
        lambda: carrier.put_over(PATH, b"1"),
        lambda: connected(parsed("stik", str(stick))),
    ):
        assert refused("carrier.away", act).fields["cause"] == Cause("eio")


def test_two_laptops_that_pass_on_one_segment_at_the_same_time_do_not_take_it_from_each_other(
    stick: Path, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, really = connected(parsed("stik", str(stick))), os.fsync
    content = b"satu" * 1_000

    def meanwhile(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", really)
        other.put(PATH, content)
        really(descriptor)

    (stick / PATH).parent.mkdir(parents=True)
    monkeypatch.setattr(os, "fsync", meanwhile)
    carrier.put(PATH, content)
    assert carrier.get(PATH, LIMIT) == content
    assert carrier.names(PATH.rpartition("/")[0]) == {"00000001.seg"}


def test_a_file_at_the_address_was_told_as_nothing_there(stick: Path) -> None:
    for path, code in ((stick / "daftar.txt", "enotdir"), (stick / "tidak-ada", "enoent")):
        (stick / "daftar.txt").write_text("x")
        assert refused("carrier.away", connected, parsed("stik", str(path))).fields["cause"] == Cause(code)
