"""`verifier handover` and `merge`: areas go to another laptop and are merged there, the whole changes hands, refusals in words."""

from pathlib import Path

import pytest

from models.codes import digest
from models.desk import answers
from models.documents.travelling import met
from tests.desk.acts import begun
from tests.desk.reviewing_kit import trio
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture
def lina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The laptop of Lina, who has begun Aceh as Vera has, on hers beside it; one answer differs."""
    with trio(tmp_path) as team:
        team.verifier.desk.do(answers.record, begun(team.verifier.desk, "11"), "REG-01", 2)
        verification = begun(team.lead.desk, "11")
        for item in ("REG-01", "REG-03", "DSN-01"):
            team.lead.desk.do(answers.record, verification, item, 4)
    return Commands(tmp_path / "lina", capsys)


@pytest.fixture
def vera(lina: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "vera", capsys)


def test_areas_go_to_another_laptop_and_are_merged_there(lina: Commands, vera: Commands, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, printed, said = lina("handover", "11", "--to-person", "vera", "--area", "REG", "--to", out, "--dry-run")
    assert (code, printed, out.exists()) == (0, "", False)
    assert "Provinsi Aceh, 2023-1: areas REG would be handed over to Vera." in said
    found = data(lina("handover", "11", "--to-person", "vera", "--area", "REG", "--to", out, "--json"))["handover"]
    assert (found["agency"], found["areas"], found["receiver"]) == ("11", ["REG"], "Vera")
    assert len(met(Path(found["file"])).signatures) == 1
    assert vera("import", out)[0] == 0
    (waits,) = data(vera("merge", "--json"))["waiting"]
    assert (waits["giver"], waits["areas"]) == ("Lina", ["REG"])
    code, printed, said = vera("merge")
    assert (code, printed.splitlines()[1].split()[0]) == (0, waits["document"][:16])
    assert "1 handover of areas waits" in said
    code, printed, said = vera("merge", waits["document"][:8], "--dry-run")
    assert (code, printed.splitlines()) == (0, ["REG-01\tdiffers\t2\t4", "REG-03\tnew\t.\t4"])
    assert "would be merged" in said
    entries = data(vera("merge", waits["document"][:8], "--dry-run", "--json"))["merge"]["entries"]
    assert [(each["item"], each["standing"], each["there"]["level"]) for each in entries] == [
        ("REG-01", "differs", 4),
        ("REG-03", "new", 4),
    ]
    code, printed, said = vera("merge", waits["document"][:8])
    assert (code, len(printed.splitlines())) == (0, 2)
    assert "the work of Lina is merged. 1 new, 0 the same, 1 differ" in said
    assert "1 answer differs and is to be settled" in said
    assert data(vera("merge", "--json"))["waiting"] == []
    assert "does not wait to be merged" in vera.refused("merge", waits["document"][:8])


def test_what_is_handed_over_tells_the_files_that_only_its_giver_can_read(lina: Commands, tmp_path: Path) -> None:
    (tmp_path / "perbup.pdf").write_bytes(b"perbup")
    lina("cite", "11", "new", "--title", "Perbup", "--location", tmp_path / "perbup.pdf", "--item", "REG-01")
    found = data(lina("handover", "11", "--to-person", "vera", "--to", tmp_path / "out", "--json"))["handover"]
    assert digest(b"perbup").encode() in met(Path(found["file"])).body


def test_the_whole_goes_from_hand_to_hand(lina: Commands, vera: Commands, tmp_path: Path) -> None:
    code, printed, said = lina("handover", "11", "--to-person", "Vera", "--note", "Saya pindah tugas", "--to", tmp_path / "out")
    assert (code, Path(printed.strip()).parent) == (0, tmp_path / "out")
    assert "the whole verification handed over to Vera" in said
    assert lina.refused("handover", "11", "--to-person", "Vera")


def test_what_cannot_be_handed_over_is_said(lina: Commands, tmp_path: Path) -> None:
    assert "Lina, Vera" in lina.refused("handover", "11", "--to-person", "Budi")
    assert "XXX" in lina.refused("handover", "11", "--to-person", "Vera", "--area", "XXX")
    assert lina.refused("handover", "11", "--to-person", "Lina")
    assert lina("handover", "11")[0] == 2
    (tmp_path / "file").write_text("no folder")
    said = lina.refused("handover", "11", "--to-person", "Vera", "--area", "REG", "--to", tmp_path / "file")
    assert "is kept here, but the file was not written" in said


def test_nothing_waits(lina: Commands) -> None:
    code, printed, said = lina("merge")
    assert (code, printed) == (0, "")
    assert "0 handovers" in said
