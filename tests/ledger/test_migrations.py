"""An older database comes to today's format whole, with everything in it found by the search."""

from pathlib import Path

import pytest

from models.desk import rounds, searching, verifications
from models.desk.desk import opened
from tests.desk.acts import contents
from tests.ledger.kit import Rows


@pytest.mark.parametrize("writing", [True, False])
def test_format_1_is_brought_to_today(older: Rows, folder: Path, writing: bool) -> None:
    with opened(folder, writing=writing) as desk:
        assert contents(desk) == older
        assert [line.day for line in desk.ask(rounds.lines)] == ["2023-05-09"]
        assert [hit.kind for hit in desk.ask(searching.find, "zamrud")] == ["verdict", "evidence", "note", "note"]
        assert desk.ask(verifications.every)[0].verdict == "V1"
    assert [path.name[-12:] for path in (folder / "backups").iterdir()] == ["-format-1.db"]
