"""`verifier submit --request-return` asks back what has left, and `verifier review` shows and answers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import keeping, reviewing
from models.desk.desk import opened
from models.documents.travelling import met
from models.keyring import Keyring
from tests.desk.reviewing_kit import ready, trio
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

WHY = "Lampiran SK tertukar."
SECRET = "kuda-terbang-9"


@dataclass
class Two:
    """Vera's laptop and Lina's, and the verification that is on both, submitted by Vera."""

    vera: Commands
    lina: Commands
    verification: str


@pytest.fixture
def two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Two]:
    with trio(tmp_path) as team:
        verification = ready(team.verifier.desk, "32")
        submission = team.verifier.submits(verification)
        team.lead.takes(submission)
    yield Two(Commands(tmp_path / "vera", capsys), Commands(tmp_path / "lina", capsys), verification)


def leave(two: Two, folder: Path) -> None:
    assert two.vera("submit", two.verification, "--to", folder)[0] == 0


def test_it_is_asked_back_and_its_file_goes_to_the_lead_who_returns_it_with_its_reason(two: Two, tmp_path: Path) -> None:
    assert "has not gone out yet" in two.vera.refused("submit", "32", "--request-return", WHY)
    leave(two, tmp_path)
    assert "reason" in two.vera.refused("submit", "32", "--request-return", " ")
    code, out, said = two.vera("submit", "32", "--request-return", WHY, "--dry-run")
    assert (code, out, "can be asked back" in said) == (0, "", True)
    assert data(two.vera("submit", "32", "--to", tmp_path, "--json"))["submission"]["number"] == 1
    code, out, said = two.vera("submit", "32", "--request-return", WHY, "--to", tmp_path / "out")
    assert (code, "its submission is asked back" in said) == (0, True)
    path = Path(out.strip())
    assert len(met(path).signatures) == 1
    assert "return.requested" not in two.lina.refused("review", "32", "--return", "requested")
    code, out, _ = two.vera("check", path)
    assert (code, "asked back" in out) == (0, True)
    assert data(two.lina("check", path, "--json"))["files"][0]["document"] == {
        "kind": "request",
        "status": "requested",
        "agency": "32",
        "round": "2023-1",
    }
    assert two.lina("import", path, "--take", "all")[0] == 0
    assert "Vera (asked back)" in two.lina("review")[1]
    found = data(two.lina("review", "--json"))["queue"][0]["requested"]
    assert (found["person"], found["reason"], found["document"]) == ("Vera", WHY, digest(path.read_bytes()))
    assert two.lina("review", "32")[1].startswith("Asked back by Vera")
    code, out, _ = two.lina("review", "32", "--return", "requested", "--to", tmp_path / "back")
    assert code == 0
    assert two.vera("import", Path(out.strip()), "--take", "all")[0] == 0
    with opened(tmp_path / "vera", writing=False) as desk:
        review = desk.ask(reviewing.standing, two.verification)
        assert (review.state, review.code, review.reason, review.requested) == ("returned", "requested", WHY, None)


def test_as_data_it_tells_what_was_asked_and_where_the_file_is(two: Two, tmp_path: Path) -> None:
    leave(two, tmp_path)
    found = data(two.vera("submit", "32", "--request-return", WHY, "--dry-run", "--json"))["request"]
    assert (found["id"], found["agency"], found["document"], found["file"]) == (two.verification, "32", None, None)
    found = data(two.vera("submit", "32", "--request-return", f"{WHY} ", "--json"))["request"]
    assert (found["reason"], found["file"]) == (WHY, None)
    with opened(tmp_path / "vera", writing=False) as desk:
        kept = desk.ask(keeping.stored, found["document"])
        assert not desk.ask(keeping.has_left, found["document"])
    assert two.vera("documents", found["document"], "--to", tmp_path / "late")[0] == 0
    assert met(tmp_path / "late" / kept.name).body == kept.body


def test_a_submission_is_told_as_data_too(two: Two, tmp_path: Path) -> None:
    with opened(tmp_path / "vera") as desk:
        other = ready(desk, "33")
    found = data(two.vera("submit", "33", "--dry-run", "--json"))["submission"]
    assert (found["id"], found["state"], found["document"], found["blockers"], found["file"]) == (other, "draft", None, [], None)
    found = data(two.vera("submit", "33", "--to", tmp_path, "--json"))["submission"]
    assert (found["state"], digest(Path(found["file"]).read_bytes())) == ("submitted", found["document"])


def test_a_locked_key_signs_no_request_without_its_passphrase(two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(two, tmp_path)
    Keyring(tmp_path / "vera").relock(SECRET)
    assert "passphrase" in two.vera.refused("submit", "32", "--request-return", WHY)
    with opened(tmp_path / "vera", writing=False) as desk:
        assert desk.ask(reviewing.standing, two.verification).requested is None
    monkeypatch.setenv("VERIFIER_PASSPHRASE", SECRET)
    assert two.vera("submit", "32", "--request-return", WHY)[0] == 0
