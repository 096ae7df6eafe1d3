"""A worksheet, of a verification or of what is asked of an agency: what its columns are called, and what is read of a filled one.

Sheets are known by their headings and rows by their codes, so that both may be moved, and columns left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from models.errors import Refusal
from models.formats import titles
from models.formats.tables import Headed, Kind, Record, Table, headed
from models.rules.numbers import typed
from models.text import Phrase, folded
from models.words import both

MARK: Final = "verifier-worksheet"
"""Begins the hidden row that says whose worksheet it is."""
REQUEST: Final = "verifier-request"
"""Begins the same row of the list of what is asked of an agency, which says whose that is too."""
OWN_MARK: Final = "verifier-self-assessment"
"""Begins the same row of the sheet in which an agency assesses itself."""
MAJOR: Final = "1"
ANSWERS: Final = ("item", "title", "question", "ladder", "scale", "answer", "reason", "note", "proposed", "cited")
EVIDENCE: Final = ("evidence", "title", "kind", "number", "date", "valid_until", "source", "location", "seen", "status")
CITATIONS: Final = ("item", "evidence", "place")
COUNTS: Final = ("item", "count", "label", "n", "of")
FACTS: Final = ("fact", "row", "field", "label", "value")
ASKED: Final = ("item", "asked", "kind", "title", "number", "date", "source", "location", "place", "remark")
"""What an agency says of an item: a document, where in it, and what else there is to say."""
FIGURES: Final = ("count", "label", "n")
OWN: Final = ("item", "title", "question", "ladder", "scale", "level", "evidence", "note")
"""What an agency says of itself, item by item."""
LKE: Final = ("code", "question", "choices", "answer", "evidence", "note")
"""The same in the layout of Indonesian evaluators."""
_TELLING: Final = frozenset({"question", "ladder", "scale", "proposed", "label", "asked"})
_Needed = Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
_NEEDED: Final[_Needed] = {
    FACTS: (("fact", "field"),),
    COUNTS: (("item", "count"),),
    CITATIONS: (("item", "evidence"),),
    ANSWERS: (("item",),),
    EVIDENCE: (("evidence",),),
}
"""The columns by which a sheet is known, the most telling first; without one of them its rows could not be told apart."""
_NEEDED_OF_AGENCY: Final[_Needed] = {
    FACTS: (("fact",), ("row", "field")),
    FIGURES: (("count",), ("label", "n")),
    ASKED: (("item",), ("asked",)),
}
"""The same of what an agency filled in: any of these tells its sheets, for not one of their columns may be lost."""
_NEEDED_OF_OWN: Final[_Needed] = {OWN: (("item", "scale"), ("item", "level"), ("scale", "level"))}
_NEEDED_UNMARKED: Final[_Needed] = {OWN: (("item", "level"),)}
_OF_MARK: Final[Mapping[str, _Needed]] = {MARK: _NEEDED, REQUEST: _NEEDED_OF_AGENCY, OWN_MARK: _NEEDED_OF_OWN}
"""How the sheets of a file are known, by its mark."""
_WHOSE: Final[Mapping[str, int]] = {MARK: 4, REQUEST: 7, OWN_MARK: 7}
"""How many cells of the hidden row say whose it is, by its mark."""
_KEYS: Final[Mapping[tuple[str, ...], int]] = {
    FACTS: 3,
    COUNTS: 2,
    CITATIONS: 2,
    ANSWERS: 1,
    EVIDENCE: 1,
    ASKED: 1,
    FIGURES: 1,
    OWN: 1,
    LKE: 3,
}
"""How many of the first columns say whose a row is."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that somebody may have filled in."""

    kind: tuple[str, ...]
    """The columns of its sheet, such as `ANSWERS`."""
    table: Headed
    record: Record

    def said(self, column: str, *, dates: bool = False) -> str:
        """What stands in `column`, as seen.

        Raises:
            Refusal: `worksheet.rounded` where Excel has cut a long number, `worksheet.turned_date` where it has made a date
                of something else; `dates` says that a date is meant.
        """
        text, kind = self.record.values[column], self.record.kinds.get(column)
        if _is_rounded(text.strip()):
            raise Refusal("worksheet.rounded", value=text)
        if kind is Kind.DATE and not dates:
            raise Refusal("worksheet.turned_date", value=text)
        return text

    def figure(self, column: str) -> str:
        """The number in `column` as it would be typed, whether the cell holds a number or a text; refused like `said`."""
        text = self.said(column).strip()
        return typed(Fraction(text)) if self.record.kinds.get(column) is Kind.NUMBER else text

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in any column that is there to be filled in."""
        return self.is_silent and not any(self.record.values[column].strip() for column in self.kind[: _KEYS[self.kind]])

    @property
    def is_silent(self) -> bool:
        """Whether nothing is filled in but whose it is."""
        said = (column for column in self.kind[_KEYS[self.kind] :] if is_entry(self.kind, column))
        return not any(self.record.values[column].strip() for column in said)

    def place(self, column: str) -> Phrase:
        """Where the cell in `column` stands."""
        return self.table.place(self.record, column)


@dataclass(frozen=True, slots=True)
class Filled:
    """A worksheet as it came back."""

    file: str
    verification: str
    checklist: str
    """Digest of the checklist it was made from."""
    lines: tuple[Line, ...]
    unread: tuple[str, ...]
    """Headings and sheets that mean nothing here."""
    agency: str = ""
    """Code of the agency it was asked of, empty for the worksheet of a verification."""
    round: str = ""
    language: str = ""
    mark: str = MARK
    digest: str = ""
    """SHA-256 of the bytes of the file."""

    @property
    def is_request(self) -> bool:
        """Whether it is what was asked of an agency."""
        return self.mark == REQUEST

    @property
    def is_own(self) -> bool:
        """Whether it is what an agency says of itself."""
        return self.mark == OWN_MARK


def read(tables: Sequence[Table], file: str, digest: str = "") -> Filled:
    """The worksheet that the sheets `tables` are; `file` is its name in sentences, `digest` that of its bytes.

    Raises:
        Refusal: `worksheet.none` where nothing says whose it is, `worksheet.twice` where a column is there twice, `request.columns`
            or `self.columns` where what an agency filled in has lost some.
    """
    mark, verification, checklist, agency, round_, language = _whose(tables, file)
    lines, unread, lost = _lines([table for table in tables if not _is_ours(table)], _OF_MARK[mark], file)
    if lost and mark != MARK:
        columns = titles.worded(lambda words: "; ".join(f"{sheet}: {words.of(title)}" for sheet, title in lost))
        raise Refusal("request.columns" if mark == REQUEST else "self.columns", file=file, columns=columns)
    return Filled(file, verification, checklist, tuple(lines), tuple(unread), agency, round_, language, mark, digest)


def unmarked(tables: Sequence[Table], file: str, digest: str) -> Filled:
    """A sheet in which an agency assessed itself, of which nothing says whose it is; without a line where there is none."""
    lines, unread, _ = _lines(tables, _NEEDED_UNMARKED, file)
    return Filled(file, "", "", tuple(lines), tuple(unread), mark=OWN_MARK, digest=digest)


def _lines(tables: Sequence[Table], kinds: _Needed, file: str) -> tuple[list[Line], list[str], list[tuple[str, Phrase]]]:
    """The lines of all sheets, what was not read, and which columns to be filled in are not there; Refusal `worksheet.twice`."""
    lines: list[Line] = []
    unread: list[str] = []
    lost: list[tuple[str, Phrase]] = []
    for table in tables:
        kind, found = _known(table, kinds)
        if found is None:
            unread.append(table.name)
            continue
        if found.twice:
            raise Refusal("worksheet.twice", file=file, sheet=table.name, column=found.twice[0])
        unread += [f"{table.name}: {heading}" for heading in found.unknown]
        lines += [Line(kind, found, record) for record in found.records]
        lost += [(table.name, heading(kind, column)) for column in kind if is_entry(kind, column) and column not in found.titles]
    return lines, unread, lost


def _whose(tables: Sequence[Table], file: str) -> tuple[str, str, str, str, str, str]:
    """The mark, verification, checklist, agency, round and language that the one hidden row says; Refusal `worksheet.none`."""
    rows = (row.cells for table in tables for row in table.rows if row.cells[0].strip() in _WHOSE)
    marks = {cells[: _WHOSE[cells[0].strip()]] for cells in rows}
    if len(marks) != 1:
        raise Refusal("worksheet.none", file=file)
    mark, major, verification, checklist, agency, round_, language, *_ = (*map(str.strip, marks.pop()), *[""] * 6)
    if major != MAJOR or (mark != MARK and not agency):
        raise Refusal("worksheet.none", file=file)
    return mark, verification, checklist, agency, round_, language


def is_entry(kind: tuple[str, ...], column: str) -> bool:
    """Whether a column is there to be filled in; the others only tell and are not read."""
    return column not in _TELLING and not (kind in (ANSWERS, OWN) and column == "title")


def heading(kind: tuple[str, ...], column: str) -> Phrase:
    """What a column of a sheet is called."""
    if kind in (ASKED, FIGURES):
        return both(f"request.column.{column}")
    if kind is OWN and is_entry(kind, column) and column != "item":
        return both(f"self.column.{column}")
    if kind is EVIDENCE and column != "evidence":
        return both(f"evidence.{column}")
    return both(f"worksheet.column.{column}")


def _known(table: Table, kinds: _Needed) -> tuple[tuple[str, ...], Headed | None]:
    for kind, alternatives in kinds.items():
        columns = {column: titles.names(heading(kind, column)) for column in kind}
        for needed in alternatives:
            found = headed(table, columns, needed)
            if found is not None:
                return kind, found
    return (), None


def _is_ours(table: Table) -> bool:
    """Whether it is the first sheet, or the hidden one with what cells offer: both are only read by people."""
    lists = titles.names(both("worksheet.lists"))
    return not table.rows or table.rows[0].cells[0].strip() in _WHOSE or folded(table.name) in lists


def _is_rounded(text: str) -> bool:
    """Whether `text` is a long number of which Excel keeps only the beginning."""
    head, plus, tail = text.upper().partition("E+")
    return bool(plus) and tail.isdigit() and head.replace(".", "").replace(",", "").isdigit()
