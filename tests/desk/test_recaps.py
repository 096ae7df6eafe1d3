"""What moved since a recap, by the filter and the round that it was kept of."""

from collections.abc import Sequence
from typing import Final

from models.desk import recaps
from models.desk.desk import Desk
from models.ledger.transaction import Transaction
from models.rules.results import Filter
from tests.desk.agenda_kit import plans, signs
from tests.desk.reviewing_kit import Trio, ready
from tests.desk.summing_kit import fill

FIRST, SECOND = "11", "11.01"
ROUND: Final = "2025-1"
IMPLEMENTING: Final = Filter(verdicts=("V1",))


def _issued(desk: Desk, *told: tuple[str, str, str]) -> None:
    """Let these verdicts alone be issued: agency, round and verdict of each."""
    with desk.ledger.transaction(writing=True) as connection:
        rows = [(agency, of, verdict, "", "one", "2025-06-01T00:00:00Z") for agency, of, verdict in told]
        fill(Transaction(connection, desk.actor, desk._clock()), rows, ())


def _moved(desk: Desk, chosen: Filter) -> Sequence[tuple[str, str, str, str]]:
    found = desk.ask(recaps.since, chosen).moved
    return [(each.place.code, each.before, each.after, each.direction) for each in found if each.direction != "same"]


def test_a_round_is_not_compared_with_a_recap_of_all_rounds(desk: Desk) -> None:
    _issued(desk, (FIRST, "2023-3", "V4"), (FIRST, ROUND, "V1"), (SECOND, ROUND, "V2"))
    desk.do(recaps.keep)
    chosen = Filter(round="2023-3")
    assert desk.ask(recaps.since, chosen).since == ""
    assert _moved(desk, chosen) == []
    desk.do(recaps.keep, chosen)
    _issued(desk, (FIRST, "2023-3", "V3"), (FIRST, ROUND, "V1"), (SECOND, ROUND, "V2"))
    assert _moved(desk, Filter(round="2023-3", types=("provinsi",))) == [(FIRST, "V4", "V3", "up")]


def test_who_came_into_a_filter_by_another_verdict_had_one_before(desk: Desk) -> None:
    _issued(desk, (FIRST, ROUND, "V1"), (SECOND, ROUND, "V2"))
    kept = desk.do(recaps.keep, IMPLEMENTING)
    assert set(kept.stood) == {FIRST}
    _issued(desk, (FIRST, ROUND, "V1"), (SECOND, ROUND, "V1"))
    assert _moved(desk, IMPLEMENTING) == [(SECOND, "V2", "V1", "up")]


def test_what_waited_for_a_month_waited_no_day_once_its_agenda_came(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    lina.takes(vera.submits(verification))
    lina.clock.step(30 * 24 * 3600)
    plans(vera, verification)
    lina.takes(signs(vera, verification))
    (waiting,) = lina.desk.ask(recaps.since).waiting
    assert (waiting.state, waiting.longest) == ("submitted", 30)
