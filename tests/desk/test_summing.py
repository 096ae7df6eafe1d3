"""The sums that figures are counted from say what results and verifications say, and figures by them are those counted from all."""

from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import register
from models.desk import baselines, cohorts, figures, history, projections
from models.desk.desk import Desk
from models.documents.kinds import DRAFT
from models.ledger import tables
from models.ledger.transaction import Transaction
from models.rules import results as rules
from models.rules.counting import figures as counted_from_all
from models.rules.figures import Figures
from models.rules.results import EVERYTHING, Filter
from tests.desk.acts import AGENCY, decided
from tests.desk.summing_kit import ROUNDS, fill, put

pytestmark = pytest.mark.slow

AGENCIES: Final = ("11", "11.01", "33.05", "DPD")
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
    found = {}
    for year in sorted({each.year for each in results}):
        those, theirs = ([each for each in every if each.year == year] for every in (results, works))
        day = max((day for day in ROUNDS.values() if day.startswith(year)), default=f"{year}-12-31")
        places = figures._places(tx, day, {each.agency for each in theirs})
        found[year] = counted_from_all(EVERYTHING, rules.stands(places, those, theirs), those, theirs, (), register.TYPES)  # type: ignore[arg-type]
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(ISSUED, max_size=14), st.lists(WORKED, max_size=8, unique_by=lambda each: each[:3]), st.sampled_from(FILTERS))
def test_figures_by_sums_are_those_counted_from_all(desk: Desk, issued: list[Any], worked: list[Any], chosen: Filter) -> None:
    with desk.ledger.transaction(writing=True) as connection:
        tx = Transaction(connection, desk.actor, desk._clock())
        fill(tx, issued, worked)
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


def test_a_year_has_the_agencies_that_were_in_force_in_it(desk: Desk) -> None:
    with desk.ledger.transaction(writing=True) as connection:
        tx = Transaction(connection, desk.actor, desk._clock())
        told = "2025-06-01T00:00:00Z"
        fill(tx, [("11", "2023-2", "V4", "", "one", told), ("11", "2025-1", "V4", "", "one", told)], [])
        years = figures.by_year(tx)
        for name, year in (("2023-2", "2023"), ("2025-1", "2025")):
            assert years[year].agencies == figures.counted(tx, Filter(round=name)).agencies
        founded = set(years["2025"].agencies) - set(years["2023"].agencies)
        assert {"KEMENPU", "KEMENPKP"} <= founded


def test_a_draft_of_another_round_was_told_beside_the_round_that_is_looked_at(desk: Desk) -> None:
    with desk.ledger.transaction(writing=True) as connection:
        tx = Transaction(connection, desk.actor, desk._clock())
        fill(tx, [], [("11", "2025-1", "one", "issued", "V1", False)])
        put(tx, tables.Document, digest="d", kind=DRAFT, about="112025-1one", body=b"", signatures=b"")
        told = {name: figures.counted(tx, Filter(round=name)).apart["draft"].agencies for name in ("", "2025-1", "2023-2")}
        assert told == {"": ("11",), "2025-1": ("11",), "2023-2": ()}


def test_the_agencies_behind_a_year_stood_as_they_do_now(desk: Desk) -> None:
    with desk.ledger.transaction(writing=True) as connection:
        tx = Transaction(connection, desk.actor, desk._clock())
        told = "2025-06-01T00:00:00Z"
        fill(tx, [("11", "2023-2", "V1", "", "one", told), ("11", "2025-1", "V4", "", "one", told)], [])
        for year, verdict in (("2023", "V1"), ("2025", "V4")):
            stands = {stand.place.code: stand.verdict for stand in figures.in_year(tx, year)}
            assert stands["11"] == verdict
            assert set(stands) == set(figures.by_year(tx)[year].agencies)
