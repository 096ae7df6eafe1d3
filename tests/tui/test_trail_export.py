"""`verifier trail --export`: whoever has nothing of this program recomputes the chain from what it gives out."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.desk import answers, verifications
from models.desk.desk import opened
from models.ledger import driver
from models.text import NOT_SHOWN
from tests.conftest import ROOT
from tests.desk.acts import AGENCY, LEVELS, begun, raw
from tests.tui.commands import Commands

TOLD = (ROOT / "docs" / "trail.md").read_text("utf-8")
UNGUARDED = ("DROP TRIGGER trail_no_update", "DROP TRIGGER trail_no_delete")


def lines(verifier: Commands, *arguments: object) -> list[dict[str, Any]]:
    code, out, said = verifier("trail", "--export", *arguments)
    assert (code, said) == (0, "")
    assert out.endswith("\n")
    return [json.loads(line) for line in out.splitlines()]


def judged(file: Path) -> str:
    """What the program in the documentation says of an export."""
    (block,) = re.findall(r"^    import hashlib.*?(?=^\S)", TOLD, re.MULTILINE | re.DOTALL)
    program = re.sub(r"^    ", "", block, flags=re.MULTILINE)
    done = subprocess.run([sys.executable, "-I", "-c", program, file], capture_output=True, text=True, timeout=60, check=False)
    return done.stderr.strip() if done.returncode else "follows"


def test_the_whole_trail_follows_when_somebody_else_recomputes_it(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = tmp_path / "trail.jsonl"
    code, out, said = verifier("trail", "--export", "--to", file)
    entries = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert (code, out.splitlines(), str(len(entries)) in said) == (0, [str(file)], True)
    assert [entry["seq"] for entry in entries] == [*range(1, len(entries) + 1)]
    assert judged(file) == "follows"
    assert entries == lines(verifier)


@pytest.mark.parametrize("change", ["body = replace(body, '2023', '2022')", "hash = prev", "prev = hash"])
def test_a_changed_entry_passed_the_auditor(verifier: Commands, verification: str, tmp_path: Path, change: str) -> None:
    with opened(verifier.folder) as desk:
        raw(desk, *UNGUARDED, f"UPDATE trail SET {change} WHERE seq = 7")
    verifier("trail", "--export", "--to", tmp_path / "trail.jsonl")
    assert judged(tmp_path / "trail.jsonl") == "entry 7 does not follow"


def test_a_missing_entry_passed_the_auditor(verifier: Commands, verification: str, tmp_path: Path) -> None:
    with opened(verifier.folder) as desk:
        raw(desk, *UNGUARDED, "DELETE FROM trail WHERE seq = 7")
    verifier("trail", "--export", "--to", tmp_path / "trail.jsonl")
    assert judged(tmp_path / "trail.jsonl") == "entry 8 does not follow"


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("sha256sum")), reason="jq or sha256sum is not installed")
def test_common_tools_print_the_hash_of_one_entry(verifier: Commands, verification: str, tmp_path: Path) -> None:
    verifier("trail", "--export", "--to", tmp_path / "trail.jsonl")
    told = re.findall(r"^    (jq .*)$", TOLD, re.MULTILINE)
    said = [
        subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True).stdout
        for command in told
    ]
    first, second = (text.split()[0] for text in said)
    assert first == second == lines(verifier)[6]["hash"]


def test_what_no_terminal_may_be_shown_comes_back_exactly(verifier: Commands, verification: str) -> None:
    with opened(verifier.folder) as desk:
        desk.do(answers.annotate, verification, LEVELS, "satu\ndua\tÄ 你好")
        raw(desk, *UNGUARDED, "UPDATE trail SET body = body || char(27) || '[31m' || char(8238) || char(8232) WHERE seq = 7")
    connection = driver.MODULE.connect(verifier.folder / driver.DATABASE)
    kept = [body for (body,) in connection.execute("SELECT body FROM trail ORDER BY seq")]
    connection.close()
    _, out, _ = verifier("trail", "--export")
    assert not NOT_SHOWN.search(out)
    assert [json.loads(line)["body"] for line in out.splitlines()] == kept
    assert "你好" in out


def test_one_verification_is_given_out_with_who_and_whose(verifier: Commands, verification: str) -> None:
    whole, one = lines(verifier), lines(verifier, AGENCY)
    assert one == lines(verifier, verification) == [entry for entry in whole if json.loads(entry["body"])["verification"] == verification]
    assert 10 < len(one) < len(whole)
    assert {(entry["name"], entry["agency"]) for entry in one} == {("Ani Lestari", "32 Provinsi Jawa Barat")}
    assert (whole[0]["name"], whole[0]["agency"]) == ("Ani Lestari", "")


def test_a_discarded_verification_is_still_told_with_its_agency(verifier: Commands, verification: str) -> None:
    with opened(verifier.folder) as desk:
        desk.do(verifications.discard, begun(desk, "33"))
    begun_, discarded = lines(verifier)[-2:]
    assert (begun_["agency"], discarded["agency"]) == ("33 Provinsi Jawa Tengah", "33 Provinsi Jawa Tengah")


def test_a_file_that_is_there_already_was_written_over(verifier: Commands, verification: str, tmp_path: Path) -> None:
    (tmp_path / "trail.jsonl").write_text("lain", "utf-8")
    assert "trail.jsonl" in verifier.refused("trail", "--export", "--to", tmp_path / "trail.jsonl")
    assert (tmp_path / "trail.jsonl").read_text("utf-8") == "lain"


@pytest.mark.parametrize("arguments", [("--check", "--export"), (AGENCY, "--to", "x"), ("--check", "--to", "x"), ("--to", "x")])
def test_switches_that_do_not_go_together_are_wrong_use(verifier: Commands, verification: str, arguments: tuple[str, ...]) -> None:
    code, out, said = verifier("trail", *arguments)
    assert (code, out) == (2, "")
    assert "--export" in said
