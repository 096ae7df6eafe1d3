"""A merge drops nothing in silence: what cannot be kept from both is told as a disagreement, and the submission tells what was settled."""

from fractions import Fraction

import pytest

from models.codes import digest
from models.desk import answers, evidence, merging, reviewing, submitting
from models.documents import kinds
from models.documents.handover import Handover
from models.documents.submission import Submission
from models.rules.answers import Answer, Counted
from models.rules.merging import standing
from models.text import NOTE_LIMIT
from models.views import Sheet
from models.words import Words
from screens.review_telling import Beside, review_pane
from tests.desk.acts import begun, sheet_of
from tests.desk.reviewing_kit import Trio, hands, ready
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow

LEVEL, COUNTED, WAIVED = "REG-01", "INS-01", "SIS-06"
COUNT = "staff"


@pytest.fixture
def both(team: Trio) -> tuple[str, str]:
    """Vera's and Lina's verification of one agency."""
    return begun(team.verifier.desk, "11"), begun(team.lead.desk, "11")


def merged(team: Trio, hers: str, *areas: str) -> tuple[str, Sheet]:
    """What Lina handed over, and Vera's sheet after it was merged."""
    handover = hands(team.lead, hers, "vera", *areas)
    team.verifier.takes(handover)
    return digest(handover.body), team.verifier.desk.do(merging.merge, digest(handover.body))


def test_a_note_too_long_beside_the_other_was_dropped(team: Trio, both: tuple[str, str]) -> None:
    mine, hers = both
    vera, lina = team.verifier.desk, team.lead.desk
    long = "a" * (NOTE_LIMIT - 3)
    for desk, of, note in ((vera, mine, long), (lina, hers, "Pasal 3.")):
        desk.do(answers.record, of, LEVEL, 3)
        desk.do(answers.annotate, of, LEVEL, note)
    document, _ = merged(team, hers, "REG")
    ((_, _, found),) = vera.ask(merging.disagreements)
    assert (found.item, found.ours.note, found.theirs.note) == (LEVEL, long, "Pasal 3.")
    for side, note in (("theirs", "Pasal 3."), ("ours", long)):
        sheet = vera.do(merging.settle, mine, LEVEL, document, side, "Dibaca berdua.")  # type: ignore[arg-type]
        assert (sheet.line(LEVEL).answer.level, sheet.line(LEVEL).answer.note) == (3, note)


def test_a_count_that_differs_was_dropped(team: Trio, both: tuple[str, str]) -> None:
    mine, hers = both
    vera, lina = team.verifier.desk, team.lead.desk
    vera.do(answers.count, mine, COUNTED, {COUNT: ("1", "2")})
    lina.do(answers.count, hers, COUNTED, {COUNT: ("2", "4")})
    document, sheet = merged(team, hers, "INS")
    assert sheet.line(COUNTED).answer.counts[COUNT].count == 1
    ((_, _, found),) = vera.ask(merging.disagreements)
    assert [each.counts[COUNT].count for each in (found.ours, found.theirs)] == [1, 2]
    assert (COUNTED, "disagreement") in {(each.key, each.code) for each in vera.ask(submitting.blockers, mine)}
    for side, count, of in (("theirs", 2, 4), ("ours", 1, 2)):
        counted = vera.do(merging.settle, mine, COUNTED, document, side, "Dihitung ulang.").line(COUNTED).answer.counts[COUNT]  # type: ignore[arg-type]
        assert counted == Counted(Fraction(count), Fraction(of))


def test_the_others_page_and_the_others_reason_were_dropped(team: Trio, both: tuple[str, str]) -> None:
    mine, hers = both
    vera, lina = team.verifier.desk, team.lead.desk
    for desk, of, place in ((vera, mine, "hal. 2"), (lina, hers, "hal. 5")):
        desk.do(answers.record, of, LEVEL, 3)
        desk.do(evidence.register, of, {"title": "Peraturan", "seen": "yes"}, LEVEL, place)
        desk.do(answers.not_applicable, of, WAIVED, f"Sebab {place}")
    _, sheet = merged(team, hers, "REG", "SIS")
    assert [each.place for each in sheet.line(LEVEL).citations] == ["hal. 2; Lina: hal. 5"]
    assert sheet.line(WAIVED).answer.reason == "Sebab hal. 2\n\nLina: Sebab hal. 5"
    assert vera.ask(merging.disagreements) == ()


def test_a_page_that_finds_no_room_in_its_line_stands_in_the_note(team: Trio, both: tuple[str, str]) -> None:
    mine, hers = both
    for desk, of, place in ((team.verifier.desk, mine, "a" * 490), (team.lead.desk, hers, "hal. 5 dan lampirannya")):
        desk.do(evidence.register, of, {"title": "Peraturan", "seen": "yes"}, LEVEL, place)
    _, sheet = merged(team, hers, "REG")
    assert [each.place for each in sheet.line(LEVEL).citations] == ["a" * 490]
    assert sheet.line(LEVEL).answer.note == "B01: hal. 5 dan lampirannya"


def test_counts_and_texts_that_cannot_both_stay_differ() -> None:
    one, two = ({"n": Counted(each, None)} for each in (1, 2))  # type: ignore[arg-type]
    assert standing(Answer(level=1, counts=one), Answer(level=1, counts=two)) == "differs"
    assert standing(Answer(counts=one), Answer(counts=two)) == "differs"
    assert standing(Answer(level=1, counts=one), Answer(level=1, counts=one)) == "same"
    assert standing(Answer(level=1, note="a" * NOTE_LIMIT), Answer(note="b"), "L") == "differs"


def test_what_was_settled_of_merged_areas_left_no_trace_in_the_submission(team: Trio, both: tuple[str, str]) -> None:
    mine, hers = both
    vera, lina = team.verifier.desk, team.lead.desk
    vera.do(answers.record, mine, LEVEL, 2)
    lina.do(answers.record, hers, LEVEL, 4)
    lina.do(answers.annotate, hers, LEVEL, "Pasal 3.")
    document, _ = merged(team, hers, "REG")
    vera.do(merging.settle, mine, LEVEL, document, "theirs", "Lampiran dibaca berdua.")
    ready(vera)
    assert refused(lambda: vera.do(merging.settle, mine, LEVEL, document, "ours", " ")).code == "workflow.reason_missing"
    signed = team.verifier.submits(mine)
    told = kinds.parsed(signed.body, signed.name)
    assert isinstance(told, Submission)
    (found,) = told.merged.values()
    assert (found.item, found.handover, found.counts, found.reason, found.settled_by) == (
        LEVEL,
        document,
        "theirs",
        "Lampiran dibaca berdua.",
        "Vera",
    )
    assert (found.ours.level, found.our_name, found.theirs.level, found.theirs.note, found.their_name) == (2, "Vera", 4, "Pasal 3.", "Lina")
    team.supervisor.takes(signed)
    (seen,) = team.supervisor.desk.ask(reviewing.standing, mine).merged
    assert (seen.item, seen.ours.level, seen.theirs.level, seen.counts, seen.reason) == (LEVEL, 2, 4, "theirs", "Lampiran dibaca berdua.")
    sheet = sheet_of(team.supervisor.desk, mine)
    told_ = [each.text for each in review_pane(Words("id"), sheet.checklist, sheet.line(LEVEL), Beside(merged=(seen,)))]
    assert "Vera 2, Lina 4. Yang berlaku: Lina. Lampiran dibaca berdua." in told_
    # Nothing merged, nothing told: such a submission is the same bytes as ever.
    other = team.verifier.submits(ready(vera, "32"))
    assert b"merged" not in other.body


def test_a_verification_handed_over_as_a_whole_lost_what_was_settled_in_it(team: Trio, both: tuple[str, str]) -> None:
    mine, hers = both
    vera, lina = team.verifier, team.lead
    vera.desk.do(answers.record, mine, LEVEL, 2)
    lina.desk.do(answers.record, hers, LEVEL, 4)
    document, _ = merged(team, hers, "REG")
    found = refused(lambda: hands(vera, mine, "lina"))
    assert (found.code, found.fields) == ("handover.open", {"count": 1, "first": LEVEL})
    vera.desk.do(merging.settle, mine, LEVEL, document, "theirs", "Dibaca berdua.")
    (before,) = vera.desk.ask(merging.disagreements)
    # Lina gives way: hers is another verification of the same agency.
    lina.takes(given := hands(vera, mine, "lina"))
    assert lina.desk.ask(merging.disagreements) == ()
    told = kinds.parsed(given.body, given.name)
    assert isinstance(told, Handover)
    (settled,) = told.merged.values()
    assert (settled.ours.level, settled.theirs.level, settled.reason) == (2, 4, before[2].reason)
