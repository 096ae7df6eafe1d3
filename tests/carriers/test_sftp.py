"""SFTP: strangers are not trusted, a line that breaks costs one try, and no server makes the program stumble."""

from collections.abc import AsyncIterator, Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import asyncssh
import pytest

from models.carriers import connected, parsed, telling
from models.carriers.opening import needs_password
from models.carriers.sftp import Patience, Sftp
from models.causes import Cause
from tests.carriers.asking import LIMIT, PATH, refused
from tests.carriers.faults import relayed
from tests.carriers.servers import PASSWORD, Files, Place, asyncssh_server, fingerprint

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("carriers")]


@pytest.fixture
def openssh(places: Callable[[str], Place]) -> Place:
    return places("openssh")


class Faulty(Files):
    """A server that fails as it is told."""

    fault: BaseException | None = None
    at: str = ""

    def _fail(self, act: str) -> None:
        if self.fault is not None and self.at == act:
            raise self.fault

    def write(self, file_obj: object, offset: int, data: bytes) -> int:
        self._fail("write")
        done = super().write(file_obj, offset, data)
        assert isinstance(done, int)
        return done

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        self._fail("rename")
        super().rename(oldpath, newpath)

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        self._fail("posix_rename")
        super().posix_rename(oldpath, newpath)

    def fsync(self, file_obj: object) -> None:
        self._fail("fsync")
        super().fsync(file_obj)

    def read(self, file_obj: object, offset: int, size: int) -> bytes:
        self._fail("read")
        done = super().read(file_obj, offset, size)
        assert isinstance(done, bytes)
        return done


class Endless(Files):
    """A server that always has one more name."""

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        for number in count():
            yield asyncssh.SFTPName(b"%016d" % number, attrs=asyncssh.SFTPAttrs())


@pytest.fixture(scope="module")
def faulty() -> Iterator[Place]:
    with asyncssh_server(Faulty) as place:
        yield place


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, BaseException], None]:
    def told(act: str, error: BaseException) -> None:
        monkeypatch.setattr(Faulty, "at", act)
        monkeypatch.setattr(Faulty, "fault", error)

    return told


def test_a_server_that_was_never_met_is_told_by_its_fingerprint_and_not_let_near_the_password(openssh: Place) -> None:
    told = refused("carrier.host_key", openssh.connected, openssh.address().replace(_pin(openssh), ""))
    assert told.fields["fingerprint"] == _pin(openssh).removeprefix("host_key=").removesuffix("&")


def test_a_server_with_another_key_is_not_trusted(openssh: Place) -> None:
    other = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    told = refused("carrier.host_key_changed", openssh.connected, openssh.address().replace(_pin(openssh), f"host_key={other}&"))
    assert (told.fields["pinned"], told.fields["fingerprint"]) == (other, _pin(openssh)[9:-1])


def test_the_fingerprint_of_any_of_its_keys_will_do(openssh: Place) -> None:
    assert openssh.folder is not None
    rsa = fingerprint(openssh.folder.parent / "host_rsa.pub")
    openssh.connected(openssh.address().replace(_pin(openssh), f"host_key={rsa}&")).close()


def test_a_server_that_has_no_key_of_the_usual_kind_is_known_by_the_one_it_has() -> None:
    with asyncssh_server(kind="ecdsa-sha2-nistp256") as place:
        pinned = urlsplit(place.text).query
        told = refused("carrier.host_key", place.connected, place.address().replace(f"?{pinned}", ""))
        assert f"host_key={told.fields['fingerprint']}" == pinned
        place.connected().close()


def test_a_listing_without_end_was_read_for_a_minute_and_told_as_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "MOST_NAMES", 1_000)
    with asyncssh_server(Endless) as place:
        carrier = place.connected()
        assert refused("carrier.failed", carrier.names, "w").fields["cause"] == Cause("listing")
        carrier.put(PATH, b"satu")
        assert carrier.get(PATH, LIMIT) == b"satu"
        carrier.close()


def test_a_key_under_a_passphrase_asks_for_it(openssh: Place, tmp_path: Path) -> None:
    assert openssh.folder is not None
    key = asyncssh.read_private_key(openssh.folder.parent / "key")
    key.write_private_key(tmp_path / "locked", passphrase=PASSWORD, rounds=1)
    text = openssh.address().replace(f"key={openssh.folder.parent}/key", f"key={tmp_path}/locked")
    address, plain = parsed("hq", text), parsed("hq", openssh.text)
    assert needs_password(address)
    assert not needs_password(plain)
    connected(address, PASSWORD).close()
    for wrong in ("", "Salah"):
        assert "Salah" not in repr(refused("carrier.denied", connected, address, wrong).fields)


@pytest.mark.parametrize(("content", "cause"), [(None, Cause("enoent")), ("kosong", Cause("no_key"))])
def test_a_key_file_that_is_none_is_named(openssh: Place, tmp_path: Path, content: str | None, cause: Cause) -> None:
    assert openssh.folder is not None
    file = tmp_path / "id"
    if content is not None:
        file.write_text(content)
    text = openssh.address().replace(f"key={openssh.folder.parent}/key", f"key={file}")
    assert not needs_password(parsed("hq", text))
    told = refused("carrier.file", openssh.connected, text)
    assert (told.fields["file"], told.fields["cause"]) == (str(file), cause)


def test_a_folder_below_the_home_is_found_by_a_tilde(faulty: Place) -> None:
    text = faulty.address()
    carrier = faulty.connected(text.replace(f"/{faulty.made}?", f"/~/{faulty.made}?"))
    carrier.put(PATH, b"satu")
    assert (faulty.at() / PATH).read_bytes() == b"satu"
    carrier.close()


@pytest.mark.parametrize(
    ("act", "error", "cause"),
    [
        ("write", asyncssh.SFTPFailure("No space left on device"), Cause("server")),
        ("write", OSError(28, "No space left on device"), Cause("server")),
        ("rename", asyncssh.SFTPPermissionDenied("no"), Cause("eacces")),
        ("fsync", asyncssh.SFTPFailure("EIO"), Cause("server")),
    ],
)
def test_a_server_that_fails_leaves_nothing_beside(
    faulty: Place, fails: Callable[[str, BaseException], None], act: str, error: BaseException, cause: Cause
) -> None:
    carrier = faulty.connected()
    carrier.put("w/1", b"satu")
    fails(act, error)
    told = refused("carrier.failed", carrier.put, "w/2", b"dua")
    assert (told.fields["path"], told.fields["cause"]) == ("w/2", cause)
    assert carrier.names("w") == {"1"}
    carrier.close()


def test_a_server_that_can_only_rename_plainly_replaces_in_two_steps(faulty: Place, fails: Callable[[str, BaseException], None]) -> None:
    carrier = faulty.connected()
    fails("posix_rename", asyncssh.SFTPOpUnsupported("no"))
    for content in (b"satu", b"dua"):
        carrier.put_over("w/1", content)
        assert carrier.get("w/1", LIMIT) == content
    assert carrier.names("w") == {"1"}
    carrier.close()


def test_a_server_that_cannot_sync_is_written_to_all_the_same(faulty: Place, fails: Callable[[str, BaseException], None]) -> None:
    carrier = faulty.connected()
    fails("fsync", asyncssh.SFTPOpUnsupported("no"))
    carrier.put("w/1", b"satu")
    assert carrier.get("w/1", LIMIT) == b"satu"
    carrier.close()


@pytest.mark.parametrize("down", [0, 600, 3_000])
@pytest.mark.parametrize("times", [1, 9])
def test_a_line_that_breaks_costs_one_try(faulty: Place, down: int, times: int) -> None:
    content = bytes(200_000)
    with relayed(urlsplit(faulty.text).port or 0) as relay:
        carrier = faulty.connected(_through(faulty, relay.port))
        put = [0]

        def breaks(up: bytes, _: int) -> bool:
            # Once on the way up, then sooner or later after the whole went up.
            put[0] = put[0] or len(up)
            return len(up) >= put[0] + down * 50

        relay.breaks, relay.times = breaks, times
        if times == 1:
            carrier.put(PATH, content)
            assert carrier.get(PATH, LIMIT) == content
            assert len(carrier.names(PATH.rpartition("/")[0]) - {"00000001.seg"}) <= 1
            assert relay.connections == 2
        else:
            refused("carrier.away", carrier.put, PATH, content)
            relay.times = 0
            assert carrier.get(PATH, LIMIT) in (None, content)
        carrier.close()


def test_a_put_whose_answer_was_lost_is_done_and_not_taken(faulty: Place) -> None:
    with relayed(urlsplit(faulty.text).port or 0) as relay:
        carrier = faulty.connected(_through(faulty, relay.port))
        at = faulty.at()
        relay.breaks = lambda _up, _down: (at / "1").exists()
        carrier.put("1", b"satu")
        assert relay.times == 0
        assert carrier.get("1", LIMIT) == b"satu"
        refused("carrier.taken", carrier.put, "1", b"satu")
        assert carrier.names("") == {"1"}
        carrier.close()


def test_a_server_that_says_nothing_is_away(faulty: Place) -> None:
    for patience in (Patience(step=0), Patience(connect=0)):
        told = refused("carrier.away", Sftp, parsed("hq", faulty.address()), PASSWORD, patience)
        assert told.fields["cause"] == Cause("no_answer")


def test_what_was_closed_is_away(faulty: Place) -> None:
    carrier = faulty.connected()
    carrier.close()
    refused("carrier.away", carrier.get, "1", LIMIT)


def test_what_makes_the_library_stumble_is_a_failure_of_the_place(faulty: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier = faulty.connected()

    def stumbles(*_: object) -> None:
        raise ValueError("packet")

    monkeypatch.setattr(asyncssh.SFTPClient, "scandir", stumbles)
    assert refused("carrier.failed", carrier.names, "w").fields["path"] == "w"
    carrier.close()


def _pin(openssh: Place) -> str:
    query = urlsplit(openssh.text).query
    return query[: query.index("&") + 1]


def _through(place: Place, port: int) -> str:
    return place.address().replace(f":{urlsplit(place.text).port}/", f":{port}/")


def test_a_line_on_which_a_piece_takes_longer_than_an_answer_never_took_a_file(openssh: Place) -> None:
    port = urlsplit(openssh.text).port or 0
    with relayed(port) as relay:
        relay.rate = 100_000
        address = openssh.address().replace(f":{port}/", f":{relay.port}/")
        carrier = Sftp(parsed("hq", address), PASSWORD, Patience(step=2))
        carrier.put(PATH, bytes(300_000))
        assert carrier.get(PATH, LIMIT) == bytes(300_000)
        carrier.close()
