"""A soak: clients at work, somebody who kills them and the server, and what was found at the end."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from models.errors import Refusal
from tests.conftest import ROOT
from tests.postgres import server
from tests.soak.checker import Found, checked
from tests.soak.scene import Scene, made
from tests.soak.told import said

READERS: Final = 2
_AGENCIES: Final = 60
"""Agencies that everybody may begin with."""
_LATE: Final = 60
"""Seconds that a client may take to its end, and readers to see what came last."""


@dataclass
class Soak:
    """What was done to the clients, and what came of it."""

    found: Found
    seconds: float
    clients: int
    kills: Counter[str] = field(default_factory=Counter)
    """What the nemesis did, by what it did it to."""
    refused: Counter[str] = field(default_factory=Counter)


def soaked(folder: Path, seconds: float, clients: int, *, seed: int = 1) -> Soak:
    """A soak of so many seconds in an empty folder; a quarter of the clients take in what comes, the others work."""
    with server(is_durable=True) as at:
        workers = max(1, clients // 4)
        scene = made(at, folder, clients - workers, workers, segments=max(3, round(seconds / 10)))
        nemesis = Nemesis(scene, random.Random(seed), _AGENCIES)
        began = time.monotonic()
        nemesis.torment(seconds)
        return told(nemesis, time.monotonic() - began)


def told(nemesis: "Nemesis", seconds: float, after: int = 0) -> Soak:
    """What came of it, once all have come to their end, from behind an entry of the trail on."""
    scene = nemesis.scene
    nemesis.finish()
    outs = [scene.folder / f"{role}.told" for role in (*scene.members, *scene.workers)]
    readers = [scene.folder / f"r{number}.told" for number in range(READERS)]
    with scene.desk(scene.members[0]) as desk:
        found = checked(desk.ledger, outs, readers, scene.sent, after)
    refused = Counter(line["refused"] for out in outs for line in said(out) if "refused" in line and "ends" not in line)
    return Soak(found, seconds, len(outs), nemesis.kills, refused)


class Nemesis:
    """Starts the clients, kills some of them and the server, and starts them again."""

    def __init__(self, scene: Scene, chance: random.Random, begins: int) -> None:
        self.scene, self._chance, self._begins = scene, chance, begins
        self.kills: Counter[str] = Counter()
        self._lives = 0
        self._clients: dict[str, subprocess.Popen[bytes]] = {}
        for role in (*scene.members, *scene.workers, *(f"r{number}" for number in range(READERS))):
            self._start(role)

    def _start(self, name: str) -> None:
        scene = self.scene
        kind = {"m": "works", "w": "takes", "r": "reads"}[name[0]]
        # A reader looks on at somebody's desk.
        role = scene.members[int(name[1:])] if kind == "reads" else name
        self._lives += 1
        told = {
            "kind": kind,
            "folder": str(scene.folder / role),
            "url": scene.url(role),
            "out": str(scene.folder / f"{name}.told"),
            "carrier": str(scene.carrier),
            "seed": self._chance.randrange(10**9),
            "begins": self._begins,
            "place": int(name[1:]),
            "places": len(scene.members),
        }
        with (scene.folder / f"{name}.log").open("ab") as log:
            command = [sys.executable, "-m", "tests.soak.client", json.dumps(told)]
            self._clients[name] = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def torment(self, seconds: float) -> None:
        """Kill now and then, and put on the carrier what waits."""
        end = time.monotonic() + seconds
        every = min(12.0, seconds / 5)
        next_kill = time.monotonic() + every
        while time.monotonic() < end:
            self.scene.put_next()
            if time.monotonic() > next_kill:
                next_kill += every
                self._chance.choice((self.kill_client, self.kill_client, self.kill_server, self.stop_server))()
            self._look()
            time.sleep(min(1.0, seconds / 30))

    def _look(self) -> None:
        for name, each in self._clients.items():
            if each.poll() is not None:
                raise AssertionError(f"{name} ended with {each.returncode}: {(self.scene.folder / f'{name}.log').read_text()[-2000:]}")

    def kill_client(self) -> None:
        """Kill a client, and start it again."""
        name = self._chance.choice([*self._clients])
        self._clients[name].send_signal(signal.SIGKILL)
        self._clients[name].wait()
        self._start(name)
        self.kills["client killed"] += 1

    def kill_server(self) -> None:
        """Kill the server as a power cut would."""
        self.scene.at.kill()
        self.scene.at.start()
        self.kills["server killed"] += 1

    def stop_server(self) -> None:
        """Stop the server, and start it after a while."""
        self.scene.at.stop()
        time.sleep(self._chance.uniform(0, 2))
        self.scene.at.start()
        self.kills["server stopped"] += 1

    def finish(self) -> None:
        """Let those who work come to an end, then those who take in and read once nothing is left to them."""
        while self.scene.put_next():
            pass
        self._end([name for name in self._clients if name[0] == "m"])
        self._await(lambda here, _seen: self.scene.sent <= here)
        self._end([name for name in self._clients if name[0] == "w"])
        self._await(lambda here, seen: all(here <= each for each in seen))
        self._end([*self._clients])

    def _end(self, names: list[str]) -> None:
        for name in names:
            self._clients[name].terminate()
        for name in names:
            # One that had just been started may not have begun.
            code = self._clients.pop(name).wait(_LATE)
            assert code in (0, -signal.SIGTERM), f"{name}: {code} {(self.scene.folder / f'{name}.log').read_text()[-2000:]}"

    def _await(self, holds: Any) -> None:
        """Wait until something holds of the documents there are, and those that each reader saw; the checker tells where it does not."""
        end = time.monotonic() + _LATE
        while time.monotonic() < end:
            with suppress(Refusal):
                with self.scene.at.connected(self.scene.database) as connection:
                    here = {digest for (digest,) in connection.execute("SELECT digest FROM document").fetchall()}
                seen = [{line.get("saw") for line in said(self.scene.folder / f"r{number}.told")} for number in range(READERS)]
                if holds(here, seen):
                    return
            time.sleep(0.3)
