"""The two lists for the units of an agency: what is asked of each before the visit, and what is still missing from each at any time."""

from collections.abc import Callable, Iterator
from typing import Final

from models.explanation import conditions
from models.paper import Block, Heading, Office, Paper, Paragraph, Table
from models.papers.sheets import of_sheet
from models.rules import asking
from models.rules.answers import Flag, Gap
from models.rules.checklist import Item
from models.views import Evidence, Sheet, SheetLine
from models.words import Words

_OF_THE_AGENCY: Final = (Gap.UNANSWERED, Gap.GATE_EVIDENCE)
"""What somebody there can do something about; reasons, and to confirm what was carried over, are the verifier's own."""


def request(words: Words, sheet: Sheet, office: Office) -> Paper:
    """The list of the data that is asked for, by owning unit; it can be printed before anything is answered."""
    head = (words("paper.code"), words("paper.asked"), words("paper.basis"), words("paper.handed_over"), words("paper.note"))

    asked = asking.conceivable(sheet.checklist, sheet.agency.type).items

    def rows(item: Item) -> Iterator[tuple[str, ...]]:
        if item.code in asked:
            when = [words("worksheet.when", conditions=conditions(words, sheet.checklist, item))] if item.when else []
            yield (item.code, "\n".join((words.of(item.title), *when, words.of(item.evidence))), item.basis, "", "")

    blocks = (
        Paragraph(words("paper.request.intro", agency=sheet.agency.name)),
        *_by_unit(words, sheet, lambda line: rows(line.item), head, (2, 8, 4, 4, 3)),
        Heading(words("facts.base")),
        Table(
            (words("paper.asked"), words("paper.figure")), tuple((words.of(label), "") for label in sheet.checklist.base.values()), (3, 1)
        ),
        Heading(words("facts.title")),
        Table(
            (words("paper.code"), words("paper.asked")),
            tuple((fact.code, words.of(fact.text)) for fact in sheet.checklist.facts.values()),
            (1, 7),
        ),
    )
    return of_sheet(words, sheet, office, "request", blocks)


def gaps(words: Words, sheet: Sheet, office: Office) -> Paper:
    """The list of what is missing, by owning unit: answers, evidence, and gates that do not pass."""
    told = missing(words, sheet)

    def rows(line: SheetLine) -> Iterator[tuple[str, ...]]:
        if line.item.code in told:
            yield (line.item.code, f"{words.of(line.item.title)}\n{words.of(line.item.evidence)}", told[line.item.code])

    head = (words("paper.code"), words("paper.item"), words("paper.missing"))
    found = tuple(_by_unit(words, sheet, rows, head, (2, 8, 8)))
    facts = tuple((fact.code, words.of(fact.text)) for fact in sheet.unfilled_facts)
    more = (Heading(words("facts.title")), Table((words("paper.code"), words("paper.asked")), facts, (1, 7))) if facts else ()
    blocks = (*found, *more) or (Paragraph(words("paper.gaps.none")),)
    return of_sheet(words, sheet, office, "gaps", (Paragraph(words("paper.gaps.intro", agency=sheet.agency.name)), *blocks))


def missing(words: Words, sheet: Sheet) -> dict[str, str]:
    """What is missing about each item of which anything is, a line for each thing."""
    failed = {gate.item for gate in sheet.gates if not gate.passed}
    found = {
        line.item.code: [*_missing(words, line), *([words("paper.gaps.gate")] if line.item.code in failed and line.answer.is_given else [])]
        for line in sheet.lines
    }
    return {code: "\n".join(told) for code, told in found.items() if told}


def _by_unit(
    words: Words, sheet: Sheet, rows: Callable[[SheetLine], Iterator[tuple[str, ...]]], head: tuple[str, ...], shares: tuple[int, ...]
) -> Iterator[Block]:
    for unit, name in sheet.checklist.units.items():
        found = tuple(row for line in sheet.every if line.item.unit == unit for row in rows(line))
        if found:
            yield Heading(words.of(name))
            yield Table(head, found, shares)


def _missing(words: Words, line: SheetLine) -> Iterator[str]:
    yield from (words(f"gap.{gap}") for gap in line.gaps if gap in _OF_THE_AGENCY)
    # A gate that cites nothing says so already.
    said = Flag.NO_EVIDENCE if Gap.GATE_EVIDENCE in line.gaps else None
    yield from (words(f"flag.{flag}") for flag in line.flags if flag != said)
    for citation in line.citations:
        if citation.evidence.status == "incomplete":
            yield words("paper.gaps.incomplete", evidence=_named(citation.evidence))


def _named(evidence: Evidence) -> str:
    return f"{evidence.code} {evidence.title}"
