"""Cells of a checklist's sheet, each read as what it must hold; what is wrong is noted with its place, and nothing is repaired."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Final

from models.errors import Fault
from models.formats.damage import ERRORS, is_damaged
from models.formats.tables import Kind, Row, letter
from models.moments import day
from models.text import Phrase, folded, holds_refused
from models.words import both

CURLY: Final = "“”„‟‘’‚‛«»"
"""Quotes that word processors put in the place of straight ones."""
_PART: Final = re.compile(r'[ \t]*+(?:"((?:[^"]|"")*+)"[ \t]*+|([^;\n"]*+))(;|\n|$)')
"""One of several texts in a cell: in straight quotes, or up to the next semicolon or line."""
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
_LONGEST_NUMBER: Final = 40
"""Characters: of thousands of digits Python makes no number."""
_NUMBER: Final = r"[0-9]+(?:{point}[0-9]+)?|[1-9][0-9]{{0,2}}(?:{comma}[0-9]{{3}})+(?:{point}[0-9]+)?"


class Point(Enum):
    """Which sign stands before the decimals of a number that was typed as text."""

    COMMA = ","
    POINT = "."


@dataclass(frozen=True, slots=True)
class Place(Phrase):
    """Where a cell stands, in words and apart."""

    sheet: str
    row: int
    column: str
    """Its letters, empty for a whole row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read."""

    sheet: str
    row: int
    position: int
    """Of its column, counted from 0."""
    title: str = ""
    """The heading of its column."""
    text: str = ""
    kind: Kind | None = None
    """What it is that is no text."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return not self.text.strip()

    @property
    def place(self) -> Place:
        """Where it stands."""
        column = letter(self.position)
        said = both("place.cell", sheet=self.sheet, row=self.row, column=f'{column} "{self.title}"' if self.title else column)
        return Place(said.id, said.en, self.sheet, self.row, column)


def cell(sheet: str, row: Row, position: int, title: str = "") -> Cell:
    """The cell at `position` of a row."""
    text = row.cells[position] if position < len(row.cells) else ""
    return Cell(sheet, row.number, position, title, text, row.kinds.get(position))


@dataclass
class Reader:
    """Reads cells and notes their faults; what it gives for a cell that is blank or at fault is None."""

    point: Point | None = None
    """How numbers typed as text are meant; None where that is not told."""
    faults: list[tuple[Cell, Fault]] = field(default_factory=list)

    def fault(self, code: str, cell: Cell, /, **fields: object) -> None:
        """Note what is wrong with a cell."""
        self.faults.append((cell, Fault(cell.place, code, fields)))

    def text(self, cell: Cell) -> str | None:
        """A text, character by character as it is."""
        if cell.is_blank:
            return None
        if cell.text in ERRORS:
            self.fault("cell_error", cell, value=cell.text)
        elif cell.kind is Kind.NUMBER:
            self.fault("number_for_text", cell, value=cell.text)
        elif cell.kind is Kind.DATE:
            self.fault("turned_date", cell, value=cell.text)
        elif holds_refused(cell.text):
            self.fault("control", cell)
        else:
            return cell.text
        return None

    def code(self, cell: Cell, *, is_version: bool = False) -> str | None:
        """A code: what Excel has made a number or a day of is refused, for its noughts may be lost."""
        if cell.kind is Kind.NUMBER and is_version and cell.text.isdecimal():
            return cell.text
        if cell.kind is Kind.NUMBER:
            self.fault("code_number", cell, value=cell.text, meant=_longer(cell.text))
            return None
        if cell.kind is Kind.DATE or (not cell.is_blank and cell.text not in ERRORS and is_damaged(cell.text.strip())):
            self.fault("damaged_code", cell, value=cell.text)
            return None
        code = self.text(cell)
        if code is not None and (code != code.strip() or "\u00a0" in code or "\n" in code):
            self.fault("blanks", cell, value=code.strip())
            return None
        return code

    def number(self, cell: Cell) -> Fraction | None:
        """A number; one typed as text may mean two, and is then asked about."""
        typed = cell.text.strip()
        if cell.is_blank:
            return None
        if cell.text in ERRORS:
            self.fault("cell_error", cell, value=cell.text)
        elif cell.kind is Kind.DATE:
            self.fault("turned_date", cell, value=cell.text)
        elif cell.kind is Kind.NUMBER:
            return Fraction(typed)
        elif typed != cell.text:
            self.fault("blanks", cell, value=typed)
        elif self.point is None and (match := _GROUPED.fullmatch(typed)):
            decimal = Phrase(typed.replace(".", ","), typed.replace(",", "."))
            self.fault("ambiguous", cell, value=typed, whole=typed.replace(match[1], ""), decimal=decimal)
        elif (found := _number(typed, self.point)) is None:
            self.fault("not_a_number", cell, value=cell.text)
        else:
            return found
        return None

    def whole(self, cell: Cell) -> int | None:
        """A whole number."""
        found = self.number(cell)
        if found is not None and found.denominator != 1:
            self.fault("not_whole", cell, value=cell.text)
            return None
        return None if found is None else int(found)

    def day(self, cell: Cell) -> str | None:
        """A day, however it was typed, as `2023-05-09`."""
        if cell.is_blank:
            return None
        found = None if cell.kind is Kind.NUMBER else day(cell.text.strip().removesuffix(" 00:00:00"))
        if found is None:
            self.fault("date", cell, value=cell.text)
        elif cell.text != cell.text.strip():
            self.fault("blanks", cell, value=cell.text.strip())
        else:
            return found.isoformat()
        return None

    def choice(self, cell: Cell, names: Mapping[str, Phrase]) -> str | None:
        """One of the keys of `names`, written as one of its names in either language or as itself."""
        said = self.code(cell)
        if said is None:
            return None
        wanted = folded(said)
        found = next((key for key, name in names.items() if wanted in (folded(name.id), folded(name.en), folded(key))), None)
        if found is None:
            choices = Phrase(", ".join(name.id for name in names.values()), ", ".join(name.en for name in names.values()))
            self.fault("choice", cell, value=said, choices=choices)
        return found

    def texts(self, cell: Cell) -> list[str] | None:
        """Texts between semicolons or lines; one that holds a comma or a line stands in straight quotes."""
        said = self.text(cell)
        if said is None:
            return None
        parts = list(_parts(said))
        found = [part for part in parts if part is not None]
        bare = "".join(text for text, is_quoted in found if not is_quoted)
        if any(sign in CURLY for sign in bare):
            self.fault("curly", cell, value=said)
        elif None in parts:
            self.fault("list_quotes", cell, value=said)
        elif not all(text for text, _ in found):
            self.fault("list_gap", cell, value=said)
        elif "," in bare:
            self.fault("list_comma", cell, value=said)
        elif "\u00a0" in bare or said != said.strip():
            self.fault("blanks", cell, value=said.strip().replace("\u00a0", " "))
        else:
            return [text for text, _ in found]
        return None

    def wholes(self, cell: Cell) -> list[int] | None:
        """Whole numbers between semicolons."""
        if cell.kind is Kind.NUMBER:
            found = self.whole(cell)
            return None if found is None else [found]
        parts = self.texts(cell)
        if parts is None:
            return None
        if not all(re.fullmatch("-?[0-9]{1,9}", part) for part in parts):
            self.fault("not_a_number", cell, value=cell.text)
            return None
        return list(map(int, parts))


def joined(parts: list[str]) -> str:
    """`parts` as `Reader.texts` reads them from one cell."""
    return "; ".join(part if _is_plain(part) else f'"{part.replace(chr(34), chr(34) * 2)}"' for part in parts)


def _is_plain(part: str) -> bool:
    return part == part.strip() and not any(sign in part for sign in f';,\n"\t\u00a0{CURLY}')


def _parts(text: str) -> Iterator[tuple[str, bool] | None]:
    """Each text in a cell and whether it was quoted; None where a quote has no partner."""
    start = 0
    while True:
        found = _PART.match(text, start)
        if found is None:
            yield None
            return
        yield (found[1].replace('""', '"'), True) if found[1] is not None else (found[2].rstrip(" \t"), False)
        if not found[3]:
            return
        start = found.end()


def _number(text: str, point: Point | None) -> Fraction | None:
    if len(text) > _LONGEST_NUMBER:
        return None
    for sign in (Point.COMMA, Point.POINT) if point is None else (point,):
        other = "." if sign is Point.COMMA else ","
        pattern = _NUMBER.format(point=re.escape(sign.value), comma=re.escape(other))
        if re.fullmatch(pattern, text):
            return Fraction(text.replace(other, "").replace(",", "."))
    return None


def _longer(text: str) -> str:
    """What a code may have been before Excel took its noughts: one more at the end behind a point, otherwise one before."""
    return f"{text}0" if "." in text else f"0{text}"
