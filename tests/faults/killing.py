"""What tests that kill share: a process that forks writers, one writer at a time, and what the killed one was able to say."""

import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, Self

from models.desk import facts
from models.desk.desk import Desk, opened
from models.doctor import State, examine
from tests.conftest import ROOT
from tests.desk.acts import answer_all, begun, sheet_of
from tests.faults.writers import UNDO, Act, state

PATIENCE: Final = 60
"""Seconds that a writer may take to say something: it is stuck after them."""


class Writer:
    """A writer at work."""

    def __init__(self, lines: int) -> None:
        self._lines, self._rest = lines, b""
        self.told: list[Any] = []
        """What it said so far."""
        self._code: int | None = None
        self.pid = self._next()

    def until(self, many: int, more: float = 0) -> None:
        """Let it work until it has said so `many` things or has come to its end, and `more` seconds or until it says the next one."""
        while len(self.told) < many and self._hear():
            pass
        select.select([self._lines], [], [], more)

    def stop(self) -> None:
        """Let it stand still, and wait until it does, or has come to its end before."""
        with suppress(ProcessLookupError, FileNotFoundError):
            os.kill(self.pid, signal.SIGSTOP)
            while Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] not in "TZ":
                select.select([], [], [], 0.001)

    def kill(self) -> list[Any]:
        """The battery dies; all that it said. It may have come to its end before."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        while self._hear():
            pass
        assert self._code in (0, -signal.SIGKILL), self.told[-3:]
        return self.told

    def code(self) -> int | None:
        """Its exit code, None before its end."""
        while self._code is None and (self._rest or select.select([self._lines], [], [], 0)[0]):
            self._hear()
        return self._code

    def _hear(self) -> bool:
        """Hear the next thing; False where it has come to its end."""
        if self._code is None:
            said = self._next()
            if isinstance(said, int):
                self._code = said
            else:
                self.told.append(said)
        return self._code is None

    def _next(self) -> Any:
        while b"\n" not in self._rest:
            assert select.select([self._lines], [], [], PATIENCE)[0], f"it says nothing any more: {self.told[-3:]}"
            chunk = os.read(self._lines, 65536)
            assert chunk, "the process that forks has ended"
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)


class Writers:
    """A process that forks writers; where a `key` is given, they hold it."""

    def __init__(self, key: bytes = b"") -> None:
        command, self._key = [sys.executable, "-m", "tests.faults.writers"], key
        self._last: Writer | None = None
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        self._program = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def begin(self, name: str, *arguments: object) -> Writer:
        """Let a writer begin, and none be left of before."""
        self.end()
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(f"{json.dumps([self._key.hex(), name, *arguments], default=str)}\n".encode())
        self._program.stdin.flush()
        self._last = Writer(self._program.stdout.fileno())
        return self._last

    def __enter__(self) -> Self:
        return self

    def end(self) -> None:
        """End what a test that failed left at work, or standing still."""
        if self._last is not None and self._last.code() is None:
            self._last.kill()

    def __exit__(self, *_: object) -> None:
        self.end()
        self._program.kill()
        self._program.communicate()


class Acts:
    """What a verifier's acts make of a verification: each sets one thing, an undo puts back what stood there."""

    def __init__(self, state: Mapping[str, str], before: Sequence[tuple[str, str | None]] = ()) -> None:
        self.state = dict(state)
        self._before = list(before)

    def after(self, act: Act) -> "Acts":
        """The same with one act more."""
        found = Acts(self.state, self._before)
        what, to = act
        if what == UNDO:
            found._set(*found._before.pop())
        elif found.state.get(what) != (to := "" if what.startswith("evidence ") else to):
            found._before.append((what, found.state.get(what)))
            found._set(what, to)
        return found

    def _set(self, what: str, to: str | None) -> None:
        if to is None:
            self.state.pop(what, None)
        else:
            self.state[what] = to


class Trial:
    """A verification at which somebody works and is interrupted again and again; what was said of it is kept here, outside."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.verification = begun(desk)
        desk.do(facts.record, self.verification, "PEN-02", {"status": "not_proposed"})
        self.folder, self._chance = desk.ledger.folder, random.Random(seed)
        self.acknowledged = self.lost = 0
        self._first = self._done = 0
        self._may_stand = [Acts(state(answer_all(desk, self.verification, 2)))]
        desk.close()

    def begin(self, writers: Writers, name: str = "desk") -> Writer:
        """Somebody works, up to a moment that nobody can foretell."""
        writer = writers.begin(name, self.folder, self.verification, self._first)
        writer.until(self._chance.randrange(30), more=self._chance.uniform(0, 0.005))
        return writer

    def take(self, told: list[Any]) -> None:
        """Compare what a writer found with what was said before, and keep what it said itself; nothing where it died before."""
        if told:
            acts = self.compare(told[0])
            begun, self._done = told[1::2], len(told[2::2])
            self._may_stand = list(accumulate(begun, Acts.after, initial=acts))
            self.acknowledged, self._first = self.acknowledged + self._done, self._first + len(begun)

    def compare(self, stood: Mapping[str, str]) -> Acts:
        """How what stands came about; what was said to be saved and is not there is counted as lost. Nothing else may stand."""
        found = [number for number, acts in enumerate(self._may_stand) if acts.state == stood]
        assert found, f"nobody did that: {set(self._may_stand[-1].state.items()) ^ set(stood.items())}"
        self.lost += max(0, self._done - found[-1])
        return self._may_stand[found[-1]]

    def end(self) -> None:
        """Open the profile once more: what must stand does, and the doctor finds nothing."""
        with opened(self.folder) as desk:
            self.compare(state(sheet_of(desk, self.verification)))
        assert wrong(self.folder) == []


def wrong(folder: Path) -> list[str]:
    """The checks of the doctor that find something: pages, references, chain, summaries against a recount and all others."""
    found = examine(folder, lambda: None)
    return [f"{each.check}: {each.found}" for each in found if each.state is State.WRONG]
