"""Handovers that come twice, late, hidden or from a stranger: nobody's work is written over, and nobody sees a traceback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import answers, evidence, freeze, handing, intake, listed, merging, teams, verifications
from models.desk.desk import Desk
from models.documents.travelling import Signed
from models.handovers import Disagreement
from models.ledger.transaction import Actor, Transaction
from models.previews import Arriving
from tests.desk.acts import begun, contents, sheet_of
from tests.desk.arriving import signed_anew
from tests.desk.reviewing_kit import Laptop, hands, ready
from tests.desk.seconding_kit import Quartet, quartet
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow

ITEM = "REG-01"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Quartet]:
    """Four laptops."""
    with quartet(tmp_path) as made:
        yield made


def level(desk: Desk, verification: str) -> int | None:
    return sheet_of(desk, verification).line(ITEM).answer.level


def handed(team: Quartet, given: int = 3) -> tuple[str, Signed]:
    """A verification that Vera handed over as a whole to Lina, on both laptops."""
    verification = begun(team.verifier.desk, "11")
    team.verifier.desk.do(answers.record, verification, ITEM, given)
    document = hands(team.verifier, verification, "lina")
    team.lead.takes(document)
    return verification, document


def foreign(team: Quartet, verification: str, to: str) -> Signed:
    """A handover of the same verification as a whole that Dua draws up of work that is not theirs."""
    dua = team.second
    mine = begun(dua.desk, "32")
    dua.desk.do(answers.record, mine, ITEM, 1)
    signed = dua.sign(dua.desk.ask(handing.drawn_up, mine, to, (), "Saya ke Papua."))
    claimed = signed_anew(signed, dua.ring, "handover", mine, verification)
    claimed = signed_anew(claimed, dua.ring, "handover", 'code = "32"', 'code = "11"')
    return signed_anew(claimed, dua.ring, "handover", "Provinsi Jawa Barat", "Provinsi Aceh")


def test_evidence_registered_after_a_handover_took_the_code_of_what_came_with_it(team: Quartet) -> None:
    verification = begun(team.verifier.desk, "11")
    team.verifier.desk.do(evidence.register, verification, {"title": "Peraturan", "seen": "yes"}, ITEM)
    team.lead.takes(hands(team.verifier, verification, "lina"))
    sheet = team.lead.desk.do(evidence.register, verification, {"title": "Lampiran", "seen": "yes"}, "REG-03")
    assert [(each.code, each.title) for each in sheet.evidence] == [("B01", "Peraturan"), ("B02", "Lampiran")]
    team.lead.desk.do(
        evidence.withdraw, verification, team.lead.desk.do(evidence.register, verification, {"title": "x", "seen": "yes"}).evidence[-1].code
    )
    assert team.lead.desk.do(evidence.register, verification, {"title": "y", "seen": "yes"}).evidence[-1].code == "B04"


def test_work_that_was_handed_over_was_discarded_as_empty(team: Quartet) -> None:
    verification, _ = handed(team)
    assert refused(lambda: team.lead.desk.do(verifications.discard, verification)).code == "verification.not_empty"
    assert level(team.lead.desk, verification) == 3


def test_a_handover_hidden_and_shown_again_wrote_over_the_work_done_since(team: Quartet) -> None:
    vera, lina = team.verifier, team.lead
    verification, first = handed(team)
    back = hands(lina, verification, "vera")
    vera.takes(back)
    vera.desk.do(answers.record, verification, ITEM, 1)
    vera.desk.do(intake.hide, [digest(back.body)])
    assert (level(vera.desk, verification), sheet_of(vera.desk, verification).verifier) == (1, "Vera")
    vera.desk.do(intake.unhide, [digest(back.body)])
    assert (level(vera.desk, verification), sheet_of(vera.desk, verification).verifier) == (1, "Vera")
    lina.desk.do(intake.hide, [digest(first.body)])
    lina.desk.do(intake.unhide, [digest(first.body)])
    assert sheet_of(lina.desk, verification).verifier == "Vera"


@pytest.mark.parametrize("to", ["vera", "lina"])
def test_a_strangers_handover_shadowed_the_one_of_whose_work_it_was(team: Quartet, to: str) -> None:
    vera, lina = team.verifier, team.lead
    verification, given = handed(team)
    lina.desk.do(answers.record, verification, ITEM, 4)
    # Whichever digest comes first.
    for number in range(4):
        stranger = signed_anew(foreign(team, verification, to), team.second.ring, "handover", "Saya ke Papua.", f"Saya {number}.")
        for laptop in (vera, lina):
            laptop.takes(stranger, given)
            found = sheet_of(laptop.desk, verification)
            assert found.verifier == "Lina"
    assert (level(vera.desk, verification), level(lina.desk, verification)) == (3, 4)
    back = hands(lina, verification, "vera")
    vera.takes(back)
    assert level(vera.desk, verification) == 4


def test_of_two_who_claim_a_verification_that_is_not_here_none_is_believed_until_one_is_hidden(team: Quartet) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk, "11")
    vera.desk.do(answers.record, verification, ITEM, 3)
    given = hands(vera, verification, "lina")
    stranger = foreign(team, verification, "lina")
    assert Arriving.FORK in lina.takes(stranger, given)
    assert refused(lambda: sheet_of(lina.desk, verification)).code == "verification.unknown"
    lina.desk.do(intake.hide, [digest(stranger.body)])
    assert (level(lina.desk, verification), sheet_of(lina.desk, verification).verifier) == (3, "Lina")


def test_a_chain_of_handovers_ends_where_it_ended_in_whatever_order_it_arrives(team: Quartet) -> None:
    vera, lina = team.verifier, team.lead
    verification, first = handed(team)
    back = hands(lina, verification, "vera")
    vera.takes(back)
    vera.desk.do(answers.record, verification, ITEM, 2)
    again = hands(vera, verification, "lina")
    lina.takes(again, first, back)
    assert (level(lina.desk, verification), sheet_of(lina.desk, verification).verifier) == (2, "Lina")
    lina.desk.do(answers.record, verification, ITEM, 4)
    for each in (back, first, again):
        lina.takes(each)
    assert (level(lina.desk, verification), sheet_of(lina.desk, verification).verifier) == (4, "Lina")


def test_two_whole_verifications_of_one_agency_handed_to_one_person_ended_in_a_traceback(team: Quartet) -> None:
    vera, lina, dua = team.verifier, team.lead, team.second
    given = []
    for laptop in (vera, dua):
        mine = begun(laptop.desk, "11")
        laptop.desk.do(answers.record, mine, ITEM, 3)
        given.append(hands(laptop, mine, "lina"))
    assert lina.takes(*given) == [Arriving.NEW, Arriving.REFUSED]
    (arrival,) = lina.desk.ask(intake.judged, given[1:])
    assert arrival.why is not None
    assert arrival.why.code == "handover.own"
    assert [line.verifier for line in lina.desk.ask(listed.lines)] == ["Lina"]


def twins(team: Quartet) -> tuple[tuple[str, Signed], tuple[str, Signed]]:
    """Two submissions of Vera on one agency with ids of their own, as two laptops of hers would make them."""
    vera: Laptop = team.verifier
    one = ready(vera.desk)
    first = vera.submits(one)
    other = one[::-1]
    second = signed_anew(first, vera.ring, "submission", one, other)
    return (one, first), (other, second)


def test_two_submissions_of_one_author_on_one_agency_ended_in_a_traceback(team: Quartet) -> None:
    (one, first), (other, second) = twins(team)
    lina, surya = team.lead, team.supervisor
    assert lina.takes(first, second) == [Arriving.NEW, Arriving.REFUSED]
    assert surya.takes(second) == [Arriving.NEW]
    before = contents(surya.desk, "trail", "quarantine")
    assert surya.takes(first) == [Arriving.REFUSED]
    assert contents(surya.desk, "trail", "quarantine") == before
    # Nothing is lost: whichever is right can stand once the other is out of sight.
    lina.desk.do(intake.hide, [digest(first.body)])
    assert lina.takes(second) == [Arriving.NEW]
    found = lina.desk.ask(freeze.contents, other)
    assert found.items == surya.desk.ask(freeze.contents, other).items
    assert refused(lambda: lina.desk.do(intake.unhide, [digest(first.body)])).code == "verification.twice"
    assert refused(lambda: sheet_of(lina.desk, one)).code == "verification.unknown"


def test_a_file_that_was_not_wanted_counted_for_the_one_beside_it(team: Quartet) -> None:
    (_, first), (other, second) = twins(team)
    lina = team.lead
    lina.desk.do(intake.take, (first, second), {digest(second.body)})
    assert [line.id for line in lina.desk.ask(listed.lines)] == [other]


def test_a_team_that_was_not_wanted_counted_for_the_files_beside_it(team: Quartet) -> None:
    surya, vera, lina = team.supervisor, team.verifier, team.lead
    file = vera.submits(ready(vera.desk))
    surya.desk.do(teams.assign, vera.desk.actor.person, ("lead",), "Papua", surya.ring.root())
    newest = surya.desk.ask(teams.chain)[-1]
    assert [each.standing for each in lina.desk.ask(intake.judged, (newest, file))] == [Arriving.NEWER, Arriving.REFUSED]
    found = lina.desk.do(intake.take, (newest, file), {digest(file.body)})
    assert [each.standing for each in found] == [Arriving.NEWER, Arriving.NEW]
    assert len(lina.documents("submission")) == 1


def test_what_was_settled_before_a_handover_was_unknown_to_whom_it_was_given(team: Quartet) -> None:
    vera, lina, dua = team.verifier, team.lead, team.second
    mine, hers = begun(vera.desk, "11"), begun(lina.desk, "11")
    for laptop, of, given in ((vera, mine, 2), (lina, hers, 4)):
        laptop.desk.do(answers.record, of, ITEM, given)
    areas = hands(lina, hers, "vera", "REG")
    vera.takes(areas)
    vera.desk.do(merging.merge, digest(areas.body))
    vera.desk.do(merging.settle, mine, ITEM, digest(areas.body), "theirs", "Dibaca berdua.")
    dua.takes(hands(vera, mine, "dua"))
    assert dua.desk.ask(merging.disagreements) == tuple((mine, name, found) for _, name, found in settled_of(vera, mine))
    ready(dua.desk)
    assert b'reason = "Dibaca berdua."' in dua.submits(mine).body


def settled_of(laptop: Laptop, verification: str) -> tuple[tuple[str, str, Disagreement], ...]:
    """What was settled of a verification, whoever's it is."""
    with laptop.desk.ledger.transaction(writing=False) as connection:
        owner = connection.exec_driver_sql("SELECT person_id FROM verification WHERE id = ?", (verification,)).scalar()
        tx = Transaction(connection, Actor(str(owner), "", "verifier"), laptop.clock.moment)
        return merging.disagreements(tx)
