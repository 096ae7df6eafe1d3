"""Files that mean no good: each is refused quickly by its name, and whatever stands in one it is read or refused."""

import re
import time
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.documents import verdict_file as doc
from models.errors import Refusal
from tests.documents.kit import a_full_body, swapped, with_line

pytestmark = pytest.mark.slow


def hostile() -> dict[str, tuple[bytes, str]]:
    """Files that mean no good, each with the code it is refused by."""
    body = a_full_body()
    long = ".a" * 20_000
    return {
        "nothing": (b"", "document.kind"),
        "byte order mark": (b"\xef\xbb\xbf" + body, "document.not_toml"),
        "not UTF-8": (body.replace(b"Ani", b"An\xff", 1), "document.not_toml"),
        "UTF-16": (body.decode().encode("utf-16"), "document.not_toml"),
        "NUL": (body.replace(b"Ani", b"A\x00i", 1), "document.not_toml"),
        "raw ESC": (body.replace(b"Ani", b"A\x1b[2Ji", 1), "document.not_toml"),
        "escaped ESC": (body.replace(b"Ani", b"A\\u001b[2Ji", 1), "document.control"),
        "escaped ESC in a key": (with_line('"a\\u001b" = 1'), "document.control"),
        "direction mark": (body.replace(b"Ani", "A\u202ei".encode(), 1), "document.control"),
        "half of a pair": (body.replace(b"Ani", b"A\\ud800i", 1), "document.not_toml"),
        "lone carriage return": (with_line("x = 1\r"), "document.faults"),
        "dotted key": (f"a{long} = 1".encode(), "document.guard"),
        "dotted key that begins quoted": (f'"a"{long} = 1'.encode(), "document.guard"),
        "dotted key behind an empty string": (f"''{long} = 1".encode(), "document.guard"),
        "dotted key in an inline table": (f"x = {{ a{long} = 1 }}".encode(), "document.guard"),
        "dotted key behind a string of several lines": (f'x = ["""\n""", {{ "a"{long} = "" }}]'.encode(), "document.guard"),
        "dotted table": (f"[a{long}]".encode(), "document.guard"),
        "brackets": (b"x = " + b"[" * 40_000, "document.guard"),
        "table brackets": (b"[" * 40_000, "document.guard"),
        "inline tables": (b"x = " + b"{a=" * 20_000, "document.guard"),
        "brackets over many lines": (b"x = [\n" + (b"[" * 15 + b"\n") * 3_000, "document.not_toml"),
        "escaped quotes without end": (b'x = "' + b'\\"' * 30_000, "document.not_toml"),
        "quotes": (b"x = " + b"'\"" * 30_000, "document.not_toml"),
        "endless line": (b"x = '" + b"a" * 70_000 + b"'", "document.guard"),
        "many lines": (b"#\n" * 110_000, "document.too_much"),
        "many nested lists": (b"\n".join(b"k%d=%s%s" % (number, b"[" * 15, b"]" * 15) for number in range(4_000)), "document.too_much"),
        "many deep tables": (b"\n".join(b"[a%d.b.c.d.e.f.g]" % number for number in range(19_000)), "document.too_much"),
        "many keys": (b"\n".join(b"k%d=1" % number for number in range(19_000)), "document.kind"),
        "5,000 digits": (f"x = {'9' * 5_000}".encode(), "document.not_toml"),
        "a kind of 5,000 hexadecimal digits": (swapped('kind = "verdict"', f"kind = 0x{'f' * 5_000}"), "document.not_toml"),
        "a major wider than 64 bits": (swapped("major = 1", "major = 0x8000000000000000"), "document.not_toml"),
        "60,000 values on two lines": (b"\n".join(b"k%d = [%s]" % (number, b"1," * 30_000) for number in range(2)), "document.too_much"),
        "duplicate key": (with_line('kind = "verdict"'), "document.not_toml"),
        "duplicate table": (body + b'\n[agency]\ncode = "32"\n', "document.not_toml"),
        "nine megabytes": (body + b"# x\n" * 2_250_000, "document.too_large"),
        "unknown key": (with_line("more = 1"), "document.faults"),
        "unknown key deep down": (swapped("[agency]", '[agency]\nmore = ""'), "document.faults"),
        "missing key": (swapped('round = "2023-1"\n', ""), "document.faults"),
        "number for a text": (swapped('round = "2023-1"', "round = 2023"), "document.faults"),
        "true for a number": (swapped("minor = 0", "minor = true"), "document.faults"),
        "fraction for a number": (swapped("minor = 0", "minor = 0.0"), "document.faults"),
        "not a number": (swapped("minor = 0", "minor = nan"), "document.faults"),
        "date for a text": (swapped('round = "2023-1"', "round = 2023-01-01"), "document.faults"),
        "level 5": (swapped("level = 2", "level = 5"), "document.faults"),
        "31 February": (swapped('opened_at = "2023-05-09', 'opened_at = "2023-02-31'), "document.faults"),
        "the end of time": (swapped('opened_at = "2023-05-09', 'opened_at = "9999-12-31'), "document.faults"),
        "score without end": (swapped('overall = "', 'overall = "1e99999999'), "document.faults"),
        "division by nothing": (re.sub(rb'exact = "[^"]+"', b'exact = "1/0"', body, count=1), "document.faults"),
        "newer major": (swapped("major = 1", "major = 2"), "document.newer"),
        "another kind": (swapped('kind = "verdict"', 'kind = "review"'), "document.kind"),
        "another format": (swapped('format = "verifier"', 'format = ["verifier"]'), "document.kind"),
    }


@pytest.mark.parametrize("name", hostile())
def test_a_hostile_file_is_refused_by_name_with_less_than_a_second_of_work(name: str) -> None:
    body, code = hostile()[name]
    began = time.process_time()
    with pytest.raises(Refusal) as caught:
        doc.opened(body, "x.toml")
    assert (caught.value.code, time.process_time() - began < 1) == (code, True)
    assert str(caught.value.fields["file"]) == "x.toml"


def test_every_fault_is_told_with_its_place() -> None:
    body = swapped('round = "2023-1"\n', "").replace(b"[agency]", b"[agency]\nmore = 1", 1)
    with pytest.raises(Refusal, match=r"document\.faults") as caught:
        doc.opened(body, "x")
    faults: Any = caught.value.fields["faults"]
    assert {(fault.place, fault.code) for fault in faults} == {("round", "missing"), ("agency.more", "unknown_key")}


def test_a_newer_minor_with_the_same_keys_is_read() -> None:
    assert doc.opened(swapped("minor = 0", "minor = 7"), "x").minor == 7


def read_or_refused(body: bytes) -> None:
    try:
        assert isinstance(doc.opened(body, "x"), doc.VerdictFile)
    except Refusal as refusal:
        assert refusal.code.startswith("document.")


@settings(max_examples=150, deadline=None, database=None)
@given(st.data())
def test_whatever_happens_to_the_bytes_they_are_read_or_refused(data: st.DataObject) -> None:
    body = bytearray(a_full_body()[:6_000])
    for _ in range(data.draw(st.integers(1, 4))):
        at, piece = data.draw(st.integers(0, len(body))), data.draw(st.binary(max_size=6) | st.sampled_from(PIECES))
        body[at : at + data.draw(st.integers(0, 8))] = piece
    read_or_refused(bytes(body))


@settings(max_examples=100, deadline=None, database=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(st.sampled_from((b"a", b".", b"\n", b"=", b"1"))).map(b"".join)
)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    read_or_refused(body)


@settings(max_examples=60, deadline=None, database=None)
@given(st.data())
def test_whatever_value_stands_anywhere_it_is_read_or_refused(data: st.DataObject) -> None:
    lines = a_full_body().decode().splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key, equals, _ = lines[at].partition(" = ")
    value = data.draw(
        st.sampled_from(("1", '""', "[]", "{}", "true", "1.5", "inf", "2023-01-01", "07:00:00", "-9223372036854775809", '"\\u0007"'))
    )
    lines[at] = f"{key}{equals}{value}" if equals else f"{key}\nmore = {value}"
    read_or_refused("\n".join(lines).encode())


PIECES: Final = (b"\x00", b"\x1b", b"\xff", b"[", b"]", b'"', b"'", b"'''", b'"""', b"\\", b".", b"=", b"\n", b"#", b"{", b"1e9", b"\r")
