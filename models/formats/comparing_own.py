"""What an agency says of itself in a sheet beside what stands here of that; a sheet takes the place of the one before as a whole."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from models.errors import Refusal
from models.formats import answered, entries, lke, worksheet
from models.formats.entries import Cells
from models.formats.worksheet import OWN, Filled, Line
from models.previews import Changed, Entry, Standing
from models.rules import answers as rules
from models.rules.answers import Answer
from models.rules.checklist import Item
from models.rules.self_assessment import SILENT, SelfAnswer
from models.text import Phrase, as_typed
from models.views import Sheet
from models.words import both

NOUN: Final = "self"


def compared(filled: Filled, sheet: Sheet) -> tuple[Entry, ...]:
    """What `filled` says item by item, and last what stands here and would go because it says nothing of it."""
    whose, unmatched = _matched(filled, sheet)
    codes = {id(line): code for line, code in whose}
    said, refused = entries.sorted_out(NOUN, [line for line, _ in whose], lambda line: (codes[id(line)],))
    found = [entry for key, line in said.items() for entry in entries.read(NOUN, key, line, partial(_read, key[0], sheet))]
    told = {entry.key[0] for entry in (*found, *refused)}
    return (*found, *refused, *unmatched, *_gone(sheet, told))


def _matched(filled: Filled, sheet: Sheet) -> tuple[list[tuple[Line, str]], list[Entry]]:
    """The lines with the items they are about, and what is refused because it is about none."""
    found, refused = [], []
    for line in filled.lines:
        if line.kind == OWN:
            found.append((line, line.record.values["item"].strip()))
            continue
        try:
            found.append((line, lke.item_of(line, sheet.checklist).code))
        except Refusal as why:
            nobody = ("-", f"{line.table.sheet}!{line.record.number}")
            refused.append(entries.refused(NOUN, nobody, line.place("question"), why))
    return found, refused


def _gone(sheet: Sheet, told: set[str]) -> Iterator[Entry]:
    for line in sheet.every:
        if line.self_answer is not None and line.item.code not in told:
            entry = _entry(line.item, both("self.absent"), line.self_answer, SILENT)
            yield from () if entry is None else (entry,)


def _read(code: str, sheet: Sheet, cells: Cells) -> Entry | None:
    item = rules.item(sheet.checklist, code)
    there, column = _said(item, cells), _column(cells.line)
    return _entry(item, cells.line.place(column), sheet.line(code).self_answer or SILENT, there)


def _column(line: Line) -> str:
    return "level" if line.kind == OWN else "answer"


def _said(item: Item, cells: Cells) -> SelfAnswer:
    evidence, note = (as_typed(cells.said(name), f"self.column.{name}") for name in ("evidence", "note"))
    said = cells.said(_column(cells.line)).strip()
    if not said:
        return SelfAnswer(evidence=evidence, note=note)
    if answered.is_word(said, both("answer.not_applicable")):
        # The agency's reason is whatever it says; what is missing there is not refused.
        rules.admit_not_applicable(item, said)
        return SelfAnswer(not_applicable=True, evidence=evidence, note=note)
    level = answered.level(item, said) if cells.line.kind == OWN else lke.level(cells.line, item, said)
    return SelfAnswer(level, evidence=evidence, note=note)


def _entry(item: Item, place: Phrase, here: SelfAnswer, there: SelfAnswer) -> Entry | None:
    if here == there:
        return None if there == SILENT else Entry(NOUN, (item.code,), Standing.SAME, place)
    values = {} if there == SILENT else {name: getattr(there, name) for name in SelfAnswer.__slots__}
    standing = Standing.NEW if here == SILENT else Standing.DIFFERS
    return Entry(NOUN, (item.code,), standing, place, tuple(_changes(item, here, there)), values)


def _changes(item: Item, here: SelfAnswer, there: SelfAnswer) -> Iterator[Changed]:
    def level(said: SelfAnswer) -> Phrase | str:
        return answered.shown(item, Answer(said.level, said.not_applicable))

    yield from entries.changed(worksheet.heading(OWN, "level"), level(here), level(there))
    for name in ("evidence", "note"):
        yield from entries.changed(worksheet.heading(OWN, name), getattr(here, name), getattr(there, name))
