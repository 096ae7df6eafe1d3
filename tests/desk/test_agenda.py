"""The acceleration agenda: drafted from gaps, travelling, continued elsewhere, tracked after the verdict, and seen in the next round."""

import pytest

from models import printing
from models.agenda_told import drafted
from models.codes import digest
from models.desk import agenda, agendas, answers, concluded, evidence, history, intake, planned, rounds
from models.desk.agenda import undo
from models.errors import Refusal
from models.paper import Office
from models.previews import Arriving
from models.rules.results import Filter
from tests.desk.acts import begun
from tests.desk.agenda_kit import DONE, ID, low, plans, signs
from tests.desk.reviewing_kit import Laptop, Trio, approved, done, hands
from tests.ledger.kit import refused


def told(laptop: Laptop, verification: str) -> list[tuple[str, str, str]]:
    found = laptop.desk.ask(planned.of, verification)
    return [(each.code, each.item, each.owner) for each in (found.actions if found else ())]


def owned(laptop: Laptop, verification: str, code: str, owner: str) -> None:
    here = laptop.desk.ask(agenda.of, verification).action(code)
    assert here is not None
    names = ("action", "output", "level", "number", "unit", "owner", "deadline")
    laptop.desk.do(agenda.record, verification, code, {name: getattr(here, name) for name in names} | {"owner": owner})


def test_drafting_again_adds_new_gaps_alone_and_leaves_what_was_changed(team: Trio) -> None:
    vera = team.verifier
    verification = low(vera)
    first = plans(vera, verification)
    assert [(each.code, each.item, each.gate, each.was, each.level, each.owner) for each in first.actions] == [
        ("A01", "REG-01", True, "1", "3", ""),
        ("A02", "REG-09", False, "3", "4", ""),
    ]
    assert {each.deadline for each in first.actions} == {"2023-12-31"}
    owned(vera, verification, "A02", "BKPSDM")
    assert refused(lambda: plans(vera, verification)).code == "agenda.no_gaps"
    vera.desk.do(answers.record, verification, "DSN-01", 2)
    assert [(each.code, each.item, each.owner) for each in plans(vera, verification).actions] == [
        ("A01", "REG-01", ""),
        ("A02", "REG-09", "BKPSDM"),
        ("A03", "DSN-01", ""),
    ]


def test_each_act_is_taken_back_in_turn(team: Trio) -> None:
    vera = team.verifier
    verification = low(vera)
    plans(vera, verification)
    vera.desk.do(agenda.mark, verification, "a01", DONE)
    vera.desk.do(agenda.remove, verification, "A02")
    assert told(vera, verification) == [("A01", "REG-01", "")]
    assert [vera.desk.do(undo, verification) for _ in range(3)] == ["agenda.remove", "agenda.mark", "agenda.draft"]
    assert vera.desk.ask(planned.of, verification) is None
    assert refused(lambda: vera.desk.do(undo, verification)).code == "undo.nothing"


def test_done_is_shown_by_words_or_by_evidence_that_is_registered(team: Trio) -> None:
    vera = team.verifier
    verification = low(vera)
    plans(vera, verification)
    cited = {"status": "done", "done_on": "8-5-2023", "cited": "B01"}
    assert refused(lambda: vera.desk.do(agenda.mark, verification, "A01", cited)).code == "agenda.cited"
    vera.desk.do(evidence.register, verification, {"title": "SK"}, "REG-01")
    assert vera.desk.do(agenda.mark, verification, "A01", cited).status == "done"
    # It was taken away, and a signed agenda named what nobody could find.
    assert refused(lambda: vera.desk.do(history.undo, verification)).code == "undo.changed"
    vera.desk.do(evidence.release, verification, "REG-01", "B01")
    assert refused(lambda: vera.desk.do(evidence.withdraw, verification, "B01")).code == "evidence.planned"
    vera.desk.do(agenda.mark, verification, "A01", DONE)
    assert vera.desk.do(evidence.withdraw, verification, "B01").evidence == ()


def test_it_travels_is_continued_elsewhere_and_the_later_takes_the_place_of_the_earlier(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = low(vera)
    plans(vera, verification)
    first = signs(vera, verification)
    assert refused(lambda: signs(vera, verification)).code == "agenda.same"
    assert lina.takes(first) == [Arriving.NEW]
    # The verification itself was never handed on: the agenda stands alone.
    owned(lina, verification, "A01", "Biro Organisasi")
    assert refused(lambda: lina.desk.do(agenda.remove, verification, "A01")).code == "agenda.signed"
    second = signs(lina, verification)
    assert vera.takes(second) == [Arriving.NEWER]
    surya.takes(second, first)
    for laptop in (vera, lina, surya):
        found = laptop.desk.ask(agenda.of, verification)
        assert (found.revision, found.person, found.is_changed, found.beside) == (2, "Lina", False, ())
        assert told(laptop, verification) == [("A01", "REG-01", "Biro Organisasi"), ("A02", "REG-09", "")]


def test_two_at_once_are_told_and_kept_until_somebody_chooses(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = low(vera)
    plans(vera, verification)
    lina.takes(signs(vera, verification))
    owned(vera, verification, "A01", "Dari Vera")
    owned(lina, verification, "A01", "Dari Lina")
    ours, theirs = signs(vera, verification), signs(lina, verification)
    assert vera.takes(theirs) == [Arriving.FORK]
    surya.takes(ours, theirs)
    assert [each.person for each in vera.desk.ask(agenda.of, verification).beside] == ["Lina"]
    assert len(surya.desk.ask(agenda.of, verification).beside) == 1
    assert told(vera, verification)[0][2] == "Dari Vera"
    assert refused(lambda: signs(vera, verification)).code == "agenda.beside"
    vera.desk.do(agenda.take, verification, digest(theirs.body))
    assert told(vera, verification)[0][2] == "Dari Lina"
    assert (vera.desk.do(undo, verification), told(vera, verification)[0][2]) == ("agenda.take", "Dari Vera")
    vera.desk.do(agenda.take, verification, digest(theirs.body))
    settled = signs(vera, verification, over=True)
    surya.takes(settled)
    found = surya.desk.ask(agenda.of, verification)
    assert (found.beside, found.revision, told(surya, verification)[0][2]) == ((), 3, "Dari Lina")


def test_what_is_not_signed_yet_stays_when_another_arrives(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = low(vera)
    plans(vera, verification)
    lina.takes(signs(vera, verification))
    owned(lina, verification, "A02", "Dari Lina")
    owned(vera, verification, "A02", "Belum ditandatangani")
    vera.takes(signs(lina, verification))
    found = vera.desk.ask(agenda.of, verification)
    assert (told(vera, verification)[1][2], found.is_changed, len(found.beside)) == ("Belum ditandatangani", True, 1)


def test_an_agenda_in_anothers_name_is_refused(team: Trio) -> None:
    verification = low(team.verifier)
    plans(team.verifier, verification)
    signed = signs(team.verifier, verification)
    body = signed.body.replace(b'name = "Vera"', b'name = "Lina"').replace(
        team.verifier.desk.actor.person.encode(), team.lead.desk.actor.person.encode()
    )
    from models.documents import signatures
    from models.documents.travelling import Signed

    forged = Signed("x.toml", body, (signatures.sign(team.verifier.ring.person(), body, "action"),))
    (found,) = team.supervisor.desk.ask(intake.judged, (forged,))
    assert isinstance(found.why, Refusal)
    assert found.why.code == "signer.not_named"


def test_hidden_it_is_gone_until_it_is_shown_again(team: Trio) -> None:
    verification = low(team.verifier)
    plans(team.verifier, verification)
    signed = signs(team.verifier, verification)
    team.lead.takes(signed)
    team.lead.desk.do(intake.hide, [digest(signed.body)])
    assert told(team.lead, verification) == []
    team.lead.desk.do(intake.unhide, [digest(signed.body)])
    assert len(told(team.lead, verification)) == 2


def test_it_is_tracked_after_the_verdict_and_named_where_papers_tell_of_what_follows(team: Trio) -> None:
    verification = approved(team)
    done(team.supervisor, verification, "issue")
    surya = team.supervisor
    gaps = surya.desk.ask(agenda.gaps, verification)
    surya.desk.do(agenda.draft, verification, dict(list(drafted(ID, gaps).items())[:2]), 0)
    signs(surya, verification)
    surya.desk.do(agenda.mark, verification, "A01", DONE)
    assert surya.desk.ask(agenda.of, verification).is_changed
    surya.clock.step(90 * 86400)
    for kind in ("recommendation", "report"):
        _, paper = surya.desk.ask(printing.drawn, verification, kind, ID, Office())
        assert "2 aksi: 1 belum selesai (1 terlambat), 1 selesai" in str(paper.blocks)
    found = surya.desk.ask(concluded.of, verification).agenda
    assert found is not None
    assert ([each.code for each in found.overdue], [each.code for each in found.done]) == (["A02"], ["A01"])
    assert [(each.agency_code, action.code) for each, action in agendas.in_order(surya.desk.ask(agendas.chosen))] == [
        ("11", "A02"),
        ("11", "A01"),
    ]
    assert surya.desk.ask(agendas.chosen, Filter(types=("kota",))) == ()


def test_the_next_round_sees_what_was_planned_in_the_one_before(team: Trio) -> None:
    vera = team.verifier
    verification = low(vera)
    plans(vera, verification)
    vera.desk.do(rounds.begin, "2023-2", day="2023-09-01")
    again = begun(vera.desk, "11")
    assert again != verification
    found = vera.desk.ask(planned.earlier, again)
    assert found is not None
    assert (found.round, [each.item for each in found.actions]) == ("2023-1", ["REG-01", "REG-09"])
    assert vera.desk.ask(planned.earlier, verification) is None
    vera.desk.do(agenda.add, again, "REG-02", {"action": "Lanjutkan", "deadline": "2023-12-01"})
    assert [each.round for each in vera.desk.ask(agendas.chosen)] == ["2023-2"]
    assert [each.round for each in vera.desk.ask(agendas.chosen, Filter(round="2023-1"))] == ["2023-1"]


def test_what_is_not_signed_goes_along_when_the_whole_is_handed_over(team: Trio) -> None:
    verification = low(team.verifier)
    plans(team.verifier, verification)
    team.lead.takes(hands(team.verifier, verification, "Lina"))
    assert told(team.lead, verification) == [("A01", "REG-01", ""), ("A02", "REG-09", "")]
    assert team.lead.desk.ask(agenda.of, verification).is_changed


def test_what_was_signed_and_handed_over_is_known_again_when_it_arrives(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = low(vera)
    plans(vera, verification)
    signed = signs(vera, verification)
    lina.takes(hands(vera, verification, "Lina"))
    assert len(told(lina, verification)) == 2
    lina.takes(signed)
    found = lina.desk.ask(agenda.of, verification)
    assert (found.document, found.revision, found.is_changed, found.beside) == (digest(signed.body), 1, False, ())


def test_what_was_changed_since_it_was_signed_goes_along_too_but_never_over_what_was_signed_later(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = low(vera)
    plans(vera, verification)
    signed = signs(vera, verification)
    for laptop in (lina, surya):
        laptop.takes(signed)
    owned(vera, verification, "A01", "Belum ditandatangani")
    given = hands(vera, verification, "Lina")
    lina.takes(given)
    assert (told(lina, verification)[0][2], lina.desk.ask(agenda.of, verification).beside) == ("Belum ditandatangani", ())
    owned(surya, verification, "A01", "Dari Surya")
    later = signs(surya, verification)
    lina.takes(later)
    found = lina.desk.ask(agenda.of, verification)
    assert (told(lina, verification)[0][2], len(found.beside)) == ("Belum ditandatangani", 1)


def test_a_second_verification_has_no_agenda(team: Trio) -> None:
    from models.desk import verifications

    verification = team.verifier.desk.do(verifications.begin, "11", is_second=True)
    with pytest.raises(Refusal) as caught:
        team.verifier.desk.ask(agenda.of, verification)
    assert caught.value.code == "second.not_the_result"
