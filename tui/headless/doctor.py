"""`verifier doctor`: looks through settings, folder, database, documents and keys, and says of each whether it is sound."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.unlocking import unlock_profile

if TYPE_CHECKING:
    from models.doctor import Result, Wish
    from tui.command_line import Session

_SHOWN: Final = 5
"""Most faults of one check that are shown; `--json` has more."""
_INDENT: Final = "    "


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "doctor")
    parser.add_argument("--full", action="store_true", help=words("cli.doctor.full"))
    parser.add_argument("--carriers", action="store_true", help=words("cli.doctor.carriers"))
    parser.add_argument("--report", type=common.path, metavar="FILE", help=words("cli.doctor.report"))
    parser.add_argument("--accept", action="store_true", help=words("cli.doctor.accept"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Print a line for each check, and what to do where something is wrong; 1 where something is.

    Raises:
        Refusal: what opening the profile refuses where a gap is to be accepted, and what `land` refuses of the report.
    """
    from models import encryption
    from models.doctor import State, examine, named

    words = session.words
    if parsed.accept:
        return _accept(session)
    # Where nobody can type it, the rest is looked at all the same.
    with suppress(Refusal):
        unlock_profile(words, encryption.database(session.folder))
    wish = _wish(session, parsed)
    with _progress(words, len(named(wish))) as begun:
        found = list(examine(session.folder, lambda: _settings(session, parsed), begun, wish))
    wrong = sum(result.state is State.WRONG for result in found)
    if parsed.report is not None:
        _report(session, parsed.report, found)
    if parsed.json:
        common.print_data(folder=str(session.folder), sound=not wrong, checks=[_data(words, result) for result in found])
    else:
        width = shutil.get_terminal_size().columns if sys.__stdout__ is not None and sys.__stdout__.isatty() else 0
        for result in found:
            print("\n".join(row for line in _lines(words, result) for row in _folded(line, width)))
        print(words.count("doctor.findings", wrong) if wrong else words("doctor.sound"), file=sys.stderr)
    return int(wrong > 0)


def _wish(session: "Session", parsed: argparse.Namespace) -> "Wish":
    """What is to be looked at besides; passwords that the environment does not hold are asked for before it begins."""
    from models.carriers.address import parsed as address
    from models.carriers.opening import needs_password
    from models.carriers.passwords import variable
    from models.doctor import Wish
    from tui.headless.unlocking import asked

    carriers = session.settings.carriers if parsed.carriers else None
    typed: dict[str, str] = {}
    for name, text in (carriers or {}).items():
        # Where nobody can type it, or the address is at fault, the check says so.
        with suppress(Refusal):
            if needs_password(address(name, text)) and not os.environ.get(variable(name)):
                typed[name] = asked(session.words("exchange.password_ask", carrier=name, address=text), name, variable(name))
    return Wish(parsed.full, carriers, lambda found: typed.get(found.name, ""), os.environ)


def _report(session: "Session", file: Path, found: "list[Result]") -> None:
    from models.doctor import report
    from models.landing import land
    from tui import VERSION

    land(file, report.written(found, VERSION))
    print(session.words("doctor.report", file=file), file=sys.stderr)


def _accept(session: "Session") -> int:
    """Go on from the trail as it stands."""
    with common.desk(session, writing=True, has_warned=True) as desk:
        had = desk.ledger.gap is not None
        desk.ledger.accept_gap()
    print(session.words("doctor.accepted" if had else "doctor.gap.good"), file=sys.stderr)
    return 0


def _settings(session: "Session", parsed: argparse.Namespace) -> Path | None:
    """Read the settings as the program would at its start."""
    from models import places
    from models.settings import load

    # Where the file is at fault the session has none.
    file = session.settings.file or places.settings_file(parsed.data_dir, parsed.config)
    own = load(file)
    if file is not None:
        from tui import own_keys

        own_keys.check(own.keys, file)
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
        yield lambda check: bar.update(task, advance=1, description=words(f"doctor.check.{check}"))


def _lines(words: Words, result: "Result") -> Iterator[str]:
    from models.doctor import State
    from models.doctor.telling import called, remedy, told

    found = result.found
    width = max(len(called(words, "state", state)) for state in State)
    yield f"{called(words, 'state', result.state).ljust(width)}  {called(words, 'check', result.check)}: {told(words, found.said)}"
    yield from (f"{_INDENT}- {told(words, fault)}" for fault in found.faults[:_SHOWN])
    if len(found.faults) > _SHOWN:
        yield f"{_INDENT}- {words.count('doctor.more', len(found.faults) - _SHOWN)}"
    if found.remedy:
        yield f"{_INDENT}→ {remedy(words, result)}"
    if found.copy is not None:
        yield f"{_INDENT}→ {told(words, found.copy)}"


def _folded(line: str, width: int) -> Iterator[str]:
    """`line` in rows of `width` at most, the further ones indented; 0 is as long as it takes, and no path or code is ever broken."""
    indent = " " * (len(line) - len(line.lstrip()) + len(_INDENT))
    for part in line.splitlines():
        yield from wrap(part, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) if width else (part,)


def _data(words: Words, result: "Result") -> dict[str, object]:
    from models.doctor.telling import remedy, told

    found = result.found
    return {
        "check": result.check,
        "state": result.state,
        "said": told(words, found.said),
        "faults": [told(words, fault) for fault in found.faults],
        "remedy": remedy(words, result),
        "copy": told(words, found.copy) if found.copy else "",
        "seconds": round(result.seconds, 3),
    }
