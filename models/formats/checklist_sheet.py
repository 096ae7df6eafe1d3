"""Our own sheet of a checklist read back: strictly, every fault at its cell; pages and columns go by their names in either language."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from models.errors import Fault
from models.formats import titles
from models.formats.cells import Cell, Point, Reader, cell
from models.formats.checklist_draft import Draft
from models.formats.checklist_layout import ANY, PAGES, Column, Kind, Page, bilingual, heading
from models.formats.checklist_rows import put, table
from models.formats.tables import Row, Table
from models.rules.checklist import Scale
from models.text import Phrase, folded
from models.words import both

GUIDE: Final = ("guide", "lists")
"""The pages that only tell."""
_LOOKED_AT: Final = 20
"""The heading stands in one of so many first rows."""


def named(table: Table) -> Page | None:
    """The page that the name of a sheet means."""
    return next((page for page in PAGES if folded(table.name) in _names(f"layout.page.{page.key}", page.key)), None)


def read(tables: Sequence[Table], point: Point | None = None) -> Draft:
    """What the sheets say."""
    reading = _Reading(tuple(each.name for each in tables), point)
    found: dict[str, Table] = {}
    for each in tables:
        page = named(each)
        if page is None:
            if each.rows and not any(folded(each.name) in _names(f"layout.page.{key}", key) for key in GUIDE):
                reading.draft.faults.append((None, Fault(both("place.sheet", sheet=each.name), "sheet_unknown")))
        elif page.key in found:
            reading.draft.faults.append((None, Fault(both("place.sheet", sheet=each.name), "sheet_twice", {"value": found[page.key].name})))
        else:
            found[page.key] = each
    for page in PAGES:  # the order of the file, so that what a row refers to has been read
        if page.key in found:
            reading.page(page, found[page.key])
    reading.draft.faults += reading.reader.faults
    return reading.draft


@cache
def _names(key: str, *more: str) -> frozenset[str]:
    phrase = both(key)
    return titles.names(phrase, bilingual(phrase), *more)


@cache
def choices_of(column: Column) -> Mapping[str, Phrase]:
    """What each choice of a column is called."""
    noun = {"ladder_origin": "origin"}.get(column.noun, column.noun) if column.kind is Kind.CHOICE else "flag"
    return {choice: both(f"layout.{noun}.{choice}") for choice in column.choices}


@cache
def code_column(page: Page, code: str) -> Column:
    """The column of a code."""
    if code == "scale":
        return Column(code, (), Kind.CHOICE, choices=tuple(scale.value for scale in Scale))
    return Column(code, (), Kind.VERSION if code == "level" and page.key == "scales" else Kind.CODE)


class _Reading:
    """Reads one page after the other into a draft."""

    def __init__(self, sheets: tuple[str, ...], point: Point | None) -> None:
        self.draft = Draft(sheets)
        self.reader = Reader(point)
        self._known: dict[str, dict[tuple[str, ...], int]] = {}
        """The codes that each page has, with their rows."""

    def page(self, page: Page, sheet: Table) -> None:
        """Read the rows of a page."""
        self.draft.sheets[page.key] = sheet.name
        columns = (*(code_column(page, code) for code in page.codes), *page.columns)
        names = {name: column for column in columns for name in _heading_names(column.key)}
        head, below = self._head(page, sheet, names)
        found = self._columns(page, sheet, head, names)
        for merged in _merged(sheet, head):
            self.reader.fault("merged", merged)
        self._known[page.key] = {}
        if any(code not in found for code in page.codes):
            self.draft.broken.add(page.key)
            return
        taken = {found[key]: key for key in found}
        for number, row in enumerate(below):
            if row.number in sheet.hidden:
                self.reader.fault("hidden", cell(sheet.name, row, 0))
            for position, text in enumerate(row.cells):
                if text.strip() and position not in taken:
                    self.reader.fault("no_heading", cell(sheet.name, row, position), value=text)
            cells = {column.key: _cell(sheet, row, found, column) for column in columns}
            if page.is_single and number:
                self.reader.fault("row_extra", cells[page.columns[0].key])
            else:
                self._row(page, columns, cells)

    def _head(self, page: Page, sheet: Table, names: Mapping[str, Column]) -> tuple[Row, Sequence[Row]]:
        """The row of headings and those below it."""
        wanted = set(page.codes or (column.key for column in page.columns if column.is_needed))
        for index, row in enumerate(sheet.rows[:_LOOKED_AT]):
            if wanted <= {names[name].key for text in row.cells if (name := folded(text)) in names}:
                for above in sheet.rows[:index]:
                    self.reader.fault("above_heading", cell(sheet.name, above, 0))
                return row, sheet.rows[index + 1 :]
        return (sheet.rows[0], sheet.rows[1:]) if sheet.rows else (Row(1, ()), ())

    def _columns(self, page: Page, sheet: Table, head: Row, names: Mapping[str, Column]) -> Mapping[str, int]:
        """The position of each column that the heading names."""
        found: dict[str, int] = {}
        for position, text in enumerate(head.cells):
            here = cell(sheet.name, head, position, text.strip())
            column = names.get(folded(text))
            if not text.strip():
                continue
            if column is None:
                self.reader.fault("heading_unknown", here, value=text)
            elif column.key in found:
                self.reader.fault("heading_twice", here, value=text)
            else:
                found[column.key] = position
                if text != text.strip():
                    self.reader.fault("heading_blanks", here, value=text.strip())
        for key in (*page.codes, *(column.key for column in page.columns if column.is_needed)):
            if key not in found:
                self.reader.fault("heading_missing", cell(sheet.name, head, 0), value=bilingual(heading(key)))
        return found

    def _row(self, page: Page, columns: Sequence[Column], cells: Mapping[str, Cell]) -> None:
        codes = tuple(self._codes(page, cells))
        values = {column.key: self.value(column, cells[column.key]) for column in page.columns}  # whatever else is wrong with the row
        if len(codes) < len(page.codes):
            self.draft.broken.add(page.key)
            return
        last = cells[page.codes[-1] if page.codes else columns[0].key]
        if not self._belongs(page, codes, cells):
            return
        if not page.is_list:
            first = self._known[page.key].setdefault(codes, last.row)
            if first != last.row:
                self.reader.fault("doubled", last, value=" ".join(codes), row=first)
                self.draft.broken.add(page.key)
                return
        if page.key == "counts" and values["of"] and values["of_fixed"] is not None:
            self.reader.fault("two_totals", cells["of_fixed"])
        put(self.draft.raw, page, codes, values)
        self._remember(page, codes, cells, last)
        for column in page.columns:
            # The file would not miss these: their rows would just be gone.
            if (page.is_list or not column.path) and column.is_needed and cells[column.key].is_blank:
                self.reader.fault("cell_empty", cells[column.key])
        if page.key == "items":
            self._ladder(codes[0], values)

    def _codes(self, page: Page, cells: Mapping[str, Cell]) -> Iterator[str]:
        for code in page.codes:
            here = cells[code]
            if here.is_blank:
                self.reader.fault("cell_empty", here)
            value = self.value(code_column(page, code), here)
            if value is not None:
                yield str(value)

    def _belongs(self, page: Page, codes: tuple[str, ...], cells: Mapping[str, Cell]) -> bool:
        """Whether what the row refers to is there; what is not is told, unless it only stands at fault itself."""
        for place, (code, other) in enumerate(zip(page.codes, page.refers, strict=False), 1):
            if other and codes[:place] not in self._known.get(other, {}):
                if other not in self.draft.broken:
                    self.reader.fault("row_unknown", cells[code], value=codes[place - 1], sheet=both(f"layout.page.{other}"))
                self.draft.broken.add(page.key)
                return False
        if page.key == "required" and (codes[0], codes[2]) not in self._known.get("fields", {}):
            self.reader.fault("row_unknown", cells["other"], value=codes[2], sheet=both("layout.page.fields"))
            return False
        return True

    def _remember(self, page: Page, codes: tuple[str, ...], cells: Mapping[str, Cell], last: Cell) -> None:
        names = iter(codes)
        path = tuple(next(names) if part == ANY else part for part in page.path)
        for column in page.columns:
            # Two columns may be for one place: N of a count stands in the one that is filled in.
            other = {"of": "of_fixed", "of_fixed": "of"}.get(column.key)
            if other is None or not cells[column.key].is_blank or (column.key == "of" and cells[other].is_blank):
                self.draft.put((*path, *column.path), cells[column.key])
        if page.codes:
            self.draft.places[".".join(path)] = last

    def _ladder(self, item: str, values: Mapping[str, Any]) -> None:
        """Make room for every step that the item must have, so that each missing sentence is told at its cell."""
        scale = values["scale"]
        if scale and (scale == Scale.LEVEL or "ladder" in self.draft.raw["items"][item]):
            for level in Scale(scale).levels:
                table(self.draft.raw, ("items", item, "ladder", str(level)))

    def value(self, column: Column, here: Cell) -> Any:
        """What a cell of a column says; None for nothing, or where it is at fault."""
        reader = self.reader
        match column.kind:
            case Kind.CODE | Kind.VERSION:
                return reader.code(here, is_version=column.kind is Kind.VERSION)
            case Kind.FLAG:
                said = reader.choice(here, choices_of(column))
                return None if said is None else said == "yes"
            case Kind.CHOICE:
                return reader.choice(here, choices_of(column))
            case Kind.WHOLE:
                return reader.whole(here)
            case Kind.DAY:
                return reader.day(here)
            case Kind.LIST:
                return reader.texts(here)
            case Kind.WHOLES:
                return reader.wholes(here)
            case _:
                return reader.text(here)


@cache
def _heading_names(key: str) -> frozenset[str]:
    phrase = heading(key)
    return titles.names(phrase, bilingual(phrase), key)


@cache
def _title(key: str) -> str:
    return bilingual(heading(key))


def _cell(sheet: Table, row: Row, found: Mapping[str, int], column: Column) -> Cell:
    position = found.get(column.key, -1)
    title = _title(column.key)
    return cell(sheet.name, row, position, title) if position >= 0 else Cell(sheet.name, row.number, -1, title)


def _merged(sheet: Table, head: Row) -> Iterator[Cell]:
    return (Cell(sheet.name, top, left) for top, left, bottom, _ in sheet.merged if bottom > head.number)
