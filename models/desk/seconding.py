"""Independent second verifications: the opinion drawn up, sealed and given; opened by the lead once both are in, and settled."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import cast

from models.codes import digest as digest_of
from models.desk import freeze, intake, keeping, opinions, reading, settling, teams, threads
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import keys, kinds, parts, second, team
from models.documents.opinion import Opinion, Recipient
from models.documents.second import Answers, GivenResult, SecondAnswer, SettledResult
from models.documents.settlement import Settlement
from models.documents.verified import Person
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.disagreement import COUNTS, Counts, Settled, compared
from models.rules.permissions import Standing
from models.seconds import Lead, Second
from models.text import note
from models.views import Sheet

_AGENCY = table(tables.Agency)
_OPINION_PARTS = ("level", "not_applicable", "reason", "note", "counts", "citations")


@dataclass(frozen=True, slots=True)
class Sealed:
    """An opinion yet to be signed, and what was sealed in it: kept until it is given, and nowhere else."""

    file: Frozen
    content: bytes


def leads(tx: Transaction) -> tuple[Lead, ...]:
    """The leads to whom the actor can seal an opinion, by name."""
    current = teams.current(tx)
    people = {} if current is None else current.team.people
    found = (Lead(id_, each.name, each.region) for id_, each in people.items() if _may_settle(each) and id_ != tx.actor.person)
    return tuple(sorted(found, key=lambda lead: (lead.name, lead.id)))


def drawn_up(tx: Transaction, verification: str, lead: str, items: Collection[str] = ()) -> Sealed:
    """The opinion of a second verification on the chosen `items`, or on all of them, sealed to a lead and yet to be signed.

    Raises:
        Refusal: what permits no opinion, `second.empty`, `second.gaps`, `second.no_lead`, and as `freeze.frozen` gives.
    """
    sheet = _own(tx, verification)
    covered = _covered(sheet, items)
    content = second.written(_answers(sheet, covered, secrets.token_hex(16)))
    lines = second.lines(keys.sealed(content, _recipient(tx, lead).key))
    return Sealed(_opinion(tx, sheet, covered, lead, content, tx.stamp, lines), content)


def give(tx: Transaction, verification: str, signed: Signed, content: bytes) -> Sheet:
    """Give the opinion that was drawn up and signed; from now on the second verification is locked.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    sheet = _own(tx, verification)
    document = kinds.demanded(signed, Opinion)
    said = second.demand(content, document.content, signed.name)
    covered = _covered(sheet, document.items)
    again = _opinion(tx, sheet, covered, document.recipient.id, content, document.given_at, document.sealed)
    if _answers(sheet, covered, said.salt) != said or again.body != signed.body:
        raise Refusal("document.changed", agency=sheet.agency.name)
    tx.verification = verification
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def held(tx: Transaction) -> tuple[Second, ...]:
    """The opinions that are here, as far as they may be seen, by agency."""
    found = []
    for digest, opinion in opinions.held(tx):
        verification = opinions.against(tx, opinion)
        found.append(opinions.told(tx, digest, opinion, reading.sheet(tx, verification) if verification else None))
    return tuple(sorted(found, key=lambda each: (each.agency_name, each.given_at, each.opinion)))


def one(tx: Transaction, opinion: str) -> Second:
    """An opinion as far as it may be seen; Refusal `second.unknown`."""
    found = next((each for each in held(tx) if each.opinion == opinion), None)
    if found is None:
        raise Refusal("second.unknown")
    return found


def sealed(tx: Transaction, opinion: str) -> bytes:
    """What a lead opens with their key, where they may and both verifications are in.

    Raises:
        Refusal: `second.unknown`, `second.waiting`, what permits no settlement, `sealing.damaged`.
    """
    _start(tx, opinion)
    return second.joined(opinions.opinion(tx, opinion).sealed, opinion[:16])


def unseal(tx: Transaction, opinion: str, content: bytes) -> Second:
    """Keep what a lead opened with their key.

    Raises:
        Refusal: as `sealed` gives, `sealing.untrue` where it is not what the opinion promised.
    """
    _start(tx, opinion)
    found = opinions.opinion(tx, opinion)
    said = second.demand(content, found.content, opinion[:16])
    if (said.verification, said.checklist, tuple(said.items)) != (found.verification, found.checklist.digest, found.items):
        raise Refusal("sealing.untrue", file=opinion[:16])
    tx.put(tables.Opened, {"opinion": opinion}, body=content, opened_at=tx.stamp)
    return one(tx, opinion)


def settle(tx: Transaction, opinion: str, item: str, counts: str, reason: str) -> Second:
    """Say whose answer to an item counts, and why; it counts here at once and for others once it is signed.

    Raises:
        Refusal: as `sealed` gives, `second.unopened`, `second.nothing`, `second.whose`, `workflow.reason_missing`, `text.too_long`.
    """
    sheet = _start(tx, opinion)
    answers = _opened(tx, opinion)
    first, said = opinions.given(sheet), answers.given
    if item not in compared(first, said) or first[item] == said[item]:
        raise Refusal("second.nothing", item=item)
    if counts not in COUNTS:
        raise Refusal("second.whose")
    written = note(reason, "reason.label")
    if not written.strip():
        raise Refusal("workflow.reason_missing")
    how = Settled(first[item].category, said[item].category, counts)
    opinions.put(tx, sheet.id, opinion, item, how, written)
    return one(tx, opinion)


def settlement(tx: Transaction, opinion: str) -> Frozen:
    """The settlement of everything that differs, yet to be signed.

    Raises:
        Refusal: as `sealed` gives, `second.unopened`, `second.unsettled`, and as `freeze.frozen` gives.
    """
    return _settlement(tx, _start(tx, opinion), opinion, tx.stamp)


def conclude(tx: Transaction, opinion: str, signed: Signed, repairs: Mapping[str, str] | None = None) -> Second:
    """Let the settlement count that was drawn up and signed, with a correction for its verifier on each item of `repairs`.

    Raises:
        Refusal: as `settlement` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    sheet = _start(tx, opinion)
    document = kinds.demanded(signed, Settlement)
    if _settlement(tx, sheet, opinion, document.decided_at).body != signed.body:
        raise Refusal("document.changed", agency=sheet.agency.name)
    for item, text in (repairs or {}).items():
        threads.begin(tx, item, "correction", text)
    opinions.forget_unsigned(tx, sheet.id, opinion)
    intake.enter(tx, signed)
    return one(tx, opinion)


def _may_settle(person: team.Person) -> bool:
    return person.status == "active" and "lead" in person.roles


def _recipient(tx: Transaction, lead: str) -> Recipient:
    current = teams.current(tx)
    person = None if current is None or lead == tx.actor.person else current.team.people.get(lead)
    if person is None or not _may_settle(person):
        raise Refusal("second.no_lead")
    return Recipient(id=lead, name=person.name, key=person.sealing_key)


def _own(tx: Transaction, verification: str) -> Sheet:
    _, standing = reading.pinned(tx, verification)
    tx.require("opinion.give", standing)
    return reading.sheet(tx, verification)


def _covered(sheet: Sheet, items: Collection[str]) -> tuple[str, ...]:
    lines = [line for line in sheet.lines if not items or line.item.code in items]
    if not any(line.answer.is_given for line in lines):
        raise Refusal("second.empty")
    lacking = [line.item.code for line in lines if line.gaps]
    if lacking:
        raise Refusal("second.gaps", count=len(lacking), first=lacking[0])
    return tuple(line.item.code for line in lines)


def _answers(sheet: Sheet, covered: tuple[str, ...], salt: str) -> Answers:
    told = freeze.told(sheet)
    items = {code: SecondAnswer(**{name: getattr(told["items"][code], name) for name in _OPINION_PARTS}) for code in covered}
    cited = {code for answer in items.values() for code in answer.citations}
    evidence = {code: each for code, each in told["evidence"].items() if code in cited}
    head = {**second.heading(), "verification": sheet.id, "checklist": sheet.checklist.digest, "salt": salt}
    # Read back, what is compared later is what anybody reads.
    return Answers.model_validate({**head, "items": items, "evidence": evidence})


def _opinion(
    tx: Transaction, sheet: Sheet, covered: tuple[str, ...], lead: str, content: bytes, at: str, sealed_lines: tuple[str, ...]
) -> Frozen:
    told, recipient = freeze.told(sheet), _recipient(tx, lead)
    return freeze.frozen(
        sheet.agency.name,
        lambda: Opinion(
            format="verifier",
            kind="opinion",
            major=parts.MAJOR,
            minor=0,
            status="sealed",
            verification=sheet.id,
            round=sheet.round,
            agency=told["agency"],
            checklist=told["checklist"],
            person=freeze.verifier(sheet),
            given_at=at,
            items=covered,
            recipient=recipient,
            content=digest_of(content),
            sealed=sealed_lines,
        ),
    )


def _start(tx: Transaction, opinion: str) -> Sheet:
    """The verification that an opinion is held against, which becomes the subject of this act, where the actor may settle it."""
    tx.require("opinion.open", Standing())
    found = next((each for digest, each in opinions.held(tx) if digest == opinion), None)
    if found is None:
        raise Refusal("second.unknown")
    verification = opinions.against(tx, found)
    if not verification:
        raise Refusal("second.waiting", agency=found.agency.name)
    _, standing = reading.pinned(tx, verification)
    submission = settling.position(tx, verification).submission
    authors = keeping.authors(tx, submission) | keeping.authors(tx, opinion)
    tx.require("settle", replace(standing, authors=tuple(sorted(authors))))
    tx.verification = verification
    return reading.sheet(tx, verification)


def _opened(tx: Transaction, opinion: str) -> Answers:
    found = opinions.opened(tx, opinion)
    if found is None:
        raise Refusal("second.unopened")
    return found


def _settlement(tx: Transaction, sheet: Sheet, opinion: str, at: str) -> Frozen:
    answers, found = _opened(tx, opinion), one(tx, opinion)
    if found.unsettled:
        raise Refusal("second.unsettled", count=len(found.unsettled), first=found.unsettled[0])
    document, earlier = opinions.opinion(tx, opinion), opinions.settlements(tx, sheet.id, opinion)
    content, told = opinions.sealed_text(tx, opinion), freeze.told(sheet)
    now = {each.item: _result(told["items"][each.item], answers, each.item, each.counts, each.reason) for each in found.differences}
    # What was settled of an earlier submission and repaired since stays told.
    before = {item: how for _, each in earlier for item, how in each.items.items() if item not in now}
    items = {code: {**before, **now}[code] for code in sheet.checklist.codes if code in before or code in now}
    return freeze.frozen(
        sheet.agency.name,
        lambda: Settlement(
            format="verifier",
            kind="settlement",
            major=parts.MAJOR,
            minor=0,
            verification=sheet.id,
            round=sheet.round,
            agency=told["agency"],
            person=freeze.acting(tx),
            decided_at=at,
            submission=settling.position(tx, sheet.id).submission,
            opinion=opinion,
            by=Person(id=document.person.id, name=document.person.name, role=document.person.role),
            supersedes=tuple(digest for digest, _ in earlier),
            compared=compared(opinions.given(sheet), answers.given),
            items=items,
            content=document.content,
            opened=second.pieces(content),
        ),
    )


def _result(first: GivenResult, answers: Answers, item: str, counts: str, reason: str) -> SettledResult:
    said = answers.items[item]
    return SettledResult(
        first=GivenResult(level=first.level, not_applicable=first.not_applicable, reason=first.reason, note=first.note),
        second=GivenResult(level=said.level, not_applicable=said.not_applicable, reason=said.reason, note=said.note),
        counts=cast("Counts", counts),
        reason=reason,
    )
