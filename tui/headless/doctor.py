"""`verifier doctor`: looks through settings, folder, database, documents and keys, and says of each whether it is sound."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.doctor import Result, Told
    from tui.command_line import Session

_SHOWN: Final = 5
"""Most faults of one check that are shown; `--json` has more."""
_INDENT: Final = "    "


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    common.json_switch(common.parser(commands, words, "doctor"), words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print a line for each check, and what to do where something is wrong; 1 where something is."""
    from models.doctor import CHECKS, State, examine

    words = session.words
    with _progress(words, len(CHECKS)) as begun:
        found = list(examine(session.folder, lambda: _settings(session, parsed), begun))
    wrong = sum(result.state is State.WRONG for result in found)
    if parsed.json:
        common.print_data(folder=str(session.folder), sound=not wrong, checks=[_data(words, result) for result in found])
    else:
        width = shutil.get_terminal_size().columns if sys.__stdout__ is not None and sys.__stdout__.isatty() else 0
        for result in found:
            print("\n".join(row for line in _lines(words, result) for row in _folded(line, width)))
        print(words.count("doctor.findings", wrong) if wrong else words("doctor.sound"), file=sys.stderr)
    return int(wrong > 0)


def _settings(session: "Session", parsed: argparse.Namespace) -> Path | None:
    """Read the settings as the program would at its start."""
    from models import places
    from models.settings import load

    # Where the file is at fault the session has none.
    file = session.settings.file or places.settings_file(parsed.data_dir, parsed.config)
    own = load(file)
    if own.keys and file is not None:
        # Only keys need what Textual knows of them.
        from screens import keys

        keys.check(own.keys, file)
    return file


@contextmanager
def _progress(words: Words, total: int) -> Iterator[Callable[[str], None]]:
    """What is told of each check as it begins: shown on a terminal, and gone once all is done."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield lambda _check: None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(file=stream)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda check: bar.update(task, advance=1, description=_word(words, "check", check))


def _lines(words: Words, result: "Result") -> Iterator[str]:
    from models.doctor import State

    found = result.found
    width = max(len(_word(words, "state", state)) for state in State)
    yield f"{_word(words, 'state', result.state).ljust(width)}  {_word(words, 'check', result.check)}: {_told(words, found.said)}"
    yield from (f"{_INDENT}- {_told(words, fault)}" for fault in found.faults[:_SHOWN])
    if len(found.faults) > _SHOWN:
        yield f"{_INDENT}- {words.count('doctor.more', len(found.faults) - _SHOWN)}"
    if found.remedy:
        yield f"{_INDENT}→ {_word(words, 'remedy', found.remedy)}"


def _folded(line: str, width: int) -> Iterator[str]:
    """`line` in rows of `width` at most, the further ones indented; 0 is as long as it takes, and no path or code is ever broken."""
    indent = " " * (len(line) - len(line.lstrip()) + len(_INDENT))
    for part in line.splitlines():
        yield from wrap(part, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) if width else (part,)


def _data(words: Words, result: "Result") -> dict[str, object]:
    found = result.found
    remedy = _word(words, "remedy", found.remedy) if found.remedy else ""
    faults = [_told(words, fault) for fault in found.faults]
    return {"check": result.check, "state": result.state, "said": _told(words, found.said), "faults": faults, "remedy": remedy}


def _word(words: Words, kind: str, name: str) -> str:
    """What a check, a state or a remedy is called."""
    return words(f"doctor.{kind}.{name}")


def _told(words: Words, told: "Told") -> str:
    if isinstance(told, str):
        return told
    if isinstance(told, Refusal):
        return words.refusal(told)
    key = f"doctor.{told.code}"
    count = told.fields.get("count")
    if isinstance(count, int):
        return words.count(key, count, **{name: value for name, value in told.fields.items() if name != "count"})
    return words(key, **told.fields)
