"""From a sheet to the bytes of its verdict file: what is frozen, and under which name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TypeVar

from models.codes import digest, path_part
from models.desk import reading
from models.documents import parts, toml
from models.documents import verdict_file as doc
from models.errors import Fault, Refusal
from models.explanation import sentence, verdict_name
from models.ledger.transaction import Transaction
from models.rules.answers import Counted
from models.rules.checklist import Checklist, Count, Fact
from models.rules.numbers import plain
from models.rules.scoring import band
from models.rules.verdict import Reason, Recommendation
from models.text import Phrase
from models.views import Evidence, RecordedVerdict, Sheet, SheetLine
from models.words import LANGUAGES, Words

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A file for people: its name and its bytes."""

    name: str
    body: bytes


def verdict_file(tx: Transaction, verification: str) -> Frozen:
    """The verdict file of a verification, the same bytes each time.

    Raises:
        Refusal: `export.no_verdict` before a verdict is recorded; `verdict.incomplete` where an answer was cleared since, and
            `verdict.outdated` where the answers now recommend another one than the verdict was recorded against;
            `export.too_much` where it is more than a file may hold, `export.unfit` where it holds what no file may.
    """
    sheet = reading.sheet(tx, verification)
    verdict, found = sheet.verdict, sheet.recommendation
    if verdict is None:
        raise Refusal("export.no_verdict", agency=sheet.agency.name)
    if found is None:
        raise reading.incomplete(sheet)
    # The reason given says why the verdict differs from the recommendation of that day, not from today's.
    if verdict.verdict != found.code and verdict.recommended != found.code:
        raise Refusal("verdict.outdated", then=verdict.recommended, now=found.code)
    agency = sheet.agency
    try:
        body = toml.write(toml.valid(lambda: _document(sheet), agency.name))
        name = f"{path_part(sheet.round)}_{path_part(agency.code)}_{digest(body)[:16]}_unsigned-draft.toml"
        # Nothing leaves that whoever receives it would refuse.
        doc.opened(body, name)
    except Refusal as refused:
        raise _unfit(agency.name, refused) from refused
    return Frozen(name, body)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a verdict file tells of a verification, as far as that has come."""

    agency: doc.Agency
    round: str
    checklist: doc.UsedChecklist
    verdict: doc.VerdictResult | None
    recommendation: doc.RecommendationResult | None
    base: dict[str, doc.BaseResult]
    facts: dict[str, doc.FactResult]
    items: dict[str, doc.ItemResult]
    evidence: dict[str, doc.EvidenceResult]


def contents(tx: Transaction, verification: str) -> Contents:
    """A verification as far as it has come, in the shape of its verdict file, to be compared with one; Refusal `export.unfit`."""
    sheet = reading.sheet(tx, verification)
    try:
        return toml.valid(lambda: _contents(sheet), sheet.agency.name)
    except Refusal as refused:
        raise _unfit(sheet.agency.name, refused) from refused


def _unfit(agency: str, refused: Refusal) -> Refusal:
    """Why no verdict file comes of a verification, said of the verification and not of a file somebody sent."""
    if refused.code in ("document.too_large", "document.guard"):
        return Refusal("export.too_much", agency=agency, limit=toml.SIZE_LIMIT // 1000, lines=toml.LINES_LIMIT)
    place = refused.fields.get("place")
    faults = refused.fields.get("faults", (Fault(place, "control"),))
    return Refusal("export.unfit", agency=agency, count=refused.fields.get("count", 1), faults=faults)


def _contents(sheet: Sheet) -> Contents:
    checklist, verdict, found = sheet.checklist, sheet.verdict, sheet.recommendation
    return Contents(
        agency=doc.Agency(code=sheet.agency.code, name=sheet.agency.name, type=sheet.agency.type, province=sheet.agency.province),
        round=sheet.round,
        checklist=doc.UsedChecklist(id=checklist.id, version=checklist.version, digest=checklist.digest, title=_both(checklist.title)),
        verdict=None if verdict is None else _verdict(checklist, verdict, found),
        recommendation=None if found is None else _recommendation(checklist, found),
        base={key: doc.BaseResult(label=_both(checklist.base[key]), value=value) for key, value in _in_order(sheet.base, checklist.base)},
        facts={fact.code: _fact(fact, sheet.facts.get(fact.code, ())) for fact in checklist.facts.values()},
        items={line.item.code: _item(line) for line in sheet.lines},
        evidence={evidence.code: _evidence(evidence) for evidence in sheet.evidence},
    )


def _document(sheet: Sheet) -> doc.VerdictFile:
    found = _contents(sheet)
    told = {field.name: getattr(found, field.name) for field in fields(found)}
    return doc.VerdictFile(
        format="verifier",
        kind="verdict",
        major=parts.MAJOR,
        minor=0,
        status=doc.UNSIGNED,
        verification=sheet.id,
        people={"verifier": doc.Person(name=sheet.verifier, role=sheet.verifier_role)},
        opened_at=sheet.opened_at,
        overall=None if sheet.overall is None else doc.cut(sheet.overall),
        areas={code: _area(sheet.checklist, code, score) for code, score in sheet.scores.items()},
        **told,
    )


def _verdict(checklist: Checklist, verdict: RecordedVerdict, found: Recommendation | None) -> doc.VerdictResult:
    is_recommended = verdict.verdict == (found.code if found else verdict.recommended)
    variant = found.variant if found and is_recommended else "name"
    return doc.VerdictResult.model_construct(
        code=verdict.verdict,
        name=_both(verdict_name(checklist, verdict.verdict, variant)),
        differs=not is_recommended,
        reason=verdict.reason,
        person=verdict.person,
        recorded_at=verdict.recorded_at,
    )


def _recommendation(checklist: Checklist, found: Recommendation) -> doc.RecommendationResult:
    return doc.RecommendationResult(
        code=found.code,
        name=_both(verdict_name(checklist, found.code, found.variant)),
        flags={flag: _both(checklist.verdict.flags[flag]) for flag in found.flags},
        because=_reasons(checklist, found.because),
        missing=_reasons(checklist, found.missing),
    )


def _reasons(checklist: Checklist, reasons: Iterable[Reason]) -> dict[str, doc.ReasonResult]:
    languages = [Words(language) for language in LANGUAGES]
    return {
        str(number): doc.ReasonResult(
            code=reason.code,
            fields={key: _plain(value) for key, value in reason.fields.items()},
            text=doc.Bilingual(**{words.language: sentence(words, checklist, reason) for words in languages}),
        )
        for number, reason in enumerate(reasons, 1)
    }


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _area(checklist: Checklist, code: str, score: Fraction | None) -> doc.AreaResult:
    area = checklist.areas[code]
    if score is None:
        return doc.AreaResult(name=_both(area.name), weight=area.weight)
    name = band(checklist, score).name
    return doc.AreaResult(name=_both(area.name), weight=area.weight, score=doc.cut(score), exact=str(score), band=_both(name))


def _item(line: SheetLine) -> doc.ItemResult:
    item, answer = line.item, line.answer
    # Unchecked here: a comparison also tells what no file may say, and a file is read back as a whole.
    return doc.ItemResult.model_construct(
        area=item.area,
        title=_both(item.title),
        question=_both(item.question),
        accepted_evidence=_both(item.evidence),
        basis=item.basis,
        scale=item.scale,
        ladder={str(level): _both(phrase) for level, phrase in sorted(item.ladder.items())},
        weight=item.weight,
        gate=item.gate,
        digest=item.digest,
        level=answer.level,
        not_applicable=answer.not_applicable,
        reason=answer.reason,
        note=answer.note,
        proposed=line.proposed,
        counts={key: _count(item.counts[key], counted) for key, counted in _in_order(answer.counts, item.counts)},
        citations={citation.evidence.code: doc.CitationResult(place=citation.place) for citation in line.citations},
    )


def _count(count: Count, counted: Counted) -> doc.CountResult:
    return doc.CountResult(label=_both(count.label), n=plain(counted.count), of="" if counted.of is None else plain(counted.of))


def _fact(fact: Fact, rows: Iterable[Mapping[str, str]]) -> doc.FactResult:
    return doc.FactResult(
        text=_both(fact.text),
        fields={
            key: doc.FieldResult(label=_both(field.label), choices={choice: _both(text) for choice, text in field.choices.items()})
            for key, field in fact.fields.items()
        },
        rows={str(number): dict(row) for number, row in enumerate(rows, 1)},
    )


def _evidence(evidence: Evidence) -> doc.EvidenceResult:
    values = {name: getattr(evidence, name) for name in Evidence.__slots__ if name != "code"}
    return doc.EvidenceResult(**values)


def _both(phrase: Phrase) -> doc.Bilingual:
    return doc.Bilingual(id=phrase.id, en=phrase.en)


def _in_order(found: Mapping[str, V], order: Iterable[str]) -> list[tuple[str, V]]:
    return [(key, found[key]) for key in order if key in found]
