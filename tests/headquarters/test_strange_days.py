"""Rows of a visit that no program of ours wrote: whoever may log in puts them there, and they ended what others did with it."""

from typing import Any, Final

import psycopg
import pytest
from psycopg import errors, sql

from models import headquarters
from models.desk import answers, completions, handing, reading, verifications, visited
from models.documents import handover, kinds
from tests.headquarters.kit import PLACE, Headquarters

pytestmark = pytest.mark.slow

AT: Final = "2023-05-09T07:05:00Z"
STRANGE: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "no day": ("completion", {"until": "tiada", "closed_at": ""}),
    "a day that never comes": ("completion", {"until": "2026-02-31", "closed_at": ""}),
    "a digest of nothing": ("scan", {"digest": "tiada", "minutes": "tiada", "name": "x", "size": 1, "location": "", "at": AT}),
    "a size below nothing": ("scan", {"digest": "0" * 64, "minutes": "0" * 64, "name": "x", "size": -1, "location": "", "at": AT}),
    "a note under no id": ("loose_note", {"id": "!! x", "text": "x", "at": AT, "item": ""}),
    "a note of no time": ("loose_note", {"id": "abc", "text": "x", "at": "", "item": ""}),
    "nobody in a row before the first": (
        "party",
        {"side": "team", "row": -5, "name": "", "nip": "", "post": "", "function": "", "contact": ""},
    ),
    "what nobody says to a finding": ("finding", {"item": "REG-02", "text": "x", "stance": "tiada", "response": "", "deadline": ""}),
}
PAST: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "a finding without end": ("finding", {"item": "REG-02", "text": "x" * 100_000, "stance": "", "response": "", "deadline": ""}),
    "a finding on nothing": ("finding", {"item": "TIADA", "text": "x", "stance": "", "response": "", "deadline": ""}),
    "a visit in no way": (
        "trip",
        {"letter": "", "letter_date": "tiada", "begins": "tiada", "ends": "", "place": "", "method": "tiada"},
    ),
}
"""Those that the server cannot tell from others."""


def put(connection: psycopg.Connection, name: str, row: dict[str, Any]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, row))
    told = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(name), columns, sql.SQL(", ").join([sql.Placeholder()] * len(row))
    )
    connection.execute(told, [*row.values()])


@pytest.mark.parametrize("strange", [pytest.param(each, id=name) for name, each in {**STRANGE, **PAST}.items()])
def test_a_strange_row_of_a_visit_ended_its_completion_and_its_handover(hq: Headquarters, strange: tuple[str, dict[str, Any]]) -> None:
    with hq.laptop("vera") as vera:
        verification = vera.desk.do(verifications.begin, PLACE)
        with hq.connected() as administrator:
            for each in STRANGE.values():
                # As in a database that was brought up while the row was there.
                names = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'"
                for (name,) in administrator.execute(names, (each[0],)).fetchall():
                    administrator.execute(f"ALTER TABLE {each[0]} DROP CONSTRAINT {name}")
        with hq.connected("vera") as member:
            put(member, strange[0], {"verification_id": verification, **strange[1]})
        assert vera.desk.ask(completions.of, verification) is None
        assert vera.desk.ask(completions.due) == {}
        assert vera.desk.ask(visited.told, verification).completion is None
        vera.desk.do(answers.record, verification, "REG-01", 3)
        drawn = vera.desk.ask(handing.drawn_up, verification, "Dian", (), "Saya ke Papua.")
        found = kinds.parsed(drawn.body, drawn.name)
        assert isinstance(found, handover.Handover)
        assert [*handover.faults(found, vera.desk.ask(reading.sheet, verification).checklist)] == []
    headquarters.init(hq.url)
    told = " ".join(str(each) for each in headquarters.check(hq.url))
    assert ("_told" in told) == (strange in STRANGE.values())


@pytest.mark.parametrize("strange", [pytest.param(each, id=name) for name, each in STRANGE.items()])
def test_who_may_log_in_put_strange_rows_into_a_visit(hq: Headquarters, strange: tuple[str, dict[str, Any]]) -> None:
    with hq.laptop("vera") as vera:
        verification = vera.desk.do(verifications.begin, PLACE)
    with hq.connected("vera") as member, pytest.raises((errors.CheckViolation, errors.DatetimeFieldOverflow)):
        put(member, strange[0], {"verification_id": verification, **strange[1]})
