"""Where a soak plays: a guarded database with a team of those who work there, and laptops whose segments wait to be put on a carrier."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from models import headquarters
from models.carriers import parsed
from models.carriers.folder import Folder
from models.codes import digest
from models.desk import notes, people, teams
from models.desk.desk import Desk, opened
from models.documents import team_chain
from models.exchange import exchange
from models.keyring import Keyring
from models.ledger import server as known
from tests.desk.noting_kit import VISIT, drawn
from tests.desk.reviewing_kit import Laptop
from tests.postgres import PASSWORD, Server

CARRIER: Final = "hq"
ROLES: Final = ("verifier", "lead", "supervisor")
_LAPTOPS: Final = ("ani", "budi", "citra")
_AT_ONCE: Final = 4
"""Documents in a segment."""


@dataclass
class Scene:
    """The database, the folders of all, and what waits to be sent."""

    at: Server
    folder: Path
    members: tuple[str, ...]
    workers: tuple[str, ...]
    database: str = "soak"
    sent: set[str] = field(default_factory=set)
    """The digests of the documents in the segments that wait."""

    @property
    def carrier(self) -> Path:
        """The folder by which laptops send."""
        return self.folder / "carrier"

    @property
    def waiting(self) -> Path:
        """What will lie there."""
        return self.folder / "waiting"

    def url(self, role: str) -> str:
        """The address of the database for somebody."""
        return self.at.url(self.database, role)

    @contextmanager
    def desk(self, role: str) -> Iterator[Desk]:
        """Somebody's desk."""
        known.choose(self.folder / role, self.url(role))
        with opened(self.folder / role) as desk:
            yield desk

    def put_next(self) -> bool:
        """Put the next segment on the carrier; False where none waits."""
        found = sorted(self.waiting.rglob("*.seg"), key=lambda path: (path.name, path.parts))
        if not found:
            return False
        target = self.carrier / found[0].relative_to(self.waiting)
        target.parent.mkdir(parents=True, exist_ok=True)
        found[0].rename(target)
        return True


def made(at: Server, folder: Path, members: int, workers: int, segments: int) -> Scene:
    """A scene with so many who work, who take in, and segments that wait."""
    scene = Scene(at, folder, tuple(f"m{n}" for n in range(members)), tuple(f"w{n}" for n in range(workers)))
    admin = at.url(scene.database)
    headquarters.init(admin)
    for role in (*scene.members, *scene.workers):
        headquarters.admit(admin, role, is_worker=role in scene.workers, password=PASSWORD)
    for path in (scene.carrier, scene.waiting):
        path.mkdir()
    with ExitStack() as stack:
        desks = {role: stack.enter_context(scene.desk(role)) for role in (*scene.members, *scene.workers)}
        desks |= {name: stack.enter_context(opened(folder / name)) for name in _LAPTOPS}
        rings = {}
        for name, desk in desks.items():
            desk.do(people.found, name=name, role="supervisor" if name[1:].isdigit() else "verifier", language="id", region="Jawa Barat")
            rings[name] = Keyring(desk.ledger.folder)
            rings[name].make()
        founder, *others = desks
        desk, root = desks[founder], rings[founder].make_root()
        team = desk.do(teams.found, "Tim Uji", desk.ask(teams.request, rings[founder].person(), rings[founder].device()), root)
        for name in others:
            asked = desks[name].ask(teams.request, rings[name].person(), rings[name].device())
            team = desk.do(teams.enrol, asked, ROLES if name[1:].isdigit() else ("verifier",), "Jawa Barat", root)
        (person,) = [id_ for id_, each in team.team.people.items() if each.name == founder]
        team = desk.do(teams.assign, person, ROLES, "Jawa Barat", root)
        for name in _LAPTOPS:
            desks[name].do(teams.take, team.document, team_chain.six_words(team.document.body))
            _write(scene, Laptop(desks[name], rings[name], None), name, segments)  # type: ignore[arg-type]  # nobody sets a clock here
    shutil.rmtree(scene.waiting / "q", ignore_errors=True)
    return scene


def _write(scene: Scene, laptop: Laptop, name: str, segments: int) -> None:
    for number in range(segments):
        for each in range(_AT_ONCE):
            signed = drawn(laptop, "visit", VISIT | {"text": f"{name} {number} {each}"}, "11")
            laptop.desk.do(notes.write, signed)
            scene.sent.add(digest(signed.body))
        with closing(Folder(parsed(CARRIER, str(scene.waiting)))) as carrier:
            exchange(laptop.desk, CARRIER, carrier)
