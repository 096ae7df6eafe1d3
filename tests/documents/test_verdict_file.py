"""The verdict file: the same bytes each time, read back as it was written, in the order and the words agreed."""

import re
import tomllib
from datetime import date, datetime
from datetime import time as time_of_day
from typing import Final

import pytest

from models.desk import answers, facts, freeze, reading, verdicts
from models.desk.desk import Desk, opened
from models.documents import toml
from models.documents import verdict_file as doc
from models.errors import Refusal
from models.rules.scoring import area_scores
from models.text import NOTE_LIMIT
from tests.conftest import StillClock
from tests.desk.acts import AGENCY, BASE, FREE, LEVELS, WORDS, answer_all, begun, decided, sheet_of
from tests.documents.kit import TRICKY, a_full_body, full, values

GOLDEN: Final = """
format kind major minor status verification round opened_at overall
agency checklist people verdict recommendation areas base facts items evidence
"""
"""The keys of a full verdict file as they follow each other: plain values first, as TOML wants it."""


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
    assert (document.items[FREE].counts["posts"].n, document.items["SIS-05"].counts["index"].n) == ("7", "97.5")


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


@pytest.mark.slow
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
