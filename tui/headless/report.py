"""`verifier report`: every paper and table on many agencies, narrowed by the filter that every figure and list has."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.tabled import DATA, EXCEL, REPORTS, TEXT
from models.words import LANGUAGES, Words
from tui.headless import common
from tui.headless.figures import chosen, filter_switches, known

if TYPE_CHECKING:
    from models.desk.freeze import Frozen
    from models.reporting import Order, Report, Tell
    from tui.command_line import Session

_FORMATS: Final = tuple(dict.fromkeys(form for forms in REPORTS.values() for form in forms))


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "report")
    parser.add_argument("name", choices=REPORTS, metavar="|".join(REPORTS), help=words("cli.report.name"))
    filter_switches(parser, words)
    parser.add_argument("--format", choices=_FORMATS, metavar="|".join(_FORMATS), help=words("cli.report.format"))
    parser.add_argument("--to", type=common.path, metavar="DIR|FILE", help=words("cli.report.to"))
    # Nothing is set where it is not given: before the command it may have been.
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=words("cli.lang"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)
    parser.set_defaults(misused=parser.error)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the report and print its paths, or print it where it is text; 1 where agencies were left out.

    Raises:
        Refusal: what `chosen`, `known`, `reporting.made`, `reporting.put` and `land` refuse, and `report.one_file`.
    """
    from models import reporting
    from models.desk import figures

    form = _form(session.words, parsed)
    wanted = chosen(parsed)
    with common.desk(session) as desk, _progress() as tell:
        order = reporting.Order(parsed.name, form, desk.ask(figures.within, known(desk, wanted)), session.words, session.settings.office)
        if parsed.name == TEXT and parsed.to is None:
            return _print_lines(parsed, order, reporting.lines(desk, order))
        made = reporting.made(desk, order, tell)
    paths = _landed(session, parsed, made)
    for agency, why in made.left_out:
        print(f"verifier: {agency}: {session.words.refusal(why)}", file=sys.stderr)
    if parsed.json:
        _print_data(parsed, order, made, paths)
    else:
        print("\n".join(map(str, paths)))
        told = {"files": session.words.count("report.files", len(paths)), "scope": order.scope, "folder": paths[0].parent}
        said = "report.would" if parsed.dry_run else "report.written"
        print(session.words.count(said, made.counts["agencies"], **told), file=sys.stderr)
    return 1 if made.left_out else 0


def _form(words: Words, parsed: argparse.Namespace) -> str:
    """The format asked for, else the one that the file is named by, else the usual one; wrong use where these do not fit."""
    fitting = REPORTS[parsed.name]
    named = parsed.to.suffix[1:] if _names_a_file(parsed.to) else ""
    form: str = parsed.format or next((each for each in fitting if each == named), fitting[0])
    if form not in fitting:
        parsed.misused(words("cli.report.format_of", name=parsed.name, formats=", ".join(fitting)))
    if named and named != _ending(form):
        parsed.misused(words("cli.report.ending", name=parsed.to.name, format=form, ending=_ending(form)))
    return form


def _ending(form: str) -> str:
    return DATA if form == EXCEL else form


def _names_a_file(to: Path | None) -> bool:
    """Whether it ends as a report does; a folder that is there may too."""
    return to is not None and to.suffix[1:] in _FORMATS and not to.is_dir()


def _print_lines(parsed: argparse.Namespace, order: "Order", lines: tuple[str, ...]) -> int:
    from tui.headless.figures_data import filter_data

    if parsed.json:
        common.print_data(report={"name": parsed.name, "filter": filter_data(order.chosen), "lines": lines})
    else:
        print("\n".join(lines))
    return 0


def _landed(session: "Session", parsed: argparse.Namespace, made: "Report") -> tuple[Path, ...]:
    """Where the files are, or would be."""
    from models import places, printing, reporting

    if _names_a_file(parsed.to):
        if len(made.files) > 1:
            raise Refusal("report.one_file", file=parsed.to, count=len(made.files))
        return (_landed_as(parsed.to, made.files[0], is_preview=parsed.dry_run),)
    folder = parsed.to or places.export_folder(session.settings)
    if parsed.dry_run:
        return tuple(printing.place(folder, file) for file in made.files)
    return reporting.put(folder, made.files)


def _landed_as(path: Path, file: "Frozen", *, is_preview: bool) -> Path:
    """The file under a name that somebody chose, where nothing is written over."""
    from models.landing import land

    if not is_preview:
        land(path, file.body)
    elif path.exists() and path.read_bytes() != file.body:
        raise Refusal("export.exists_other", file=path)
    return path


def _print_data(parsed: argparse.Namespace, order: "Order", made: "Report", paths: tuple[Path, ...]) -> None:
    from models.codes import digest
    from models.moments import local_date, now
    from tui.headless.figures_data import filter_data

    told = {
        "name": parsed.name,
        "format": order.form,
        "filter": filter_data(order.chosen),
        "day": local_date(now()).isoformat(),
        **made.counts,
        "files": [{"file": str(path), "sha256": digest(file.body)} for path, file in zip(paths, made.files, strict=True)],
        "left_out": [{"agency": agency, "code": why.code} for agency, why in made.left_out],
    }
    common.print_data(report=told)


@contextmanager
def _progress() -> Iterator["Tell"]:
    """What is told of each part as it begins: shown on a terminal, and gone once all is done."""
    stream = sys.__stderr__
    if stream is None or not stream.isatty():
        yield lambda _part, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda part, done, total: bar.update(task, description=part, completed=done, total=total or None)
