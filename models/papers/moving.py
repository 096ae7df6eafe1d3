"""What moved since the last recap and how long work stands in each state, as parts of the national report."""

from collections.abc import Iterator, Sequence

from models.figures_told import how, region, state, type_name
from models.moments import local_date, moment
from models.paper import Block, Heading, Pairs, Paragraph, Table
from models.reported import National
from models.rules.movement import DIRECTIONS, Group, Waiting
from models.words import Words


def moved(words: Words, told: National) -> Iterator[Block]:
    """Who went up or down since when, then how many by type and by region."""
    found = told.moved
    yield Heading(words("figure.part.movement"))
    if not found.since:
        yield Paragraph(words("figure.recap.first"))
        return
    counts = ", ".join(f"{words(f'moved.{direction}')} {len(found.of(direction))}" for direction in DIRECTIONS)
    yield Pairs(((words("moved.since"), words.date(local_date(moment(found.since)))), (words("moved.all"), counts)))
    rows = [
        (words(f"moved.{direction}"), each.place.name, each.before.replace("none", "-"), each.after.replace("none", "-"))
        for direction in DIRECTIONS[:-1]
        for each in found.of(direction)
    ]
    if rows:
        head = (words("moved.direction"), words("report.column.agency"), words("moved.before"), words("moved.after"))
        yield Table(head, tuple(rows), (3, 10, 2, 2))
    for name, groups, called in (("type", found.by_type, type_name), ("region", found.by_region, region)):
        those = [each for each in groups if any(each.directions.get(direction) for direction in DIRECTIONS[:-1])]
        if those:
            heads = (words(f"moved.by_{name}"), *(words(f"moved.{direction}") for direction in DIRECTIONS))
            lines = ((called(words, each.code), *(str(each.directions.get(direction, 0)) for direction in DIRECTIONS)) for each in those)
            yield Table(heads, tuple(lines), (6, 2, 2, 2, 2, 2))
    yield Paragraph(f"{words('board.how')} {how(words, 'movement')}", is_small=True)


def waiting(words: Words, told: National) -> Iterator[Block]:
    """How long work stands in each state: for all agencies, by type and by region."""
    found = told.moved
    if not found.waiting:
        return
    yield Heading(words("figure.part.waiting"))
    head = tuple(words(f"waiting.{name}") for name in ("state", "count", "median", "longest", "agency"))
    rows = tuple(
        (*_days(words, each), "; ".join(told.names.get(code, code) for code, days in each.agencies[:3] if days == each.longest))
        for each in found.waiting
    )
    yield Table(head, rows, (4, 2, 2, 2, 8))
    states = [each.state for each in found.waiting]
    yield Heading(words("waiting.cells"), is_minor=True)
    yield _by(words, "type", found.by_type, states)
    yield _by(words, "region", found.by_region, states)
    yield Paragraph(f"{words('board.how')} {how(words, 'waiting')}", is_small=True)


def _by(words: Words, name: str, groups: Sequence[Group], states: Sequence[str]) -> Table:
    """A column for each state, so that a region has one line however many of them it has."""
    called = type_name if name == "type" else region
    head = (words(f"moved.by_{name}"), *(state(words, each) for each in states))
    rows = tuple((called(words, group.code), *_cells(words, group, states)) for group in groups if group.waiting)
    return Table(head, rows, (6, *[4] * len(states)))


def _cells(words: Words, group: Group, states: Sequence[str]) -> Iterator[str]:
    known = {each.state: each for each in group.waiting}
    for code in states:
        found = known.get(code)
        if found is None:
            yield ""
            continue
        count, median, longest = _numbers(words, found)
        yield f"{count} ({median}; {longest})"


def _days(words: Words, found: Waiting) -> tuple[str, str, str, str]:
    return (state(words, found.state), *_numbers(words, found))


def _numbers(words: Words, found: Waiting) -> tuple[str, str, str]:
    """How many wait, and their median and longest days, as numbers are written in the language."""
    count, median, longest = (words.number(each, 0) for each in (len(found.agencies), found.median, found.longest))
    return count, median, longest
