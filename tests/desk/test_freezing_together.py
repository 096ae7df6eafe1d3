"""The verdict files of several verifications, whose rows are read together, are those of each by itself."""

from pathlib import Path

import pytest

from models import attaching
from models.desk import answers, freeze, reading, scans
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.errors import Refusal
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
