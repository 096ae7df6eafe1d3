"""Drafts stay with what they were typed for: a row that moves and evidence that goes leave none behind for another."""

import pytest

from models.desk import answers, drafts, evidence, facts, history
from models.desk.desk import Desk
from models.errors import Refusal
from tests.desk.acts import AGENCY, LEVELS, POST, WORDS, begun, sheet_of


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification just begun."""
    return begun(desk)


def typing(desk: Desk, *places: str) -> None:
    """Keep a draft at each place."""
    for place in places:
        desk.do(drafts.keep, place, {"title": place})


def kept(desk: Desk, verification: str) -> set[str]:
    """The places that hold a draft."""
    return set(desk.ask(drafts.under, f"{verification}/"))


def rows(verification: str, *numbers: int | None) -> list[str]:
    """The places of rows of the posts filled."""
    return [drafts.of_row(verification, "PEN-01", number) for number in numbers]


@pytest.fixture
def posts(desk: Desk, verification: str) -> None:
    """Posts A, B and C."""
    for post in ("A", "B", "C"):
        desk.do(facts.record, verification, "PEN-01", POST | {"post": post})


@pytest.mark.usefixtures("posts")
def test_the_draft_of_a_removed_row_does_not_open_in_the_row_that_moved_up(desk: Desk, verification: str) -> None:
    typing(desk, *rows(verification, 0, 1, 2, None), f"{verification}/fact/PEN-02.0")
    desk.do(facts.remove, verification, "PEN-01", 1)
    assert kept(desk, verification) == {*rows(verification, 0, None), f"{verification}/fact/PEN-02.0"}


@pytest.mark.usefixtures("posts")
def test_a_draft_does_not_open_in_the_row_that_undo_puts_before_it(desk: Desk, verification: str) -> None:
    desk.do(facts.remove, verification, "PEN-01", 0)
    typing(desk, *rows(verification, 0, 1, None))
    desk.do(history.undo, verification)
    assert kept(desk, verification) == set(rows(verification, None))


@pytest.mark.usefixtures("posts")
def test_the_draft_of_an_undone_row_does_not_open_in_the_next_one_added(desk: Desk, verification: str) -> None:
    typing(desk, *rows(verification, 1, 2))
    desk.do(history.undo, verification)
    assert kept(desk, verification) == set(rows(verification, 1))


@pytest.mark.usefixtures("posts")
def test_what_is_typed_for_rows_that_stay_stays(desk: Desk, verification: str) -> None:
    typing(desk, *rows(verification, 0, 1, 2))
    desk.do(facts.record, verification, "PEN-01", POST | {"post": "b"}, row=1)
    desk.do(facts.record, verification, "PEN-01", POST | {"post": "D"})
    desk.do(answers.record, verification, LEVELS, 2)
    for number in (1, 0):
        with pytest.raises(Refusal):
            desk.do(facts.remove, verification, "PEN-99", number)
    assert kept(desk, verification) == set(rows(verification, 0, 1, 2))


def test_undoing_a_fact_of_one_row_keeps_what_is_typed_for_it(desk: Desk, verification: str) -> None:
    desk.do(facts.record, verification, "PEN-02", {"status": "proposed"})
    place = drafts.of_row(verification, "PEN-02", 0)
    typing(desk, place)
    desk.do(history.undo, verification)
    assert kept(desk, verification) == {place}


def test_a_withdrawn_code_is_not_given_to_the_next_evidence(desk: Desk, verification: str) -> None:
    def registered(title: str) -> list[str]:
        return [found.code for found in desk.do(evidence.register, verification, {"title": title}).evidence]

    assert registered("a") == ["B01"]
    desk.do(evidence.withdraw, verification, "B01")
    assert registered("b") == ["B02"]
    desk.do(history.undo, verification)
    assert registered("c") == ["B03"], "nor is that of a registration undone"
    desk.do(answers.annotate, verification, LEVELS, '["evidence",{"code":"B99"}]')
    assert registered("d") == ["B03", "B04"]
    desk.do(evidence.register, begun(desk, "33"), {"title": "elsewhere"})
    assert registered("e") == ["B03", "B04", "B05"]


def test_a_withdrawal_is_undone_under_its_own_code_although_another_was_registered_since(desk: Desk, verification: str) -> None:
    desk.do(evidence.register, verification, {"title": "a"})
    desk.do(evidence.withdraw, verification, "B01")
    desk.do(evidence.register, verification, {"title": "b"})
    desk.do(history.undo, verification)
    assert [(found.code, found.title) for found in desk.do(history.undo, verification).sheet.evidence] == [("B01", "a")]


@pytest.mark.parametrize("way", ["withdrawn", "undone"])
def test_evidence_that_goes_takes_its_drafts_along(desk: Desk, verification: str, way: str) -> None:
    for title in ("a", "b"):
        desk.do(evidence.register, verification, {"title": title})
    stays = [
        drafts.of_evidence(verification, "B01"),
        drafts.of_citation(verification, WORDS, "B01"),
        drafts.of_new_evidence(verification, LEVELS),
    ]
    typing(desk, *stays, drafts.of_evidence(verification, "B02"), drafts.of_citation(verification, WORDS, "B02"))
    if way == "withdrawn":
        desk.do(evidence.withdraw, verification, "B02")
    else:
        desk.do(history.undo, verification)
    assert len(sheet_of(desk, verification).evidence) == 1
    assert kept(desk, verification) == set(stays)


def test_the_draft_of_a_note_did_not_say_which_agency_it_is_on(desk: Desk, verification: str) -> None:
    typing(desk, f"note/{AGENCY}/new", f"{verification}/note/REG-01")
    assert len({line.agency for line in desk.ask(drafts.lines)} - {""}) == 1
