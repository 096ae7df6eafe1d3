"""Tables of many agencies, asked with the filter that every figure and list is asked with."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from models.desk import figures, keeping, reading, summing
from models.documents.verdict_file import VerdictFile
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules.figures import APART
from models.rules.results import EVERYTHING, Filter, Outcome, Result, doubled
from models.tabled import Asked, Tabled
from models.text import Phrase

_DOUBLE: Final = "double"


def tabled(tx: Transaction, chosen: Filter = EVERYTHING) -> Tabled:
    """What is told in tables of the agencies that a filter chooses; Refusal as `figures.counted`."""
    chosen = figures.within(tx, chosen)
    stands = figures.stands(tx, chosen)
    codes = {stand.place.code for stand in stands}
    here = [each for each in summing.outcomes(tx) if each.agency in codes and chosen.round in ("", each.round)]
    counted = [stand.result for stand in stands if stand.result]
    reasons = dict(_apart(here))
    apart = tuple((reasons[each.digest], each) for each in figures.told(tx, reasons))
    behind = (each.verification for each in counted)
    return Tabled(
        filter=chosen,
        day=local_date(tx.moment),
        stands=stands,
        apart=apart,
        asked=asked(tx, counted),
        evidence={verification: found for verification in behind if (found := tuple(reading.evidence(tx, verification).values()))},
    )


def _apart(here: Collection[Outcome]) -> Iterator[tuple[str, str]]:
    """The digests of results that are told apart, each with why."""
    beside = {each.digest for each in doubled(here)}
    for each in here:
        why = _DOUBLE if each.digest in beside else each.standing
        if why in APART:
            yield each.digest, why


def asked(tx: Transaction, results: Iterable[Result]) -> Mapping[tuple[str, str], Asked]:
    """What the items of `results` ask: one document tells it for all that used the same items."""
    found: dict[tuple[str, str], Asked] = {}
    for marks, digest in {tuple(each.items.items()): each.digest for each in results}.items():
        if found.keys() >= set(marks):
            continue
        told = keeping.read(tx, digest, VerdictFile).items
        found |= {(code, mark): Asked(told[code].area, Phrase(told[code].title.id, told[code].title.en)) for code, mark in marks}
    return found
