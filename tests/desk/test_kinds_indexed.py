"""Of a kind of which there are few, no question reads all documents: an import asks some of them for every document that comes."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from models.desk import (
    allotting,
    announced,
    endorsed,
    filed,
    issued,
    opinions,
    published,
    requested,
    sealing,
    undecided,
)
from models.desk.desk import Desk
from models.ledger.transaction import Transaction
from tests.desk.acts import begun


@pytest.mark.parametrize(
    "question",
    [
        allotting._in_sight,
        announced._standing,
        endorsed.known,
        filed.told_by_others,
        issued.drafts,
        opinions.digests,
        opinions.given,
        lambda tx: opinions.is_settled(tx, "0" * 64),
        lambda tx: published.settle(tx, ""),
        requested.waiting,
        requested.sent_back,
        sealing.stranded,
        undecided.sealed,
    ],
)
def test_all_documents_were_gone_through_for_the_few_of_a_kind(desk: Desk, question: Callable[[Transaction], object]) -> None:
    begun(desk)
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if "document.kind" in statement:
            asked.append((statement, values))

    event.listen(desk.ledger._engine, "before_cursor_execute", note)
    desk.ask(question)
    event.remove(desk.ledger._engine, "before_cursor_execute", note)
    assert asked
    if desk.ledger.is_shared:
        return
    with desk.ledger.transaction(writing=False) as connection:
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert not any("SCAN document" in str(row[3]) for row in plan), plan
