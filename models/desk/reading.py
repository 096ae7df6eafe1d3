"""Questions that several verbs share: rows become frozen views here, with one query each."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import Row, bindparam, select

from models.checklists import load
from models.desk import moving, prefetch
from models.desk.lines import cited, lines
from models.desk.prefetch import Question
from models.errors import Refusal
from models.ledger import dialects, prepared, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import facts as facts_
from models.rules.answers import Counted, is_complete, with_base
from models.rules.asking import progress
from models.rules.checklist import Checklist
from models.rules.permissions import Standing
from models.rules.scoring import overall_score
from models.rules.verdict import readiness, recommend
from models.views import Agency, Evidence, Profile, RecordedVerdict, SelfAssessment, Sheet

_AGENCY: Final = table(tables.Agency)
_ANSWER: Final = table(tables.Answer)
_BASE: Final = table(tables.Base)
_CHECKLIST: Final = table(tables.Checklist)
_CITATION: Final = table(tables.Citation)
_COUNT: Final = table(tables.Count)
_EVIDENCE: Final = table(tables.Evidence)
_FACT: Final = table(tables.FactRow)
_PERSON: Final = table(tables.Person)
_ROUND: Final = table(tables.Round)
_TEAM: Final = table(tables.TeamNumber)
_VERDICT: Final = table(tables.Verdict)
_VERIFICATION: Final = table(tables.Verification)
_ASSESSED: Final = table(tables.SelfAssessment)
_SELF: Final = table(tables.SelfAnswer)
_PROVINCE: Final = _AGENCY.alias("province")

_PINNED: Final = (
    select(_VERIFICATION.c.checklist_digest, _VERIFICATION.c.person_id, _VERIFICATION.c.state, _VERIFICATION.c.is_second, _PERSON.c.name)
    .join(_PERSON, _PERSON.c.id == _VERIFICATION.c.person_id)
    .where(_VERIFICATION.c.id == bindparam("of"))
)
_SAID: Final = Question(
    select(_SELF.c.item, _SELF.c.level, _SELF.c.not_applicable, _SELF.c.evidence, _SELF.c.note), _SELF.c.verification_id, is_in_order=True
)
_GIVEN: Final = Question(
    select(_ANSWER.c.item, _ANSWER.c.level, _ANSWER.c.not_applicable, _ANSWER.c.reason, _ANSWER.c.note, _ANSWER.c.is_carried),
    _ANSWER.c.verification_id,
    is_in_order=True,
)
_HEAD: Final = (
    select(
        _VERIFICATION,
        _AGENCY.c.name,
        _AGENCY.c.short_name,
        _AGENCY.c.type,
        _PROVINCE.c.name.label("province"),
        _PERSON.c.name.label("verifier"),
        _PERSON.c.role,
    )
    .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
    .join(_PERSON, _PERSON.c.id == _VERIFICATION.c.person_id)
    .outerjoin(_PROVINCE, (_PROVINCE.c.code == _AGENCY.c.province_code) & (_AGENCY.c.type != "provinsi"))
)
_HEAD_OF_ONE: Final = Question(_HEAD, _VERIFICATION.c.id)
_VERDICT_OF_ONE: Final = Question(
    select(_VERDICT, _PERSON.c.name).join(_PERSON, _PERSON.c.id == _VERDICT.c.person_id), _VERDICT.c.verification_id
)
_BASES, _CITATIONS, _COUNTS, _REGISTERED, _FACTS, _ASSESSMENTS = (
    Question(select(of), of.c.verification_id) for of in (_BASE, _CITATION, _COUNT, _EVIDENCE, _FACT, _ASSESSED)
)
_SHEET: Final = (_HEAD_OF_ONE, _SAID, _GIVEN, _VERDICT_OF_ONE, _BASES, _CITATIONS, _COUNTS, _REGISTERED, _FACTS, _ASSESSMENTS)
"""What a sheet is made of."""

_LOADED: Final[dict[str, Checklist]] = {}
"""Checklists by their digest, which stands for their bytes: reading those of a long one takes longer than an answer may."""


def owner(tx: Transaction) -> Profile | None:
    """Who works here: the owner of this laptop, or the person of the role that logged in at a server; None before they founded."""
    row = tx.connection.execute(select(_PERSON).where(dialects.is_owner(tx.connection))).first()
    return Profile(row.id, row.name, row.role, row.region, row.language) if row else None


def has_team(tx: Transaction) -> bool:
    """Whether a team was founded or taken over."""
    return tx.connection.execute(select(_TEAM.c.number).limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class CurrentRound:
    """The round new verifications belong to."""

    id: str
    checklist_digest: str
    is_closed: bool = False

    def require_open(self) -> None:
        """Refuse (`round.closed`) to begin anything in a round that is closed."""
        if self.is_closed:
            raise Refusal("round.closed", round=self.id)


def current_round(tx: Transaction) -> CurrentRound:
    """The round chosen last; Refusal `round.missing` where there is none."""
    row = tx.connection.execute(select(_ROUND).order_by(_ROUND.c.chosen.desc(), _ROUND.c.id.desc()).limit(1)).first()
    if row is None:
        raise Refusal("round.missing")
    return CurrentRound(row.id, row.checklist_digest, bool(row.closed_at))


def round_named(tx: Transaction, round_id: str) -> CurrentRound:
    """A round as one works in it; Refusal `round.unknown` where it is not here."""
    row = tx.connection.execute(select(_ROUND).where(_ROUND.c.id == round_id)).first()
    if row is None:
        raise Refusal("round.unknown", round=round_id)
    return CurrentRound(row.id, row.checklist_digest, bool(row.closed_at))


def closed_rounds(tx: Transaction) -> frozenset[str]:
    """The rounds in which nothing is begun any more."""
    return frozenset(tx.connection.execute(select(_ROUND.c.id).where(_ROUND.c.closed_at != "")).scalars())


def checklist(tx: Transaction, digest: str) -> Checklist:
    """The checklist whose file has `digest`; Refusal `checklist.digest` where there is none."""
    if digest not in _LOADED:
        row = tx.connection.execute(select(_CHECKLIST).where(_CHECKLIST.c.digest == digest)).first()
        loaded = None if row is None else load(row.body, f"{row.id} {row.version}")
        if loaded is None or loaded.digest != digest:
            raise Refusal("checklist.digest", checklist=digest)
        _LOADED[digest] = loaded
    return _LOADED[digest]


def loaded(digest: str) -> Checklist | None:
    """The checklist whose file has `digest`, where it was read before."""
    return _LOADED.get(digest)


def known_checklist(tx: Transaction, digest: str) -> Checklist | None:
    """The checklist whose file has `digest`, None where it is not here."""
    try:
        return checklist(tx, digest)
    except Refusal:
        return None


def pinned(tx: Transaction, verification: str) -> tuple[Checklist, Standing]:
    """The checklist a verification is pinned to, and its standing for permissions."""
    row = prepared.first(tx.connection, _PINNED, {"of": verification})
    if row is None:
        raise Refusal("verification.unknown", verification=verification)
    return checklist(tx, row.checklist_digest), moving.standing(tx, verification, row, row.name)


def counts(tx: Transaction, verification: str, base: Mapping[str, int], of: Checklist) -> Mapping[str, Mapping[str, Counted]]:
    """The counts of a verification by item, their N from the base data where those tell it."""
    found: dict[str, dict[str, Counted]] = {}
    for row in _COUNTS.rows(tx, verification):
        found.setdefault(row.item, {})[row.key] = Counted(Fraction(row.n), Fraction(row.of) if row.of else None)
    return {item: with_base(of.items[item], counted, base) for item, counted in found.items()}


def base(tx: Transaction, verification: str) -> Mapping[str, int]:
    """The base data of a verification."""
    return {row.key: row.value for row in _BASES.rows(tx, verification)}


def facts(tx: Transaction, verification: str) -> facts_.Facts:
    """The rows of each status fact, in order."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in sorted(_FACTS.rows(tx, verification), key=lambda row: row.row):
        found.setdefault(row.fact, []).append(json.loads(row.fields))
    return {code: tuple(rows) for code, rows in found.items()}


def evidence(tx: Transaction, verification: str) -> Mapping[str, Evidence]:
    """The evidence of a verification by code, in order."""
    rows = sorted(_REGISTERED.rows(tx, verification), key=lambda row: (len(row.code), row.code))
    return {row.code: Evidence(*(getattr(row, name) for name in Evidence.__slots__)) for row in rows}


def sheet(tx: Transaction, verification: str) -> Sheet:
    """The whole sheet of a verification, scored; Refusal `verification.unknown` where there is none."""
    head = next(iter(_HEAD_OF_ONE.rows(tx, verification)), None)
    if head is None:
        raise Refusal("verification.unknown", verification=verification)
    used = checklist(tx, head.checklist_digest)
    known, noted, registered = base(tx, verification), facts(tx, verification), evidence(tx, verification)
    counted, said = counts(tx, verification, known, used), _SAID.rows(tx, verification)
    cited_ = cited(_CITATIONS.rows(tx, verification), registered)
    every = lines(verification, used, _GIVEN.rows(tx, verification), counted, cited_, head.type, said)
    answers = {line.item.code: line.answer for line in every if not line.is_hidden}
    asked = used.without(frozenset(used.items.keys() - answers.keys()))
    ready = readiness(asked, answers, noted)
    return Sheet(
        id=head.id,
        agency=_agency(head),
        round=head.round_id,
        checklist=used,
        state=head.state,
        verifier=head.verifier,
        verifier_role=head.role,
        opened_at=head.opened_at,
        touched_at=head.touched_at,
        standing=moving.standing(tx, verification, head, head.verifier),
        every=every,
        lines=tuple(line for line in every if not line.is_hidden),
        asked=asked,
        progress=progress(asked, answers),
        evidence=tuple(registered.values()),
        base=known,
        facts=noted,
        unfilled_facts=tuple(facts_.unfilled(used, noted)),
        scores=ready.scores,
        overall=overall_score(asked, ready.scores),
        gates=ready.gates,
        recommendation=recommend(asked, ready) if is_complete(asked, answers) else None,
        verdict=_verdict(tx, verification),
        self_assessment=_self_assessment(tx, verification),
        follows=head.follows,
    )


def read_ahead(tx: Transaction, verifications: Collection[str]) -> None:
    """Read what the sheets of several verifications are made of, until something is written."""
    prefetch.read(tx, _SHEET, verifications)
    moving.read_ahead(tx, verifications)


def incomplete(sheet: Sheet) -> Refusal:
    """Why nothing can be concluded from `sheet` yet: how many items are unanswered, and the first of them."""
    unanswered = [line.item.code for line in sheet.lines if not line.answer.is_given]
    return Refusal("verdict.incomplete", count=len(unanswered), first=unanswered[0])


def _agency(head: Row[Any]) -> Agency:
    return Agency(head.agency_code, head.name, head.short_name, head.type, head.province or "")


def _verdict(tx: Transaction, verification: str) -> RecordedVerdict | None:
    row = next(iter(_VERDICT_OF_ONE.rows(tx, verification)), None)
    return RecordedVerdict(row.verdict, row.recommended, row.reason, row.name, row.recorded_at) if row else None


def _self_assessment(tx: Transaction, verification: str) -> SelfAssessment | None:
    found = next(iter(_ASSESSMENTS.rows(tx, verification)), None)
    return None if found is None else SelfAssessment(*(getattr(found, name) for name in SelfAssessment.__slots__))
