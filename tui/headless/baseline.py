"""`verifier baseline`: figures that others stated, targets among them; listed, stated, corrected and removed."""

import argparse
import sys
from typing import TYPE_CHECKING, Any, Final

from models.rules.stated import MEASURES
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.rules.stated import Stated
    from tui.command_line import Session

_CODED: Final = ("measure", "type", "year")
_FIELDS: Final = ("value", "unit", "source", *_CODED, "note")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "baseline")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in ("list", "set", "remove"):
        part = parts.add_parser(name, help=words(f"cli.baseline.{name}"), description=words(f"cli.baseline.{name}"))
        if name != "list":
            part.add_argument("day", metavar="DATE", help=words("cli.baseline.day"))
            part.add_argument("figure", metavar="NAME", help=words("cli.baseline.figure"))
        if name == "set":
            _add_fields(part, words)
        common.json_switch(part, words)


def _add_fields(part: argparse.ArgumentParser, words: Words) -> None:
    told = {name: words(f"baseline.{name}") for name in _FIELDS}
    told |= {"measure": f"{told['measure']}: {', '.join(MEASURES)}", "year": words("baseline.year_hint")}
    for name, said in told.items():
        part.add_argument(f"--{name}", metavar=name.upper() if name in _CODED else "TEXT", help=said)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of a figure of this day and name, and print them all; of one that is here already, what is not given stays.

    Raises:
        Refusal: `fact.date`, and as `baselines.state` and `baselines.remove` give.
    """
    from models.desk import baselines

    with common.desk(session, writing=parsed.part != "list") as desk:
        if parsed.part != "list":
            _act(session.words, desk, parsed)
        found = desk.ask(baselines.lines)
    if parsed.json:
        from dataclasses import asdict

        common.print_data(stated=[asdict(each) for each in found])
    else:
        _print(session.words, found)
    return 0


def _act(words: Words, desk: "Desk", parsed: argparse.Namespace) -> None:
    from models.desk import baselines
    from models.figures_told import translated
    from models.text import dated, folded

    day = dated(parsed.day, "baseline.day")
    # A figure that the program ships is known by its name in either language.
    same = (each for each in desk.ask(baselines.lines) if each.day == day)
    known = next((each for each in same if folded(parsed.figure) in map(folded, (each.figure, translated(words, each).figure))), None)
    figure = known.figure if known else parsed.figure
    if parsed.part == "remove":
        desk.do(baselines.remove, day, figure)
    else:
        told = {name: value if (value := getattr(parsed, name)) is not None else getattr(known, name, "") for name in _FIELDS}
        desk.do(baselines.state, {"day": day, "figure": figure, **told})


def _print(words: Words, found: "tuple[Stated, ...]") -> None:
    from models.figures_told import translated
    from models.moments import written

    told = [translated(words, each) for each in found]
    rows = [(written(each.day), each.figure, each.value, each.unit, each.source) for each in told]
    if rows:
        print_rows([words(f"baseline.{name}") for name in ("day", "figure", "value", "unit", "source")], rows, cut=1)
    print(words.count("cli.baseline.count", len(rows)), file=sys.stderr)
