"""How a verdict file states what a checklist asks and what the rules find: the same words when it is written and when it is checked."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from models.documents import verified
from models.explanation import sentence, verdict_name
from models.rules.checklist import Checklist, Fact, Item
from models.rules.scoring import band
from models.rules.verdict import Reason, Recommendation
from models.text import Phrase
from models.words import in_both


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
    return verified.FactResult(
        text=both(asked_.text),
        fields={
            key: verified.FieldResult(label=both(field.label), choices={choice: both(text) for choice, text in field.choices.items()})
            for key, field in asked_.fields.items()
        },
        rows={str(number): dict(row) for number, row in enumerate(rows, 1)},
    )


def area(checklist: Checklist, code: str, score: Fraction | None) -> verified.AreaResult:
    """The result of an area; None where nothing in it was applicable."""
    area_ = checklist.areas[code]
    if score is None:
        return verified.AreaResult(name=both(area_.name), weight=area_.weight)
    name = both(band(checklist, score).name)
    return verified.AreaResult(name=both(area_.name), weight=area_.weight, score=verified.cut(score), exact=str(score), band=name)


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
    return {
        str(number): verified.ReasonResult(
            code=reason.code,
            fields=fields(reason),
            text=verified.Bilingual(**{words.language: sentence(words, checklist, reason) for words in in_both()}),
        )
        for number, reason in enumerate(reasons, 1)
    }


def fields(reason: Reason) -> dict[str, str]:
    """What a reason is about, as a file tells it."""
    return {key: _plain(value) for key, value in reason.fields.items()}


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
