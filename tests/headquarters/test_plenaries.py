"""Plenaries at headquarters: one that has results of several regions is changed and printed by those who see all of it."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from psycopg import errors

from models import printing, reporting
from models.desk import decided, issuing, plenaries
from models.errors import Refusal
from models.paper import Office
from models.reporting import Order
from models.rules.results import EVERYTHING
from models.words import Words
from tests.desk.acts import refused
from tests.desk.reviewing_kit import Laptop, Trio
from tests.headquarters.kit import ELSEWHERE, PLACE, Headquarters, approved

pytestmark = pytest.mark.slow

HEAD = {"number": "05/PLENO", "day": "9-5-2023", "place": "Jakarta", "chair": "Sri"}


@pytest.fixture
def met(hq: Headquarters) -> Iterator[tuple[Laptop, Laptop, str, str]]:
    """Surya, who sees all, and Wati, who is of Jawa Barat, with results that wait for issue there and elsewhere."""
    with ExitStack() as stack:
        vera, lina, wati, surya, dian = (stack.enter_context(hq.laptop(role)) for role in ("vera", "lina", "wati", "surya", "dian"))
        here = approved(Trio(vera, lina, wati), PLACE)
        yield surya, wati, here, approved(Trio(dian, lina, surya), ELSEWHERE)


def begun(laptop: Laptop, *results: str) -> str:
    """The id of a plenary about these results, with all it needs but decisions."""
    found = laptop.desk.do(plenaries.begin, results)
    laptop.desk.do(plenaries.record, found.id, HEAD)
    laptop.desk.do(plenaries.attend, found.id, {"name": "Sri"})
    return found.id


def test_somebody_of_a_region_closed_a_plenary_over_results_that_they_do_not_see(met: tuple[Laptop, Laptop, str, str]) -> None:
    surya, wati, here, there = met
    plenary = begun(surya, here, there)
    assert [each.verification for each in wati.desk.ask(decided.of, plenary).entries] == [here]
    for act in (
        lambda: wati.desk.do(plenaries.decide, plenary, here, "V1", "x"),
        lambda: wati.desk.do(plenaries.remove, plenary, here),
        lambda: wati.desk.do(plenaries.record, plenary, HEAD),
        lambda: wati.desk.do(plenaries.close, plenary),
        lambda: wati.desk.do(plenaries.discard, plenary),
        lambda: wati.desk.ask(printing.plenary, plenary, "pdf", Words("id"), Office()),
    ):
        assert refused(act) == "plenary.shared"
    with pytest.raises(Refusal) as caught:
        reporting.made(wati.desk, Order("plenary", "pdf", EVERYTHING, Words("id"), Office()))
    assert caught.value.code == "plenary.shared"
    surya.desk.do(plenaries.follow, plenary)
    surya.desk.do(plenaries.close, plenary)
    assert refused(lambda: wati.desk.do(plenaries.reopen, plenary)) == "plenary.shared"
    # What was decided there is what is issued here.
    assert b"[plenary]" in wati.desk.ask(issuing.drawn_up, here, "issue").body


def test_a_plenary_of_a_region_is_held_by_those_of_it(met: tuple[Laptop, Laptop, str, str]) -> None:
    _, wati, here, _ = met
    plenary = begun(wati, here)
    wati.desk.do(plenaries.follow, plenary)
    assert not wati.desk.do(plenaries.close, plenary).is_open
    assert wati.desk.ask(printing.plenary, plenary, "xlsx", Words("id"), Office()).body


def test_somebody_of_a_region_changed_or_removed_a_plenary_of_others_by_sql(hq: Headquarters, met: tuple[Laptop, Laptop, str, str]) -> None:
    surya, wati, here, there = met
    plenary = begun(surya, there, here)
    with hq.connected("wati") as member:
        for statement in (
            "UPDATE plenary SET closed_at = '2023-05-09T07:05:00Z'",
            "UPDATE attendee SET name = 'x'",
            "UPDATE plenary_entry SET decision = 'V1'",
            *(f"DELETE FROM {each}" for each in ("plenary_entry", "attendee", "plenary")),
        ):
            assert member.execute(statement).rowcount == 0
        with pytest.raises(errors.InsufficientPrivilege):
            member.execute("INSERT INTO attendee (plenary_id, row, name, nip, post) VALUES (%s, 9, 'x', '', '')", (plenary,))
    assert surya.desk.ask(decided.of, plenary).attendees
    assert {each.verification for each in surya.desk.ask(decided.of, plenary).entries} == {here, there}
    surya.desk.do(plenaries.remove, plenary, here)
    own = begun(wati, here)
    wati.desk.do(plenaries.dismiss, own, 0)
    wati.desk.do(plenaries.discard, own)
    assert [each.id for each in wati.desk.ask(decided.lines)] == [plenary]
