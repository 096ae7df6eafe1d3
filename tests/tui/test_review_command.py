"""`verifier review`: the queue, what is weak in a submission, and the decision about it."""

import shutil
from pathlib import Path

import pytest

from models.desk import reviewing
from models.desk.desk import opened
from models.documents.travelling import met
from tests.desk.lead_kit import HEALTH, PAPUA, WAIVED, WEAK, Waiting, waiting
from tests.desk.reviewing_kit import founded
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Waiting:
    """Lina's laptop with two submissions, made once."""
    return waiting(tmp_path_factory.mktemp("lead"), (HEALTH, PAPUA))


@pytest.fixture
def lead(laptop: Waiting, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The program on a copy of it."""
    return Commands(Path(shutil.copytree(laptop.folder, tmp_path / "lina")), capsys)


def test_the_queue_is_listed_by_what_is_weak_or_by_age(lead: Commands) -> None:
    code, out, _ = lead("review")
    assert code == 0
    assert [line.split()[1] for line in out.splitlines()[1:]] == [PAPUA, HEALTH]
    _, out, _ = lead("review", "--sort", "age")
    assert [line.split()[1] for line in out.splitlines()[1:]] == [HEALTH, PAPUA]
    queue = data(lead("review", "--json"))["queue"]
    first = queue[0]
    assert (first["agency"], first["verifier"], first["number"], first["unsettled"], first["own"]) == (PAPUA, "Vera", 1, 0, False)
    assert first["weak"][0] == {"kind": "item", "key": WEAK, "reasons": ["no_evidence"], "weight": 4, "slight": False}
    assert first["risk"] > queue[1]["risk"]


def test_what_is_weak_in_one_is_told_in_words_and_as_data(lead: Commands) -> None:
    code, out, said = lead("review", PAPUA)
    assert (code, out.splitlines()[0]) == (0, f"{WEAK}: no evidence is cited")
    assert "Kabupaten Intan Jaya, 2023-1" in said
    found = data(lead("review", PAPUA, "--json"))["review"]
    assert (found["state"], found["number"], found["remarks"]) == ("submitted", 1, [])
    assert [each["key"] for each in found["weak"]][:2] == [WEAK, WAIVED]


def test_a_return_is_remarked_signed_and_put_into_a_folder(lead: Commands, laptop: Waiting, tmp_path: Path) -> None:
    assert "remark" in lead.refused("review", PAPUA, "--return", "evidence", "--reason", "Incomplete")
    assert "reason" in lead.refused("review", PAPUA, "--return", "evidence", "--remark", WEAK, "Which?")
    assert data(lead("review", PAPUA, "--json"))["review"]["remarks"] == []
    arguments = ("--remark", WEAK, "Which page?", "--return", "evidence", "--reason", "Incomplete", "--to", tmp_path / "out")
    code, out, said = lead("review", PAPUA, *arguments)
    assert (code, "Kabupaten Intan Jaya, 2023-1: returned." in said) == (0, True)
    assert len(met(Path(out.strip())).signatures) == 1
    found = data(lead("review", PAPUA, "--json"))["review"]
    assert (found["state"], found["remarks"][0]["item"], found["remarks"][0]["kind"]) == ("returned", WEAK, "correction")
    assert [line.split()[1] for line in lead("review")[1].splitlines()[1:]] == [HEALTH]
    with opened(lead.folder, writing=False) as desk:
        assert desk.ask(reviewing.standing, laptop.verifications[PAPUA]).reason == "Incomplete"


def test_an_approval_says_what_it_lacks_and_is_kept(lead: Commands) -> None:
    assert WAIVED in lead.refused("review", HEALTH, "--approve")
    code, out, said = lead("review", HEALTH, "--confirm", WAIVED, "--approve")
    assert (code, "approved" in said) == (0, True)
    assert out.strip().endswith(".toml")
    assert lead.refused("review", HEALTH, "--approve")
    assert data(lead("review", HEALTH, "--json"))["review"]["state"] == "approved"


def test_a_decision_names_its_submission_and_a_known_reason(lead: Commands) -> None:
    assert "verifier review" in lead.refused("review", "--approve")
    assert lead("review", PAPUA, "--return", "because", "--reason", "x")[0] == 2


def test_a_locked_key_takes_its_passphrase_from_the_environment(lead: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFIER_NEW_PASSPHRASE", "kunci rahasia")
    assert lead("key", "passphrase")[0] == 0
    said = lead.refused("review", HEALTH, "--confirm", WAIVED, "--approve")
    assert "VERIFIER_PASSPHRASE" in said
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "kunci rahasia")
    assert lead("review", HEALTH, "--confirm", WAIVED, "--approve")[0] == 0


def test_a_verifier_is_told_why_not(laptop: Waiting, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vera = Commands(Path(shutil.copytree(laptop.folder.parent / "vera", tmp_path / "vera")), capsys)
    assert "your role is verifier" in vera.refused("review")


def test_a_remark_given_with_an_approval_lay_there_unsent(lead: Commands) -> None:
    said = lead.refused("review", HEALTH, "--confirm", WAIVED, "--approve", "--remark", WEAK, "Which page?")
    assert "--return" in said
    assert data(lead("review", HEALTH, "--json"))["review"]["remarks"] == []


def test_a_decision_that_was_kept_was_said_to_be_refused(lead: Commands, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("no folder")
    code, out, said = lead("review", HEALTH, "--confirm", WAIVED, "--approve", "--to", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "approved" in said
    assert "is kept here, but the file was not written" in said
    assert data(lead("review", HEALTH, "--json"))["review"]["state"] == "approved"


def test_a_remark_settled_without_words_was_told_as_if_nothing_was_said(lead: Commands, laptop: Waiting) -> None:
    of = laptop.verifications[HEALTH]
    with opened(lead.folder) as desk:
        (made,) = desk.do(reviewing.remark, of, WEAK, "question", "Which page?").remarks
        desk.do(reviewing.settle, of, made.id)
    _, out, _ = lead("review", HEALTH)
    last = [line for line in out.splitlines() if line.startswith(WEAK)][-1]
    assert not last.endswith(": ")
    assert "settled" in last.rpartition(":")[2]


def test_an_approval_was_handed_on_without_the_submission_that_whoever_issues_needs(
    lead: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert lead("review", HEALTH, "--confirm", WAIVED, "--approve", "--to", out)[0] == 0
    surya = Commands(shutil.copytree(founded()[0] / "surya", tmp_path / "surya"), capsys)
    (review,) = out.glob("*_review_*.toml")
    code, _, said = surya("import", review, "--dry-run")
    assert (code, "decides about, 1 document that is not here yet" in said) == (0, True)
    code, _, said = surya("import", out)
    assert (code, "decides about" in said) == (0, False)
    assert surya("issue", HEALTH, "--dry-run")[0] == 0


def test_a_lead_was_not_told_that_an_approval_was_sent_back_nor_why(
    lead: Commands, laptop: Waiting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert lead("review", HEALTH, "--confirm", WAIVED, "--approve", "--to", out)[0] == 0
    surya = Commands(shutil.copytree(founded()[0] / "surya", tmp_path / "surya"), capsys)
    assert surya("import", out)[0] == 0
    assert surya("withdraw", HEALTH, "--send-back", "--reason", "Look at WAIVED again.", "--to", tmp_path / "back")[0] == 0
    assert lead("import", tmp_path / "back")[0] == 0
    assert "Vera (review again)" in lead("review")[1]
    assert "Its approval was sent back by Surya, " in (said := lead("review", HEALTH)[1])
    assert ": Look at WAIVED again." in said
    assert data(lead("review", HEALTH, "--json"))["review"]["sent_back"]["reason"] == "Look at WAIVED again."
    # An approval that was sent back holds no more, and what sent it back is no withdrawal of a verdict.
    code, checked, _ = surya("check", out, tmp_path / "back")
    assert (code, "HOLDS, BUT NO LONGER COUNTS: sent back to review by Surya" in checked) == (0, True)
    assert "HOLDS: sent back to review, " in checked
    assert "withdrawn" not in checked
    with opened(lead.folder) as desk:
        # Within one second the same approval would be written again, and that one was sent back.
        desk.do(reviewing.remark, laptop.verifications[HEALTH], WEAK, "praise", "Clear.")
    assert lead("review", HEALTH, "--approve")[0] == 0
    assert data(lead("review", HEALTH, "--json"))["review"]["sent_back"] is None
