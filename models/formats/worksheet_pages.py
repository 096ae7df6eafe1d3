"""From a sheet to the pages of its worksheet: what colleagues fill in with Excel."""

from collections.abc import Mapping, Sequence
from typing import Final

from models.explanation import answer_word, conditions
from models.formats import citing, workbook, worksheet
from models.formats.workbook import Choice, Column, Page
from models.formats.worksheet import ANSWERS, CITATIONS, COUNTS, EVIDENCE, FACTS
from models.rules.checklist import Checklist, Fact, Item, Scale
from models.rules.evidence import KINDS, SEEN, STATUSES
from models.rules.facts import Facts
from models.rules.numbers import typed
from models.views import Sheet, SheetLine
from models.words import Words

_WIDTHS: Final[Mapping[str, int]] = {
    "title": 30,
    "question": 48,
    "ladder": 44,
    "scale": 16,
    "reason": 28,
    "note": 44,
    "cited": 30,
    "kind": 22,
    "number": 18,
    "source": 24,
    "location": 30,
    "place": 40,
    "label": 48,
    "value": 40,
}
_WIDTH: Final = 14
_SPARE: Final = 40
"""Rows for evidence and citations that are added."""
_SPARE_FACTS: Final = 3
_TELLING_LIMIT: Final = 8_000
"""A text that only tells is cut where it would fill a cell."""


def body(sheet: Sheet, words: Words) -> bytes:
    """The worksheet of `sheet` as a workbook (XLSX); the same sheet and language give the same bytes.

    Raises:
        Refusal: `export.cell` where a note is longer than a cell can hold.
    """
    areas = [_answers(sheet, code, words) for code, items in sheet.checklist.by_area.items() if items]
    others = [_evidence(sheet, words), _citations(sheet, words), _counts(sheet, words), facts(sheet.checklist, sheet.facts, words)]
    return workbook.written([_cover(sheet, words), *areas, *others], words("worksheet.lists"))


def _cover(sheet: Sheet, words: Words) -> Page:
    checklist = sheet.checklist
    told = {
        "worksheet.title": sheet.agency.name,
        "worksheet.agency": sheet.agency.code,
        "list.round": sheet.round,
        "worksheet.checklist": f"{checklist.name} - {words.of(checklist.title)}",
        "worksheet.digest": checklist.digest,
        "worksheet.verification": sheet.id,
        "worksheet.verifier": sheet.verifier,
    }
    rows = [(words(key), text, "", "") for key, text in told.items()]
    how = [(str(number), text, "", "") for number, text in enumerate(words("worksheet.how").split("\n"), 1)]
    widths = zip((worksheet.MARK, worksheet.MAJOR, sheet.id, checklist.digest), (26, 100, 4, 4), strict=True)
    columns = tuple(Column(title, width, is_entry=False) for title, width in widths)
    return Page(words("worksheet.cover"), columns, (*rows, *how), hides_heading=True)


def _answers(sheet: Sheet, area: str, words: Words) -> Page:
    lines = [line for line in sheet.every if line.item.area == area]
    offered = ANSWERS.index("answer")
    choices = [Choice(row, row, offered, answers(line.item, words)) for row, line in enumerate(lines)]
    name = f"{area} {words.of(sheet.checklist.areas[area].name)}"
    return Page(name, _columns(ANSWERS, words), tuple(_answer(sheet, line, words) for line in lines), tuple(choices))


def answers(item: Item, words: Words) -> tuple[str, ...]:
    """What may be answered to `item`, in words."""
    levels = item.scale.levels if item.scale is Scale.LEVEL else tuple(reversed(item.scale.levels))
    more = (words("answer.not_applicable"),) if item.not_applicable else ()
    return (*(answer_word(words, item, level) for level in levels), *more)


def _answer(sheet: Sheet, line: SheetLine, words: Words) -> tuple[str, ...]:
    item, given = line.item, line.answer
    word = words("answer.not_applicable") if given.not_applicable else "" if given.level is None else answer_word(words, item, given.level)
    cells = asked(sheet.checklist, item, words) | {
        "answer": word,
        "reason": given.reason,
        "note": given.note,
        "proposed": "" if line.proposed is None else answer_word(words, item, line.proposed),
        "cited": citing.written({citation.evidence.code: citation.place for citation in line.citations}),
    }
    return tuple(cells[column] for column in ANSWERS)


def asked(checklist: Checklist, item: Item, words: Words) -> dict[str, str]:
    """What a sheet tells of an item, by column."""
    # The sentences of yes, partly and no begin with the word itself.
    steps = {level: f"{level}: " if item.scale is Scale.LEVEL else "" for level in item.ladder}
    told = {
        "title": words.of(item.title),
        "question": f"{condition(checklist, item, words)}{words.of(item.question)}",
        "ladder": "\n".join(f"{steps[level]}{words.of(phrase)}" for level, phrase in sorted(item.ladder.items())),
        "scale": " / ".join(answers(item, words)),
    }
    return {"item": item.code, **{column: text[:_TELLING_LIMIT] for column, text in told.items()}}


def condition(checklist: Checklist, item: Item, words: Words) -> str:
    """When an item is asked, to stand before what it asks; empty where it always is."""
    return words("worksheet.when", conditions=conditions(words, checklist, item)) + "\n" if item.when else ""


def _evidence(sheet: Sheet, words: Words) -> Page:
    def cell(column: str, value: object) -> str:
        if column == "seen":
            return words(f"evidence.seen.{'yes' if value else 'no'}")
        return words(f"evidence.{column}.{value}") if column in ("kind", "status") else str(value)

    rows = tuple(
        (found.code, *(cell(column, getattr(found, column)) for column in EVIDENCE if column != "evidence")) for found in sheet.evidence
    )
    offered = {"kind": KINDS, "status": STATUSES, "seen": SEEN}
    last = len(rows) + _SPARE - 1
    choices = tuple(
        Choice(0, last, EVIDENCE.index(column), tuple(words(f"evidence.{column}.{key}") for key in keys))
        for column, keys in offered.items()
    )
    return Page(words("worksheet.evidence"), _columns(EVIDENCE, words), rows, choices, _SPARE)


def _citations(sheet: Sheet, words: Words) -> Page:
    rows = tuple((line.item.code, citation.evidence.code, citation.place) for line in sheet.every for citation in line.citations)
    items = Choice(0, len(rows) + _SPARE - 1, 0, sheet.checklist.codes)
    return Page(words("worksheet.citations"), _columns(CITATIONS, words), rows, (items,), _SPARE)


def _counts(sheet: Sheet, words: Words) -> Page:
    base = words("worksheet.base")
    rows = [(base, key, words.of(label), str(sheet.base.get(key, "")), "") for key, label in sheet.checklist.base.items()]
    for line in sheet.every:
        for key, count in line.item.counts.items():
            found = line.answer.counts.get(key)
            n, of = (typed(found.count), typed(found.of)) if found else ("", "")
            rows.append((line.item.code, key, words.of(count.label), n, of))
    return Page(words("worksheet.counts"), _columns(COUNTS, words), tuple(rows))


def facts(checklist: Checklist, noted: Facts, words: Words) -> Page:
    """The page of the facts, with what is `noted` of them."""
    rows: list[tuple[str, ...]] = []
    choices = []
    for fact in checklist.facts.values():
        for number, known in enumerate(_rows(noted, fact), 1):
            for field in fact.fields.values():
                value = known.get(field.key, "")
                if field.choices:
                    choices.append(Choice(len(rows), len(rows), FACTS.index("value"), tuple(map(words.of, field.choices.values()))))
                    value = words.of(field.choices[value]) if value else ""
                rows.append((fact.code, str(number), field.key, f"{words.of(fact.text)}: {words.of(field.label)}", value))
    return Page(words("worksheet.facts"), _columns(FACTS, words), tuple(rows), tuple(choices))


def _rows(noted: Facts, fact: Fact) -> Sequence[Mapping[str, str]]:
    """The rows of a fact as they are, and those there is room for."""
    known = noted.get(fact.code, ())
    return (*known, *[{}] * (_SPARE_FACTS if fact.repeats else not known))


def _columns(kind: tuple[str, ...], words: Words) -> tuple[Column, ...]:
    return tuple(
        Column(words.of(worksheet.heading(kind, column)), _WIDTHS.get(column, _WIDTH), is_entry=worksheet.is_entry(kind, column))
        for column in kind
    )
