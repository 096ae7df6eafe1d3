"""The list of a plenary: what was decided about each agency, as a paper and as the pages of a workbook, from one view."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from models.explanation import decision_said, entry_state
from models.figures_told import verdict
from models.formats.workbook import Cell, Column, Page
from models.moments import local_date, moment
from models.paper import Block, Heading, Office, Pairs, Paper, Paragraph, Signature, Signatures, Table
from models.papers.sheets import named
from models.plenary import Attendee, Entry, Plenary
from models.rules.plenary import DECISIONS
from models.rules.trip import grouped
from models.rules.verdict import CODES
from models.text import folded
from models.words import Words
from models.words.spelling import day_in_words

_COLUMNS: Final[Mapping[str, int]] = {
    "no": 5,
    "code": 10,
    "agency": 34,
    "type": 20,
    "recommended": 26,
    "decision": 26,
    "reason": 44,
    "state": 18,
    "issued": 14,
}
"""The columns of the workbook, with their widths in characters."""


def plenary(words: Words, told: Plenary, office: Office) -> Paper:
    """The list as a paper; below its title it says where the plenary is not closed yet."""
    about = words("paper.plenary.about", number=told.number or words("plenary.unnumbered"), round=told.round)
    number = words("paper.minutes.numbered", number=told.number or "." * 30)
    state = "" if not told.is_open else f"\n{words('paper.plenary.open')}"
    return Paper(
        language=words.language,
        letterhead=office.letterhead,
        title=words("paper.plenary.title"),
        subtitle=number + state,
        blocks=(
            Paragraph(_met(words, told)),
            Pairs(tuple(_head(words, told))),
            *_listed(words, told),
            *_summed(words, told),
            *_present(words, told),
            _signed(words, told),
        ),
        foot=f"{about} · {words('plenary.progress', decided=told.decided, count=len(told.entries))}",
        page=words("paper.page", page="{page}", pages="{pages}"),
        size=office.size,
        about=about,
    )


def pages(words: Words, told: Plenary) -> tuple[Page, ...]:
    """The same as the pages of a workbook: the decisions, the plenary, its sums and who attended."""
    columns = tuple(Column(words(f"paper.plenary.{name}"), width, is_entry=False) for name, width in _COLUMNS.items())
    rows = tuple(tuple(_cells(words, number, each).values()) for number, each in enumerate(told.entries, 1))
    pairs = (Column("", 26, is_entry=False), Column("", 60, is_entry=False))
    sums = (Column(words("paper.plenary.decision"), 44, is_entry=False), Column(words("paper.plenary.count"), 12, is_entry=False))
    people = tuple(
        Column(words(name), width, is_entry=False)
        for name, width in (("paper.minutes.no", 5), ("trip.name", 34), ("trip.nip", 24), ("trip.post", 34), ("paper.minutes.signed", 30))
    )
    present = tuple((number, each.name, each.nip, each.post, "") for number, each in enumerate(told.attendees, 1))
    return (
        Page(words("paper.plenary.page.list"), columns, rows, is_filtered=True),
        Page(words("paper.plenary.page.plenary"), pairs, tuple(_whole(words, told)), hides_heading=True),
        Page(words("paper.plenary.page.sums"), sums, tuple(_sums(words, told))),
        Page(words("paper.plenary.page.present"), people, present),
    )


def _met(words: Words, told: Plenary) -> str:
    """When, where and led by whom it met, and about how many results."""
    day = day_in_words(date.fromisoformat(told.day), words) if told.day else "." * 30
    return words.count("paper.plenary.intro", len(told.entries), day=day, place=told.place or "." * 20, round=told.round)


def _head(words: Words, told: Plenary) -> Iterator[tuple[str, str]]:
    yield words("paper.round"), told.round
    yield words("plenary.chair"), told.chair or "–"
    if told.note:
        yield words("plenary.note"), told.note


def _whole(words: Words, told: Plenary) -> Iterator[tuple[Cell, ...]]:
    """The plenary as a whole, name by name."""
    yield words("plenary.number"), told.number
    yield words("plenary.day"), date.fromisoformat(told.day) if told.day else ""
    yield words("plenary.place"), told.place
    yield from _head(words, told)
    yield words("plenary.state"), words("plenary.open" if told.is_open else "plenary.is_closed")


def _issued(entry: Entry) -> date | None:
    return local_date(moment(entry.issued_at)) if entry.issued_at else None


def _cells(words: Words, number: int, entry: Entry) -> dict[str, Cell]:
    """An entry as a row, by `_COLUMNS`."""
    return {
        "no": number,
        "code": entry.agency,
        "agency": entry.agency_name,
        "type": words(f"type.{entry.type}") if entry.type else "",
        "recommended": decision_said(words, entry, entry.recommended),
        "decision": decision_said(words, entry, entry.decision),
        "reason": entry.reason,
        "state": entry_state(words, entry),
        "issued": _issued(entry),
    }


def _listed(words: Words, told: Plenary) -> Iterator[Block]:
    """One row for each agency."""
    yield Heading(words("paper.plenary.decisions"))
    head = ("no", "code", "agency", "recommended", "decision", "reason", "state")
    rows = []
    for number, each in enumerate(told.entries, 1):
        cells, issued = _cells(words, number, each), _issued(each)
        # The day below is that of the issue, whatever became of it since.
        day = words.date(issued) if issued else ""
        day = f"({words('plenary.state.issued')} {day})" if day and each.state != "issued" else day
        dated = f"{cells['state']}\n{day}".strip()
        agency = f"{cells['agency']}\n{cells['type']}".strip()
        rows.append(tuple(str(value) for value in (cells | {"agency": agency, "state": dated, "reason": each.reason or "–"}).values()))
    shown = [list(_COLUMNS).index(name) for name in head]
    yield Table(
        tuple(words(f"paper.plenary.{name}") for name in head), tuple(tuple(row[at] for at in shown) for row in rows), (3, 4, 8, 8, 8, 8, 7)
    )


def _sums(words: Words, told: Plenary) -> Iterator[tuple[str, int]]:
    """How many agencies each decision is about; what nothing is decided about last."""
    for decision in DECISIONS:
        # Variants of a verdict are counted together: what a checklist calls one of them would say of the others what they are not.
        name = f"{decision} {verdict(words, decision)}" if decision in CODES else words("plenary.postponed")
        yield name, sum(each.decision == decision for each in told.entries)
    if told.decided < len(told.entries):
        yield words("plenary.undecided"), len(told.entries) - told.decided
    yield words("paper.plenary.total"), len(told.entries)


def _summed(words: Words, told: Plenary) -> Iterator[Block]:
    yield Heading(words("paper.plenary.page.sums"))
    rows = tuple((name, str(count)) for name, count in _sums(words, told))
    yield Table((words("paper.plenary.decision"), words("paper.plenary.count")), rows, (8, 2))


def _present(words: Words, told: Plenary) -> Iterator[Block]:
    """Who attended, each with a place to sign."""
    yield Heading(words("paper.minutes.present"))
    head = tuple(words(name) for name in ("paper.minutes.no", "trip.name", "trip.post", "paper.minutes.signed"))
    rows = tuple((str(number), named(words, each.name, each.nip), each.post, "") for number, each in enumerate(told.attendees, 1))
    yield Table(head, rows, (1, 6, 6, 4), True)


def _signed(words: Words, told: Plenary) -> Signatures:
    """Where whoever chaired it signs."""
    chair = next((each for each in told.attendees if folded(each.name) == folded(told.chair)), None)
    place = Signature(words("plenary.chair"), told.chair, _below(words, chair) if chair else "")
    return Signatures((Signature("", " "), place), words("paper.plenary.closing"))


def _below(words: Words, person: Attendee) -> str:
    nip = f"{words('paper.nip')} {grouped(person.nip)}" if person.nip else ""
    return "\n".join(part for part in (person.post, nip) if part)
