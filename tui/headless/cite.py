"""`verifier cite`: the evidence of a verification listed, registered, changed, cited for items, released and withdrawn."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.rules.evidence import KINDS, SEEN, STATUSES
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.views import Evidence, Sheet
    from tui.command_line import Session

NEW: Final = "new"
_FIELDS: Final = ("title", "kind", "number", "date", "valid_until", "source", "location", "seen", "status")
_CHOICES: Final = {"kind": KINDS, "seen": SEEN, "status": STATUSES}


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "cite")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    parser.add_argument("code", metavar="CODE", nargs="?", help=words("cli.cite.code"))
    for name in _FIELDS:
        wanted: dict[str, Any] = {"choices": _CHOICES[name]} if name in _CHOICES else {"metavar": "DATE" if name.endswith("e") else "TEXT"}
        wanted |= {"metavar": "TEXT"} if name in ("title", "source") else {}
        parser.add_argument(f"--{name.replace('_', '-')}", help=words(f"evidence.{name}"), **wanted)
    parser.add_argument("--item", action="append", default=[], metavar="ITEM", help=words("cli.cite.item"))
    parser.add_argument("--place", metavar="TEXT", help=words("cli.cite.place"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--release", action="store_true", help=words("cli.cite.release"))
    how.add_argument("--withdraw", action="store_true", help=words("cli.cite.withdraw"))
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the evidence, and print it: all of it where none is named.

    Raises:
        Refusal: `cite.code` where something is told of no evidence, `cite.switches` of switches that do not go together, and as the verbs
            of `desk.evidence` give.
    """
    from models.desk import reading, verifications

    told = {name: value for name in _FIELDS if (value := getattr(parsed, name)) is not None}
    if "location" in told and os.path.isfile(told["location"]):  # noqa: PTH113 - a place of any other name is no error
        # Evidence is found again by its whole path, from wherever the program is started.
        told["location"] = str(Path(told["location"]).absolute())
    is_act = bool(told or parsed.item or parsed.place is not None or parsed.release or parsed.withdraw)
    if is_act and parsed.code is None:
        raise Refusal("cite.code")
    _require_sense(parsed, told)
    with common.desk(session, writing=is_act) as desk:
        sheet = desk.ask(reading.sheet, desk.ask(verifications.named, parsed.what))
        code = parsed.code and parsed.code.casefold() != NEW and parsed.code.upper()
        if is_act:
            sheet, code = _done(desk, sheet, code or "", told, parsed)
        elif parsed.code:
            _evidence(sheet, str(code))
    shown = [each for each in sheet.evidence if not code or each.code == code]
    if parsed.json:
        common.print_data(evidence=[_data(sheet, each) for each in shown])
    elif shown:
        _print(session.words, sheet, shown)
    elif not is_act:
        print(session.words("cli.cite.none"), file=sys.stderr)
    return 0


def _evidence(sheet: "Sheet", code: str) -> "Evidence":
    found = next((each for each in sheet.evidence if each.code == code), None)
    if found is None:
        raise Refusal("evidence.unknown", evidence=code)
    return found


def _require_sense(parsed: argparse.Namespace, told: dict[str, str]) -> None:
    """Refuse (`cite.switches`) what would do less than it says: a place or a release of no item, more of what is taken away."""
    is_new = parsed.code is not None and parsed.code.casefold() == NEW
    lacks_item = (parsed.release or parsed.place is not None) and not parsed.item
    says_more = (parsed.release and (is_new or parsed.place is not None)) or (parsed.withdraw and (is_new or parsed.item or told))
    if lacks_item or says_more:
        raise Refusal("cite.switches")


def _done(desk: "Desk", sheet: "Sheet", code: str, told: dict[str, str], parsed: argparse.Namespace) -> "tuple[Sheet, str]":
    """The sheet after what was asked for, and the code of the evidence it was asked of."""
    from models.desk import evidence
    from models.rules import answers

    # What is refused is refused as a whole: whoever gives the command again would register a second one.
    items = [answers.item(sheet.checklist, each.upper()).code for each in parsed.item]
    if not code:
        sheet = desk.do(evidence.register, sheet.id, {"seen": "yes", **told}, items[0] if items else "", parsed.place or "")
        code, items = sheet.evidence[-1].code, items[1:]
    elif told:
        found = _evidence(sheet, code)
        before = {name: str(getattr(found, name)) for name in _FIELDS} | {"seen": "yes" if found.seen else "no"}
        sheet = desk.do(evidence.change, sheet.id, code, before | told)
    for item in items:
        sheet = desk.do(evidence.release, sheet.id, item, code) if parsed.release else _cited(desk, sheet, item, code, parsed.place)
    if parsed.withdraw:
        sheet = desk.do(evidence.withdraw, sheet.id, code)
    return sheet, code


def _cited(desk: "Desk", sheet: "Sheet", item: str, code: str, place: str | None) -> "Sheet":
    """The sheet with evidence cited for an item; a place that is not told stays."""
    from models.desk import evidence

    told = dict(_places(sheet, code)).get(item, "") if place is None else place
    return desk.do(evidence.cite, sheet.id, item, code, told)


def _places(sheet: "Sheet", code: str) -> Iterable[tuple[str, str]]:
    for line in sheet.every:
        yield from ((line.item.code, each.place) for each in line.citations if each.evidence.code == code)


def _data(sheet: "Sheet", each: "Evidence") -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(each), "cited": dict(_places(sheet, each.code))}


def _print(words: Words, sheet: "Sheet", shown: "list[Evidence]") -> None:
    headings = ["", words("evidence.title"), words("evidence.number"), words("evidence.status"), words("evidence.cited_by")]
    rows = [
        (
            each.code,
            each.title,
            each.number or "-",
            words(f"evidence.status.{each.status}"),
            ", ".join(f"{item} ({place})" if place else item for item, place in _places(sheet, each.code)) or "-",
        )
        for each in shown
    ]
    print_rows(headings, rows, cut=1)
