"""`verifier report`: papers and tables on many agencies, narrowed by the filter that every figure and list has."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.tabled import FORMATS
from models.words import Words
from tui.headless import common
from tui.headless.figures import chosen, filter_switches

if TYPE_CHECKING:
    from models.desk.freeze import Frozen
    from models.rules.results import Filter
    from models.tabled import Tabled
    from tui.command_line import Session

_TEXT: Final = "recap-text"
_NAMES: Final = ("recap", _TEXT)


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "report")
    parser.add_argument("name", choices=_NAMES, metavar="|".join(_NAMES), help=words("cli.report.name"))
    filter_switches(parser, words)
    parser.add_argument("--format", choices=FORMATS, help=words("cli.report.format"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)
    parser.set_defaults(misused=parser.error)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the report and print its paths, or print it where it is text.

    Raises:
        Refusal: what `chosen`, `tabling.tabled`, `reporting.recap` and `reporting.put` refuse.
    """
    wanted = chosen(parsed)
    if parsed.name == _TEXT:
        return _text(session, parsed, wanted)
    return _recap(session, parsed, wanted)


def _text(session: "Session", parsed: argparse.Namespace, wanted: "Filter") -> int:
    from models.desk import figures, recaps
    from models.figures_told import recap
    from models.moments import local_date, now
    from tui.headless.figures_data import filter_data

    if parsed.format or parsed.to or parsed.dry_run:
        parsed.misused(session.words("cli.report.format_alone"))
    with common.desk(session) as desk:
        lines = recap(session.words, desk.ask(figures.counted, wanted), desk.ask(recaps.since, wanted), local_date(now()))
    if parsed.json:
        common.print_data(report={"name": parsed.name, "filter": filter_data(wanted), "lines": lines})
    else:
        print("\n".join(lines))
    return 0


def _recap(session: "Session", parsed: argparse.Namespace, wanted: "Filter") -> int:
    from models import places, printing, reporting
    from models.desk import tabling

    words = session.words
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk, _progress() as begun:
        begun(words("report.doing.read"))
        found = desk.ask(tabling.tabled, wanted)
        files = reporting.recap(found, words, parsed.format or FORMATS[0], lambda page: begun(words("report.doing.write", page=page)))
    paths = [printing.place(folder, file) for file in files] if parsed.dry_run else [*reporting.put(folder, files)]
    if parsed.json:
        _print_data(parsed, found, files, paths)
        return 0
    print("\n".join(map(str, paths)))
    _say(words, found, folder, is_preview=parsed.dry_run)
    return 0


def _print_data(parsed: argparse.Namespace, found: "Tabled", files: "tuple[Frozen, ...]", paths: list[Path]) -> None:
    from models.codes import digest
    from tui.headless.figures_data import filter_data

    told = {
        "name": parsed.name,
        "filter": filter_data(found.filter),
        "day": found.day.isoformat(),
        "agencies": len(found.stands),
        "results": sum(stand.result is not None for stand in found.stands),
        "apart": len(found.apart),
        "evidence": sum(map(len, found.evidence.values())),
        "files": [{"file": str(path), "sha256": digest(file.body)} for path, file in zip(paths, files, strict=True)],
    }
    common.print_data(report=told)


def _say(words: Words, found: "Tabled", folder: Path, *, is_preview: bool) -> None:
    from models.figures_told import scope

    told = {"scope": scope(words, found.filter), "folder": folder}
    count = len(found.stands)
    print(words.count("report.would", count, **told) if is_preview else words.count("report.written", count, **told), file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """What is told of each part as it begins: shown on a terminal, and gone once all is done."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield lambda _part: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda part: bar.update(task, description=part)
