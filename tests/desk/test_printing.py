"""Papers leave as files: nothing else is written over, the same paper is written once, and what a second verifier found stays here."""

import io
from pathlib import Path

import docx
import pytest

from models import printing
from models.desk import trips, verifications
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.paper import KINDS, Office, Paper, Paragraph, Signature, Signatures
from models.words import Words
from tests.desk.acts import begun, refused
from tests.formats.kit import pdf_text

ID = Words("id")
HEAD = Office(("BADAN KEPEGAWAIAN NEGARA",), "f4")


def test_a_file_with_other_contents_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = [printing.put(out, Frozen("a.pdf", body)).name for body in (b"1", b"2", b"1", b"3", b"2")]
    assert names == ["a.pdf", "a_2.pdf", "a.pdf", "a_3.pdf", "a_2.pdf"]
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"a.pdf": b"1", "a_2.pdf": b"2", "a_3.pdf": b"3"}


def test_where_a_file_would_land_is_told_without_writing_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert printing.place(out, Frozen("a.pdf", b"1")) == out / "a.pdf"
    assert not out.exists()
    (out / "a.pdf").mkdir(parents=True)
    assert printing.place(out, Frozen("a.pdf", b"1")) == out / "a_2.pdf"


def test_a_folder_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    assert refused(lambda: printing.put(tmp_path / "out", Frozen("a.pdf", b"1"))) == "export.folder"


def test_a_paper_is_named_by_round_agency_and_what_it_is(desk: Desk) -> None:
    verification = begun(desk)
    names = [desk.ask(printing.drawn, verification, kind, ID, HEAD)[0] for kind in KINDS if kind != "minutes"]
    assert names == ["2023-1_32_permintaan-data", "2023-1_32_kekurangan", "2023-1_32_tanda-terima"]
    _, paper = desk.ask(printing.drawn, verification, "receipt", Words("en"), HEAD)
    assert (paper.letterhead, paper.size, paper.language) == (HEAD.letterhead, "f4", "en")


def test_empty_boxes_in_a_pdf_stood_there_without_a_word(tmp_path: Path) -> None:
    places = Signatures((Signature("Ketua Tim", "Lina"),))

    def paper(text: str) -> Paper:
        return Paper(
            language="id", letterhead=(), title="X", subtitle="", blocks=(Paragraph(text), places), foot="x", page="{page} {pages}"
        )

    for text, is_told in (("Pemerintah ꦔꦪꦺꦴꦒꦾꦏꦂꦠ", True), ("“Ōtonomi” – 5 µm ≥ 4\n\tBāliī…", False)):
        found = pdf_text(printing.written("x", paper(text), "pdf").body, tmp_path / "x.pdf")
        assert ("Kotak kosong" in found.partition("Ketua Tim")[0]) is is_told
        said = "".join(each.text for each in docx.Document(io.BytesIO(printing.written("x", paper(text), "docx").body)).paragraphs)
        assert text.split()[0] in said
        assert "Kotak kosong" not in said


def test_whoever_speaks_first_for_the_agency_signs_the_receipt(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(trips.person, verification, "agency", {"name": "Yosep", "nip": "197001011995031002", "post": "Sekda"})
    desk.do(trips.person, verification, "agency", {"name": "Maria"})
    _, paper = desk.ask(printing.drawn, verification, "receipt", ID, HEAD)
    (signed,) = [block for block in paper.blocks if isinstance(block, Signatures)]
    assert [(each.name, each.below) for each in signed.blocks] == [("Yosep", "Sekda\nNIP 19700101 199503 1 002"), ("Ani Lestari", "")]


@pytest.mark.parametrize(("kind", "code"), [("request", ""), ("gaps", "second.sealed"), ("receipt", "")])
def test_what_is_missing_in_a_second_verification_stays_sealed(desk: Desk, kind: str, code: str) -> None:
    verification = desk.do(verifications.begin, "32", is_second=True)
    if code:
        assert refused(lambda: desk.ask(printing.drawn, verification, kind, ID, HEAD)) == code
    else:
        assert desk.ask(printing.drawn, verification, kind, ID, HEAD)
