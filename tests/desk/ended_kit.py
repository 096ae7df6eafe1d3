"""What tests share of keys and roles that end: who left or lost theirs, who comes to the team afterwards, and what is endorsed."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from models.desk import endorsing, keeping, people, teams
from models.desk.desk import opened
from models.documents import keys, signatures, team_chain, toml
from models.documents.endorsement import Endorsement
from models.documents.team import Role, Status
from models.documents.travelling import Signed
from models.keyring import Keyring
from models.previews import Arriving
from tests.desk.reviewing_kit import Laptop, Trio


def mark(team: Trio, name: str, status: Status) -> None:
    """Say of a member that they left, or what became of their key."""
    surya = team.supervisor
    surya.clock.step()
    surya.desk.do(teams.mark, f"people.{person(team, name)}", status, "", surya.ring.root())


def assign(team: Trio, name: str, role: Role) -> None:
    """Give a member another role in the place of theirs."""
    surya = team.supervisor
    surya.clock.step()
    surya.desk.do(teams.assign, person(team, name), (role,), "", surya.ring.root())


def person(team: Trio, name: str) -> str:
    """The id of a member by their name."""
    return next(id_ for id_, each in team.supervisor.desk.ask(teams.demanded).team.people.items() if each.name == name)


@contextmanager
def newcomer(team: Trio, folder: Path) -> Iterator[Laptop]:
    """A laptop that knows nothing but the newest team."""
    with opened(folder, clock=team.lead.clock) as desk:
        desk.do(people.found, name="Nina", role="lead", language="id")
        newest = team.supervisor.desk.ask(teams.demanded).document
        desk.do(teams.take, newest, team_chain.six_words(newest.body))
        yield Laptop(desk, Keyring(folder), team.lead.clock)


@contextmanager
def joined(team: Trio, folder: Path, name: str, role: Role) -> Iterator[Laptop]:
    """The laptop of somebody who is let into the team only now."""
    with opened(folder, clock=team.lead.clock) as desk:
        laptop = Laptop(desk, Keyring(folder), team.lead.clock)
        desk.do(people.found, name=name, role=role, language="id")
        laptop.ring.make()
        laptop.clock.step()
        asked = desk.ask(teams.request, laptop.ring.person(), laptop.ring.device())
        team.supervisor.desk.do(teams.enrol, asked, (role,), "", team.supervisor.ring.root())
        newest = team.supervisor.desk.ask(teams.chain)[-1]
        desk.do(teams.take, newest, team_chain.six_words(newest.body))
        yield laptop


@contextmanager
def successor(team: Trio, folder: Path) -> Iterator[Laptop]:
    """The laptop of Wati, who supervises beside Surya."""
    with joined(team, folder, "Wati", "supervisor") as wati:
        yield wati


def follows(team: Trio, *laptops: Laptop) -> None:
    """Let others take the newest team."""
    for laptop in laptops:
        assert laptop.takes(*team.supervisor.desk.ask(teams.chain))[-1] is Arriving.NEWER


def of_kind(laptop: Laptop, kind: str) -> Signed:
    """The one document of a kind that is on a laptop."""
    (found,) = (each.id for each in laptop.desk.ask(keeping.lines) if each.kind == kind)
    return laptop.desk.ask(keeping.stored, found)


def endorse(laptop: Laptop, of: str, only: Collection[str] | None = None) -> Signed:
    """Endorse what somebody signed; the endorsement."""
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(endorsing.drawn_up, of, "Diterbitkan sebelum yang bersangkutan keluar.", only))
    laptop.desk.do(endorsing.endorse, signed)
    return signed


def renew(team: Trio, laptop: Laptop) -> None:
    """Give somebody a new key in the place of the one they lost."""
    laptop.ring.take(keys.made())
    laptop.clock.step()
    asked = laptop.desk.ask(teams.request, laptop.ring.person(), laptop.ring.device())
    roles = team.supervisor.desk.ask(teams.demanded).team.people[laptop.desk.actor.person].roles
    team.supervisor.desk.do(teams.enrol, asked, roles, None, team.supervisor.ring.root())


def claimed(laptop: Laptop, of: str, documents: Mapping[str, str], **more: object) -> Signed:
    """An endorsement as somebody writes it past the desk, of documents by digest and kind."""
    me = laptop.desk.actor
    said = {
        "format": "verifier",
        "kind": "endorsement",
        "major": 1,
        "minor": 0,
        "of": {"id": of, "name": "Yang Dikukuhkan", "role": "verifier"},
        "person": {"id": me.person, "name": me.name, "role": "supervisor"},
        "endorsed_at": "2023-06-01T00:00:00Z",
        "reason": "Alasan",
        "documents": {digest_: {"kind": kind} for digest_, kind in documents.items()},
    }
    body = toml.write(Endorsement.model_validate(said | more))
    return Signed("e.toml", body, (signatures.sign(laptop.ring.person(), body, "endorsement"),))
