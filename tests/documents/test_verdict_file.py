"""The verdict file: the same bytes each time, read back as it was written, and anything else refused quickly by its name."""

import re
import time
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from datetime import time as time_of_day
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.desk import answers, evidence, facts, freeze, people, reading, verdicts
from models.desk.desk import Desk, opened
from models.documents import toml
from models.documents import verdict_file as doc
from models.errors import Refusal
from models.rules.scoring import area_scores
from models.text import NOTE_LIMIT
from tests.conftest import StillClock
from tests.desk.acts import AGENCY, LEVELS, WORDS, answer_all, begun, decided, sheet_of
from tests.desk.test_verbs import BASE, FREE, POST

GOLDEN: Final = """
format kind major minor status verification round opened_at overall
agency checklist people verdict recommendation areas base facts items evidence
"""
"""The keys of a full verdict file as they follow each other: plain values first, as TOML wants it."""
TRICKY: Final = 'Ditulis "tangan" \\ [[[[[[[[[[[[[[[[[[[[ # {{{{ \'\'\' a.b.c.d.e.f.g.h\n\tkedua é — 漢字 🙂 """'


def full(desk: Desk) -> str:
    """A verification with something of everything, and a verdict other than the recommended one."""
    verification = begun(desk)
    desk.do(facts.base, verification, BASE)
    desk.do(facts.record, verification, "PEN-01", POST)
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    desk.do(answers.count, verification, FREE, {"posts": ("7,5", "10")})
    desk.do(answers.annotate, verification, LEVELS, TRICKY)
    desk.do(evidence.register, verification, {"title": TRICKY[:40], "kind": "decree", "date": "1/2/2023"}, LEVELS, "Pasal 8")
    optional = next(line.item.code for line in answer_all(desk, verification, 2).lines if line.item.not_applicable)
    desk.do(answers.not_applicable, verification, optional, "Disediakan oleh BKN")
    sheet = sheet_of(desk, verification)
    assert sheet.recommendation is not None
    desk.do(verdicts.record, verification, "V3" if sheet.recommendation.code != "V3" else "V4", TRICKY)
    return verification


@cache
def a_full_body() -> bytes:
    """The bytes of a verdict file with something of everything."""
    with TemporaryDirectory() as folder, opened(Path(folder), clock=StillClock()) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.ask(freeze.verdict_file, full(desk)).body


def values(raw: object) -> Iterator[object]:
    """Every plain value in parsed TOML."""
    if isinstance(raw, dict):
        for part in raw.values():
            yield from values(part)
    elif isinstance(raw, list):
        for part in raw:
            yield from values(part)
    else:
        yield raw


def test_a_file_exported_twice_has_the_same_bytes_and_name(desk: Desk, clock: StillClock) -> None:
    verification = full(desk)
    first = desk.ask(freeze.verdict_file, verification)
    clock.step(3600)
    desk.close()
    with opened(desk.ledger.folder, clock=clock) as again:
        assert again.ask(freeze.verdict_file, verification) == first


def test_the_order_in_which_things_were_done_leaves_no_mark(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(facts.base, verification, dict(reversed(BASE.items())))
    desk.do(answers.count, verification, "INS-02", {"pengawas": ("1", ""), "jpt": ("1", "")})
    answer_all(desk, verification, 2)
    recommendation = sheet_of(desk, verification).recommendation
    assert recommendation is not None
    desk.do(verdicts.record, verification, recommendation.code)
    document = doc.opened(desk.ask(freeze.verdict_file, verification).body, "x")
    assert list(document.base) == list(BASE)
    assert list(document.items["INS-02"].counts) == ["jpt", "pengawas"]


def test_the_name_tells_round_agency_digest_and_status(desk: Desk) -> None:
    frozen = desk.ask(freeze.verdict_file, decided(desk))
    assert re.fullmatch(rf"2023-1_{AGENCY}_[0-9a-f]{{16}}_unsigned-draft\.toml", frozen.name)


def test_there_is_no_file_before_there_is_a_verdict(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification)
    with pytest.raises(Refusal, match=r"export\.no_verdict"):
        desk.ask(freeze.verdict_file, verification)


def test_the_top_level_keys_are_those_agreed() -> None:
    raw = tomllib.loads(a_full_body().decode())
    assert list(raw) == GOLDEN.split()
    assert (raw["format"], raw["kind"], raw["major"], raw["minor"], raw["status"]) == ("verifier", "verdict", 1, 0, "unsigned draft")


def test_the_file_is_utf_8_with_plain_line_ends_and_neither_fractions_nor_dates() -> None:
    body = a_full_body()
    assert not body.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in body
    assert body.endswith(b"\n")
    assert not any(isinstance(value, float | datetime | date | time_of_day) for value in values(tomllib.loads(body.decode())))
    assert b"[[" not in re.sub(rb'"(\\.|[^"\\])*"', b"", body)


def test_reading_back_gives_the_same_document_and_the_same_bytes() -> None:
    document = doc.opened(a_full_body(), "x")
    assert toml.write(document) == a_full_body()
    assert document.items[LEVELS].note == TRICKY
    assert document.verdict.reason == TRICKY
    assert document.items[FREE].counts["posts"].n == "7.5"


def test_the_file_says_what_the_sheet_says(desk: Desk) -> None:
    verification = full(desk)
    sheet, document = sheet_of(desk, verification), doc.opened(desk.ask(freeze.verdict_file, verification).body, "x")
    assert sheet.recommendation is not None
    assert list(document.items) == list(sheet.checklist.codes)
    given = {line.item.code: line.answer for line in sheet.lines}
    assert {code: item.level for code, item in document.items.items()} == {code: answer.level for code, answer in given.items()}
    assert {code: item.digest for code, item in document.items.items()} == {line.item.code: line.item.digest for line in sheet.lines}
    assert {code: area.exact for code, area in document.areas.items()} == {
        code: None if score is None else str(score) for code, score in area_scores(sheet.checklist, given).items()
    }
    assert document.checklist.digest == desk.ask(reading.current_round).checklist_digest
    assert (document.recommendation.code, document.verdict.differs) == (sheet.recommendation.code, True)
    assert document.items[WORDS].ladder["4"].en.startswith("Yes")
    assert document.items[LEVELS].citations["B01"].place == "Pasal 8"


def test_the_longest_notes_everywhere_still_make_a_file_that_is_read(desk: Desk) -> None:
    verification = full(desk)
    for line in sheet_of(desk, verification).lines:
        desk.do(answers.annotate, verification, line.item.code, "🙂" * NOTE_LIMIT)
    frozen = desk.ask(freeze.verdict_file, verification)
    assert len(doc.opened(frozen.body, frozen.name).items["REG-01"].note) == NOTE_LIMIT


@pytest.mark.parametrize(
    "note", ['"' * 20_000, "\\" * 20_000, "[" * 20_000, "." * 20_000, "'" * 19_999, "漢" * 20_000, "# [a.b]\n" * 2_000]
)
def test_no_note_makes_a_file_that_is_refused_when_it_is_read_back(desk: Desk, note: str) -> None:
    verification = decided(desk)
    desk.do(answers.annotate, verification, LEVELS, note)
    document = doc.opened(desk.ask(freeze.verdict_file, verification).body, "x")
    assert document.items[LEVELS].note == note.rstrip()


def with_line(line: str) -> bytes:
    """A full file with one more line before its first table."""
    return a_full_body().replace(b"\n[agency]", f"\n{line}\n[agency]".encode(), 1)


def swapped(old: str, new: str) -> bytes:
    """A full file with its first `old` in place of which stands `new`."""
    assert old.encode() in a_full_body()
    return a_full_body().replace(old.encode(), new.encode(), 1)


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
        "brackets over many lines": (b"x = [\n" + (b"[" * 15 + b"\n") * 5_000, "document.not_toml"),
        "escaped quotes without end": (b'x = "' + b'\\"' * 30_000, "document.not_toml"),
        "quotes": (b"x = " + b"'\"" * 30_000, "document.not_toml"),
        "endless line": (b"x = '" + b"a" * 70_000 + b"'", "document.guard"),
        "many lines": (b"#\n" * 30_000, "document.guard"),
        "many deep tables": (b"\n".join(b"[a%d.b.c.d.e.f.g]" % number for number in range(19_000)), "document.guard"),
        "many keys": (b"\n".join(b"k%d=1" % number for number in range(19_000)), "document.kind"),
        "5,000 digits": (f"x = {'9' * 5_000}".encode(), "document.not_toml"),
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
        "path for a code": (swapped('code = "32"', 'code = "../../etc"'), "document.faults"),
        "newer major": (swapped("major = 1", "major = 2"), "document.newer"),
        "another kind": (swapped('kind = "verdict"', 'kind = "review"'), "document.kind"),
        "another format": (swapped('format = "verifier"', 'format = ["verifier"]'), "document.kind"),
    }


@pytest.mark.parametrize("name", hostile())
def test_a_hostile_file_is_refused_by_name_within_a_second(name: str) -> None:
    body, code = hostile()[name]
    began = time.perf_counter()
    with pytest.raises(Refusal) as caught:
        doc.opened(body, "x.toml")
    assert (caught.value.code, time.perf_counter() - began < 1) == (code, True)
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
