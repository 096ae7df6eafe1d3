"""Acts that tests begin with: a verification begun, answered, decided; and what a database holds."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any, Final

import pytest
from sqlmodel import SQLModel

from models.desk import answers, facts, verdicts, verifications
from models.desk.desk import Desk
from models.errors import Refusal
from models.ledger import driver, server
from models.ledger.transaction import Actor
from models.rules.checklist import Scale
from models.views import Sheet

Act = tuple[Callable[..., Sheet], tuple[Any, ...]]
FREE: Final = "REG-09"
"""Its N is typed."""
POST: Final = {"post": "Kepala Dinas", "stratum": "pratama", "decree": "12", "date": "9/5/2023", "box": "9"}
BASE: Final = {"jpt_filled": "10", "administrator": "20", "pengawas": "30", "fungsional": "40", "pelaksana": "1.000"}

AGENCY: Final = "32"
"""Jawa Barat."""
LEVELS: Final = "REG-01"
"""An item with levels."""
WORDS: Final = "REG-02"
"""An item answered by yes, partly or no."""
UNBOUND: Final = "PRAGMA foreign_keys=0"
"""Lets rows refer to what is not there."""
ITEMS: Final = 52


def begun(desk: Desk, agency: str = AGENCY) -> str:
    """The id of a verification begun now."""
    return desk.do(verifications.begin, agency)


def answer_all(desk: Desk, verification: str, level: int = 4) -> Sheet:
    """Every item answered with `level`, as one act."""
    items = sheet_of(desk, verification).checklist.items.values()
    return desk.do(answers.record_all, verification, {item.code: level if item.scale is Scale.LEVEL else level // 2 * 2 for item in items})


def decided(desk: Desk, agency: str = AGENCY) -> str:
    """The id of a verification with every item answered, an approval, evidence of no kind, and the recommended verdict recorded."""
    verification = begun(desk, agency)
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    sheet = answer_all(desk, verification, 3)
    assert sheet.recommendation is not None
    desk.do(verdicts.record, verification, sheet.recommendation.code)
    return verification


def sheet_of(desk: Desk, verification: str) -> Sheet:
    """The sheet as it stands."""
    from models.desk import reading

    return desk.ask(reading.sheet, verification)


def timeless(sheet: Sheet) -> Sheet:
    """The sheet without the moment it was last touched."""
    return replace(sheet, touched_at="")


def fill_facts(desk: Desk, verification: str) -> Sheet:
    """Every fact that submission needs filled in, with "no" where that can be said."""
    for fact in sheet_of(desk, verification).unfilled_facts:
        choices = {key: list(field.choices) for key, field in fact.fields.items() if field.required and field.choices}
        row = {key: "no" if "no" in known else known[0] for key, known in choices.items()}
        desk.do(facts.record, verification, fact.code, row)
    return sheet_of(desk, verification)


def refused(act: object) -> str:
    """The code of the refusal that an act ends in."""
    with pytest.raises(Refusal) as caught:
        act()  # type: ignore[operator]
    return caught.value.code


def contents(desk: Desk, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for the tables named; what is indexed for the search without its ids, which tell only when."""
    with closing(_beside(desk, "?mode=ro")) as connection:
        return {
            name: sorted((row[name == "search_entry" :] for row in connection.execute(f'SELECT * FROM "{name}"')), key=repr)
            for name in SQLModel.metadata.tables
            if name not in without
        }


def raw(desk: Desk, *statements: str) -> None:
    """Change the database behind the program's back."""
    is_server = bool(server.chosen(desk.ledger.folder))
    with closing(_beside(desk)) as connection:
        for statement in statements:
            connection.execute("SET session_replication_role = replica" if is_server and statement == UNBOUND else statement)


def _beside(desk: Desk, how: str = "") -> Any:
    """A connection of its own to the database of a desk."""
    if url := server.chosen(desk.ledger.folder):
        import psycopg

        return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    return driver.MODULE.connect(f"file:{desk.ledger.folder / driver.DATABASE}{how}", uri=True, isolation_level=None)


def acting_as_somebody_else(desk: Desk, role: str = "lead") -> None:
    """Let Budi, who is no owner of anything here, sit down at the desk."""
    raw(desk, f"INSERT INTO person VALUES ('b0', 'Budi', '{role}', '', 'id', false)")
    desk.actor = Actor("b0", "Budi", role)
