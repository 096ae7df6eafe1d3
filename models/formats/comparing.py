"""A worksheet beside what is known here, entry by entry; nothing is changed here."""

from collections.abc import Iterator
from functools import partial

from models.errors import Refusal
from models.explanation import answer_word
from models.formats import comparing_asked, comparing_evidence, comparing_figures, entries, titles, worksheet
from models.formats.entries import Cells, Key
from models.formats.worksheet import ANSWERS, ASKED, CITATIONS, COUNTS, EVIDENCE, FACTS, FIGURES, Filled, Line
from models.previews import Entry
from models.rules import answers as rules
from models.rules.answers import Answer
from models.rules.checklist import Item
from models.text import Phrase, note
from models.views import Sheet
from models.words import both


def compared(filled: Filled, sheet: Sheet) -> tuple[Entry, ...]:
    """What `filled` says of `sheet`: base data and counts, answers and notes, evidence and citations, facts; silence is no entry."""

    def lines(kind: tuple[str, ...]) -> list[Line]:
        return [line for line in filled.lines if line.kind is kind]

    figures = comparing_figures.of_counts(lines(COUNTS), sheet)
    answered, refused = entries.sorted_out("answer", lines(ANSWERS), entries.by("item"))
    answers = [entry for key, line in answered.items() for entry in _of_item(key, line, sheet)]
    evidence = tuple(comparing_evidence.of_evidence(lines(EVIDENCE), sheet))
    citations = comparing_evidence.of_citations(lines(CITATIONS), answered, evidence, sheet)
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
    is_waived = _is(said, both("answer.not_applicable")) or (not said and here.not_applicable and reason != here.reason)
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
        there = Answer(_level(item, said))
    changes = entries.changed(worksheet.heading(ANSWERS, "answer"), _shown(item, here), _shown(item, there))
    changes += entries.changed(worksheet.heading(ANSWERS, "reason"), here.reason, there.reason)
    values = {"level": there.level, "not_applicable": there.not_applicable, "reason": there.reason}
    return entries.compared("answer", key, place, changes, values, keeps=bool(there.reason and not reason))


def _level(item: Item, said: str) -> int:
    words = {level: _worded(item, level) for level in item.scale.levels}
    found = next((level for level, word in words.items() if _is(said, word) or said == str(level)), None)
    if found is None:
        choices = Phrase(", ".join(word.id for word in words.values()), ", ".join(word.en for word in words.values()))
        raise Refusal("worksheet.answer", item=item.code, value=said, choices=choices)
    return rules.admit(item, found)


def _shown(item: Item, answer: Answer) -> Phrase | str:
    if answer.not_applicable:
        return both("answer.not_applicable")
    return "" if answer.level is None else _worded(item, answer.level)


def _worded(item: Item, level: int) -> Phrase:
    return titles.worded(lambda words: answer_word(words, item, level))


def _is(said: str, word: Phrase) -> bool:
    """Whether `said` is this word, in either language; signs count, for -1 is not 1."""
    return " ".join(said.split()).casefold() in (word.id.casefold(), word.en.casefold())


def _note(key: Key, sheet: Sheet, cells: Cells) -> Entry | None:
    here = sheet.line(key[0]).answer.note
    there = note(cells.said("note"), "note.label")
    place = cells.line.place("note")
    if not there:
        return entries.kept("note", key, place) if here else None
    changes = entries.changed(worksheet.heading(ANSWERS, "note"), here, there)
    return entries.compared("note", key, place, changes, {"note": there})
