"""A checklist in the part of XLSForm that fits one: survey, choices and settings; whatever else it holds is refused by name and cell.

Groups become areas, questions that choose from a list of answers become items, other questions facts, notes the help of the next item.
What it cannot say comes from another checklist; whatever is decided here is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from models.formats.cells import CURLY, Cell, Point, Reader, cell
from models.formats.checklist_base import Base
from models.formats.checklist_draft import Draft
from models.formats.checklist_grades import sentence, short
from models.formats.checklist_lists import Answers, answers
from models.formats.tables import Row, Table
from models.rules.conditions import ITEM_CODE
from models.text import folded
from models.words import both

_LABEL: Final = re.compile(r"(label|hint|evidence|bukti)(?:::.*\((id|en)\)|::(indonesian?|bahasa indonesia|english))?", re.IGNORECASE)
_OWN: Final = ("type", "name", "required", "relevant", "weight", "bobot")
_SETTINGS: Final = ("form_title", "form_id", "version", "default_language")
_FACTS: Final = {"text": "text", "integer": "number", "date": "date"}
_CONDITION: Final = re.compile(r"\$\{([^}]+)\}\s*(>=|<=|=|>|<)\s*(?:'([^']*)'|\"([^\"]*)\"|([0-9]+))")
_AREA: Final = re.compile("[A-Z][A-Z0-9]{0,7}")


def is_one(tables: Sequence[Table]) -> bool:
    """Whether the sheets are those of an XLSForm."""
    return any(folded(table.name) == "survey" for table in tables)


def read(tables: Sequence[Table], base: Base, point: Point | None = None) -> Draft:
    """What the form says, completed by `base`."""
    reading = _Reading(tables, base, point)
    reading.survey()
    reading.settings()
    base.complete(reading.draft, reading.title)
    reading.draft.faults += reading.reader.faults
    return reading.draft


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that became an item."""

    code: str
    answers: Answers
    relevant: Cell


class _Reading:
    """Reads a form into a draft."""

    def __init__(self, tables: Sequence[Table], base: Base, point: Point | None) -> None:
        self.draft, self.reader, self.title = Draft(tuple(table.name for table in tables)), Reader(point), ""
        self._base, self._tables = base, {folded(table.name): table for table in tables}
        self._lists = answers(self._tables.get("choices"), self.reader)
        self._items: dict[str, _Asked] = {}
        self._groups: list[tuple[str, dict[str, str]]] = []
        """The groups that are open: the code of the area, and what each is called."""
        self._help: list[dict[str, str]] = []
        for name, table in self._tables.items():
            if name not in ("survey", "choices", "settings") and table.rows:
                self.reader.fault("sheet_unknown", cell(table.name, table.rows[0], 0))

    def settings(self) -> None:
        """Take title, id and version."""
        table = self._tables.get("settings")
        if table is None or len(table.rows) < 2:
            return
        for row in table.rows[2:]:
            self.reader.fault("row_extra", cell(table.name, row, 0))
        cells = {here.title: here for here in _cells(table.rows[0], table.rows[1], table.name)}
        for name, here in cells.items():
            if name not in _SETTINGS and not here.is_blank:
                self.reader.fault("xls_column", here, value=name)
        self.title = (cells["form_title"].text if "form_title" in cells else "").strip()
        for name, key in (("form_id", "id"), ("version", "version")):
            if name in cells and (said := self.reader.code(cells[name], is_version=key == "version")):
                self.draft.raw[key] = said
                self.draft.put((key,), cells[name])

    def survey(self) -> None:
        """Take groups, items and facts."""
        table = self._tables["survey"]
        head, *rows = table.rows or (Row(1, ()),)
        for row in rows:
            cells = {here.title: here for here in _cells(head, row, table.name)}
            for name, here in cells.items():
                if name not in _OWN and not _LABEL.fullmatch(name) and not here.is_blank:
                    self.reader.fault("xls_column", here, value=name or "-")
            if row.number in table.hidden:
                self.reader.fault("hidden", next(iter(cells.values())))
            self._row({**{name: Cell(table.name, row.number, -1) for name in _OWN}, **cells})
        self._unused()
        if self._groups:
            self.reader.fault("xls_open", cell(table.name, rows[-1], 0), value=self._groups[-1][1]["id"])
        for asked in self._items.values():
            when = list(self._conditions(asked.relevant))
            if when:
                self.draft.raw["items"][asked.code]["when"] = when
        self._weigh({folded(text) for text in head.cells})

    def _row(self, cells: Mapping[str, Cell]) -> None:
        kind = cells["type"].text.strip().replace(" group", "_group")
        words = kind.split()
        match words:
            case []:
                self.reader.fault("cell_empty", cells["type"])
            case ["begin_group"]:
                self._begin(cells)
            case ["end_group"] if self._groups:
                self._groups.pop()
                self._unused()
            case ["note"]:
                self._help.append(self._label(cells))
            case ["select_one", name] if name in self._lists:
                found = self._lists[name]
                if found.scale is None:
                    self._fact(cells, "choice", found)
                else:
                    self._item(cells, found)
            case ["select_one", name]:
                self.reader.fault("row_unknown", cells["type"], value=name, sheet="choices")
            case [name] if name in _FACTS:
                self._fact(cells, _FACTS[name], None)
            case _:
                self.reader.fault("xls_type", cells["type"], value=kind)

    def _begin(self, cells: Mapping[str, Cell]) -> None:
        name, label = self.reader.code(cells["name"]) or "", self._label(cells)
        if not cells["relevant"].is_blank:
            self.reader.fault("relevant_of_group", cells["relevant"])
        self._unused()
        if self._groups:
            self._groups.append((self._groups[0][0], label))
            self.draft.notes.append(both("layout.note.groups", groups=label["id"]))
            return
        code = self._base.area(label["id"]) or (
            name.upper() if _AREA.fullmatch(name.upper()) else f"A{len(self.draft.raw.get('areas', {})) + 1}"
        )
        areas = self.draft.raw.setdefault("areas", {})
        if code in areas:
            self.reader.fault("doubled", cells["name"], value=code, row=self.draft.places[f"areas.{code}"].row)
        areas[code] = {"name": label, "weight": 0}
        self.draft.put(("areas", code), cells["name"])
        self._groups.append((code, label))

    def _unused(self) -> None:
        """Tell the notes that no item follows."""
        for note in self._help:
            self.draft.notes.append(both("layout.note.loose", text=note["id"]))
        self._help = []

    def _item(self, cells: Mapping[str, Cell], found: Answers) -> None:
        if not self._groups:
            self.reader.fault("xls_no_group", cells["type"])
            return
        area = self._groups[0][0]
        name, items = self.reader.code(cells["name"]), self.draft.raw.setdefault("items", {})
        if cells["name"].is_blank:
            self.reader.fault("cell_empty", cells["name"])
        if name is None:
            return
        code = next((said for said in (name, name.upper().replace("_", "-")) if re.fullmatch(ITEM_CODE, said)), "")
        code = code or f"{area}-{1 + sum(item['area'] == area for item in items.values()):02}"
        if code in items:
            self.reader.fault("doubled", cells["name"], value=code, row=self.draft.places[f"items.{code}"].row)
            return
        if code != name:
            self.draft.notes.append(both("layout.note.renamed", name=name, code=code))
        label, help_ = self._label(cells), [*self._help, *([self._label(cells, "hint")] if self._said(cells, "hint") else [])]
        weight = next((cells[key] for key in ("weight", "bobot") if cells[key].position >= 0), None)
        items[code] = {
            "area": area,
            "title": {tongue: short(text) for tongue, text in label.items()},
            "question": label,
            "evidence": self._label(cells, "evidence") if self._said(cells, "evidence") else sentence("layout.note.no_evidence"),
            "scale": found.scale,
            "weight": 1 if weight is None else self.reader.whole(weight) or 0,
            "origin": "source",
            "ladder_origin": "source",
            "ladder": {str(level): phrase for level, phrase in found.ladder.items()},
            "sources": ["XLSForm"],
        }
        if help_:
            items[code]["help"] = {tongue: "\n".join(each[tongue] for each in help_) for tongue in ("id", "en")}
        self._help = []
        self._items[name] = _Asked(code, found, cells["relevant"])
        self._places(code, cells, weight)

    def _places(self, code: str, cells: Mapping[str, Cell], weight: Cell | None) -> None:
        path = ("items", code)
        self.draft.put(path, cells["name"])
        self.draft.put((*path, "when"), cells["relevant"])
        self.draft.put((*path, "weight"), weight or cells["name"])
        for key, tongue, here in self._labels(cells):
            for part in ("title", "question") if key == "label" else (key,):
                self.draft.put((*path, {"hint": "help"}.get(part, part), tongue), here)

    def _fact(self, cells: Mapping[str, Cell], kind: str, found: Answers | None) -> None:
        if not cells["relevant"].is_blank:
            self.reader.fault("relevant_of_fact", cells["relevant"])
        if cells["name"].is_blank:
            self.reader.fault("cell_empty", cells["name"])
        name, facts = self.reader.code(cells["name"]), self.draft.raw.setdefault("facts", {})
        if name is None:
            return
        if name in facts or self._base.has_fact(name):
            self.reader.fault("fact_taken", cells["name"], value=name)
            return
        label = self._label(cells)
        value: dict[str, Any] = {"label": label, "kind": kind, "required": folded(cells["required"].text) in ("yes", "ya", "true")}
        if found:
            value["choices"] = dict(found.choices)
        facts[name] = {"text": label, "fields": {"value": value}}
        self.draft.put(("facts", name), cells["name"])

    def _conditions(self, here: Cell) -> Iterator[str]:
        """The conditions in a cell; all of them must hold."""
        if here.is_blank:
            return
        if any(sign in CURLY for sign in here.text):
            self.reader.fault("curly", here, value=here.text)
            return
        for part in re.split(r"(?<!\s)\s+and\s+", here.text.strip()):
            match = _CONDITION.fullmatch(part.strip())
            other = self._items.get(match[1].strip()) if match else None
            if match is None:
                self.reader.fault("relevant", here, value=part)
            elif other is None:
                self.reader.fault("row_unknown", here, value=match[1], sheet="survey")
            else:
                name = next(text for text in match.groups()[2:] if text is not None)
                level = other.answers.levels.get(folded(name))
                if level is None or (match[2] != "=" and not name.isdecimal()):
                    self.reader.fault("relevant", here, value=part)
                else:
                    yield f"{other.code} {match[2]} {level}"

    def _weigh(self, headings: set[str]) -> None:
        for code, area in self.draft.raw.get("areas", {}).items():
            area["weight"] = sum(item["weight"] for item in self.draft.raw.get("items", {}).values() if item["area"] == code)
        if headings.isdisjoint(("weight", "bobot")):
            self.draft.notes.append(both("layout.note.alike"))

    def _labels(self, cells: Mapping[str, Cell]) -> Iterator[tuple[str, str, Cell]]:
        """Each column of texts with what it says and in which language; one that names none is said for both."""
        for name, here in cells.items():
            match = _LABEL.fullmatch(name)
            if match:
                key = {"bukti": "evidence"}.get(match[1].lower(), match[1].lower())
                tongue = match[2] or ("en" if (match[3] or "").lower() == "english" else "id" if match[3] else "")
                for each in (tongue.lower(),) if tongue else ("id", "en"):
                    yield key, each, here

    def _said(self, cells: Mapping[str, Cell], noun: str) -> bool:
        return any(key == noun and not here.is_blank for key, _, here in self._labels(cells))

    def _label(self, cells: Mapping[str, Cell], noun: str = "label") -> dict[str, str]:
        """What is said in both languages; what is said in one only stands for the other."""
        said: dict[str, str] = {}
        first = None
        for key, tongue, here in self._labels(cells):
            if key == noun:
                first = first or here
                text = self.reader.text(here) if not here.is_blank else None
                if text:
                    said.setdefault(tongue, text)
        if not said:
            self.reader.fault("cell_empty", first or cells["type"])
        one = next(iter(said.values()), "-")
        return {tongue: said.get(tongue, one) for tongue in ("id", "en")}


def _cells(head: Row, row: Row, sheet: str) -> Iterator[Cell]:
    width = max(len(head.cells), len(row.cells))
    return (cell(sheet, row, position, head.cells[position].strip() if position < len(head.cells) else "") for position in range(width))
