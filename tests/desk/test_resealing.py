"""An opinion sealed again to a new lead, held against every verification it is about, and never shown as what it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import intake, reviewing, sealing, seconding, teams, undecided, verifications, weighing
from models.desk.freeze import Frozen
from models.documents import keys, kinds, second, toml
from models.documents.opinion import Opinion
from models.documents.settlement import Settlement
from models.documents.travelling import Signed
from models.previews import Arriving
from tests.desk.acts import contents, refused
from tests.desk.reviewing_kit import Laptop, ready
from tests.desk.seconding_kit import COVERED, ITEM, OTHER, Quartet, first, gives, quartet
from tests.desk.seconding_kit import second as begun_second

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Quartet]:
    """Four laptops, Surya leading too."""
    with quartet(tmp_path) as made:
        surya = made.supervisor
        surya.desk.do(teams.assign, surya.desk.actor.person, ("supervisor", "lead"), "Jawa Barat", surya.ring.root())
        surya.desk.actor = surya.desk.ask(teams.member)
        newest = surya.desk.ask(teams.chain)[-1]
        for laptop in (made.verifier, made.lead, made.second):
            laptop.takes(newest)
        yield made


def seals(team: Quartet, verification: str, to: Laptop, items: tuple[str, ...] = ()) -> Signed:
    """Dua seals the opinion to this lead."""
    dua = team.second
    dua.clock.step()
    drawn = dua.desk.ask(sealing.drawn_up, verification, to.desk.actor.person, items)
    signed = dua.sign(drawn.file)
    dua.desk.do(sealing.give, verification, signed, drawn.content)
    return signed


def opened(laptop: Laptop, opinion: str, verification: str = "") -> None:
    body = keys.unsealed(laptop.desk.ask(seconding.sealed, opinion, verification), laptop.ring.person())
    laptop.desk.do(seconding.unseal, opinion, body, verification)


def test_a_lead_who_took_over_could_never_read_what_was_sealed_to_the_one_before(team: Quartet) -> None:
    one = first(team)
    mine = begun_second(team.second)
    given = gives(team, mine)
    submission = team.verifier.submits(one)
    again = seals(team, mine, team.supervisor)
    surya = team.supervisor
    assert surya.takes(submission, given, again) == [Arriving.NEW, Arriving.NEW, Arriving.NEWER]
    (found,) = surya.desk.ask(seconding.held)
    assert (found.opinion, found.recipient) == (digest(again.body), "Surya")
    assert refused(lambda: surya.desk.ask(seconding.sealed, digest(given.body))) == "second.unknown"
    opened(surya, found.opinion)
    assert [each.item for each in surya.desk.ask(seconding.one, found.opinion).differences] == [ITEM, OTHER]
    before, after = (kinds.parsed(each.body, each.name) for each in (given, again))
    assert isinstance(before, Opinion)
    assert isinstance(after, Opinion)
    assert (after.content, after.items, after.supersedes) == (before.content, before.items, (digest(given.body),))


def test_nobody_was_told_that_the_lead_an_opinion_is_sealed_to_cannot_open_it_any_more(team: Quartet) -> None:
    mine, surya, dua = begun_second(team.second), team.supervisor, team.second
    given = gives(team, mine)
    assert dua.desk.ask(sealing.stranded) == ()
    submission = team.verifier.submits(first(team))
    lina = team.lead.desk.actor.person
    place = teams.place(surya.desk.ask(teams.demanded).team, lina)
    surya.desk.do(teams.mark, place, "left", "", surya.ring.root())
    dua.takes(surya.desk.ask(teams.chain)[-1])
    assert dua.desk.ask(sealing.stranded) == (mine,)
    surya.takes(submission, given)
    assert surya.desk.ask(undecided.waiting) == 0  # sealed to somebody else
    assert [each.lead_id for line in surya.desk.ask(weighing.queue) for each in line.sealed] == [lina]
    surya.takes(seals(team, mine, surya))
    assert dua.desk.ask(sealing.stranded) == ()
    assert surya.desk.ask(undecided.waiting) == 1


def test_what_need_not_be_sealed_again_is_refused(team: Quartet) -> None:
    mine = begun_second(team.second)
    gives(team, mine)
    before = contents(team.second.desk)
    assert refused(lambda: seals(team, mine, team.lead)) == "second.sealed_already"
    assert contents(team.second.desk) == before


def test_another_opinion_was_put_in_the_place_of_the_first_after_the_answers_of_the_other_were_known(team: Quartet) -> None:
    mine = begun_second(team.second)
    given = gives(team, mine)
    again = seals(team, mine, team.supervisor)
    document = kinds.parsed(again.body, again.name)
    assert isinstance(document, Opinion)
    body = again.body.replace(document.content.encode(), b"0" * 64)
    forged = team.second.sign(Frozen("lain.toml", body))
    team.lead.takes(given)
    (arrival,) = team.lead.desk.ask(intake.judged, [forged])
    assert arrival.why is not None
    assert arrival.why.code == "second.other_content"
    # The other way round both stay, and approval waits for both.
    surya = team.supervisor
    surya.takes(forged)
    surya.takes(given)
    assert {each.opinion for each in surya.desk.ask(seconding.held)} == {digest(forged.body), digest(given.body)}


def test_opening_an_opinion_once_more_ended_in_a_traceback(team: Quartet) -> None:
    team.lead.takes(team.verifier.submits(first(team)))
    opinion = digest(gives(team, begun_second(team.second)).body)
    team.lead.takes(*team.second.documents("opinion"))
    for _ in range(2):
        assert team.opens(opinion).is_opened


def test_an_opinion_was_held_against_one_of_two_verifications_alone(team: Quartet) -> None:
    surya = team.supervisor
    ones = [ready(laptop.desk) for laptop in (team.verifier, team.lead)]
    surya.takes(*(laptop.submits(each) for laptop, each in zip((team.verifier, team.lead), ones, strict=True)))
    opinion = digest(seals(team, begun_second(team.second), surya, COVERED).body)
    surya.takes(*team.second.documents("opinion"))
    found = surya.desk.ask(seconding.held)
    assert [(each.verification, each.verifier) for each in found] == sorted(zip(ones, ("Vera", "Lina"), strict=True))
    opened(surya, opinion, ones[0])
    for each in ones:
        surya.desk.do(reviewing.confirm, each, "SIS-06")
        for item in (ITEM, OTHER):
            surya.desk.do(seconding.settle, opinion, item, "first", "Cukup.", each)
        assert refused(lambda each=each: surya.desk.ask(reviewing.drawn_up, each, "approved")) == "approve.second_unsigned"
        surya.clock.step()
        signed = surya.sign(surya.desk.ask(seconding.settlement, opinion, each))
        surya.desk.do(seconding.conclude, opinion, signed)
        surya.desk.ask(reviewing.drawn_up, each, "approved")
    assert refused(lambda: surya.desk.ask(seconding.sealed, opinion, "nowhere")) == "second.unknown"


def settled(team: Quartet) -> tuple[str, Signed, Signed, Signed]:
    """A verification with its submission, the opinion held against it, and the settlement of what differs."""
    verification = first(team)
    submission = team.verifier.submits(verification)
    given = gives(team, begun_second(team.second))
    team.lead.takes(submission, given)
    opinion = digest(given.body)
    team.opens(opinion)
    for item in (ITEM, OTHER):
        team.lead.desk.do(seconding.settle, opinion, item, "first", "Cukup.")
    return verification, submission, given, team.settles(opinion)


def test_answers_that_were_never_sealed_stayed_open_as_if_they_had_been(team: Quartet) -> None:
    verification, submission, given, settlement = settled(team)
    document = kinds.parsed(settlement.body, settlement.name)
    assert isinstance(document, Settlement)
    made_up = second.written(document.answers.model_copy(update={"salt": "0" * 32}))
    changed = {"content": digest(made_up), "opened": second.pieces(made_up)}
    forged = team.lead.sign(Frozen("lain.toml", toml.write(document.model_copy(update=changed))))
    surya = team.supervisor
    surya.takes(submission, forged)
    surya.takes(given)
    (found,) = surya.desk.ask(seconding.held)
    assert (found.is_opened, found.settlement) == (False, "")
    assert contents(surya.desk)["opened"] == contents(surya.desk)["settled"] == []
    # The true one counts, whatever came before it.
    surya.takes(settlement)
    (found,) = surya.desk.ask(seconding.held)
    assert (found.is_opened, found.settlement) == (True, digest(settlement.body))
    assert surya.desk.ask(reviewing.standing, verification).state == "submitted"


def test_a_settlement_that_came_before_its_opinion_counts_once_that_is_here(team: Quartet) -> None:
    _, submission, given, settlement = settled(team)
    surya = team.supervisor
    surya.takes(settlement, submission)
    assert contents(surya.desk)["opened"] == []
    surya.takes(given)
    (found,) = surya.desk.ask(seconding.held)
    assert (found.is_opened, found.is_signed, found.unsettled) == (True, True, ())
    # Whoever gave it learns how it was settled.
    team.second.takes(submission)
    assert team.second.desk.ask(seconding.held)[0].is_opened is False
    team.second.takes(settlement)
    assert team.second.desk.ask(seconding.held)[0].is_opened
    (mine,) = (line.id for line in team.second.desk.ask(verifications.mine))
    assert refused(lambda: seals(team, mine, surya)) == "second.is_settled"
