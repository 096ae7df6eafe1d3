"""The minutes on paper: drawn from the document alone, the same in PDF and Word, without levels, scores or a verdict."""

import io

import docx
import pytest

from models import printing
from models.codes import digest
from models.desk import agreed, answers, findings, reading, trips
from models.documents.minutes import faults
from models.formats import word
from models.paper import Heading, Office, Paper, Paragraph, Signatures, Table
from models.words import LANGUAGES, Words
from tests.desk.acts import refused
from tests.desk.minutes_kit import SEKDA, closes, visited
from tests.desk.reviewing_kit import Trio, ready

HEAD = Office(("BADAN KEPEGAWAIAN NEGARA",), "f4")
OBJECTION = {"text": "SK belum ada", "stance": "object", "response": "SK sudah ditandatangani", "deadline": "12 Mei 2023"}


def drawn(team: Trio, verification: str, language: str = "id") -> tuple[str, Paper]:
    """The minutes that stand, on paper."""
    return team.verifier.desk.ask(printing.drawn, verification, "minutes", Words(language), HEAD)


def rows(paper: Paper) -> list[tuple[str, ...]]:
    return [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]


@pytest.fixture
def verification(team: Trio) -> str:
    """A verification with its trip and a finding."""
    found = ready(team.verifier.desk)
    visited(team.verifier, found)
    team.verifier.desk.do(findings.record, found, "REG-02", OBJECTION)
    return found


def test_before_minutes_are_closed_there_is_nothing_to_draw(team: Trio, verification: str) -> None:
    assert refused(lambda: drawn(team, verification)) == "minutes.none"


def test_the_paper_names_who_met_when_and_what_was_agreed(team: Trio, verification: str) -> None:
    closed = closes(team.verifier, verification, "12/BA/2023")
    mark = digest(closed.body)[:16]
    name, paper = drawn(team, verification)
    assert name == f"2023-1_11_berita-acara_{mark}"
    assert (paper.title, paper.subtitle) == ("BERITA ACARA VERIFIKASI DAN VALIDASI", "Nomor: 12/BA/2023")
    assert paper.foot.endswith(mark)
    assert mark.encode() in team.verifier.submits(verification).body
    said = " ".join(block.text for block in paper.blocks if isinstance(block, Paragraph))
    assert "Kamis tanggal sebelas bulan Mei tahun dua ribu dua puluh tiga" in said
    assert "kewenangan pimpinan" in said
    assert ("REG-02", "Cakupan proses MT dalam peraturan:\nSK belum ada", "Keberatan\nSK sudah ditandatangani", "12 Mei 2023") in rows(
        paper
    )
    assert any("Yosep\nNIP 19700101 199503 1 002" in row for row in rows(paper))
    (signed,) = [block for block in paper.blocks if isinstance(block, Signatures)]
    assert [each.name for each in signed.blocks] == ["Yosep", "Vera"]
    assert not any(SEKDA["contact"] in cell for row in rows(paper) for cell in row)


def test_what_an_agency_objects_to_stood_among_the_findings_agreed(team: Trio, verification: str) -> None:
    closes(team.verifier, verification)
    headings = [block.text for block in drawn(team, verification)[1].blocks if isinstance(block, Heading)]
    assert "Catatan perbaikan dan tanggapan instansi" in headings
    assert not any("disepakati" in each for each in headings)


def test_without_a_number_its_place_is_left_open(team: Trio, verification: str) -> None:
    closes(team.verifier, verification)
    assert drawn(team, verification)[1].subtitle == f"Nomor: {'.' * 30}"


def test_what_was_closed_is_drawn_whatever_is_changed_since(team: Trio, verification: str) -> None:
    closes(team.verifier, verification)
    before = drawn(team, verification)
    desk = team.verifier.desk
    desk.do(answers.record, verification, "REG-01", 0)
    desk.do(findings.remove, verification, "REG-02")
    desk.do(trips.person, verification, "agency", {"name": "Maria"})
    assert drawn(team, verification) == before


def test_a_supplement_lists_what_changed_on_paper(team: Trio, verification: str) -> None:
    first = digest(closes(team.verifier, verification).body)[:16]
    team.verifier.desk.do(answers.record, verification, "REG-01", 4)
    closes(team.verifier, verification)
    _, paper = drawn(team, verification)
    assert paper.title == "BERITA ACARA TAMBAHAN VERIFIKASI DAN VALIDASI"
    assert any(first in block.text for block in paper.blocks if isinstance(block, Paragraph))
    at = [block.text for block in paper.blocks if isinstance(block, Heading)].index("Butir yang berubah")
    assert at >= 0
    assert [row[0] for row in rows(paper) if row[0] == "REG-01"] == ["REG-01"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_speak_one_language_and_tell_no_level(team: Trio, verification: str, language: str) -> None:
    closes(team.verifier, verification)
    _, paper = drawn(team, verification, language)
    assert paper.language == language
    assert not any(part in str(paper) for part in ("paper.", "finding.", "trip.", "minutes.no"))
    assert not any(text in str(paper).lower() for text in ("level", "skor", "nilai", "score", "v1", "v2", "v3", "v4"))


def test_scores_stand_on_the_paper_as_provisional_only_where_they_were_asked_for(team: Trio, verification: str) -> None:
    assert b"score" not in closes(team.verifier, verification).body
    told = closes(team.verifier, verification, scores=True).body
    assert b"[scores.REG]" in told
    _, paper = drawn(team, verification)
    assert "Nilai sementara per area" in [block.text for block in paper.blocks if isinstance(block, Heading)]
    sheet = team.verifier.desk.ask(reading.sheet, verification)
    scored = {row[0]: row[1] for row in rows(paper) if row[0] in {area.name.id for area in sheet.checklist.areas.values()}}
    score = sheet.scores["REG"]
    assert score is not None
    assert scored[sheet.checklist.areas["REG"].name.id] == Words("id").number(score)
    document = team.verifier.desk.ask(agreed.of, verification)
    assert document is not None
    assert list(faults(document, sheet.checklist)) == []
    untrue = document.model_copy(update={"scores": document.scores | {"REG": document.scores["DSN"]}})
    assert [each.place for each in faults(untrue, sheet.checklist)] == ["scores.REG"]


def test_the_word_file_says_the_same(team: Trio, verification: str) -> None:
    mark = digest(closes(team.verifier, verification).body)[:16]
    read = docx.Document(io.BytesIO(word.written(drawn(team, verification)[1])))
    assert "BERITA ACARA VERIFIKASI DAN VALIDASI" in "\n".join(each.text for each in read.paragraphs)
    cells = {cell.text for grid in read.tables for row in grid.rows for cell in row.cells}
    assert any(cell.endswith("SK belum ada") for cell in cells)
    assert any(mark in each.text for section in read.sections for each in section.footer.paragraphs)
