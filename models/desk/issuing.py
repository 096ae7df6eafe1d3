"""Issuing: the verdict file of an approved verification, its amendment and withdrawal, and an approval sent back."""

from typing import Literal

from models.desk import decided, freeze, intake, issued, keeping, opinions, reading, settling, teams, threads
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import decisions, kinds, parts, verified
from models.documents import verdict_file as doc
from models.documents.stating import both
from models.documents.submission import Submission
from models.errors import Refusal
from models.explanation import verdict_name
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules import workflow
from models.rules.verdict import CODES
from models.text import dated, note
from models.views import Sheet

Verb = Literal["issue", "amend"]


def drawn_up(
    tx: Transaction, verification: str, verb: Verb, *, verdict: str = "", reason: str = "", valid_until: str = "", keep: str = ""
) -> Frozen:
    """The verdict file that issues an approved verification, or amends an issued one (with another `verdict` where given), to be signed.

    What is issued is what a closed plenary decided, where there is one, and the file names it; else what was recorded.

    An amendment is what was issued, changed; of verdicts that stand side by side `keep` begins the digest of the one, and all of them are
    superseded.

    Raises:
        Refusal: what permits no issue, `issue.approver`, `issue.approver_reason`, `workflow.reason_missing`, `fact.date`,
            `issue.ended`, `verdict.unknown`, `document.unknown`, `amend.forked` where several stand and none is to be kept,
            `plenary.is_open`, `plenary.postponed`.
    """
    settling.start(tx, verification, verb)
    said = note(reason, "reason.label")
    if verdict and verdict not in CODES:
        raise Refusal("verdict.unknown", verdict=verdict)
    if verb == "issue":
        return _first(tx, verification, said, first_until(tx, valid_until), tx.stamp)
    # What is amended may have ended.
    until = dated(valid_until, "issue.valid_until")
    standing = _standing(tx, verification)
    kept = [digest for digest in standing if digest.startswith(keep)]
    if keep and len(kept) != 1:
        raise Refusal("document.unknown", document=keep)
    if len(kept) > 1:
        raise Refusal("amend.forked", count=len(kept), digests=", ".join(digest[:16] for digest in sorted(kept)))
    return _amended(tx, verification, standing[kept[0]], verdict, said, until, tx.stamp)


def issue(tx: Transaction, verification: str, verb: Verb, signed: Signed) -> Sheet:
    """Issue or amend with the verdict file that was drawn up and signed.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, doc.VerdictFile)
    settling.start(tx, verification, verb)
    told = (document.issue_reason, document.valid_until, document.issued_at)
    if verb == "issue":
        again = _first(tx, verification, *told)
    else:
        again = _amended(tx, verification, _same(tx, verification, document), document.verdict.code, *told)
    if again.body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def withdrawal(tx: Transaction, verification: str, verb: Literal["withdraw", "send_back"], reason: str) -> Frozen:
    """What withdraws an issued verdict, or sends an approval back, with its reason; to be signed. Refusal `workflow.reason_missing`."""
    settling.start(tx, verification, verb)
    return _withdrawal(tx, verification, verb, note(reason, "reason.label"), tx.stamp)


def withdraw(tx: Transaction, verification: str, verb: Literal["withdraw", "send_back"], signed: Signed) -> Sheet:
    """Withdraw a verdict or send an approval back with the document that was drawn up and signed; Refusal as `issue` gives."""
    document = kinds.demanded(signed, decisions.Withdrawal)
    settling.start(tx, verification, verb)
    if _withdrawal(tx, verification, verb, document.reason, document.decided_at).body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def first_until(tx: Transaction, typed: str) -> str:
    """The date until which a verdict that is issued now holds, as it may be stored, empty for none; Refusal `fact.date`, `issue.ended`."""
    until = dated(typed, "issue.valid_until")
    if until and until < local_date(tx.moment).isoformat():
        raise Refusal("issue.ended", value=typed)
    return until


def _first(tx: Transaction, verification: str, reason: str, until: str, at: str) -> Frozen:
    """The verdict file that issues what was approved; where submissions stand side by side, it is put over the others."""
    sheet, place = reading.sheet(tx, verification), settling.position(tx, verification)
    review = keeping.read(tx, place.review, decisions.Review)
    approved = keeping.read(tx, place.submission, Submission)
    refused = workflow.lacking("issue", _case(tx, review.person.id, reason))
    if refused is not None:
        raise refused
    recorded = freeze.told(sheet)
    if recorded["verdict"] is not None:
        # Who recorded it is told as they signed it themselves, and by no row of today.
        recorded["verdict"] = recorded["verdict"].model_copy(update={"person": approved.verdict.person})
    told = {**recorded, **_by_plenary(tx, sheet, place.submission, at)}
    return freeze.frozen(
        sheet.agency.name,
        lambda: doc.VerdictFile(
            kind="verdict",
            status=doc.ISSUED,
            submission=place.submission,
            review=place.review,
            minutes=approved.minutes,
            minutes_scan=approved.minutes_scan,
            issued_at=at,
            valid_until=until,
            issue_reason=reason,
            supersedes=tuple(sorted({*place.forks} - {place.submission})),
            people={**approved.people, "lead": review.person, "supervisor": freeze.acting(tx)},
            remarks=threads.results(tx, verification),
            second=opinions.results(tx, verification),
            **told,
        ),
    )


def _by_plenary(tx: Transaction, sheet: Sheet, submission: str, at: str) -> dict[str, object]:
    """The plenary that decided about a submission and its verdict, nothing where none did; Refusals as `drawn_up` names."""
    found = decided.said_of(tx, sheet.id, submission)
    if found is None:
        return {}
    refused = found.unissuable(sheet.agency.name)
    if refused is not None:
        raise refused
    named: dict[str, object] = {"plenary": doc.PlenaryResult(number=found.number, date=found.day)}
    recommended = sheet.recommendation.code if sheet.recommendation else ""
    why = found.reason if found.verdict != recommended else ""
    recorded = sheet.verdict
    if recorded is not None and (recorded.verdict, recorded.reason) == (found.verdict, why):
        return named
    variant = sheet.recommendation.variant if sheet.recommendation and not why else "name"
    name = both(verdict_name(sheet.checklist, found.verdict, variant))
    result = verified.VerdictResult(
        code=found.verdict, name=name, differs=found.verdict != recommended, reason=why, person=tx.actor.name, recorded_at=at
    )
    return {**named, "verdict": result}


def _amended(tx: Transaction, verification: str, before: doc.VerdictFile, verdict: str, reason: str, until: str, at: str) -> Frozen:
    """What was issued `before`, with another verdict, date or reason, in the place of all that stands."""
    place, lead = settling.position(tx, verification), before.people.get("lead")
    refused = workflow.lacking("amend", _case(tx, lead.id if lead else "", reason))
    if refused is not None:
        raise refused
    changed: dict[str, object] = {
        "issued_at": at,
        "valid_until": until,
        "issue_reason": reason,
        "supersedes": tuple(sorted({place.verdict, *place.forks, *issued.later(tx, verification)} - {before.submission})),
        "people": {**before.people, "supervisor": freeze.acting(tx)},
    }
    if verdict and verdict != before.verdict.code:
        changed["verdict"] = _decided(tx, before, verdict, reason, at)
        # The plenary decided another one.
        changed["plenary"] = None
    return freeze.frozen(before.agency.name, lambda: before.model_copy(update=changed))


def _standing(tx: Transaction, verification: str) -> dict[str, doc.VerdictFile]:
    """The verdict files that stand, by digest: one, or those of a fork."""
    place = settling.position(tx, verification)
    found = {digest: keeping.parsed(tx, digest) for digest in {place.verdict, *place.forks}}
    return {digest: document for digest, document in found.items() if isinstance(document, doc.VerdictFile)}


def _same(tx: Transaction, verification: str, amended: doc.VerdictFile) -> doc.VerdictFile:
    """Of the verdict files that stand the one that was amended: it rests on the same decisions and says the same of the items."""
    found = _standing(tx, verification)
    rest = {name: getattr(amended, name) for name in ("submission", "review", "items", "remarks")}
    kept = [digest for digest, each in found.items() if {name: getattr(each, name) for name in rest} == rest]
    if not kept:
        raise Refusal("document.changed", agency=amended.agency.name)
    # Verdict files that agree in that differ at most in what an amendment says anew, or in the verdict that it keeps.
    same = [digest for digest in kept if found[digest].verdict == amended.verdict]
    return found[min(same or kept)]


def _case(tx: Transaction, approver: str, reason: str) -> workflow.Case:
    current = teams.current(tx)
    return workflow.Case(
        reason=reason,
        is_approver=approver == tx.actor.person,
        may_be_approver=current is None or current.team.policy.issuer_may_be_approver,
    )


def _decided(tx: Transaction, before: doc.VerdictFile, verdict: str, reason: str, at: str) -> verified.VerdictResult:
    """Another verdict than the one issued before; the reason of the amendment is its own where it is not the recommended one."""
    found = before.recommendation
    differs = verdict != found.code
    name = both(verdict_name(reading.checklist(tx, before.checklist.digest), verdict)) if differs else found.name
    why = reason if differs else ""
    return verified.VerdictResult(code=verdict, name=name, differs=differs, reason=why, person=tx.actor.name, recorded_at=at)


def _withdrawal(tx: Transaction, verification: str, verb: Literal["withdraw", "send_back"], reason: str, at: str) -> Frozen:
    sheet, place = reading.sheet(tx, verification), settling.position(tx, verification)
    forked = verb == "withdraw" and len(_standing(tx, verification)) > 1
    refused = workflow.lacking(verb, workflow.Case(reason=reason, is_forked=forked))
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
