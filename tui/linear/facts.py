"""The base data of the agency and the facts that the verdict rests on."""

from contextlib import suppress

from models.desk import drafts, facts, reading
from models.entry import base_fields, fact_fields
from models.fields import Option
from models.rules.checklist import Fact
from models.rules.facts import Row, is_asked
from models.views import Sheet
from models.words import Words
from tui.linear.talk import Back
from tui.linear.work import Work

_BASE = "base"
_NEW = "new"


def facts_room(work: Work, verification: str) -> None:
    """Read out and enter facts until one steps back."""
    while True:
        sheet = work.desk.ask(reading.sheet, verification)
        work.talk.head(f"{work.words('facts.title')}. {sheet.agency.name}.")
        try:
            chosen = work.talk.choose(work.words("linear.facts.which"), _listed(work.words, sheet))
        except Back:
            return
        with suppress(Back):
            if chosen == _BASE:
                _base(work, sheet)
            else:
                _fact(work, sheet, sheet.checklist.facts[chosen])


def _listed(words: Words, sheet: Sheet) -> list[Option]:
    known = words("facts.base_known", count=len(sheet.base), total=len(sheet.checklist.base))
    found = [Option(_BASE, f"{words('facts.base')}: {known}")]
    for fact in sheet.checklist.facts.values():
        rows = sheet.facts.get(fact.code, ())
        state = words("facts.missing" if fact in sheet.unfilled_facts else "facts.known")
        if not is_asked(sheet.checklist, fact, sheet.facts):
            state = words("facts.not_asked")
        elif fact.repeats:
            state = words.count("facts.rows", len(rows))
        told = "; ".join(row_text(words, fact, row) for row in rows)
        found.append(Option(fact.code, f"{fact.code} {words.of(fact.text)}: {state}." + (f" {told}" if told else "")))
    return found


def row_text(words: Words, fact: Fact, row: Row) -> str:
    """A row of a fact, each value behind its label."""
    told = []
    for field in (field for key, field in fact.fields.items() if row.get(key)):
        value = row[field.key]
        shown = words.of(field.choices[value]) if value in field.choices else words.day(value) if field.kind == "date" else value
        told.append(f"{words.of(field.label)} {shown}")
    return ", ".join(told)


def _base(work: Work, sheet: Sheet) -> None:
    work.require("fact.record", sheet)
    work.talk.tell("facts.base_why")
    work.fill(
        work.words("facts.base"),
        base_fields(work.words, sheet.checklist, sheet.base),
        f"{sheet.id}/base",
        lambda values: work.desk.do(facts.base, sheet.id, values),
    )
    work.talk.tell("linear.saved")


def _fact(work: Work, sheet: Sheet, fact: Fact) -> None:
    words, rows = work.words, sheet.facts.get(fact.code, ())
    work.require("fact.record", sheet)
    number: int | None = 0
    if fact.repeats:
        number = _row(work, fact, rows)
    known = rows[number] if number is not None and number < len(rows) else {}
    removes = [Option("change", words("linear.facts.change")), Option("remove", words("linear.facts.remove"))]
    if fact.repeats and number is not None and work.talk.choose(words("linear.what"), removes) == "remove":
        done = work.do(facts.remove, sheet.id, fact.code, number)
    else:
        done = work.fill(
            f"{fact.code} {words.of(fact.text)}",
            fact_fields(words, fact, known),
            drafts.of_row(sheet.id, fact.code, number),
            lambda values: work.desk.do(facts.record, sheet.id, fact.code, values, number),
        )
    if done is not None:
        work.talk.tell("linear.saved")


def _row(work: Work, fact: Fact, rows: tuple[Row, ...]) -> int | None:
    """The row that is meant, None for a new one."""
    if not rows:
        return None
    options = [Option(_NEW, work.words("linear.facts.new"))]
    options += [Option(str(number), row_text(work.words, fact, row)) for number, row in enumerate(rows)]
    chosen = work.talk.choose(work.words("linear.facts.row"), options)
    return None if chosen == _NEW else int(chosen)
