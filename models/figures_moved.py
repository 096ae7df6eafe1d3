"""What moved since the last recap and how long work stands in each state, as lines of the board: all agencies, then by type and region."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def _groups(words: Words, found: Movement) -> Iterator[tuple[str, str, Group]]:
    """Each type and region with its key and what it is called."""
    for group in found.by_type:
        yield f"type/{group.code}", type_name(words, group.code), group
    for group in found.by_region:
        yield f"region/{group.code}", region(words, group.code), group


def _within(key: str, place: Place) -> bool:
    """Whether a place is in the type or region of a key."""
    return key in ("", f"type/{place.type}", f"region/{place.region}")


def _movement(words: Words, found: Movement) -> Iterator[Entry]:
    if not found.since:
        yield Entry("movement/", "movement", words("board.no_recap"), (Cell("-"),), "movement")
        return
    more = (words("board.since", day=words.date(local_date(moment(found.since)))),)

    def line(key: str, label: str) -> Entry:
        behind: dict[str, list[str]] = defaultdict(list)
        for each in found.moved:
            if _within(key, each.place):
                behind[each.direction].append(each.place.code)
        cells = tuple(Cell(str(len(behind[each])), tuple(behind[each]), words(f"moved.{each}")) for each in DIRECTIONS)
        every = tuple(code for each in DIRECTIONS for code in behind[each])
        return in_columns(words, f"movement/{key}", "movement", label, cells, every, "movement", more)

    yield line("", words("figure.scope.all"))
    for key, label, group in _groups(words, found):
        if any(group.directions.get(each) for each in DIRECTIONS[:-1]):
            yield line(key, label)


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
    for key, label, group in _groups(words, found):
        if group.waiting:
            yield line(key, label, group.waiting)


def _days(words: Words, code: str, found: Waiting | None, names: Mapping[str, str]) -> Cell:
    name = words(f"waiting.{code}")
    if found is None:
        return Cell("-", (), name)
    return Cell(
        f"{words.number(found.median, 0)}/{words.number(found.longest, 0)}",
        tuple(agency for agency, _ in found.agencies),
        name,
        (_told(words, found, names),),
    )


def _told(words: Words, found: Waiting, names: Mapping[str, str]) -> str:
    longest = ", ".join(f"{names.get(code, code)} {words.number(days, 0)}" for code, days in found.agencies[:_NAMED])
    return words.count("board.waits", len(found.agencies), state=state(words, found.state), median=found.median, longest=longest)
