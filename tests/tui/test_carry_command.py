"""`verifier carry`: looked at first, carried over to another version or into a new round, refused in words."""

from pathlib import Path

import pytest

from models.desk import answers, checklists, people, reading, rounds, verifications
from models.desk.desk import opened
from tests.desk.publishing_kit import SMALL, small
from tests.tui.commands import Commands, data
from tests.tui.talking import folded, talk

pytestmark = pytest.mark.slow

NEXT = "small 2"


@pytest.fixture
def begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Commands, str]:
    """A profile with a verification on version 1, two items answered, and version 2 with another question for one of them."""
    folder = tmp_path / "profile"
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="en")
        desk.do(checklists.adopt, small(), "1.toml")
        desk.do(checklists.adopt, small("2", **{"items.REG-01.question.id": "Tanya"}), "2.toml")
        desk.do(rounds.begin, "A", SMALL, "2023-05-09")
        verification = desk.do(verifications.begin, "32")
        desk.do(answers.record_all, verification, {"REG-01": 3, "REG-02": 4})
    return Commands(folder, capsys), verification


def test_a_verification_is_moved_and_the_old_one_can_only_be_read(begun: tuple[Commands, str]) -> None:
    verifier, old = begun
    code, out, said = verifier("carry", "32", "--to-version", NEXT, "--dry-run")
    assert (code, out) == (0, "")
    assert "10 items equal, 1 changed, 0 new, 0 gone. 1 answers go along, to be confirmed; 1 do not." in said
    assert "REG-01 Judul REG-01 in English (changed)" in said
    new = verifier("carry", "32", "--to-version", NEXT)[1].strip()
    found = {line["id"]: line for line in data(verifier("list", "--json"))["verifications"]}
    assert {id_: line["moved_to"] for id_, line in found.items()} == {old: NEXT, new: None}
    assert found[new]["answered"] == 1
    assert new in verifier.refused("carry", old, "--to-version", "mt-kasn 2023")
    assert "already goes by" in verifier.refused("carry", new, "--to-version", NEXT)


def test_a_round_begins_with_the_answers_of_the_last(begun: tuple[Commands, str]) -> None:
    verifier, old = begun
    assert "no answers of an earlier round" in verifier.refused("carry", "32", "--to-round", "A")
    verifier("round", "open", "B", "--checklist", NEXT, "--day", "2023-06-01")
    told = data(verifier("carry", "32", "--to-round", "B", "--json"))
    assert (told["from"]["verification"], told["to"], told["carried"], told["again"]) == (old, {"round": "B", "checklist": NEXT}, 1, 1)
    assert told["verification"] != old
    assert verifier("carry", "32", "--to-round", "C")[0] == 1


def test_what_an_item_said_before_was_told_on_the_screen_alone(begun: tuple[Commands, str]) -> None:
    verifier, _ = begun
    new = verifier("carry", "32", "--to-version", NEXT)[1].strip()
    record = folded(talk(verifier, "1", "REG-01", "REG-02", "=", "done"))
    assert "1 carried answer is to be confirmed: = for an item" in record
    assert f"Changed since {SMALL} (round A); the old answer did not go along:" in record
    assert "→ " in record
    assert "Answered before: 3" in record
    assert f"Carried over from {SMALL}, round A. Type = to confirm" in record
    with opened(verifier.folder, writing=False) as desk:
        assert not desk.ask(reading.sheet, new).line("REG-02").answer.is_carried
