"""Segments that mean no good: each is refused by its name, whatever is in one is read or refused, and paths fit every file system."""

import gzip
import re
import tracemalloc
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.codes import digest
from models.documents import keys, segment, signatures, toml
from models.documents.segment import Heading
from models.documents.travelling import Signed
from models.errors import Refusal
from models.exchange_files import _path as path_of_piece

KEY: Final = keys.made()
WRITER: Final = "0123456789abcdef"
TELLS: Final[dict[str, Any]] = {"writer": WRITER, "number": 7, "device": "d1", "cut_at": "2026-01-05T08:00:00Z"}
DOCUMENTS: Final = [Signed(f"{n}.toml", b"x = %d\n" % n, (signatures.sign(KEY, b"x = %d\n" % n, "note"),)) for n in range(3)]


def sealed(inner: bytes, *more: bytes) -> bytes:
    """Whatever this is as a segment that its device signed."""
    rest = gzip.compress(inner, mtime=0) + b"".join(more)
    return signatures.sign(KEY, rest, "segment") + rest


def inside(body: bytes) -> tuple[bytes, bytes, bytes]:
    """The length line, the heading and the documents of a segment."""
    inner = gzip.decompress(body[body.index(b"-----END") + len("-----END SSH SIGNATURE-----\n") :])
    length, _, rest = inner.partition(b"\n")
    return length + b"\n", rest[: int(length)], rest[int(length) :]


def headed(heading: bytes, rest: bytes = b"") -> bytes:
    return sealed(b"%d\n%b%b" % (len(heading), heading, rest))


def whole() -> bytes:
    return segment.written(KEY, segment.drawn_up(**TELLS), DOCUMENTS)


def many(count: int) -> bytes:
    """A segment that says to hold so many documents."""
    one = {"name": "a.toml", "size": 1, "signatures": []}
    told = toml.write(
        Heading.model_validate({**segment.drawn_up(**TELLS).model_dump(), "documents": {digest(b"%d" % n): one for n in range(count)}})
    )
    return headed(told, b"x" * count)


HOSTILE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "nothing": (lambda: b"", "segment.framing"),
    "no armour": (lambda: b"x" * 10_000, "segment.framing"),
    "armour of nothing": (lambda: b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", "segment.framing"),
    "cut short": (lambda: whole()[:-1], "signature.bytes"),
    "a byte behind": (lambda: whole() + b"x", "signature.bytes"),
    "a byte behind, signed": (lambda: sealed(b"1\nx", b"x"), "segment.framing"),
    "two members": (lambda: sealed(b"1\nx", gzip.compress(b"y")), "segment.framing"),
    "not compressed": (lambda: signatures.sign(KEY, b"abc", "segment") + b"abc", "segment.framing"),
    "a bomb": (lambda: sealed(b"0" * 30_000_000), "segment.too_large"),
    "too large as it lies there": (lambda: whole() + b"x" * segment.LONGEST, "segment.too_large"),
    "signed as a note": (lambda: signatures.sign(KEY, b"x", "note") + b"x", "signature.purpose"),
    "no length": (lambda: sealed(b"x = 1\n"), "segment.damaged"),
    "a length of nothing": (lambda: sealed(b"0\n"), "segment.damaged"),
    "a length beyond the end": (lambda: sealed(b"99\nx"), "segment.damaged"),
    "a length of a thousand digits": (lambda: sealed(b"9" * 1_000 + b"\nx"), "segment.damaged"),
    "a length too short": (lambda: sealed(b"9\n" + b"".join(inside(whole())[1:])), "document.not_toml|document.kind"),
    "documents cut short": (lambda: headed(inside(whole())[1], inside(whole())[2][:-1]), "segment.damaged"),
    "documents with a byte behind": (lambda: headed(inside(whole())[1], inside(whole())[2] + b"x"), "segment.damaged"),
    "other documents": (lambda: headed(inside(whole())[1], inside(whole())[2].replace(b"x", b"y")), "segment.damaged"),
    "another kind": (lambda: headed(b'format = "verifier"\nkind = "note"\nmajor = 1\n'), "document.kind"),
    "a newer major": (lambda: headed(inside(whole())[1].replace(b"major = 1", b"major = 9")), "document.newer"),
    "number nought": (lambda: headed(inside(whole())[1].replace(b"number = 7", b"number = 0")), "document.faults"),
    "a path as writer": (lambda: headed(inside(whole())[1].replace(WRITER.encode(), b"../../../../../a")), "document.faults"),
    "an escape in a name": (lambda: headed(inside(whole())[1].replace(b"0.toml", b"\\u001b[2J"), inside(whole())[2]), "document.control"),
    "thousands of documents": (lambda: many(2_000), "segment.damaged"),
    "one document too many": (lambda: many(segment.DOCUMENTS + 1), "segment.damaged"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_segment_that_means_no_good_is_refused_within_limits(case: str) -> None:
    made, code = HOSTILE[case]
    body = made()
    with pytest.raises(Refusal) as caught:
        segment.opened(body, "a.seg")
    assert re.fullmatch(code, caught.value.code)


def test_a_bomb_is_put_out_before_it_fills_the_memory() -> None:
    body = sealed(b"0" * 80_000_000)
    tracemalloc.start()
    with pytest.raises(Refusal):
        segment.opened(body, "a.seg")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 70_000_000


def test_a_segment_with_as_much_in_it_as_there_may_be_is_read() -> None:
    signed = [
        Signed("a" * 250, b"x = %d\n" % n, tuple(signatures.sign(KEY, b"x = %d\n" % n, k) for k in ("note", "team"))) for n in range(400)
    ]
    why = segment.Refused(code="signer.unknown", id="Kunci ini tidak dikenal. " * 20, en="Nobody knows this key. " * 20)
    heading = segment.drawn_up(
        **TELLS, received={f"{n:016x}": 9_999_999 for n in range(60)}, refused={digest(b"%d" % n): why for n in range(400)}
    )
    found = segment.opened(segment.written(KEY, heading, signed), "a.seg")
    assert [each.body for each in found.documents] == [each.body for each in signed]
    assert (len(found.heading.refused), found.key) == (400, KEY.public)


@settings(max_examples=80)
@given(st.data())
def test_whatever_bytes_a_segment_has_it_is_read_or_refused(data: st.DataObject) -> None:
    length, heading, documents = inside(_WHOLE)
    inner = bytearray(length + heading + documents)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(inner)))
        inner[at : at + data.draw(st.integers(0, 9))] = data.draw(
            st.binary(max_size=9) | st.sampled_from((b"\n", b"[", b'"', b"9" * 40, b"="))
        )
    body = bytearray(sealed(bytes(inner)))
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(body)))
        body[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    try:
        found = segment.opened(bytes(body), "a.seg")
    except Refusal as refused:
        assert refused.code.partition(".")[0] in ("segment", "signature", "document")
    else:
        assert [digest(each.body) for each in found.documents] == list(found.heading.documents)


_WHOLE: Final = whole()
_DEVICES: Final = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}


@given(st.integers(0, 2**64 - 1), st.integers(1, 9_999_999))
def test_every_file_system_holds_the_paths_of_segments_and_files(writer: int, number: int) -> None:
    for path in (segment.path(f"{writer:016x}", number), path_of_piece(digest(b"%d" % writer), number)):
        assert len(path) < 120
        for part in path.split("/"):
            assert re.fullmatch(r"[a-z0-9]+(\.[a-z]+)?", part)
            assert part.partition(".")[0] not in _DEVICES
