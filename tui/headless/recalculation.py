"""`verifier recalculation`: the recalculation sheet of an item: the agency's formula, its rows, and the answer that follows."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.rules.recalculation import ASKED, AXES, BOXES
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.recalculations import Recalculation
    from models.views import Sheet
    from tui.command_line import Session

_OF_FORMULA: Final = (*ASKED, "boxes")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "recalculation")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    parser.add_argument("item", metavar="ITEM", help=words("cli.recalculation.item"))
    for name in _OF_FORMULA:
        hint = words(f"recalculation.hint.{'boxes' if name == 'boxes' else 'components' if name in AXES else 'cut_off'}")
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=f"{words(f'recalculation.{name}')}. {hint}")
    told = words("cli.recalculation.row")
    parser.add_argument("--row", nargs=3, action="append", default=[], metavar=("NUMBER", "BOX", "SCORES"), help=told)
    parser.add_argument("--remove", type=int, metavar="NUMBER", help=words("cli.recalculation.remove"))
    parser.add_argument("--apply", action="store_true", help=words("cli.recalculation.apply"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Note what is given of the formula and of rows, as one act each, and print the sheet; what is not given of the formula stays.

    Raises:
        Refusal: `recalculation.not_asked`, and as the verbs of recalculations give.
    """
    from models.desk import reading, recalculations, verifications
    from models.rules import answers
    from models.rules.recalculation import ITEMS, asks

    told = {name: value for name in _OF_FORMULA if (value := getattr(parsed, name)) is not None}
    is_act = bool(told or parsed.row or parsed.remove is not None or parsed.apply)
    with common.desk(session, writing=is_act) as desk:
        sheet = desk.ask(reading.sheet, desk.ask(verifications.named, parsed.what))
        item = answers.item(sheet.checklist, parsed.item.upper())
        if not asks(item):
            raise Refusal("recalculation.not_asked", item=item.code, items=", ".join(ITEMS))
        if told:
            known = desk.ask(recalculations.of, sheet.id, item.code).entered or {"boxes": " ".join(map(str, BOXES))}
            desk.do(recalculations.set_formula, sheet.id, item.code, {**known, **told})
        for row in parsed.row:
            _row(desk, sheet.id, item.code, row)
        if parsed.remove is not None:
            desk.do(recalculations.remove, sheet.id, item.code, parsed.remove)
        if parsed.apply:
            sheet = desk.do(recalculations.apply, sheet.id, item.code)
        here = desk.ask(recalculations.of, sheet.id, item.code)
    _print(session.words, sheet, here, is_json=parsed.json)
    return 0


def _row(desk: "Desk", verification: str, item: str, typed: Sequence[str]) -> None:
    """Enter a row, or change the one that has its number: a score that is not given stays."""
    from models.desk import recalculations
    from models.rules.numbers import plain
    from models.rules.recalculation import components

    number, box, text = typed
    here = desk.ask(recalculations.of, verification, item)
    scores = components(text, "recalculation.scores")
    for name in scores:
        if here.formula is not None and name not in here.formula.components:
            raise Refusal("recalculation.component", label="recalculation.scores", value=name)
    known = next((row for row in here.rows if str(row.number) == number.strip()), None)
    every = {**(known.scores if known else {}), **scores}
    entered = {"number": number, "box": box, **{f"score.{name}": plain(score) for name, score in every.items()}}
    desk.do(recalculations.row, verification, item, entered, known.number if known else None)


def _print(words: Words, sheet: "Sheet", here: "Recalculation", *, is_json: bool) -> None:
    from models.rules.numbers import typed
    from models.rules.recalculation import as_typed
    from models.text import shown

    if is_json:
        common.print_data(recalculation=_data(sheet, here))
        return
    result = here.result
    if here.formula is not None and here.entered is not None:
        for name, value in as_typed(here.entered).items():
            print(f"{words(f'recalculation.{name}')}\t{shown(value)}")
    rows = []
    for row in here.rows:
        found = result.boxes.get(row.number) if result is not None else None
        how = "incomplete" if found is None else "match" if found == row.box else "mismatch"
        scores = " · ".join(f"{name} {typed(score)}" for name, score in row.scores.items())
        rows.append((str(row.number), scores, str(row.box), "-" if found is None else str(found), words(f"recalculation.{how}")))
    if rows:
        names = ("number", "scores", "box", "found")
        print_rows([*(words(f"recalculation.{name}") for name in names), ""], rows, cut=1)
    matching = 0 if result is None else result.matching
    print(words("recalculation.matching", matching=matching, rows=len(here.rows)), file=sys.stderr)


def _data(sheet: "Sheet", here: "Recalculation") -> dict[str, Any]:
    from models.rules.numbers import plain

    result = here.result
    boxes = {} if result is None else result.boxes
    rows = [
        {"number": row.number, "scores": {name: plain(score) for name, score in row.scores.items()}, "box": row.box, "found": found}
        for row in here.rows
        for found in (boxes.get(row.number),)
    ]
    return {
        "verification": sheet.id,
        "agency": sheet.agency.code,
        "round": sheet.round,
        "item": here.item,
        "formula": None if here.formula is None or here.entered is None else dict(here.entered),
        "rows": rows,
        "matching": None if result is None else result.matching,
        "uncovered": [] if result is None else list(result.uncovered),
        "word": None if result is None else result.word,
    }
