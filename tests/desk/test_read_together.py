"""Whoever goes through thousands of verifications asks about many at once, and finds what asking about each finds."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event

from models import exporting
from models.desk import endorsed, issued, keeping, resulting, settling
from models.desk.desk import Desk
from models.errors import Refusal
from models.ledger.transaction import Transaction
from tests.benchmarks.documents import gone
from tests.desk.reviewing_kit import Laptop, trio

MANY = 6


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """Surya's, with as many issued verifications."""
    folder = tmp_path_factory.mktemp("many")
    way = gone(folder / "way")
    with trio(folder / "team") as team:
        for number in range(MANY):
            team.supervisor.takes(*way.repeated(number))
        yield team.supervisor


def asked(desk: Desk, act: Callable[[], object]) -> int:
    """How many statements an act takes."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(desk.ledger._engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(desk.ledger._engine, "before_cursor_execute", note)
    return len(found)


def verifications(desk: Desk) -> list[str]:
    return sorted(desk.ask(issued.with_verdicts))


@pytest.mark.parametrize("complete", [False, True])
def test_an_export_read_the_documents_of_each_verification_by_themselves(laptop: Laptop, complete: bool) -> None:
    desk = laptop.desk
    every = verifications(desk)
    assert len(every) == MANY
    one = asked(desk, lambda: desk.ask(issued.leaving_of, every[:1], complete=complete))
    assert asked(desk, lambda: desk.ask(issued.leaving_of, every, complete=complete)) == one
    found = desk.ask(issued.leaving_of, every, complete=complete)
    assert found == [desk.ask(issued.leaving, each, complete=complete) for each in every]


def test_why_one_of_several_does_not_leave_keeps_no_other_back(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = laptop.desk
    every, leaving = verifications(desk), issued.leaving

    def forked(tx: Transaction, verification: str, *, complete: bool = False) -> tuple[str, ...]:
        if verification == every[1]:
            raise Refusal("export.forked", agency="11")
        return leaving(tx, verification, complete=complete)

    monkeypatch.setattr(issued, "leaving", forked)
    found = desk.ask(issued.leaving_of, every)
    assert [isinstance(each, Refusal) for each in found] == [number == 1 for number in range(MANY)]


def test_results_were_recounted_one_verification_after_the_other(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = laptop.desk
    counted = asked(desk, lambda: desk.ask(lambda tx: [*resulting.recounted(tx)]))
    monkeypatch.setattr(resulting, "_AT_ONCE", 1)
    assert asked(desk, lambda: desk.ask(lambda tx: [*resulting.recounted(tx)])) > counted * (MANY - 1) / 2
    kept = {row["digest"]: row for row in desk.ask(lambda tx: [*resulting.kept(tx)])}
    assert {row["digest"]: row for row in desk.ask(lambda tx: [*resulting.recounted(tx)])} == kept


def test_who_signed_what_leaves_was_found_by_reading_all_of_it(laptop: Laptop) -> None:
    desk = laptop.desk
    documents = [each for of in verifications(desk) for each in desk.ask(issued.leaving, of, complete=True)]
    how = exporting.terms(desk, laptop.ring.public)
    one = asked(desk, lambda: exporting.for_kept(desk, how, documents[:1]))
    assert asked(desk, lambda: exporting.for_kept(desk, how, documents)) == one
    stored = [desk.ask(keeping.stored, each) for each in documents]
    assert exporting.for_kept(desk, how, documents) == exporting.for_all(desk, how, stored)


def test_what_was_read_together_is_forgotten_once_something_is_written(laptop: Laptop) -> None:
    (verification, *_), desk = verifications(laptop.desk), laptop.desk

    def act(tx: Transaction) -> tuple[str, str, int]:
        settling.read_ahead(tx, [verification])
        endorsed.known(tx)
        before = settling.position(tx, verification)
        keeping.handle(tx, before.verdict, hidden_at=tx.stamp)
        return before.state, settling.position(tx, verification).state, len(tx.prefetched)

    assert desk.do(act)[:2] == ("issued", "approved")
    laptop.desk.do(lambda tx: keeping.handle(tx, next(iter(settling.verdicts(tx, verification))), hidden_at=""))
    assert desk.ask(settling.position, verification).state == "issued"
