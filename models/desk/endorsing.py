"""Endorsing what somebody signed whose key or role ended: what would be refused on laptops that join later, drawn up and entered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from models.desk import believing, endorsed, freeze, intake, knowing, logs, spans, teams
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts, segment, signers
from models.documents.endorsement import KIND, MOST, EndorsedDocument, EndorsedLog, Endorsement
from models.documents.note import KIND as NOTE
from models.documents.signers import Deciding, Signer
from models.documents.team import Team
from models.documents.verified import Person
from models.errors import Refusal
from models.ledger import dialects, guards, tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing, strongest
from models.rules.signing import DECIDED, DECIDING, roles_for
from models.text import note

_VERB: Final = "document.endorse"
_DOCUMENT: Final = table(tables.Document)
_SEGMENT: Final = table(tables.Segment)
_SIGNATURE: Final = table(tables.Signature)
_SIGNED: Final = select(*(_DOCUMENT.c[name] for name in ("digest", "kind", "about", "title", "status", "received_at"))).where(
    _DOCUMENT.c.kind.not_in((kinds.DRAFT, "team")), SHOWN
)


@dataclass(frozen=True, slots=True)
class Endorsable:
    """A document that counts here and would be refused where it comes only now."""

    digest: str
    kind: str
    title: str
    status: str
    received_at: str
    is_stolen: bool
    """Whether the key that signed it is in other hands: it may be no work of its owner."""

    @property
    def purpose(self) -> str:
        """What it is for, as words know it."""
        return self.status if self.status == "sent_back" else self.kind


@dataclass(frozen=True, slots=True)
class Lacking:
    """What one member signed that lacks an endorsement, the newest first, and the logs by which it would travel."""

    person: str
    name: str
    documents: tuple[Endorsable, ...]
    logs: Mapping[str, EndorsedLog]


def lacking(tx: Transaction, person: str) -> Lacking:
    """What a member signed that is here and counts nowhere else where it comes only now.

    Raises:
        Refusal: what permits no endorsing, `team.missing`, `team.unknown` where nobody of the team has this id, and `endorsing.nothing`
            where nothing lacks an endorsement.
    """
    tx.require(_VERB, Standing())
    team, name = teams.demanded(tx).team, name_of(tx, person)
    found = Lacking(person, name, tuple(_documents(tx, team, person)), _logs(tx, team, person))
    if not found.documents and not found.logs:
        raise Refusal("endorsing.nothing", name=name)
    return found


def name_of(tx: Transaction, person: str) -> str:
    """The name of a member by their id; Refusal `team.missing`, `team.unknown`."""
    people = teams.demanded(tx).team.people
    if person not in people:
        raise Refusal("team.unknown", entry=person)
    return people[person].name


def drawn_up(tx: Transaction, person: str, reason: str, only: Collection[str] | None = None) -> Frozen:
    """The endorsement of what a member signed, yet to be signed; of the documents those that are `only` wanted.

    Raises:
        Refusal: as `lacking` gives, `endorsing.none` where nothing of it is wanted, `workflow.reason_missing`, `text.too_long`,
            `export.too_much`.
    """
    return _frozen(tx, person, note(reason, "endorsing.reason").strip(), tx.stamp, only)


def endorse(tx: Transaction, signed: Signed) -> str:
    """Endorse with what was drawn up and signed; the digest.

    Raises:
        Refusal: as `drawn_up` gives, `endorsing.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, Endorsement)
    if _frozen(tx, document.of.id, document.reason, document.endorsed_at, document.documents.keys()).body != signed.body:
        raise Refusal("endorsing.changed", name=document.of.name)
    return intake.enter(tx, signed)


def _frozen(tx: Transaction, person: str, reason: str, at: str, only: Collection[str] | None) -> Frozen:
    found = lacking(tx, person)
    if not reason:
        raise Refusal("workflow.reason_missing")
    wanted = [each for each in found.documents if only is None or each.digest in only][:MOST]
    if not wanted and (only or not found.logs):
        raise Refusal("endorsing.none", name=found.name)
    roles = teams.demanded(tx).team.people[person].roles
    return freeze.frozen(
        found.name,
        lambda: Endorsement(
            format="verifier",
            kind=KIND,
            major=parts.MAJOR,
            minor=0,
            of=Person(id=person, name=found.name, role=strongest(roles)),
            person=freeze.acting(tx),
            endorsed_at=at,
            reason=reason,
            logs=dict(found.logs),
            documents={each.digest: EndorsedDocument(kind=each.kind) for each in sorted(wanted, key=_by_digest)},
        ),
    )


def _by_digest(each: Endorsable) -> str:
    return each.digest


def _documents(tx: Transaction, team: Team, person: str) -> Iterator[Endorsable]:
    rows = tx.connection.execute(
        _SIGNED.where(_DOCUMENT.c.signer_id == person).order_by(_DOCUMENT.c.received_at.desc(), _DOCUMENT.c.title, _DOCUMENT.c.digest)
    ).all()
    held, by = _holders(tx, team, person, (row.digest for row in rows)), endorsed.known(tx)
    judges = _judges(tx, team, {row.about for row in rows}, by)
    for row in believing.only(tx, rows):
        keys = held[row.digest]
        # What a key of no team signed is let in by nobody, and nobody endorses of themselves what they may not sign.
        if not keys or (person == tx.actor.person and not set(_roles(team, row)) & set(team.people[person].roles)):
            continue
        if not any(_counts(team, each, row, judges, by) for each in keys):
            is_stolen = all(each.status == "compromised" for each in keys)
            yield Endorsable(row.digest, row.kind, row.title, row.status, row.received_at, is_stolen)


def _roles(team: Team, row: Any) -> tuple[str, ...]:
    """The roles of which one is needed to sign a document."""
    return roles_for(row.kind, team.policy.signers, row.status if row.kind == NOTE else "")


def _judges(tx: Transaction, team: Team, about: Collection[str], by: endorsed.Endorsed) -> Mapping[str, Collection[Deciding]]:
    """The decisions that name each document and would be let in themselves where they come only now."""
    found = defaultdict[str, set[Deciding]](set)
    known = tuple(knowing.decisions(tx, frozenset(about) - {""}))
    for kind in DECIDING:
        for each in (each for each in known if each.kind == kind):
            holder = signers.holder(team, each.by.key)
            if holder is not None and holder.person == each.by.person and _is_let_in(team, holder, each.kind, each.digest, found, by):
                for name in DECIDED:
                    found[each.refers.get(name, "")].add(each.by)
    return found


def _holders(tx: Transaction, team: Team, person: str, documents: Iterable[str]) -> Mapping[str, Collection[Signer]]:
    """With which of a member's keys each document is signed."""
    found = defaultdict[str, list[Signer]](list)
    for some in spans.few(documents):
        for row in tx.connection.execute(select(_SIGNATURE.c.document, _SIGNATURE.c.key).where(_SIGNATURE.c.document.in_(some))):
            holder = signers.holder(team, row.key)
            if holder is not None and holder.person == person:
                found[row.document].append(holder)
    return found


def _counts(team: Team, holder: Signer, row: Any, judges: Mapping[str, Collection[Deciding]], by: endorsed.Endorsed) -> bool:
    """Whether a document would be let in that was never here."""
    if not _is_let_in(team, holder, row.kind, row.digest, judges, by):
        return False
    is_shown = bool(set(_roles(team, row)) & set(holder.roles)) or row.kind != NOTE
    return is_shown or signers.is_endorsed(team, holder, row.kind, row.digest, endorsed=by)


def _is_let_in(
    team: Team, holder: Signer, kind: str, document: str, judges: Mapping[str, Collection[Deciding]], by: endorsed.Endorsed
) -> bool:
    try:
        signers.admits(team, holder, kind, document, judges=lambda digest: judges.get(digest, ()), endorsed=by)
    except Refusal:
        return False
    return True


def _logs(tx: Transaction, team: Team, person: str) -> dict[str, EndorsedLog]:
    """How far the logs of a member's devices are held here that send no more and that nothing names yet, by writer.

    At a server those alone are named whose segments can be read: anybody may have put a row there.
    """
    if dialects.is_server(tx.connection) and not guards.may_exchange(tx.connection):
        return {}
    held = (each for _, each in signers.signers(team) if each.is_device and each.person == person)
    ended = [each.place.removeprefix("devices.") for each in held if each.status != "active" and not each.last]
    asked = select(_SEGMENT.c.writer, func.max(_SEGMENT.c.number).label("number")).where(_SEGMENT.c.device.in_(ended))
    found = {}
    for writer, number in tx.connection.execute(asked.group_by(_SEGMENT.c.writer).order_by(_SEGMENT.c.writer)).all():
        last = _segment(team, person, writer, number, logs.bodies(tx, writer, number))
        if last and not endorsed.lets_in(tx, team, person, writer, number, last):
            found[writer] = EndorsedLog(number=number, last=last)
    return found


def _segment(team: Team, person: str, writer: str, number: int, bodies: Iterable[bytes]) -> str:
    """The digest of the first of the segments that a device of a member signed in this place of a log; empty where none is."""
    for body in bodies:
        with suppress(Refusal):
            found = segment.opened(body, segment.path(writer, number))
            signer = signers.holder(team, found.key)
            if signer is not None and signer.person == person and (found.heading.writer, found.heading.number) == (writer, number):
                return found.digest
    return ""
