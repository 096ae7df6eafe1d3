"""`verifier note` and `verifier practice`: what was noted on an agency, read and written, and the practices on an item."""

import json
from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from models.documents.note import PURPOSES
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.noting_kit import ITEM, PRACTICE, VISIT, wrote
from tests.desk.reviewing_kit import Laptop
from tests.tui.commands import Commands
from tui.headless.note import _KINDS

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path: Path, clock: StillClock, capsys: pytest.CaptureFixture[str]) -> Commands:
    folder = tmp_path / "lina"
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Lina", role="supervisor", language="id")
        ring = Keyring(folder)
        ring.make()
        laptop = Laptop(desk, ring, clock)
        wrote(laptop, "visit", VISIT)
        wrote(laptop, "practice", PRACTICE)
        wrote(laptop, "practice", PRACTICE | {"title": "Aturan sendiri"}, agency="94.07", about="REG-01")
    return Commands(folder, capsys)


def test_the_notes_on_an_agency_are_listed(run: Commands) -> None:
    code, out, said = run("note", "11")
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [["9-5-2023", "good"], ["8-5-2023", "visit"]]
    assert "2 notes" in said
    assert "Agency xx is not in the register." in run.refused("note", "xx")
    assert run("note", "12", language="id")[1:] == ("", "0 catatan\n")


def test_practices_are_listed_by_item_in_whatever_case(run: Commands) -> None:
    assert "2 practices" in run("practice")[2]
    code, out, said = run("practice", ITEM.lower(), language="id")
    assert code == 0
    assert "Umpan balik 360 derajat" in out
    assert "Aturan sendiri" not in out
    assert said.strip() == "1 praktik"
    assert run("practice", "XYZ-99")[:2] == (0, "")


def test_notes_are_given_as_data(run: Commands) -> None:
    code, out, _ = run("note", "11", "--json")
    told = json.loads(out)
    assert code == 0
    assert [(each["purpose"], each["item"]) for each in told["notes"]] == [("practice", ITEM), ("visit", "")]
    assert told["notes"][1]["follow_up"] == "2023-06-09"
    (practice,) = json.loads(run("practice", "REG-01", "--json")[1])["practices"]
    assert practice["agency_code"] == "94.07"
    assert practice["item_title"]["id"] != practice["item_title"]["en"]


def test_a_note_is_written_signed_and_corrected(run: Commands) -> None:
    visit = ("--title", "Pemetaan ulang", "--text", "Kotak belum terisi")
    assert "Nothing is written yet: visit" in run("note", "12", "--write", "visit", *visit, "--dry-run")[2]
    assert run("note", "12")[1] == ""
    code, out, said = run("note", "12", "--write", "visit", *visit, "--date", "8 Mei 2023", "--follow-up", "9-6-2023")
    assert (code, "Noted: visit" in said, "Pemetaan ulang" in out) == (0, True, True)
    (before,) = json.loads(run("note", "12", "--json")[1])["notes"]
    assert (before["date"], before["follow_up"]) == ("2023-05-08", "2023-06-09")
    run("note", "12", "--correct", before["digest"][:16], "--advised", "Mulai dari eselon IV")
    (after,) = json.loads(run("note", "12", "--json")[1])["notes"]
    assert (after["note"], after["title"], after["follow_up"]) == (before["note"], before["title"], before["follow_up"])
    assert after["advised"] == "Mulai dari eselon IV"
    assert "no longer counts" in run.refused("note", "12", "--correct", before["digest"])


def test_a_practice_is_written_with_the_consent_of_its_agency(run: Commands) -> None:
    said = [each for name, value in PRACTICE.items() for each in (f"--{name.replace('_', '-')}", value)]
    code, out, _ = run("note", "12", "--write", "practice", "--item", ITEM.lower(), *said)
    assert (code, ITEM in out) == (0, True)
    without = said[: said.index("--consent-by")] + said[said.index("--contact") :]
    assert "consent" in run.refused("note", "12", "--write", "practice", "--item", ITEM, *without)
    (practice,) = json.loads(run("note", "12", "--json")[1])["notes"]
    assert run("note", "12", "--correct", practice["digest"], "--item", "REG-01")[0] == 2


def test_what_belongs_to_no_note_is_wrong_use(run: Commands) -> None:
    for wrong in (("--text", "x"), ("--dry-run",), ("--write", "visit", "--why", "x"), ("--write", "letter")):
        code, out, said = run("note", "12", *wrong)
        assert (code, out) == (2, "")
        assert said
    assert set(_KINDS) == PURPOSES


def test_the_day_of_a_note_was_found_as_machines_write_it(run: Commands) -> None:
    out = run("find", "Umpan balik")[1]
    assert ("9-5-2023" in out, "2023-05-09" in out) == (True, False)
