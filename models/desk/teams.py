"""The team of a profile: founded here, or taken over after people compared six words; then only the chain of its documents moves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from models.codes import digest
from models.desk import keeping, reading
from models.desk.keeping import Signed
from models.documents import enrolment, signatures, team_chain, team_changes, toml
from models.documents.keys import PrivateKey, sealing
from models.documents.team import Role, Root, Status, Team, opened
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.text import line

_DOCUMENT: Final = table(tables.Document)
_TEAM: Final = table(tables.TeamNumber)
_ROOT_ID: Final = "root-1"


@dataclass(frozen=True, slots=True)
class CurrentTeam:
    """The team of this profile: what it says, and the document that says it."""

    team: Team
    document: Signed


def current(tx: Transaction) -> CurrentTeam | None:
    """The team of this profile, None where none was founded or taken over."""
    row = tx.connection.execute(
        select(_DOCUMENT).join(_TEAM, _TEAM.c.document == _DOCUMENT.c.digest).order_by(_TEAM.c.number.desc()).limit(1)
    ).first()
    if row is None:
        return None
    return CurrentTeam(opened(row.body, row.name), Signed(row.name, row.body, keeping.given(tx, row.digest)))


def request(tx: Transaction, person: PrivateKey, device: PrivateKey) -> Signed:
    """The owner's request to be let into a team, signed with both keys; Refusal `profile.name_missing` before there is an owner."""
    owner = reading.owner(tx)
    if owner is None:
        raise Refusal("profile.name_missing")
    asked = enrolment.requested(
        person=owner.person,
        name=owner.name,
        key=person.public,
        sealing_key=sealing(person.public),
        device=_device_id(device),
        device_key=device.public,
        made_at=tx.stamp,
    )
    body = toml.write(asked)
    given = tuple(signatures.sign(key, body, "enrolment") for key in (person, device))
    return Signed(f"enrolment_{owner.person}_{digest(body)[:16]}.toml", body, given)


def found(tx: Transaction, name: str, asked: Signed, root: PrivateKey) -> CurrentTeam:
    """Found a team with the owner, who `asked` like everybody else, as its supervisor.

    Raises:
        Refusal: `team.exists`, `team.name_missing`, and what `enrolment.opened_request` refuses.
    """
    tx.require("team.change", Standing())
    if current(tx) is not None:
        raise Refusal("team.exists")
    called = line(name, "team.name")
    if not called:
        raise Refusal("team.name_missing")
    founder = enrolment.opened_request(asked.body, asked.signatures, asked.name)
    made = team_changes.founded(founder, {_ROOT_ID: Root(name=founder.name, key=root.public)}, name=called, issued_at=tx.stamp)
    body = team_changes.written(made)
    return take(tx, Signed(_name(made, body), body, (signatures.sign(root, body, "team"),)), team_chain.six_words(body))


def enrol(tx: Transaction, asked: Signed, roles: Sequence[Role], region: str, root: PrivateKey) -> CurrentTeam:
    """Let somebody in whose six words were compared; a member who asks with other keys gets them in place of the earlier ones."""
    before = _demanded(tx)
    request_ = enrolment.opened_request(asked.body, asked.signatures, asked.name)
    member = before.team.people.get(request_.person)
    if member is not None and member.key != request_.key:
        return _follow(tx, before, team_changes.renewed(before.team, request_), root)
    return _follow(tx, before, team_changes.enrolled(before.team, request_, roles, line(region, "first.region")), root)


def assign(tx: Transaction, person: str, roles: Sequence[Role], region: str, root: PrivateKey) -> CurrentTeam:
    """Give a member other roles and another region."""
    before = _demanded(tx)
    return _follow(tx, before, team_changes.assigned(before.team, person, roles, line(region, "first.region")), root)


def mark(tx: Transaction, place: str, status: Status, last: str, root: PrivateKey) -> CurrentTeam:
    """Say that a member left, or that a key is lost or stolen; `last` is the digest of the last document with it that counts."""
    before = _demanded(tx)
    return _follow(tx, before, team_changes.marked(before.team, place, status, last), root)


def take(tx: Transaction, offered: Signed, trusted: str = "") -> CurrentTeam:
    """Take a team document that follows the one here; the first one only where `trusted` are the words that people compared.

    Raises:
        Refusal: what `team_chain.accepted` refuses.
    """
    tx.require("team.change", Standing())
    before = current(tx)
    chained = None if before is None else (before.team, before.document.body)
    team = team_chain.accepted(chained, offered.body, offered.signatures, offered.name, trusted)
    keeping.keep(tx, "team", offered)
    tx.put(tables.TeamNumber, {"number": team.number}, document=digest(offered.body))
    return CurrentTeam(team, offered)


def _demanded(tx: Transaction) -> CurrentTeam:
    found_ = current(tx)
    if found_ is None:
        raise Refusal("team.missing")
    return found_


def _follow(tx: Transaction, before: CurrentTeam, changed: Team, root: PrivateKey) -> CurrentTeam:
    following = team_changes.next_team(changed, before.document.body, tx.stamp)
    body = team_changes.written(following)
    return take(tx, Signed(_name(following, body), body, (signatures.sign(root, body, "team"),)))


def _name(team: Team, body: bytes) -> str:
    return f"team_{team.number:04}_{digest(body)[:16]}.toml"


def _device_id(device: PrivateKey) -> str:
    return digest(device.public.encode())[:16]
