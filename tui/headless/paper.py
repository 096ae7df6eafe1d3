"""`verifier paper`: the papers of a visit and of its result, as PDF or Word."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refusal
from models.paper import KINDS, RESULTS
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    kinds = (*KINDS, *RESULTS)
    parser = common.parser(commands, words, "paper")
    parser.add_argument("kind", choices=kinds, metavar="|".join(kinds), help=words("cli.paper.kind"))
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--word", action="store_true", help=words("cli.paper.word"))
    formats.add_argument("--xlsx", action="store_true", help=words("cli.paper.xlsx"))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the paper and print its path; Refusal `request.only`, and as `printing.drawn` and `printing.put` give."""
    from models import places, printing
    from models.desk import verifications, worksheets

    words = session.words
    if parsed.xlsx and parsed.kind != "request":
        raise Refusal("request.only")
    folder: Path = parsed.to or places.export_folder(session.settings)
    with common.desk(session) as desk:
        verification = desk.ask(verifications.named, parsed.what)
        name, paper = desk.ask(printing.drawn, verification, parsed.kind, words, session.settings.office)
        table = desk.ask(worksheets.request, verification, words.language) if parsed.xlsx else None
    file = table or printing.written(name, paper, "docx" if parsed.word else "pdf")
    path = printing.place(folder, file) if parsed.dry_run else printing.put(folder, file)
    if parsed.json:
        common.print_data(paper={"verification": verification, "kind": parsed.kind, "title": paper.title, "file": str(path)})
        return 0
    print(path)
    told = {"paper": words(f"paper.{parsed.kind}.name"), "agency": paper.about}
    print(words("printing.would" if parsed.dry_run else "printing.is_written", **told), file=sys.stderr)
    return 0
