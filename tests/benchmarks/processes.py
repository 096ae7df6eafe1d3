"""Whole programs: what one takes from its start to its end, and how much memory it has then."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

PYTHON: Final = sys.executable
PROGRAM: Final = (PYTHON, "-c", "import sys; from tui.cli import main; sys.exit(main())")
"""The program as its command starts it: what installers write into that, and not a module that is looked for by its name first."""
BARE: Final = (PYTHON, "-c", "pass")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a program took."""

    wall: float
    """Milliseconds."""
    cpu: float
    peak: float
    """MiB."""


def environment(more: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """What programs are started in: nothing that makes Python compile its own sources at every start."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "TMUX", "LINES", "COLUMNS")}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **more}


def spawned(words: Sequence[str], code: int = 0) -> Taken:
    """Run a program to its end, its output thrown away."""
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        began = time.perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, nothing, descriptor) for descriptor in (0, 1, 2)]
        pid = os.posix_spawnp(words[0], list(words), environment(), file_actions=actions)
        _, status, used = os.wait4(pid, 0)
        wall = time.perf_counter() - began
    finally:
        os.close(nothing)
    if os.waitstatus_to_exitcode(status) != code:
        raise ChildProcessError(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return Taken(wall * 1000, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024)


def loads(words: Sequence[str], *packages: str) -> list[str]:
    """Which of the packages a command line of the program has loaded when it is done."""
    program = (
        "import sys; from tui.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        f"print('\\n' + ' '.join(name for name in {packages!r} if name in sys.modules))"
    )
    done = subprocess.run([PYTHON, "-c", program, *words], capture_output=True, text=True, timeout=60, check=True, env=environment())
    return done.stdout.splitlines()[-1].split()
