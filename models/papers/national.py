"""The national report: every part of the board of figures with its chart and how it was counted, what moved, and what is counted apart."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from models.figures_board import Entry, board
from models.figures_told import how, recap, scope, translated, verdict
from models.paper import Bar, Bars, Block, Heading, Numbered, Office, Pairs, Paper, Paragraph, Table
from models.papers import moving
from models.reported import National
from models.rules.figures import VERDICTS
from models.rules.results import NO_VERDICT, Filter
from models.rules.stated import breakdowns
from models.rules.trend import alike, over_years
from models.trends import of_series
from models.words import Words

_ORDER: Final = ("progress", "verdicts", "reasons", "trend", "stated", "merit", "grid", "weakest", "coverage", "approvals", "flags")
"""The parts before what moved; the states of the work and what is counted apart come after it."""
_NAMED: Final = 40
"""How many agencies are named behind a number; the others are counted."""


def national(words: Words, told: National, office: Office) -> Paper:
    """The report of what a filter chooses."""
    found = told.figures
    entries = board(words, found, told.checklists)
    parts = {part: [each for each in entries if each.part == part] for part in (*_ORDER, "states", "apart")}
    blocks = (
        *_head(words, told),
        *(block for part in _ORDER for block in _part(words, told, part, parts[part])),
        *moving.moved(words, told),
        *_part(words, told, "states", parts["states"]),
        *moving.waiting(words, told),
        *_apart(words, parts["apart"]),
    )
    chosen = scope(words, found.filter)
    day = words.date(told.day)
    return Paper(
        language=words.language,
        letterhead=office.letterhead,
        title=words("paper.national.title"),
        subtitle=words("paper.national.as_of", day=day),
        blocks=blocks,
        foot=" · ".join((words("paper.national.foot"), chosen, day)),
        page=words("paper.page", page="{page}", pages="{pages}"),
        size=office.size,
        about=chosen,
    )


def _head(words: Words, told: National) -> Iterator[Block]:
    """What was chosen, and the ten lines of the recap: whoever reads one page reads this."""
    found = told.figures
    counted = len(found.agencies) - len(found.verdict(NO_VERDICT))
    yield Pairs(
        (
            (words("report.chosen"), scope(words, found.filter)),
            (words("report.agencies"), words.number(len(found.agencies), 0)),
            (words("report.results"), words.number(counted, 0)),
        )
    )
    yield Heading(words("paper.national.summary"))
    yield Numbered(recap(words, found, told.moved, told.day)[1:])
    yield Paragraph(words("paper.national.reading"), is_small=True)


def _part(words: Words, told: National, part: str, entries: Sequence[Entry]) -> Iterator[Block]:
    """A part of the board: its chart, its numbers, and how each was counted."""
    if part == "trend":
        yield from _trends(words, told)
        return
    if not entries:
        return
    yield Heading(words(f"figure.part.{part}"))
    match part:
        case "progress":
            yield _progress(words, entries)
            yield from _notes(each for each in entries if each.how != "progress")
        case "verdicts":
            yield from _verdicts(words, entries)
        case "grid":
            yield from _grid(words, entries)
        case "stated":
            yield _stated(words, told, entries)
        case _:
            yield from _bars(entries)
    if part == "reasons":
        yield from _named(words, told)
    yield from _how(words, entries)


def _how(words: Words, entries: Iterable[Entry]) -> Iterator[Block]:
    for code in dict.fromkeys(each.how for each in entries):
        yield _counted_so(words, code)


def _counted_so(words: Words, code: str) -> Paragraph:
    return Paragraph(f"{words('board.how')} {how(words, code)}", is_small=True)


def _notes(entries: Iterable[Entry]) -> Iterator[Block]:
    for line in dict.fromkeys(line for each in entries for line in each.more):
        yield Paragraph(line, is_small=True)


def _progress(words: Words, entries: Sequence[Entry]) -> Bars:
    """Against the target line: what is counted, and what was stated in a pattern of its own."""
    rows = tuple(
        Bar(
            each.label,
            "; ".join(part for part in (each.whole.text, each.said) if part),
            None if each.share is None else _parts(each.share, is_stated=each.how == "stated"),
        )
        for each in entries
    )
    sides = words("trend.counted"), words("paper.national.stated_by")
    return Bars(rows, legend=sides, full=words("paper.national.target"), ends_at_target=True)


def _parts(share: Fraction, *, is_stated: bool = False) -> tuple[Fraction, ...]:
    return (Fraction(0), share) if is_stated else (share,)


def _bars(entries: Sequence[Entry]) -> Iterator[Block]:
    """A bar for each line, those under another heading, as another scheme of merit, by themselves."""
    for heading in dict.fromkeys(each.heading for each in entries):
        those = [each for each in entries if each.heading == heading]
        if heading:
            yield Heading(heading, is_minor=True)
        plain = [each for each in those if each.share is None]
        if plain:
            yield Pairs(tuple((each.label, _said(each)) for each in plain))
            yield from _notes(plain)
        drawn = [each for each in those if each.share is not None]
        if drawn:
            yield Bars(tuple(Bar(each.label, _said(each), _parts(each.share or Fraction(0))) for each in drawn))


def _said(entry: Entry) -> str:
    more = () if entry.how == "stated" else entry.more
    return "; ".join(part for part in (entry.whole.text, entry.said, *more) if part)


def _verdicts(words: Words, entries: Sequence[Entry]) -> Iterator[Block]:
    """The verdicts of each type as one bar; agencies without any are in the table alone."""
    shown = VERDICTS[:-1]
    counts = {each.key: [len(cell.agencies) for cell in each.cells[: len(shown)]] for each in entries}
    rows = [each for each in entries if each.key != "verdicts/"]
    legend = tuple(f"{code}: {verdict(words, code)}" for code in shown)
    yield from _stacked(words, [(each.label, counts[each.key]) for each in rows], legend)
    yield _table(words("baseline.type"), entries)


def _stacked(words: Words, rows: Sequence[tuple[str, Sequence[int]]], legend: tuple[str, ...]) -> Iterator[Block]:
    """Each line as a whole of its own, for beside four hundred regencies nobody would see what fifteen state bodies are."""
    if any(any(counts) for _, counts in rows):
        bars = (Bar(label, str(sum(counts)), tuple(Fraction(count, sum(counts) or 1) for count in counts)) for label, counts in rows)
        yield Bars(tuple(bars), legend=legend, full=words("paper.national.full"))


def _table(name: str, entries: Sequence[Entry]) -> Table:
    """The numbers of lines of several cells."""
    head = (name, *(cell.name for cell in entries[0].cells))
    rows = tuple((each.label, *(cell.text for cell in each.cells)) for each in entries)
    return Table(head, rows, (8, *[3] * (len(head) - 1)))


def _grid(words: Words, entries: Sequence[Entry]) -> Iterator[Block]:
    """How many agencies stand in each band, area by area."""
    bands = tuple(cell.name for cell in entries[0].cells[:-1])
    yield from _stacked(words, [(each.label, [len(cell.agencies) for cell in each.cells[:-1]]) for each in entries], bands)
    yield _table(words("paper.result.area"), entries)


def _stated(words: Words, told: National, entries: Sequence[Entry]) -> Table:
    """What others stated in a column of its own beside what is counted for the same, with source and note."""
    head = (words("paper.national.figure"), *(cell.name for cell in entries[0].cells), words("paper.national.source"))
    # The first thing to know of a stated figure repeats the line; here only its source is missing.
    sources = (translated(words, each.whole).source for each in breakdowns(told.figures.stated))
    told_of = ("\n".join((source, *each.more[1:])) for each, source in zip(entries, sources, strict=True))
    rows = ((each.label, *(cell.text for cell in each.cells), said) for each, said in zip(entries, told_of, strict=True))
    return Table(head, tuple(rows), (6, 3, 4, 8))


def _named(words: Words, told: National) -> Iterator[Block]:
    """Who is ready and has not started, for that is asked next."""
    behind = told.figures.ready.agencies
    if behind:
        more = words("figure.recap.more", count=len(behind) - _NAMED) if len(behind) > _NAMED else ""
        yield Paragraph(words("paper.national.ready", names="; ".join(told.names.get(code, code) for code in behind[:_NAMED]) + more))


def _trends(words: Words, told: National) -> Iterator[Block]:
    """What is counted over the years, and what was stated more than once, a run of one unit and source in bars of its own.

    What was stated once has no trend, and stands in the table of what others stated.
    """
    every = over_years(told.years, told.figures.stated)
    found = [of_series(words, each) for each in every if each.counted or any(len(those) > 1 for those in alike(each.stated))]
    if not found:
        return
    yield Heading(words("paper.national.trend"))
    yield Paragraph(words("trend.apart_units"), is_small=True)
    for trend in found:
        yield Heading(trend.title, is_minor=True)
        for run in trend.runs:
            parts = (None if point.share is None else _parts(point.share, is_stated=run.is_stated) for point in run.points)
            rows = (Bar(point.at, point.text, part) for point, part in zip(run.points, parts, strict=True))
            yield Bars(tuple(rows), f"{run.name} ({run.full})" if run.full else run.name)
    yield Paragraph(f"{words('board.how')} {words('trend.how')}", is_small=True)
    if told.figures.filter != Filter():
        yield Paragraph(words("paper.national.years"), is_small=True)


def _apart(words: Words, entries: Sequence[Entry]) -> Iterator[Block]:
    """What is in no number, and why; those that are none too, for that is an answer."""
    yield Heading(words("figure.part.apart"))
    head = (words("paper.national.figure"), words("report.agencies"), words("paper.national.how"))
    yield Table(head, tuple((each.label, each.whole.text, how(words, each.how)) for each in entries), (6, 3, 12))
    yield _counted_so(words, "apart")
