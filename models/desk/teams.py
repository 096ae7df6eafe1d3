"""The team of a profile: founded here, or taken over after people compared six words; then only the chain of its documents moves it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from models.codes import digest
from models.desk import keeping, reading, taken_teams
from models.desk.keeping import Signed
from models.desk.taken_teams import chain as chain
from models.desk.taken_teams import meet as meet
from models.documents import enrolment, signatures, signers, team_chain, team_changes, toml
from models.documents.keys import PrivateKey, device_id, sealing
from models.documents.team import Role, Root, Status, Team, opened
from models.errors import Refusal
from models.ledger import dialects, tables
from models.ledger.tables import table
from models.ledger.transaction import Actor, Transaction
from models.moments import moment
from models.rules.permissions import FORMER, ROLES, Standing, strongest
from models.text import folded, line

STALE: Final = 90
"""Days after which a team is called old. A laptop that heard nothing since goes on trusting a key that was reported stolen the day
after; between two trips one is back at a desk within a quarter of a year, and can be given the newest team there.
"""
_PERSON: Final = table(tables.Person)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_ROOT_ID: Final = "root-1"
_ISSUED: Final[dict[str, str]] = {}
"""When the teams that were asked about were issued, by digest."""


@dataclass(frozen=True, slots=True)
class CurrentTeam:
    """The team of this profile, or one that is proposed to follow it: what it says, and the document that says it."""

    team: Team
    document: Signed
    waits: team_chain.Support | None = None
    """What it has of the signatures that it needs, while it is only proposed."""

    @property
    def digest(self) -> str:
        """SHA-256 of the document's bytes."""
        return digest(self.document.body)

    @property
    def six_words(self) -> str:
        """What people read to each other to know that they have the same team."""
        return team_chain.six_words(self.document.body)

    @property
    def fingerprint(self) -> str:
        """The same for those who compare letter by letter: `SHA256:…`."""
        return team_chain.fingerprint(self.document.body)

    def standing_of(self, public: str | None) -> str:
        """What the team says of the key of a public line: its status, `unknown` where it is nobody's here, `none` where there is none."""
        if public is None:
            return "none"
        found_ = signers.holder(self.team, public)
        return "unknown" if found_ is None else found_.status


@dataclass(frozen=True, slots=True)
class Since:
    """The first team document of this profile that names somebody or something; `is_first` where none before it is known here."""

    number: int
    issued_at: str
    is_first: bool


def current(tx: Transaction) -> CurrentTeam | None:
    """The team of this profile, None where none was founded or taken over.

    Raises:
        Refusal: `server.team_other` where the teams at a server do not begin with the one that this computer met there,
            `server.team_broken` where their first is none: somebody wrote there past the desk.
    """
    row = taken_teams.last(tx)
    if row is None:
        if taken_teams.is_broken(tx):
            raise taken_teams.why_none(tx)
        return None
    return CurrentTeam(opened(row.body, row.name), Signed(row.name, row.body, keeping.given(tx, row.digest)))


def demanded(tx: Transaction) -> CurrentTeam:
    """The team of this profile; Refusal `team.missing` where there is none."""
    found_ = current(tx)
    if found_ is None:
        raise Refusal("team.missing")
    return found_


def require_none(tx: Transaction) -> None:
    """Nothing, if a team can be founded here; Refusal `team.exists`."""
    if reading.has_team(tx):
        raise Refusal("team.exists")


def first_issued(tx: Transaction) -> str:
    """When the first team that is known here was issued."""
    if (row := taken_teams.first(tx)) is None:
        raise Refusal("team.missing")
    if row.digest not in _ISSUED:
        _ISSUED[row.digest] = str(toml.parsed(row.body, row.name)["issued_at"])
    return _ISSUED[row.digest]


def age(tx: Transaction, team: Team) -> int:
    """How many days ago a team was issued, by this laptop's clock."""
    return max(0, (tx.moment - moment(team.issued_at)).days)


def since(tx: Transaction) -> Mapping[str, Since]:
    """Since when the team names each person and device, by place (`people.ani`, `devices.d1`)."""
    found_: dict[str, Since] = {}
    for place, document in enumerate(chain(tx)):
        said = toml.parsed(document.body, document.name)
        for kind in ("people", "devices"):
            for id_ in said.get(kind, {}):
                found_.setdefault(f"{kind}.{id_}", Since(said["number"], said["issued_at"], place == 0 and said["number"] > 1))
    return found_


def place(team: Team, what: str) -> str:
    """The place of the person or device that `what` means: a place itself, an id, or the whole name of one person.

    Raises:
        Refusal: `team.unknown`, or `team.ambiguous` where several people have that name.
    """
    places = [*(f"people.{id_}" for id_ in team.people), *(f"devices.{id_}" for id_ in team.devices)]
    exact = [each for each in places if what in (each, each.partition(".")[2])]
    named = [f"people.{id_}" for id_, person in team.people.items() if folded(person.name) == folded(what)]
    match exact or named:
        case []:
            raise Refusal("team.unknown", entry=what)
        case [only]:
            return only
        case several:
            raise Refusal("team.ambiguous", entry=what, matches=", ".join(several))


def why_not_root(team: Team, public: str | None) -> Refusal | None:
    """Why the team cannot be changed here, None where the root key of this laptop (its public line) is one of the team's."""
    if public in {root.key for root in team.roots.values()}:
        return None
    return Refusal("team.no_root", names=", ".join(root.name for root in team.roots.values()))


def member(tx: Transaction) -> Actor:
    """The owner of this laptop in the role that the team gives: their strongest, that of a verifier while they are not in it."""
    owner, team = reading.owner(tx), demanded(tx).team
    if owner is None:
        return tx.actor
    person = team.people.get(owner.person)
    if person is not None and person.status == "left":
        return Actor(owner.person, owner.name, FORMER)
    role = _role(team, owner.person)
    others = () if person is None else tuple(other for other in person.roles if other != role)
    return Actor(owner.person, owner.name, role, others)


def request(tx: Transaction, person: PrivateKey, device: PrivateKey) -> Signed:
    """The owner's request to be let into a team, signed with both keys; Refusal `profile.name_missing` before there is an owner."""
    if (owner := reading.owner(tx)) is None:
        raise Refusal("profile.name_missing")
    asked = enrolment.requested(
        person=owner.person,
        name=owner.name,
        key=person.public,
        sealing_key=sealing(person.public),
        device=device_id(device.public),
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
    require_none(tx)
    called = line(name, "team.name")
    if not called:
        raise Refusal("team.name_missing")
    founder = enrolment.opened_request(asked.body, asked.signatures, asked.name)
    made = team_changes.founded(founder, {_ROOT_ID: Root(name=founder.name, key=root.public)}, name=called, issued_at=tx.stamp)
    if (owner := reading.owner(tx)) is not None:
        made = team_changes.assigned(made, founder.person, made.people[founder.person].roles, owner.region)
    body = team_changes.written(made)
    return take(tx, Signed(_name(made, body), body, (signatures.sign(root, body, "team"),)), team_chain.six_words(body))


def enrol(tx: Transaction, asked: Signed, roles: Sequence[Role], region: str | None, root: PrivateKey) -> CurrentTeam:
    """Let somebody in whose six words were compared; a member who asks with other keys gets them in place of the earlier ones.

    A member's region stays as it is where None is given.

    Raises:
        Refusal: `team.gone` for a key of somebody who left or lost it, and what `enrolment.opened_request` and `follow` refuse.
    """
    before = demanded(tx)
    request_ = enrolment.opened_request(asked.body, asked.signatures, asked.name)
    person = before.team.people.get(request_.person)
    if person is None:
        return follow(tx, before, team_changes.enrolled(before.team, request_, roles, line(region or "", "first.region")), root)
    if person.key != request_.key:
        changed = team_changes.renewed(before.team, request_)
    elif person.status != "active":
        # Whoever found or stole the key can ask with it too.
        raise Refusal("team.gone", name=person.name, status=person.status)
    else:
        changed = team_changes.enrolled(before.team, request_, roles)
    kept = person.region if region is None else line(region, "first.region")
    return follow(tx, before, team_changes.assigned(changed, request_.person, roles, kept), root)


def assign(tx: Transaction, person: str, roles: Sequence[Role], region: str, root: PrivateKey, name: str = "") -> CurrentTeam:
    """Give a member other roles and another region, and another name where one is given: who marries, or whose was mistyped."""
    before = demanded(tx)
    changed = team_changes.assigned(before.team, person, roles, line(region, "first.region"))
    return follow(tx, before, team_changes.called(changed, person, line(name, "first.name")), root)


def mark(tx: Transaction, place: str, status: Status, last: str, root: PrivateKey) -> CurrentTeam:
    """Say that a member left, or that a key is lost or stolen; `last` is the digest of the last document with it that counts."""
    before, counted = demanded(tx), last.strip().lower().removeprefix("sha256:")
    if counted and not _DIGEST.fullmatch(counted):
        raise Refusal("team.last", value=last)
    return follow(tx, before, team_changes.marked(before.team, place, status, counted), root)


def take(tx: Transaction, offered: Signed, trusted: str = "") -> CurrentTeam:
    """Take a team document that follows the one here; the first one only where `trusted` are the words that people compared.

    Raises:
        Refusal: what `team_chain.accepted` refuses, and `server.misfiled` where somebody put something false beside it at a server.
    """
    tx.require("team.change", Standing())
    before = current(tx)
    chained = None if before is None else (before.team, before.document.body)
    team = team_chain.accepted(chained, offered.body, offered.signatures, offered.name, trusted)
    taken = Signed(_name(team, offered.body), offered.body, offered.signatures)
    keeping.keep(tx, "team", taken, keeping.Told(f"{team.name} · {team.number}"))
    # Others may have put something under its number.
    tx.put(tables.TeamNumber, {"number": team.number, "document": digest(offered.body)})
    if digest(offered.body) not in taken_teams.digests(tx):
        raise Refusal("server.misfiled", file=offered.name)
    _say_roles(tx, team)
    return CurrentTeam(team, taken)


def _say_roles(tx: Transaction, team: Team) -> None:
    """Let everybody known here be what the team says they are, and be called so; the owner acts as that from now on."""
    for row in tx.connection.execute(select(_PERSON.c.id, _PERSON.c.is_owner)).all():
        person = team.people.get(row.id)
        if person is not None or row.is_owner:
            told = {"region": person.region} if person is not None and person.region else {}
            told |= {"name": person.name} if person is not None and dialects.may_name(tx.connection, row.id) else {}
            tx.put(tables.Person, {"id": row.id}, role=_role(team, row.id), **told)
    tx.actor = member(tx)


def _role(team: Team, person: str) -> str:
    return strongest(team.people[person].roles) if person in team.people else ROLES[0]


def follow(tx: Transaction, before: CurrentTeam, changed: Team, root: PrivateKey) -> CurrentTeam:
    """The team after a change, signed with a root key: in force at once where that is enough, else a proposal, of which nothing is kept.

    Raises:
        Refusal: `team.no_root` where that key may not sign, and what `team_changes.written` and `take` refuse.
    """
    tx.require("team.change", Standing())
    refused = why_not_root(before.team, root.public)
    if refused is not None:
        raise refused
    following = team_changes.next_team(changed, before.document.body, tx.stamp)
    body = team_changes.written(following)
    made = Signed(_name(following, body), body, (signatures.sign(root, body, "team"),))
    found_ = team_chain.support(before.team, following, body, made.signatures, made.name)
    return CurrentTeam(following, made, found_) if found_.missing else take(tx, made)


def _name(team: Team, body: bytes) -> str:
    return f"team_{team.number:04}_{digest(body)[:16]}.toml"
