"""A small checklist with conditions, one behind another and across areas, and a desk that works with it."""

from typing import Final

import tomli_w
from sqlalchemy import insert, select

from models.codes import digest
from models.desk import answers, evidence, rounds, verdicts, verifications
from models.desk.desk import Desk
from models.ledger.tables import Checklist as Row
from models.ledger.tables import table
from models.rules.checklist import Checklist
from models.views import Sheet
from tests.desk.acts import fill_facts, sheet_of
from tests.sheets import Raw, loaded, small_checklist

REGION: Final = "11"
"""Aceh, a province."""
MINISTRY: Final = "ATR-BPN"
WHEN: Final = {
    "REG-03": ["REG-01 >= 3"],
    "DSN-03": ["REG-03 >= 2"],
    "INS-03": ["type = provinsi kabupaten kota"],
    "SIS-02": ["REG-02 = 4", "type = provinsi"],
}
"""When its items are asked; the others always are."""


def raw() -> Raw:
    """Its parsed file."""
    return small_checklist(id="bersyarat", **{f"items.{code}.when": texts for code, texts in WHEN.items()})


def body() -> bytes:
    """Its file."""
    return tomli_w.dumps(raw()).encode()


CONDITIONAL: Final[Checklist] = loaded(raw())
ALL: Final = {
    "REG-01": 4,
    "REG-02": 4,
    "REG-03": 3,
    "DSN-01": 4,
    "DSN-02": 4,
    "DSN-03": 2,
    "INS-01": 3,
    "INS-02": 3,
    "INS-03": 4,
    "SIS-01": 3,
}
"""Answers by which everything is asked of a province; SIS-02 is not applicable."""


def known(desk: Desk) -> None:
    """Let a desk know the checklist."""
    row = {"digest": digest(body()), "id": "bersyarat", "version": "1", "body": body()}
    with desk.ledger.transaction(writing=True) as connection:
        if connection.execute(select(table(Row).c.digest).where(table(Row).c.digest == row["digest"])).first() is None:
            connection.execute(insert(table(Row)), row)


def begun(desk: Desk, agency: str = REGION) -> str:
    """The id of a verification by it, begun now."""
    known(desk)
    desk.do(rounds.begin, "2023-2", "bersyarat 1")
    return desk.do(verifications.begin, agency)


def answer_all(desk: Desk, verification: str) -> Sheet:
    """Everything answered, facts filled in, gates with evidence."""
    desk.do(answers.record_all, verification, ALL)
    desk.do(answers.not_applicable, verification, "SIS-02", "Disediakan oleh BKN")
    gates = [item.code for item in CONDITIONAL.items.values() if item.gate is not None]
    desk.do(evidence.register, verification, {"title": "Peraturan", "seen": "yes"}, gates[0])
    for gate in gates[1:]:
        desk.do(evidence.cite, verification, gate, "B01", "")
    return fill_facts(desk, verification)


def decide(desk: Desk, verification: str) -> None:
    """Record what is recommended."""
    found = sheet_of(desk, verification).recommendation
    assert found is not None
    desk.do(verdicts.record, verification, found.code)
