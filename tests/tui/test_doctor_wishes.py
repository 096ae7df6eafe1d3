"""`verifier doctor` asked for more: every copy and file, the carriers, a report for others, and going on over a gap."""

import json
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from models.ledger import backups, driver, head
from models.ledger.trail import Head
from models.moments import now
from models.settings import FILE
from tests.tui.commands import Commands
from tui.headless import common

pytestmark = pytest.mark.slow


def states(verifier: Commands, *arguments: object) -> dict[str, str]:
    code, out, said = verifier("doctor", "--json", *arguments)

    assert said == "" and code in (0, 1)
    return {each["check"]: each["state"] for each in json.loads(out)["checks"]}


@pytest.mark.slow
def test_a_full_look_goes_through_copies_and_files(verifier: Commands, verification: str) -> None:
    first = backups.make(verifier.folder / driver.DATABASE, now() - timedelta(days=2))
    backups.make(verifier.folder / driver.DATABASE, now())
    body = bytearray(first.read_bytes())
    body[40_960:45_056] = b"\xa5" * 4096
    first.write_bytes(body)
    assert states(verifier)["backups"] == "good"
    full = states(verifier, "--full")
    assert (full["backups"], full["evidence"]) == ("wrong", "good")


@pytest.mark.slow
def test_carriers_are_reached_where_that_is_asked(verifier: Commands, verification: str, tmp_path: Path) -> None:
    (tmp_path / "stik").mkdir()
    (verifier.folder / FILE).write_text(f"[carriers]\nstik = '{tmp_path / 'stik'}'\nhilang = '{tmp_path / 'hilang'}'\n", "utf-8")
    assert "carriers" not in states(verifier)
    code, out, _ = verifier("doctor", "--carriers")
    assert code == 1
    assert "1 carrier cannot be reached (" in out and "stik " in out and " ms" in out


def test_the_report_holds_codes_and_figures_alone(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = tmp_path / "laporan.toml"
    code, _, said = verifier("doctor", "--report", file)
    assert (code, str(file) in said) == (0, True)
    told = tomllib.loads(file.read_text("utf-8"))
    assert told["checks"]["trail"]["said"] == "trail.good"
    assert "Jawa" not in file.read_text("utf-8") and str(verifier.folder) not in file.read_text("utf-8")
    assert "laporan.toml" in verifier.refused("doctor", "--report", file, "--full")


def test_commands_that_only_read_said_nothing_of_a_gap(verifier: Commands, verification: str) -> None:
    for command in (("list",), ("show", verification), ("find", "Jawa"), ("list", "--json")):
        assert "verifier:" not in verifier(*command)[2]
    head.keep(verifier.folder, Head(99, "a" * 64))
    for command in (("list",), ("show", verification), ("find", "Jawa"), ("list", "--json")):
        common._warn.cache_clear()
        assert verifier(*command)[2].count("entry 99 of the trail") == 1, command


def test_a_gap_is_accepted_only_when_that_is_said(verifier: Commands, verification: str) -> None:
    head.keep(verifier.folder, Head(99, "a" * 64))
    code, out, _ = verifier("doctor")
    assert (code, "entry 99 of the trail" in out, "No copy holds it" in out) == (1, True, True)
    assert json.loads(verifier("list", "--json")[1])["verifications"]
    assert "Accepted" in verifier("doctor", "--accept")[2]
    assert "is here" in verifier("doctor", "--accept")[2]
    assert verifier("doctor")[0] == 0
