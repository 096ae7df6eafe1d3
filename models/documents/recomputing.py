"""A verdict file held against its own answers: what its checklist and the rules make of them, beside what the file says."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Final

from models.documents import self_assessed, stating, verified
from models.documents.asking_alike import asks_alike
from models.documents.parts import NUMBER
from models.errors import Fault
from models.explanation import verdict_name
from models.rules import asking
from models.rules import facts as facts_
from models.rules.answers import Answer, Counted, is_complete, proposed, with_base
from models.rules.checklist import Checklist, Fact, Item
from models.rules.numbers import plain
from models.rules.scoring import overall_score
from models.rules.verdict import Recommendation, readiness, recommend
from models.text import Phrase
from models.words import both

_ANSWERED: Final = {"level", "not_applicable", "reason", "note", "proposed", "counts", "citations", "hidden"}
"""What an item of a file holds besides what the checklist asks."""
_Told = Mapping[str, Any]


def recomputed(document: verified.Verified, checklist: Checklist) -> tuple[Recommendation | None, tuple[Fault, ...]]:
    """What the rules recommend for the answers and facts of a file, None where it does not answer every item; and its `faults`."""
    answers = _answers(document, checklist)
    asks = asking.asked(checklist, answers, document.agency.type)
    ready = readiness(asks, answers, _facts(document))
    found = recommend(asks, ready) if is_complete(asks, answers) else None
    return found, tuple(_faults(document, checklist, found, asks, ready.scores))


def faults(document: verified.Verified, checklist: Checklist) -> tuple[Fault, ...]:
    """Everything in a file that does not follow from its checklist, its answers, counts and facts; the recommendation comes first."""
    return recomputed(document, checklist)[1]


def _faults(
    document: verified.Verified, checklist: Checklist, found: Recommendation | None, asks: Checklist, scores: Mapping[str, Fraction | None]
) -> Iterator[Fault]:
    if found is not None:
        yield from _faults_of_recommendation(document, checklist, found)
    for code, score in scores.items():
        told = document.areas.get(code)
        if told is not None and not stating.is_area(told, checklist, code, score):
            yield _computed(f"areas.{code}", told.exact, stating.area(checklist, code, score).exact)
    overall = overall_score(checklist, scores)
    computed = None if overall is None else verified.cut(overall)
    if document.overall != computed:
        yield _computed("overall", document.overall, computed)
    yield from _faults_of_checklist(document, checklist)
    yield from _faults_of_answers(document, checklist)
    yield from self_assessed.faults(document.self_assessment, checklist)
    for code, item in document.items.items():
        if code in checklist.items and item.hidden is (code in asks.items):
            yield Fault(f"items.{code}.hidden", "computed", {"told": _flag(item.hidden), "computed": _flag(not item.hidden)})


def _faults_of_recommendation(document: verified.Verified, checklist: Checklist, found: Recommendation) -> Iterator[Fault]:
    told, name = document.recommendation, verdict_name(checklist, found.code, found.variant)
    if told.code != found.code:
        yield _computed(both("check.recommended"), told.code, found.code)
    elif not told.name.says(name):
        yield Fault("recommendation.name", "otherwise")
    flags = {flag: checklist.verdict.flags[flag] for flag in found.flags}
    if told.flags.keys() != flags.keys() or not all(told.flags[flag].says(flags[flag]) for flag in flags):
        yield _computed("recommendation.flags", _listed(told.flags), _listed(flags))
    for place, given, because in (("because", told.because, found.because), ("missing", told.missing, found.missing)):
        # Not the sentences, which later programs may put in other words.
        reasons, computed = [(each.code, each.fields) for each in given.values()], [(each.code, stating.fields(each)) for each in because]
        if reasons != computed:
            yield _computed(f"recommendation.{place}", *(_listed(_about(*each) for each in of) for of in (reasons, computed)))


def _faults_of_checklist(document: verified.Verified, checklist: Checklist) -> Iterator[Fault]:
    """Where the file asks otherwise than its checklist."""
    if not asks_alike(document, checklist):
        yield from _asked_otherwise(document, checklist)
    names = checklist.verdict.names[document.verdict.code]
    if not any(document.verdict.name.says(verdict_name(checklist, document.verdict.code, variant)) for variant in names):
        yield Fault("verdict.name", "otherwise")


def _asked_otherwise(document: verified.Verified, checklist: Checklist) -> Iterator[Fault]:
    told: _Told = {
        "checklist": document.checklist.model_dump(),
        "areas": {code: area.model_dump(include={"name", "weight"}) for code, area in document.areas.items()},
        "base": {key: base.model_dump(include={"label"}) for key, base in document.base.items()},
        "facts": {code: fact.model_dump(exclude={"rows"}) for code, fact in document.facts.items()},
        "items": {code: item.model_dump(exclude=_ANSWERED) for code, item in document.items.items()},
    }
    asked: _Told = {
        "checklist": stating.used(checklist).model_dump(),
        "areas": {code: {"name": stating.both(area.name).model_dump(), "weight": area.weight} for code, area in checklist.areas.items()},
        "base": {key: {"label": stating.both(checklist.base[key]).model_dump()} for key in document.base if key in checklist.base},
        "facts": {code: stating.fact(fact).model_dump(exclude={"rows"}) for code, fact in checklist.facts.items()},
        "items": {code: stating.asked(item).model_dump(exclude=_ANSWERED) for code, item in checklist.items.items()},
    }
    yield from _otherwise("", told, asked)


def _otherwise(place: str, told: _Told, asked: _Told) -> Iterator[Fault]:
    for key in (*asked, *(key for key in told if key not in asked)):
        inner = f"{place}.{key}" if place else key
        if key not in told:
            yield Fault(inner, "missing")
        elif key not in asked:
            yield Fault(inner, "unknown_key")
        elif isinstance(asked[key], dict) and isinstance(told[key], dict):
            yield from _otherwise(inner, told[key], asked[key])
        elif told[key] != asked[key]:
            yield Fault(inner, "otherwise")


def _faults_of_answers(document: verified.Verified, checklist: Checklist) -> Iterator[Fault]:
    base = {key: found.value for key, found in document.base.items()}
    for code, item in checklist.items.items():
        told = document.items.get(code)
        # Most items were only given a level, of which nothing has to follow, and cite what is there.
        if told is not None and (
            told.counts or told.not_applicable or told.proposed is not None or not told.citations.keys() <= document.evidence.keys()
        ):
            yield from _faults_of_item(document, item, told, base)
    for code, fact in checklist.facts.items():
        if code in document.facts:
            yield from _faults_of_fact(fact, document.facts[code])


def _faults_of_item(document: verified.Verified, item: Item, told: verified.ItemResult, base: Mapping[str, int]) -> Iterator[Fault]:
    place = f"items.{item.code}"
    if told.not_applicable and not item.not_applicable:
        yield Fault(f"{place}.not_applicable", "not_allowed")
    if told.not_applicable and not told.reason:
        yield Fault(f"{place}.reason", "missing")
    yield from (Fault(f"{place}.citations.{code}", "unknown_key") for code in told.citations if code not in document.evidence)
    for key, count in told.counts.items():
        if key not in item.counts:
            yield Fault(f"{place}.counts.{key}", "unknown_key")
        elif not count.label.says(item.counts[key].label):
            yield Fault(f"{place}.counts.{key}.label", "otherwise")
        for name, text in (("n", count.n), ("of", count.of)):
            if not NUMBER.fullmatch(text) and (text or name == "n"):
                yield Fault(f"{place}.counts.{key}.{name}", "not_allowed")
    if not told.counts:
        if told.proposed is not None:
            yield _computed(f"{place}.proposed", told.proposed, None)
        return
    counted = _counted(item, told)
    known = with_base(item, counted, base)
    for key, found in counted.items():
        if found.of != known[key].of:
            yield _computed(f"{place}.counts.{key}.of", *(None if of is None else plain(of) for of in (found.of, known[key].of)))
    if told.proposed != proposed(item, known):
        yield _computed(f"{place}.proposed", told.proposed, proposed(item, known))


def _faults_of_fact(fact: Fact, told: verified.FactResult) -> Iterator[Fault]:
    for number, row in told.rows.items():
        for key, value in row.items():
            place = f"facts.{fact.code}.rows.{number}.{key}"
            if key not in fact.fields:
                yield Fault(place, "unknown_key")
            elif not facts_.is_admitted(fact.fields[key], key, value):
                yield Fault(place, "not_allowed")


def _answers(document: verified.Verified, checklist: Checklist) -> dict[str, Answer]:
    return {code: _answer(told.level, told.not_applicable) for code, told in document.items.items() if code in checklist.items}


@cache
def _answer(level: int | None, is_not_applicable: bool) -> Answer:
    """An answer as far as the rules look at it, one for all files."""
    return Answer(level, is_not_applicable)


def _facts(document: verified.Verified) -> dict[str, tuple[Mapping[str, str], ...]]:
    return {code: tuple(told.rows.values()) for code, told in document.facts.items()}


def _counted(item: Item, told: verified.ItemResult) -> dict[str, Counted]:
    return {
        key: Counted(Fraction(count.n), Fraction(count.of) if count.of else None)
        for key, count in told.counts.items()
        if key in item.counts and NUMBER.fullmatch(count.n) and (not count.of or NUMBER.fullmatch(count.of))
    }


def _computed(place: str | Phrase, told: object, computed: object) -> Fault:
    return Fault(place, "computed", {"told": _said(told), "computed": _said(computed)})


def _about(code: str, fields: Mapping[str, str]) -> str:
    """A reason by its code and what it is about: `gate REG-01`."""
    return f"{code} {fields.get('item') or fields.get('area') or ''}".strip()


def _flag(is_so: bool) -> str:
    return "true" if is_so else "false"


def _said(value: object) -> object:
    return "-" if value in (None, "") else value


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(codes)
