"""Papers as Word files: the same blocks as the PDF, to be changed by hand where an office needs it; the same paper gives the same bytes."""

import io
import zipfile
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from models import paper
from models.paper import Bars, Heading, Numbered, Pairs, Paper, Paragraph, Signatures, Table

_SIZES: Final[dict[paper.Size, tuple[int, int]]] = {"a4": (210, 297), "f4": (215, 330)}
_MARGIN: Final = 20
_FOOT: Final = 9
_FONT: Final = "Arial"
_CREATED: Final = datetime(2023, 1, 1)  # noqa: DTZ001 - constant, so that equal papers are equal bytes; the format knows no zones
_PACKED: Final = (1980, 1, 1, 0, 0, 0)
_SIGNED: Final = 60
"""Points of empty place above a name."""
_PEN: Final = 10
"""Millimetres of the height of a row that somebody signs in."""
_FEW: Final = 8
"""Rows up to which a table is kept on one page."""
_HEAD: Final = "E0E0E0"
_WHOLE: Final = 1_500
"""Letters of a row up to which it is kept on one page."""
_SIGNS: Final = "█▒░▓○"
"""A sign for each part of a bar."""
_REST: Final = "·"
"""A sign for what is left of a bar."""
_END: Final = "│"
_TARGET: Final = "█"
"""Signs behind a bar: where it ends, and where it ends at a target."""
_BAR: Final = 24
"""Signs of a whole bar."""
_EVEN: Final = "Courier New"
"""A typeface whose signs are all of one width."""
_NOBODY: Final = "…" * 12


def written(view: Paper) -> bytes:
    """The paper as a Word file (DOCX), its pages counted by Word."""
    document = docx.Document()
    _set_up(document, view)
    for number, line in enumerate(view.letterhead):
        _line(document, line, bold=not number, size=9 if number else 12, align=ALIGN.CENTER, after=1)
    if view.letterhead:
        _underline(document.paragraphs[-1])
    _line(document, view.title, bold=True, size=13, align=ALIGN.CENTER, before=8, after=2)
    if view.subtitle:
        _line(document, view.subtitle, align=ALIGN.CENTER, after=8)
    for block in view.blocks:
        _write(document, block)
    _foot(document, view)
    body = io.BytesIO()
    document.save(body)
    return _packed(body.getvalue())


def _set_up(document: Any, view: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, _SIZES[view.size])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.footer_distance = Mm(_FOOT)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = view.title[:255], "", "", view.language
    properties.created = properties.modified = _CREATED


def _write(document: Any, block: paper.Block) -> None:
    match block:
        case Heading():
            _line(document, block.text, bold=True, size=10 if block.is_minor else 11, before=8).paragraph_format.keep_with_next = True
        case Paragraph():
            _line(document, block.text, size=8 if block.is_small else 10, align=ALIGN.JUSTIFY)
        case Numbered():
            # Counted here: Word's own lists go on counting from one part of the paper to the next.
            for number, point in enumerate(block.points, 1):
                found = _line(document, f"{number}.\t{point}", align=ALIGN.JUSTIFY).paragraph_format
                found.left_indent, found.first_line_indent = Mm(8), Mm(-8)
                found.tab_stops.add_tab_stop(Mm(8))
        case Pairs():
            grid = document.add_table(0, 3)
            for name, value in block.rows:
                _row(grid, (name, ":", value))
            _widths(grid, (30, 3, 67), document)
            _line(document, "", after=0)
        case Table():
            _table(document, block)
        case Bars():
            _bars(document, block)
        case Signatures():
            _signatures(document, block)


def _table(document: Any, block: Table) -> None:
    grid = document.add_table(0, len(block.head))
    grid.style, grid.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _row(grid, block.head, bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - the library has no other way to repeat a head
    for cell in grid.rows[0].cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library cannot colour a cell
    for row in block.rows:
        _row(grid, row)
        if block.is_tall:
            grid.rows[-1].height = Mm(_PEN)
    if len(block.rows) <= _FEW:
        _keep(grid.rows[:-1])
    _widths(grid, block.shares, document)
    _line(document, "", after=0)


def _bars(document: Any, block: Bars) -> None:
    """Bars of signs, for a picture could not be changed by hand."""
    legend = "   ".join(f"{_SIGNS[number % len(_SIGNS)]} {each}" for number, each in enumerate(block.legend))
    for said in filter(None, (block.name, legend)):
        _line(document, said, size=8).paragraph_format.keep_with_next = True
    grid = document.add_table(0, 3)
    for each in block.rows:
        _row(grid, (each.label, _signs(each.parts, _TARGET if block.ends_at_target else _END), each.text))
        grid.rows[-1].cells[1].paragraphs[0].runs[0].font.name = _EVEN
    if len(block.rows) <= _FEW:
        _keep(grid.rows[:-1])
    _widths(grid, (36, 30, 34), document)
    _line(document, block.full, size=8, after=4)


def _signs(parts: tuple[Fraction, ...] | None, end: str) -> str:
    """What is more than nothing has a sign, all of it no more than the whole width, and what is left of that has points."""
    if parts is None:
        return ""
    signs = (_SIGNS[number % len(_SIGNS)] * max(int(part > 0), int(part * _BAR)) for number, part in enumerate(parts))
    return f"{''.join(signs)[:_BAR]:{_REST}<{_BAR}}{end}"


def _signatures(document: Any, block: Signatures) -> None:
    _line(document, block.before, align=ALIGN.JUSTIFY, after=10).paragraph_format.keep_with_next = True
    grid = document.add_table(0, 2)
    for at in range(0, len(block.blocks), 2):
        places = block.blocks[at : at + 2]
        lines = zip(*((each.role, "", each.name or _NOBODY, each.below) for each in places), strict=True)
        for texts in lines:
            for cell, text in zip(grid.add_row().cells, texts, strict=False):
                found = cell.paragraphs[0]
                found.alignment, found.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
                found.add_run(text)
        grid.rows[-3].height = Pt(_SIGNED)
    _keep(grid.rows[:-1])


def _keep(rows: Any) -> None:
    """Keep rows on the page of the row below them."""
    for row in rows:
        # A row stays with the one below it as long as its words do.
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _row(grid: Any, texts: tuple[str, ...], *, bold: bool = False) -> None:
    row = grid.add_row()
    if sum(map(len, texts)) < _WHOLE:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - the library cannot keep a row on one page
    for cell, text in zip(row.cells, texts, strict=True):
        found = cell.paragraphs[0]
        found.paragraph_format.space_before = found.paragraph_format.space_after = Pt(2)
        run = found.add_run(text)
        run.bold, run.font.size = bold, Pt(8)


def _widths(grid: Any, shares: tuple[int, ...], document: Any) -> None:
    section = document.sections[0]
    whole = section.page_width - section.left_margin - section.right_margin
    grid.autofit = False
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = whole * share // sum(shares)
        for cell in column.cells:
            cell.width = column.width


def _line(document: Any, text: str, *, bold: bool = False, size: int = 10, align: Any = ALIGN.LEFT, before: int = 0, after: int = 4) -> Any:
    found = document.add_paragraph()
    found.alignment = align
    found.paragraph_format.space_before, found.paragraph_format.space_after = Pt(before), Pt(after)
    run = found.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return found


def _underline(paragraph: Any) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - the library has no border of a paragraph


def _foot(document: Any, view: Paper) -> None:
    found = document.sections[0].footer.paragraphs[0]
    found.style = document.styles["Normal"]
    width = document.sections[0].page_width - 2 * Mm(_MARGIN)
    found.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    before, _, rest = view.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for text, field in ((f"{view.foot}\t{before}", "PAGE"), (between, "NUMPAGES"), (after, "")):
        found.add_run(text).font.size = Pt(7)
        if field:
            _field(found, field)


def _field(paragraph: Any, name: str) -> None:
    """A figure that Word fills in itself."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(7)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - the library has no fields


def _packed(body: bytes) -> bytes:
    """The same file with nothing in it that tells when it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as read, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as put:
        for name in sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            put.writestr(zipfile.ZipInfo(name, _PACKED), read.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
