"""The figures as a board: parts of lines of cells, each with the agencies behind it and how it was counted; screens only draw it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from models.figures_told import state, tally, translated, type_name, verdict
from models.rules.checklist import Checklist
from models.rules.figures import VERDICTS, Figures, Progress, Tally
from models.rules.stated import MEASURES, Breakdown, breakdowns
from models.text import Phrase
from models.words import Words

PARTS: Final = (
    "progress",
    "verdicts",
    "reasons",
    "movement",
    "waiting",
    "stated",
    "merit",
    "grid",
    "weakest",
    "coverage",
    "approvals",
    "flags",
    "states",
    "apart",
)
"""The parts of the board, what a supervisor is asked for first; `figures_moved` tells two of them."""
_IMPLEMENTING: Final = "implementing"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number on the board, and what is behind it."""

    text: str
    agencies: tuple[str, ...] = ()
    name: str = ""
    """What its column is called."""
    more: tuple[str, ...] = ()
    """What else there is to know of it alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the board: one cell, or several of which the last is the line itself."""

    key: str
    part: str
    label: str
    cells: tuple[Cell, ...]
    how: str
    """Names the sentence that says how it was counted, `figure.how.<how>`."""
    said: str = ""
    """What is said behind the number."""
    more: tuple[str, ...] = ()
    """What else there is to know of it."""
    share: Fraction | None = None
    """How full its bar is; None for a line without one."""
    heading: str = ""
    """What stands above it where that is not the part alone, as the scheme of a merit category."""
    measure: str = ""
    """One of `MEASURES`, where others state the same."""

    @property
    def whole(self) -> Cell:
        """The cell that is the line itself."""
        return self.cells[-1]


def board(words: Words, found: Figures, checklists: Mapping[str, Checklist]) -> tuple[Entry, ...]:
    """Every line, in the order of `PARTS`; `checklists` by their digests give items their titles."""
    parts = {
        "progress": _progress(words, found),
        "verdicts": _verdicts(words, found),
        "reasons": _reasons(words, found),
        "stated": _stated(words, found),
        "merit": _merit(words, found),
        "grid": _grid(words, found),
        "weakest": _weakest(words, found, checklists),
        "coverage": _coverage(words, found, checklists),
        "approvals": _tallies(words, "approvals", found.approvals),
        "flags": _tallies(words, "flags", found.flags),
        "states": _states(words, found),
        "apart": _apart(words, found),
    }
    return tuple(entry for part in PARTS for entry in parts.get(part, ()))


def named(words: Words, entry: Entry, place: int) -> str:
    """A number as it is called: its part, line and column."""
    cell = entry.cells[place]
    column = f", {cell.name}" if cell.name and cell is not entry.whole else ""
    return f"{words(f'figure.part.{entry.part}')}: {entry.label}{column}"


def _progress(words: Words, found: Figures) -> Iterator[Entry]:
    for each in found.progress:
        key, label = f"progress/{each.year}/{each.type}", f"{each.year} {words('board.counted')}"
        if each.type:
            label = f"{each.year} {type_name(words, each.type)}"
        counted = each.implementing
        if each.target is None:
            cell = Cell(str(counted.count), counted.agencies)
            yield Entry(key, "progress", label, (cell,), "progress", words("board.no_target"), measure="" if each.type else _IMPLEMENTING)
            continue
        said_by = translated(words, each.target.stated)
        day = words.day(said_by.day)
        more = (words("board.target_by", year=each.year, target=each.target.value, day=day, source=said_by.source),)
        cell = Cell(f"{counted.count}/{each.target.value}" if each.is_whole else str(counted.count), counted.agencies)
        said, share = _missing(words, each.missing or 0), _share(counted.count, each.target.value)
        if not each.is_whole:
            key_of = "board.target_of_type" if each.type else "board.target_of_all"
            said, share = words(key_of, target=each.target.value), None
        yield Entry(key, "progress", label, (cell,), "progress", said, more, share, measure="" if each.type else _IMPLEMENTING)
        if not each.type:
            yield from _progress_stated(words, found, each, each.target.value)


def _missing(words: Words, missing: int) -> str:
    return words("board.missing", missing=missing) if missing else words("board.reached")


def _progress_stated(words: Words, found: Figures, counted: Progress, target: int) -> Iterator[Entry]:
    """What others stated in the year of a target, beneath what is counted and never in it."""
    for each in breakdowns(found.stated):
        number = each.whole.number
        if _is_whole(each, _IMPLEMENTING) and each.whole.day.startswith(counted.year) and number is not None:
            said = _missing(words, max(0, target - number))
            if not each.agrees:
                said = f"{said}; {words('board.parts', sum=each.sum)}"
            key, label = f"progress/{counted.year}/stated/{each.whole.day}/{each.whole.figure}", f"{counted.year} {words('board.stated')}"
            more = _stated_more(words, each)
            yield Entry(
                key, "progress", label, (Cell(f"{number}/{target}"),), "stated", said, more, _share(number, target), "", _IMPLEMENTING
            )


def _verdicts(words: Words, found: Figures) -> Iterator[Entry]:
    legend = ("; ".join(_meaning(words, code) for code in VERDICTS),)
    for row in found.types:
        cells = tuple(_verdict_cell(words, code, row.tallies[code].agencies) for code in VERDICTS)
        every = tuple(agency for code in VERDICTS for agency in row.tallies[code].agencies)
        yield in_columns(words, f"verdicts/{row.type}", "verdicts", type_name(words, row.type), cells, every, "verdicts", more=legend)
    if found.types:
        cells = tuple(_verdict_cell(words, code, found.verdict(code)) for code in VERDICTS)
        yield in_columns(words, "verdicts/", "verdicts", words("figure.total"), cells, found.agencies, "verdicts", more=legend)


def _verdict_cell(words: Words, code: str, agencies: tuple[str, ...]) -> Cell:
    return Cell(str(len(agencies)), agencies, _verdict_column(words, code), (_meaning(words, code),))


def _meaning(words: Words, code: str) -> str:
    return f"{_verdict_column(words, code)}: {verdict(words, code)}"


def _verdict_column(words: Words, code: str) -> str:
    return code if code != "none" else words("board.column.none")


def in_columns(
    words: Words, key: str, part: str, label: str, cells: tuple[Cell, ...], every: tuple[str, ...], how: str, more: tuple[str, ...] = ()
) -> Entry:
    """A line of several cells, and of all agencies that are behind any of them."""
    return Entry(key, part, label, (*cells, Cell(str(len(every)), every, words("board.column.all"))), how, more=more)


def _reasons(words: Words, found: Figures) -> Iterator[Entry]:
    whole = found.ready
    yield Entry("reasons/", "reasons", f"{words('figure.verdict.V2')}, {words('board.counted')}", (_cell(whole),), "ready", measure="ready")
    for each in breakdowns(found.stated):
        if _is_whole(each, "ready"):
            key = f"reasons/stated/{each.whole.day}/{each.whole.figure}"
            label = f"{words('figure.verdict.V2')}, {words('board.stated')} {words.day(each.whole.day)}"
            yield Entry(key, "reasons", label, (Cell(each.whole.value),), "stated", more=_stated_more(words, each), measure="ready")
    yield from _tallies(words, "reasons", found.reasons, whole.count)


def _tallies(words: Words, part: str, found: tuple[Tally, ...], of: int = 0, heading: str = "", named: str = "") -> Iterator[Entry]:
    total = of or sum(each.count for each in found)
    for each in found:
        key = f"{part}/{named}{each.code or '-'}"
        yield Entry(key, part, tally(words, each), (_cell(each),), part, share=_share(each.count, total), heading=heading)


def _cell(found: Tally) -> Cell:
    return Cell(str(found.count), found.agencies)


def _merit(words: Words, found: Figures) -> Iterator[Entry]:
    for scheme in found.merit:
        yield from _tallies(words, "merit", scheme.categories, heading=words.of(scheme.label), named=f"{scheme.label.id}/")


def _grid(words: Words, found: Figures) -> Iterator[Entry]:
    """How many agencies stand in each band, area by area; bands by what scores highest in them, as the verdict files tell."""
    areas: dict[tuple[str, Phrase], dict[Phrase | None, list[str]]] = {}
    best: dict[Phrase | None, Fraction] = {}
    # Many areas score alike: making a fraction of each would take longer than all the rest.
    score = cache(Fraction)
    for row in found.grid:
        for code, area in row.areas.items():
            areas.setdefault((code, area.name), {}).setdefault(area.band, []).append(row.agency)
            best[area.band] = max(best.get(area.band, Fraction(-1)), score(area.exact or area.score or "-1"))
    bands = sorted(best, key=lambda band: (-best[band], band.id if band else ""))
    for (code, name), held in areas.items():
        cells = tuple(
            Cell(str(len(behind)), behind, words.of(band) if band else words("board.column.no_band"))
            for band, behind in ((band, tuple(held.get(band, ()))) for band in bands)
        )
        every = tuple(agency for band in bands for agency in held.get(band, ()))
        yield in_columns(words, f"grid/{code}/{name.id}", "grid", f"{code}  {words.of(name)}", cells, every, "grid")


def _weakest(words: Words, found: Figures, checklists: Mapping[str, Checklist]) -> Iterator[Entry]:
    for each in found.weakest:
        label = _titled(words, each.item, checklists.get(each.checklist))
        cell = Cell(f"{words.number(each.share * 100, 1)} %", each.agencies)
        said = words("board.n", count=len(each.agencies))
        yield Entry(f"weakest/{each.item}/{each.digest}", "weakest", label, (cell,), "weakest", said, share=each.share)


def _coverage(words: Words, found: Figures, checklists: Mapping[str, Checklist]) -> Iterator[Entry]:
    for each in found.coverage:
        used = checklists.get(each.checklist)
        counts = used.items[each.item].counts if used and each.item in used.items else {}
        label = f"{each.item}  {words.of(counts[each.key].label)}" if each.key in counts else f"{each.item}  {each.key}"
        share = each.share
        cell = Cell("-" if share is None else f"{words.number(share * 100, 1)} %", each.agencies)
        said = f"{words.amount(each.n)}/{words.amount(each.of)}"
        more = [words("board.n", count=len(each.agencies))]
        if each.unknown:
            more.append(words.count("board.unknown", len(each.unknown)))
        bar = None if share is None else min(share, Fraction(1))
        yield Entry(f"coverage/{each.item}/{each.key}", "coverage", label, (cell,), "coverage", said, tuple(more), bar)


def _titled(words: Words, item: str, used: Checklist | None) -> str:
    return f"{item}  {words.of(used.items[item].title)}" if used and item in used.items else item


def _states(words: Words, found: Figures) -> Iterator[Entry]:
    total = len(found.agencies)
    for each in found.states:
        yield Entry(f"states/{each.code}", "states", state(words, each.code), (_cell(each),), "states", share=_share(each.count, total))


def _apart(words: Words, found: Figures) -> Iterator[Entry]:
    for code, each in found.apart.items():
        yield Entry(f"apart/{code}", "apart", words(f"figure.apart.{code}"), (_cell(each),), each.how)


def _stated(words: Words, found: Figures) -> Iterator[Entry]:
    """Each figure that others stated, with what is counted here for the same in a cell of its own."""
    for each in breakdowns(found.stated):
        whole = each.whole
        code = MEASURES.get(whole.measure, "")
        behind = found.verdict(code, whole.type) if code else ()
        counted = Cell(str(len(behind)) if code else "-", behind, words("board.column.counted"))
        told = translated(words, whole)
        label = f"{words.day(whole.day)}  {told.figure}"
        value = f"{told.value} {told.unit}"
        if not each.agrees:
            value = f"{value}; {words('board.parts', sum=each.sum)}"
        cells = (counted, Cell(value, (), words("board.column.stated")))
        more = _stated_more(words, each)
        yield Entry(f"stated/{whole.day}/{whole.figure}", "stated", label, cells, "stated", more=more, measure=whole.measure)


def _stated_more(words: Words, found: Breakdown) -> tuple[str, ...]:
    whole = translated(words, found.whole)
    told = [words("figure.stated", day=words.day(whole.day), figure=whole.figure, value=whole.value, unit=whole.unit, source=whole.source)]
    if whole.note:
        told.append(whole.note)
    if found.parts:
        told.append(", ".join(f"{type_name(words, part.type)} {part.value}" for part in found.parts) + f" = {found.sum}")
    return tuple(told)


def _is_whole(found: Breakdown, measure: str) -> bool:
    """Whether it states a measure for all agencies."""
    return found.whole.measure == measure and not found.whole.type


def _share(part: int, of: int) -> Fraction | None:
    return min(Fraction(1), Fraction(part, of)) if of else None
