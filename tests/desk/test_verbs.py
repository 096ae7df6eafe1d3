"""Each verb of a sheet: what it changes, and what it refuses without leaving a trace."""

from fractions import Fraction
from typing import Final

import pytest

from models.desk import answers, evidence, facts, verdicts
from models.desk.desk import Desk
from models.errors import Refusal
from tests.desk.acts import BASE, FREE, ITEMS, LEVELS, POST, WORDS, Act, acting_as_somebody_else, answer_all, begun, contents, raw, sheet_of

COUNTED: Final = "INS-01"
"""Its N comes from the base data."""


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification just begun."""
    return begun(desk)


@pytest.fixture
def optional(desk: Desk, verification: str) -> str:
    """An item that may be not applicable."""
    return next(line.item.code for line in sheet_of(desk, verification).lines if line.item.not_applicable)


def test_an_answer_is_recorded_in_place_of_the_earlier_one(desk: Desk, verification: str) -> None:
    for level in (1, 0, 4):
        assert desk.do(answers.record, verification, LEVELS, level).line(LEVELS).answer.level == level
    assert sheet_of(desk, verification).answered == 1


@pytest.mark.parametrize(("word", "level"), [("yes", 4), ("partly", 2), ("no", 0)])
def test_a_word_is_stored_as_its_level(desk: Desk, verification: str, word: str, level: int) -> None:
    assert desk.do(answers.say, verification, WORDS, word).line(WORDS).answer.level == level


def test_not_applicable_takes_the_place_of_a_level_and_back(desk: Desk, verification: str, optional: str) -> None:
    desk.do(answers.record, verification, optional, 4)
    answer = desk.do(answers.not_applicable, verification, optional, "Disediakan\r\noleh BKN \n").line(optional).answer
    assert (answer.level, answer.not_applicable, answer.reason, answer.is_given) == (None, True, "Disediakan\noleh BKN", True)
    answer = desk.do(answers.record, verification, optional, 2).line(optional).answer
    assert (answer.level, answer.not_applicable, answer.reason) == (2, False, "")


def test_clearing_takes_the_answer_and_leaves_note_and_counts(desk: Desk, verification: str) -> None:
    desk.do(answers.record, verification, FREE, 2)
    desk.do(answers.annotate, verification, FREE, "seen")
    desk.do(answers.count, verification, FREE, {"posts": ("5", "10")})
    line = desk.do(answers.clear, verification, FREE).line(FREE)
    assert (line.answer.is_given, line.answer.note, line.proposed) == (False, "seen", 1)


def test_clearing_what_is_not_answered_is_no_act(desk: Desk, verification: str) -> None:
    before = contents(desk)
    desk.do(answers.clear, verification, LEVELS)
    desk.do(answers.annotate, verification, LEVELS, "")
    assert contents(desk) == before


def test_a_note_is_kept_clean_and_no_answer(desk: Desk, verification: str) -> None:
    sheet = desk.do(answers.annotate, verification, LEVELS, "a\r\nb\x1b[2J\u202e  \n")
    assert (sheet.line(LEVELS).answer.note, sheet.answered) == ("a\nb[2J", 0)


def test_counts_take_their_n_from_the_base_data(desk: Desk, verification: str) -> None:
    desk.do(facts.base, verification, BASE)
    line = desk.do(answers.count, verification, COUNTED, {"staff": ("1.100", "5")}).line(COUNTED)
    assert (line.answer.counts["staff"].of, line.proposed) == (Fraction(1100), 2)


def test_counts_follow_the_base_data_when_it_changes(desk: Desk, verification: str) -> None:
    desk.do(facts.base, verification, BASE)
    desk.do(answers.count, verification, COUNTED, {"staff": ("880", "")})
    assert sheet_of(desk, verification).line(COUNTED).proposed == 1
    assert desk.do(facts.base, verification, {"pelaksana": "800"}).line(COUNTED).proposed == 2


def test_a_decimal_count_is_exact(desk: Desk, verification: str) -> None:
    line = desk.do(answers.count, verification, "SIS-05", {"index": ("97,999999", "")}).line("SIS-05")
    assert (line.answer.counts["index"].of, line.proposed) == (Fraction(100), 3)


def test_an_empty_count_is_taken_back(desk: Desk, verification: str) -> None:
    desk.do(answers.count, verification, FREE, {"posts": ("5", "10")})
    assert desk.do(answers.count, verification, FREE, {"posts": (" ", "10")}).line(FREE).answer.counts == {}


def test_facts_are_kept_as_admitted(desk: Desk, verification: str) -> None:
    sheet = desk.do(facts.record, verification, "PEN-01", POST)
    assert sheet.facts["PEN-01"] == ({**POST, "date": "2023-05-09"},)


def test_rows_of_a_repeating_fact_are_added_changed_and_taken_away(desk: Desk, verification: str) -> None:
    for post in ("A", "B", "C"):
        desk.do(facts.record, verification, "PEN-01", POST | {"post": post})
    desk.do(facts.record, verification, "PEN-01", POST | {"post": "b"}, row=1)
    sheet = desk.do(facts.remove, verification, "PEN-01", 0)
    assert [row["post"] for row in sheet.facts["PEN-01"]] == ["b", "C"]


def test_a_fact_that_does_not_repeat_has_one_row(desk: Desk, verification: str) -> None:
    for status in ("proposed", "not_proposed"):
        sheet = desk.do(facts.record, verification, "PEN-02", {"status": status}, row=7)
    assert sheet.facts["PEN-02"] == ({"status": "not_proposed"},)


def test_base_figures_are_set_and_taken_back(desk: Desk, verification: str) -> None:
    assert desk.do(facts.base, verification, BASE).base["pelaksana"] == 1000
    assert "pelaksana" not in desk.do(facts.base, verification, {"pelaksana": " "}).base


def test_evidence_is_registered_under_the_next_code_and_cited(desk: Desk, verification: str) -> None:
    desk.do(evidence.register, verification, {"title": "Perbup 12/2023", "kind": "regulation", "date": "9.5.2023"}, LEVELS, "Pasal 8")
    sheet = desk.do(evidence.register, verification, {"title": "Rekap", "seen": "yes", "status": "incomplete"})
    first, second = sheet.evidence
    assert (first.code, first.kind, first.date, first.seen, first.status) == ("B01", "regulation", "2023-05-09", False, "accepted")
    assert (second.code, second.seen, second.status) == ("B02", True, "incomplete")
    (citation,) = sheet.line(LEVELS).citations
    assert (citation.evidence, citation.place) == (first, "Pasal 8")


def test_evidence_is_changed_and_its_citations_stay(desk: Desk, verification: str) -> None:
    desk.do(evidence.register, verification, {"title": "Perbup"}, LEVELS)
    sheet = desk.do(evidence.change, verification, "B01", {"title": "Perbup 12/2023", "valid_until": "2024-01-31"})
    (citation,) = sheet.line(LEVELS).citations
    assert (citation.evidence.title, citation.evidence.valid_until) == ("Perbup 12/2023", "2024-01-31")


def test_a_citation_changes_its_place_and_is_released(desk: Desk, verification: str) -> None:
    desk.do(evidence.register, verification, {"title": "Perbup"})
    for place in ("hlm. 3", "hlm. 4"):
        sheet = desk.do(evidence.cite, verification, WORDS, "B01", place)
    assert [citation.place for citation in sheet.line(WORDS).citations] == ["hlm. 4"]
    sheet = desk.do(evidence.release, verification, WORDS, "B01")
    assert (sheet.line(WORDS).citations, len(sheet.evidence)) == ((), 1)


def test_evidence_nobody_cites_is_withdrawn(desk: Desk, verification: str) -> None:
    desk.do(evidence.register, verification, {"title": "Perbup"})
    assert desk.do(evidence.withdraw, verification, "B01").evidence == ()


def test_the_recommended_verdict_needs_no_reason(desk: Desk, verification: str) -> None:
    recommended = answer_all(desk, verification, 2).recommendation
    assert recommended is not None
    recorded = desk.do(verdicts.record, verification, recommended.code, "dropped").verdict
    assert recorded is not None
    assert (recorded.verdict, recorded.recommended, recorded.reason, recorded.person) == (recommended.code,) * 2 + ("", "Ani Lestari")


def test_another_verdict_stands_with_its_reason(desk: Desk, verification: str) -> None:
    recommended = answer_all(desk, verification, 2).recommendation
    assert recommended is not None
    other = "V3" if recommended.code != "V3" else "V4"
    recorded = desk.do(verdicts.record, verification, other, "The pool is empty.").verdict
    assert recorded is not None
    assert (recorded.verdict, recorded.recommended, recorded.reason) == (other, recommended.code, "The pool is empty.")


REFUSED: Final[dict[str, tuple[Act, str]]] = {
    "level out of range": ((answers.record, (LEVELS, 5)), "answer.level"),
    "level below zero": ((answers.record, (LEVELS, -1)), "answer.level"),
    "level 1 on a yes or no": ((answers.record, (WORDS, 1)), "answer.yes_no_only"),
    "level of an unknown item": ((answers.record, ("REG-99", 1)), "answer.unknown_item"),
    "word on a level": ((answers.say, (LEVELS, "yes")), "answer.level_only"),
    "word on an unknown item": ((answers.say, ("REG-99", "yes")), "answer.unknown_item"),
    "not applicable where it is": ((answers.not_applicable, (LEVELS, "because")), "answer.not_applicable"),
    "not applicable on an unknown item": ((answers.not_applicable, ("REG-99", "because")), "answer.unknown_item"),
    "clearing an unknown item": ((answers.clear, ("REG-99",)), "answer.unknown_item"),
    "noting an unknown item": ((answers.annotate, ("REG-99", "x")), "answer.unknown_item"),
    "too long a note": ((answers.annotate, (LEVELS, "x" * 20_001)), "text.too_long"),
    "counting what is not counted": ((answers.count, (LEVELS, {"staff": ("1", "")})), "count.not_asked"),
    "counting by another key": ((answers.count, (FREE, {"staff": ("1", "")})), "count.not_asked"),
    "counting an unknown item": ((answers.count, ("REG-99", {})), "answer.unknown_item"),
    "a count that is no number": ((answers.count, (FREE, {"posts": ("many", "10")})), "count.not_a_number"),
    "a total that is no number": ((answers.count, (FREE, {"posts": ("1", "1e3")})), "count.not_a_number"),
    "a count below zero": ((answers.count, (FREE, {"posts": ("-1", "10")})), "count.negative"),
    "a count above its total": ((answers.count, (FREE, {"posts": ("11", "10")})), "count.exceeds"),
    "an index above a hundred": ((answers.count, ("SIS-05", {"index": ("100,5", "")})), "count.exceeds"),
    "an unknown fact": ((facts.record, ("PEN-99", {})), "fact.unknown"),
    "a fact without what it needs": ((facts.record, ("PEN-02", {})), "fact.required"),
    "a fact without what its status needs": ((facts.record, ("PEN-02", {"status": "received"})), "fact.required"),
    "a fact of no choice": ((facts.record, ("PEN-02", {"status": "maybe"})), "fact.choice"),
    "a fact of no date": ((facts.record, ("PEN-01", POST | {"date": "31/2/2023"})), "fact.date"),
    "a fact of no number": ((facts.record, ("PEN-01", POST | {"box": "nine"})), "fact.number"),
    "a fact too long for a line": ((facts.record, ("PEN-01", POST | {"post": "x" * 501})), "text.too_long"),
    "removing of an unknown fact": ((facts.remove, ("PEN-99", 0)), "fact.unknown"),
    "an unknown base figure": ((facts.base, ({"pelaksana": "1", "ghosts": "1"},)), "fact.unknown"),
    "a base figure of no number": ((facts.base, ({"jpt_filled": "1", "pelaksana": "1.5"},)), "fact.number"),
    "evidence without a title": ((evidence.register, ({"title": " \u200b"},)), "evidence.title_missing"),
    "evidence of no date": ((evidence.register, ({"title": "x", "date": "yesterday"},)), "fact.date"),
    "evidence valid until no date": ((evidence.register, ({"title": "x", "valid_until": "2023-13-01"},)), "fact.date"),
    "evidence of no kind": ((evidence.register, ({"title": "x", "kind": "rumour"},)), "fact.choice"),
    "evidence of no status": ((evidence.register, ({"title": "x", "status": "lost"},)), "fact.choice"),
    "evidence too long for a line": ((evidence.register, ({"title": "x" * 501},)), "text.too_long"),
    "evidence cited for an unknown item": ((evidence.register, ({"title": "x"}, "REG-99")), "answer.unknown_item"),
    "changing unknown evidence": ((evidence.change, ("B99", {"title": "x"})), "evidence.unknown"),
    "changing away the title": ((evidence.change, ("B01", {})), "evidence.title_missing"),
    "citing unknown evidence": ((evidence.cite, (LEVELS, "B99")), "evidence.unknown"),
    "citing for an unknown item": ((evidence.cite, ("REG-99", "B01")), "answer.unknown_item"),
    "releasing from an unknown item": ((evidence.release, ("REG-99", "B01")), "answer.unknown_item"),
    "withdrawing unknown evidence": ((evidence.withdraw, ("B99",)), "evidence.unknown"),
    "withdrawing what is cited": ((evidence.withdraw, ("B01",)), "evidence.cited"),
    "an unknown verdict": ((verdicts.record, ("V5",)), "verdict.unknown"),
    "a verdict before all is answered": ((verdicts.record, ("V4",)), "verdict.incomplete"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_leaves_no_trace(desk: Desk, verification: str, name: str) -> None:
    (verb, arguments), code = REFUSED[name]
    desk.do(evidence.register, verification, {"title": "Perbup"}, WORDS)
    before = contents(desk)
    with pytest.raises(Refusal) as caught:
        desk.do(verb, verification, *arguments)
    assert caught.value.code == code
    assert contents(desk) == before


def test_not_applicable_needs_a_reason(desk: Desk, verification: str, optional: str) -> None:
    before = contents(desk)
    with pytest.raises(Refusal, match=r"answer\.reason_missing"):
        desk.do(answers.not_applicable, verification, optional, " \n\u200b")
    assert contents(desk) == before


def test_an_incomplete_sheet_names_its_first_gap(desk: Desk, verification: str) -> None:
    desk.do(answers.record, verification, "REG-01", 1)
    with pytest.raises(Refusal, match=r"verdict\.incomplete") as caught:
        desk.do(verdicts.record, verification, "V4")
    assert caught.value.fields == {"count": ITEMS - 1, "first": "REG-02"}


def test_another_verdict_needs_a_reason(desk: Desk, verification: str) -> None:
    recommended = answer_all(desk, verification, 2).recommendation
    assert recommended is not None
    before = contents(desk)
    with pytest.raises(Refusal, match=r"verdict\.reason_missing"):
        desk.do(verdicts.record, verification, "V1" if recommended.code != "V1" else "V2", " \n")
    assert contents(desk) == before


EVERY_VERB: Final[tuple[Act, ...]] = (
    (answers.record, (LEVELS, 1)),
    (answers.say, (WORDS, "yes")),
    (answers.not_applicable, (LEVELS, "x")),
    (answers.clear, (LEVELS,)),
    (answers.annotate, (LEVELS, "x")),
    (answers.count, (FREE, {"posts": ("1", "2")})),
    (facts.record, ("PEN-02", {"status": "proposed"})),
    (facts.remove, ("PEN-01", 0)),
    (facts.base, ({"pelaksana": "1"},)),
    (evidence.register, ({"title": "x"},)),
    (evidence.change, ("B01", {"title": "x"})),
    (evidence.cite, (LEVELS, "B01")),
    (evidence.release, (LEVELS, "B01")),
    (evidence.withdraw, ("B01",)),
    (verdicts.record, ("V4",)),
)


@pytest.mark.parametrize("act", EVERY_VERB, ids=lambda act: f"{act[0].__module__}.{act[0].__name__}")
def test_a_verification_is_changed_only_by_its_own_verifier_and_only_in_draft(desk: Desk, verification: str, act: Act) -> None:
    verb, arguments = act
    with pytest.raises(Refusal, match=r"verification\.unknown"):
        desk.do(verb, "nowhere", *arguments)
    raw(desk, "UPDATE verification SET state = 'submitted'")
    with pytest.raises(Refusal, match=r"workflow\.locked"):
        desk.do(verb, verification, *arguments)
    raw(desk, "UPDATE verification SET state = 'returned'")
    acting_as_somebody_else(desk)
    before = contents(desk)
    with pytest.raises(Refusal, match=r"permission\.not_yours") as caught:
        desk.do(verb, verification, *arguments)
    assert caught.value.fields == {"person": "Ani Lestari"}
    assert contents(desk) == before
