"""WebDAV: what passes is tried again, what was done is not done twice, and nobody is trusted without a certificate."""

import gzip
import http.client
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from models.carriers import Carrier, connected, parsed
from models.carriers.webdav import WebDav
from models.causes import Cause
from tests.carriers.asking import LIMIT, PATH, refused
from tests.carriers.faults import Scripted, relayed, scripted
from tests.carriers.servers import PASSWORD, USER, Place
from tests.carriers.web_servers import certify

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("carriers")]

WAITS = [0.5, 1.0, 2.0, 4.0]


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted() as made:
        yield made


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def carrier(server: Scripted, waited: list[float]) -> Iterator[Carrier]:
    made = connected(parsed("hq", f"http://{USER}@127.0.0.1:{server.port}"), PASSWORD, waited.append)
    yield made
    made.close()


def test_the_servers_differ_in_conditions_as_they_are_meant_to(places: Callable[[str], Place]) -> None:
    place = places("rclone-webdav")
    carrier = place.connected()
    carrier.put("1", b"satu")
    line = http.client.HTTPConnection("127.0.0.1", urlsplit(place.text).port or 0)
    headers = {"If-None-Match": "*", "Authorization": f"Basic {b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"}
    line.request("PUT", f"/{place.made}/1", b"dua", headers)
    assert line.getresponse().status == 201
    line.close()
    assert carrier.get("1", LIMIT) == b"dua"
    carrier.close()


@pytest.mark.parametrize(
    ("status", "code", "cause"),
    [
        (401, "carrier.denied", None),
        (403, "carrier.failed", Cause("eacces")),
        (507, "carrier.failed", Cause("enospc")),
        (413, "carrier.failed", Cause("http", {"answer": 413})),
        (301, "carrier.failed", Cause("http", {"answer": 301})),
    ],
)
def test_an_answer_that_stays_is_told_at_once(
    server: Scripted, carrier: Carrier, waited: list[float], status: int, code: str, cause: Cause | None
) -> None:
    server.answers |= {method: [(status, b"<html>")] for method in ("PUT", "GET", "PROPFIND")}
    for act in (
        lambda: carrier.put(PATH, b"1"),
        lambda: carrier.put_over(PATH, b"1"),
        lambda: carrier.get(PATH, 9),
        lambda: carrier.names("w"),
    ):
        assert refused(code, act).fields.get("cause") == cause
    assert waited == []


@pytest.mark.parametrize("status", [409, 423, 500, 503])
def test_an_answer_that_passes_is_waited_for_within_bounds(server: Scripted, carrier: Carrier, waited: list[float], status: int) -> None:
    server.answers |= {"GET": [(status, b"")] * 3 + [(200, b"satu")], "PUT": [(201, b"")], "MOVE": [(status, b""), (201, b"")]}
    assert carrier.get(PATH, LIMIT) == b"satu"
    carrier.put(PATH, b"satu")
    assert waited == [*WAITS[:3], *WAITS[:1]]
    server.answers["GET"] = [(status, b"")]
    waited.clear()
    assert refused("carrier.failed", carrier.get, PATH, LIMIT).fields["cause"] == Cause("http", {"answer": status})
    assert waited == WAITS


def test_a_condition_that_failed_for_nothing_is_tried_once_more(server: Scripted, carrier: Carrier) -> None:
    server.answers |= {"PUT": [(201, b"")], "MOVE": [(412, b""), (201, b"")], "GET": [(404, b"")]}
    carrier.put(PATH, b"satu")
    assert server.methods()[1:] == ["PUT", "MOVE", "GET", "MOVE"]
    server.answers["MOVE"] = [(412, b"")]
    refused("carrier.taken", carrier.put, PATH, b"satu")
    assert server.methods()[-1] == "DELETE"
    server.answers["GET"] = [(200, b"lebih panjang")]
    refused("carrier.taken", carrier.put, PATH, b"satu")


def test_a_server_behind_another_one_is_asked_to_rename_by_the_path_alone(server: Scripted, carrier: Carrier) -> None:
    server.answers |= {"PUT": [(201, b"")], "MOVE": [(502, b""), (201, b"")]}
    carrier.put(PATH, b"satu")
    asked = [headers["Destination"] for method, _, headers in server.asked if method == "MOVE"]
    assert asked == [f"http://127.0.0.1:{server.port}/{PATH}", f"/{PATH}"]


@pytest.mark.parametrize(
    ("status", "content", "code", "cause"),
    [
        (200, b"<html>Masuk</html>", "carrier.away", Cause("no_webdav")),
        (405, b"", "carrier.away", Cause("no_webdav")),
        (404, b"", "carrier.away", Cause("enoent")),
        (403, b"", "carrier.denied", None),
        (401, b"", "carrier.denied", None),
    ],
)
def test_what_is_no_folder_of_webdav_is_told_on_reaching_it(
    server: Scripted, status: int, content: bytes, code: str, cause: Cause | None
) -> None:
    server.answers["PROPFIND"] = [(status, content)]
    told = refused(code, connected, parsed("hq", f"http://{USER}@127.0.0.1:{server.port}"), PASSWORD)
    assert told.fields.get("cause") == cause
    assert PASSWORD not in f"{told!r} {told.fields}"


def test_a_listing_by_other_names_or_of_nonsense(server: Scripted, carrier: Carrier) -> None:
    listed = "".join(f"<response><href>{path}</href></response>" for path in ("/dalam/w/", "/dalam/w/a/", "http://x/dalam/w/b%20c"))
    server.answers["PROPFIND"] = [(207, f'<multistatus xmlns="DAV:">{listed}</multistatus>'.encode())]
    assert carrier.names("w") == {"a", "b c"}
    for nonsense in (b"", b"<html>", b"\xff\xfe", b'<multistatus xmlns="DAV:"><response/></multistatus>'):
        server.answers["PROPFIND"] = [(207, nonsense)]
        assert refused("carrier.failed", carrier.names, "w").fields["cause"] == Cause("server")


def test_a_listing_that_was_too_long_was_told_as_a_server_that_may_be_full(server: Scripted, carrier: Carrier) -> None:
    server.answers["PROPFIND"] = [(207, b'<multistatus xmlns="DAV:">' + b"<response><href>/w/a</href></response>" * 250_000)]
    assert refused("carrier.failed", carrier.names, "w").fields["cause"] == Cause("listing")


def test_what_was_packed_twice_grew_to_a_gigabyte(server: Scripted, carrier: Carrier) -> None:
    once = gzip.compress(bytes(20_000))
    server.answers["GET"] = [(200, once)]
    server.headers = {"Content-Encoding": "gzip"}
    assert carrier.get(PATH, LIMIT) == bytes(20_000)
    server.answers["GET"] = [(200, gzip.compress(once))]
    server.headers = {"Content-Encoding": "gzip, gzip"}
    assert refused("carrier.failed", carrier.get, PATH, LIMIT).fields["cause"] == Cause("server")


def test_a_put_whose_answer_was_lost_is_done_once(places: Callable[[str], Place]) -> None:
    place = places("rclone-webdav")
    port = urlsplit(place.text).port or 0
    with relayed(port) as relay:
        carrier = place.connected(place.address().replace(f":{port}/", f":{relay.port}/"))
        relay.breaks = lambda up, _: b"MOVE " in up and place_has(place)
        carrier.put("1", b"satu")
        assert relay.times == 0
        assert carrier.get("1", LIMIT) == b"satu"
        assert carrier.names("") == {"1"}
        refused("carrier.taken", carrier.put, "1", b"satu")
        carrier.close()


def place_has(place: Place) -> bool:
    """Whether the file of the test came to be."""
    carrier = place.connected(place.text.replace("{}", str(place.made)))
    try:
        return "1" in carrier.names("")
    finally:
        carrier.close()


@pytest.mark.parametrize("times", [1, 99])
def test_a_line_that_breaks_in_the_middle_costs_one_try(places: Callable[[str], Place], times: int) -> None:
    place, content = places("apache"), bytes(300_000)
    port = urlsplit(place.text).port or 0
    with relayed(port) as relay:
        carrier = place.connected(place.address().replace(f":{port}/", f":{relay.port}/"))
        relay.breaks, relay.times = lambda up, _: len(up) > 100_000, times
        if times == 1:
            carrier.put(PATH, content)
            assert carrier.get(PATH, LIMIT) == content
        else:
            refused("carrier.away", carrier.put, PATH, content)
            assert carrier.get(PATH, LIMIT) is None
            relay.breaks = lambda _, down: down > 100_000
            other = place.connected(place.text.replace("{}", str(place.made)))
            other.put(PATH, content)
            other.close()
            refused("carrier.away", carrier.get, PATH, LIMIT)
        carrier.close()


def test_a_line_so_slow_that_a_piece_takes_longer_than_an_answer_was_told_as_no_answer(places: Callable[[str], Place]) -> None:
    place, content = places("apache"), bytes(8_000_000)
    port = urlsplit(place.text).port or 0
    with relayed(port) as relay:
        relay.rate = 2_000_000
        carrier = WebDav(parsed("hq", place.address().replace(f":{port}/", f":{relay.port}/")), PASSWORD, patience=1)
        carrier.put(PATH, content)
        assert carrier.get(PATH, LIMIT) == content
        carrier.close()


def test_what_was_put_into_a_folder_that_was_missing_went_over_the_line_twice(places: Callable[[str], Place]) -> None:
    place, content, sent = places("apache"), bytes(1_000_000), [0]
    port = urlsplit(place.text).port or 0

    def counted(up: bytes, _down: int) -> bool:
        sent[0] = len(up)
        return False

    with relayed(port) as relay:
        relay.breaks = counted
        carrier = place.connected(place.address().replace(f":{port}/", f":{relay.port}/"))
        carrier.put("q/0a/00000000", content)
        carrier.put("q/0a/00000001", content)
        assert carrier.names("q/0a") == {"00000000", "00000001"}
        assert relay.connections == 1
        assert sent[0] < 2 * len(content) + 100_000
        carrier.close()


def test_a_network_that_wants_a_login_first_was_told_as_a_line_that_was_lost(server: Scripted) -> None:
    told = refused("carrier.away", connected, parsed("hq", f"https://{USER}@127.0.0.1:{server.port}"), PASSWORD)
    assert told.fields["cause"] == Cause("other_server")


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(places: Callable[[str], Place], tmp_path: Path) -> None:
    place = places("apache")
    text = place.address()
    plain, _, _ = text.partition("?")
    told = refused("carrier.certificate", place.connected, plain)
    assert (told.fields["host"], told.fields["cause"]) == ("127.0.0.1", Cause("certificate_unknown"))
    certify(tmp_path / "other")
    refused("carrier.certificate", place.connected, f"{plain}?certificate={tmp_path}/other")
    told = refused("carrier.certificate", place.connected, text.replace("127.0.0.1", "localhost"))
    assert told.fields["cause"] == Cause("certificate_name")
    for name, cause in (("none", Cause("enoent")), ("text", Cause("no_certificate"))):
        (tmp_path / "text").write_text("bukan sertifikat")
        told = refused("carrier.file", place.connected, f"{plain}?certificate={tmp_path}/{name}")
        assert told.fields["cause"] == cause
