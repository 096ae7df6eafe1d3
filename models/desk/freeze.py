"""From a sheet to the bytes of its verdict file: what is frozen, and under which name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from models.desk import agreed, reading
from models.documents import kinds, parts, toml, verified
from models.documents import verdict_file as doc
from models.documents.asking_alike import asked
from models.documents.kinds import Document
from models.documents.self_assessed import SelfAnswerResult, SelfAssessmentResult
from models.documents.stating import area, both, fact, recommendation, used
from models.errors import Fault, Refusal
from models.explanation import verdict_name
from models.ledger.transaction import Transaction
from models.rules.answers import Counted
from models.rules.checklist import Checklist, Count
from models.rules.numbers import plain
from models.rules.verdict import Recommendation
from models.views import Evidence, RecordedVerdict, Sheet, SheetLine

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A file for people: its name and its bytes."""

    name: str
    body: bytes


def verdict_file(tx: Transaction, verification: str, status: doc.Status = doc.UNSIGNED) -> Frozen:
    """The verdict file of a verification, to be signed as its `status` says by whoever acts, the same bytes each time.

    Raises:
        Refusal: `export.no_verdict` before a verdict is recorded; `verdict.incomplete` where an answer was cleared since, and
            `verdict.outdated` where the answers now recommend another one than the verdict was recorded against;
            `export.too_much` where it is more than a file may hold, `export.unfit` where it holds what no file may; `second.sealed`
            for a second verification.
    """
    sheet = reading.sheet(tx, verification)
    if sheet.standing.is_second:
        raise Refusal("second.sealed")
    verdict, found = sheet.verdict, sheet.recommendation
    if verdict is None:
        raise Refusal("export.no_verdict", agency=sheet.agency.name)
    if found is None:
        raise reading.incomplete(sheet)
    # The reason given says why the verdict differs from the recommendation of that day, not from today's.
    if verdict.verdict != found.code and verdict.recommended != found.code:
        raise Refusal("verdict.outdated", then=verdict.recommended, now=found.code)
    return frozen(
        sheet.agency.name,
        lambda: doc.VerdictFile(
            kind="verdict",
            status=status,
            minutes=agreed.mark(tx, verification),
            minutes_scan=agreed.scan(tx, verification),
            people=_people(tx, sheet, status),
            **told(sheet),
        ),
    )


def verdict_files(tx: Transaction, verifications: Sequence[str], status: doc.Status) -> tuple[Frozen | Refusal, ...]:
    """The verdict file of each of several verifications, or why there is none, as `verdict_file` gives it; their rows are read together."""
    reading.read_ahead(tx, verifications)
    agreed.read_ahead(tx, verifications)
    found: list[Frozen | Refusal] = []
    for verification in verifications:
        try:
            found.append(verdict_file(tx, verification, status))
        except Refusal as refused:
            found.append(refused)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a verdict file tells of a verification, as far as that has come."""

    agency: verified.Agency
    round: str
    checklist: verified.UsedChecklist
    verdict: verified.VerdictResult | None
    recommendation: verified.RecommendationResult | None
    base: dict[str, verified.BaseResult]
    facts: dict[str, verified.FactResult]
    items: dict[str, verified.ItemResult]
    evidence: dict[str, verified.EvidenceResult]
    self_assessment: SelfAssessmentResult | None


def contents(tx: Transaction, verification: str) -> Contents:
    """A verification as far as it has come, in the shape of its verdict file, to be compared with one; Refusal `export.unfit`."""
    sheet = reading.sheet(tx, verification)
    try:
        return toml.valid(lambda: _contents(sheet), sheet.agency.name)
    except Refusal as refused:
        raise _unfit(sheet.agency.name, refused) from refused


def _unfit(agency: str, refused: Refusal) -> Refusal:
    """Why no verdict file comes of a verification, said of the verification and not of a file somebody sent."""
    if refused.code in ("document.too_large", "document.too_much", "document.guard"):
        return Refusal("export.too_much", agency=agency, limit=toml.SIZE_LIMIT // 1000, lines=toml.LINES_LIMIT)
    place = refused.fields.get("place")
    faults = refused.fields.get("faults", (Fault(place, "control"),))
    return Refusal("export.unfit", agency=agency, count=refused.fields.get("count", 1), faults=faults)


def _contents(sheet: Sheet) -> Contents:
    checklist, verdict, found = sheet.checklist, sheet.verdict, sheet.recommendation
    return Contents(
        agency=verified.Agency(code=sheet.agency.code, name=sheet.agency.name, type=sheet.agency.type, province=sheet.agency.province),
        round=sheet.round,
        checklist=used(checklist),
        verdict=None if verdict is None else _verdict(checklist, verdict, found),
        recommendation=None if found is None else recommendation(checklist, found),
        base={
            key: verified.BaseResult(label=both(checklist.base[key]), value=value) for key, value in _in_order(sheet.base, checklist.base)
        },
        facts={code: fact(asked_, sheet.facts.get(code, ())) for code, asked_ in checklist.facts.items()},
        items={line.item.code: _item(line, asked(checklist)[line.item.code]) for line in sheet.every},
        evidence={evidence.code: _evidence(evidence) for evidence in sheet.evidence},
        self_assessment=_self_assessment(sheet),
    )


def told(sheet: Sheet) -> dict[str, Any]:
    """What every file of a verification tells of it, but for its kind, its status and the people."""
    found = _contents(sheet)
    return {
        "format": "verifier",
        "major": parts.MAJOR,
        "minor": 0,
        "verification": sheet.id,
        "opened_at": sheet.opened_at,
        "overall": None if sheet.overall is None else verified.cut(sheet.overall),
        "areas": {code: area(sheet.checklist, code, score) for code, score in sheet.scores.items()},
        **{field.name: getattr(found, field.name) for field in fields(found)},
    }


def verifier(sheet: Sheet) -> verified.Person:
    """Whose verification it is."""
    return verified.Person(id=sheet.standing.owner, name=sheet.verifier, role=sheet.verifier_role)


def acting(tx: Transaction) -> verified.Person:
    """Who acts."""
    return verified.Person(id=tx.actor.person, name=tx.actor.name, role=tx.actor.role)


def frozen(agency: str, made: Callable[[], Document]) -> Frozen:
    """The file of a document about an agency, which whoever receives it would take.

    Raises:
        Refusal: `export.too_much` where it is more than a file may hold, `export.unfit` where it holds what no file may.
    """
    try:
        document = toml.valid(made, agency)
        body = toml.write(document)
        name = kinds.named(document, body)
        # Nothing leaves that whoever receives it would refuse.
        if isinstance(document, doc.VerdictFile):
            doc.opened(body, name)
        else:
            kinds.parsed(body, name)
    except Refusal as refused:
        raise _unfit(agency, refused) from refused
    return Frozen(name, body)


def _people(tx: Transaction, sheet: Sheet, status: doc.Status) -> dict[str, verified.Person]:
    people = {"verifier": verifier(sheet)}
    if status != doc.UNSIGNED and tx.actor.person != sheet.standing.owner:
        people["signer"] = acting(tx)
    return people


def _verdict(checklist: Checklist, verdict: RecordedVerdict, found: Recommendation | None) -> verified.VerdictResult:
    is_recommended = verdict.verdict == (found.code if found else verdict.recommended)
    variant = found.variant if found and is_recommended else "name"
    return verified.VerdictResult.model_construct(
        code=verdict.verdict,
        name=both(verdict_name(checklist, verdict.verdict, variant)),
        differs=not is_recommended,
        reason=verdict.reason,
        person=verdict.person,
        recorded_at=verdict.recorded_at,
    )


def _item(line: SheetLine, asked_: verified.ItemResult) -> verified.ItemResult:
    item, answer = line.item, line.answer
    answered = {
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "reason": answer.reason,
        "note": answer.note,
        "proposed": line.proposed,
        "counts": {key: _count(item.counts[key], counted) for key, counted in _in_order(answer.counts, item.counts)},
        "citations": {citation.evidence.code: verified.CitationResult(place=citation.place) for citation in line.citations},
        "hidden": line.is_hidden,
    }
    # Unchecked here: a comparison also tells what no file may say, and a file is read back as a whole.
    return asked_.model_copy(update=answered)


def _count(count: Count, counted: Counted) -> verified.CountResult:
    return verified.CountResult(label=both(count.label), n=plain(counted.count), of="" if counted.of is None else plain(counted.of))


def _evidence(evidence: Evidence) -> verified.EvidenceResult:
    values = {name: getattr(evidence, name) for name in Evidence.__slots__ if name != "code"}
    return verified.EvidenceResult(**values)


def _self_assessment(sheet: Sheet) -> SelfAssessmentResult | None:
    found = sheet.self_assessment
    if found is None:
        return None
    said = {line.item.code: line.self_answer for line in sheet.every if line.self_answer is not None}
    items = {
        code: SelfAnswerResult(level=each.level, not_applicable=each.not_applicable, evidence=each.evidence, note=each.note)
        for code, each in said.items()
    }
    return SelfAssessmentResult(file=found.file, digest=found.digest, person=found.person, taken_at=found.taken_at, items=items)


def _in_order(found: Mapping[str, V], order: Iterable[str]) -> list[tuple[str, V]]:
    return [(key, found[key]) for key in order if key in found]
