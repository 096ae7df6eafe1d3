"""Commands without a screen: the same verbs and questions, data to stdout, talk to stderr."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.errors import Refusal
from models.landing import land
from models.settings import at_home

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.documents.verdict_file import VerdictFile
    from tui.command_line import Session

SCHEMA: Final = 1
"""Number of the shape of `--json` output."""


def init(session: "Session", parsed: argparse.Namespace) -> int:
    """Found the profile without a screen."""
    from models.desk import people

    if _desk_exists(session):
        raise Refusal("profile.exists", folder=session.folder)
    with _desk(session, writing=True) as desk:
        profile = desk.do(people.found, name=parsed.name, role=parsed.role, language=session.words.language, region=parsed.region)
    print(session.words("cli.init.done", name=profile.name, folder=session.folder), file=sys.stderr)
    return 0


def list_(session: "Session", parsed: argparse.Namespace) -> int:
    """Print every verification of the profile."""
    from models.desk import verifications

    with _desk(session) as desk:
        lines = desk.ask(verifications.every)
    if parsed.json:
        rows = [
            {
                "id": line.id,
                "agency": line.agency,
                "name": line.agency_name,
                "round": line.round,
                "checklist": line.checklist,
                "state": line.state,
                "answered": line.answered,
                "total": line.total,
                "verdict": line.verdict,
                "touched_at": line.touched_at,
            }
            for line in lines
        ]
        print(json.dumps({"schema": SCHEMA, "verifications": rows}, ensure_ascii=False, indent=2))
        return 0
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    words = session.words
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "agency", "round", "state", "answered", "verdict"):
        table.add_column(words(f"list.{heading}"), no_wrap=heading != "agency")
    for line in lines:
        cells = (line.id, f"{line.agency} {line.agency_name}", line.round, words(f"state.{line.state}"))
        table.add_row(*map(Text, (*cells, f"{line.answered}/{line.total}", line.verdict or "-")))
    Console().print(table)
    if not lines:
        print(words("list.none"), file=sys.stderr)
    return 0


def show(session: "Session", parsed: argparse.Namespace) -> int:
    """Print a verdict file, or the one a verification would have now."""
    document = _document(session, parsed.what)
    if parsed.json:
        print(json.dumps({"schema": SCHEMA, "verdict_file": document.model_dump()}, ensure_ascii=False, indent=2))
        return 0
    from tui.plain import show_document

    show_document(session.words, document)
    return 0


def export(session: "Session", parsed: argparse.Namespace) -> int:
    """Write verdict files: of the verifications named, or of all that have a verdict."""
    from models import places
    from models.desk import freeze, verifications

    words = session.words
    folder: Path = parsed.to or places.export_folder(session.settings)
    with _desk(session) as desk:
        if parsed.what:
            wanted = [desk.ask(verifications.named, what) for what in parsed.what]
        else:
            wanted = [line.id for line in desk.ask(verifications.every) if line.verdict]
        if not wanted:
            raise Refusal("export.nothing")
        frozen = [desk.ask(freeze.verdict_file, verification) for verification in wanted]
    for file in frozen:
        if not parsed.dry_run:
            land(folder / file.name, file.body)
        print(folder / file.name)
    said = "export.would_write" if parsed.dry_run else "export.done"
    print(words.count(said, len(frozen), folder=folder), file=sys.stderr)
    return 0


def _document(session: "Session", what: str) -> "VerdictFile":
    from models.documents.toml import SIZE_LIMIT
    from models.documents.verdict_file import opened

    path = at_home(what)
    # `os.path` where `pathlib` would raise for a name that no file can have.
    if os.path.isfile(path):  # noqa: PTH113
        try:
            with path.open("rb") as file:
                return opened(file.read(SIZE_LIMIT + 1), path.name)
        except OSError as error:
            raise Refusal("document.unreadable", file=path, cause=error.strerror or error) from error
    from models.desk import freeze, verifications

    with _desk(session) as desk:
        frozen = desk.ask(freeze.verdict_file, desk.ask(verifications.named, what))
    return opened(frozen.body, frozen.name)


def _desk_exists(session: "Session") -> bool:
    from models.ledger.glance import look

    return look(session.folder) is not None


def _desk(session: "Session", *, writing: bool = False) -> "Desk":
    from models.desk.desk import opened

    return opened(session.folder, writing=writing)


COMMANDS: Final[Mapping[str, Callable[["Session", argparse.Namespace], int]]] = {
    "init": init,
    "list": list_,
    "show": show,
    "export": export,
}
