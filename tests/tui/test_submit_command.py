"""`verifier submit`: what blocks is printed, a submission is signed and can leave at once, later or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import evidence_files
from models.desk import answers, drafts, keeping, people, reading, reviewing, teams
from models.desk.desk import Desk, opened
from models.documents import travelling
from models.keyring import Keyring
from tests.desk.reviewing_kit import ready
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

SECRET = "kuda-terbang-9"


@pytest.fixture
def own(desk: Desk) -> Iterator[str]:
    """A verification that can be submitted, on the laptop of Ani, who founded a team of herself."""
    ring = Keyring(desk.ledger.folder)
    ring.make()
    root = ring.make_root()
    desk.do(teams.found, "Tim Uji", desk.ask(teams.request, ring.person(), ring.device()), root)
    desk.do(teams.assign, desk.actor.person, ("verifier", "supervisor"), "", root)
    verification = ready(desk, "32")
    desk.close()
    yield verification


def state(folder: Path, verification: str) -> tuple[str, bool]:
    """The state, and whether the submission has left."""
    with opened(folder, writing=False) as desk:
        found = desk.ask(reviewing.standing, verification)
        return found.state, desk.ask(keeping.has_left, found.submission)


def test_what_blocks_is_printed_line_by_line_and_nothing_is_submitted(verifier: Commands, folder: Path, own: str) -> None:
    with opened(folder) as desk:
        desk.do(answers.clear, own, "REG-01")
    for dry in (("--dry-run",), ()):
        code, out, said = verifier("submit", "32", *dry)
        assert (code, out) == (1, "REG-01: not yet checked\n")
        assert "Provinsi Jawa Barat, 2023-1: 1 thing blocks" in said
    assert state(folder, own) == ("draft", False)


def test_a_dry_run_submits_nothing(verifier: Commands, folder: Path, own: str) -> None:
    code, out, said = verifier("submit", own, "--dry-run")
    assert (code, out) == (0, "")
    assert "nothing blocks" in said
    assert "cites no evidence: REG-02, REG-03" in said, "the screen alone told what the lead will look at"
    assert state(folder, own) == ("draft", False)


def test_it_is_submitted_and_leaves_when_a_folder_is_given(verifier: Commands, folder: Path, own: str, tmp_path: Path) -> None:
    code, out, said = verifier("submit", "32")
    assert (code, out) == (0, "")
    assert "Provinsi Jawa Barat, 2023-1: submitted as submission 1" in said
    assert state(folder, own) == ("submitted", False)
    assert data(verifier("list", "--json"))["verifications"][0]["state"] == "submitted"
    assert "submitted" in verifier("list")[1]
    assert "submitted" in verifier.refused("submit", "32")
    code, out, said = verifier("submit", "32", "--to", tmp_path / "out")
    assert code == 0
    path = Path(out.strip())
    assert travelling.met(path).signatures
    assert state(folder, own) == ("submitted", True)


def test_a_passphrase_comes_from_the_environment_and_a_wrong_one_submits_nothing(
    verifier: Commands, folder: Path, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Keyring(folder).relock(SECRET)
    assert "passphrase" in verifier.refused("submit", "32")
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "salah")
    verifier.refused("submit", "32")
    assert state(folder, own) == ("draft", False)
    monkeypatch.setenv("VERIFIER_PASSPHRASE", SECRET)
    code, out, _ = verifier("submit", "32", "--to", tmp_path / "out")
    assert (code, len(out.splitlines())) == (0, 1)
    assert state(folder, own) == ("submitted", True)


def test_without_a_team_the_next_step_is_told(verifier: Commands, folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
        verification = ready(desk, "32")
    code, out, _ = verifier("submit", verification)
    assert (code, out) == (1, "This profile belongs to no team; ask to join on the team screen, or with verifier team request\n")


def test_a_submission_handed_on_from_the_documents_could_still_be_recalled(
    verifier: Commands, folder: Path, own: str, tmp_path: Path
) -> None:
    verifier("submit", "32")
    assert state(folder, own) == ("submitted", False)
    code, _, _ = verifier("documents", "--to", tmp_path / "out")
    assert code == 0
    assert state(folder, own) == ("submitted", True)
    with opened(folder, writing=False) as desk:
        assert desk.ask(reading.sheet, own).state == "submitted"


def test_a_submission_handed_out_while_the_program_was_open_could_still_be_recalled(
    verifier: Commands, folder: Path, own: str, tmp_path: Path
) -> None:
    verifier("submit", "32")
    with opened(folder) as desk:
        said = verifier.refused("documents", "--to", tmp_path / "out")
        assert "PID" in said or str(folder) in said, "who has it open"
        assert not (tmp_path / "out").exists()
        desk.do(keeping.give_out, [desk.ask(reviewing.standing, own).submission])
        assert verifier("documents", "--to", tmp_path / "out")[0] == 0, "it has left already, and nothing is to be kept"
    assert state(folder, own) == ("submitted", True)


def test_a_recall_that_would_be_refused_was_silent_when_it_was_only_tried(
    verifier: Commands, folder: Path, own: str, tmp_path: Path
) -> None:
    verifier.refused("submit", own, "--recall", "--dry-run")
    verifier("submit", "32")
    code, _, said = verifier("submit", own, "--recall", "--dry-run")
    assert (code, "can be recalled" in said) == (0, True)
    assert state(folder, own) == ("submitted", False)
    verifier("documents", "--to", tmp_path / "out")
    assert "cannot be recalled" in verifier.refused("submit", own, "--recall", "--dry-run")


def test_half_a_note_was_left_out_of_what_is_submitted_without_a_word(verifier: Commands, folder: Path, own: str) -> None:
    with opened(folder) as desk:
        desk.do(drafts.keep, f"{own}/note/REG-01", {"text": "Pasal 3 belum"})
    assert "1 unsaved text is not included: note on REG-01" in " ".join(verifier("submit", own)[2].split())
    assert "unsaved" not in verifier("submit", own, "--to", folder.parent)[2]


def test_a_file_that_was_changed_since_it_was_read_is_told(verifier: Commands, folder: Path, own: str) -> None:
    scan = folder.parent / "SK.pdf"
    scan.write_bytes(b"SK")
    verifier("cite", own, "new", "--title", "SK", "--location", scan)
    with opened(folder) as desk:
        list(evidence_files.known(desk, own))
    scan.write_bytes(b"SK lain")
    assert "1 file of evidence is another than was read before" in " ".join(verifier("submit", own)[2].split())
