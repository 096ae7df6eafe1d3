"""What attacks on the intake share: a member's laptop of a team of two, honest documents for it, and what must hold after each act."""

import atexit
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from models.codes import digest
from models.desk import intake, keeping, people, teams
from models.desk.desk import Desk, opened
from models.documents import signatures
from models.documents.travelling import Signed
from models.keyring import Keyring
from models.ledger import trail
from models.previews import Arrival
from tests.conftest import StillClock
from tests.desk.acts import decided
from tests.desk.arriving import founded, member, sent

CLOCK: Final = StillClock()
LEAST: Final = 25
"""Fewest characters of a sentence that says why."""


@dataclass(frozen=True)
class Honest:
    """Budi's laptop in `folder`, a verifier's; what comes to it from Ani, and his own submission; and everybody's keys."""

    folder: Path
    verdict: Signed
    submission: Signed
    team: Signed
    older: Signed
    ani: Keyring
    budi: Keyring

    @property
    def documents(self) -> tuple[Signed, ...]:
        """Every honest document."""
        return self.verdict, self.submission, self.team, self.older

    def by_budi(self, body: bytes, kind: str = "submission", name: str = "lain.toml") -> Signed:
        """Any bytes, signed by Budi."""
        return Signed(name, body, (signatures.sign(self.budi.person(), body, kind),))

    def by_root(self, body: bytes, name: str = "tim.toml") -> Signed:
        """Any bytes, signed by the team's root key as a team."""
        return Signed(name, body, (signatures.sign(self.ani.root(), body, "team"),))


@cache
def honest() -> Honest:
    """Two laptops and what goes from one to the other, made once."""
    folder = Path(mkdtemp(prefix="intake"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with opened(folder / "ani", clock=CLOCK) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id", region="Papua")
        ani = founded(desk)
        with member(desk, ani, folder / "budi", CLOCK) as (other, budi):
            submission = sent(other, budi, decided(other))
            older = desk.ask(teams.chain)[0]
            current = desk.ask(teams.current)
            assert current is not None
            place = next(id_ for id_, each in current.team.people.items() if each.name == "Budi")
            desk.do(teams.assign, place, ("verifier", "lead"), "Papua", ani.root())
            return Honest(folder / "budi", sent(desk, ani, decided(desk, "11")), submission, desk.ask(teams.chain)[-1], older, ani, budi)


def copied(folder: Path) -> Path:
    """Budi's profile once more, in `folder`."""
    shutil.copytree(honest().folder, folder / "laptop")
    return folder / "laptop"


def offered_to(folder: Path, document: Signed) -> Arrival:
    """What the laptop in `folder` makes of a document: it is kept, or set aside with a reason; the profile opens and its chain holds."""
    id_ = digest(document.body)
    with opened(folder, clock=CLOCK) as desk:
        (found,) = desk.do(intake.take, (document,), {id_})
    with opened(folder, clock=CLOCK) as desk:
        if found.is_admitted:
            assert desk.ask(keeping.stored, id_).body == document.body
        else:
            assert is_set_aside(desk, document)
        with desk.ledger.transaction(writing=False) as connection:
            assert trail.verify(connection) > 0
    return found


def is_set_aside(desk: Desk, document: Signed) -> bool:
    """Whether exactly these bytes and signatures wait in quarantine, and why is said in both languages."""
    kept = desk.ask(keeping.refused, digest(document.body))
    line = next(each for each in desk.ask(keeping.set_aside) if each.id == digest(document.body))
    said = line.reason
    is_said = min(len(said.id), len(said.en)) > LEAST and said.id != said.en and not any("refusal." in each for each in (said.id, said.en))
    return is_said and (kept.body, kept.signatures) == (document.body, document.signatures)
