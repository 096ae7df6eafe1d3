"""Entries of the trail that no program of ours made: they stay for ever, so none is let in that readers would stumble over."""

import json
import threading
from typing import Any, Final

import psycopg
import pytest
from psycopg import errors

from models.desk import evidence, history, reading, verifications
from models.doctor import State, examine
from models.explanation import field_name, field_value
from models.ledger import server
from models.words import Words
from tests.headquarters.kit import PLACE, Headquarters

pytestmark = pytest.mark.slow

ACT: Final[dict[str, object]] = {
    "moment": "2023-05-09T07:05:00Z",
    "device": "",
    "verb": "answers.record",
    "verification": "",
    "undoes": None,
    "writes": [],
}
DEEP: Final = '{"x":' + "[" * 3000 + "]" * 3000 + "}"
STRANGE: Final[dict[str, str | dict[str, object]]] = {
    "no text of any kind": "bukan json",
    "an object of nothing": "{}",
    "no moment": {"moment": "besok"},
    "a day that is none": {"moment": "2023-02-30T07:05:00Z"},
    "no verb": {"verb": "{x}"},
    "something more": {"lain": ""},
    "in the name of another": {"person": "0123456789abcdef"},
    "about another one": {"verification": "0123456789abcdef"},
    "undoes what it does not say": {"undoes": 1},
    "rows that are none": {"writes": [1]},
    "rows without a key": {"writes": [["answer", None, None, None]]},
    "rows within rows": {"writes": [["answer", {"item": []}, None, None]]},
    "a number without end": {"writes": [["answer", {"item": "x"}, None, {"level": 10**30}]]},
    "a column that is none": {"writes": [["answer", {"{x}": "x"}, None, None]]},
    "half a sign": {"writes": [["answer", {"item": "\ud800"}, None, None]]},
    "a sign that is none": {"writes": [["answer", {"item": "\0"}, None, None]]},
    "rows deep within": DEEP,
}


def adds(
    connection: psycopg.Connection,
    body: str,
    *,
    of: str = "",
    verb: str = "answers.record",
    undoes: int | None = None,
    shift: int = 1,
    **how: str,
) -> None:
    """An entry that somebody adds with a program of their own; in their own name behind the last one unless said otherwise."""
    who, prev = how.get("who", "verifier_person()"), how.get("prev", "hash")
    hash_ = how.get("hash", f"encode(sha256(convert_to({prev} || %(body)s::text, 'UTF8')), 'hex')")
    connection.execute(
        "INSERT INTO trail (seq, verification_id, person_id, verb, undoes, body, prev, hash)"
        f" SELECT seq + {shift}, %(of)s, {who}, %(verb)s, %(undoes)s, %(body)s::text, {prev}, {hash_}"
        " FROM (SELECT newest.*, '' AS prev FROM verifier_newest_entry() newest) last",
        {"of": of, "verb": verb, "undoes": undoes, "body": body},
    )


def told(hq: Headquarters, **said: Any) -> str:
    """The body of such an entry, of Vera's."""
    return json.dumps(ACT | {"person": hq.person("vera")} | said)


@pytest.mark.parametrize(
    ("how", "refused"),
    [
        ({}, None),
        ({"who": "'0123456789abcdef'"}, errors.InsufficientPrivilege),
        ({"prev": "prev"}, errors.SerializationFailure),
        ({"shift": 2}, errors.SerializationFailure),
        ({"hash": "repeat('0', 64)"}, errors.CheckViolation),
    ],
)
def test_an_entry_of_the_trail_follows_the_last_one_in_the_name_of_who_logged_in(
    hq: Headquarters, how: dict[str, Any], refused: type[Exception] | None
) -> None:
    body = told(hq, person=how.get("who", f"'{hq.person('vera')}'").strip("'"))
    with hq.connected("vera") as connection:
        if refused is None:
            adds(connection, body, **how)
        else:
            with pytest.raises(refused):
                adds(connection, body, **how)


def test_an_entry_that_tells_no_act_stood_in_the_trail_for_ever(hq: Headquarters) -> None:
    with hq.connected("vera") as connection:
        for which, said in STRANGE.items():
            body = said if isinstance(said, str) else told(hq, **said)
            with pytest.raises((errors.IntegrityConstraintViolation, errors.DataError)):
                adds(connection, body)
                pytest.fail(which)
        adds(connection, told(hq, writes=[["answer", {"item": "x", "row": 1}, None, {"level": 4, "note": "\\ud800 [{ \n", "held": True}]]))


def test_somebody_took_back_what_another_did_by_an_entry_of_their_own(hq: Headquarters) -> None:
    with hq.connected("vera") as connection, pytest.raises(errors.IntegrityConstraintViolation, match="tells no act"):
        adds(connection, told(hq, undoes=1), undoes=1)


def test_an_act_that_wrote_what_nobody_writes_held_up_its_readers_and_who_came_after(hq: Headquarters) -> None:
    with hq.laptop("dian") as dian:
        verification = dian.desk.do(verifications.begin, PLACE)
        writes = [
            ["document", {}, None, {"hidden_at": "x"}],
            ["handling", {}, None, {}],
            ["fact", {"fact": "x", "row": "y"}, None, {"fields": "{"}],
            ["evidence", {}, None, None],
            ["evidence", {"code": "Bx"}, None, {"kind": "{x}"}],
            ["count", {"item": "x", "key": "y"}, None, {"n": "a", "of": 1}],
            ["answer", {"item": "x"}, None, {"level": "y"}],
            ["verification", {"id": "x"}, None, {"state": "{0}"}],
            ["team", {"number": 1}, None, {"document": "x"}],
        ]
        with hq.connected("vera") as connection:
            adds(connection, told(hq, verification=verification, writes=writes), of=verification)
            adds(connection, told(hq, writes=[*writes, ["answer", {"verification_id": verification}, None, None]]))
        words, checklist = Words("en"), dian.desk.ask(reading.sheet, verification).checklist
        for entry in dian.desk.ask(history.entries, verification):
            for field, _, after in entry.changes:
                assert field_name(words, checklist, entry.item, field)
                assert field_value(words, checklist, entry.item, field, after)
        dian.desk.do(evidence.register, verification, {"title": "Peraturan Gubernur", "seen": "yes"})
    folder = hq.folder / "surya"
    server.choose(folder, hq.at.url(hq.database, "surya"))
    try:
        found = {each.check: each for each in examine(folder, lambda: None)}
    finally:
        server.choose(folder, "")
    assert {name for name, each in found.items() if each.state is State.WRONG} == {"opening", "rows"}
    assert "unreadable" not in str(found["rows"])


def test_an_entry_that_somebody_added_past_the_lock_ended_the_act_of_another(hq: Headquarters) -> None:
    waits = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'dian' AND wait_event_type = 'Lock'"
    with hq.laptop("dian") as dian, hq.connected("vera") as vera, hq.connected() as administrator:
        body, made = told(hq), list[str]()
        with vera.transaction():
            adds(vera, body)
            thread = threading.Thread(target=lambda: made.append(dian.desk.do(verifications.begin, PLACE)))
            thread.start()
            while administrator.execute(waits).fetchone() == (0,) and thread.is_alive():
                thread.join(0.02)
        thread.join()
        assert made == [dian.desk.do(verifications.begin, PLACE)]
