"""The lead's queue: submissions with what is weak in them, and what stood in an earlier round."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import LargeBinary, Row, func, select

from models.desk import believing, keeping, listed, reading, requested, threads, undecided
from models.documents.submission import Submission, head
from models.documents.verified import EvidenceResult, ItemResult
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import moment
from models.queued import QUEUES, Before, Earlier, QueueLine, ToldBefore
from models.reviews import Requested, SentBack
from models.rules import risk
from models.rules.permissions import Standing
from models.rules.remarks import ASKING
from models.rules.risk import Weak
from models.views import Sheet

_AGENCY: Final = table(tables.Agency)
_DOCUMENT: Final = table(tables.Document)
_PERSON: Final = table(tables.Person)
_PROVINCE: Final = _AGENCY.alias("province")
_ROUND: Final = table(tables.Round)
_VERIFICATION: Final = table(tables.Verification)
_LINE: Final = (
    select(
        _VERIFICATION,
        _AGENCY.c.name,
        _AGENCY.c.type,
        _PROVINCE.c.name.label("province"),
        _PERSON.c.name.label("verifier"),
    )
    .join(_AGENCY, _AGENCY.c.code == _VERIFICATION.c.agency_code)
    .join(_PERSON, _PERSON.c.id == _VERIFICATION.c.person_id)
    .outerjoin(_PROVINCE, _PROVINCE.c.code == _AGENCY.c.province_code)
)
_BEST: Final = ("issued", "approved", "submitted")
"""The states of an earlier verification that say most, the best first."""
_KEPT: Final = 5_000
"""How many submissions are remembered: more than wait at once for anybody."""
_AT_ONCE: Final = 200
"""How many are read together: one by one each would be asked for ten times, and a server answers each of these from afar."""
_BEGINNINGS: Final = select(_DOCUMENT.c.digest, func.substr(_DOCUMENT.c.body, 1, 4_000, type_=LargeBinary).label("body"))
"""What stands in a submission before its first table, and a little more."""


@dataclass(slots=True)
class _Known:
    """What was found out of a submission, which never changes: reading and weighing it takes longer than a line may."""

    number: int
    at: str
    weighed: dict[str, tuple[tuple[Weak, ...], str, str]] = field(default_factory=dict)
    """What is weak in it, the verdict and the recommendation, by the moment the sheet was touched last."""


_SUBMISSIONS: Final[dict[str, _Known]] = {}


def queue(tx: Transaction) -> tuple[QueueLine, ...]:
    """Every submission that waits for a decision, was returned or is approved; Refusal where the actor's role looks at none."""
    tx.require("review.look", Standing())
    rows = tx.connection.execute(_LINE.where(_VERIFICATION.c.state.in_(QUEUES.values()), _VERIFICATION.c.submission != "")).all()
    rows = believing.only(tx, rows, "submission")
    asked, back, opinions = requested.waiting(tx), requested.sent_back(tx), undecided.sealed(tx)
    told = (row for start in range(0, len(rows), _AT_ONCE) for row in _read_ahead(tx, rows[start : start + _AT_ONCE]))
    lines = (_line(tx, row, next(iter(asked.get(row.id, ())), None), back.get(row.id)) for row in told)
    return tuple(replace(line, sealed=opinions[line.id]) if line.id in opinions else line for line in lines)


def _read_ahead(tx: Transaction, rows: Sequence[Row[Any]]) -> Iterator[Row[Any]]:
    """The same rows, once all that their lines need was read of them together."""
    if new := [row.submission for row in rows if row.submission not in _SUBMISSIONS]:
        if len(_SUBMISSIONS) + len(new) > _KEPT:
            _SUBMISSIONS.clear()
        for found in tx.connection.execute(_BEGINNINGS.where(_DOCUMENT.c.digest.in_(new))):
            with suppress(ValueError, KeyError):  # another program wrote it, and all of it is read
                _SUBMISSIONS[found.digest] = _Known(*head(bytes(found.body)))
    threads.read_ahead(tx, [row.id for row in rows])
    if unread := [row.id for row in rows if not _is_weighed(row)]:
        reading.read_ahead(tx, unread)
    yield from rows


def _is_weighed(row: Row[Any]) -> bool:
    return row.submission in _SUBMISSIONS and row.touched_at in _SUBMISSIONS[row.submission].weighed


def waiting(tx: Transaction, most: int = 0) -> int:
    """How many submissions of others wait for the actor's decision; none where they do not lead.

    They are counted no further than `most` where that is not 0.
    """
    if "lead" not in tx.actor.roles:
        return 0
    return listed.count_of_others(tx, most, QUEUES["waiting"], _VERIFICATION.c.submission != "")


def changed(tx: Transaction, submission: str) -> Mapping[str, Before | None]:
    """The items, facts and `risk.BASE` that a submission tells otherwise than those in whose place it was put, as far as these are here.

    Of an item that was told there, what was told.
    """
    found: dict[str, Before | None] = {}
    for document, before in _repaired(tx, submission):
        altered = {code for code, each in document.evidence.items() if _is_other(each, before.evidence.get(code))}
        for code, item in document.items.items():
            then = before.items.get(code)
            others = tuple(sorted(altered & item.citations.keys() & then.citations.keys())) if then else ()
            if others or _said(item) != _said(then):
                found[code] = None if then is None else _before(then, item, others)
        told = _told_before(document, before)
        found |= dict.fromkeys([*told.facts, *([] if told.base is None else [risk.BASE])])
    return found


def told_before(tx: Transaction, submission: str) -> ToldBefore:
    """The facts and base data that a submission tells otherwise, as they were told before, as far as that is here."""
    return next((_told_before(document, before) for document, before in _repaired(tx, submission)), ToldBefore())


def _repaired(tx: Transaction, submission: str) -> Iterator[tuple[Submission, Submission]]:
    """A submission with each one in whose place it was put, as far as that is here."""
    if keeping.kind_of(tx, submission) == "submission":
        document = keeping.read(tx, submission, Submission)
        for digest in believing.among(tx, document.supersedes):
            if keeping.kind_of(tx, digest) == "submission":
                yield document, keeping.read(tx, digest, Submission)


def _told_before(document: Submission, before: Submission) -> ToldBefore:
    now, then = ({code: tuple(fact.rows.values()) for code, fact in each.facts.items()} for each in (document, before))
    base_now, base_then = ({key: each.value for key, each in told.base.items()} for told in (document, before))
    facts = {code: then.get(code, ()) for code, rows in now.items() if rows != then.get(code, ())}
    return ToldBefore(facts, base_then if base_then != base_now else None)


def beside(tx: Transaction, submission: str, forks: Collection[str]) -> tuple[str, ...] | None:
    """What submissions of its signer which stand beside one tell otherwise; None where none stands there.

    Codes of items, facts and evidence, and `risk.BASE`.
    """
    if not forks:  # as of nearly all: nothing is asked for them
        return None
    signer = keeping.signer_of(tx, submission)
    others = [each for each in believing.among(tx, forks) if each != submission and keeping.kind_of(tx, each) == "submission"]
    others = [each for each in others if keeping.signer_of(tx, each) == signer]
    if not others:
        return None
    shown, found = keeping.read(tx, submission, Submission), set[str]()
    for other in (keeping.read(tx, each, Submission) for each in others):
        for here, there in ((shown.items, other.items), (shown.facts, other.facts), (shown.evidence, other.evidence)):
            found |= {code for code in {*here, *there} if here.get(code) != there.get(code)}
        found |= {risk.BASE} if shown.base != other.base else set()
    return tuple(sorted(found))


def _before(then: ItemResult, now: ItemResult, altered: tuple[str, ...]) -> Before:
    cites = {code: cited.place for code, cited in then.citations.items()}
    return Before(then.level, then.not_applicable, then.reason, cites, counted_otherwise=then.counts != now.counts, altered=altered)


def _is_other(now: EvidenceResult, then: EvidenceResult | None) -> bool:
    """Whether evidence is told otherwise; where the same file lies now says nothing."""
    if then is not None and now.digest and now.digest == then.digest:
        then = then.model_copy(update={"location": now.location})
    return now != then


def _said(item: ItemResult | None) -> tuple[object, ...]:
    """What an item says that a lead decides by; a note alone changes nothing."""
    return () if item is None else (item.level, item.not_applicable, item.reason, item.counts, item.citations)


def weak(sheet: Sheet, changed: Collection[str] = ()) -> tuple[Weak, ...]:
    """What is worth a look in a sheet, the weightiest first; of a repaired one also what was `changed`."""
    found, verdict = sheet.recommendation, sheet.verdict
    at = risk.Looked(
        answers={line.item.code: line.answer for line in sheet.lines},
        flags={line.item.code: line.flags for line in sheet.lines if line.flags},
        facts=sheet.facts,
        recommended=found.code if found else "",
        verdict=verdict.verdict if verdict else "",
        said={line.item.code: line.self_answer for line in sheet.lines if line.self_answer is not None},
        changed=changed,
    )
    return risk.weak(sheet.asked, at)


def earlier(tx: Transaction, verification: str) -> Earlier | None:
    """What stood for the same agency in the round before, as far as it is here; None where nothing is."""
    sheet = reading.sheet(tx, verification)
    days = {row.id: (row.day, row.opened_at, row.id) for row in tx.connection.execute(select(_ROUND))}
    asked = select(_VERIFICATION).where(_VERIFICATION.c.agency_code == sheet.agency.code, _VERIFICATION.c.round_id != sheet.round)
    found = [row for row in tx.connection.execute(asked) if days[row.round_id] < days[sheet.round]]
    if not found:
        return None
    order = {state: number for number, state in enumerate(reversed(_BEST), 1)}
    best = max(found, key=lambda row: (days[row.round_id], order.get(row.state, 0), row.touched_at, row.id))
    before, digests = reading.sheet(tx, best.id), {code: item.digest for code, item in sheet.checklist.items.items()}
    same = {line.item.code: line for line in before.lines if line.answer.is_given and digests.get(line.item.code) == line.item.digest}
    return Earlier(before.round, before.state, before.verifier, same)


def _line(tx: Transaction, row: Row[Any], request: Requested | None, back: SentBack | None) -> QueueLine:
    known = _known(tx, row.submission)
    if row.touched_at not in known.weighed:
        sheet = reading.sheet(tx, row.id)
        said = sheet.verdict.verdict if sheet.verdict else "", sheet.recommendation.code if sheet.recommendation else ""
        known.weighed = {row.touched_at: (weak(sheet, changed(tx, row.submission) if known.number > 1 else ()), *said)}
    found, verdict, recommended = known.weighed[row.touched_at]
    remarks = threads.read(tx, row.id)
    return QueueLine(
        id=row.id,
        agency=row.agency_code,
        agency_name=row.name,
        province=row.name if row.type == "provinsi" else row.province or "",
        round=row.round_id,
        verifier=row.verifier,
        state=row.state,
        number=known.number,
        submitted_at=known.at,
        days=max(0, (tx.moment - moment(known.at)).days),
        checklist=reading.checklist(tx, row.checklist_digest),
        verdict=verdict,
        recommended=recommended,
        weak=found,
        unsettled=sum(remark.kind in ASKING and remark.stage != "settled" for remark in remarks),
        is_own=tx.actor.person == row.person_id,
        requested=request,
        sent_back=back,
        beside=beside(tx, row.submission, json.loads(row.forks)),
    )


def _known(tx: Transaction, digest: str) -> _Known:
    if digest not in _SUBMISSIONS:
        if len(_SUBMISSIONS) >= _KEPT:
            _SUBMISSIONS.clear()
        _SUBMISSIONS[digest] = _Known(*head(keeping.stored(tx, digest).body))
    return _SUBMISSIONS[digest]
