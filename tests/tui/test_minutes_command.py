"""`verifier minutes`: a script enters findings, closes the minutes of a day, fills in their number and attaches their scan."""

from pathlib import Path
from typing import Any

import pytest

from models.codes import digest
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


def told(verifier: Commands, verification: str, *arguments: object) -> Any:
    """How findings and minutes stand, as data."""
    return data(verifier("minutes", verification, *arguments, "--json"))["minutes"]


def test_a_script_carries_a_day_to_minutes_signed_and_scanned(verifier: Commands, verification: str, tmp_path: Path) -> None:
    verifier("key", "make")
    verifier("trip", verification, "--begins", "9-5-2023", "--place", "Bandung", "--person", "team", "Vera")
    verifier("trip", verification, "--person", "agency", "Yosep")
    assert told(verifier, verification)["closed"] is None
    told(verifier, verification, "--finding", "reg-02", "--text", "SK belum ada", "--deadline", "30 Mei 2023")
    (found,) = told(verifier, verification, "--finding", "REG-02", "--stance", "object", "--response", "SK ada")["findings"]
    assert (found["text"], found["stance"], found["response"], found["deadline"]) == ("SK belum ada", "object", "SK ada", "2023-05-30")
    told(verifier, verification, "--finding", "REG-03", "--text", "x")
    assert [each["item"] for each in told(verifier, verification, "--remove", "REG-03")["findings"]] == ["REG-02"]
    assert "would be closed" in verifier("minutes", verification, "--close", "--dry-run")[2]
    closed = told(verifier, verification, "--close", "--to", tmp_path / "out")
    file = Path(closed["file"])
    assert digest(file.read_bytes()) == closed["closed"]["digest"]
    assert b"score" not in file.read_bytes()
    settings = tmp_path / "mt.toml"
    settings.write_text('[paper]\nscores = "yes"\n')
    code, out, said = verifier("--config", settings, "minutes", verification, "--close", "--number", "12/BA", "--to", tmp_path / "out")
    assert (code, "are closed" in out, "12/BA" in out, "SK belum ada" in out) == (0, True, True, True), said
    assert b"[scores." in Path(out.splitlines()[-1]).read_bytes()
    (tmp_path / "ba.pdf").write_bytes(b"%PDF-1.4 signed")
    (scan,) = told(verifier, verification, "--attach", tmp_path / "ba.pdf")["scans"]
    assert (scan["name"], scan["size"], scan["digest"]) == ("ba.pdf", 15, digest(b"%PDF-1.4 signed"))
    assert scan["digest"] in verifier("minutes", verification, language="id")[1]
    assert verifier("check", file)[0] == 0
    assert told(verifier, verification, "--detach", "ba.pdf")["scans"] == []
    assert "not attached" in verifier.refused("minutes", verification, "--detach", "ba.pdf")


def test_what_belongs_to_no_act_is_refused_in_words(verifier: Commands, verification: str, tmp_path: Path) -> None:
    for arguments, said in {
        ("--text", "x"): "--finding",
        ("--number", "12"): "--close",
        ("--dry-run",): "--close",
        ("--finding", "REG-99", "--text", "x"): "REG-99",
        ("--finding", "REG-01"): "REG-01",
        ("--close",): "place",
        ("--attach", str(tmp_path / "none.pdf")): "none.pdf",
    }.items():
        assert said in verifier.refused("minutes", verification, *arguments)
    assert verifier("minutes", verification, "--close", "--propose")[0] == 2


@pytest.mark.parametrize("switch", ["--finding", "--remove", "--wait", "--detach"])
def test_what_a_script_gives_empty_is_not_passed_over_as_done(verifier: Commands, verification: str, switch: str) -> None:
    assert verifier.refused("minutes", verification, switch, "")
