"""A verification handed over: on the other laptop it is their work, here it is read only, and nobody of both may review it."""

import pytest

from models.desk import answers, evidence, freeze, handing, history, intake, reading, reviewing, submitting, verifications
from models.documents.travelling import Signed
from models.previews import Arriving
from tests.desk.acts import begun, contents, sheet_of
from tests.desk.arriving import signed_anew
from tests.desk.reviewing_kit import Laptop, Trio, hands, ready
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow


def why_not(laptop: Laptop, document: Signed) -> str:
    """Why a laptop refuses a document, of which nothing but what is set aside is there afterwards."""
    aside = ("quarantine", "trail")
    before = contents(laptop.desk, *aside)
    (arrival,) = laptop.desk.ask(intake.judged, [document])
    assert laptop.takes(document) == [Arriving.REFUSED]
    assert contents(laptop.desk, *aside) == before
    return arrival.why.code if arrival.why else ""


def test_the_whole_of_it_is_anothers_work_from_then_on(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    before = vera.desk.ask(freeze.contents, verification)
    given = hands(vera, verification, "lina")
    assert lina.takes(given) == [Arriving.NEW]
    for laptop in (vera, lina):
        assert sheet_of(laptop.desk, verification).verifier == "Lina"
        assert sheet_of(laptop.desk, verification).state == "draft"
        found = laptop.desk.ask(freeze.contents, verification)
        assert (found.items, found.facts, found.base, found.evidence) == (before.items, before.facts, before.base, before.evidence)
    # The verdict is for whoever signs for it now.
    assert lina.desk.ask(freeze.contents, verification).verdict is None
    assert refused(lambda: vera.desk.do(answers.record, verification, "REG-01", 2)).code == "permission.not_yours"
    assert lina.desk.do(answers.record, verification, "REG-01", 2).line("REG-01").answer.level == 2
    assert [(each.agency_name, each.receiver) for each in vera.desk.ask(handing.given_away)] == [("Provinsi Aceh", "Lina")]
    assert lina.desk.ask(handing.given_away) == ()
    (line,) = lina.desk.ask(verifications.mine)
    assert (line.answered, line.total) == (52, 52)


def test_whoever_gave_it_is_among_its_authors_and_reviews_nothing(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = begun(lina.desk, "11")
    lina.desk.do(answers.record, verification, "REG-01", 3)
    vera.takes(hands(lina, verification, "vera"))
    ready(vera.desk)
    submission = vera.submits(verification)
    assert b"[people.verifier-2]\n" in submission.body
    for laptop in (lina, surya):
        laptop.takes(submission)
    assert sheet_of(lina.desk, verification).state == "submitted"
    assert refused(lambda: lina.desk.do(reviewing.remark, verification, "REG-01", "question", "?")).code == "permission.own_work"
    # On a laptop that never saw the handover the submission alone tells it.
    assert sheet_of(surya.desk, verification).verifier == "Vera"


def test_it_goes_back_and_its_first_verifier_goes_on(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk, "11")
    vera.desk.do(answers.record, verification, "REG-01", 3)
    first = hands(vera, verification, "lina")
    lina.takes(first)
    lina.desk.do(answers.record, verification, "REG-03", 4)
    back = hands(lina, verification, "vera")
    assert vera.takes(back) == [Arriving.NEWER]
    sheet = sheet_of(vera.desk, verification)
    assert (sheet.verifier, sheet.line("REG-01").answer.level, sheet.line("REG-03").answer.level) == ("Vera", 3, 4)
    assert vera.takes(first) == [Arriving.HERE]
    assert vera.desk.do(answers.record, verification, "REG-01", 2).verifier == "Vera"
    assert lina.desk.ask(reading.sheet, verification).verifier == "Vera"


def test_undoing_what_the_other_cited_meanwhile_ended_in_a_traceback(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk, "11")
    vera.desk.do(evidence.register, verification, {"title": "Peraturan", "seen": "yes"})
    lina.takes(hands(vera, verification, "lina"))
    lina.desk.do(evidence.cite, verification, "REG-01", "B01", "Pasal 3")
    vera.takes(hands(lina, verification, "vera"))
    assert refused(lambda: vera.desk.do(history.undo, verification)).code == "undo.changed"
    assert [each.code for each in sheet_of(vera.desk, verification).evidence] == ["B01"]


def test_what_is_nobodys_to_give_is_refused(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk, "11")
    before = contents(vera.desk)
    for code, act in {
        "handover.nothing": lambda: hands(vera, verification, "lina"),
        "handover.self": lambda: hands(vera, verification, "vera"),
        "handover.area": lambda: hands(vera, verification, "lina", "XYZ"),
        "assignment.person": lambda: hands(vera, verification, "budi"),
    }.items():
        assert refused(act).code == code
    assert contents(vera.desk) == before
    vera.desk.do(answers.record, verification, "REG-01", 3)
    given = hands(vera, verification, "lina")
    assert refused(lambda: hands(vera, verification, "lina")).code == "permission.not_yours"
    assert why_not(lina, signed_anew(given, lina.ring, "handover")) == "signer.not_named"
    assert why_not(lina, signed_anew(given, vera.ring, "handover", "level = 3", "level = 7")) == "document.faults"
    begun(lina.desk, "11")
    assert why_not(lina, given) == "handover.own"


def test_a_submitted_verification_is_not_handed_over_whole(team: Trio) -> None:
    vera = team.verifier
    verification = ready(vera.desk)
    vera.submits(verification)
    assert refused(lambda: hands(vera, verification, "lina")).code == "workflow.locked"
    vera.desk.do(submitting.recall, verification)
    assert hands(vera, verification, "lina").signatures


def test_a_stranger_takes_no_verification_away(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = begun(vera.desk, "11")
    vera.desk.do(answers.record, verification, "REG-01", 3)
    other = begun(lina.desk, "32")
    lina.desk.do(answers.record, other, "REG-01", 3)
    stolen = lina.sign(lina.desk.ask(handing.drawn_up, other, "vera"))
    claimed = signed_anew(stolen, lina.ring, "handover", other, verification)
    before = vera.desk.ask(freeze.contents, verification)
    assert vera.takes(signed_anew(claimed, lina.ring, "handover", 'code = "32"', 'code = "11"')) == [Arriving.NEW]
    assert vera.desk.ask(freeze.contents, verification) == before
    assert before.items["REG-01"].level == 3
    assert vera.desk.do(answers.record, verification, "REG-01", 4).verifier == "Vera"
