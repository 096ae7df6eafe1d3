"""Commands without a screen: what they print where, and the code they end with."""

import sys
from pathlib import Path
from typing import Final

import pytest

from models.desk import people, rounds
from models.desk.desk import Desk, opened
from models.documents.verdict_file import opened as read
from models.words import Words
from tests.conftest import ROOT
from tests.desk.acts import AGENCY, ITEMS, acting_as_somebody_else, begun, decided
from tests.tui.commands import Commands, data, exported


def test_init_founds_the_profile(verifier: Commands) -> None:
    code, out, said = verifier("init", "--name", "Ani Lestari", "--role", "lead", "--region", "Aceh")
    assert (code, out) == (0, "")
    assert "Ani Lestari" in said
    with opened(verifier.folder, writing=False) as desk:
        owner = desk.ask(people.owner)
    assert owner is not None
    assert (owner.name, owner.role, owner.region, owner.language) == ("Ani Lestari", "lead", "Aceh", "en")


def test_init_is_refused_where_there_is_a_profile(verifier: Commands, verification: str) -> None:
    assert str(verifier.folder) in verifier.refused("init", "--name", "Budi")


def test_init_needs_a_name_and_may_be_tried_again(verifier: Commands) -> None:
    verifier.refused("init", "--name", " ")
    assert verifier("init", "--name", "Ani")[0] == 0


def test_init_where_there_is_a_file_is_refused(verifier: Commands) -> None:
    verifier.folder.write_text("a file")
    verifier.refused("init", "--name", "Ani")


def test_list_shows_every_verification(verifier: Commands, verification: str) -> None:
    code, out, said = verifier("list")
    assert (code, said) == (0, "")
    head, first, *_ = out.splitlines()
    assert head.strip()
    assert verification in first
    assert f"{ITEMS}/{ITEMS}" in first


def test_list_of_nothing_says_so(verifier: Commands) -> None:
    verifier("init", "--name", "Ani")
    code, _, said = verifier("list")
    assert (code, bool(said.strip())) == (0, True)
    assert data(verifier("list", "--json"))["verifications"] == []


def test_list_as_data(verifier: Commands, verification: str) -> None:
    first, second = data(verifier("list", "--json"))["verifications"]
    assert first["touched_at"] == "2023-05-09T07:05:01Z"
    assert {key: first[key] for key in ("id", "agency", "name", "round", "checklist", "state", "answered", "total")} == {
        "id": verification,
        "agency": AGENCY,
        "name": "Provinsi Jawa Barat",
        "round": "2023-1",
        "checklist": "mt-kasn 2023",
        "state": "draft",
        "answered": ITEMS,
        "total": ITEMS,
    }
    assert (first["verdict"] in ("V1", "V2", "V3", "V4"), second["verdict"], second["answered"]) == (True, "", 0)


@pytest.mark.parametrize("what", [AGENCY, "id"])
def test_show_a_verification(verifier: Commands, verification: str, what: str) -> None:
    code, out, said = verifier("show", verification if what == "id" else what)
    assert (code, said) == (0, "")
    assert "Provinsi Jawa Barat" in out
    assert "REG-01" in out


def test_show_as_data_is_the_verdict_file(verifier: Commands, verification: str) -> None:
    found = data(verifier("show", verification, "--json"))["verdict_file"]
    assert (found["verification"], found["agency"]["code"], len(found["items"])) == (verification, AGENCY, ITEMS)


def test_a_file_is_shown_as_its_verification_is(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    assert verifier("show", file)[:2] == verifier("show", verification)[:2]
    assert verifier("show", file, "--json") == verifier("show", verification, "--json")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_file_is_shown_without_a_profile(
    verifier: Commands, verification: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    file = exported(verifier, tmp_path / "out")
    code, out, said = Commands(tmp_path / "nothing", capsys)("show", file, language=language)
    # What anybody wrote into a file was shown as issued, and nothing said that nobody had looked at its signature.
    assert (code, said) == (0, f"{Words(language)('show.unchecked')}\n")
    assert ("Regulasi" in out, "Regulation" in out) == (language == "id", language == "en")
    assert not (tmp_path / "nothing").exists()


def test_export_writes_what_has_a_verdict(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    assert read(file.read_bytes(), file.name).verification == verification


def test_export_twice_gives_the_same_bytes(verifier: Commands, verification: str, tmp_path: Path) -> None:
    first = exported(verifier, tmp_path / "out")
    before = first.read_bytes()
    assert exported(verifier, tmp_path / "out") == first
    assert first.read_bytes() == before
    assert exported(verifier, tmp_path / "elsewhere").read_bytes() == before


def test_export_names_what_it_is_asked_for(verifier: Commands, verification: str, tmp_path: Path) -> None:
    code, out, _ = verifier("export", AGENCY, verification, "--to", tmp_path / "out")
    assert code == 0
    assert len(set(out.splitlines())) == 1


def test_a_dry_run_names_the_files_and_writes_none(verifier: Commands, verification: str, tmp_path: Path) -> None:
    code, out, said = verifier("export", "--dry-run", "--to", tmp_path / "out")
    assert (code, (tmp_path / "out").exists()) == (0, False)
    assert said.strip()
    assert str(exported(verifier, tmp_path / "out")) == out.strip()


def test_export_goes_to_the_folder_of_the_settings(verifier: Commands, verification: str, tmp_path: Path) -> None:
    (verifier.folder / "verifier.toml").write_text(f"[places]\nexport = '{tmp_path / 'set'}'\n")
    assert verifier("export")[0] == 0
    assert len(list((tmp_path / "set").iterdir())) == 1


def test_export_refuses_to_overwrite_other_bytes(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    file.write_bytes(b"other")
    code, _, said = verifier("export", "--to", tmp_path / "out")
    assert (code, "Traceback" in said, file.name in said) == (1, False, True)
    assert file.read_bytes() == b"other"


def test_export_with_one_that_has_no_verdict_writes_none(verifier: Commands, verification: str, tmp_path: Path) -> None:
    verifier.refused("export", verification, "11", "--to", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_reading_goes_on_while_the_program_is_open(verifier: Commands, verification: str, tmp_path: Path) -> None:
    with opened(verifier.folder):
        assert len(data(verifier("list", "--json"))["verifications"]) == 2
        exported(verifier, tmp_path / "out")


REFUSED: Final = {
    "showing nothing known": ("show", "99"),
    "showing without a verdict": ("show", "11"),
    "showing a long name": ("show", "x" * 5_000),
    "showing the home of nobody": ("show", "~nobody-of-this-name/x"),
    "showing a folder": ("show", "/"),
    "showing something else": ("show", str(ROOT / "pyproject.toml")),
    "showing no text": ("show", sys.executable),
    "exporting nothing known": ("export", "99"),
    "exporting without a verdict": ("export", "11"),
    "exporting below a file": ("export", "--to", str(ROOT / "README.md")),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.usefixtures("verification")
def test_what_is_refused_ends_with_1_and_a_sentence(verifier: Commands, name: str) -> None:
    verifier.refused(*REFUSED[name])


@pytest.mark.parametrize("arguments", [("list",), ("show", "32"), ("export",)])
def test_without_a_profile_there_is_a_sentence_and_no_folder(verifier: Commands, arguments: tuple[str, ...]) -> None:
    assert str(verifier.folder) in verifier.refused(*arguments)
    assert not verifier.folder.exists()


def test_an_export_of_nothing_is_refused(verifier: Commands) -> None:
    verifier("init", "--name", "Ani")
    verifier.refused("export")


def test_an_agency_with_two_verifications_is_refused_with_their_ids(verifier: Commands, desk: Desk) -> None:
    verification = begun(desk)
    desk.do(rounds.begin, "2024-1", "mt-kasn 2023")
    begun(desk)
    assert verification in verifier.refused("show", AGENCY)


def test_somebody_elses_verification_is_listed_and_exported(verifier: Commands, desk: Desk, tmp_path: Path) -> None:
    decided(desk)
    acting_as_somebody_else(desk)
    assert len(data(verifier("list", "--json"))["verifications"]) == 1
