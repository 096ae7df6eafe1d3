"""From what is tabled to pages: verdicts, the levels of each area, evidence, what is not counted, and what all of it means."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from models import figures_told, moments
from models.formats.workbook import Cell, Column, Page
from models.rules.evidence import SEEN
from models.rules.results import Result, Stand, level
from models.tabled import Tabled
from models.text import Phrase
from models.words import Words

Key = tuple[str, str]
"""Code and digest of an item: the same code may ask otherwise in another checklist."""
_WIDTHS: Final[Mapping[str, int]] = {
    "agency": 36,
    "type": 18,
    "province": 26,
    "verdict_name": 24,
    "merit_scheme": 30,
    "merit": 16,
    "approval": 24,
    "reason": 30,
    "standing": 20,
    "digest": 24,
    "kind": 22,
    "title": 44,
    "number": 24,
    "source": 28,
    "location": 40,
    "item_title": 60,
    "said": 40,
    "meaning": 90,
}
_WIDTH: Final = 13
_SHORT: Final = 8
"""Digits of a digest that tell items of one code apart."""
_SCORE: Final = "score:"
"""Before the code of an area: the name of its column."""
_HEAD: Final = ("agency_code", "agency", "type", "province", "round")
_VERDICT: Final = ("verdict", "verdict_name", "recommended", "differs", "overall")
_FACTS: Final = ("merit_scheme", "merit", "merit_year", "approval", "reason", "issued_at", "valid_until", "state", "standing", "digest")
_FOUND: Final = ("evidence", "kind", "title", "number", "date", "valid_until", "source", "location", "seen", "status", "digest")
_LEGEND: Final = ("item", "area", "item_title", "item_digest")


def pages(found: Tabled, words: Words) -> tuple[Page, ...]:
    """The pages: verdicts, each area, evidence, results that are not counted, items, and what was chosen and how it is counted."""
    results = [stand.result for stand in found.stands if stand.result]
    areas = _areas((*results, *(each for _, each in found.apart)))
    items = _items(results)
    past: dict[str, Cell] = {"standing": words("report.standing.over")}
    verdicts = [_row(words, stand) | (past if _is_over(stand, found.day) else {}) for stand in found.stands]
    apart = [{**_verdict(words, each), "standing": words(f"report.standing.{why}")} for why, each in found.apart]
    legend = [(heading, found.asked[key].area, words.of(found.asked[key].title), key[1]) for key, heading in items.items()]
    return (
        _verdicts("verdicts", verdicts, areas, words),
        *(_area(found, code, name, items, words) for code, name in areas.items()),
        _evidence(found, words),
        _verdicts("apart", apart, areas, words),
        _page(words("report.page.items"), _columns(_LEGEND, words), legend),
        _meaning(found, words),
    )


def _page(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Page:
    # An empty text would be counted as an entry by formulas of those who go on with the workbook.
    return Page(name, tuple(columns), tuple(tuple(None if cell == "" else cell for cell in row) for row in rows), is_filtered=True)


def _columns(names: Iterable[str], words: Words) -> tuple[Column, ...]:
    return tuple(Column(words(f"report.column.{name}"), _WIDTHS.get(name, _WIDTH)) for name in names)


def _row(words: Words, stand: Stand) -> dict[str, Cell]:
    """An agency as the register has it, by which it was chosen, where its work is, and its result where one counts."""
    place = stand.place
    return {
        "round": stand.work.round if stand.work else "",
        "verdict_name": figures_told.verdict(words, stand.verdict),
        "standing": words("report.standing.none"),
        **(_verdict(words, stand.result) if stand.result else {}),
        "agency_code": place.code,
        "agency": place.name,
        "type": figures_told.type_name(words, place.type),
        "province": place.region,
        "state": figures_told.state(words, stand.state),
    }


def _is_over(stand: Stand, day: date) -> bool:
    """Whether the day until which a verdict holds is past: it counts until another takes its place, but is not said to hold."""
    until = _day(stand.result.valid_until) if stand.result else None
    return isinstance(until, date) and until < day


def _verdict(words: Words, each: Result) -> dict[str, Cell]:
    """A result as its document tells it."""
    return {
        "agency_code": each.agency,
        "agency": each.agency_name,
        "type": figures_told.type_name(words, each.type),
        "province": each.region,
        "round": each.round,
        "verdict": each.verdict,
        "verdict_name": words.of(each.verdict_name),
        "recommended": each.recommended,
        "differs": words(f"report.differs.{'yes' if each.differs else 'no'}"),
        "overall": _score(each.overall),
        **{_SCORE + code: _score(area.score) for code, area in each.areas.items()},
        "merit_scheme": _label(words, "", each.merit_scheme),
        "merit": _label(words, each.merit, each.merit_label),
        "merit_year": each.merit_year,
        "approval": _label(words, each.approval, each.approval_label),
        "reason": _label(words, each.reason, each.reason_label),
        "issued_at": moments.local_date(moments.moment(each.issued_at)),
        "valid_until": _day(each.valid_until),
        "standing": words("report.standing.counted"),
        "digest": each.digest,
    }


def _verdicts(name: str, rows: Iterable[Mapping[str, Cell]], areas: Mapping[str, Phrase], words: Words) -> Page:
    scores = (Column(f"{code} {words.of(area)}", _WIDTH) for code, area in areas.items())
    columns = (*_columns((*_HEAD, *_VERDICT), words), *scores, *_columns(_FACTS, words))
    names = (*_HEAD, *_VERDICT, *(_SCORE + code for code in areas), *_FACTS)
    return _page(words(f"report.page.{name}"), columns, ([cells.get(each) for each in names] for cells in rows))


def _label(words: Words, code: str, label: Phrase | None) -> str:
    return words.of(label) if label else code


def _score(text: str) -> Cell:
    return Decimal(text) if text else None


def _day(text: str) -> Cell:
    """A day that was noted, as one where it is; what was typed otherwise stays a text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def _areas(results: Iterable[Result]) -> Mapping[str, Phrase]:
    """The areas of all results in their order; results of one checklist have the same."""
    first = {each.checklist: each for each in results}
    return {code: area.name for each in first.values() for code, area in each.areas.items()}


def _items(results: Iterable[Result]) -> Mapping[Key, str]:
    """The heading of each item that was asked, in order: its code, with a piece of its digest where the code asks several things."""
    used = list(dict.fromkeys(key for each in results for key in each.items.items()))
    times = Counter(code for code, _ in used)
    return {(code, mark): code if times[code] == 1 else f"{code} ({mark[:_SHORT]})" for code, mark in used}


def _area(found: Tabled, area: str, name: Phrase, headings: Mapping[Key, str], words: Words) -> Page:
    items = [key for key in headings if found.asked[key].area == area]
    columns = (*_columns((*_HEAD, "score", "band"), words), *(Column(headings[key], _WIDTH) for key in items))
    waived = words("answer.not_applicable")

    def cells(stand: Stand, each: Result) -> Iterator[Cell]:
        told, scored = _row(words, stand), each.areas[area]
        yield from (told[name] for name in _HEAD)
        yield from (_score(scored.score), words.of(scored.band) if scored.band else "")
        signs = dict(zip(each.items.items(), each.levels, strict=True))
        for key in items:
            yield (waived if (number := level(signs[key])) is None else number) if key in signs else None

    rows = (cells(stand, stand.result) for stand in found.stands if stand.result and area in stand.result.areas)
    return _page(f"{area} {words.of(name)}", columns, map(tuple, rows))


def _evidence(found: Tabled, words: Words) -> Page:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for stand in found.stands:
            for each in found.evidence.get(stand.result.verification, ()) if stand.result else ():
                told = _row(words, stand)
                yield (
                    *(told[name] for name in _HEAD),
                    *(each.code, words(f"evidence.kind.{each.kind}"), each.title, each.number, _day(each.date), _day(each.valid_until)),
                    *(each.source, each.location, words(f"evidence.seen.{SEEN[each.seen]}"), words(f"evidence.status.{each.status}")),
                    each.digest,
                )

    return _page(words("report.page.evidence"), _columns((*_HEAD, *_FOUND), words), rows())


def _meaning(found: Tabled, words: Words) -> Page:
    """What was chosen, when, and how it is counted."""
    results = sum(stand.result is not None for stand in found.stands)
    over = sum(_is_over(stand, found.day) for stand in found.stands)
    rows: list[tuple[str, Cell]] = [
        (words("report.chosen"), figures_told.scope(words, found.filter)),
        (words("report.day"), found.day),
        (words("report.agencies"), len(found.stands)),
        (words("report.results"), results),
        *(((words("report.over"), over),) if over else ()),
        *((words(f"report.page.{name}"), words(f"report.how.{name}")) for name in ("verdicts", "levels", "evidence", "apart")),
    ]
    return _page(words("report.page.meaning"), _columns(("said", "meaning"), words), rows)
