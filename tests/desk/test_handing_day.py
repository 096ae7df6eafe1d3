"""The day in the field goes along with what is handed over: all of it with the whole, what belongs to their items with areas."""

import re
from typing import Final

import pytest

from models.codes import digest
from models.desk import (
    agreed,
    answers,
    completions,
    findings,
    history,
    loose,
    merging,
    minutes,
    recalculations,
    reviewing,
    scans,
    submitting,
    trips,
    verdicts,
    visited,
)
from models.documents import kinds
from models.documents.handover import Handover
from models.documents.travelling import Signed
from models.documents.visited import HandedDay
from models.minutes import Scan
from models.rules.merging import finding_standing, united
from tests.desk.acts import begun, contents, sheet_of
from tests.desk.arriving import signed_anew
from tests.desk.minutes_kit import closes
from tests.desk.minutes_kit import visited as visit
from tests.desk.recalculation_kit import FORMULA, LEVEL, entered
from tests.desk.reviewing_kit import Laptop, Trio, hands, ready
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow

AGREED: Final = {"text": "SK belum ada", "stance": "agree", "response": "", "deadline": "2023-06-30"}


def found(laptop: Laptop, verification: str, item: str, **more: str) -> None:
    laptop.desk.do(findings.record, verification, item, {**AGREED, **more})


def recalculated(laptop: Laptop, verification: str, *boxes: int) -> None:
    laptop.desk.do(recalculations.set_formula, verification, LEVEL, FORMULA)
    for number, box in enumerate(boxes, 1):
        laptop.desk.do(recalculations.row, verification, LEVEL, entered(number, box))
    laptop.desk.do(recalculations.apply, verification, LEVEL)


def day_of(laptop: Laptop, verification: str) -> HandedDay:
    return laptop.desk.ask(visited.told, verification)


def told(document: Signed) -> Handover:
    read = kinds.parsed(document.body, document.name)
    assert isinstance(read, Handover)
    return read


@pytest.fixture
def whole(team: Trio) -> tuple[str, Signed]:
    """A verification of Vera's with a day in it, and what hands it over to Lina."""
    vera = team.verifier
    verification = begun(vera.desk, "11")
    visit(vera, verification)
    found(vera, verification, "REG-02")
    recalculated(vera, verification, 9, 9, 9, 9, 8)
    vera.desk.do(loose.write, verification, "Komite bersidang tiga kali")
    closes(vera, verification)
    vera.desk.do(completions.wait, verification, "30-6-2099")
    vera.desk.do(scans.attach, verification, Scan("ab" * 32, "BA.pdf", 1000, "/berkas/BA.pdf", "", ""))
    return verification, hands(vera, verification, "lina")


def test_a_whole_verification_left_its_visit_behind(team: Trio, whole: tuple[str, Signed]) -> None:
    vera, lina = team.verifier, team.lead
    verification, given = whole
    lina.takes(*vera.documents("minutes"), given)
    before = day_of(vera, verification)
    assert day_of(lina, verification) == before == told(given).day
    assert lina.desk.ask(trips.of, verification) == vera.desk.ask(trips.of, verification)
    assert lina.desk.ask(recalculations.of, verification, LEVEL) == vera.desk.ask(recalculations.of, verification, LEVEL)
    # What came in one act is in its entry, and no undo of theirs takes it away.
    entry = next(line for line in lina.desk.ask(history.entries, verification) if line.verb == "intake.take")
    assert "finding.text" in {field.removeprefix("REG-02.") for field, _, _ in entry.changes}
    assert refused(lambda: lina.desk.do(history.undo, verification)).code == "undo.nothing"
    # It goes back as it stands then.
    lina.desk.do(trips.remove, verification, "team", 0)
    lina.desk.do(findings.remove, verification, "REG-02")
    vera.takes(hands(lina, verification, "vera"))
    assert day_of(vera, verification) == day_of(lina, verification)
    assert not day_of(vera, verification).team


def test_minutes_of_whom_it_was_handed_over_by_were_nobodys_where_the_handover_is_not(team: Trio) -> None:
    vera, lina, surya = team.verifier, team.lead, team.supervisor
    verification = ready(vera.desk)
    visit(vera, verification)
    closed = closes(vera, verification)
    lina.takes(closed, hands(vera, verification, "lina"))
    sheet = lina.desk.do(answers.record, verification, "REG-01", 4)
    assert lina.desk.ask(agreed.differs, verification) == ("REG-01",)
    assert sheet.recommendation is not None
    lina.desk.do(verdicts.record, verification, sheet.recommendation.code)
    surya.takes(closed, lina.submits(verification))
    assert surya.desk.ask(reviewing.standing, verification).minutes == digest(closed.body)
    assert surya.desk.ask(agreed.differs, verification) == ("REG-01",)


def test_a_day_that_the_rules_do_not_admit_is_refused(team: Trio, whole: tuple[str, Signed]) -> None:
    lina, (_, given) = team.lead, whole
    for there, instead in {
        'begins = "2023-05-09"': 'begins = "kemarin"',
        'nip = "197001011995031002"': 'nip = "1970"',
        'deadline = "2023-06-30"': 'deadline = "2023-6-30"',
        "[day.findings.REG-02]": "[day.findings.XYZ-02]",
        "[day.recalculations.INS-12]": "[day.recalculations.INS-13]",
        "[day.recalculations.INS-12.rows.1]": "[day.recalculations.INS-12.rows.Yosep]",
        'boxes = "1 3 6 2 5 8 4 7 9"': 'boxes = "1"',
    }.items():
        before = contents(lina.desk, "quarantine", "trail")
        forged = signed_anew(given, team.verifier.ring, "handover", there, instead)
        assert forged.body != given.body, there
        lina.takes(forged)
        assert contents(lina.desk, "quarantine", "trail") == before, there


def test_a_handover_from_before_days_were_told_leaves_the_one_here_alone(team: Trio, whole: tuple[str, Signed]) -> None:
    vera, lina = team.verifier, team.lead
    verification, given = whole
    lina.takes(given)
    back = hands(lina, verification, "vera")
    without = re.sub(rb"\n\[day\.trip\].*", b"\n", back.body, flags=re.DOTALL).decode()
    before = day_of(vera, verification)
    vera.takes(signed_anew(back, lina.ring, "handover", back.body.decode(), without.replace("minor = 1", "minor = 0")))
    assert sheet_of(vera.desk, verification).verifier == "Vera"
    assert day_of(vera, verification) == before


def test_findings_and_recalculations_of_areas_unite_and_what_cannot_is_settled(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    mine, hers = begun(vera.desk, "11"), begun(lina.desk, "11")
    visit(lina, hers)
    lina.desk.do(loose.write, hers, "Milik Lina")
    recalculated(lina, hers, 9, 9, 9, 9, 8)
    for item in ("REG-02", "REG-03", "DSN-01"):
        found(lina, hers, item)
    found(vera, mine, "REG-02", text="Tahapan belum ada", stance="")
    found(vera, mine, "REG-03", deadline="2023-07-31")
    given = hands(lina, hers, "vera", "REG", "INS")
    assert told(given).day.is_of_items and set(told(given).day.findings) == {"REG-02", "REG-03"}
    vera.takes(given)
    seen = vera.desk.ask(merging.preview, digest(given.body))
    assert {each.item: each.standing for each in seen.findings} == {"REG-02": "same", "REG-03": "differs"}
    assert (seen.recalculations, seen.kept) == ((LEVEL,), ())
    sheet = vera.desk.do(merging.merge, digest(given.body))
    here = {each.item: each for each in vera.desk.ask(findings.of, mine, sheet.checklist)}
    assert (here["REG-02"].text, here["REG-02"].stance) == ("Tahapan belum ada\n\nLina: SK belum ada", "agree")
    assert here["REG-03"].deadline == "2023-07-31"
    assert vera.desk.ask(recalculations.of, mine, LEVEL) == lina.desk.ask(recalculations.of, hers, LEVEL)
    assert (vera.desk.ask(trips.of, mine).is_known, vera.desk.ask(loose.of, mine)) == (False, ())
    ((_, _, differs),) = vera.desk.ask(merging.disagreements)
    assert differs.is_of_findings and differs.our_finding is not None and differs.their_finding is not None
    assert (differs.our_finding.deadline, differs.their_finding.deadline) == ("2023-07-31", "2023-06-30")
    assert ("REG-03", "disagreement") in {(each.key, each.code) for each in vera.desk.ask(submitting.blockers, mine)}
    visit(vera, mine)
    assert refused(lambda: vera.desk.ask(minutes.drawn_up, mine)).code == "minutes.open"
    vera.desk.do(answers.record, mine, "REG-03", 2)
    sheet = vera.desk.do(merging.settle, mine, "REG-03", differs.document, "theirs", "Ditanyakan lagi.")
    here = {each.item: each for each in vera.desk.ask(findings.of, mine, sheet.checklist)}
    # Settling whose finding counts takes no answer away.
    assert (here["REG-03"].deadline, sheet.line("REG-03").answer.level) == ("2023-06-30", 2)
    (settled,) = told(hands(vera, mine, "lina")).merged.values()
    assert settled.ours.finding is not None and settled.ours.finding.deadline == "2023-07-31"


def test_another_recalculation_stays_and_theirs_follows_the_answer_that_counts(team: Trio) -> None:
    vera, lina = team.verifier, team.lead
    mine, hers = begun(vera.desk, "11"), begun(lina.desk, "11")
    recalculated(vera, mine, 9, 9, 9, 9, 9)
    recalculated(lina, hers, 9, 9, 9, 9, 8)
    before = vera.desk.ask(recalculations.of, mine, LEVEL)
    given = hands(lina, hers, "vera", "INS")
    vera.takes(given)
    assert vera.desk.ask(merging.preview, digest(given.body)).kept == (LEVEL,)
    vera.desk.do(merging.merge, digest(given.body))
    assert vera.desk.ask(recalculations.of, mine, LEVEL) == before
    ((_, _, differs),) = vera.desk.ask(merging.disagreements)
    vera.desk.do(merging.settle, mine, LEVEL, differs.document, "theirs", "Baris 5 dibaca berdua.")
    assert vera.desk.ask(recalculations.of, mine, LEVEL) == lina.desk.ask(recalculations.of, hers, LEVEL)


def test_two_stances_or_deadlines_differ_and_two_texts_do_not() -> None:
    assert finding_standing(None, AGREED, "L") == "new"
    assert finding_standing(AGREED, {**AGREED, "text": "Lain"}, "L") == "same"
    assert united(AGREED, {**AGREED, "text": "Lain", "deadline": ""}, "L") == {**AGREED, "text": "SK belum ada\n\nL: Lain"}
    assert finding_standing({**AGREED, "stance": ""}, AGREED, "L") == "same"
    for other in ({"stance": "object"}, {"deadline": "2023-07-01"}, {"text": "a" * 20_000}):
        assert finding_standing(AGREED, {**AGREED, **other}, "L") == "differs"
