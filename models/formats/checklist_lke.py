"""A checklist in the layout of the LKE, the worksheet of Indonesian evaluators: areas and sub-headings as rows, no codes.

Columns: weight, explanation with a sentence per grade, kind of answer (Ya/Tidak, A/B/C, A/B/C/D/E), answer, value, percentage, note,
evidence. What it cannot say comes from another checklist; whatever is decided here is told.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from models.errors import Fault
from models.formats import lke
from models.formats.cells import Cell, Point, Reader, cell
from models.formats.checklist_base import Base
from models.formats.checklist_draft import Draft
from models.formats.checklist_grades import ANSWERS, sentence, sentences, short, twice
from models.formats.checklist_weights import Area, Item, add_up, united, weighed
from models.formats.tables import Row, Table
from models.rules.checklist import Scale
from models.rules.numbers import of_digits
from models.text import folded
from models.words import both

_COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    **lke.NAMES,
    "weight": frozenset(("bobot", "bobotnilai", "weight")),
    "explanation": frozenset(("penjelasan", "penjelasanjawaban", "petunjuk", "kriteriajawaban", "explanation")),
    "value": frozenset(("nilai", "skor", "score")),
    "percent": frozenset(("persen", "persentase", "capaian", "percent")),
}
"""What each column may be headed, folded."""
_UNREAD: Final = ("answer", "value", "percent", "note")
"""Columns that an agency or an evaluator fills in: they define nothing."""
_LOOKED_AT: Final = 20
_NUMBERING: Final = re.compile(r"[A-Za-z0-9]{1,4}([.)][0-9A-Za-z]{0,3})*[.)]?")
_ALONE: Final = re.compile(r"[A-Za-z]|[A-Za-z0-9]{1,4}[.)]|[0-9.]{1,6}")
"""A number where nothing follows it."""
_NUMBER: Final = re.compile(r"(?:[A-Za-z0-9]{1,3}\.)*([A-Za-z]|[0-9]{1,3})(?:[.)](?:\s|$)|$)")
_TOTALS: Final = frozenset({"jumlah", "total", "jumlahbobot", "totalbobot", "nilaiakhir", "jumlahnilai", "totalnilai"})


def is_one(table: Table) -> bool:
    """Whether a sheet has the columns of an LKE."""
    return _head(table) is not None


def read(tables: Sequence[Table], base: Base, point: Point | None = None) -> Draft:
    """What the LKE among the sheets says, completed by `base`."""
    table = next(filter(is_one, tables))
    reading = _Reading(table, tuple(each.name for each in tables), point)
    reading.areas(base)
    base.complete(reading.draft, reading.title)
    others = [each.name for each in tables if each is not table and each.rows]
    if others:
        reading.draft.notes.append(both("layout.note.sheets", sheets=", ".join(others)))
    reading.draft.faults += reading.reader.faults
    return reading.draft


def _head(table: Table) -> tuple[int, Mapping[str, range]] | None:
    """The index of the row of headings and the cells of each column; one that is headed over several cells has them all."""
    for index, row in enumerate(table.rows[:_LOOKED_AT]):
        found: dict[str, int] = {}
        for position, text in enumerate(row.cells):
            name = "persen" if text.strip() == "%" else folded(text)
            key = next((key for key, names in _COLUMNS.items() if name in names), None)
            if key:
                found.setdefault(key, position)
        if {"question", "choices"} <= found.keys():
            starts = sorted(position for position, text in enumerate(row.cells) if text.strip())
            ends = dict(zip(starts, [*starts[1:], len(row.cells)], strict=True))
            return index, {key: range(position, ends[position]) for key, position in found.items()}
    return None


class _Reading:
    """Reads the rows of an LKE into a draft."""

    def __init__(self, table: Table, order: tuple[str, ...], point: Point | None) -> None:
        head = _head(table)
        assert head is not None
        index, self._columns = head
        self.draft, self.reader = Draft(order), Reader(point)
        self._table, self._head = table, table.rows[index]
        self.title = next((text.strip() for row in table.rows[:index] for text in row.cells if text.strip()), "")
        self._rows = [row for row in table.rows[index + 1 :] if not _is_count(row)]
        self._found: list[Area] = []

    def areas(self, base: Base) -> None:
        """Put the areas and their items into the draft."""
        self._headings()
        self._sort()
        parts = [part for part in self._found if part.items]
        factor = weighed(parts, self.reader, self.draft.notes)
        used = [area for area in united(self._found, self._names(base), self.reader) if area.items]
        called = {area.name for area in used}
        add_up([*used, *(part for part in parts if part.name not in called)], self.reader)
        groups = [part.name for part in self._found if not part.items and part.name not in called]
        if groups:
            self.draft.notes.append(both("layout.note.groups", groups="; ".join(groups)))
        unread = [self._head.cells[self._columns[key].start].strip() for key in _UNREAD if key in self._columns]
        if unread:
            self.draft.notes.append(both("layout.note.unread", columns=", ".join(unread)))
        self._codes(used, base)
        for area in used:
            self._put(area, factor)
        self.draft.notes.append(both("layout.note.english"))

    def _names(self, base: Base) -> frozenset[str]:
        """What the areas are called that were asked for; one that no row is called is told."""
        known = {folded(part.name) for part in self._found}
        missing = [name for name in base.areas if folded(name) not in known]
        if missing:
            self.draft.faults.append((None, Fault(both("layout.page.areas"), "area_missing", {"value": ", ".join(missing)})))
        return frozenset(map(folded, base.areas)) & known

    def _headings(self) -> None:
        """Refuse what stands in a column without a heading that this layout knows, for it would be lost."""
        taken = {position for cells in self._columns.values() for position in cells}
        for position, text in enumerate(self._head.cells):
            if text.strip() and position not in taken:
                self.reader.fault("heading_unknown", cell(self._table.name, self._head, position, text.strip()), value=text)

    def _sort(self) -> None:
        """Tell areas, sub-headings and items apart."""
        is_weighted = any(self._is_heading(row) and not self._cell(row, "weight").is_blank for row in self._rows)
        heading, headings = "", []
        for index, row in enumerate(self._rows):
            if row.number in self._table.hidden:
                self.reader.fault("hidden", cell(self._table.name, row, 0))
            text = self._text(row)
            weight = self.reader.number(self._cell(row, "weight"))
            cells = {key: self._cell(row, key) for key in _COLUMNS}
            if self._is_heading(row):
                is_sub = is_weighted and cells["weight"].is_blank
                if not text and not is_sub:
                    self.reader.fault("cell_empty", cells["question"])
                elif is_sub and text and self._seems_asked(index, text):
                    self.reader.fault("choices_missing", cells["choices"])
                elif folded(text) not in _TOTALS:
                    heading = text if is_sub else ""
                    headings += [text] if is_sub else []
                    self._found += [] if is_sub else [Area(text, cells, weight)]
            elif cells["choices"].is_blank or not text:
                self.reader.fault("cell_empty", cells["choices" if text else "question"])
            elif not self._found:
                self.reader.fault("no_area", cells["question"])
            else:
                self._found[-1].items.append(Item(text, heading, cells, weight))
        if headings:
            self.draft.notes.append(both("layout.note.headings", headings="; ".join(headings)))

    def _seems_asked(self, index: int, text: str) -> bool:
        """Whether a row without a kind of answer seems to have lost it: it asks, or goes on with the numbers of the items around it."""
        before, after = (self._rows[index - 1 : index], self._rows[index + 1 : index + 2])
        own = self._number(self._rows[index])
        return (
            text.endswith("?")
            or any(not self._is_heading(row) and _next(self._number(row)) == own for row in before)
            or any(not self._is_heading(row) and _next(own) == self._number(row) for row in after)
        )

    def _number(self, row: Row) -> tuple[int, str]:
        """Where the number of a row stands, and its last part; nothing where it has none."""
        position, text = next(((place, cell.strip()) for place, cell in enumerate(row.cells) if cell.strip()), (0, ""))
        match = _NUMBER.match(text)
        return (position, match[1].lower()) if match else (position, "")

    def _is_heading(self, row: Row) -> bool:
        """Whether a row asks nothing: it has neither a kind of answer nor what goes with one."""
        return all(self._cell(row, key).is_blank for key in ("choices", "explanation", "evidence"))

    def _cell(self, row: Row, key: str) -> Cell:
        cells = self._columns.get(key)
        if cells is None:
            return Cell(self._table.name, row.number, -1)
        return cell(self._table.name, row, cells.start, self._head.cells[cells.start].strip())

    def _text(self, row: Row) -> str:
        """What a row is about, without its number; it may stand in any of the cells under the heading."""
        start = min(self._columns[key].start for key in ("code", "question") if key in self._columns)
        stop = min(self._columns["question"].stop, len(row.cells))
        cells = [cell(self._table.name, row, position) for position in range(start, stop) if row.cells[position].strip()]
        if cells and (_NUMBERING if len(cells) > 1 else _ALONE).fullmatch(cells[0].text.strip()):
            del cells[0]
        return " ".join(text.strip() for text in map(self.reader.text, cells) if text)

    def _codes(self, areas: Sequence[Area], base: Base) -> None:
        """Give each area the code of the base's area of the same name, else a letter by its order."""
        letters = (f"{first}{second}" for first in ["", *_LETTERS] for second in _LETTERS)
        taken = {code for area in areas if (code := base.area(area.name))}
        for area in areas:
            known = base.area(area.name)
            is_fit = known is not None and re.fullmatch("[A-Z][A-Z0-9]{0,7}", known) and all(known != other.code for other in areas)
            area.code = str(known) if is_fit else next(code for code in letters if code not in taken)
            first, last = f"{area.code}-01", f"{area.code}-{len(area.items):02}"
            told = {"code": area.code, "name": area.name, "row": area.cells["question"].row, "first": first, "last": last}
            self.draft.notes.append(both("layout.note.codes", **told))

    def _put(self, area: Area, factor: Fraction) -> None:
        raw, draft = self.draft.raw, self.draft
        total = sum(((item.weight or Fraction()) * factor for item in area.items), Fraction())
        raw.setdefault("areas", {})[area.code] = {"name": {"id": area.name, "en": area.name}, "weight": int(total)}
        draft.put(("areas", area.code), area.cells["question"])
        for number, item in enumerate(area.items, 1):
            code = f"{area.code}-{number:02}"
            path = ("items", code)
            raw.setdefault("items", {})[code] = self._item(area, item, factor)
            draft.put(path, item.cells["question"])
            for key, name in (("weight", "weight"), ("evidence", "evidence"), ("explanation", "ladder"), ("choices", "scale")):
                draft.put((*path, name), item.cells[key])
            for tongue in ("id", "en"):
                draft.put((*path, "question", tongue), item.cells["question"])
                draft.put((*path, "evidence", tongue), item.cells["evidence"])

    def _item(self, area: Area, item: Item, factor: Fraction) -> dict[str, object]:
        choices = folded(item.cells["choices"].text)
        if choices not in ANSWERS:
            self.reader.fault("answer_kind", item.cells["choices"], value=item.cells["choices"].text)
        scale, grades = ANSWERS.get(choices, (Scale.YES_NO, ("ya", "tidak")))
        help_, told = sentences(self.reader.text(item.cells["explanation"]) or "", grades)
        levels = sorted(scale.levels, reverse=True)
        ladder = {}
        for level, grade in zip(levels, grades, strict=True):
            text = told.get(grade) or (grade.capitalize() if len(grade) > 1 else "")
            if not text and choices in ANSWERS:
                self.reader.fault("grade_missing", item.cells["explanation"], value=grade.upper())
            ladder[str(level)] = twice(text or "-")
        evidence = self.reader.text(item.cells["evidence"])
        title = f"{item.heading}: {item.question}" if item.heading else item.question
        found: dict[str, object] = {
            "area": area.code,
            "title": twice(short(title)),
            "question": twice(item.question),
            "evidence": twice(evidence.strip()) if evidence else sentence("layout.note.no_evidence"),
            "scale": scale.value,
            "weight": int((Fraction(1) if item.weight is None else item.weight) * factor),
            "origin": "source",
            "ladder_origin": "source",
            "ladder": ladder,
            "sources": ["LKE"],
        }
        return found | ({"help": twice(help_)} if help_ else {})


_LETTERS: Final = [chr(sign) for sign in range(ord("A"), ord("Z") + 1)]


def _is_count(row: Row) -> bool:
    """Whether a row only numbers the columns, as forms do under their headings."""
    numbers = [text.strip(" ()") for text in row.cells if text.strip()]
    if len(numbers) < 3 or (first := of_digits(numbers[0])) is None:
        return False
    return numbers == [str(first + more) for more in range(len(numbers))]


def _next(number: tuple[int, str]) -> tuple[int, str] | None:
    """The number that comes after `number` in the same column."""
    position, said = number
    if said.isdecimal():
        return position, str(int(said) + 1)
    return (position, chr(ord(said) + 1)) if said else None
