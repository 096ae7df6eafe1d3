"""What was carried over travels: to whom it is handed over it is still to be confirmed, and a lead counts it once."""

import pytest

from models.desk import answers, carrying, evidence, figures, knowing, reviewing, submitting, teams, verdicts, verifications
from models.documents import checking, kinds
from models.documents.handover import Handover
from models.documents.submission import Submission
from models.previews import Arriving
from tests.desk.acts import begun, fill_facts, sheet_of
from tests.desk.publishing_kit import publishes, second_version
from tests.desk.reviewing_kit import Laptop, Trio, hands, ready, returned
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow

NEXT = "mt-kasn 2023.2"


def moved(team: Trio, verification: str) -> str:
    """The id of a verification that Vera moved to a version that all know."""
    published = publishes(team.supervisor, second_version())
    for laptop in (team.lead, team.verifier):
        laptop.takes(published)
    team.verifier.clock.step()
    return team.verifier.desk.do(carrying.move, verification, NEXT)


def carried(laptop: Laptop, verification: str) -> set[str]:
    """The items to be confirmed."""
    return {line.item.code for line in sheet_of(laptop.desk, verification).lines if line.answer.is_carried}


def test_who_takes_it_over_confirms_what_is_left(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    old = begun(vera.desk, "11")
    vera.desk.do(answers.record_all, old, {"REG-01": 3, "REG-02": 4, "REG-03": 4})
    new = moved(team, old)
    vera.desk.do(carrying.confirm, new, "REG-01")
    signed = hands(vera, new, lina.desk.actor.person)
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, Handover)
    assert (document.follows, document.items["REG-02"].carried, document.items["REG-01"].carried) == (old, True, False)
    assert lina.takes(signed) == [Arriving.NEW]
    assert carried(lina, new) == {"REG-02"}
    assert (sheet_of(lina.desk, new).follows, lina.desk.ask(carrying.earlier, new, "REG-03")) == (old, None)
    assert refused(lambda: lina.desk.do(verifications.discard, new)).code == "verification.not_empty"
    assert refused(lambda: vera.desk.do(answers.record, old, "REG-01", 1)).code == "verification.followed"


@pytest.mark.slow
def test_what_came_back_and_was_moved_is_counted_once_by_its_lead(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    old = ready(vera.desk)
    returned(team, old, "REG-01")
    found = vera.desk.ask(carrying.preview_move, old, "mt-bkn 2026")
    assert found.is_returned
    new = moved(team, old)
    assert vera.desk.ask(submitting.returned) == ()
    sheet = sheet_of(vera.desk, new)
    assert refused(lambda: vera.submits(new)).code == "submit.gaps"
    for area in sheet.checklist.areas:
        vera.desk.do(carrying.confirm_area, new, area)
    for line in sheet_of(vera.desk, new).lines:
        if not line.answer.is_given:
            vera.desk.do(answers.record, new, line.item.code, 2)
    for line in sheet_of(vera.desk, new).lines:
        if line.item.gate is not None and not line.citations:
            vera.desk.do(evidence.cite, new, line.item.code, "B01", "")
    recommended = fill_facts(vera.desk, new).recommendation
    assert recommended is not None
    vera.desk.do(verdicts.record, new, recommended.code)
    signed = vera.submits(new)
    document = kinds.parsed(signed.body, signed.name)
    assert isinstance(document, Submission)
    assert (document.follows, document.checklist.version) == (old, "2023.2")
    assert lina.takes(signed) == [Arriving.NEW]
    assert [each.state for each in lina.desk.ask(figures.work) if each.agency == "11"] == ["submitted"]
    assert refused(lambda: lina.desk.do(reviewing.remark, old, "REG-01", "question", "?")).code == "verification.followed"
    current = lina.desk.ask(teams.current)
    assert current is not None
    known = lina.desk.ask(knowing.known, current.team)
    assert all(checking.checked(each, known).holds for each in (*lina.documents("submission"), *lina.documents("review")))
