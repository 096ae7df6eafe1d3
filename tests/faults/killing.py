"""What tests that kill share: a process that forks writers, one writer at a time, and what the killed one was able to say."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

from models.doctor import State, examine
from tests.conftest import ROOT
from tests.faults.writers import UNDO, Act

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
        """Let it stand still, and wait until it does."""
        os.kill(self.pid, signal.SIGSTOP)
        while Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            select.select([], [], [], 0.001)

    def kill(self) -> list[Any]:
        """The battery dies; all that it said. It may have come to its end before."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        while self._hear():
            pass
        assert self._code in (0, -signal.SIGKILL), self.told[-3:]
        return self.told

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
    """A process that forks writers."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.writers"]
        self._program = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def begin(self, name: str, *arguments: object) -> Writer:
        """Let a writer begin."""
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(f"{json.dumps([name, *arguments], default=str)}\n".encode())
        self._program.stdin.flush()
        return Writer(self._program.stdout.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.kill()
        self._program.communicate()


class Acts:
    """What a verifier's acts make of a verification: each sets one thing, an undo puts back what stood there."""

    def __init__(self, state: Mapping[str, str], before: Sequence[tuple[str, str | None]] = ()) -> None:
        self.state = dict(state)
        self._before = list(before)

    def do(self, act: Act) -> None:
        """Let an act count."""
        what, to = act
        if what == UNDO:
            if self._before:
                self._set(*self._before.pop())
            return
        to = "" if what.startswith("evidence ") else to
        if self.state.get(what) != to:
            self._before.append((what, self.state.get(what)))
            self._set(what, to)

    def then(self, begun: Sequence[Act], done: int) -> list["Acts"]:
        """What may stand after acts of which `done` were said to be: those, and the next one where it was begun."""
        may_stand = [Acts(self.state, self._before)]
        for number, act in enumerate(begun):
            after = Acts(may_stand[-1].state, may_stand[-1]._before)
            after.do(act)
            may_stand = [after] if number < done else [*may_stand, after]
        return may_stand

    def unlike(self, stood: Mapping[str, str]) -> set[tuple[str, str]]:
        """What stands here or there only."""
        return set(self.state.items()) ^ set(stood.items())

    def _set(self, what: str, to: str | None) -> None:
        if to is None:
            self.state.pop(what, None)
        else:
            self.state[what] = to


def wrong(folder: Path) -> list[str]:
    """The checks of the doctor that find something: pages, references, chain, summaries against a recount and all others."""
    found = examine(folder, lambda: None)
    return [f"{each.check}: {each.found}" for each in found if each.state is State.WRONG]
