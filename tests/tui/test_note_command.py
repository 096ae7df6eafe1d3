"""`verifier note` and `verifier practice`: what was noted on an agency, and the practices on an item."""

import json
from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.noting_kit import ITEM, PRACTICE, VISIT, wrote
from tests.desk.reviewing_kit import Laptop
from tests.tui.commands import Commands


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
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [["2023-05-09", "good"], ["2023-05-08", "visit"]]
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
