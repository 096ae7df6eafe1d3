"""S3: what the library only says in a long text is told by its code, and a server that keeps no conditions does no harm."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import obstore
import pytest
from obstore import exceptions

from models.carriers import Carrier, connected, parsed, s3
from models.causes import Cause
from tests.carriers.asking import LIMIT, PATH, refused
from tests.carriers.faults import Scripted, relayed, scripted
from tests.carriers.servers import PASSWORD, USER, Place

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("carriers")]

OBJECT = '<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"0"</ETag><Size>1</Size>'
LISTING = b'<?xml version="1.0"?><ListBucketResult><Name>wadah</Name><Prefix/><KeyCount>0</KeyCount></ListBucketResult>'


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted() as made:
        made.answers["GET"] = [(200, LISTING)]
        yield made


@pytest.fixture
def carrier(server: Scripted) -> Carrier:
    return connected(parsed("hq", f"s3://{USER}@wadah?endpoint=http://127.0.0.1:{server.port}"), PASSWORD)


def said(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()


@pytest.mark.parametrize(
    ("answer", "code", "cause"),
    [
        ((401, b""), "carrier.denied", None),
        ((403, said("SignatureDoesNotMatch")), "carrier.denied", None),
        ((403, said("InvalidAccessKeyId")), "carrier.denied", None),
        ((403, said("AccessDenied")), "carrier.failed", Cause("eacces")),
        ((403, b""), "carrier.failed", Cause("eacces")),
        ((404, said("NoSuchBucket")), "carrier.away", Cause("enoent")),
        ((403, said("RequestTimeTooSkewed")), "carrier.away", Cause("clock")),
        ((400, said("AuthorizationHeaderMalformed")), "carrier.away", Cause("region")),
        ((301, said("PermanentRedirect")), "carrier.away", Cause("region")),
        ((400, said("BadDigest")), "carrier.failed", Cause("http", {"answer": 400})),
        ((507, b""), "carrier.failed", Cause("enospc")),
    ],
)
def test_an_answer_is_told_by_its_code(
    server: Scripted, carrier: Carrier, answer: tuple[int, bytes], code: str, cause: Cause | None
) -> None:
    server.answers |= {"PUT": [answer], "GET": [answer]}
    for act in (
        lambda: carrier.put(PATH, b"1"),
        lambda: carrier.put_over(PATH, b"1"),
        lambda: carrier.get(PATH, 9),
        lambda: carrier.names("w"),
    ):
        told = refused(code, act)
        assert told.fields.get("cause") == cause
        assert PASSWORD not in f"{told!r} {told.fields} {told.__cause__}"


def test_a_server_that_knows_no_conditions_is_put_to_without(server: Scripted, carrier: Carrier) -> None:
    server.answers["PUT"] = [*[(501, said("NotImplemented"))] * 4, (200, b"")]
    carrier.put(PATH, b"satu")
    conditions = ["if-none-match" in {name.lower() for name in headers} for method, _, headers in server.asked if method == "PUT"]
    assert conditions == [True, True, True, True, False]


def test_what_another_put_at_the_same_time_is_taken_and_what_is_ones_own_is_done(server: Scripted, carrier: Carrier) -> None:
    server.answers |= {"PUT": [(412, said("PreconditionFailed"))]}
    for longer_or_not in (b"dua", b"lebih panjang"):
        server.answers["GET"] = [(200, longer_or_not)]
        refused("carrier.taken", carrier.put, PATH, b"satu")
    server.answers["GET"] = [(200, b"satu")]
    carrier.put(PATH, b"satu")


def test_nonsense_is_a_failure_of_the_place(server: Scripted, carrier: Carrier) -> None:
    server.answers["GET"] = [(200, b"<html>")]
    assert refused("carrier.failed", carrier.names, "w").fields["cause"] == Cause("server")


def test_a_name_that_the_library_cannot_read_was_told_as_a_server_that_may_be_full(server: Scripted, carrier: Carrier) -> None:
    for key in ("w//foto.jpg", "w/./a", "w/a&#1;"):
        told = f"<Contents><Key>{key}</Key>{OBJECT}</Contents></ListBucketResult>"
        server.answers["GET"] = [(200, LISTING.replace(b"</ListBucketResult>", told.encode()))]
        assert refused("carrier.failed", carrier.names, "w").fields["cause"] == Cause("odd_name")


def test_a_bucket_that_others_use_too_was_listed_whole_on_reaching_it(server: Scripted) -> None:
    connected(parsed("hq", f"s3://{USER}@wadah/tim?endpoint=http://127.0.0.1:{server.port}"), PASSWORD).close()
    assert [path for method, path, _ in server.asked if method == "GET"] == ["/wadah?delimiter=%2F&list-type=2&prefix=tim%2Fw%2F"]


@pytest.mark.parametrize("bound", ["_HELD", "_LISTING"])
def test_a_listing_without_a_last_page_filled_the_memory(
    server: Scripted, carrier: Carrier, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "".join(f"<Contents><Key>w/{n:016}</Key>{OBJECT}</Contents>" for n in range(1_000))
    more = "<IsTruncated>true</IsTruncated><NextContinuationToken>lagi</NextContinuationToken>"
    server.answers["GET"] = [(200, LISTING.replace(b"</ListBucketResult>", f"{more}{told}</ListBucketResult>".encode()))]
    monkeypatch.setattr(s3, bound, {"_HELD": 1_000_000, "_LISTING": 1}[bound])
    assert refused("carrier.failed", carrier.names, "w").fields["cause"] == Cause("listing")
    server.answers["GET"] = [(200, LISTING)]
    assert carrier.names("w") == frozenset()


def test_a_line_that_breaks_in_the_middle(places: Callable[[str], Place]) -> None:
    place, content = places("moto"), bytes(400_000)
    port = urlsplit(place.text.partition("endpoint=")[2]).port or 0
    with relayed(port) as relay:
        carrier = place.connected(place.address().replace(f":{port}", f":{relay.port}"))
        relay.breaks, relay.times = lambda up, _: len(up) > 200_000, 1
        carrier.put(PATH, content)
        assert relay.times == 0
        assert carrier.get(PATH, LIMIT) == content
        relay.breaks, relay.times = lambda up, _: len(up) > 200_000, 99
        refused("carrier.away", carrier.put_over, PATH, content)
        relay.times = 0
        assert carrier.get(PATH, LIMIT) == content
        relay.breaks, relay.times = lambda _, down: down > 1_000, 99
        refused("carrier.away", carrier.get, PATH, LIMIT)
        carrier.close()


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(places: Callable[[str], Place]) -> None:
    port = urlsplit(places("apache").text).port
    told = refused("carrier.certificate", connected, parsed("hq", f"s3://{USER}@wadah?endpoint=https://127.0.0.1:{port}"), PASSWORD)
    assert told.fields["host"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("word", "code"),
    [("ExpiredContext", "late"), ("NotValidYetContext", "early"), ("NotValidForNameContext", "name"), ("UnknownIssuer", "unknown")],
)
def test_a_clock_that_is_wrong_was_told_as_a_certificate_that_nobody_vouches_for(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch, word: str, code: str
) -> None:
    async def fails(*_: object) -> None:
        raise exceptions.GenericError(f"HttpError {{\n kind: Connect,\n error: InvalidCertificate(\n {word} {{")

    monkeypatch.setattr(obstore, "list_with_delimiter_async", fails)
    assert refused("carrier.certificate", carrier.names, "w").fields["cause"] == Cause(f"certificate_{code}")


def test_a_network_that_wants_a_login_first_was_told_as_no_server_at_that_address(server: Scripted) -> None:
    told = refused("carrier.away", connected, parsed("hq", f"s3://{USER}@wadah?endpoint=https://127.0.0.1:{server.port}"), PASSWORD)
    assert told.fields["cause"] == Cause("other_server")


def test_a_page_that_asks_for_a_login_was_told_as_a_storage_that_may_be_full(carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise exceptions.GenericError("Generic S3 error: Unable to extract metadata from headers: ETag Header missing from response")

    monkeypatch.setattr(obstore, "put", fails)
    assert refused("carrier.away", carrier.put, PATH, b"1").fields["cause"] == Cause("other_server")


def test_without_a_key_nobody_is_asked(server: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    text = f"s3://wadah?endpoint=http://127.0.0.1:{server.port}"
    refused("carrier.denied", connected, parsed("hq", text), PASSWORD)
    refused("carrier.denied", connected, parsed("hq", text.replace("://", f"://{USER}@", 1)), "")
    assert server.asked == []
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", USER)
    connected(parsed("hq", text), PASSWORD)
    assert f"Credential={USER}/" in str(server.asked)


def test_just_below_half_a_megabyte_was_given_less_time_than_the_slowest_line_takes(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[object] = []
    monkeypatch.setattr(obstore, "put", lambda store, *_, **__: used.append(store))
    for size in (240_000, 400_000):
        carrier.put_over(PATH, bytes(size))
    assert isinstance(carrier, s3.S3)
    assert used == [carrier._writes, carrier._writes_much]
