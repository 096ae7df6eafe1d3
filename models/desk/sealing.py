"""Giving an opinion: a second verification drawn up and sealed to a lead; sealed again, word for word, where another lead takes over."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from models.codes import digest as digest_of
from models.desk import believing, freeze, intake, opinions, reading, spans, teams
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import keys, kinds, parts, second, team
from models.documents.opinion import Opinion, Recipient
from models.documents.second import Answers, SecondAnswer
from models.errors import Refusal
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.seconds import Lead
from models.views import Sheet

_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)
_OPINION_PARTS = ("level", "not_applicable", "reason", "note", "counts", "citations")


@dataclass(frozen=True, slots=True)
class Sealed:
    """An opinion yet to be signed, and what was sealed in it."""

    file: Frozen
    content: bytes


def leads(tx: Transaction) -> tuple[Lead, ...]:
    """The leads to whom the actor can seal an opinion, by name."""
    current = teams.current(tx)
    people = {} if current is None else current.team.people
    found = (Lead(id_, each.name, each.region) for id_, each in people.items() if _may_settle(each) and id_ != tx.actor.person)
    return tuple(sorted(found, key=lambda lead: (lead.name, lead.id)))


def stranded(tx: Transaction) -> tuple[str, ...]:
    """The actor's second verifications whose opinion nobody can open any more: its lead left or leads no more, or has another key."""
    # Few have an opinion, while everything submitted may be theirs.
    owner, state = spans.apart(_VERIFICATION.c.person_id), spans.apart(_VERIFICATION.c.state)
    asked = select(_VERIFICATION.c.id).where(_VERIFICATION.c.is_second, owner == tx.actor.person, state == "submitted")
    said = select(_DOCUMENT.c.digest, _DOCUMENT.c.about).where(
        spans.of_few(_DOCUMENT.c.kind, "opinion"), _DOCUMENT.c.signer_id == tx.actor.person, SHOWN
    )
    told = {row.about for row in believing.only(tx, tx.connection.execute(said).all())}
    given = [id_ for some in spans.few(sorted(told)) for id_ in tx.connection.execute(asked.where(_VERIFICATION.c.id.in_(some))).scalars()]
    can = {(each.id, each.key) for each in (_recipient(tx, lead.id) for lead in leads(tx))} if given else set()

    def is_stranded(opinion: str) -> bool:
        said = opinions.opinion(tx, opinion).recipient
        return (said.id, said.key) not in can

    found = ((id_, each) for id_ in given for each in opinions.digests(tx, id_) if not opinions.is_settled(tx, each))
    return tuple(dict.fromkeys(id_ for id_, each in found if is_stranded(each)))


def answered(sheet: Sheet) -> tuple[str, ...]:
    """The items that an opinion can be on as the sheet stands."""
    return tuple(line.item.code for line in sheet.lines if line.answer.is_given)


def drawn_up(tx: Transaction, verification: str, lead: str, items: Collection[str] = ()) -> Sealed:
    """The opinion of a second verification on the chosen `items`, or on all of them, sealed to a lead and yet to be signed.

    One that was given is sealed again as it was, whatever is chosen, to whoever leads now.

    Raises:
        Refusal: what permits no opinion, `second.empty`, `second.gaps`, `second.no_lead`, and as `freeze.frozen` gives; of one that was
            given `second.sealed_already`, `second.is_settled`, and `second.sealed_elsewhere` where another laptop sealed it.
    """
    sheet = _own(tx, verification)
    given = opinions.digests(tx, verification)
    if given:
        covered, content = opinions.opinion(tx, given[0]).items, _kept(tx, sheet, given[0], _recipient(tx, lead))
    else:
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
    given = opinions.digests(tx, verification)
    if given:
        is_same = content == _kept(tx, sheet, given[0], document.recipient)
    else:
        is_same = said == _answers(sheet, _covered(sheet, document.items), said.salt)
    again = _opinion(tx, sheet, document.items, document.recipient.id, content, document.given_at, document.sealed)
    if not is_same or again.body != signed.body:
        raise Refusal("document.changed", agency=sheet.agency.name)
    tx.verification = verification
    opinion = intake.enter(tx, signed)
    # Sealed to another it could not be read again; here it is nothing that the sheet does not say.
    opinions.open_(tx, opinion, content)
    return reading.sheet(tx, verification)


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


def _kept(tx: Transaction, sheet: Sheet, digest: str, to: Recipient) -> bytes:
    """What was sealed in an opinion, where there is a reason to seal it again."""
    opinion = opinions.opinion(tx, digest)
    if opinion.recipient.key == to.key:
        raise Refusal("second.sealed_already", lead=opinion.recipient.name)
    if opinions.is_settled(tx, digest):
        raise Refusal("second.is_settled", agency=sheet.agency.name)
    content = opinions.sealed_text(tx, digest)
    if content is None:
        raise Refusal("second.sealed_elsewhere", agency=sheet.agency.name)
    return content


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
            supersedes=opinions.digests(tx, sheet.id),
            items=covered,
            recipient=recipient,
            content=digest_of(content),
            sealed=sealed_lines,
        ),
    )
