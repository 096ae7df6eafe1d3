"""`verifier doctor`: a line for each check, what to do where something is wrong, and an exit code for scripts."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models import disks
from models.disks import Disk, Kind
from models.doctor import CHECKS
from models.ledger import driver
from models.settings import FILE
from models.words import LANGUAGES, Words
from tests.conftest import ROOT
from tests.doctor.kit import broken
from tests.ledger.kit import run
from tests.tui.commands import NEEDS_RIGHTS, Commands, data
from tui.headless.doctor import _folded

pytestmark = pytest.mark.slow

# Everything is loaded first: whoever has no rights may not read the environment of the tests either.
SHOW = """
import io, os, sys
from tui.cli import main

sys.stdout, before = io.StringIO(), sys.stdout
main(["--data-dir", sys.argv[1], "doctor"])
sys.stdout = before
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(["--data-dir", sys.argv[2], "--lang", "en", "doctor"]))
"""


@pytest.fixture(autouse=True)
def _a_disk_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder of tests is in memory, that would be worth a note."""
    monkeypatch.setattr(disks, "of", lambda _folder: Disk(Kind.OWN, "ext4"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sound_profile_is_told_line_by_line(verifier: Commands, verification: str, language: str) -> None:
    words = Words(language)
    code, out, said = verifier("doctor", language=language)
    assert (code, said.strip()) == (0, words("doctor.sound"))
    lines = out.splitlines()
    told = [line for line in lines if not line.startswith(" ")]
    noted = words("doctor.state.noted")
    assert [line.split()[0] for line in told] == [noted if check == "backups" else words("doctor.state.good") for check in CHECKS]
    assert all(f"  {words(f'doctor.check.{check}')}: " in line for check, line in zip(CHECKS, told, strict=True))
    assert lines[-3].strip() == f"→ {words('doctor.remedy.backup')}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(verifier: Commands, verification: str, language: str) -> None:
    words = Words(language)
    broken(verifier.folder, "UPDATE progress SET answered = 77")
    code, out, said = verifier("doctor", language=language)
    lines = out.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith(words("doctor.state.wrong")))
    assert (code, said.strip()) == (1, words.count("doctor.findings", 1))
    assert len(lines) == len(CHECKS) + 8
    assert all("77/" in line for line in lines[first + 1 : first + 6])
    assert lines[first + 6].strip() == f"- {words.count('doctor.more', 3)}"
    assert lines[first + 7].strip() == f"→ {words('doctor.remedy.progress')}"


def test_findings_as_data_have_every_check(verifier: Commands, verification: str) -> None:
    sound = data(verifier("doctor", "--json"))
    assert (sound["sound"], [each["check"] for each in sound["checks"]]) == (True, list(CHECKS))
    broken(verifier.folder, "UPDATE progress SET answered = 77")
    code, out, said = verifier("doctor", "--json")
    found = json.loads(out)
    (progress,) = [each for each in found["checks"] if each["state"] == "wrong"]
    assert (code, said, found["sound"]) == (1, "", False)
    assert (progress["check"], progress["state"], len(progress["faults"])) == ("progress", "wrong", 8)
    assert progress["remedy"]


def test_a_settings_file_at_fault_kept_the_doctor_out(verifier: Commands, verification: str) -> None:
    for text, named in (("[look", FILE), ('[look]\ntheme = "x"\n', "look.theme"), ('[keys]\n"sheet.note" = "?"\n', "sheet.note")):
        (verifier.folder / FILE).write_text(text, "utf-8")
        code, out, _ = verifier("doctor")
        wrong = [line for line in out.splitlines() if line.startswith("WRONG")]
        assert (code, len(wrong)) == (1, 1), out
        assert "Settings" in wrong[0]
        assert named in wrong[0]


def test_no_profile_is_a_finding_and_none_is_made(verifier: Commands) -> None:
    code, out, _ = verifier("doctor")
    assert (code, "Traceback" in out, verifier.folder.exists()) == (1, False, False)
    assert out.count("skipped") == 18


def test_a_finding_cannot_steer_the_terminal(verifier: Commands, verification: str) -> None:
    broken(verifier.folder, "UPDATE progress SET area = area || char(27) || '[31m' WHERE area = 'REG'")
    for arguments in ((), ("--json",)):
        code, out, _ = verifier("doctor", *arguments)
        assert (code, "\x1b" in out, "[31m" in out) == (1, False, True)


@NEEDS_RIGHTS
@pytest.mark.slow
@pytest.mark.usefixtures("verification")
@pytest.mark.parametrize("mode", [0, 0o555])
def test_a_folder_one_may_not_enter_or_write_is_a_finding(folder: Path, mode: int) -> None:
    # Where nobody may enter on the way, as in the folder of the tests, it would not be known what is the matter.
    with TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        closed = Path(made) / "closed"
        closed.mkdir()
        shutil.copyfile(folder / driver.DATABASE, closed / driver.DATABASE)
        closed.chmod(mode)
        done = run(SHOW, folder, closed, cwd=ROOT)
        closed.chmod(0o700)
    wrong = [line for line in done.stdout.splitlines() if line.startswith("WRONG")]
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert f"WRONG    Profile folder: you cannot read and write {closed}" in wrong
    # A right that lacks is no damage.
    assert Words("en")("doctor.remedy.damaged") not in done.stdout
    assert any(line.startswith("WRONG    Database") for line in wrong) is (mode == 0), done.stdout


@pytest.mark.parametrize("width", [30, 80])
def test_a_line_is_folded_between_its_words(width: int) -> None:
    line = "    - " + " ".join(("Jejak perubahan", "/sebuah/jalur-yang-panjang/sekali/verifier.db", "terputus", "\npada entri", "2")) * 2
    rows = list(_folded(line, width))
    assert " ".join(" ".join(rows).split()) == " ".join(line.split())
    assert all(len(row) <= width or len(row.split()) == 1 for row in rows)
    assert len(rows) > 2
    assert list(_folded(line, 0)) == line.splitlines()
