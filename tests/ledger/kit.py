"""What tests of the ledger share: a refusal caught, a program in a process of its own, the file itself."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from models.desk.desk import Desk
from models.errors import Refusal
from models.ledger import driver

Rows = dict[str, list[tuple[Any, ...]]]
"""Every row of every table."""

TO_FORMAT_1: Final = (
    "DROP TABLE format",
    "DROP TABLE writer",
    "DROP TABLE segment",
    "DROP TABLE carried",
    "DROP TABLE reached",
    "DROP TABLE exchange",
    "DROP TABLE receipt",
    "DROP TABLE result",
    "DROP TABLE cohort",
    "DROP TABLE agenda",
    "DROP TABLE action",
    "DROP TABLE recap",
    "DROP TABLE plenary",
    "DROP TABLE attendee",
    "DROP TABLE plenary_entry",
    "DROP TABLE self_answer",
    "DROP TABLE self_assessment",
    "DROP TABLE trip",
    "DROP TABLE party",
    "DROP TABLE formula",
    "DROP TABLE sample",
    "DROP TABLE loose_note",
    "DROP TABLE finding",
    "DROP TABLE completion",
    "DROP TABLE scan",
    "DROP TABLE message",
    "DROP TABLE remark",
    "DROP TABLE confirmed",
    "DROP TABLE note",
    "DROP TABLE assignment",
    "DROP TABLE contribution",
    "DROP TABLE disagreement",
    "DROP TABLE opened",
    "DROP TABLE settled",
    "DROP TABLE team",
    "DROP TABLE signature",
    "DROP TABLE document",
    "DROP TABLE quarantine",
    "DROP TABLE search_text",
    "DROP TABLE search_entry",
    "DROP TABLE baseline",
    "ALTER TABLE answer DROP COLUMN is_carried",
    "ALTER TABLE evidence DROP COLUMN digest",
    "ALTER TABLE evidence DROP COLUMN size",
    "ALTER TABLE checklist DROP COLUMN published",
    "PRAGMA foreign_keys = OFF",
    (
        "CREATE TABLE older (id VARCHAR NOT NULL, agency_code VARCHAR NOT NULL, round_id VARCHAR NOT NULL, "
        "checklist_digest VARCHAR NOT NULL, person_id VARCHAR NOT NULL, state VARCHAR NOT NULL, opened_at VARCHAR NOT NULL, "
        "touched_at VARCHAR NOT NULL, CONSTRAINT pk_verification PRIMARY KEY (id), "
        "CONSTRAINT uq_verification_agency_code_round_id_checklist_digest UNIQUE (agency_code, round_id, checklist_digest))"
    ),
    "INSERT INTO older SELECT id, agency_code, round_id, checklist_digest, person_id, state, opened_at, touched_at FROM verification",
    "DROP TABLE verification",
    "ALTER TABLE older RENAME TO verification",
    "CREATE INDEX ix_verification_person_id_touched_at ON verification (person_id, touched_at)",
    "ALTER TABLE round DROP COLUMN day",
    "ALTER TABLE round DROP COLUMN chosen",
    "UPDATE alembic_version SET version_num = '0001'",
    "PRAGMA user_version = 1",
)
"""Statements that take a database of today back to format 1."""


def refused(act: Callable[[], object]) -> Refusal:
    """The refusal that `act` ends in."""
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def run(program: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """A Python program in a process of its own."""
    return subprocess.run([sys.executable, "-c", program, *map(str, arguments)], capture_output=True, text=True, timeout=60, **options)


def database(desk: Desk) -> Path:
    """The database file of a desk."""
    return desk.ledger.folder / driver.DATABASE
