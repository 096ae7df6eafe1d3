"""What a server lets stand in its columns, whatever program writes: digests of the bytes beside them, and nothing readers stumble over."""

from collections.abc import Iterator
from typing import Final

from sqlmodel import SQLModel

from models import register
from models.codes import FORM
from models.rules.figures import APART
from models.rules.findings import STANCES
from models.rules.plenary import POSTPONED
from models.rules.trip import SIDES
from models.rules.verdict import CODES


def _check(name: str, on: str, says: str) -> str:
    """A check that is put anew, and all rows held against it, unless it still is as it was put; where one does not hold, for new rows."""
    return f"""DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = '{on}'::regclass AND conname = '{name}' AND convalidated
      AND obj_description(oid, 'pg_constraint') = $told${says} as $told$ || pg_get_constraintdef(oid)) THEN
    ALTER TABLE {on} DROP CONSTRAINT IF EXISTS {name};
    BEGIN
      ALTER TABLE {on} ADD CONSTRAINT {name} CHECK ({says});
    EXCEPTION WHEN check_violation OR data_exception OR statement_too_complex THEN
      ALTER TABLE {on} ADD CONSTRAINT {name} CHECK ({says}) NOT VALID;
    END;
    EXECUTE format('COMMENT ON CONSTRAINT {name} ON {on} IS %L', $told${says} as $told$ || (
      SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '{on}'::regclass AND conname = '{name}'));
  END IF;
END $$"""


def _among(column: str, *words: str) -> str:
    """Whether a column holds one of these, in the words in which a server itself tells it: a copy that was put back says the same."""
    known = ", ".join(f"'{each}'::text" for each in words)
    return f"{column}::text = ANY (ARRAY[{known}])"


def _day(column: str) -> str:
    """Whether a column tells a day."""
    made = f"make_date(left({column}, 4)::int, substr({column}, 6, 2)::int, substr({column}, 9, 2)::int) IS NOT NULL"
    return f"CASE WHEN {column} ~ '^[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}$' THEN {made} ELSE false END"


_TEXT: Final = r'"[^"\\]*"'
_NAMED: Final = f"{_TEXT}: {_TEXT}"
"""What documents refer to, as programs write it: all that decides by it takes texts for it, and would stumble over any other JSON."""
_STAMPED: Final = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"
_APART: Final = "|".join(APART)
_DIGEST: Final = "^[0-9a-f]{64}$"
_NUMBER: Final = "^[0-9]{1,99}([.][0-9]{0,6})?$"
_JSON: Final = {"cohort": "filter agencies", "quarantine": "reason", "recap": "stood", "receipt": "refused"}
"""Columns that hold an object or a list, by their tables."""
LONGEST: Final = 8_000_000
"""Most bytes of a document: no program reads a longer one, and those that did read what stands beside it were short of memory."""
_LONGEST_SIGNATURE: Final = 10_000
_CHECKS: Final = (
    _check("ck_document_size", "document", f"octet_length(body) <= {LONGEST}"),
    _check("ck_signature_size", "signature", f"octet_length(body) <= {_LONGEST_SIGNATURE}"),
    _check("ck_document_digest", "document", "encode(sha256(body), 'hex') = digest"),
    _check(
        "ck_document_told",
        "document",
        f"json_typeof(refers::json) = 'object' AND refers ~ '^{{({_NAMED}(, {_NAMED})*)?}}$'"
        f" AND json_typeof(supersedes::json) = 'array' AND supersedes ~ '^\\[({_TEXT}(, {_TEXT})*)?]$'"
        " AND kind ~ '^[a-z_]+$' AND status ~ '^[a-z0-9_ .-]*$' AND received_at <> ''",
    ),
    _check("ck_verification_forks", "verification", f"forks ~ '^\\[({_TEXT}(, {_TEXT})*)?]$'"),
    _check("ck_agency_type", "agency", _among("type", *register.TYPES)),
    *(
        _check(f"ck_{name}_{each}", name, f"CASE WHEN {each} = '' THEN true ELSE json_typeof({each}::json) IN ('object', 'array') END")
        for name, columns in _JSON.items()
        for each in columns.split()
    ),
    # A row of these that is none ended the sheet of its verification, and the queue of every lead.
    _check(
        "ck_fact_told",
        "fact",
        "jsonb_typeof(fields::jsonb) = 'object' AND NOT jsonb_path_exists(fields::jsonb, '$.* ? (@.type() != \"string\")')",
    ),
    _check("ck_verdict_known", "verdict", _among("verdict", *CODES)),
    _check(
        "ck_plenary_entry_verdicts",
        "plenary_entry",
        f"{_among('recommended', '', *CODES)} AND {_among('recorded', '', *CODES)} AND {_among('decision', '', POSTPONED, *CODES)}",
    ),
    _check("ck_count_numbers", "count", f"n ~ '{_NUMBER}' AND (of = '' OR of ~ '{_NUMBER}')"),
    # So did the agendas of all agencies by one title, and a visit by whom it could not place.
    _check(
        "ck_action_title",
        "action",
        "coalesce(jsonb_typeof(title::jsonb -> 'id') || jsonb_typeof(title::jsonb -> 'en'), '') = 'stringstring'"
        " AND title::jsonb - 'id' - 'en' = '{}'::jsonb",
    ),
    _check("ck_party_side", "party", _among("side", *SIDES)),
    # So did each of these what is handed over of a visit, or when its agency completes it.
    _check("ck_party_told", "party", "party.row >= 0 AND party.row <= 499 AND name <> ''"),
    _check("ck_finding_told", "finding", f"text <> '' AND {_among('stance', '', *STANCES)} AND (deadline = '' OR {_day('deadline')})"),
    _check("ck_loose_note_told", "loose_note", f"id ~ '^{FORM}$' AND text <> '' AND at <> ''"),
    _check("ck_completion_told", "completion", _day("until")),
    _check("ck_scan_told", "scan", f"digest ~ '{_DIGEST}' AND minutes ~ '{_DIGEST}' AND size >= 0 AND name <> '' AND at <> ''"),
    _check("ck_agency_sum_apart", "agency_sum", f"apart ~ '^(({_APART})( ({_APART}))*)?$'"),
    # With other bytes under it nobody could open what goes by that checklist.
    _check("ck_checklist_digest", "checklist", "encode(sha256(body), 'hex') = digest"),
    _check("ck_segment_digest", "segment", "encode(sha256(body), 'hex') = digest"),
    _check("ck_quarantine_id", "quarantine", "encode(sha256(body), 'hex') = id"),
    _check("ck_trail_hash", "trail", "encode(sha256(convert_to(prev || body, 'UTF8')), 'hex') = hash"),
)
"""The server counts digests itself: bytes under a digest that is not theirs come into no table. And it reads what lists show."""


def statements() -> tuple[str, ...]:
    """What puts all checks, as whoever owns the tables."""
    return (*_CHECKS, *_moments())


def _moments() -> Iterator[str]:
    """A check for each table that its moments are some: screens show them, and a list with one that is none ended the program of all."""
    for name, each in sorted(SQLModel.metadata.tables.items()):
        stamps = [column for column in map(str, each.c.keys()) if column == "at" or column.endswith("_at")]
        said = " AND ".join(
            f"CASE WHEN {at} ~ '{_STAMPED}'"
            f" THEN make_date(left({at}, 4)::int, substr({at}, 6, 2)::int, substr({at}, 9, 2)::int) IS NOT NULL ELSE {at} = '' END"
            for at in stamps
        )
        if said:
            yield _check(f"ck_{name}_moments", name, said)
