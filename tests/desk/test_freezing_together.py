"""The verdict files of several verifications, whose rows are read together, are those of each by itself."""

from pathlib import Path

import pytest

from models import attaching
from models.desk import answers, evidence, freeze, reading, scans
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.errors import Refusal
from models.ledger import tables
from models.ledger.adding import add
from models.ledger.transaction import Transaction
from tests.desk.acts import begun, decided, sheet_of
from tests.desk.minutes_kit import closes, visited
from tests.desk.own_kit import taken
from tests.desk.reviewing_kit import Trio, ready

pytestmark = pytest.mark.slow


def alone(desk: Desk, verification: str) -> Frozen | tuple[str, dict[str, object]]:
    """The verdict file of a verification, or why there is none."""
    try:
        return desk.ask(freeze.verdict_file, verification, "draft")
    except Refusal as refused:
        return refused.code, dict(refused.fields)


def test_they_are_those_of_each_by_itself(team: Trio, tmp_path: Path) -> None:
    desk = team.verifier.desk
    full, plain, open_ = ready(desk), decided(desk, "12"), begun(desk, "13")
    visited(team.verifier, full)
    closes(team.verifier, full)
    (tmp_path / "ba.pdf").write_bytes(b"%PDF-1.7\n")
    desk.do(scans.attach, full, attaching.scanned(tmp_path / "ba.pdf"))
    taken(desk, plain, {"REG-01": {"level": "3", "evidence": "D:\\MT\\a.pdf"}})
    desk.do(answers.annotate, plain, "REG-01", "Catatan\nberbaris")
    wanted = (full, open_, plain, "0000000000000000")
    found = desk.ask(freeze.verdict_files, wanted, "draft")
    assert [(each.code, dict(each.fields)) if isinstance(each, Refusal) else each for each in found] == [alone(desk, id_) for id_ in wanted]
    assert [isinstance(each, Frozen) for each in found] == [True, False, True, False]
    (whole,) = (each for each in found[:1] if isinstance(each, Frozen))
    assert b"\nminutes_scan = " in whole.body and b"\n[evidence.B01]\n" in whole.body


def test_a_sheet_read_ahead_is_the_one_read_alone(team: Trio) -> None:
    desk = team.verifier.desk
    ids = [ready(desk), decided(desk, "12")]
    taken(desk, ids[1], {"REG-01": {"level": "3"}})

    def read(tx: Transaction) -> list[object]:
        reading.read_ahead(tx, ids)
        return [reading.sheet(tx, id_) for id_ in ids]

    assert desk.ask(read) == [sheet_of(desk, id_) for id_ in ids]


def test_what_was_read_ahead_of_others_hid_the_one_that_was_not_among_them(team: Trio) -> None:
    desk = team.verifier.desk
    read, other = decided(desk, "12"), decided(desk, "13")

    def sheets(tx: Transaction) -> list[object]:
        reading.read_ahead(tx, [read])
        return [reading.sheet(tx, each) for each in (read, other)]

    assert desk.ask(sheets) == [sheet_of(desk, each) for each in (read, other)]


def test_what_was_read_ahead_was_told_after_it_was_written_anew(team: Trio) -> None:
    desk = team.verifier.desk
    first, second = decided(desk, "12"), decided(desk, "13")

    def written(tx: Transaction) -> list[object]:
        reading.read_ahead(tx, [first, second])
        answers.record(tx, first, "REG-01", 1)
        reading.read_ahead(tx, [first, second])
        # Of rows that are made together nothing else tells.
        rows = [{"verification_id": second, "item": "REG-01", "submission": "ab"}]
        add(tx, tables.Confirmed, ("verification_id", "item", "submission"), rows)
        evidence.register(tx, second, {"title": "Perbup", "seen": "yes"}, "REG-01")
        assert not tx.prefetched
        return [reading.sheet(tx, each) for each in (first, second)]

    assert desk.do(written) == [sheet_of(desk, each) for each in (first, second)]
