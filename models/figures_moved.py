"""What moved since the last recap and how long work stands in each state, as lines of the board: all agencies, then by type and region."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from models.figures_board import PARTS, Cell, Entry, in_columns
from models.figures_told import region, state, type_name
from models.moments import local_date, moment
from models.rules.movement import DIRECTIONS, FINISHED, Group, Movement, Waiting
from models.rules.results import Place
from models.rules.workflow import STATES
from models.words import Words

_NAMED: Final = 3
"""How many of those that wait longest are named."""


def with_moved(words: Words, entries: Sequence[Entry], found: Movement) -> tuple[Entry, ...]:
    """The board with what moved and what waits, in the order of `PARTS`."""
    every = (*entries, *_movement(words, found), *_waiting(words, found))
    return tuple(sorted(every, key=lambda each: PARTS.index(each.part)))


def _groups(words: Words, found: Movement) -> Iterator[tuple[str, str, Group, Callable[[Place], bool]]]:
    """Each type and region: its key, what it is called, and whether a place is in it."""
    for group in found.by_type:
        yield f"type/{group.code}", type_name(words, group.code), group, lambda place, code=group.code: place.type == code
    for group in found.by_region:
        yield f"region/{group.code}", region(words, group.code), group, lambda place, code=group.code: place.region == code


def _movement(words: Words, found: Movement) -> Iterator[Entry]:
    if not found.since:
        yield Entry("movement/", "movement", words("board.no_recap"), (Cell("-"),), "movement")
        return
    more = (words("board.since", day=words.date(local_date(moment(found.since)))),)

    def line(key: str, label: str, within: Callable[[Place], bool]) -> Entry:
        behind: dict[str, list[str]] = defaultdict(list)
        for each in found.moved:
            if within(each.place):
                behind[each.direction].append(each.place.code)
        cells = tuple(Cell(str(len(behind[each])), tuple(behind[each]), words(f"moved.{each}")) for each in DIRECTIONS)
        every = tuple(code for each in DIRECTIONS for code in behind[each])
        return in_columns(words, f"movement/{key}", "movement", label, cells, every, "movement", more)

    yield line("", words("figure.scope.all"), lambda _place: True)
    for key, label, group, within in _groups(words, found):
        if any(group.directions.get(each) for each in DIRECTIONS[:-1]):
            yield line(key, label, within)


def _waiting(words: Words, found: Movement) -> Iterator[Entry]:
    here = [each for each in STATES if each not in FINISHED and any(waiting.state == each for waiting in found.waiting)]
    names = {each.place.code: each.place.short_name or each.place.name for each in found.moved}

    def line(key: str, label: str, waiting: Iterable[Waiting]) -> Entry:
        known = {each.state: each for each in waiting}
        cells = tuple(_days(words, each, known.get(each), names) for each in here)
        more = tuple(_told(words, known[each], names) for each in here if each in known)
        every = tuple(agency for cell in cells for agency in cell.agencies)
        return in_columns(words, f"waiting/{key}", "waiting", label, cells, every, "waiting", more)

    if here:
        yield line("", words("board.waiting"), found.waiting)
    for key, label, group, _within in _groups(words, found):
        if group.waiting:
            yield line(key, label, group.waiting)


def _days(words: Words, code: str, found: Waiting | None, names: Mapping[str, str]) -> Cell:
    name = words(f"waiting.{code}")
    if found is None:
        return Cell("-", (), name)
    return Cell(f"{found.median}/{found.longest}", tuple(agency for agency, _ in found.agencies), name, (_told(words, found, names),))


def _told(words: Words, found: Waiting, names: Mapping[str, str]) -> str:
    longest = ", ".join(f"{names.get(code, code)} {days}" for code, days in found.agencies[:_NAMED])
    return words.count("board.waits", len(found.agencies), state=state(words, found.state), median=found.median, longest=longest)
