"""Trends as they are shown: runs of points that may be compared, each with its value in words; screens and papers draw the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from models.figures_board import Cell, Entry
from models.figures_told import how, translated
from models.reported import AgencyOver
from models.rules.stated import MEASURES, TARGET, Stated
from models.rules.trend import AgencyTrend, ItemTrend, Series, alike, without_gaps
from models.words import Words

_PERCENT: Final = " %"
_HERE: Final = ""
"""The unit of what is counted here in whole agencies, whose bars others' agencies are drawn beside."""
_AGENCIES: Final = ("instansi", "agencies")
"""How whoever stated a figure may call that unit."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a year, a round or a day."""

    at: str
    text: str
    """The value in words; that there is none where there is none."""
    share: Fraction | None = None
    """How full its bar is; None is a gap, which is not nothing."""
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Points of one unit and one source, the only ones that make a line; years without a figure are among them as gaps."""

    name: str
    points: tuple[Point, ...]
    full: str = ""
    """What a full bar is."""
    is_stated: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """An item over the rounds that asked it alike."""

    item: str
    title: str
    levels: tuple[str, ...]
    said: str
    """Whether it rose, fell or stayed."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What a trend says, to be drawn."""

    title: str
    runs: tuple[Run, ...]
    how: str
    notes: tuple[str, ...] = ()
    """What is not compared and not counted."""
    rounds: tuple[str, ...] = ()
    """The columns of `items`."""
    items: tuple[Level, ...] = ()
    changed: tuple[str, ...] = ()
    """The items that were asked otherwise meanwhile, with their titles."""


def of_number(words: Words, title: str, entry: Entry, place: int, years: Mapping[str, Sequence[Entry]], stated: Iterable[Stated]) -> Trend:
    """A number of the board over the years, by the board of each year; what others stated for the same stands beside it."""
    key, named = _counted_as(entry, entry.cells[place].name)
    counted = {year: _cell(board, key, named) for year, board in years.items()} if key else {}
    said = [each for each in stated if each.measure == entry.measure and not each.type] if entry.measure else []
    return _of_years(words, title, counted, said)


def of_series(words: Words, series: Series) -> Trend:
    """A measure over the years."""
    counted = {year: Cell(str(tally.count), tally.agencies) for year, tally in series.counted.items()}
    code = MEASURES[series.measure]
    name = words(f"measure.{series.measure}")
    return _of_years(words, f"{name} ({code})" if code else name, counted, series.stated)


def _of_years(words: Words, title: str, counted: Mapping[str, Cell | None], stated: Sequence[Stated]) -> Trend:
    most = _most(counted, stated)
    runs = [_counted_run(words, counted, most)] if counted else []
    for group in alike(stated):
        full = most[_unit(group[0])]
        points = tuple(_stated_points(words, group, full))
        told = translated(words, group[0])
        name = words("trend.stated", source=told.source, unit=told.unit)
        runs.append(Run(name, points, _full(words, full, told.unit), is_stated=True))
    notes = (words("trend.apart_units"),) if len(runs) > 1 else ()
    return Trend(title, tuple(runs), words("trend.how"), notes)


def _counted_run(words: Words, counted: Mapping[str, Cell | None], most: Mapping[str, Fraction]) -> Run:
    is_share = any(cell is not None and cell.text.endswith(_PERCENT) for cell in counted.values())
    full = Fraction(100) if is_share else most[_HERE]
    points = []
    for year in without_gaps(counted):
        cell = counted.get(year)
        if cell is None:
            points.append(Point(year, words("trend.gap" if year not in counted else "trend.absent")))
        else:
            points.append(Point(year, cell.text, _drawn(_number(cell), full), cell.agencies))
    return Run(words("trend.counted"), tuple(points), _full(words, full, "%" if is_share else words("trend.agencies")))


def _stated_points(words: Words, group: Sequence[Stated], full: Fraction) -> Iterator[Point]:
    by_year: dict[str, list[Stated]] = {}
    for each in group:
        by_year.setdefault(each.day[:4], []).append(each)
    for year in without_gaps(by_year):
        if year not in by_year:
            yield Point(year, words("trend.gap"))
        for each in by_year.get(year, ()):
            day = words.day(each.day)
            amount = each.amount
            yield Point(year, f"{translated(words, each).value} ({day})", None if amount is None else _drawn(amount, full))


def _most(counted: Mapping[str, Cell | None], stated: Iterable[Stated]) -> Mapping[str, Fraction]:
    """The greatest value of each unit: only what has one unit is drawn in one measure."""
    numbers = [(_HERE, _number(cell)) for cell in counted.values() if cell is not None and not cell.text.endswith(_PERCENT)]
    numbers += [(_unit(each), each.amount or Fraction(0)) for each in stated]
    found: dict[str, Fraction] = {_HERE: Fraction(0)}
    for unit, number in numbers:
        found[unit] = max(number, found.get(unit, Fraction(0)))
    return found


def _unit(stated: Stated) -> str:
    return _HERE if stated.unit.casefold() in _AGENCIES else stated.unit


def _drawn(number: Fraction, full: Fraction) -> Fraction:
    return min(Fraction(1), number / full) if full else Fraction(0)


def _full(words: Words, full: Fraction, unit: str) -> str:
    shown = words.amount(full)
    return words("trend.full", number=shown, unit=unit) if full else ""


def _counted_as(entry: Entry, named: str) -> tuple[str, str]:
    """The line and column under which the same is counted in every year; empty where it is not counted here."""
    if entry.part == "progress":
        *_, type_ = entry.key.split("/") if entry.how == "progress" else ("",)
        return f"verdicts/{type_}", "V1"
    if entry.part == "stated":
        code = MEASURES.get(entry.measure, "") if entry.measure != TARGET else ""
        return ("verdicts/", code) if code else ("", "")
    return ("", "") if entry.key == "apart/draft" else (entry.key, named)


def _cell(board: Sequence[Entry], key: str, named: str) -> Cell | None:
    entry = next((each for each in board if each.key == key), None)
    return next((cell for cell in entry.cells if cell.name == named), None) if entry else None


def _number(cell: Cell) -> Fraction:
    """What a cell is drawn as: a share as it is written, anything else by how many are behind it."""
    written = cell.text.removesuffix(_PERCENT)
    return Fraction(written.replace(",", ".")) if written != cell.text else Fraction(len(cell.agencies))


def of_agency(words: Words, told: AgencyOver) -> Trend:
    """An agency over its rounds: all items and each area by what every round asked alike, then item by item."""
    found = told.trend
    asked = {item for item, _ in told.asked}
    names = {code: words.of(area.name) for each in found.results for code, area in each.areas.items()}
    runs = [_rounds(words, found, words("trend.all_items", alike=len(found.common), asked=len(asked)), found.shares, with_verdicts=True)]
    for area in found.areas:
        name = words("trend.area", area=area.area, name=names.get(area.area, ""), alike=len(area.common), asked=area.asked)
        runs.append(_rounds(words, found, name, area.shares))
    titles = {code: words.of(each.title) for (code, _), each in told.asked.items()}
    return Trend(
        title=words("trend.agency", agency=told.name),
        runs=tuple(runs) if found.results else (),
        how=how(words, "trend"),
        notes=tuple(_agency_notes(words, found, asked)),
        rounds=tuple(each.round for each in found.results),
        items=tuple(_level(words, each, titles) for each in found.items),
        changed=tuple(f"{code}  {titles.get(code, '')}".rstrip() for code in found.changed),
    )


def _rounds(words: Words, found: AgencyTrend, name: str, shares: Sequence[Fraction | None], *, with_verdicts: bool = False) -> Run:
    points = []
    for year in without_gaps(each.year for each in found.results):
        here = [(each, share) for each, share in zip(found.results, shares, strict=True) if each.year == year]
        if not here:
            points.append(Point(year, words("trend.no_result")))
        for each, share in here:
            said = words("trend.nothing_alike") if share is None else f"{words.number(share * 100, 1)}{_PERCENT}"
            points.append(Point(each.round, f"{said} · {each.verdict}" if with_verdicts else said, share))
    return Run(name, tuple(points), words("trend.full", number="100", unit="%"))


def _level(words: Words, found: ItemTrend, titles: Mapping[str, str]) -> Level:
    given = [level for level in found.levels if level is not None]
    moved = "up" if given[-1] > given[0] else "down" if given[-1] < given[0] else "same"
    levels = tuple("–" if level is None else str(level) for level in found.levels)
    return Level(found.item, titles.get(found.item, ""), levels, words(f"trend.moved.{moved}"))


def _agency_notes(words: Words, found: AgencyTrend, asked: set[str]) -> Iterator[str]:
    if len(found.results) == 1:
        yield words("trend.one_round")
    elif found.results:
        once = asked - {each.item for each in found.items} - set(found.changed)
        if once:
            yield words.count("trend.once", len(once))
    if found.apart:
        yield words.count("trend.apart", len(found.apart))
