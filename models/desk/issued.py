"""What stands about issued verdicts: what can be issued, how one stands, its revisions, and the documents that leave for it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import believing, decided, endorsed, keeping, listed, reading, settling, spans, summing, superseding, teams, threads
from models.documents import kinds, once, signatures, signers
from models.documents.decisions import Review, Withdrawal
from models.documents.submission import Submission
from models.documents.verdict_file import ISSUED, VerdictFile
from models.errors import Refusal
from models.issuance import IssueLine, Revision, Standing
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.plenary import Decided
from models.rules.remarks import ASKING
from models.views import VerificationLine

STATES: Final = ("approved", "issued", "withdrawn")
"""The states that a supervisor looks at."""
_VERIFICATION: Final = table(tables.Verification)
_AGENCY: Final = table(tables.Agency)
_DOCUMENT: Final = table(tables.Document)
_MINUTES: Final = "minutes"
_SETTLEMENT: Final = "settlement"
_KINDS: Final = ("submission", "review", "verdict", "withdrawal")
_BESIDE: Final = _VERIFICATION.alias("beside")


def lines(tx: Transaction, of: Sequence[str] | None = None) -> tuple[IssueLine, ...]:
    """Every verification that is approved, issued or withdrawn, the one touched last first; only those with these ids, in their order."""
    state = _VERIFICATION.c.state.in_(STATES)
    asked = select(_VERIFICATION.c.id, _VERIFICATION.c.forks, _VERIFICATION.c.submission).where(state)
    here = {row.id: row for row in tx.connection.execute(asked if of is None else asked.where(_VERIFICATION.c.id.in_(of)))}
    places, approved, said, documents = placed(tx), _own_approvals(tx, of), decided.said_of_all(tx, of), _ending(tx, here)
    beside = doubled(tx, of)
    return tuple(
        IssueLine(
            id=line.id,
            agency=line.agency,
            agency_name=line.agency_name,
            type=places[line.agency][0],
            region=places[line.agency][1],
            round=line.round,
            state=line.state,
            verifier=line.verifier,
            verdict=_to_issue(line, said.get((line.id, here[line.id].submission))) or line.verdict,
            forks=len(json.loads(here[line.id].forks)),
            touched_at=line.touched_at,
            submission=here[line.id].submission,
            is_own_approval=here[line.id].submission in approved,
            decided=said.get((line.id, here[line.id].submission)),
            is_overtaken=line.state == "issued" and bool(superseding.later(documents.get(line.id, ()), here[line.id].submission)),
            is_crossed=bool(superseding.crossed(documents.get(line.id, ()))),
            is_doubled=line.id in beside,
        )
        for line in (listed.lines(tx, state) if of is None else listed.by_id(tx, of))
        if line.id in here
    )


def doubled(tx: Transaction, of: Sequence[str] | None = None) -> AbstractSet[str]:
    """Those beside which another verification of the same agency and round is issued: neither counts then; of these ids alone."""
    here = _VERIFICATION.c
    same = (_BESIDE.c.agency_code == here.agency_code) & (_BESIDE.c.round_id == here.round_id) & (_BESIDE.c.id != here.id)
    other = select(_BESIDE.c.id).where(same, _BESIDE.c.state == "issued", ~_BESIDE.c.is_second).correlate(_VERIFICATION).exists()
    asked = select(here.id).where(here.state.in_(("approved", "issued")), ~here.is_second, other)
    return set(tx.connection.execute(asked if of is None else asked.where(here.id.in_(of))).scalars())


def waiting(tx: Transaction, most: int = 0) -> int:
    """How many approved verifications of others wait to be issued by the actor; none where they do not supervise.

    They are counted no further than `most` where that is not 0.
    """
    if "supervisor" not in tx.actor.roles:
        return 0
    return listed.count_of_others(tx, most, "approved")


def forked(tx: Transaction) -> int:
    """Of how many agencies verdicts stand side by side, which only the actor, who supervises, can settle; none for anybody else."""
    if "supervisor" not in tx.actor.roles:
        return 0
    return sum(not {"fork", "double"}.isdisjoint(told.split()) for _, told in summing.apart(tx))


def submission(tx: Transaction, verification: str) -> str:
    """The digest of the submission that counts for a verification."""
    return settling.position(tx, verification).submission


def chosen(tx: Transaction, state: str = "", round_id: str = "", type_: str = "") -> tuple[VerificationLine, ...]:
    """The verifications in this state and round of agencies of this type, as far as each is named; the one touched last first."""
    places = placed(tx)
    return tuple(
        line
        for line in (listed.of_round(tx, round_id) if round_id else listed.lines(tx))
        if state in ("", line.state) and type_ in ("", places[line.agency][0])
    )


def placed(tx: Transaction) -> Mapping[str, tuple[str, str]]:
    """Type and province of each agency by its code."""
    rows = tx.connection.execute(select(_AGENCY.c.code, _AGENCY.c.name, _AGENCY.c.type, _AGENCY.c.province_code)).all()
    names = {row.code: row.name for row in rows if row.type == "provinsi"}
    return {row.code: (row.type, names.get(row.code) or names.get(row.province_code or "", "")) for row in rows}


def standing(tx: Transaction, verification: str) -> Standing:
    """How a verification stands for the supervisor; Refusal `verification.unknown`."""
    sheet, place = reading.sheet(tx, verification), settling.position(tx, verification)
    found = revisions(tx, verification)
    issue = keeping.parsed(tx, place.verdict) if place.verdict else None
    verdict = issue if isinstance(issue, VerdictFile) else None
    rests_on = place.review or (verdict.review if verdict else "")
    review = None if tx.is_new(tables.Document, {"digest": rests_on}) else keeping.read(tx, rests_on, Review)
    lead = review.person if review else verdict.people.get("lead") if verdict else None
    team, asking = teams.current(tx), [each for each in threads.read(tx, verification) if each.kind in ASKING]
    applied = tuple(line.item.code for line in sheet.lines if line.answer.not_applicable)
    recorded, overtaking, crossing = sheet.verdict, later(tx, verification), superseding.crossed(settling.shown(tx, verification))
    return Standing(
        state=place.state,
        lead=lead.name if lead else "",
        approved_at=review.decided_at if review else "",
        is_review_missing=bool(rests_on) and review is None,
        verdict=verdict.verdict.code if verdict else recorded.verdict if recorded else "",
        verdict_reason=verdict.verdict.reason if verdict else recorded.reason if recorded else "",
        verdict_by=verdict.verdict.person if verdict else recorded.person if recorded else "",
        recommended=sheet.recommendation.code if sheet.recommendation else "",
        issued_by=verdict.people["supervisor"].name if verdict and "supervisor" in verdict.people else "",
        issued_at=verdict.issued_at if verdict else "",
        valid_until=verdict.valid_until if verdict else "",
        issue_reason=verdict.issue_reason if verdict else "",
        remarks=len(asking),
        settled=sum(each.stage == "settled" for each in asking),
        applied=applied,
        confirmed=tuple(sorted(threads.confirmed(tx, verification, place.submission) & set(applied))),
        flags=tuple(line.item.code for line in sheet.lines if line.flags),
        is_approver=lead is not None and lead.id == tx.actor.person,
        may_be_approver=team is None or team.team.policy.issuer_may_be_approver,
        forks=tuple(each for each in found if each.digest in place.forks),
        revisions=found,
        decided=_named(verdict) if verdict else decided.said_of(tx, verification, place.submission),
        later=next((each for each in found if each.digest in overtaking), None),
        crossed=next((each for each in found if each.digest in crossing), None),
        stolen=stolen(tx, verification),
    )


def later(tx: Transaction, verification: str) -> AbstractSet[str]:
    """The digests of submissions that came after the one that was issued for a verification, and that no verdict is put over."""
    place = settling.position(tx, verification)
    return superseding.later(settling.shown(tx, verification), place.submission) if place.state == "issued" else frozenset()


def _ending(tx: Transaction, of: Iterable[str]) -> Mapping[str, list[Any]]:
    """The documents about verifications that take others out of force, and all verdicts."""
    found: dict[str, list[Any]] = defaultdict(list)
    columns = _DOCUMENT.c
    asked = select(columns.digest, columns.about, columns.kind, columns.supersedes, columns.refers).where(columns.kind.in_(_KINDS), SHOWN)
    told = (columns.supersedes != "[]") | columns.kind.in_(("verdict", "withdrawal"))
    for some in spans.few(of):
        for row in believing.only(tx, tx.connection.execute(asked.where(told, columns.about.in_(some))).all()):
            found[row.about].append(row)
    return found


def stolen(tx: Transaction, verification: str) -> tuple[str, ...]:
    """Who signed what an approved verification rests on with a key that is in other hands by now: other laptops refuse that."""
    team, place = teams.current(tx), settling.position(tx, verification)
    if team is None or place.state != "approved":
        return ()
    found: dict[str, None] = {}
    for kind, digest in (("submission", place.submission), ("review", place.review)):
        kept = keeping.stored(tx, digest)
        beside = [signers.holder(team.team, key) for key in signatures.fitting(kept.body, kept.signatures, kind, kept.name)]
        holders = [each for each in beside if each is not None]
        if holders and all(each.status == "compromised" and each.last != digest for each in holders):
            found |= dict.fromkeys(each.name for each in holders)
    return tuple(found)


def _to_issue(line: VerificationLine, found: Decided | None) -> str:
    """The verdict that a plenary decided about what is yet to be issued, empty where none did."""
    return found.verdict if found and line.state == "approved" else ""


def _named(verdict: VerdictFile) -> Decided | None:
    """The plenary that an issued verdict names."""
    found = verdict.plenary
    return None if found is None else Decided("", found.number, found.date, False, verdict.verdict.code, verdict.verdict.reason)


def revisions(tx: Transaction, verification: str) -> tuple[Revision, ...]:
    """Every document about a verification that was submitted, decided or issued, the newest first; what was replaced stays among them."""
    rows = settling.shown(tx, verification)
    gone = {digest for row in rows for digest in json.loads(row.supersedes)}
    withdrawn = {json.loads(row.refers).get("withdraws", "") for row in rows}
    gone |= withdrawn
    found = [_revision(keeping.parsed(tx, row.digest), row, is_current=row.digest not in gone) for row in rows]
    reviews = {row.digest for row in rows if row.kind == "review"}
    back = {row.digest for row in rows if json.loads(row.refers).get("withdraws") in reviews}
    found = [replace(each, status="sent_back") if each.digest in back else each for each in found]
    found = [replace(each, is_withdrawn=True) if each.digest in withdrawn else each for each in found]
    return tuple(sorted(found, key=lambda each: (each.at, each.kind, each.digest), reverse=True))


def with_verdicts(tx: Transaction) -> frozenset[str]:
    """The verifications of which a verdict is here, whether or not it counts."""
    return frozenset(tx.connection.execute(select(_DOCUMENT.c.about).where(_DOCUMENT.c.kind == "verdict").distinct()).scalars())


def drafts(tx: Transaction) -> tuple[str, ...]:
    """The drafts that are kept here."""
    return tuple(tx.connection.execute(select(_DOCUMENT.c.digest).where(spans.of_few(_DOCUMENT.c.kind, "draft"))).scalars())


def leaving(tx: Transaction, verification: str, *, complete: bool = False) -> tuple[str, ...]:
    """The digests of the documents that go out for an issued verification, none while it is not issued.

    A withdrawn one goes out with its withdrawal; where it is to be `complete`, submission, review, minutes and settlements go with it.
    What was endorsed goes with its endorsement: without it nobody would let it in.

    Raises:
        Refusal: `export.forked` while two verdicts stand side by side.
    """
    place = settling.position(tx, verification)
    if not place.verdict:
        return ()
    rows = settling.shown(tx, verification)
    kind = {row.digest: row.kind for row in rows}
    if sum(kind.get(digest) == "verdict" for digest in place.forks) > 1:
        raise Refusal("export.forked", agency=reading.sheet(tx, verification).agency.name)
    found = [place.verdict]
    found += [row.digest for row in rows if json.loads(row.refers).get("withdraws") == place.verdict]
    document = keeping.parsed(tx, place.verdict) if complete else None
    if isinstance(document, VerdictFile):
        found += [digest for digest in (document.submission, document.review) if digest in kind]
        found += [document.minutes] if keeping.kind_of(tx, document.minutes) == _MINUTES else []
        found += [each.settlement for each in document.second.values() if keeping.kind_of(tx, each.settlement) == _SETTLEMENT]
    return (*found, *endorsed.naming(tx, found))


def leaving_of(tx: Transaction, verifications: Sequence[str], *, complete: bool = False) -> list[tuple[str, ...] | Refusal]:
    """The same of each of several verifications, or why nothing of it goes out; what is read of them is read together."""
    settling.read_ahead(tx, verifications)
    with once.kept():
        return [_leaving(tx, each, complete=complete) for each in verifications]


def _leaving(tx: Transaction, verification: str, *, complete: bool) -> tuple[str, ...] | Refusal:
    try:
        return leaving(tx, verification, complete=complete)
    except Refusal as refused:
        return refused


def ending(tx: Transaction, verification: str, digest: str) -> tuple[str, ...]:
    """The digests of the documents that took an issued verdict out of force, of those that are here."""
    rows = settling.shown(tx, verification)
    gone = [row.digest for row in rows if json.loads(row.refers).get("withdraws") == digest]
    return (*gone, *(row.digest for row in rows if row.kind == "verdict" and digest in json.loads(row.supersedes)))


def beside(tx: Transaction, verification: str, digest: str) -> tuple[str, ...]:
    """The digests of the verdicts that stand beside this one here, of which none counts."""
    forks = settling.position(tx, verification).forks
    return tuple(each for each in forks if each != digest and keeping.kind_of(tx, each) == "verdict") if digest in forks else ()


def _own_approvals(tx: Transaction, of: Sequence[str] | None) -> frozenset[str]:
    """The submissions that the actor approved, only of these verifications where they are named."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(_DOCUMENT.c.kind == "review", _DOCUMENT.c.signer_id == tx.actor.person)
    asked = asked if of is None else asked.where(_DOCUMENT.c.about.in_(of))
    found = [json.loads(row.refers) for row in believing.only(tx, tx.connection.execute(asked.where(SHOWN)).all())]
    return frozenset(refers["submission"] for refers in found if refers["decision"] == "approved")


def _revision(document: kinds.Document, row: Row[Any], *, is_current: bool) -> Revision:
    match document:
        case Submission():
            who, at, verdict, reason = document.people["verifier"].name, document.submitted_at, document.verdict.code, ""
        case VerdictFile():
            person = document.people.get("supervisor" if document.status == ISSUED else "verifier")
            who, at, verdict, reason = person.name if person else "", document.issued_at, document.verdict.code, document.issue_reason
        case Review() | Withdrawal():
            who, at, verdict, reason = document.person.name, document.decided_at, "", document.reason
        case _:
            raise ValueError(row.kind)
    until = document.valid_until if isinstance(document, VerdictFile) else ""
    return Revision(row.digest, row.kind, row.status, who, at, verdict, reason, until, is_current, row.name)
