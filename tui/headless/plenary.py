"""`verifier plenary`: plenaries with their results and who attends; one is made, decided about, closed, and its list written."""

import argparse
import sys
from typing import TYPE_CHECKING, Any, Final

from models.paper import FORMATS, TABLE
from models.rules.plenary import HEAD, POSTPONED
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.plenary import Plenary
    from tui.command_line import Session

_FOLLOW: Final = "follow"
_DECISIONS: Final = ("V1", "V2", "V3", "V4", _FOLLOW, POSTPONED)
_READING: Final = ("list", "show", "paper")
_PARTS: Final = ("list", "show", "new", "set", "add", "remove", "attend", "decide", "close", "reopen", "undo", "discard", "paper")
_WHOLE: Final = ("new", "set")
"""The parts that take what is noted of a plenary as a whole."""


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "plenary")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in _PARTS:
        told = words(f"cli.plenary.{name}")
        part = parts.add_parser(name, help=told, description=told)
        if name not in ("list", "new"):
            part.add_argument("plenary", metavar="PLENARY", help=words("cli.plenary.plenary"))
        if name in ("new", "add"):
            part.add_argument("results", metavar="ID", nargs="*", help=words("cli.plenary.results"))
            if name == "new":
                part.add_argument("--round", metavar="ID", default="", help=words("cli.plenary.round"))
        for field in HEAD if name in _WHOLE else ():
            part.add_argument(f"--{field}", metavar="DATE" if field == "day" else "TEXT", help=words(f"plenary.{field}"))
        _arguments(part, name, words)
        common.json_switch(part, words)


def _arguments(part: argparse.ArgumentParser, name: str, words: Words) -> None:
    """Add what only one of the parts takes."""
    match name:
        case "remove":
            which = part.add_mutually_exclusive_group(required=True)
            which.add_argument("--result", metavar="ID", help=words("cli.plenary.result"))
            which.add_argument("--attendee", metavar="NAME", help=words("cli.plenary.attendee"))
        case "attend":
            part.add_argument("name", metavar="NAME", help=words("cli.plenary.attendee"))
            for field in ("nip", "post"):
                part.add_argument(f"--{field}", metavar="TEXT", help=words(f"trip.{field}"))
        case "decide":
            part.add_argument("result", metavar="ID", nargs="?", help=words("cli.plenary.decided"))
            part.add_argument("decision", choices=_DECISIONS, nargs="?", metavar="|".join(_DECISIONS), help=words("cli.plenary.decision"))
            part.add_argument("--reason", metavar="TEXT", default="", help=words("reason.label"))
            part.add_argument("--rest", action="store_true", help=words("what.plenary.follow_rest"))
            part.set_defaults(misused=part.error)
        case "paper":
            part.add_argument("--format", choices=(*FORMATS, TABLE[0]), default="pdf", help=words("cli.plenary.format"))
            part.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
            common.dry_run_switch(part, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked and print how the plenary stands, or all of them.

    Raises:
        Refusal: `plenary.unknown` and `plenary.ambiguous`, and what the verbs of plenaries refuse.
    """
    from models.desk import decided

    words = session.words
    if parsed.part == "decide" and parsed.rest is bool(parsed.result and parsed.decision):
        parsed.misused(words("cli.plenary.decision_missing"))
    with common.desk(session, writing=parsed.part not in _READING) as desk:
        if parsed.part == "list":
            return _list(words, desk, is_data=parsed.json)
        id_ = "" if parsed.part == "new" else desk.ask(decided.named, parsed.plenary)
        if parsed.part == "paper":
            return _paper(session, desk, id_, parsed)
        found = desk.ask(decided.of, id_) if parsed.part == "show" else _done(words, desk, id_, parsed)
    if found is None:
        print(words("plenary.discarded"), file=sys.stderr)
    elif parsed.json:
        common.print_data(plenary=_data(found))
    else:
        _print(words, found)
    return 0


def _done(words: Words, desk: "Desk", id_: str, parsed: argparse.Namespace) -> "Plenary | None":
    """The plenary after what was asked; None where it was taken away."""
    from models.desk import decided, plenaries

    head = {name: value for name in HEAD if (value := getattr(parsed, name, None)) is not None}
    match parsed.part:
        case "new":
            found = desk.do(plenaries.begin, _results(desk, parsed))
            return _set(desk, found, head) if head else found
        case "set":
            return _set(desk, desk.ask(decided.of, id_), head)
        case "add":
            return desk.do(plenaries.add, id_, _results(desk, parsed))
        case "remove" if parsed.result:
            return desk.do(plenaries.remove, id_, _result(desk, parsed.result))
        case "remove":
            return desk.do(plenaries.dismiss, id_, _attendee(desk, id_, parsed.attendee, missing=-1))
        case "attend":
            return _attend(desk, id_, parsed)
        case "decide":
            return _decide(desk, id_, parsed)
        case "undo":
            verb, found = desk.do(plenaries.undo, id_)
            print(words("sheet.undone", act=words(f"act.{verb}"), item="").rstrip(), file=sys.stderr)
            return found
        case "discard":
            desk.do(plenaries.discard, id_)
            return None
        case _:
            return desk.do(plenaries.close if parsed.part == "close" else plenaries.reopen, id_)


def _result(desk: "Desk", what: str) -> str:
    from models.desk import verifications

    return desk.ask(verifications.named, what)


def _results(desk: "Desk", parsed: argparse.Namespace) -> list[str]:
    """The verifications named; where none is, all that wait for issue in the round."""
    from models.desk import decided, rounds

    if parsed.results:
        return [_result(desk, each) for each in parsed.results]
    if parsed.part == "add":
        return [*desk.ask(decided.waiting, desk.ask(decided.of, desk.ask(decided.named, parsed.plenary)).round)]
    return [*desk.ask(decided.waiting, parsed.round or desk.ask(rounds.lines)[0].id)]


def _set(desk: "Desk", found: "Plenary", head: dict[str, str]) -> "Plenary":
    from models.desk import plenaries

    return desk.do(plenaries.record, found.id, {name: getattr(found, name) for name in HEAD} | head)


def _attendee(desk: "Desk", id_: str, name: str, *, missing: int | None) -> Any:
    """The row of who attends by this name, else `missing`."""
    from models.desk import decided
    from models.text import folded

    found = desk.ask(decided.of, id_).attendees
    return next((each.row for each in found if folded(each.name) == folded(name)), missing)


def _attend(desk: "Desk", id_: str, parsed: argparse.Namespace) -> "Plenary":
    """Enter somebody; who is there by this name already keeps what is not told anew."""
    from models.desk import decided, plenaries

    row = _attendee(desk, id_, parsed.name, missing=None)
    known = next((each for each in desk.ask(decided.of, id_).attendees if each.row == row), None)
    before = {name: getattr(known, name) if known else "" for name in ("nip", "post")}
    told = {name: value for name in before if (value := getattr(parsed, name)) is not None}
    return desk.do(plenaries.attend, id_, {**before, **told, "name": parsed.name}, row)


def _decide(desk: "Desk", id_: str, parsed: argparse.Namespace) -> "Plenary":
    """Decide about the result named, or let what is recommended be decided about all that are left."""
    from models.desk import decided, plenaries

    if parsed.rest:
        return desk.do(plenaries.follow, id_)
    verification = _result(desk, parsed.result)
    entry = desk.ask(decided.of, id_).entry(verification)
    follows = parsed.decision == _FOLLOW and entry is not None
    decision = entry.recommended if follows and entry else parsed.decision
    return desk.do(plenaries.decide, id_, verification, decision, parsed.reason)


def _paper(session: "Session", desk: "Desk", id_: str, parsed: argparse.Namespace) -> int:
    from models import places, printing

    words = session.words
    folder = parsed.to or places.export_folder(session.settings)
    file = desk.ask(printing.plenary, id_, parsed.format, words, session.settings.office)
    path = printing.place(folder, file) if parsed.dry_run else printing.put(folder, file)
    if parsed.json:
        common.print_data(paper={"plenary": id_, "format": parsed.format, "file": str(path)})
        return 0
    print(path)
    print(words("plenary.would" if parsed.dry_run else "plenary.written", file=file.name), file=sys.stderr)
    return 0


def _list(words: Words, desk: "Desk", *, is_data: bool) -> int:
    from dataclasses import asdict

    from models.desk import decided
    from models.moments import written

    lines = desk.ask(decided.lines)
    if is_data:
        common.print_data(plenaries=[asdict(line) for line in lines])
        return 0
    if not lines:
        print(words("plenary.none"), file=sys.stderr)
        return 0
    headings = [words("list.id"), *(words(f"plenary.{name}") for name in ("number", "day", "state", "decided")), words("paper.round")]
    rows = [
        (
            line.id,
            line.number or "-",
            written(line.day) or "-",
            words("plenary.open" if line.is_open else "plenary.is_closed"),
            words("plenary.progress", decided=line.decided, count=line.entries),
            line.round,
        )
        for line in lines
    ]
    print_rows(headings, rows, cut=1)
    return 0


def _data(found: "Plenary") -> dict[str, Any]:
    from dataclasses import asdict

    told = asdict(found)
    for entry, each in zip(told["entries"], found.entries, strict=True):
        entry["names"] = {code: asdict(phrase) for code, phrase in each.names.items()}
    return told


def _print(words: Words, found: "Plenary") -> None:
    """How a plenary stands: its head, who attends, and a row for each result."""
    from models.explanation import decision_said, entry_state
    from models.moments import written
    from models.rules.trip import grouped
    from models.text import shown

    told = {name: getattr(found, name) for name in HEAD} | {"day": written(found.day)}
    rows = [(words("list.id"), found.id), (words("paper.round"), found.round), *((words(f"plenary.{name}"), told[name]) for name in HEAD)]
    rows += [(words("plenary.attendees"), " · ".join(filter(None, (each.name, grouped(each.nip), each.post)))) for each in found.attendees]
    for name, value in rows:
        print(f"{name}\t{shown(value) or '-'}")
    for each in found.entries:
        said = (decision_said(words, each, code) for code in (each.recommended, each.decision))
        cells = (each.verification, each.agency, each.agency_name, *said)
        print("\t".join(shown(cell) or "-" for cell in (*cells, each.reason, entry_state(words, each))))
    progress = words("plenary.progress", decided=found.decided, count=len(found.entries))
    print(f"{words('plenary.open' if found.is_open else 'plenary.is_closed')} · {progress}", file=sys.stderr)
