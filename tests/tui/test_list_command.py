"""`verifier list`: how each verification stands."""

from pathlib import Path

import pytest

from tests.desk.twice_kit import twice
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


def test_a_forked_verdict_was_listed_as_simply_issued(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    surya = Commands(twice(tmp_path), capsys)
    aceh, jawa = (next(line for line in data(surya("list", "--json"))["verifications"] if line["agency"] == code) for code in ("11", "32"))
    assert (aceh["state"], aceh["forks"], jawa["state"], jawa["forks"], jawa["verdict"]) == ("issued", 0, "issued", 2, "")
    assert aceh["verdict"]
    lines = surya("list")[1].splitlines()
    assert [line.split()[-1] for line in lines if "(forked)" in line] == ["-"]
    assert "bercabang" in surya("list", language="id")[1]
