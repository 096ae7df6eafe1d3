"""The national report: all of it on counted pages, what was stated in no bar of what is counted, and equal figures as equal bytes."""

import base64
import io
import json
import re
import zlib
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import docx
import pytest

from models import printing
from models.figures_told import how
from models.paper import Bars, Heading, Paragraph, Table
from models.papers.moving import waiting
from models.rules.movement import Group, Waiting
from models.words import LANGUAGES, Words
from tests.formats.kit import pdf_text
from tests.formats.national_kit import OFFICE, paper, told

pytestmark = pytest.mark.slow

GOLDEN: Final = Path(__file__).with_name("golden_national.json")
COUNTED: Final = (
    "progress",
    "ready",
    "reasons",
    "stated",
    "verdicts",
    "merit",
    "grid",
    "weakest",
    "approvals",
    "flags",
    "states",
    "movement",
    "waiting",
)
STREAM: Final = re.compile(rb"/ASCII85Decode.*?stream\r?\n(.*?)~>endstream", re.DOTALL)


def squeezed(text: str) -> str:
    """The text without what wraps its lines."""
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_foreign_reader_finds_every_part_how_it_was_counted_and_every_value(language: str, tmp_path: Path) -> None:
    words, view = Words(language), paper(language)
    pages = pdf_text(printing.national(told(), "pdf", words, OFFICE).body, tmp_path / "x.pdf").split("\f")[:-1]
    whole = squeezed("".join(pages))
    said = [how(words, code) for code in (*COUNTED, "apart")]
    for block in view.blocks:
        match block:
            case Heading() | Paragraph():
                said.append(block.text)
            case Bars():
                said += [part for row in block.rows for part in (row.label, row.text)]
    assert [text for text in said if squeezed(text) not in whole] == []
    assert [page for page in pages if len(page.split()) < 40] == []
    for leaked in ("figure.", "paper.", "trend.", "moved.", "waiting.", "measure."):
        assert leaked not in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_in_no_number_is_told_with_the_reason(language: str) -> None:
    words = Words(language)
    *_, apart = (block for block in paper(language).blocks if isinstance(block, Table))
    assert [row[1:] for row in apart.rows] == [(str(each.count), how(words, each.how)) for each in told().figures.apart.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_others_stated_is_drawn_apart_and_stands_beside_what_is_counted(language: str) -> None:
    words, view = Words(language), paper(language)
    progress, *_ = (block for block in view.blocks if isinstance(block, Bars))
    assert [(row.text.split(";")[0], row.parts) for row in progress.rows if row.parts] == [
        ("1/87", (Fraction(1, 87),)),
        ("13/87", (Fraction(0), Fraction(13, 87))),
    ]
    (stated,) = (block for block in view.blocks if isinstance(block, Table) and words("paper.national.source") in block.head)
    assert [row[1] for row in stated.rows if row[2].startswith("8 ")] == ["1"]
    years = [block for block in view.blocks if isinstance(block, Bars) and block.name]
    assert [(row.label, row.parts) for row in years[0].rows] == [("2023", (Fraction(1, 13),)), ("2024", None), ("2025", (Fraction(0),))]
    assert all(row.parts is None or row.parts[0] == 0 for block in years if "KASN" in block.name for row in block.rows)


def test_word_holds_the_same_words_and_bars_of_one_width() -> None:
    view = paper("id")
    document = docx.Document(io.BytesIO(printing.national(told(), "docx", Words("id"), OFFICE).body))
    said = {paragraph.text for paragraph in document.paragraphs}
    assert [block.text for block in view.blocks if isinstance(block, Heading | Paragraph) and block.text not in said] == []
    tables = [tuple(tuple(cell.text for cell in row.cells) for row in table.rows) for table in document.tables]
    for block in view.blocks:
        if isinstance(block, Table):
            assert (block.head, *block.rows) in tables
        if isinstance(block, Bars):
            (bars, *_) = (rows for rows in tables if [row[::2] for row in rows] == [(row.label, row.text) for row in block.rows])
            assert {len(row[1]) for row, drawn in zip(bars, block.rows, strict=True) if drawn.parts is not None} <= {25}


def written(form: str, language: str) -> dict[str, str]:
    """The digest of each part of the file, unpacked: how much it is packed is the packer's business."""
    body = printing.national(told(), form, Words(language), OFFICE).body
    if form == "docx":
        with ZipFile(io.BytesIO(body)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
    else:
        parts = {str(number): zlib.decompress(base64.a85decode(each)) for number, each in enumerate(STREAM.findall(body))}
    assert body == printing.national(told(), form, Words(language), OFFICE).body
    assert len(parts) > 3
    return {name: sha256(part).hexdigest() for name, part in parts.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_figures_give_the_same_bytes(form: str, language: str) -> None:
    assert written(form, language) == json.loads(GOLDEN.read_text("utf-8"))[f"{form}.{language}"]


def test_days_over_a_thousand_stood_without_their_point_in_the_tables_of_waiting() -> None:
    found = told()
    long = Waiting("draft", 1_330, 1_307, (("34", 1_330),))
    moved = replace(found.moved, waiting=(long,), by_type=(Group("province", {}, {}, (long,)),), by_region=())
    tables = [block for block in waiting(Words("id"), replace(found, moved=moved)) if isinstance(block, Table)]
    assert [row[1:4] for row in tables[0].rows] == [("1", "1.307", "1.330")]
    assert [row[1:] for row in tables[1].rows] == [("1 (1.307; 1.330)",)]
