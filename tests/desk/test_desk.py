"""The desk: one way to act, all or nothing, announced once; one way to ask, which changes nothing."""

import pytest
from sqlalchemy import event

from models.desk import answers, drafts, evidence, facts, history, people, reading, verdicts, verifications
from models.desk.desk import Change, Desk, named, opened
from models.errors import Refusal
from models.ledger import replay
from models.ledger.tables import Answer
from models.ledger.transaction import Transaction
from models.moments import stamp
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, answer_all, begun, contents, sheet_of


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification just begun."""
    return begun(desk)


@pytest.fixture
def heard(desk: Desk) -> list[Change]:
    """The changes that the desk announces."""
    found: list[Change] = []
    desk.on_change = found.append
    return found


def half_an_act(tx: Transaction, verification: str) -> None:
    tx.verification = verification
    tx.put(Answer, {"verification_id": verification, "item": LEVELS}, level=4, not_applicable=False, reason="", note="")
    raise ZeroDivisionError


def test_an_act_that_fails_halfway_leaves_no_row_no_entry_and_no_word(desk: Desk, verification: str, heard: list[Change]) -> None:
    before = contents(desk)
    with pytest.raises(ZeroDivisionError):
        desk.do(half_an_act, verification)
    assert (contents(desk), heard) == (before, [])


def test_a_change_is_announced_once_after_its_commit(desk: Desk, verification: str) -> None:
    heard: list[tuple[Change, int | None]] = []
    with opened(desk.ledger.folder, writing=False) as reader:
        desk.on_change = lambda change: heard.append((change, sheet_of(reader, verification).line(LEVELS).answer.level))
        desk.do(answers.record, verification, LEVELS, 3)
    assert heard == [(Change("answers.record", verification), 3)]


def test_what_changes_nothing_is_not_announced_and_not_in_the_trail(desk: Desk, verification: str, heard: list[Change]) -> None:
    desk.do(answers.record, verification, LEVELS, 3)
    desk.do(evidence.register, verification, {"title": "Perbup"})
    before = contents(desk)["trail"]
    desk.do(answers.record, verification, LEVELS, 3)
    desk.do(answers.annotate, verification, LEVELS, "")
    desk.do(evidence.release, verification, LEVELS, "B01")
    assert (len(heard), contents(desk)["trail"]) == (2, before)


def test_work_that_changes_nothing_does_not_say_that_somebody_was_there(desk: Desk, verification: str, clock: StillClock) -> None:
    desk.do(answers.record, verification, LEVELS, 3)
    before = contents(desk)
    clock.step()
    assert desk.do(answers.record, verification, LEVELS, 3).line(LEVELS).answer.level == 3
    assert contents(desk) == before
    # The doctor called the row one that somebody changed outside the program.
    with desk.ledger.transaction(writing=False) as connection:
        assert list(replay.unlike(connection)) == []
    clock.step()
    assert desk.do(answers.record, verification, LEVELS, 4).line(LEVELS).answer.level == 4
    assert sheet_of(desk, verification).touched_at == stamp(clock())


def test_what_is_refused_is_not_announced(desk: Desk, verification: str, heard: list[Change]) -> None:
    with pytest.raises(Refusal):
        desk.do(answers.record, verification, LEVELS, 9)
    assert heard == []


def test_every_verb_is_announced_by_its_name(desk: Desk, verification: str, heard: list[Change]) -> None:
    desk.do(facts.base, verification, {"pelaksana": "3"})
    desk.do(history.undo, verification)
    desk.do(people.choose_language, "en")
    assert heard == [Change("facts.base", verification), Change("history.undo", verification), Change("people.choose_language", "")]
    assert named(verdicts.record) == "verdicts.record"


def test_asking_never_writes(desk: Desk, verification: str) -> None:
    before = contents(desk)
    with pytest.raises(Refusal, match=r"profile\.read_only"):
        desk.ask(answers.record, verification, LEVELS, 3)
    with pytest.raises(Refusal, match=r"profile\.read_only"):
        desk.ask(drafts.keep, "somewhere", {"note": "x"})
    assert contents(desk) == before
    desk.do(answers.record, verification, LEVELS, 3)


def test_a_reader_acts_on_nothing(desk: Desk, verification: str) -> None:
    before = contents(desk)
    with opened(desk.ledger.folder, writing=False) as reader, pytest.raises(Refusal, match=r"profile\.read_only"):
        reader.do(answers.record, verification, LEVELS, 3)
    assert contents(desk) == before


def test_what_is_returned_is_already_readable_elsewhere(desk: Desk, verification: str) -> None:
    with opened(desk.ledger.folder, writing=False) as reader:
        for level in range(5):
            desk.do(answers.record, verification, LEVELS, level)
            assert sheet_of(reader, verification).line(LEVELS).answer.level == level


def test_an_act_bears_the_moment_of_the_clock(desk: Desk, clock: StillClock, verification: str) -> None:
    clock.step(60)
    assert desk.do(answers.record, verification, LEVELS, 3).touched_at == "2023-05-09T07:06:00Z"


def statements(desk: Desk) -> list[str]:
    """The statements that reach the database from now on, but for pragmas and the brackets of transactions."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        is_bracket = "pg_advisory_xact_lock" in statement or "pg_current_snapshot" in statement
        if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE") and not is_bracket:
            found.append(statement)

    event.listen(desk.ledger._engine, "before_cursor_execute", note)
    return found


def test_an_answer_costs_few_statements_however_full_the_sheet_is(desk: Desk, verification: str) -> None:
    sent = statements(desk)
    desk.do(answers.record, verification, LEVELS, 3)
    on_an_empty_sheet = len(sent)
    answer_all(desk, verification)
    for number in range(5):
        desk.do(evidence.register, verification, {"title": str(number)}, LEVELS)
    sent.clear()
    desk.do(answers.record, verification, LEVELS, 2)
    assert len(sent) <= on_an_empty_sheet <= 21


def test_a_sheet_and_a_list_cost_few_statements(desk: Desk, verification: str) -> None:
    answer_all(desk, verification)
    for agency in ("11", "12", "13"):
        begun(desk, agency)
    sent = statements(desk)
    desk.ask(reading.sheet, verification)
    assert len(sent) <= 11
    sent.clear()
    desk.ask(verifications.mine)
    assert len(sent) <= 3


def test_a_draft_is_kept_recalled_and_forgotten_without_a_trail(desk: Desk, verification: str, heard: list[Change]) -> None:
    before = contents(desk)
    place = f"{verification}/note/{LEVELS}"
    desk.do(drafts.keep, place, {"note": "half a sen"})
    desk.do(drafts.keep, place, {"note": "half a sentence é"})
    desk.do(drafts.keep, "100%/x", {"note": ""})
    assert desk.ask(drafts.recall, place) == {"note": "half a sentence é"}
    assert desk.ask(drafts.recall, "nowhere") is None
    assert desk.ask(drafts.under, f"{verification}/") == (place,)
    assert desk.ask(drafts.under, "1%") == ()
    for kept in (place, "100%/x", "nowhere"):
        desk.do(drafts.forget, kept)
    assert (contents(desk), heard) == (before, [])


# At a server somebody else may write at any time, so nothing is kept there.
@pytest.mark.on_file
def test_what_is_asked_once_is_asked_anew_when_something_was_written(desk: Desk, verification: str) -> None:
    asked: list[int] = []

    def question(tx: Transaction) -> int:
        asked.append(len(verifications.mine(tx)))
        return asked[-1]

    assert desk.known(question) is None
    assert [desk.ask_once(question), desk.ask_once(question), desk.known(question)] == [1, 1, 1]
    begun(desk, "11")
    assert [desk.known(question), desk.ask_once(question)] == [None, 2]
    with opened(desk.ledger.folder, writing=False) as reader:
        reader.ask_once(question)
        assert reader.known(question) is None, "somebody else may write"
    assert asked == [1, 2, 2]
