"""The lists of answers of an XLSForm: which of them are a scale, with the level of each answer, and which are choices of a fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from models.formats.cells import Cell, Reader, cell
from models.formats.tables import Table
from models.rules.checklist import Scale
from models.text import folded

_SCALES: Final[Mapping[tuple[str, ...], Scale]] = {
    ("ya", "tidak"): Scale.YES_NO,
    ("yes", "no"): Scale.YES_NO,
    ("ya", "sebagian", "tidak"): Scale.YES_PARTLY_NO,
    ("yes", "partly", "no"): Scale.YES_PARTLY_NO,
    ("a", "b", "c"): Scale.YES_PARTLY_NO,
    ("a", "b", "c", "d", "e"): Scale.LEVEL,
    ("4", "3", "2", "1", "0"): Scale.LEVEL,
}
"""The names of answers that make a scale, the best first."""
Names = dict[str, str]


@dataclass
class Answers:
    """A list of answers."""

    choices: dict[str, Names] = field(default_factory=dict)
    """What each is called in both languages, by its name."""

    @property
    def _order(self) -> tuple[str, ...]:
        found = set(map(folded, self.choices))
        return next((names for names in _SCALES if set(names) == found), ())

    @property
    def scale(self) -> Scale | None:
        """The scale it is, if any."""
        return _SCALES.get(self._order)

    @property
    def levels(self) -> Mapping[str, int]:
        """The level of each answer, by its folded name."""
        return dict(zip(self._order, sorted(self.scale.levels, reverse=True), strict=True)) if self.scale else {}

    @property
    def ladder(self) -> Mapping[int, Names]:
        """What each level means."""
        return {self.levels[folded(name)]: said for name, said in self.choices.items()}


def answers(table: Table | None, reader: Reader) -> Mapping[str, Answers]:
    """The lists on the sheet of choices, by their names; faults go to `reader`."""
    found: dict[str, Answers] = {}
    if table is None or not table.rows:
        return found
    head = table.rows[0]
    for row in table.rows[1:]:
        titles = [text.strip() for text in head.cells]
        cells = {title: cell(table.name, row, position, title) for position, title in enumerate(titles)}
        of = cells.get("list_name") or cells.get("list name")
        name = cells.get("name")
        for title, here in cells.items():
            if here not in (of, name) and not title.startswith("label") and not here.is_blank:
                reader.fault("xls_column", here, value=title or "-")
        if of is None or name is None:
            reader.fault("heading_missing", cell(table.name, head, 0), value="list_name, name")
            return found
        key, answer = reader.code(of), reader.code(name, is_version=True)
        for here in (of, name):
            if here.is_blank:
                reader.fault("cell_empty", here)
        if key is None or answer is None:
            continue
        into = found.setdefault(key, Answers())
        if answer in into.choices:
            reader.fault("doubled", name, value=answer, row=row.number)
        into.choices[answer] = _said(cells, reader) or {"id": answer, "en": answer}
    return found


def _said(cells: Mapping[str, Cell], reader: Reader) -> Names:
    said = dict(_labels(cells, reader))
    one = next(iter(said.values()), "")
    return {tongue: said.get(tongue, one) for tongue in ("id", "en")} if one else {}


def _labels(cells: Mapping[str, Cell], reader: Reader) -> Iterator[tuple[str, str]]:
    for title, here in cells.items():
        if title.startswith("label") and (text := reader.text(here)):
            is_english = title.endswith("(en)") or title.lower().endswith("english")
            yield ("en" if is_english else "id"), text
