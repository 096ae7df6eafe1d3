"""Papers as PDF: one free typeface that is put into the file, and the same paper gives the same bytes."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib import pagesizes
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, HRFlowable, KeepTogether, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from models import paper
from models.formats import pdf_bars
from models.paper import Bars, Heading, Numbered, Pairs, Paper, Paragraph, Signature, Signatures, Table

_FONTS: Final = Path(__file__).parent / "fonts"
_PLAIN: Final = "DejaVuSans"
_BOLD: Final = "DejaVuSans-Bold"
_SIZES: Final[dict[paper.Size, tuple[float, float]]] = {"a4": pagesizes.A4, "f4": (215 * mm, 330 * mm)}
_MARGIN: Final = 20 * mm
_FOOT: Final = 12 * mm
_FOOT_SIZE: Final = 7
_BETWEEN: Final = " · "
"""What stands between the parts of a foot."""
_GAP: Final = 4 * mm
"""How far the foot stays from the count of the pages."""
_LEFT: Final = float(20 * mm)
"""How much of a page has to be left for a heading and the beginning of what stands below it."""
_TITLED: Final = float(8 * mm)
"""How much of it a heading takes up by itself."""
_TALL: Final = float(200 * mm)
"""How high a row may be before it is divided."""
_SHORT: Final = float(75 * mm)
"""How high a table may be that is not divided where a part begins with it."""
_FEW: Final = 15
"""Rows from which on a table is not short, whatever they say."""
_AROUND: Final = 12.0
"""How much stands empty around a sentence."""
_PEN: Final = float(10 * mm)
"""How high a row is that somebody signs in."""
_SIGNED: Final = 22 * mm
"""How high the empty place above a name is: for a pen, or for the mark of an electronic signature."""


def written(view: Paper) -> bytes:
    """The paper as a PDF file, with the pages counted in its foot."""
    _fonts()
    body = io.BytesIO()
    width, height = _SIZES[view.size]
    frame = Frame(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, 0, 0, 0, 0)
    document = BaseDocTemplate(body, pagesize=(width, height), title=view.title, author="", invariant=1, lang=view.language)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(list(_flowing(view, width - 2 * _MARGIN)), canvasmaker=partial(_Counted, view))
    return body.getvalue()


def lacks_letters(view: Paper) -> bool:
    """Whether a paper has letters that its typeface cannot draw, such as Javanese ones: an empty box stands for each of them."""
    _fonts()
    known = pdfmetrics.getFont(_PLAIN).face.charToGlyph
    return any(letter.isprintable() and ord(letter) not in known for letter in set("".join(_texts(astuple(view)))))


def _texts(told: Iterable[object]) -> Iterator[str]:
    for each in told:
        if isinstance(each, str):
            yield each
        elif isinstance(each, tuple):
            yield from _texts(each)


class _Counted(Canvas):  # type: ignore[misc]  # the library has no types
    """Writes the foot of every page once it is known how many there are."""

    def __init__(self, view: Paper, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._view = view
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the library calls it so
        """Keep a page until all are there."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages, each with its foot."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self.setFont(_PLAIN, _FOOT_SIZE)
            counted = self._view.page.format(page=number, pages=len(self._pages))
            room = self._pagesize[0] - 2 * _MARGIN - _GAP - pdfmetrics.stringWidth(counted, _PLAIN, _FOOT_SIZE)
            self.drawString(_MARGIN, _FOOT, _fitting(self._view.foot, room))
            self.drawRightString(self._pagesize[0] - _MARGIN, _FOOT, counted)
            super().showPage()
        super().save()


def _fitting(foot: str, room: float) -> str:
    """A foot as far as it has room: the longest of its parts is cut, so that the others, such as a digest, stay whole."""
    parts = foot.split(_BETWEEN)
    longest = max(range(len(parts)), key=lambda at: len(parts[at]))
    whole = parts[longest]
    for kept in range(len(whole) - 1, -1, -1):
        if pdfmetrics.stringWidth(_BETWEEN.join(parts), _PLAIN, _FOOT_SIZE) <= room:
            break
        parts[longest] = f"{whole[:kept].rstrip()}…"
    return _BETWEEN.join(parts)


class _Rows(Grid):  # type: ignore[misc]  # the library has no types
    """A table whose rows go on to the next page whole; one is divided only where hardly a page could hold it."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """What of it fits, and the rest."""
        self._calc(width, height)
        first = self.repeatRows
        # Else the row that follows is begun with a head of its own at the foot of the page.
        self.splitInRow = int(len(self._rowHeights) > first and self._rowHeights[first] > _TALL)
        return list(super().split(width, height))


@cache
def _fonts() -> None:
    for name in (_PLAIN, _BOLD):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))


def _style(name: str, *, font: str = _PLAIN, size: float = 9, align: int = TA_LEFT, after: float = 3, left: float = 0) -> ParagraphStyle:
    # A word longer than its column, such as a path, is broken rather than drawn over what stands beside it.
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=size * 1.35, alignment=align, spaceAfter=after, leftIndent=left, splitLongWords=1
    )


_RUNNING: Final = _style("running", align=TA_JUSTIFY)
_SMALL: Final = _style("small", size=8, align=TA_JUSTIFY)
_CELL: Final = _style("cell", size=8, after=0)
_HEAD: Final = _style("head", font=_BOLD, size=8, after=0)
_PART: Final = _style("part", font=_BOLD, size=10)
_MINOR: Final = _style("minor", font=_BOLD, after=2)
_TITLE: Final = _style("title", font=_BOLD, size=13, align=TA_CENTER, after=2)
_MIDDLE: Final = _style("middle", align=TA_CENTER)
_LARGE: Final = _style("large", font=_BOLD, size=12, align=TA_CENTER, after=1)
_POINT: Final = _style("point", align=TA_JUSTIFY, left=16)
_SIGN: Final = _style("sign", align=TA_CENTER, after=0)


def _text(text: str, style: ParagraphStyle, bullet: str = "") -> Text:
    return Text(escape(text).replace("\n", "<br/>"), style, bulletText=bullet or None)


def _flowing(view: Paper, width: float) -> Iterator[Flowable]:
    for number, line in enumerate(view.letterhead):
        yield _text(line, _MIDDLE if number else _LARGE)
    if view.letterhead:
        yield HRFlowable(width="100%", thickness=1.5, color="black", spaceBefore=2, spaceAfter=10)
    yield _text(view.title, _TITLE)
    if view.subtitle:
        yield _text(view.subtitle, _MIDDLE)
    yield Spacer(0, 8)
    for number, block in enumerate(view.blocks):
        # Kept with the whole of a long table, a heading would leave the rest of its page empty.
        if _begins(view.blocks[max(number - 1, 0) : number], block, view.blocks[number + 1 : number + 2]):
            yield CondPageBreak(_begun(view.blocks[number + isinstance(block, Heading) :], width))
        yield from _drawn(block, width)


def _begins(before: tuple[paper.Block, ...], block: paper.Block, after: tuple[paper.Block, ...]) -> bool:
    """Whether a part begins with a block: what stands above a table is kept with it, so that the table itself begins none there."""
    match before, block, after:
        case _, Heading(), _:
            return True
        case _, Table(), _:
            return not (before and isinstance(before[0], Heading | Paragraph))
        case _, Paragraph(), (Table(),):
            return not (before and isinstance(before[0], Heading))
        case _:
            return False


def _begun(after: tuple[paper.Block, ...], width: float) -> float:
    """How much of a page has to be left for a part to begin on it: enough for a short table, or for the first row of a long one."""
    match after:
        case (Heading(), *rest):
            return _TITLED + _begun(tuple(rest), width)
        case (Table() as table, *_):
            _, whole = _table(table, width).wrap(width, 0) if len(table.rows) < _FEW else (0, _TALL)
            if whole <= _SHORT:
                return _TITLED + float(whole)
            _, height = _table(replace(table, rows=table.rows[:1]), width).wrap(width, 0)
            return _LEFT + min(float(height), _TALL / 2)
        case (Bars() as bars, *_):
            return _TITLED + (sum(float(each.wrap(width, 0)[1]) for each in _chart(bars, width)) if len(bars.rows) < _FEW else _LEFT)
        case (Paragraph() as said, Table(), *_):
            # A sentence that says what the table below it tells is as lonely without it as a heading.
            return min(_drawn_height(said, width), _TALL / 2) + _begun(after[1:], width) + _AROUND
        case (Pairs() as pairs, *_):
            return _TITLED + min(float(_pairs(pairs, width).wrap(width, 0)[1]), _SHORT)
        case _:
            return _LEFT


def _drawn_height(block: Paragraph, width: float) -> float:
    return sum((float(each.wrap(width, 0)[1]) for each in _drawn(block, width)), 0.0)


def _drawn(block: paper.Block, width: float) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield Spacer(0, 6)
            yield _text(block.text, _MINOR if block.is_minor else _PART)
        case Paragraph():
            yield _text(block.text, _SMALL if block.is_small else _RUNNING)
        case Numbered():
            for number, point in enumerate(block.points, 1):
                yield _text(point, _POINT, f"{number}.")
        case Pairs():
            yield _pairs(block, width)
        case Table():
            yield _table(block, width)
        case Bars():
            chart = _chart(block, width)
            yield from [KeepTogether(chart)] if len(block.rows) < _FEW else chart
        case Signatures():
            said = [_text(block.before, _RUNNING)] if block.before else []
            yield KeepTogether([*said, Spacer(0, 10), _signatures(block, width)])


def _pairs(block: Pairs, width: float) -> Flowable:
    rows = [[_text(name, _CELL), _text(":", _CELL), _text(value, _CELL)] for name, value in block.rows]
    return _Rows(
        rows,
        colWidths=[0.3 * width, 0.03 * width, 0.67 * width],
        splitInRow=1,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP")],
        hAlign="LEFT",
        spaceAfter=6,
    )


def _table(block: Table, width: float) -> Flowable:
    rows = [[_text(cell, _HEAD) for cell in block.head]]
    rows += [[_text(cell, _CELL) for cell in row] for row in block.rows]
    look = [("GRID", (0, 0), (-1, -1), 0.4, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, 0), "gainsboro")]
    widths = [width * share / sum(block.shares) for share in block.shares]
    heights = [0.0, *[_PEN if block.is_tall else 0.0] * len(block.rows)]
    return _Rows(rows, colWidths=widths, minRowHeights=heights, repeatRows=1, splitInRow=1, style=look, spaceAfter=6)


def _chart(block: Bars, width: float) -> list[Flowable]:
    """The bars with what is said above and below them."""
    above = [_text(block.name, _SMALL)] if block.name else []
    legend = [_legend(block, width)] if block.legend else []
    return [*above, *legend, _bars(block, width), *([_text(block.full, _SMALL)] if block.full else [])]


def _bars(block: Bars, width: float) -> Flowable:
    widths = [width * share for share in (0.36, 0.3, 0.34)]
    drawn = (pdf_bars.drawn(each.parts, is_target=block.ends_at_target) for each in block.rows)
    rows = [[_text(each.label, _CELL), bar, _text(each.text, _CELL)] for each, bar in zip(block.rows, drawn, strict=True)]
    look = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]
    return Grid(rows, colWidths=widths, style=look, spaceAfter=4, hAlign="LEFT")


def _legend(block: Bars, width: float) -> Flowable:
    signs = [[pdf_bars.sign(number), _text(each, _CELL)] for number, each in enumerate(block.legend)]
    rows = [[*signs[at], *(signs[at + 1] if at + 1 < len(signs) else ["", ""])] for at in range(0, len(signs), 2)]
    look = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    return Grid(rows, colWidths=[width * share for share in (0.06, 0.44, 0.06, 0.44)], style=look, spaceAfter=3, hAlign="LEFT")


def _signatures(block: Signatures, width: float) -> Flowable:
    places = [_place(each) for each in block.blocks]
    rows = [[*places[at : at + 2], *[""] * (2 - len(places[at : at + 2]))] for at in range(0, len(places), 2)]
    return Grid(rows, colWidths=[width / 2] * 2, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 12)])


def _place(signature: Signature) -> list[Flowable]:
    lines: list[Flowable] = [_text(signature.role, _SIGN), Spacer(0, _SIGNED), _text(signature.name or "…" * 12, _SIGN)]
    return [*lines, _text(signature.below, _SIGN)] if signature.below else lines
