"""`verifier figures`: what is counted of the issued results, with the agencies it can be narrowed to; cohorts and recaps."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from models.text import folded
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.rules.figures import Figures, Tally
    from models.rules.results import Cohort, Filter
    from models.rules.stated import Breakdown
    from tui.command_line import Session

_ACTS: Final = ("recap", "keep", "cohorts", "recount", "load_stated")
_WRITING: Final = ("keep", "recount", "load_stated", "save", "rename", "remove")
_MANY: Final = ("type", "region", "verdict", "state", "merit")
"""The parts of a filter that may be given several times."""
_PROVINCE: Final = "Provinsi "
"""What nobody says before the name of a province."""


def filter_switches(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the switches of a filter, which `chosen` reads."""
    parser.add_argument("--round", metavar="ID", default="", help=words("cli.filter.round"))
    for name in _MANY:
        parser.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(), help=words(f"cli.filter.{name}"))
    parser.add_argument("--cohort", metavar="NAME", default="", help=words("cli.filter.cohort"))


def chosen(parsed: argparse.Namespace) -> "Filter":
    """The filter asked for; Refusal `fact.choice` where a type, verdict or state is none."""
    from models import register
    from models.errors import Refusal
    from models.rules.figures import VERDICTS
    from models.rules.results import NO_WORK, Filter
    from models.rules.workflow import STATES

    for name, known in (("type", register.TYPES), ("verdict", VERDICTS), ("state", (*STATES, NO_WORK))):
        for value in getattr(parsed, name):
            if value not in known:
                raise Refusal("fact.choice", label=f"filter.{name}", value=value, choices=", ".join(known))
    many: dict[str, tuple[str, ...]] = {f"{name}s": tuple(getattr(parsed, name)) for name in _MANY}
    return Filter(round=parsed.round, cohort=parsed.cohort, **many)


def known(desk: "Desk", wanted: "Filter") -> "Filter":
    """The filter with regions and categories as they are called here; Refusal `fact.choice` for one that is none.

    Of what is spelt otherwise nothing is counted, which was told as a number.
    """
    from dataclasses import replace

    from models import checklists
    from models.desk import figures

    if wanted.regions or wanted.merits:
        stands = desk.ask(figures.stands)
        regions = sorted({stand.place.region for stand in stands} - {""})
        called = {folded(name.removeprefix(_PROVINCE)): name for name in regions} | {folded(name): name for name in regions}
        merits = {stand.result.merit: None for stand in stands if stand.result and stand.result.merit}
        for digest, body in checklists.all_shipped().items():
            fact = checklists.load(body, digest).fact_with("merit")
            merits |= dict.fromkeys(fact.fields["category"].choices if fact else ())
        categories = {folded(merit): merit for merit in merits}
        wanted = replace(
            wanted,
            regions=tuple(_one_of("region", each, called, regions) for each in wanted.regions),
            merits=tuple(_one_of("merit", each, categories, merits) for each in wanted.merits),
        )
    return wanted


def _one_of(part: str, value: str, called: Mapping[str, str], known_: Iterable[str]) -> str:
    from models.errors import Refusal

    if folded(value) not in called:
        raise Refusal("fact.choice", label=f"filter.{part}", value=value, choices=", ".join(known_))
    return called[folded(value)]


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "figures")
    filter_switches(parser, words)
    act = parser.add_mutually_exclusive_group()
    for name in _ACTS:
        act.add_argument(f"--{name.replace('_', '-')}", action="store_true", help=words(f"cli.figures.{name}"))
    act.add_argument("--save", metavar="NAME", help=words("cli.figures.save"))
    act.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help=words("cli.figures.rename"))
    act.add_argument("--remove", metavar="NAME", help=words("cli.figures.remove"))
    parser.add_argument("--agency", action="append", default=[], metavar="AGENCY", help=words("cli.figures.agency"))
    common.json_switch(parser, words)
    parser.set_defaults(misused=parser.error)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print what was asked for.

    Raises:
        Refusal: what `chosen`, `known`, `figures.counted` and the verbs of `cohorts` refuse.
    """
    from models.desk import baselines, recaps, resulting

    if parsed.agency and parsed.save is None:
        parsed.misused(session.words("cli.figures.agency_alone"))
    wanted = chosen(parsed)
    with common.desk(session, writing=any(getattr(parsed, name) not in (None, False) for name in _WRITING)) as desk:
        wanted = known(desk, wanted)
        if parsed.recount:
            return _said(session, parsed, "figure.recounted", desk.do(resulting.rebuild))
        if parsed.load_stated:
            return _said(session, parsed, "figure.stated_here", len(desk.do(baselines.load_shipped)))
        if parsed.keep:
            return _said(session, parsed, "figure.recap.kept", len(desk.do(recaps.keep, wanted).stood))
        if parsed.cohorts or any(each is not None for each in (parsed.save, parsed.rename, parsed.remove)):
            return _cohorts(session, parsed, desk, wanted)
        return _recap(session, parsed, desk, wanted) if parsed.recap else _figures(session, parsed, desk, wanted)


def _said(session: "Session", parsed: argparse.Namespace, key: str, count: int) -> int:
    if parsed.json:
        common.print_data(count=count)
    else:
        print(session.words.count(key, count))
    return 0


def _cohorts(session: "Session", parsed: argparse.Namespace, desk: "Desk", wanted: "Filter") -> int:
    from models.desk import cohorts
    from models.figures_told import scope

    words = session.words
    if parsed.agency:
        desk.do(cohorts.save_listed, parsed.save, "\n".join(parsed.agency))
    elif parsed.save is not None:
        desk.do(cohorts.save, parsed.save, wanted)
    elif parsed.rename is not None:
        desk.do(cohorts.rename, *parsed.rename)
    elif parsed.remove is not None:
        desk.do(cohorts.remove, parsed.remove)
    lines = desk.ask(cohorts.lines)
    if parsed.json:
        common.print_data(cohorts=[_cohort(line) for line in lines])
        return 0
    rows = [
        (line.name, words.count("figure.agencies", len(line.agencies)) if line.agencies else scope(words, line.filter)) for line in lines
    ]
    print_rows([words("cohort.name"), words("figure.chosen")], rows, cut=1)
    return 0


def _cohort(cohort: "Cohort") -> dict[str, object]:
    from tui.headless.figures_data import filter_data

    return {"name": cohort.name, "agencies": sorted(cohort.agencies), "filter": filter_data(cohort.filter), "saved_at": cohort.saved_at}


def _recap(session: "Session", parsed: argparse.Namespace, desk: "Desk", wanted: "Filter") -> int:
    from models.desk import figures, recaps
    from models.figures_told import recap
    from models.moments import local_date, now
    from tui.headless.figures_data import movement_data

    moved = desk.ask(recaps.since, wanted)
    if parsed.json:
        common.print_data(movement=movement_data(moved))
        return 0
    print("\n".join(recap(session.words, desk.ask(figures.counted, wanted), moved, local_date(now()))))
    return 0


def _figures(session: "Session", parsed: argparse.Namespace, desk: "Desk", wanted: "Filter") -> int:
    from models.desk import figures
    from tui.headless.figures_data import data

    found = desk.ask(figures.counted, wanted)
    if parsed.json:
        common.print_data(figures=data(found))
        return 0
    _print_head(session.words, found)
    for heading, how, lines in _sections(session.words, found):
        if lines:
            print(f"\n{heading}")
            print("\n".join(f"  {line}" for line in lines))
            print(f"  ({how})")
    return 0


def _print_head(words: Words, found: "Figures") -> None:
    from models.figures_told import how, scope, type_name, verdict
    from models.rules.figures import VERDICTS

    print(f"{scope(words, found.filter)}: {words.count('figure.agencies', len(found.agencies))}\n")
    headings = [words("baseline.type"), *(verdict(words, code) for code in VERDICTS)]
    rows = [(type_name(words, row.type), *(str(row.tallies[code].count) for code in VERDICTS)) for row in found.types]
    total = (words("figure.total"), *(str(len(found.verdict(code))) for code in VERDICTS))
    print_rows(headings, [*rows, total], cut=0)
    print(f"  ({how(words, 'verdicts')})")


def _sections(words: Words, found: "Figures") -> Iterator[tuple[str, str, list[str]]]:
    """Heading, how it was counted, and the lines of each part."""
    from models.figures_told import how, progress, state, tally, type_name
    from models.rules.stated import breakdowns

    def part(name: str, lines: list[str]) -> tuple[str, str, list[str]]:
        return words(f"figure.part.{name}"), how(words, name), lines

    def counted(tallies: "tuple[Tally, ...]") -> list[str]:
        return [f"{tally(words, each)}: {each.count}" for each in tallies]

    yield part("progress", [f"{type_name(words, each.type)}, {progress(words, each)}" for each in found.progress])
    yield part("reasons", counted(found.reasons))
    for scheme in found.merit:
        yield f"{words('figure.part.merit')}: {words.of(scheme.label)}", how(words, "merit"), counted(scheme.categories)
    yield part("approvals", counted(found.approvals))
    yield part("flags", counted(found.flags))
    weak = [f"{each.item}: {words.number(each.share * 100, 1)} % (n = {len(each.agencies)})" for each in found.weakest]
    yield part("weakest", weak)
    yield part("coverage", [f"{each.item} {each.key}: {words.amount(each.n)}/{words.amount(each.of)}" for each in found.coverage])
    yield part("states", [f"{state(words, each.code)}: {each.count}" for each in found.states])
    yield part("stated", [*(_stated(words, each) for each in breakdowns(found.stated)), *_missing(words, found)])
    apart = [f"{words(f'figure.apart.{code}')}: {each.count}. {how(words, each.how)}" for code, each in found.apart.items() if each.count]
    yield words("figure.part.apart"), words("figure.how.apart"), apart


def _stated(words: Words, found: "Breakdown") -> str:

    from models.figures_told import translated

    whole = translated(words, found.whole)
    day = words.day(whole.day)
    said = words("figure.stated", day=day, figure=whole.figure, value=whole.value, unit=whole.unit, source=whole.source)
    return said if found.agrees else f"{said}; {words('figure.by_type', sum=found.sum)}"


def _missing(words: Words, found: "Figures") -> Iterator[str]:
    """What is missing from the target of each year by what was stated, where both were."""
    from models.rules.stated import in_force, missing

    for (year, type_), target in in_force(found.stated).items():
        lacking = missing(found.stated, year)
        if not type_ and lacking is not None:
            yield words("figure.missing", year=year, target=target.value, missing=lacking)
