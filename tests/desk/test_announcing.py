"""A round is announced to the team: opened on every laptop with its checklist, its day and the figures that were stated."""

from itertools import permutations

import pytest

from models.desk import announcing, assigning, baselines, checklists, colleagues, rounds, verifications
from models.documents.travelling import Signed
from models.previews import Arriving
from models.rules.stated import Stated
from tests.desk.acts import refused
from tests.desk.publishing_kit import publishes, small
from tests.desk.reviewing_kit import Laptop, Trio, ready

pytestmark = pytest.mark.slow

NEXT = "2023-2"
TARGET = {
    "day": "2023-05-09",
    "figure": "Target 2024",
    "value": "87",
    "unit": "instansi",
    "source": "KASN",
    "measure": "target",
    "year": "2024",
}


def announces(laptop: Laptop, round_id: str = NEXT) -> Signed:
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(announcing.drawn_up, round_id))
    laptop.desk.do(announcing.announce, signed)
    return signed


def opened(laptop: Laptop, day: str = "2023-05-10", round_id: str = NEXT) -> None:
    laptop.desk.do(rounds.begin, round_id, "", day)


def told(laptop: Laptop) -> dict[str, tuple[str, str, bool]]:
    return {line.id: (line.checklist.name, line.day, line.is_current) for line in laptop.desk.ask(rounds.lines)}


def ahead(team: Trio) -> Signed:
    """Work of Vera's in the round before it is announced, on another checklist."""
    for laptop in (team.verifier, team.supervisor):
        opened(laptop)
    team.verifier.desk.do(rounds.renew, NEXT, "mt-bkn 2026")
    return team.verifier.submits(ready(team.verifier.desk))


def test_an_agency_was_assigned_in_a_round_that_the_verifier_had_to_open_by_hand(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    opened(surya)
    person = surya.desk.ask(colleagues.member, "Vera").id
    order = surya.sign(surya.desk.ask(assigning.drawn_up, NEXT, {"32"}, person))
    vera.takes(order)
    assert refused(lambda: vera.desk.do(verifications.begin, "32", NEXT)) == "round.unknown"
    assert vera.takes(announces(surya)) == [Arriving.NEW]
    assert told(vera)[NEXT] == ("mt-kasn 2023", "2023-05-10", True)
    (task,) = vera.desk.ask(assigning.inbox)
    vera.desk.do(verifications.begin, task.assigned.agency, task.assigned.round)
    assert [line.round for line in vera.desk.ask(verifications.mine)] == [NEXT]


def test_whoever_has_work_in_hand_goes_on_in_their_round(team: Trio) -> None:
    vera = team.verifier
    vera.desk.do(verifications.begin, "11")
    opened(team.supervisor)
    vera.takes(announces(team.supervisor))
    assert [name for name, (_, _, is_current) in told(vera).items() if is_current] == ["2023-1"]


def test_whoever_finishes_work_in_a_closed_round_stayed_in_it_where_nothing_can_be_begun(team: Trio) -> None:
    vera = team.verifier
    vera.desk.do(verifications.begin, "11")
    vera.desk.do(rounds.close, "2023-1")
    opened(team.supervisor)
    vera.takes(announces(team.supervisor))
    assert [name for name, (_, _, is_current) in told(vera).items() if is_current] == [NEXT]


def test_targets_and_figures_come_along_and_go_with_what_takes_their_place(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    opened(surya)
    surya.desk.do(baselines.state, TARGET)
    vera.takes(announces(surya))
    (found,) = vera.desk.ask(baselines.lines)
    assert (found.value, found.measure, found.year) == ("87", "target", "2024")
    vera.desk.do(baselines.state, {**TARGET, "figure": "Catatan sendiri", "value": "9"})
    surya.desk.do(baselines.remove, TARGET["day"], TARGET["figure"])
    surya.desk.do(baselines.state, {**TARGET, "figure": "Target 2025", "value": "100", "year": "2025"})
    vera.takes(announces(surya))
    assert {each.figure for each in vera.desk.ask(baselines.lines)} == {"Catatan sendiri", "Target 2025"}


def test_what_was_corrected_here_stays_where_a_later_one_no_longer_says_it(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    opened(surya)
    surya.desk.do(baselines.state, TARGET)
    vera.takes(announces(surya))
    vera.desk.do(baselines.state, {**TARGET, "value": "88"})
    surya.desk.do(baselines.remove, TARGET["day"], TARGET["figure"])
    vera.takes(announces(surya))
    assert [each.value for each in vera.desk.ask(baselines.lines)] == ["88"]


def test_the_order_of_arrival_says_nothing(team: Trio) -> None:
    surya = team.supervisor
    opened(surya)
    first = announces(surya)
    surya.desk.do(baselines.state, TARGET)
    second = announces(surya)
    laptops = (team.lead, team.verifier)
    for laptop, order in zip(laptops, permutations((first, second)), strict=True):
        for each in order:
            laptop.takes(each)
    assert {tuple(laptop.desk.ask(baselines.lines)) for laptop in laptops} == {tuple(surya.desk.ask(baselines.lines))}
    assert [type(each) for each in team.lead.desk.ask(baselines.lines)] == [Stated]


def test_what_somebody_changes_after_it_came_stays(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    opened(surya)
    first = announces(surya)
    vera.takes(first)
    vera.desk.do(rounds.renew, NEXT, "mt-bkn 2026")
    opened(surya, round_id="2024-1")
    vera.takes(first, announces(surya, "2024-1"))
    assert told(vera)[NEXT][0] == "mt-bkn 2026"


def test_a_round_with_a_checklist_of_ones_own_waits_for_it(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    surya.desk.do(checklists.adopt, small(), "small.toml")
    surya.desk.do(rounds.begin, NEXT, "small 1")
    assert refused(lambda: announces(surya)) == "round.unpublished"
    published = publishes(surya, small())
    announced = announces(surya)
    assert vera.takes(announced) == [Arriving.REFUSED]
    assert vera.takes(announced, published) == [Arriving.NEW, Arriving.NEW]
    assert told(vera)[NEXT][0] == "small 1"


def test_who_may_not_announce_hears_why_and_what_others_would_refuse_is_refused(team: Trio) -> None:
    assert refused(lambda: announces(team.verifier, "2023-1")) == "permission.role"
    assert refused(lambda: announces(team.supervisor, "2030-1")) == "round.unknown"
    opened(team.supervisor)
    signed = team.supervisor.sign(team.supervisor.desk.ask(announcing.drawn_up, NEXT))
    team.supervisor.desk.do(baselines.state, TARGET)
    assert refused(lambda: team.supervisor.desk.do(announcing.announce, signed)) == "round.changed"


def test_a_round_that_only_work_of_others_told_of_becomes_what_is_announced(team: Trio) -> None:
    surya, lina, submitted = team.supervisor, team.lead, ahead(team)
    lina.takes(submitted)
    assert told(lina)[NEXT] == ("mt-bkn 2026", "2023-05-09", False)
    lina.takes(announces(surya))
    assert told(lina)[NEXT] == ("mt-kasn 2023", "2023-05-10", True)


def test_what_was_announced_to_who_is_busy_elsewhere_became_what_earlier_work_of_others_says(team: Trio) -> None:
    surya, lina, submitted = team.supervisor, team.lead, ahead(team)
    lina.desk.do(verifications.begin, "32")
    for document in (announces(surya), submitted):
        lina.takes(document)
    assert told(lina)[NEXT] == ("mt-kasn 2023", "2023-05-10", False)


def test_work_that_comes_with_its_announcement_is_entered(team: Trio) -> None:
    surya, lina, vera = team.supervisor, team.lead, team.verifier
    for laptop in (vera, surya):
        opened(laptop)
    submitted = vera.submits(ready(vera.desk))
    assert lina.takes(submitted, announces(surya)) == [Arriving.NEW, Arriving.NEW]
    assert told(lina)[NEXT] == ("mt-kasn 2023", "2023-05-10", True)


def test_a_season_that_was_closed_went_on_growing_on_other_laptops(team: Trio) -> None:
    surya, vera = team.supervisor, team.verifier
    opened(surya)
    vera.takes(announces(surya))
    person = surya.desk.ask(colleagues.member, "Vera").id
    vera.takes(surya.sign(surya.desk.ask(assigning.drawn_up, NEXT, {"32"}, person)))
    surya.desk.do(rounds.close, NEXT)
    assert refused(lambda: surya.desk.ask(assigning.preview, NEXT, {"33"}, person)) == "round.closed"
    closed = announces(surya)
    vera.takes(closed)
    assert [line.id for line in vera.desk.ask(rounds.lines) if line.is_closed] == [NEXT]
    assert refused(lambda: vera.desk.do(verifications.begin, "32", NEXT)) == "round.closed"
    assert vera.desk.ask(assigning.inbox) == ()
    # Whoever never had it open does not work in it now.
    team.lead.takes(closed)
    assert told(team.lead)[NEXT] == ("mt-kasn 2023", "2023-05-10", False)
    surya.desk.do(rounds.reopen, NEXT)
    vera.takes(announces(surya))
    assert vera.desk.do(verifications.begin, "32", NEXT)
