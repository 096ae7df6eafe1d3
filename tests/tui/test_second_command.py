"""`verifier second`, `merge --settle`, `loose` and the switches beside them: what only a screen could do."""

from pathlib import Path

import pytest

from models.desk import drafts, people
from models.desk.desk import opened
from tests.desk.seconding_kit import ITEM, OTHER, first, quartet, second
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


def test_a_second_opinion_is_sealed_opened_settled_and_signed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with quartet(tmp_path) as team:
        team.lead.takes(team.verifier.submits(first(team)))
        given = second(team.second)
        team.second.desk.do(drafts.keep, f"{given}/note/{ITEM}", {"text": "Half a note"})
    dua, lina = (Commands(tmp_path / name, capsys) for name in ("dua", "lina"))
    assert "no opinion" in dua("second")[2].casefold()
    code, out, said = dua("second", "11", "--give", "Lina", "--to", tmp_path / "out")
    assert (code, "sealed" in said) == (0, True)
    assert "1 unsaved text is not included" in said
    assert lina("import", out.strip())[0] == 0
    (held,) = data(lina("second", "--json"))["opinions"]
    assert (held["agency"], held["opened"], held["differences"]) == ("11", False, [])
    assert lina.refused("second", "11", "--settle", ITEM, "first", "Seen")
    (opened_,) = data(lina("second", "11", "--unseal", "--json"))["opinions"]
    assert [each["item"] for each in opened_["differences"]] == sorted([ITEM, OTHER]) or set(opened_["unsettled"]) == {ITEM, OTHER}
    assert ITEM in lina("second", "11")[1]
    assert lina.refused("second", "11", "--conclude")
    # Fifty differences took fifty commands.
    both = [word for item in (ITEM, OTHER) for word in ("--settle", item, "first", "The decree was seen")]
    assert lina("second", "11", *both)[0] == 0
    code, out, _ = lina("second", held["opinion"][:12], "--conclude", "--to", tmp_path / "out")
    assert (code, (tmp_path / "out") in Path(out.splitlines()[0]).parents) == (0, True)
    assert data(lina("second", "--json"))["opinions"][0]["signed"] is True


def test_a_second_opinion_could_not_be_given_by_its_agency_once_that_was_verified_in_another_round(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with quartet(tmp_path) as team:
        given = second(team.second)
    dua = Commands(tmp_path / "dua", capsys)
    assert dua("round", "open", "2031-1")[0] == 0
    assert data(dua("open", "11", "--round", "2031-1", "--json"))["verification"]["id"] != given
    assert data(dua("second", "11", "--give", "Lina", "--json"))["opinion"]["id"] == given
    # Of what was given nothing is given again.
    assert given in dua.refused("second", "11", "--give", "Lina")


@pytest.fixture
def ani(verifier: Commands, folder: Path) -> Commands:
    """A founded profile with a verification."""
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
    verifier("open", "11")
    return verifier


def test_a_loose_note_is_written_and_given_to_an_item(ani: Commands) -> None:
    ani("loose", "11", "--write", "Seen at the registry")
    (note,) = data(ani("loose", "11", "--json"))["loose"]
    assert (note["text"], note["item"]) == ("Seen at the registry", "")
    ani.refused("loose", "11", "--give", "2", "REG-01")
    assert "1 loose note" in ani("loose", "11", "--give", "1", "reg-01")[2]
    assert data(ani("show", "11", "--item", "REG-01", "--json"))["item"]["note"] == "Seen at the registry"
    ani.refused("loose", "11", "--change", "1", "Seen nowhere")
    ani("loose", "11", "--write", "Seen twice")
    assert "Seen once" in ani("loose", "11", "--change", "1", "Seen once")[1]
    # It was said that the folder of the profile cannot be written.
    assert "folder" not in ani.refused("loose", "11", "--write", "")


def test_what_differs_and_what_is_carried_is_listed_and_refused_where_there_is_none(ani: Commands) -> None:
    assert data(ani("merge", "--differing", "--json"))["differing"] == []
    ani.refused("merge", "11", "--settle", "REG-01", "ours", "Because")
    ani.refused("carry", "11", "--confirm", "REG")
    assert data(ani("carry", "11", "--confirm", "REG", "--dry-run", "--json"))["to_confirm"] == []
    ani.refused("minutes", "11", "--wait", "31-12-2027")
    ani.refused("minutes", "11", "--completed")
