"""An independent second verification: given sealed, opened by the lead once both are in, settled, and approved only then."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import (
    answers,
    assigning,
    colleagues,
    freeze,
    issuing,
    opinions,
    reviewing,
    rounds,
    sealing,
    seconding,
    submitting,
    teams,
    verifications,
    worksheets,
)
from models.documents import keys, kinds
from models.documents.settlement import Settlement
from models.documents.verdict_file import VerdictFile
from models.previews import Arriving
from tests.desk.acts import UNBOUND, contents, raw, refused, sheet_of
from tests.desk.seconding_kit import COVERED, FIRST, ITEM, OTHER, SECRET, Quartet, both_in, first, gives, quartet, repaired, second

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Quartet]:
    """Four laptops."""
    with quartet(tmp_path) as made:
        yield made


def test_a_second_verification_is_apart_from_the_agencys_result(team: Quartet) -> None:
    desk = team.second.desk
    verification = second(team.second)
    assert desk.do(verifications.begin, "11") == desk.do(verifications.begin, "11", is_second=True) == verification
    assert [(line.is_second, line.state) for line in desk.ask(verifications.mine)] == [(True, "draft")]
    assert refused(lambda: desk.ask(submitting.drawn_up, verification)) == "second.not_the_result"
    assert refused(lambda: desk.ask(freeze.verdict_file, verification)) == "second.sealed"
    assert refused(lambda: desk.ask(worksheets.file, verification, "id")) == "second.sealed"
    one = first(team)
    assert refused(lambda: team.verifier.desk.ask(sealing.drawn_up, one, "x")) == "second.is_first"
    assert refused(lambda: team.verifier.desk.do(verifications.begin, "11", is_second=True)) == "second.own"


def test_who_saw_the_first_is_not_the_second(team: Quartet) -> None:
    team.second.takes(team.verifier.submits(first(team)))
    assert refused(lambda: team.second.desk.do(verifications.begin, "11", is_second=True)) == "second.seen"


def test_an_opinion_is_locked_once_it_is_given_and_lacks_nothing(team: Quartet) -> None:
    desk = team.second.desk
    lead = desk.ask(sealing.leads)[0]
    empty = desk.do(verifications.begin, "32", is_second=True)
    assert refused(lambda: desk.ask(sealing.drawn_up, empty, lead.id)) == "second.empty"
    verification = second(team.second)
    assert refused(lambda: desk.ask(sealing.drawn_up, verification, lead.id)) == "second.gaps"
    assert refused(lambda: desk.ask(sealing.drawn_up, verification, desk.actor.person, (ITEM,))) == "second.no_lead"
    gives(team, verification, (ITEM, OTHER))
    assert sheet_of(desk, verification).state == "submitted"
    assert refused(lambda: desk.do(answers.record, verification, ITEM, 1)) == "workflow.locked"


def test_an_answer_changed_while_the_opinion_was_signed_is_noticed(team: Quartet) -> None:
    desk, verification = team.second.desk, second(team.second)
    drawn = desk.ask(sealing.drawn_up, verification, desk.ask(sealing.leads)[0].id, COVERED)
    signed = team.second.sign(drawn.file)
    desk.do(answers.annotate, verification, OTHER, "berubah")
    before = contents(desk)
    assert refused(lambda: desk.do(sealing.give, verification, signed, drawn.content)) == "document.changed"
    assert refused(lambda: desk.do(sealing.give, verification, signed, drawn.content + b"#\n")) == "sealing.untrue"
    assert contents(desk) == before


def test_the_lead_opens_it_only_when_both_are_in_and_only_with_their_own_key(team: Quartet) -> None:
    opinion = gives(team, second(team.second))
    id_ = digest(opinion.body)
    team.lead.takes(opinion)
    assert refused(lambda: team.opens(id_)) == "second.waiting"
    team.lead.takes(team.verifier.submits(first(team)))
    body = team.lead.desk.ask(seconding.sealed, id_)
    assert refused(lambda: keys.unsealed(body, team.supervisor.ring.person())) == "sealing.other"
    assert refused(lambda: team.lead.desk.do(seconding.unseal, id_, b"karangan")) == "sealing.untrue"
    assert refused(lambda: team.verifier.desk.ask(seconding.sealed, id_)) == "permission.role"
    assert refused(lambda: team.lead.desk.do(seconding.settle, id_, ITEM, "first", "x")) == "second.unopened"
    found = team.opens(id_)
    assert [(each.item, each.first.level, each.second.level) for each in found.differences] == [(ITEM, 3, 2), (OTHER, 3, 4)]
    assert (found.differences[0].first.note, found.differences[0].second.note) == (FIRST, f"Catatan {SECRET}")
    assert found.overall is not None
    assert (found.overall.items, found.overall.agreed) == (5, 3)


def test_approval_waits_until_all_is_opened_settled_signed_and_repaired(team: Quartet) -> None:
    verification, opinion = both_in(team)
    lead = team.lead.desk
    lead.do(reviewing.confirm, verification, "SIS-06")

    def approval() -> str:
        return refused(lambda: lead.ask(reviewing.drawn_up, verification, "approved"))

    assert approval() == "approve.second_unopened"
    team.opens(opinion)
    assert approval() == "approve.disagreement"
    assert refused(lambda: lead.do(seconding.settle, opinion, "REG-02", "first", "x")) == "second.nothing"
    assert refused(lambda: lead.do(seconding.settle, opinion, ITEM, "third", "x")) == "second.whose"
    assert refused(lambda: lead.do(seconding.settle, opinion, ITEM, "first", "  ")) == "workflow.reason_missing"
    lead.do(seconding.settle, opinion, ITEM, "first", "Pasalnya ada.")
    assert refused(lambda: lead.ask(seconding.settlement, opinion)) == "second.unsettled"
    lead.do(seconding.settle, opinion, OTHER, "second", "Dokumen kedua lebih lengkap.")
    assert approval() == "approve.second_unsigned"
    team.lead.clock.step()
    signed = team.lead.sign(lead.ask(seconding.settlement, opinion))
    lead.do(seconding.conclude, opinion, signed, {OTHER: "Nilai 4 yang berlaku."})
    team.lead.clock.step()
    lead.do(reviewing.settle, verification, lead.ask(reviewing.standing, verification).remarks[0].id)
    assert approval() == "approve.second_counts"


@pytest.mark.slow
def test_what_was_settled_stands_in_the_issued_file_with_both_answers(team: Quartet) -> None:
    verification = repaired(team)
    everything = [each for kind in ("submission", "opinion", "settlement", "review") for each in team.lead.documents(kind)]
    assert set(team.supervisor.takes(*everything)) <= {Arriving.NEW, Arriving.NEWER, Arriving.REPLACED}
    team.supervisor.clock.step()
    desk = team.supervisor.desk
    signed = team.supervisor.sign(desk.ask(issuing.drawn_up, verification, "issue"))
    desk.do(issuing.issue, verification, "issue", signed)
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, VerdictFile)
    (found,) = document.second.values()
    assert (found.person.name, found.settled_by.name, found.compared) == ("Dua", "Lina", ("REG-01", "REG-02", "DSN-01", "DSN-03", "SIS-06"))
    told = {code: (each.first.level, each.second.level, each.counts, each.reason) for code, each in found.items.items()}
    assert told == {ITEM: (3, 2, "first", "Pasalnya ada."), OTHER: (3, 4, "second", "Dokumen kedua lebih lengkap.")}
    # The level that counts is one that the verifier signed: nothing was rescored in silence.
    assert (document.items[ITEM].level, document.items[OTHER].level) == (3, 4)
    assert team.verifier.takes(*everything, signed)[-1] == Arriving.NEW


@pytest.mark.slow
def test_the_seconds_original_is_read_from_the_settlement_after_the_leads_key_is_gone(team: Quartet) -> None:
    repaired(team)
    (settlement,) = team.lead.documents("settlement")
    document = kinds.parsed(settlement.body, settlement.name)
    assert isinstance(document, Settlement)
    assert document.answers.items[ITEM].note == f"Catatan {SECRET}"
    team.supervisor.takes(*team.lead.documents("submission"), *team.lead.documents("opinion"), settlement)
    (found,) = team.supervisor.desk.ask(seconding.held)
    assert found.is_opened
    assert found.settlement == digest(settlement.body)


@pytest.mark.slow
def test_an_answer_that_changed_after_the_settlement_is_settled_anew(team: Quartet) -> None:
    verification, opinion = both_in(team)
    lead = team.lead.desk
    team.opens(opinion)
    for item in (ITEM, OTHER):
        lead.do(seconding.settle, opinion, item, "first", "Bukti pertama cukup.")
    team.settles(opinion)
    lead.do(reviewing.remark, verification, ITEM, "correction", "Pasal berapa?")
    returned = team.lead.sign(lead.ask(reviewing.drawn_up, verification, "returned", "level", "Lihat lagi."))
    lead.do(reviewing.conclude, verification, returned)
    team.verifier.takes(returned)
    remark = team.verifier.desk.ask(reviewing.standing, verification).remarks[0]
    team.verifier.desk.do(answers.record, verification, ITEM, 4)
    team.verifier.desk.do(reviewing.reply, verification, remark.id, "Pasal 3.")
    team.lead.takes(team.verifier.submits(verification))
    assert lead.ask(seconding.one, opinion).unsettled == (ITEM,)
    lead.do(seconding.settle, opinion, ITEM, "first", "Kini tampak.")
    team.settles(opinion)
    found = [kinds.parsed(each.body, each.name) for each in team.lead.documents("settlement")]
    told = {len(each.supersedes): each.items[ITEM].first.level for each in found if isinstance(each, Settlement)}
    assert told == {0: 3, 1: 4}
    assert lead.ask(seconding.one, opinion).is_signed


def test_nobody_settles_their_own_work(team: Quartet) -> None:
    _, opinion = both_in(team)
    team.opens(opinion)
    for item in (ITEM, OTHER):
        team.lead.desk.do(seconding.settle, opinion, item, "first", "Cukup.")
    file = team.lead.desk.ask(seconding.settlement, opinion)
    # Dua signs as the lead would: their own opinion is in it, and they lead nobody.
    forged = team.second.sign(file)
    assert team.supervisor.takes(*team.lead.documents("submission"), *team.lead.documents("opinion"), forged)[-1] == Arriving.REFUSED
    assert team.supervisor.desk.ask(seconding.held)[0].is_opened is False


def test_a_settlement_of_ones_own_work_took_the_place_of_one_that_counts(team: Quartet) -> None:
    verification, opinion = both_in(team)
    dua = team.second.desk.actor.person
    leads = team.supervisor.desk.do(teams.assign, dua, ("verifier", "lead"), "Jawa Barat", team.supervisor.ring.root())
    team.lead.takes(leads.document)
    team.opens(opinion)
    for item in (ITEM, OTHER):
        team.lead.desk.do(seconding.settle, opinion, item, "first", "Cukup.")
    true = team.settles(opinion)
    body = true.body.replace(f'id = "{team.lead.desk.actor.person}"\nname = "Lina"'.encode(), f'id = "{dua}"\nname = "Dua"'.encode())
    body = body.replace(b"\ncompared =", f'\nsupersedes = ["{digest(true.body)}"]\ncompared ='.encode(), 1)
    own = team.second.sign(freeze.Frozen("settlement.toml", body))
    # Whose work it is becomes known by what comes after it.
    assert Arriving.REFUSED not in team.supervisor.takes(true, own)
    team.supervisor.takes(*team.lead.documents("submission"), *team.lead.documents("opinion"))
    assert [each for each, _ in team.supervisor.desk.ask(opinions.settlements, verification)] == [digest(true.body)]


def test_whoever_gave_an_opinion_approved_what_it_was_held_against(team: Quartet) -> None:
    verification, opinion = both_in(team)
    root = team.supervisor.ring.root()
    team.lead.clock.step()
    leads = team.supervisor.desk.do(teams.assign, team.second.desk.actor.person, ("verifier", "lead"), "Jawa Barat", root)
    for laptop in (team.second, team.lead):
        laptop.takes(leads.document)
    team.opens(opinion)
    for item in (ITEM, OTHER):
        team.lead.desk.do(seconding.settle, opinion, item, "first", "Pasalnya ada.")
    team.second.takes(*team.lead.documents("submission"), team.settles(opinion))
    desk = team.second.desk
    assert refused(lambda: desk.do(reviewing.confirm, verification, "SIS-06")) == "permission.own_work"
    assert refused(lambda: desk.ask(reviewing.drawn_up, verification, "approved")) == "permission.own_work"
    team.lead.desk.do(reviewing.confirm, verification, "SIS-06")
    team.lead.desk.ask(reviewing.drawn_up, verification, "approved")


def test_of_whoever_gave_an_opinion_a_lead_was_told_nothing_and_could_order_the_first_from_them(team: Quartet) -> None:
    lead, round_id = team.lead.desk, team.lead.desk.ask(rounds.lines)[0].id
    dua = lead.ask(colleagues.member, "Dua").id
    team.lead.clock.step()
    order = team.lead.sign(lead.ask(assigning.drawn_up, round_id, {"11"}, dua, "", "", "second"))
    lead.do(assigning.assign, order)
    opinion = gives(team, second(team.second))
    team.lead.takes(opinion)
    line = next(each for each in lead.ask(assigning.lines, round_id, "second") if each.agency.code == "11")
    assert line.begun == ("Dua",)
    assert refused(lambda: lead.ask(assigning.preview, round_id, {"11"}, dua)) == "assignment.same_person"


def test_where_the_opinion_is_all_that_came_its_order_waited_and_the_first_could_be_begun(team: Quartet) -> None:
    desk, lead = team.second.desk, team.lead.desk
    dua, round_id = lead.ask(colleagues.member, "Dua").id, lead.ask(rounds.lines)[0].id
    order = team.lead.sign(lead.ask(assigning.drawn_up, round_id, {"11"}, dua, "", "", "second"))
    verification = second(team.second)
    gives(team, verification)
    team.second.takes(order)
    # As at headquarters, where nobody verifies a second time.
    raw(desk, UNBOUND, f"DELETE FROM verification WHERE id = '{verification}'")
    assert desk.ask(assigning.inbox) == ()
    assert refused(lambda: desk.do(verifications.begin, "11")) == "second.gave"


def test_whoever_was_ordered_to_verify_second_began_the_first_from_the_list_of_agencies(team: Quartet) -> None:
    lead, desk = team.lead.desk, team.second.desk
    order = lead.ask(assigning.drawn_up, lead.ask(rounds.lines)[0].id, {"11"}, lead.ask(colleagues.member, "Dua").id, "", "", "second")
    team.second.takes(team.lead.sign(order))
    assert refused(lambda: desk.do(verifications.begin, "11")) == "second.is_second"
    second(team.second)


def test_both_agreed_on_ever_more_the_more_the_first_was_repaired_by_the_second(team: Quartet) -> None:
    repaired(team)
    (found,) = team.lead.desk.ask(seconding.held)
    assert found.overall is not None
    assert [each.item for each in found.differences] == [ITEM]
    assert (found.overall.items, found.overall.agreed) == (5, 3)
