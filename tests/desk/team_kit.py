"""What tests of the team share: a team founded on one laptop, and another laptop that asks to be let in."""

from pathlib import Path

from models.desk import people, teams
from models.desk.desk import Desk, opened
from models.desk.keeping import Signed
from models.keyring import Keyring
from tests.conftest import StillClock


def asked(desk: Desk, ring: Keyring) -> Signed:
    """The request of whose laptop it is."""
    return desk.ask(teams.request, ring.person(), ring.device())


def founded(desk: Desk, ring: Keyring) -> teams.CurrentTeam:
    """A team of Ani's own."""
    return desk.do(teams.found, "Tim Papua", asked(desk, ring), ring.root())


def budi(folder: Path, clock: StillClock) -> tuple[Desk, Keyring]:
    """Another laptop, and its keys."""
    desk = opened(folder, clock=clock)
    desk.do(people.found, name="Budi", role="lead", language="id")
    ring = Keyring(folder)
    ring.make()
    return desk, ring
