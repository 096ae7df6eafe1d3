"""Issuing: the verdict file of an approved verification, its amendment and withdrawal, and an approval sent back."""

from dataclasses import replace
from typing import Literal

from models.desk import freeze, intake, keeping, reading, settling, teams, threads
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import decisions, kinds, parts
from models.documents import verdict_file as doc
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.moments import day
from models.rules import workflow
from models.rules.verdict import CODES
from models.rules.workflow import Position
from models.text import note
from models.views import RecordedVerdict, Sheet

Verb = Literal["issue", "amend"]


def drawn_up(tx: Transaction, verification: str, verb: Verb, *, verdict: str = "", reason: str = "", valid_until: str = "") -> Frozen:
    """The verdict file that issues an approved verification, or amends an issued one (with another `verdict` where given), to be signed.

    Raises:
        Refusal: what permits no issue, `issue.approver`, `issue.approver_reason`, `workflow.reason_missing`, `fact.date`,
            `verdict.unknown`.
    """
    _start(tx, verification, verb)
    until = _until(valid_until)
    if verdict and verdict not in CODES:
        raise Refusal("verdict.unknown", verdict=verdict)
    return _frozen(tx, verification, verb, verdict, note(reason, "reason.label"), until, tx.stamp)


def issue(tx: Transaction, verification: str, verb: Verb, signed: Signed) -> Sheet:
    """Issue or amend with the verdict file that was drawn up and signed.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.parsed(signed.body, signed.name)
    if not isinstance(document, doc.VerdictFile):
        raise Refusal("document.kind", file=signed.name, expected="verdict", found=document.kind)
    _start(tx, verification, verb)
    verdict = document.verdict.code if verb == "amend" else ""
    again = _frozen(tx, verification, verb, verdict, document.issue_reason, document.valid_until, document.issued_at)
    if again.body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def withdrawal(tx: Transaction, verification: str, verb: Literal["withdraw", "send_back"], reason: str) -> Frozen:
    """What withdraws an issued verdict, or sends an approval back, with its reason; to be signed. Refusal `workflow.reason_missing`."""
    _start(tx, verification, verb)
    return _withdrawal(tx, verification, verb, note(reason, "reason.label"), tx.stamp)


def withdraw(tx: Transaction, verification: str, verb: Literal["withdraw", "send_back"], signed: Signed) -> Sheet:
    """Withdraw a verdict or send an approval back with the document that was drawn up and signed; Refusal as `issue` gives."""
    document = kinds.parsed(signed.body, signed.name)
    if not isinstance(document, decisions.Withdrawal):
        raise Refusal("document.kind", file=signed.name, expected="withdrawal", found=document.kind)
    _start(tx, verification, verb)
    if _withdrawal(tx, verification, verb, document.reason, document.decided_at).body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def _start(tx: Transaction, verification: str, verb: str) -> None:
    _, found = reading.pinned(tx, verification)
    submission = settling.position(tx, verification).submission
    authors = keeping.authors(tx, submission) if submission else frozenset()
    tx.require(verb, replace(found, authors=tuple(sorted(authors))))
    tx.verification = verification


def _until(typed: str) -> str:
    if not typed.strip():
        return ""
    found = day(typed.strip())
    if found is None:
        raise Refusal("fact.date", label="issue.valid_until", value=typed)
    return found.isoformat()


def _frozen(tx: Transaction, verification: str, verb: Verb, verdict: str, reason: str, until: str, at: str) -> Frozen:
    sheet, place = reading.sheet(tx, verification), settling.position(tx, verification)
    earlier = _earlier(tx, place)
    approval = place.review or (earlier.review if earlier else "")
    review = _review(tx, approval)
    refused = workflow.lacking(verb, _case(tx, review, reason))
    if refused is not None:
        raise refused
    if verb == "amend" and earlier is not None:
        sheet = _decided(tx, sheet, verdict or earlier.verdict.code, reason, at)
    return freeze.frozen(
        sheet.agency.name,
        lambda: doc.VerdictFile(
            kind="verdict",
            status=doc.ISSUED,
            submission=place.submission,
            review=approval,
            issued_at=at,
            valid_until=until,
            issue_reason=reason,
            supersedes=() if verb == "issue" else tuple(sorted({place.verdict, *place.forks})),
            people={"verifier": freeze.verifier(sheet), "lead": review.person, "supervisor": freeze.acting(tx)},
            remarks=threads.results(tx, verification),
            **freeze.told(sheet),
        ),
    )


def _earlier(tx: Transaction, place: Position) -> doc.VerdictFile | None:
    """The verdict file that stands."""
    found = _document(tx, place.verdict) if place.verdict else None
    return found if isinstance(found, doc.VerdictFile) else None


def _review(tx: Transaction, digest: str) -> decisions.Review:
    found = _document(tx, digest)
    if not isinstance(found, decisions.Review):
        raise Refusal("document.unknown", document=digest)
    return found


def _case(tx: Transaction, review: decisions.Review, reason: str) -> workflow.Case:
    current = teams.current(tx)
    return workflow.Case(
        reason=reason,
        is_approver=review.person.id == tx.actor.person,
        may_be_approver=current is None or current.team.policy.issuer_may_be_approver,
    )


def _decided(tx: Transaction, sheet: Sheet, verdict: str, reason: str, at: str) -> Sheet:
    """The sheet with another verdict than its verifier's, where an amendment gives one."""
    if sheet.verdict is None or sheet.recommendation is None or verdict == sheet.verdict.verdict:
        return sheet
    return replace(sheet, verdict=RecordedVerdict(verdict, sheet.recommendation.code, reason, tx.actor.name, at))


def _withdrawal(tx: Transaction, verification: str, verb: Literal["withdraw", "send_back"], reason: str, at: str) -> Frozen:
    sheet, place = reading.sheet(tx, verification), settling.position(tx, verification)
    refused = workflow.lacking(verb, workflow.Case(reason=reason))
    if refused is not None:
        raise refused
    agency = freeze.told(sheet)["agency"]
    return freeze.frozen(
        sheet.agency.name,
        lambda: decisions.Withdrawal(
            format="verifier",
            kind="withdrawal",
            major=parts.MAJOR,
            minor=0,
            verification=verification,
            round=sheet.round,
            agency=agency,
            person=freeze.acting(tx),
            decided_at=at,
            withdraws=place.verdict if verb == "withdraw" else place.review,
            reason=reason,
        ),
    )


def _document(tx: Transaction, digest: str) -> kinds.Document:
    stored = keeping.stored(tx, digest)
    return kinds.parsed(stored.body, stored.name)
