"""`verifier --linear` on three laptops: submitted, returned, repaired, approved, issued and exchanged, all of it typed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.desk import reading, reviewing, teams, verifications
from models.desk.desk import opened
from models.documents.travelling import put
from tests.desk.assigning_kit import gives as assigned
from tests.desk.lead_kit import HEALTH, PAPUA, WAIVED, WEAK, Waiting, waiting
from tests.desk.reviewing_kit import approved, ready, returned, trio
from tests.desk.seconding_kit import quartet, second
from tests.tui.commands import Commands, data
from tests.tui.talking import folded, talk

pytestmark = pytest.mark.slow

Laptop = Callable[[str], Commands]


@pytest.fixture
def laptop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Laptop:
    """One of the three laptops, with a stick that all of them know, and folders of their own for what leaves."""

    def known(name: str) -> Commands:
        (tmp_path / "stick").mkdir(exist_ok=True)
        out = tmp_path / f"out-{name}"
        settings = f"[places]\nexport = '{out}'\n\n[carriers]\nusb = '{tmp_path / 'stick'}'\n"
        (tmp_path / name / "verifier.toml").write_text(settings, "utf-8")
        return Commands(tmp_path / name, capsys)

    return known


def state(laptop: Commands, agency: str) -> str:
    with opened(laptop.folder, writing=False) as desk:
        return desk.ask(reading.sheet, desk.ask(verifications.named, agency)).state


def test_a_submission_travels_to_its_lead_comes_back_is_repaired_approved_and_issued(laptop: Laptop, tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        ready(team.verifier.desk)
    vera, lina, surya = map(laptop, ("vera", "lina", "surya"))
    record = folded(talk(vera, "1", "v", "accept", "Submit", "yes", "no", "<", "<", "Exchange data", "Exchange with all", "done"))
    assert "submitted as submission 1" in record
    assert record.index("cites no evidence: REG-02") < record.index("locked until"), (
        "what the lead will look at was told on the screen alone"
    )
    assert state(vera, "11") == "submitted"
    record = folded(talk(vera, "1", "n", "e", "new", "<", "f", "1", "PEN-02", "<", "<", "done"))
    assert record.count("This verification is submitted.") == 4, "what was typed in vain was asked for again and again"
    assert "full stop" not in record

    remarks = ("Open an item", "REG-01", "Write a remark", "correction", "Which page?", ".", "<")
    returned = ("Return", "evidence", "Name the page.", ".")
    record = folded(talk(lina, "exchange", "1", "<", "review", "1", *remarks, *returned, "<", "exchange", "1", "done"))
    assert "REG-01: correction, open: Lina: Which page?" in record
    assert state(lina, "11") == "returned"

    reply = ("REG-01", "r", "Page 4", ".")
    record = folded(talk(vera, "exchange", "1", "<", "1", "done"))
    assert "Returned by Lina" in record, "nobody could read why"
    assert "Name the page." in record
    assert "Name the page." in folded(vera("review", "11")[1])
    record = folded(talk(vera, "exchange", "1", "<", "1", *reply, "v", "Submit", "yes", "no", "<", "<", "exchange", "1", "done"))
    assert "Lina: Which page?" in record
    assert "submitted as submission 2" in record

    settled = ("Open an item", "REG-01", "Settle", "<")
    confirmed = ("Open an item", WAIVED, "Confirm", "<")
    approves = ("review", "1", *settled, *confirmed, "Approve", "yes")
    record = folded(talk(lina, "exchange", "1", "<", "review", "1", "Approve", "<", "<", *approves, "exchange", "1", "done"))
    assert "REG-01: a remark is not settled" in record
    assert state(lina, "11") == "approved"

    record = folded(talk(surya, "exchange", "1", "<", "issue", "1", "31-12-2027", "yes", "<", "exchange", "1", "done"))
    assert "1 verdict issued" in record
    assert state(surya, "11") == "issued"
    assert [*(tmp_path / "out-surya").glob("*.toml")]
    talk(vera, "exchange", "1", "done")
    assert state(vera, "11") == "issued"


def test_what_is_withdrawn_needs_a_reason(laptop: Laptop, tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        approved(team)
    surya = laptop("surya")
    record = folded(talk(surya, "issue", "1", "tomorrow", "-", "yes", "1", "Withdraw", "", "Wrong figures", ".", "<", "done"))
    assert "tomorrow" in record
    assert "Reason is required." in record
    assert state(surya, "11") == "withdrawn"


def test_a_reason_that_began_with_a_dash_was_taken_for_a_switch_and_was_lost(laptop: Laptop, tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        approved(team)
    surya = laptop("surya")
    talk(surya, "issue", "1", "-", "yes", "1", "Withdraw", "-salah", ".", "<", "done")
    assert state(surya, "11") == "withdrawn"


def test_a_second_verifier_was_offered_to_submit_and_told_what_blocked_that(laptop: Laptop, tmp_path: Path) -> None:
    with quartet(tmp_path) as team:
        second(team.second)
    dua = laptop("dua")
    record = folded(talk(dua, "1", "v", "Submit", "Seal", "1", "yes", "<", "<", "done"))
    assert "Second verification: Provinsi Aceh. 2023-1" in record
    assert "Submit to the lead" not in record
    assert "the opinion is sealed" in record
    assert state(dua, "11") == "submitted"


def test_one_file_that_is_refused_kept_all_others_from_being_taken_in(
    laptop: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inbox = tmp_path / "inbox"
    with trio(tmp_path) as team:
        put(inbox, team.verifier.submits(ready(team.verifier.desk)))
    (inbox / "damaged.toml").write_text("no = [", "utf-8")
    lina = laptop("lina")
    assert "damaged.toml" in talk(lina, "Take in a file", inbox.name, "yes", "done")
    assert state(lina, "11") == "submitted"


def test_the_queue_says_what_is_worth_a_look_and_a_blocked_decision_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made: Waiting = waiting(tmp_path / "lead", (HEALTH, PAPUA))
    lina = Commands(Path(shutil.copytree(made.folder, tmp_path / "lina")), capsys)
    record = folded(talk(lina, "review", "1", "5", "Write a remark", "question", "Why?", ".", "<", "all", "return", "<", "done"))
    assert f"{WEAK}: no evidence is cited" in record
    with opened(lina.folder, writing=False) as desk:
        (remark,) = desk.ask(reviewing.standing, made.verifications[PAPUA]).remarks
    assert (remark.item, remark.kind) == (WEAK, "question")
    assert data(lina("review", PAPUA, "--json"))["review"]["state"] == "submitted"


def test_what_is_assigned_said_neither_until_when_nor_that_it_is_a_second_verification(laptop: Laptop, tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        gives = [assigned(team.lead, {"12"}, "Vera", "1-5-2023"), assigned(team.lead, {"13"}, "Vera", "", "second")]
        team.verifier.takes(*gives)
    record = folded(talk(laptop("vera"), "done"))
    assert "Begin Provinsi Sumatera Utara, 2023-1, was due 1-5-2023, by Lina" in record
    assert "Begin Provinsi Sumatera Barat (Second verification), 2023-1, by Lina" in record


def test_who_assigns_hears_of_what_waits_for_whoever_left_and_who_is_assigned_goes_on_with_it(laptop: Laptop, tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        vera, lina, surya = team.verifier, team.lead, team.supervisor
        old = ready(vera.desk)
        returned(team, old, "REG-01")
        surya.takes(assigned(lina, {"11"}, "Vera"), *lina.documents("submission"), *lina.documents("review"))
        surya.desk.do(teams.mark, f"people.{vera.desk.actor.person}", "left", "", surya.ring.root())
        lina.desk.do(teams.take, surya.desk.ask(teams.demanded).document)
        assigned(lina, {"11"}, "Lina")
    assert "1 agency is assigned to somebody no longer active" in folded(talk(laptop("surya"), "done"))
    record = folded(talk(laptop("lina"), "1", "1", "<", "done"))
    assert "no longer active" not in record
    assert "Go on with the answers of Vera" in record
    with opened(tmp_path / "lina") as desk:
        (mine,) = desk.ask(verifications.mine)
        assert desk.ask(reading.sheet, mine.id).follows == old
