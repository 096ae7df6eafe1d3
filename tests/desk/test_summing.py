"""The sums that figures are counted from say what results and verifications say, and figures by them are those counted from all."""

from collections.abc import Sequence
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Integer, delete, insert

from models import register
from models.desk import baselines, cohorts, figures, history, projections, summing
from models.desk.desk import Desk
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import results as rules
from models.rules.counting import figures as counted_from_all
from models.rules.figures import Figures
from models.rules.results import EVERYTHING, Filter
from tests.desk.acts import AGENCY, decided

AGENCIES: Final = ("11", "11.01", "33.05", "DPD")
ROUNDS: Final = {"2022-9": "2022-05-01", "2023-2": "2023-10-01", "2023-3": "2023-10-01", "2025-1": "2025-05-01"}
ELSEWHERE: Final = "2024-7"
"""A round that is not here: the day on which its verdict was issued counts."""
FILTERS: Final = (
    EVERYTHING,
    *(Filter(round=name) for name in ("2022-9", "2023-3")),
    *(Filter(types=("provinsi",)), Filter(verdicts=("V1", "none")), Filter(states=("issued", "draft"))),
    *(Filter(cohort="siap"), Filter(cohort="siap", round="2025-1")),
)
ISSUED: Final = st.tuples(
    st.sampled_from(AGENCIES),
    st.sampled_from((*ROUNDS, ELSEWHERE)),
    st.sampled_from(("V1", "V2", "V4")),
    st.sampled_from(("", "", "replaced", "withdrawn", "fork", "unsupported")),
    st.sampled_from(("one", "two")),
    st.sampled_from(("2023-12-31T00:00:00Z", "2024-02-01T00:00:00Z")),
)
WORKED: Final = st.tuples(
    st.sampled_from(AGENCIES),
    st.sampled_from(tuple(ROUNDS)),
    st.sampled_from(("one", "two")),
    st.sampled_from(("draft", "submitted", "issued")),
    st.sampled_from(("", "V1")),
    st.booleans(),
)


def _put(tx: Transaction, model: Any, **told: Any) -> None:
    """A row in which everything else is empty."""
    empty = {column.name: 0 if isinstance(column.type, Integer | Boolean) else "" for column in table(model).c}
    tx.connection.execute(insert(table(model)), empty | told)


def _fill(tx: Transaction, issued: Sequence[tuple[str, ...]], worked: Sequence[tuple[Any, ...]]) -> None:
    """Let these results and verifications stand in the tables, and no others; sums are made of them."""
    checklist: str = tx.connection.execute(table(tables.Checklist).select().limit(1)).scalar_one()
    for model in (tables.Result, tables.Verdict, tables.Progress, tables.Verification, tables.Round):
        tx.connection.execute(delete(table(model)))
    tx.connection.execute(delete(table(tables.Person)).where(table(tables.Person).c.id.in_(("one", "two"))))
    for name, day in ROUNDS.items():
        _put(tx, tables.Round, id=name, checklist_digest=checklist, day=day)
    for person in ("one", "two"):
        _put(tx, tables.Person, id=person)
    json = {"flags": "{}", "areas": "{}", "counts": "{}", "base": "{}", "people": "{}", "items": '{"A": "a"}'}
    for number, (agency, of, verdict, standing, which, at) in enumerate(issued):
        told = {"digest": str(number), "verification": agency + of + which, "agency_code": agency, "round_id": of}
        told |= {"verdict": verdict, "standing": standing, "issued_at": at, "levels": str(number % 5)}
        _put(tx, tables.Result, **told, **json)
    for agency, of, which, state, verdict, is_second in worked:
        id_ = agency + of + which
        told = {"agency_code": agency, "round_id": of, "checklist_digest": checklist, "person_id": which, "touched_at": tx.stamp}
        _put(tx, tables.Verification, id=id_, **told, state=state, is_second=is_second, forks="[]")
        if verdict:
            _put(tx, tables.Verdict, verification_id=id_, verdict=verdict, person_id=which)
    summing.rebuild(tx)


def _from_all(tx: Transaction, chosen: Filter) -> Figures:
    """The figures counted from every result and every verification."""
    results, works = figures.results(tx), figures.work(tx)
    day = ROUNDS.get(chosen.round, tx.stamp[:10])
    places = figures._places(tx, day, {each.agency for each in works if chosen.round in ("", each.round)})
    members = rules.members(cohorts.named(tx, chosen.cohort), places, results, works) if chosen.cohort else None
    stands = rules.stands(places, results, works, chosen, members)
    return counted_from_all(chosen, stands, results, works, baselines.lines(tx), register.TYPES)


def _years_from_all(tx: Transaction) -> dict[str, Figures]:
    results, works = figures.results(tx), figures.work(tx)
    places = figures._places(tx, tx.stamp[:10], {each.agency for each in works})
    found = {}
    for year in sorted({each.year for each in results}):
        those, theirs = ([each for each in every if each.year == year] for every in (results, works))
        found[year] = counted_from_all(EVERYTHING, rules.stands(places, those, theirs), those, theirs, (), register.TYPES)  # type: ignore[arg-type]
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(ISSUED, max_size=14), st.lists(WORKED, max_size=8, unique_by=lambda each: each[:3]), st.sampled_from(FILTERS))
def test_figures_by_sums_are_those_counted_from_all(desk: Desk, issued: list[Any], worked: list[Any], chosen: Filter) -> None:
    with desk.ledger.transaction(writing=True) as connection:
        tx = Transaction(connection, desk.actor, desk._clock())
        _fill(tx, issued, worked)
        if tx.is_new(tables.Cohort, {"name": "siap"}):
            cohorts.save(tx, "siap", Filter(verdicts=("V2", "none"), types=("provinsi", "kabupaten")))
        assert figures.counted(tx, chosen) == _from_all(tx, chosen)
        if chosen == EVERYTHING:
            assert figures.by_year(tx) == _years_from_all(tx)


def agree(desk: Desk) -> list[tuple[str, str]]:
    """The agencies and years that there are sums of, after it was seen that they are what counting anew gives."""
    found = desk.ask(projections.sums)
    assert found.unlike == []
    return sorted(found.kept)


def test_sums_follow_what_is_begun_decided_and_taken_back(desk: Desk) -> None:
    assert agree(desk) == []
    verification = decided(desk)
    assert agree(desk) == [(AGENCY, ""), (AGENCY, "2023")]
    assert desk.ask(figures.counted).apart["recorded"].agencies == (AGENCY,)
    desk.do(history.undo, verification)
    agree(desk)
    assert desk.ask(figures.counted).apart["recorded"].agencies == ()
