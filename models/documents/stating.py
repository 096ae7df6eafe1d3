"""How a verdict file states what a checklist asks and what the rules find: the same words when it is written and when it is checked."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from models.documents import verified
from models.explanation import sentence, verdict_name
from models.rules.checklist import Checklist, Fact, Item
from models.rules.scoring import band
from models.rules.verdict import Reason, Recommendation
from models.text import Phrase
from models.words import in_both

_MOST: Final = 4_000
"""Most reasons, and most facts, that are remembered."""


def both(phrase: Phrase) -> verified.Bilingual:
    """A phrase of a checklist."""
    return verified.bilingual(phrase.id, phrase.en)


def used(checklist: Checklist) -> verified.UsedChecklist:
    """The checklist used."""
    return verified.UsedChecklist(id=checklist.id, version=checklist.version, digest=checklist.digest, title=both(checklist.title))


def asked(item: Item) -> verified.ItemResult:
    """An item as the checklist asks it, without an answer."""
    return verified.ItemResult.model_construct(
        area=item.area,
        title=both(item.title),
        question=both(item.question),
        accepted_evidence=both(item.evidence),
        basis=item.basis,
        scale=item.scale,
        ladder={str(level): both(phrase) for level, phrase in sorted(item.ladder.items())},
        weight=item.weight,
        gate=item.gate,
        digest=item.digest,
        when=tuple(map(str, item.when)),
    )


def fact(asked_: Fact, rows: Iterable[Mapping[str, str]] = ()) -> verified.FactResult:
    """A status fact with its rows in order."""
    stated = _fact(asked_)
    told = {str(number): dict(row) for number, row in enumerate(rows, 1)}
    # Its rows are checked; what they stand under is the same in all files.
    return stated.model_copy(update={"rows": verified.FactResult(text=stated.text, fields={}, rows=told).rows}) if told else stated


def _fact(asked_: Fact) -> verified.FactResult:
    """A status fact without rows: one for all files of a checklist."""
    # What is kept keeps its number, so that no other fact has it.
    known = _FACTS.get(id(asked_))
    if known is None:
        if len(_FACTS) >= _MOST:
            _FACTS.clear()
        fields = {
            key: verified.FieldResult(label=both(field.label), choices={choice: both(text) for choice, text in field.choices.items()})
            for key, field in asked_.fields.items()
        }
        known = _FACTS[id(asked_)] = (asked_, verified.FactResult(text=both(asked_.text), fields=fields))
    return known[1]


_FACTS: Final[dict[int, tuple[Fact, verified.FactResult]]] = {}


def area(checklist: Checklist, code: str, score: Fraction | None) -> verified.AreaResult:
    """The result of an area; None where nothing in it was applicable."""
    area_ = checklist.areas[code]
    if score is None:
        return verified.AreaResult(name=both(area_.name), weight=area_.weight)
    name = both(band(checklist, score).name)
    return verified.AreaResult(name=both(area_.name), weight=area_.weight, score=verified.cut(score), exact=str(score), band=name)


def is_area(told: verified.AreaResult, checklist: Checklist, code: str, score: Fraction | None) -> bool:
    """Whether a file tells an area as `area` states it; of what it tells, the score was cut from the exact one when it was read."""
    area_ = checklist.areas[code]
    if (told.exact, told.weight) != (None if score is None else str(score), area_.weight) or not told.name.says(area_.name):
        return False
    return score is None or (told.band is not None and told.band.says(band(checklist, score).name))


def recommendation(checklist: Checklist, found: Recommendation) -> verified.RecommendationResult:
    """What the rules recommend, and why."""
    return verified.RecommendationResult(
        code=found.code,
        name=both(verdict_name(checklist, found.code, found.variant)),
        flags={flag: both(checklist.verdict.flags[flag]) for flag in found.flags},
        because=_reasons(checklist, found.because),
        missing=_reasons(checklist, found.missing),
    )


def _reasons(checklist: Checklist, reasons: Iterable[Reason]) -> dict[str, verified.ReasonResult]:
    return {str(number): _reason(checklist, reason) for number, reason in enumerate(reasons, 1)}


def _reason(checklist: Checklist, reason: Reason) -> verified.ReasonResult:
    """A line of the explanation: one for all files of a checklist that give this reason."""
    # A fraction is said otherwise than the number that equals it.
    key = (id(checklist), reason.code, *((name, type(value), value) for name, value in reason.fields.items()))
    known = _REASONS.get(key)
    if known is None:
        if len(_REASONS) >= _MOST:
            _REASONS.clear()
        text = verified.Bilingual(**{words.language: sentence(words, checklist, reason) for words in in_both()})
        known = _REASONS[key] = (checklist, verified.ReasonResult(code=reason.code, fields=fields(reason), text=text))
    return known[1]


_REASONS: Final[dict[tuple[object, ...], tuple[Checklist, verified.ReasonResult]]] = {}


def fields(reason: Reason) -> dict[str, str]:
    """What a reason is about, as a file tells it."""
    return {key: _plain(value) for key, value in reason.fields.items()}


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
