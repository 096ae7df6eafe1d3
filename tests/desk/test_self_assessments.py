"""What an agency says of itself is taken beside the answers, as a whole, and asks for a reason where it differs far."""

import pytest

from models import printing
from models.desk import answers, history, self_assessments, submitting, weighing, worksheets
from models.desk.desk import Desk
from models.documents import kinds, self_assessed
from models.documents.handover import Handover
from models.documents.self_assessed import SelfAnswerResult
from models.documents.submission import Submission
from models.documents.verdict_file import VerdictFile
from models.errors import Refusal
from models.formats import reading, worksheet
from models.paper import Heading, Office, Paragraph, Table
from models.previews import Standing
from models.rules.answers import Gap
from models.rules.self_assessment import SelfAnswer
from models.words import Words
from tests.desk.acts import begun, refused, sheet_of
from tests.desk.own_kit import SAID, back, blank, taken, written
from tests.desk.reviewing_kit import Trio, approved_anew, changed, drawn, hands, ready, why


def test_the_sheet_for_the_agency_holds_nothing_that_was_answered_here(desk: Desk) -> None:
    verification = begun(desk)
    before = desk.ask(self_assessments.file, verification, "id")
    desk.do(answers.record, verification, "REG-01", 3)
    desk.do(answers.annotate, verification, "REG-01", "hanya untuk tim")
    assert desk.ask(self_assessments.file, verification, "id") == before
    assert not worksheet.read(blank(desk, verification), "x.xlsx").unread


def test_what_the_agency_says_stands_as_typed_beside_the_answers_and_touches_none(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, "REG-01", 1)
    found = taken(desk, verification)
    sheet = sheet_of(desk, verification)
    assert [(entry.id, entry.standing) for entry in found.entries] == [(code, Standing.NEW) for code in SAID]
    assert sheet.line("REG-01").self_answer == SelfAnswer(4, False, SAID["REG-01"]["evidence"], SAID["REG-01"]["note"])
    assert (sheet.line("REG-01").answer.level, sheet.answered, sheet.evidence) == (1, 1, ())
    assert sheet.self_assessment is not None and sheet.self_assessment.file == "Penilaian mandiri.xlsx"


def test_two_levels_ask_for_a_reason_until_the_note_gives_one(desk: Desk) -> None:
    verification = begun(desk)
    taken(desk, verification)
    for level, gaps in ((3, ()), (2, (Gap.SELF_ASSESSMENT,))):
        desk.do(answers.record, verification, "REG-01", level)
        assert tuple(gap for gap in sheet_of(desk, verification).line("REG-01").gaps if gap is Gap.SELF_ASSESSMENT) == gaps
    desk.do(answers.annotate, verification, "REG-01", "masih rancangan")
    assert Gap.SELF_ASSESSMENT not in sheet_of(desk, verification).line("REG-01").gaps


def test_another_sheet_takes_the_place_of_the_first_and_says_what_changes(desk: Desk) -> None:
    verification = begun(desk)
    taken(desk, verification)
    second = {"REG-01": {"level": "3"}, "REG-02": SAID["REG-02"], "REG-08": {"level": "1"}}
    found = desk.ask(self_assessments.preview, back(desk, verification, second))
    told = {entry.id: entry.standing for entry in found.entries}
    assert told == {"REG-01": Standing.DIFFERS, "REG-02": Standing.SAME, "REG-03": Standing.DIFFERS, "REG-08": Standing.NEW}
    assert [change.there for entry in found.entries if entry.id == "REG-03" for change in entry.changes] == [""]
    assert refused(lambda: desk.do(self_assessments.take, back(desk, verification, second), found.chosen(["new"]))) == "self.whole"
    taken(desk, verification, second, "cd" * 32)
    said = {line.item.code: line.self_answer.level for line in sheet_of(desk, verification).lines if line.self_answer}
    assert said == {"REG-01": 3, "REG-02": 4, "REG-08": 1}
    assert not desk.ask(self_assessments.preview, back(desk, verification, second)).of(Standing.NEW, Standing.DIFFERS)


def test_a_taking_is_undone_whole(desk: Desk) -> None:
    verification = begun(desk)
    taken(desk, verification)
    first = sheet_of(desk, verification)
    taken(desk, verification, {"REG-08": {"level": "1"}}, "cd" * 32)
    assert desk.do(history.undo, verification).verb == "self_assessments.take"
    again = sheet_of(desk, verification)
    assert (again.lines, again.self_assessment) == (first.lines, first.self_assessment)
    desk.do(history.undo, verification)
    assert sheet_of(desk, verification).self_assessment is None


@pytest.mark.parametrize(
    ("item", "said", "code"),
    [
        ("REG-01", {"level": "5"}, "worksheet.answer"),
        ("REG-01", {"level": "sangat baik"}, "worksheet.answer"),
        ("REG-02", {"level": "3"}, "worksheet.answer"),
        ("REG-01", {"level": "Tidak berlaku"}, "answer.not_applicable"),
        ("REG-01", {"note": "x" * 20_001}, "text.too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_cell_and_the_rest_is_taken(desk: Desk, item: str, said: dict[str, str], code: str) -> None:
    verification = begun(desk)
    came = back(desk, verification, {**SAID, item: said})
    found = desk.ask(self_assessments.preview, came)
    (entry,) = found.of(Standing.REFUSED)
    assert entry.why is not None and (entry.id, entry.why.code) == (item, code)
    column = next(iter(said))
    assert worksheet.heading(worksheet.OWN, column).id in entry.place.id
    desk.do(self_assessments.take, came, found.chosen(["new"]))
    sheet = sheet_of(desk, verification)
    assert sheet.line(item).self_answer is None
    assert sheet.line("REG-03").self_answer == SelfAnswer(2)


def test_a_sheet_of_another_agency_is_not_taken_here(desk: Desk) -> None:
    first, second = begun(desk), begun(desk, "33")
    came = back(desk, first, SAID)
    assert refused(lambda: desk.ask(self_assessments.preview, came, second)) == "self.other"
    assert desk.ask(self_assessments.preview, came).verification == first


def test_a_sheet_that_lost_a_column_is_refused_as_a_whole(desk: Desk) -> None:
    tables = written(blank(desk, begun(desk)), SAID)
    heading = worksheet.heading(worksheet.OWN, "evidence").id
    rows = tuple(
        row if heading not in row.cells else type(row)(row.number, tuple(c if c != heading else "" for c in row.cells))
        for row in tables[1].rows
    )
    with pytest.raises(Refusal, match=r"self\.columns"):
        worksheet.read((tables[0], type(tables[1])(tables[1].name, rows), *tables[2:]), "x.xlsx")


def test_a_worksheet_of_the_team_still_is_none_of_it(desk: Desk) -> None:
    verification = begun(desk)
    filled = worksheet.read(reading.tables(desk.ask(worksheets.file, verification, "id").body, "w.xlsx"), "w.xlsx")
    assert not filled.is_own and not filled.is_request


def test_it_travels_with_the_submission_and_the_lead_sees_where_it_differs(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    taken(vera.desk, verification, {"REG-01": {"level": "1", "evidence": "D:\\MT\\a.pdf"}, "INS-01": {"level": "4"}})
    assert refused(lambda: vera.desk.ask(submitting.drawn_up, verification)) == "submit.gaps"
    vera.desk.do(answers.annotate, verification, "REG-01", "Peraturan sudah berlaku")
    submission = vera.submits(verification)
    lina.takes(submission)
    here, there = (sheet_of(each.desk, verification) for each in (vera, lina))
    assert [line.self_answer for line in there.lines] == [line.self_answer for line in here.lines]
    assert there.self_assessment == here.self_assessment
    (line,) = lina.desk.ask(weighing.queue)
    assert [each.key for each in line.weak if "self_differs" in each.reasons] == ["REG-01"]


def test_a_document_tells_of_it_only_what_its_checklist_admits(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    taken(team.verifier.desk, verification, {"REG-01": {"level": "3"}})
    team.verifier.submits(verification)
    (submission,) = team.verifier.documents("submission")
    said = kinds.demanded(submission, Submission)
    assert said.self_assessment is not None
    assert list(self_assessed.faults(said.self_assessment, sheet_of(team.verifier.desk, verification).checklist)) == []
    untrue = said.self_assessment.model_copy(update={"items": {"REG-99": SelfAnswerResult(level=1), "REG-02": SelfAnswerResult(level=3)}})
    faults = self_assessed.faults(untrue, sheet_of(team.verifier.desk, verification).checklist)
    assert [fault.code for fault in faults] == ["unknown_key", "not_allowed"]


def test_it_goes_along_with_the_whole_of_a_verification_and_not_with_areas(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    verification = ready(vera.desk)
    taken(vera.desk, verification)
    part = kinds.demanded(hands(vera, verification, "lina", "REG"), Handover)
    assert part.self_assessment is None
    lina.takes(hands(vera, verification, "lina"))
    assert sheet_of(lina.desk, verification).line("REG-01").self_answer == sheet_of(vera.desk, verification).line("REG-01").self_answer
    taken(lina.desk, verification, {"REG-01": {"level": "2"}})
    assert sheet_of(lina.desk, verification).line("REG-02").self_answer is None


def test_the_papers_tell_both_scores_and_why_the_two_differ_far_and_nothing_where_there_is_none(team: Trio) -> None:
    verification = ready(team.verifier.desk)
    before = {kind: _paper(team, verification, kind) for kind in ("report", "working")}
    taken(team.verifier.desk, verification, {"REG-01": {"level": "0", "evidence": "D:\\a.pdf"}, "REG-08": {"level": "2"}})
    team.verifier.desk.do(answers.annotate, verification, "REG-01", "Peraturan sudah berlaku")
    for kind, text in before.items():
        told = _paper(team, verification, kind)
        assert "Penilaian mandiri" not in text
        assert "Menurut Penilaian mandiri.xlsx (sidik abababababababab)" in told
        assert "REG Regulasi|2/13|" in told
        assert "1 butir berbeda dua tingkat atau lebih" in told
        assert "REG-01*|Peraturan internal MT|0|3|Peraturan sudah berlaku" in told
    assert "Penilaian mandiri: 2" in _paper(team, verification, "working")


def _paper(team: Trio, verification: str, kind: str) -> str:
    _, paper = team.verifier.desk.ask(printing.drawn, verification, kind, Words("id"), Office((), "a4"))
    rows = [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]
    texts = [block.text for block in paper.blocks if isinstance(block, Heading | Paragraph)]
    return "\n".join((*map("|".join, rows), *texts))


def test_a_verdict_tells_the_same_of_it_as_its_submission(team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepared(desk: Desk, agency: str = "11", _waived: str = "") -> str:
        verification = ready(desk, agency)
        taken(desk, verification, {"REG-01": {"level": "4", "evidence": "SK 12"}})
        return verification

    monkeypatch.setattr("tests.desk.reviewing_kit.ready", prepared)
    verification = approved_anew(team)
    verdict = drawn(team.supervisor, verification, "issue")
    said = kinds.demanded(verdict, VerdictFile).self_assessment
    assert said is not None and said.items == {"REG-01": SelfAnswerResult(level=4, evidence="SK 12")}
    assert why(team.lead, changed(team.supervisor, verdict, self_assessment=None)) == "check.chain_differs"
    assert why(team.lead, verdict) == ""
