"""Headquarters on a server, for tests: a team whose supervisor works there, and laptops that send what they wrote by a folder."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from models.carriers import parsed
from models.carriers.folder import Folder
from models.codes import digest
from models.desk import keeping, notes, people, teams
from models.desk.desk import Desk, opened
from models.documents import team_chain
from models.exchange import exchange
from models.exchanged import Exchanged
from models.keyring import Keyring
from models.ledger import server as known
from tests.conftest import ROOT
from tests.desk.noting_kit import VISIT, drawn
from tests.desk.reviewing_kit import Laptop
from tests.postgres import PASSWORD, Server

CARRIER: Final = "hq"
PATIENCE: Final = 60
"""Seconds that what is waited for may take."""


@dataclass
class Sending(Laptop):
    """A laptop of the team, which knows the carrier."""

    carrier: Path

    def writes(self, agency: str = "11", text: str = VISIT["text"]) -> str:
        """A note written; the digest of its document."""
        signed = drawn(self, "visit", VISIT | {"text": text}, agency)
        self.desk.do(notes.write, signed)
        return digest(signed.body)

    def sends(self, folder: Path | None = None) -> Exchanged:
        """An exchange with the carrier, or a copy of it."""
        with closing(Folder(parsed(CARRIER, str(folder or self.carrier)))) as carrier:
            return exchange(self.desk, CARRIER, carrier)


@dataclass
class Headquarters:
    """The supervisor's profile at a server, and the laptops of the others."""

    folder: Path
    server: Server
    database: str
    laptops: dict[str, Sending]

    @property
    def carrier(self) -> Path:
        """The folder by which all exchange."""
        return self.folder / "carrier"

    @property
    def profile(self) -> Path:
        """The folder of the supervisor's profile."""
        return self.folder / "surya"

    def opened(self) -> Desk:
        """The supervisor's desk."""
        known.choose(self.profile, self.server.url(self.database))
        return opened(self.profile)

    def environment(self) -> dict[str, str]:
        """Of processes that find the password where users have it."""
        file = self.folder / "pgpass"
        file.write_text(f"*:*:*:*:{PASSWORD}\n")
        file.chmod(0o600)
        return {**os.environ, "PGPASSFILE": str(file)}

    def settings(self) -> None:
        """Tell the profile its database and its carrier."""
        url = self.server.url(self.database).replace(f":{PASSWORD}@", "@")
        (self.profile / "verifier.toml").write_text(f"[database]\nurl = '{url}'\n[carriers]\n{CARRIER} = '{self.carrier}'\n", "utf-8")

    def works(self, out: IO[str], *more: str) -> subprocess.Popen[str]:
        """A process that takes in what comes, every second."""
        command = [sys.executable, "-m", "tui.cli", "--data-dir", str(self.profile), "--lang", "en", "sync", "--every", "1s", *more]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=ROOT, env=self.environment(), text=True)


@contextmanager
def headquarters(folder: Path, server: Server, *names: str) -> Iterator[Headquarters]:
    """A team founded at a server, and a laptop for each of the verifiers named."""
    database = server.database()
    made = Headquarters(folder, server, database, {})
    made.carrier.mkdir()
    with ExitStack() as stack:
        surya = stack.enter_context(made.opened())
        ring = _founded(surya, "surya", "supervisor")
        root = ring.make_root()
        team = surya.do(teams.found, "Tim Uji", surya.ask(teams.request, ring.person(), ring.device()), root)
        for name in names:
            desk = stack.enter_context(opened(folder / name))
            own = _founded(desk, name, "verifier")
            team = surya.do(teams.enrol, desk.ask(teams.request, own.person(), own.device()), ("verifier",), "Jawa Barat", root)
            made.laptops[name] = Sending(desk, own, None, made.carrier)  # type: ignore[arg-type]  # nobody sets a clock here
        for each in made.laptops.values():
            each.desk.do(teams.take, team.document, team_chain.six_words(team.document.body))
        made.settings()
        surya.close()
        yield made


def _founded(desk: Desk, name: str, role: str) -> Keyring:
    desk.do(people.found, name=name.title(), role=role, language="id", region="Jawa Barat")
    ring = Keyring(desk.ledger.folder)
    ring.make()
    return ring


def until(holds: Callable[[], object], *running: subprocess.Popen[str]) -> None:
    """Wait until something holds, while processes run."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        assert all(each.poll() is None for each in running)
        time.sleep(0.05)


def kept(desk: Desk) -> dict[str, set[object]]:
    """What the documents and the quarantine hold, but for what headquarters wrote itself."""
    return {
        "documents": {(line.id, line.kind, line.title, line.signer, line.is_hidden) for line in desk.ask(keeping.lines)},
        "quarantine": {(line.id, line.name, line.reason.en, line.is_hidden) for line in desk.ask(keeping.set_aside)},
    }
