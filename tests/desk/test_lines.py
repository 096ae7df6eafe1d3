"""The lines of a sheet are built only where something changed, and are the same as if all had been built."""

from collections.abc import Callable
from random import Random
from typing import Any, Final

import pytest
from sqlalchemy import select, update

from models.desk import answers, evidence, facts, history, reading
from models.desk import lines as lines_
from models.desk.desk import Desk
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.views import Sheet
from tests.desk.acts import answer_all, begun, raw, sheet_of

COUNTED: Final = "INS-01"
"""An item whose counts propose a level, of N from the base data."""
ITEMS: Final = ("REG-01", "REG-02", "DSN-02", COUNTED, "SIS-06")
TITLES: Final = ("Peraturan Bupati", "Notula")

Act = Callable[[Desk, str, Random], Any]


def rebuilt(desk: Desk, verification: str) -> Sheet:
    """The sheet as it is read by somebody who remembers nothing."""
    lines_._remembered.cache_clear()
    return sheet_of(desk, verification)


def _answer(desk: Desk, verification: str, chance: Random) -> None:
    desk.do(answers.record, verification, chance.choice(ITEMS), chance.choice((0, 2, 4)))


def _clear(desk: Desk, verification: str, chance: Random) -> None:
    desk.do(answers.clear, verification, chance.choice(ITEMS))


def _refuse(desk: Desk, verification: str, chance: Random) -> None:
    desk.do(answers.not_applicable, verification, chance.choice(ITEMS), chance.choice(("", "tidak ada")))


def _note(desk: Desk, verification: str, chance: Random) -> None:
    desk.do(answers.annotate, verification, chance.choice(ITEMS), chance.choice(("", "satu", "dua")))


def _base(desk: Desk, verification: str, chance: Random) -> None:
    desk.do(facts.base, verification, {"jpt_filled": chance.choice(("", "9", "20"))})


def _count(desk: Desk, verification: str, chance: Random) -> None:
    item = chance.choice((COUNTED, "INS-02"))
    count = next(iter(sheet_of(desk, verification).checklist.items[item].counts))
    desk.do(answers.count, verification, item, {count: (chance.choice(("", "1", "8")), "10")})


def _register(desk: Desk, verification: str, chance: Random) -> None:
    entered = {"title": chance.choice(TITLES), "kind": chance.choice(("decree", "interview")), "seen": chance.choice(("yes", "no"))}
    desk.do(evidence.register, verification, entered, chance.choice(("", *ITEMS)))


def _change(desk: Desk, verification: str, chance: Random) -> None:
    entered = {"title": chance.choice(TITLES), "status": chance.choice(("accepted", "rejected"))}
    desk.do(evidence.change, verification, "B01", entered)


def _cite(desk: Desk, verification: str, chance: Random) -> None:
    act = chance.choice((evidence.cite, evidence.release))
    desk.do(act, verification, chance.choice(ITEMS), "B01")


def _undo(desk: Desk, verification: str, _chance: Random) -> None:
    desk.do(history.undo, verification)


ACTS: Final[tuple[Act, ...]] = (_answer, _clear, _refuse, _note, _base, _count, _register, _change, _cite, _undo)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_what_is_remembered_is_what_would_be_built(desk: Desk, seed: int) -> None:
    chance, verification = Random(seed), begun(desk)
    if seed % 2:
        answer_all(desk, verification)
    done = 0
    for _ in range(60):
        try:
            chance.choice(ACTS)(desk, verification, chance)
            done += 1
        except Refusal:
            # What a refused act had written is taken back, and must not be remembered.
            pass
        assert sheet_of(desk, verification) == rebuilt(desk, verification)
    assert done > 30


def test_only_the_line_that_changed_is_built_anew(desk: Desk) -> None:
    verification = begun(desk)
    before = answer_all(desk, verification, 4)
    after = desk.do(answers.record, verification, "REG-02", 0)
    assert [new.item.code for old, new in zip(before.lines, after.lines, strict=True) if new is not old] == ["REG-02"]


def test_what_was_changed_behind_the_programs_back_is_seen(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification)
    raw(desk, f"UPDATE answer SET level = 2, note = 'lain' WHERE verification_id = '{verification}' AND item = 'REG-02'")
    line = sheet_of(desk, verification).line("REG-02")
    assert (line.answer.level, line.answer.note) == (2, "lain")
    raw(desk, f"DELETE FROM answer WHERE verification_id = '{verification}' AND item = 'REG-02'")
    assert not sheet_of(desk, verification).line("REG-02").answer.is_given


def test_a_checklist_of_other_bytes_than_its_digest_says_is_refused(desk: Desk) -> None:
    verification = begun(desk)
    kept = table(tables.Checklist)
    with desk.ledger.transaction(writing=True) as connection:
        body = connection.execute(select(kept.c.body)).scalar_one()
        connection.execute(update(kept).values(body=body + b"# lain"))
    reading._LOADED.clear()
    with pytest.raises(Refusal, match=r"checklist\.digest"):
        sheet_of(desk, verification)
