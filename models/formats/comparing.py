"""A worksheet beside what is known here, entry by entry; nothing is changed here."""

from collections.abc import Iterator
from functools import partial

from models.errors import Refusal
from models.formats import answered, comparing_asked, comparing_evidence, comparing_figures, entries, worksheet
from models.formats.entries import Cells, Key
from models.formats.worksheet import ANSWERS, ASKED, CITATIONS, COUNTS, EVIDENCE, FACTS, FIGURES, Filled, Line
from models.previews import Entry
from models.rules import answers as rules
from models.rules.answers import Answer
from models.text import note
from models.views import Sheet
from models.words import both


def compared(filled: Filled, sheet: Sheet) -> tuple[Entry, ...]:
    """What `filled` says of `sheet`: base data and counts, answers and notes, evidence and citations, facts; silence is no entry."""

    def lines(kind: tuple[str, ...]) -> list[Line]:
        return [line for line in filled.lines if line.kind is kind]

    figures = comparing_figures.of_counts(lines(COUNTS), sheet)
    said, refused = entries.sorted_out("answer", lines(ANSWERS), entries.by("item"))
    answers = [entry for key, line in said.items() for entry in _of_item(key, line, sheet)]
    evidence = tuple(comparing_evidence.of_evidence(lines(EVIDENCE), sheet))
    citations = comparing_evidence.of_citations(lines(CITATIONS), said, evidence, sheet)
    asked = comparing_asked.of_asked(lines(ASKED), sheet, filled.language)
    stated = comparing_figures.of_base(lines(FIGURES), sheet)
    facts = comparing_figures.of_facts(lines(FACTS), sheet)
    return (*figures, *answers, *refused, *evidence, *citations, *asked, *stated, *facts)


def _of_item(key: Key, line: Line, sheet: Sheet) -> Iterator[Entry]:
    yield from entries.read("answer", key, line, partial(_answer, key, sheet))
    if key[0] in sheet.checklist.items:
        yield from entries.read("note", key, line, partial(_note, key, sheet))


def _answer(key: Key, sheet: Sheet, cells: Cells) -> Entry | None:
    item = rules.item(sheet.checklist, key[0])
    here = sheet.line(item.code).answer
    said, reason = cells.said("answer").strip(), note(cells.said("reason"), "reason.label")
    is_waived = answered.is_word(said, both("answer.not_applicable")) or (not said and here.not_applicable and reason != here.reason)
    place = cells.line.place("answer")
    if reason and not is_waived and not (here.not_applicable and not said):
        raise Refusal("worksheet.reason", item=item.code)
    if not said and not (is_waived and reason):
        return entries.kept("answer", key, place) if here.is_given else None
    if is_waived:
        cells.column = "reason" if item.not_applicable else "answer"
        there = Answer(not_applicable=True, reason=rules.admit_not_applicable(item, reason or here.reason))
    else:
        cells.column = "answer"
        there = Answer(answered.level(item, said))
    changes = entries.changed(worksheet.heading(ANSWERS, "answer"), answered.shown(item, here), answered.shown(item, there))
    changes += entries.changed(worksheet.heading(ANSWERS, "reason"), here.reason, there.reason)
    values = {"level": there.level, "not_applicable": there.not_applicable, "reason": there.reason}
    return entries.compared("answer", key, place, changes, values, keeps=bool(there.reason and not reason))


def _note(key: Key, sheet: Sheet, cells: Cells) -> Entry | None:
    here = sheet.line(key[0]).answer.note
    there = note(cells.said("note"), "note.label")
    place = cells.line.place("note")
    if not there:
        return entries.kept("note", key, place) if here else None
    changes = entries.changed(worksheet.heading(ANSWERS, "note"), here, there)
    return entries.compared("note", key, place, changes, {"note": there})
