"""What tests of headquarters share: a guarded database with a team, and the people who log in there."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from models import headquarters
from models.desk import people, reviewing, teams
from models.desk.desk import opened
from models.keyring import Keyring
from models.ledger import server
from tests.conftest import StillClock
from tests.desk.reviewing_kit import WAIVED, Laptop, Trio
from tests.desk.reviewing_kit import _readied as readied
from tests.postgres import PASSWORD, Server

REGION: Final = "32"
"""Jawa Barat, whose agency is the province itself."""
PLACE: Final = "32"
ELSEWHERE: Final = "11"
PEOPLE: Final = {
    "surya": ("supervisor", ()),
    "lina": ("lead", ()),
    "vera": ("verifier", (REGION,)),
    "wati": ("supervisor", (REGION,)),
    "dian": ("verifier", ()),
    "tono": ("supervisor", ()),
}
"""Who logs in: what they found their profile as, and their region; Tono's role exchanges segments."""


@dataclass(frozen=True)
class Headquarters:
    """A guarded database and the folders of those who work with it."""

    at: Server
    database: str
    folder: Path

    @property
    def url(self) -> str:
        """Its address for the administrator."""
        return self.at.url(self.database)

    @contextmanager
    def laptop(self, role: str, clock: StillClock | None = None) -> Iterator[Laptop]:
        """The desk of somebody at the database."""
        folder, clock = self.folder / role, clock or StillClock()
        server.choose(folder, self.at.url(self.database, role))
        try:
            with opened(folder, clock=clock) as desk:
                yield Laptop(desk, Keyring(folder), clock)
        finally:
            server.choose(folder, "")

    def person(self, role: str) -> str:
        """The id of whom a role means."""
        with self.connected() as administrator:
            return str(administrator.execute("SELECT person_id FROM access WHERE role = %s", (role,)).fetchone()[0])  # type: ignore[index]

    def connected(self, role: str = "postgres") -> psycopg.Connection:
        """A connection of the driver alone, as a program of anybody's would make it."""
        return self.at.connected(self.database, role)


def made(at: Server, folder: Path, name: str = "guarded") -> Headquarters:
    """A guarded database in which everybody founded and Surya leads a team of all."""
    found = Headquarters(at, name, folder)
    headquarters.init(found.url)
    for role, (_, region) in PEOPLE.items():
        headquarters.admit(found.url, role, region, is_worker=role == "tono", password=PASSWORD)
    clock = StillClock()
    with ExitStack() as stack:
        laptops = {role: stack.enter_context(found.laptop(role, clock)) for role in PEOPLE}
        for role, laptop in laptops.items():
            laptop.desk.do(people.found, name=role.title(), role=PEOPLE[role][0], language="id", region="Jawa Barat")
            laptop.ring.make()
        surya = laptops.pop("surya")
        root = surya.ring.make_root()
        surya.desk.do(teams.found, "Tim Uji", surya.desk.ask(teams.request, surya.ring.person(), surya.ring.device()), root)
        for role, laptop in laptops.items():
            clock.step()
            asked = laptop.desk.ask(teams.request, laptop.ring.person(), laptop.ring.device())
            surya.desk.do(teams.enrol, asked, (PEOPLE[role][0],), "Jawa Barat", root)  # type: ignore[arg-type]
    return found


def approved(team: Trio, agency: str) -> str:
    """The id of a verification that its lead approved, where all work with one database."""
    verification = readied(team.verifier.desk, agency, WAIVED)
    team.verifier.submits(verification)
    team.lead.desk.do(reviewing.confirm, verification, WAIVED)
    team.lead.clock.step()
    approval = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    team.lead.desk.do(reviewing.conclude, verification, approval)
    return verification
