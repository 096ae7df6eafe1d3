"""`verifier trip` and `verifier paper`: a visit is noted, and its papers are written and read back by foreign readers."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Final

import docx
import openpyxl
import pytest

from models.desk import evidence, reading
from models.desk.desk import opened
from models.paper import KINDS, RESULTS
from models.words import LANGUAGES
from tests.conftest import StillClock
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

TITLES: Final = {
    "request": ("DAFTAR PERMINTAAN DATA", "DATA REQUEST"),
    "gaps": ("DAFTAR KEKURANGAN", "LIST OF GAPS"),
    "receipt": ("TANDA TERIMA DOKUMEN", "RECEIPT FOR DOCUMENTS"),
}


def text_of(path: Path) -> str:
    """What a foreign reader finds in a paper, every run of blanks one blank."""
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said = [each.text for each in (*document.paragraphs, *document.sections[0].footer.paragraphs)]
        return " ".join(" ".join([*said, *cells]).split())
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    return " ".join(subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "minutes"])
@pytest.mark.parametrize("switch", [(), ("--word",)])
def test_papers_say_agency_and_items_in_their_language(
    verifier: Commands, verification: str, tmp_path: Path, clock: StillClock, kind: str, language: str, switch: tuple[str, ...]
) -> None:
    with opened(verifier.folder, clock=clock) as desk:
        desk.do(evidence.register, verification, {"title": "Pergub 5", "kind": "regulation", "seen": "yes"})
    code, out, said = verifier("paper", kind, verification, *switch, "--to", tmp_path / "out", language=language)
    assert code == 0
    path = Path(out.strip())
    assert list((tmp_path / "out").iterdir()) == [path]
    text = text_of(path)
    assert "Provinsi Jawa Barat" in said
    cited = ("B01", "Pergub 5") if kind == "receipt" else ("REG-01", "SIS-01")
    for expected in ("Provinsi Jawa Barat (32)", TITLES[kind][language == "en"], *cited):
        assert expected in text


def test_the_papers_of_a_result_say_that_it_is_a_draft(verifier: Commands, verification: str, tmp_path: Path) -> None:
    for kind, switch, language in zip(RESULTS, ([], ["--word"], []), ("id", "en", "id"), strict=True):
        code, out, said = verifier("paper", kind, verification, *switch, "--to", tmp_path / "out", language=language)
        assert code == 0, said
        text = text_of(Path(out.strip()))
        for expected in ("Provinsi Jawa Barat (32)", "REG-01", "DRAFT" if language == "en" else "DRAF"):
            assert expected in text


def test_a_paper_of_other_contents_lies_beside_the_one_before(verifier: Commands, verification: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "x").mkdir(parents=True)
    wanted = out / "2023-1_32_data-request.pdf"
    found = data(verifier("paper", "request", verification, "--to", out, "--dry-run", "--json"))["paper"]
    assert (found["kind"], found["file"], wanted.exists()) == ("request", str(wanted), False)
    wanted.write_bytes(b"mine")
    for _ in range(2):
        assert verifier("paper", "request", verification, "--to", out)[:2] == (0, f"{out / '2023-1_32_data-request_2.pdf'}\n")
    assert wanted.read_bytes() == b"mine"
    wanted.unlink()
    assert "xx" in verifier.refused("paper", "request", "xx")
    assert verifier("paper", "letter", verification)[0] == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_agency_was_asked_comes_back_by_import_once(verifier: Commands, verification: str, tmp_path: Path, language: str) -> None:
    code, out, said = verifier("paper", "request", verification, "--xlsx", "--to", tmp_path, language=language)
    path = Path(out.strip())
    assert (code, path.suffix, "Provinsi Jawa Barat" in said) == (0, ".xlsx", True)
    book = openpyxl.load_workbook(path)
    page = next(page for page in book.worksheets if page["A2"].value == "REG-01")
    for column, value in {"D": "Pergub 5", "E": "5/2023", "F": date(2023, 2, 1), "I": 3}.items():
        page[f"{column}2"].value = value
    page["F3"].value = "besok"
    page["D3"].value = "=1+1"
    page["D3"].data_type = "s"
    book.save(path)
    code, out, said = verifier("import", path, language=language)
    assert code == 1
    assert f"{page.title}, {'row' if language == 'en' else 'baris'} 3" in out
    verifier("import", path)
    with opened(verifier.folder, writing=False) as desk:
        sheet = desk.ask(reading.sheet, verification)
    (found,) = sheet.evidence
    assert (found.code, found.title, found.number, found.date, found.seen) == ("B01", "Pergub 5", "5/2023", "2023-02-01", False)
    assert [(each.evidence.code, each.place) for each in sheet.line("REG-01").citations] == [("B01", "3")]


def test_only_what_is_asked_for_is_written_as_a_table(verifier: Commands, verification: str) -> None:
    assert "--xlsx" in verifier.refused("paper", "gaps", verification, "--xlsx")
    assert verifier("paper", "request", verification, "--xlsx", "--word")[0] == 2


def test_the_letterhead_and_size_of_the_settings_are_on_the_paper(verifier: Commands, verification: str, tmp_path: Path) -> None:
    settings = tmp_path / "mt.toml"
    settings.write_text('[paper]\nletterhead = "BADAN KEPEGAWAIAN NEGARA | Jalan Sutoyo 12"\nsize = "f4"\n')
    code, out, _ = verifier("--config", settings, "paper", "request", verification, "--word", "--to", tmp_path)
    assert code == 0
    document = docx.Document(out.strip())
    assert [each.text for each in document.paragraphs[:2]] == ["BADAN KEPEGAWAIAN NEGARA", "Jalan Sutoyo 12"]
    height = document.sections[0].page_height
    assert height is not None
    assert round(height.mm) == 330


def test_a_visit_is_noted_bit_by_bit(verifier: Commands, verification: str) -> None:
    assert data(verifier("trip", verification, "--json"))["trip"]["place"] == ""
    code, out, said = verifier("trip", verification, "--letter", "ST-12", "--begins", "9 Mei 2023", "--method", "field")
    assert (code, said.strip()) == (0, "The visit to Provinsi Jawa Barat, 2023-1, is saved.")
    assert "9-5-2023" in out
    verifier("trip", verification, "--place", "Bandung", "--person", "agency", "Yosep", "--nip", "19700101 199503 1 002")
    verifier("trip", verification, "--person", "agency", "yosep", "--post", "Sekda")
    found = data(verifier("trip", verification, "--json"))["trip"]
    assert (found["letter"], found["begins"], found["place"], found["method"]) == ("ST-12", "2023-05-09", "Bandung", "field")
    (person,) = found["agency"]
    assert (person["name"], person["nip"], person["post"]) == ("yosep", "197001011995031002", "Sekda")
    assert found["team"] == []
    assert "19700101 199503 1 002" in verifier("trip", verification, language="id")[1]
    assert verifier("trip", verification, "--remove", "agency", "YOSEP")[0] == 0
    assert data(verifier("trip", verification, "--json"))["trip"]["agency"] == []
    assert "not on the list" in verifier.refused("trip", verification, "--remove", "agency", "Yosep")


def test_of_several_people_the_last_alone_was_noted(verifier: Commands, verification: str) -> None:
    several = ("--person", "team", "Vera", "--person", "agency", "Yosep", "--person", "team", "Ani")
    assert "--person" in verifier.refused("trip", verification, *several, "--post", "Analis")
    verifier("trip", verification, *several)
    found = data(verifier("trip", verification, "--json"))["trip"]
    assert {side: [each["name"] for each in found[side]] for side in ("team", "agency")} == {"team": ["Vera", "Ani"], "agency": ["Yosep"]}


def test_what_cannot_be_noted_is_refused_in_words(verifier: Commands, verification: str) -> None:
    for arguments, said in {
        ("--begins", "31-2-2023"): "31-2-2023",
        ("--nip", "123"): "--person",
        ("--person", "team", "Vera", "--nip", "123"): "18 digits",
        ("--person", "nobody", "Vera"): "nobody",
        ("--person", "team", " "): "name",
    }.items():
        assert said in verifier.refused("trip", verification, *arguments)
    assert verifier("trip", verification, "--method", "telepathy")[0] == 2
    assert data(verifier("trip", verification, "--json"))["trip"]["team"] == []
