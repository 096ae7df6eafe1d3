"""The report of a verification as a whole: by what and how it was made, what was found item by item, and what was concluded by whom."""

from collections.abc import Iterator, Sequence

from models.agenda_told import follow_up
from models.concluded import Concluded
from models.paper import Block, Heading, Numbered, Office, Pairs, Paper, Paragraph, Table
from models.papers import results, seconded
from models.papers.self_assessed import compared
from models.papers.sheets import finding, named
from models.rules.workflow import EDITABLE
from models.trips import Person
from models.views import SheetLine
from models.words import Words


def report(words: Words, told: Concluded, office: Office) -> Paper:
    """The report about what was concluded."""
    blocks = (
        *_basis(words, told),
        *_visit(words, told),
        *results.scores(words, told),
        *results.gates(words, told),
        *_items(words, told),
        *compared(words, told),
        *seconded.settled(words, told),
        *_findings(words, told),
        *results.facts(words, told, whole=True),
        *results.conclusion(words, told),
        *results.explained(words, told),
        *_people(words, told),
        results.signed(words, told),
    )
    return results.paper(words, told, office, "report", blocks)


def _basis(words: Words, told: Concluded) -> Iterator[Block]:
    """The letter of assignment, the checklist and its regulations."""
    trip, checklist = told.trip, told.sheet.checklist
    dated = words("paper.minutes.dated", day=words.day(trip.letter_date)) if trip.letter_date else ""
    letter = (words("paper.minutes.letter", letter=trip.letter, dated=dated).strip(),) if trip.letter else ()
    used = words("paper.report.checklist", title=words.of(checklist.title), name=checklist.name)
    yield Heading(words("paper.minutes.basis"))
    yield Numbered((*letter, *(told.minutes.basis if told.minutes else ()), used))


def _visit(words: Words, told: Concluded) -> Iterator[Block]:
    """When, where and how, and who took part."""
    trip = told.trip
    days = " – ".join(words.day(each) for each in dict.fromkeys((trip.begins, trip.ends)) if each)
    method = words(f"trip.method.{trip.method}") if trip.method else ""
    rows = ((words("paper.minutes.days"), days), (words("trip.place"), trip.place), (words("trip.method"), method))
    yield Heading(words("paper.report.visit"))
    if not trip.is_known and not trip.team and not trip.agency:
        yield Paragraph(words("paper.report.no_visit"))
        return
    yield Pairs(tuple((name, value or "–") for name, value in rows))
    for side, people in (("team", trip.team), ("agency", trip.agency)):
        if people:
            yield Heading(words(f"trip.{side}"))
            yield _side(words, people)


def _side(words: Words, people: Sequence[Person]) -> Table:
    head = (words("paper.minutes.no"), words("trip.name"), words("trip.post"), words("trip.function"))
    rows = (
        (str(number), named(words, each.name, each.nip), each.post or "–", each.function or "–") for number, each in enumerate(people, 1)
    )
    return Table(head, tuple(rows), (1, 6, 6, 4))


def _items(words: Words, told: Concluded) -> Iterator[Block]:
    """Every item with what was answered, in the words of its ladder, and what was noted."""
    sheet = told.sheet
    head = (words("paper.code"), words("paper.minutes.item"), words("paper.result.answer"), words("paper.note"))
    yield Heading(words("paper.report.items"))
    yield Paragraph(words("paper.working.marked"), is_small=True)
    for code, area in sheet.checklist.areas.items():
        yield Heading(f"{code} {words.of(area.name)}")
        rows = (_item(words, line) for line in sheet.lines if line.item.area == code)
        yield Table(head, tuple(rows), (5, 12, 15, 15))
    yield from results.hidden(words, told)


def _item(words: Words, line: SheetLine) -> tuple[str, ...]:
    item, answer = line.item, line.answer
    said = results.answered(words, line)
    if answer.level is not None:
        means = words.of(item.ladder[answer.level])
        # Of yes, partly and no the ladder says itself which it is.
        said = means if means.startswith(said) else words("paper.report.level", level=said, means=means)
    return results.coded(item), words.of(item.title), said, "\n".join(part for part in (answer.reason, answer.note) if part) or "–"


def _findings(words: Words, told: Concluded) -> Iterator[Block]:
    """What is to be mended, with what the agency says to it."""
    yield Heading(words("paper.report.findings"))
    yield Paragraph(follow_up(words, told.agenda))
    if not told.findings:
        yield Paragraph(words("paper.result.no_findings"))
        return
    yield Paragraph(results.agreed(words, told))
    items = told.sheet.checklist.items
    head = (words("paper.code"), words("finding.text"), words("finding.stance"), words("finding.deadline"))
    yield Table(head, tuple(finding(words, items[each.item], each) for each in told.findings), (2, 7, 6, 3))


def _people(words: Words, told: Concluded) -> Iterator[Block]:
    """Who verified, reviewed and issued, and when; and the document that the paper tells of."""
    found, sheet = told.standing, told.sheet

    def at(stamp: str) -> str:
        return f", {results.on(words, stamp)}" if stamp else ""

    # Who returned it has approved nothing.
    lead = "" if found.state in EDITABLE else found.lead
    recorded = sheet.verdict.recorded_at if sheet.verdict else ""
    rows = (
        (words("role.verifier").capitalize(), sheet.verifier + at(recorded)),
        (words("role.lead").capitalize(), (lead or words("paper.report.not_yet")) + (at(found.approved_at) if lead else "")),
        (words("role.supervisor").capitalize(), (found.issued_by or words("paper.report.not_yet")) + at(found.issued_at)),
    )
    kind = "verdict" if found.state in ("issued", "withdrawn") else "submission"
    document = ((words(f"paper.report.{kind}"), told.document),) if told.document else ()
    yield Heading(words("paper.report.people"))
    yield Pairs((*rows, *document))
