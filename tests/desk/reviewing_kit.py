"""What tests of the review share: three laptops of one team, and documents that go from one to the other."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from models.codes import digest
from models.desk import (
    answers,
    evidence,
    handing,
    intake,
    issuing,
    keeping,
    people,
    reviewing,
    submitting,
    teams,
    verdicts,
)
from models.desk.desk import Desk, opened
from models.desk.freeze import Frozen
from models.documents import kinds, signatures, team_chain, toml
from models.documents.kinds import Document
from models.documents.travelling import Signed
from models.keyring import Keyring
from models.ledger.engine import Ledger
from models.previews import Arriving
from tests.conftest import StillClock
from tests.desk.acts import answer_all, begun, fill_facts

WAIVED: Final = "SIS-06"
"""The item of `ready` that is not applicable."""


@dataclass
class Laptop:
    """Somebody's laptop: the desk, the keys and the clock that all share."""

    desk: Desk
    ring: Keyring
    clock: StillClock

    def sign(self, file: Frozen) -> Signed:
        """A document with this person's signature."""
        kind = kinds.purpose(kinds.parsed(file.body, file.name))
        return Signed(file.name, file.body, (signatures.sign(self.ring.person(), file.body, kind),))

    def takes(self, *offered: Signed) -> list[Arriving]:
        """Take documents of others in."""
        self.clock.step()
        return [each.standing for each in self.desk.do(intake.take, offered, {digest(each.body) for each in offered})]

    def documents(self, kind: str) -> list[Signed]:
        """The documents of a kind that are here."""
        return [self.desk.ask(keeping.stored, line.id) for line in self.desk.ask(keeping.lines) if line.kind == kind]

    def submits(self, verification: str) -> Signed:
        """Submit, and what is handed on."""
        self.clock.step()
        signed = self.sign(self.desk.ask(submitting.drawn_up, verification))
        self.clock.step()
        self.desk.do(submitting.submit, verification, signed)
        return signed


@dataclass
class Trio:
    """Verifier, lead and supervisor of one team."""

    verifier: Laptop
    lead: Laptop
    supervisor: Laptop


@cache
def founded() -> tuple[Path, datetime]:
    """The three profiles as they are when their team stands, made once, and when that was."""
    folder, clock = _scratch(), StillClock()
    with ExitStack() as stack:

        def laptop(name: str, role: str) -> Laptop:
            desk = stack.enter_context(opened(folder / name, clock=clock))
            desk.do(people.found, name=name.title(), role=role, language="id", region="Jawa Barat")
            ring = Keyring(folder / name)
            ring.make()
            return Laptop(desk, ring, clock)

        surya, lina, vera = laptop("surya", "supervisor"), laptop("lina", "lead"), laptop("vera", "verifier")
        root = surya.ring.make_root()
        surya.desk.do(teams.found, "Tim Uji", surya.desk.ask(teams.request, surya.ring.person(), surya.ring.device()), root)
        for member, roles in ((lina, ("verifier", "lead")), (vera, ("verifier",))):
            clock.step()
            asked = member.desk.ask(teams.request, member.ring.person(), member.ring.device())
            team = surya.desk.do(teams.enrol, asked, roles, "Jawa Barat", root)  # type: ignore[arg-type]
        words = team_chain.six_words(team.document.body)
        for member in (lina, vera):
            member.desk.do(teams.take, team.document, words)
    return folder, clock.moment


def _scratch() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="verifier-trio-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _head_as_founded(name: str) -> str:
    with opened(founded()[0] / name, writing=False) as desk:
        return _head(desk)


def _head(desk: Desk) -> str:
    """The digest of the last entry of the trail: equal only where nothing was done since."""
    with desk.ledger.transaction(writing=False) as connection:
        return str(connection.exec_driver_sql("SELECT hash FROM trail ORDER BY seq DESC LIMIT 1").scalar())


def _is_as_founded(desk: Desk, name: str) -> bool:
    """Whether this is the laptop of this name of a trio on which nothing was done yet, and no time has passed."""
    return desk.ledger.folder.name == name and desk._clock() == founded()[1] and _head(desk) == _head_as_founded(name)


def _bring(desk: Desk, made: Path) -> None:
    """Put on an open desk what was made on its like: doing it anew for every test would take most of the time."""
    desk.close()
    shutil.copytree(made, desk.ledger.folder, dirs_exist_ok=True)
    desk.ledger = Ledger.open(desk.ledger.folder)


@contextmanager
def trio(folder: Path) -> Iterator[Trio]:
    """Three laptops: Vera verifies, Lina leads (and verifies too), Surya supervises and founded the team."""
    with once_more(folder, *founded()) as team:
        yield team


@contextmanager
def once_more(folder: Path, founded: Path, moment: datetime) -> Iterator[Trio]:
    """The three laptops of a trio that was in the folder `founded`, as they stood at a moment."""
    clock = StillClock()
    clock.moment = moment
    with ExitStack() as stack:

        def laptop(name: str) -> Laptop:
            shutil.copytree(founded / name, folder / name)
            return Laptop(stack.enter_context(opened(folder / name, clock=clock)), Keyring(folder / name), clock)

        yield Trio(laptop("vera"), laptop("lina"), laptop("surya"))


def ready(desk: Desk, agency: str = "11", waived: str = WAIVED) -> str:
    """The id of a verification that can be submitted: all answered, one not applicable, gates with evidence, facts, the verdict."""
    if not _is_as_founded(desk, "vera"):
        return _readied(desk, agency, waived)
    folder, verification = _ready_once(agency, waived)
    _bring(desk, folder)
    return verification


def _readied(desk: Desk, agency: str, waived: str) -> str:
    verification = begun(desk, agency)
    sheet = answer_all(desk, verification, 3)
    desk.do(answers.not_applicable, verification, waived, "Disediakan oleh BKN")
    gates = [line.item.code for line in sheet.lines if line.item.gate is not None]
    desk.do(evidence.register, verification, {"title": "Peraturan Gubernur", "seen": "yes"}, gates[0], "Pasal 3")
    for gate in gates[1:]:
        desk.do(evidence.cite, verification, gate, "B01", "Pasal 4")
    found = fill_facts(desk, verification).recommendation
    assert found is not None
    desk.do(verdicts.record, verification, found.code)
    return verification


def returned(team: Trio, verification: str, item: str) -> str:
    """Submit a verification and let it come back with a correction on `item`, whose id is returned."""
    team.lead.takes(team.verifier.submits(verification))
    team.lead.desk.do(reviewing.remark, verification, item, "correction", "Pasal berapa?")
    team.lead.clock.step()
    review = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi pasalnya."))
    team.lead.desk.do(reviewing.conclude, verification, review)
    team.verifier.takes(review)
    (remark,) = team.verifier.desk.ask(reviewing.standing, verification).remarks
    return remark.id


@cache
def _ready_once(agency: str, waived: str) -> tuple[Path, str]:
    """Vera's profile with a verification that is ready, only copied."""
    folder = _scratch()
    with trio(folder) as team:
        return folder / "vera", _readied(team.verifier.desk, agency, waived)


def approved(team: Trio, agency: str = "11") -> str:
    """The id of a verification that its lead approved, on all three laptops."""
    laptops = {"vera": team.verifier, "lina": team.lead, "surya": team.supervisor}
    if not all(_is_as_founded(laptop.desk, name) for name, laptop in laptops.items()):
        return approved_anew(team, agency)
    folder, moment, verification = _approved_once(agency)
    for name, laptop in laptops.items():
        _bring(laptop.desk, folder / name)
    team.lead.clock.moment = moment
    return verification


@cache
def _approved_once(agency: str) -> tuple[Path, datetime, str]:
    """The three profiles with a verification that is approved, only copied, and when that was."""
    folder = _scratch()
    with trio(folder) as team:
        verification = approved_anew(team, agency)
        return folder, team.lead.clock.moment, verification


def approved_anew(team: Trio, agency: str = "11") -> str:
    """The same by every act of it, for whoever changes one of them."""
    verification = ready(team.verifier.desk, agency)
    team.lead.takes(team.verifier.submits(verification))
    team.lead.desk.do(reviewing.confirm, verification, WAIVED)
    team.lead.clock.step()
    approval = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    team.lead.desk.do(reviewing.conclude, verification, approval)
    for laptop in (team.verifier, team.supervisor):
        laptop.takes(*team.lead.documents("submission"), approval)
    return verification


def hands(laptop: Laptop, verification: str, name: str, *areas: str) -> Signed:
    """Hand areas, or the whole, over to whom this names; the document."""
    laptop.clock.step()
    signed = laptop.sign(laptop.desk.ask(handing.drawn_up, verification, name, areas, "Saya ke Papua."))
    laptop.desk.do(handing.hand_over, verification, signed)
    return signed


def drawn(laptop: Laptop, verification: str, verb: str, **more: str) -> Signed:
    """A verdict file that a verb of issuing drew up, signed and not entered."""
    laptop.clock.step()
    return laptop.sign(laptop.desk.ask(issuing.drawn_up, verification, verb, **more))  # type: ignore[arg-type]


def done(laptop: Laptop, verification: str, verb: str, **more: str) -> Signed:
    """A verdict issued or amended."""
    signed = drawn(laptop, verification, verb, **more)
    laptop.desk.do(issuing.issue, verification, verb, signed)  # type: ignore[arg-type]
    return signed


def changed(laptop: Laptop, document: Signed, **told: object) -> Signed:
    """A document that says something else, signed by whose laptop it is."""
    found: Document = kinds.parsed(document.body, document.name).model_copy(update=told)
    body = toml.write(found)
    return Signed("lain.toml", body, (signatures.sign(laptop.ring.person(), body, kinds.purpose(found)),))


def why(laptop: Laptop, *offered: Signed) -> str:
    """Why the last of the documents is refused."""
    found = laptop.desk.ask(intake.judged, offered)[-1].why
    return "" if found is None else found.code


def approves(team: Trio, submission: Signed, verification: str) -> str:
    """Let Lina approve a submission, and Surya take that in; the verification."""
    team.lead.takes(submission)
    team.lead.desk.do(reviewing.confirm, verification, WAIVED)
    team.lead.clock.step()
    approval = team.lead.sign(team.lead.desk.ask(reviewing.drawn_up, verification, "approved"))
    team.lead.desk.do(reviewing.conclude, verification, approval)
    team.supervisor.takes(submission, approval)
    return verification
