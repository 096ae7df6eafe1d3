"""National figures counted from how each agency stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from models.rules.checklist import TOP_LEVEL
from models.rules.figures import APART, VERDICTS, Coverage, Figures, GridRow, MeritScheme, Progress, Tally, TypeRow, WeakItem
from models.rules.results import NOT_APPLICABLE, Filter, Outcome, Result, Stand, Work
from models.rules.stated import Stated, in_force
from models.rules.summing import apart, sums, years
from models.text import Phrase

WEAKEST: Final = 10
"""How many weak items are told."""


def figures(
    chosen: Filter,
    stands: Sequence[Stand],
    results: Iterable[Outcome],
    works: Iterable[Work],
    stated: Sequence[Stated] = (),
    types: Sequence[str] = (),
    drafts: Sequence[str] = (),
) -> Figures:
    """Count what `stands` holds, which `results.stands` chose from `results` and `works`; the rest as `summed`."""
    told = (each for each in results if chosen.round in ("", each.round))
    worked = (each for each in works if chosen.round in ("", each.round))
    found = sums(told, worked)
    return summed(chosen, stands, years(found), apart(found), stated, types, drafts)


def summed(
    chosen: Filter,
    stands: Sequence[Stand],
    verdicts: Iterable[tuple[str, str, str]],
    beside: Iterable[tuple[str, str]],
    stated: Sequence[Stated] = (),
    types: Sequence[str] = (),
    drafts: Sequence[str] = (),
) -> Figures:
    """Count what `stands` holds, and what the sums of its round or of all tell: `verdicts` as `summing.years`, `beside` as its `apart`.

    `types` is the order of the types of agencies; `drafts` names the agency of each draft that is here, empty where it is not known.
    """
    counted = [stand.result for stand in stands if stand.result]
    ready = [each for each in counted if each.verdict == "V2"]
    placed = {stand.place.code: stand.place.type for stand in stands}
    return Figures(
        filter=chosen,
        agencies=tuple(stand.place.code for stand in stands),
        progress=_progress(chosen, verdicts, placed, stated),
        types=_types(stands, types),
        ready=Tally("V2", tuple(each.agency for each in ready), how="ready"),
        reasons=_grouped(((each.reason, each.reason_label, each.agency) for each in ready), "reasons"),
        merit=_merit(counted),
        approvals=_grouped(((each.approval, each.approval_label, each.agency) for each in counted), "approvals"),
        flags=_grouped(((flag, label, each.agency) for each in counted for flag, label in each.flags.items()), "flags"),
        grid=tuple(map(GridRow, counted)),
        weakest=_weakest(counted),
        coverage=_coverage(counted),
        states=_grouped(((stand.state, None, stand.place.code) for stand in stands), "states"),
        apart=_apart(beside, placed, drafts, knows_all=chosen.is_empty),
        stated=tuple(stated),
    )


def _grouped(found: Iterable[tuple[str, Phrase | None, str]], how: str) -> tuple[Tally, ...]:
    """Code, label and agency grouped by code, the most frequent first."""
    agencies: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, Phrase | None] = {}
    for code, label, agency in found:
        agencies[code].append(agency)
        labels[code] = labels.get(code) or label
    ordered = sorted(agencies.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(Tally(code, tuple(behind), labels[code], how) for code, behind in ordered)


def _progress(
    chosen: Filter, verdicts: Iterable[tuple[str, str, str]], placed: Mapping[str, str], stated: Iterable[Stated]
) -> tuple[Progress, ...]:
    """Of each year that has results or a target: all agencies, then each type that has a target."""
    targets = in_force(stated)
    is_narrow = not replace(chosen, types=()).is_empty
    implementing: dict[str, list[str]] = {year: [] for year, _ in targets}
    for agency, year, verdict in verdicts:
        if agency in placed:
            behind = implementing.setdefault(year, [])
            if verdict == "V1":
                behind.append(agency)
    found: list[Progress] = []
    for year in sorted(implementing):
        for type_ in ("", *sorted(type_ for of, type_ in targets if of == year and type_)):
            those = tuple(code for code in implementing[year] if type_ in ("", placed[code]))
            is_whole = not is_narrow and (not chosen.types or type_ in chosen.types)
            found.append(Progress(year, type_, Tally("V1", those, how="progress"), targets.get((year, type_)), is_whole))
    return tuple(found)


def _types(stands: Sequence[Stand], order: Sequence[str]) -> tuple[TypeRow, ...]:
    found: dict[str, dict[str, list[str]]] = {}
    for stand in stands:
        found.setdefault(stand.place.type, {code: [] for code in VERDICTS})[stand.verdict].append(stand.place.code)
    place = {type_: number for number, type_ in enumerate(order)}
    return tuple(
        TypeRow(type_, {code: Tally(code, tuple(behind), how="verdicts") for code, behind in cells.items()})
        for type_, cells in sorted(found.items(), key=lambda pair: (place.get(pair[0], len(place)), pair[0]))
    )


def _merit(counted: Sequence[Result]) -> tuple[MeritScheme, ...]:
    schemes: dict[Phrase, list[Result]] = defaultdict(list)
    for each in counted:
        if each.merit_scheme and each.merit:
            schemes[each.merit_scheme].append(each)
    return tuple(
        MeritScheme(label, _grouped(((each.merit, each.merit_label, each.agency) for each in found), "merit"))
        for label, found in sorted(schemes.items(), key=lambda pair: pair[0].id)
    )


def _weakest(counted: Sequence[Result]) -> tuple[WeakItem, ...]:
    sums: Counter[tuple[str, str]] = Counter()
    given: Counter[tuple[str, str]] = Counter()
    # By what was asked: results that used the same items share one value, and are summed column by column.
    used: dict[int, list[Result]] = defaultdict(list)
    for each in counted:
        used[id(each.items)].append(each)
    for results in used.values():
        for item, column in zip(results[0].items.items(), zip(*(each.levels for each in results), strict=True), strict=True):
            sums[item] += sum(number * column.count(str(number)) for number in range(1, TOP_LEVEL + 1))
            given[item] += len(column) - column.count(NOT_APPLICABLE)
    shares = {item: Fraction(sums[item], TOP_LEVEL * count) for item, count in given.items() if count}
    short = (item for item in shares if shares[item] < 1)
    ordered = sorted(short, key=lambda item: (shares[item], -given[item], item))
    return tuple(_weak(item, shares[item], used.values()) for item in ordered[:WEAKEST])


def _weak(item: tuple[str, str], share: Fraction, used: Iterable[Sequence[Result]]) -> WeakItem:
    code, digest = item
    asked = [results for results in used if results[0].items.get(code) == digest]
    place = [tuple(results[0].items).index(code) for results in asked]
    behind = [each for results, at in zip(asked, place, strict=True) for each in results if each.levels[at] != NOT_APPLICABLE]
    return WeakItem(code, digest, behind[0].checklist, share, tuple(each.agency for each in behind))


def _coverage(counted: Sequence[Result]) -> tuple[Coverage, ...]:
    known: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    checklist: dict[tuple[str, str], str] = {}
    for each in counted:
        for item, keys in each.counts.items():
            for key, (n, of) in keys.items():
                known[item, key].append((n, of, each.agency))
                checklist.setdefault((item, key), each.checklist)
    return tuple(
        Coverage(
            *place,
            checklist[place],
            _sum(n for n, of, _ in found if of),
            _sum(of for _, of, _ in found if of),
            tuple(agency for _, of, agency in found if of),
            tuple(agency for _, of, agency in found if not of),
        )
        for place, found in sorted(known.items())
    )


def _sum(numbers: Iterable[str]) -> Fraction:
    # Most are whole: making a fraction of each would take longer than all the rest.
    whole, rest = 0, Fraction(0)
    for number, times in Counter(numbers).items():
        if number.isdecimal():
            whole += int(number) * times
        else:
            rest += Fraction(number) * times
    return rest + whole


def _apart(beside: Iterable[tuple[str, str]], placed: Mapping[str, str], drafts: Sequence[str], *, knows_all: bool) -> Mapping[str, Tally]:
    found: dict[str, list[str]] = {code: [] for code in APART}
    for agency, codes in beside:
        if agency in placed:
            for code in codes.split():
                found[code].append(agency)
    found["draft"] = list(dict.fromkeys(agency for agency in drafts if agency in placed))
    unknown = sum(not agency for agency in drafts) if knows_all else 0
    return {code: Tally(code, tuple(behind), how=f"apart.{code}", more=unknown if code == "draft" else 0) for code, behind in found.items()}
