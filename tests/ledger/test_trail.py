"""The trail only grows, and whoever changes it behind the program's back is found out."""

import pytest
from sqlalchemy.exc import DBAPIError

from models.desk import answers, history
from models.desk.desk import Desk
from models.errors import Refusal
from models.ledger import trail
from models.ledger.transaction import Transaction
from tests.desk.acts import LEVELS, begun, contents, raw


@pytest.fixture
def entries(desk: Desk) -> int:
    """The number of entries of a trail with a few acts, one of them undone."""
    verification = begun(desk)
    for level in range(5):
        desk.do(answers.record, verification, LEVELS, level)
    desk.do(history.undo, verification)
    return len(contents(desk)["trail"])


def verify(tx: Transaction, last: int | None = None) -> int:
    return trail.verify(tx.connection, last)


def broken_at(desk: Desk, last: int | None = None) -> object:
    with pytest.raises(Refusal) as caught:
        desk.ask(verify, last)
    assert caught.value.code == "trail.broken"
    return caught.value.fields["entry"]


UNGUARDED = ("DROP TRIGGER trail_no_update", "DROP TRIGGER trail_no_delete")


@pytest.mark.parametrize("statement", ["UPDATE trail SET body = '{}' WHERE seq = 2", "DELETE FROM trail WHERE seq = 2"])
def test_the_database_itself_refuses_to_change_the_trail(desk: Desk, entries: int, statement: str) -> None:
    before = contents(desk)["trail"]
    with pytest.raises(DBAPIError, match="the trail only grows"), desk.ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql(statement)
    assert contents(desk)["trail"] == before


def test_an_untouched_trail_holds(desk: Desk, entries: int) -> None:
    assert [desk.ask(verify, last) for last in (None, 1, 2, entries, 1000)] == [entries, 1, 2, entries, entries]


def test_an_empty_trail_holds(desk: Desk) -> None:
    raw(desk, *UNGUARDED, "DELETE FROM trail")
    assert desk.ask(verify) == 0


@pytest.mark.parametrize("verb", ['a,"writes":[],"verb":"b', "writes", '"writes":', "\\"])
def test_an_entry_of_any_text_holds_and_what_stands_beside_it_is_compared_with_all_of_it(desk: Desk, entries: int, verb: str) -> None:
    with desk.ledger.transaction(writing=True) as connection:
        made = trail.append(connection, moment="", person="p", device=verb, verb=verb, verification=verb, writes=())
    assert desk.ask(verify) == made.seq == entries + 1
    raw(desk, *UNGUARDED, f"UPDATE trail SET verification_id = 'another' WHERE seq = {made.seq}")
    assert broken_at(desk) == made.seq


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, '\"level\":2', '\"level\":4')",
        "hash = prev",
        "prev = hash",
        "verb = 'answers.say'",
        "person_id = 'b0'",
        "verification_id = 'another'",
        "undoes = 3",
    ],
)
def test_an_altered_entry_is_found(desk: Desk, entries: int, change: str) -> None:
    raw(desk, *UNGUARDED, f"UPDATE trail SET {change} WHERE seq = 5")
    assert broken_at(desk) == 5
    assert broken_at(desk, entries - 2) == 5


def test_a_removed_entry_is_found(desk: Desk, entries: int) -> None:
    raw(desk, *UNGUARDED, "DELETE FROM trail WHERE seq = 4")
    assert broken_at(desk) == 4


def test_a_removed_beginning_is_found(desk: Desk, entries: int) -> None:
    raw(desk, *UNGUARDED, "DELETE FROM trail WHERE seq = 1")
    assert broken_at(desk) == 1


def test_an_inserted_entry_is_found(desk: Desk, entries: int) -> None:
    raw(
        desk,
        "INSERT INTO trail (seq, verification_id, person_id, verb, body, prev, hash, undoes) "
        f"SELECT {entries + 1}, verification_id, person_id, verb, body, prev, hash, undoes FROM trail WHERE seq = {entries}",
    )
    assert broken_at(desk) == entries + 1


def test_two_entries_that_changed_places_are_found(desk: Desk, entries: int) -> None:
    raw(
        desk,
        *UNGUARDED,
        "UPDATE trail SET seq = 99 WHERE seq = 4",
        "UPDATE trail SET seq = 4 WHERE seq = 5",
        "UPDATE trail SET seq = 5 WHERE seq = 99",
    )
    assert broken_at(desk) == 4


def test_a_verb_writes_its_one_entry_with_what_stood_before_and_after(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, LEVELS, 1)
    desk.do(answers.record, verification, LEVELS, 3)
    with desk.ledger.transaction(writing=False) as connection:
        entry = trail.last_undoable(connection, verification, desk.actor.person, history.UNDOABLE)
    assert entry is not None
    assert (entry.verb, entry.person, entry.moment) == ("answers.record", desk.actor.person, "2023-05-09T07:05:00Z")
    (write,) = entry.writes
    assert write.before is not None
    assert write.after is not None
    assert (write.table, write.before["level"], write.after["level"]) == ("answer", 1, 3)
