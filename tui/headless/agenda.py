"""`verifier agenda`: acceleration agendas drafted, listed, changed, signed and written as files."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.agenda import STANDINGS
from models.errors import Refusal
from models.rules.agenda import PLAN, STATUSES
from models.tabled import AGENDAS
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows
from tui.headless.figures import chosen, filter_switches, known

if TYPE_CHECKING:
    from models.agenda import Action, Agenda
    from models.desk.desk import Desk
    from tui.command_line import Session

_PARTS: Final = ("draft", "list", "set", "remove", "undo", "take", "sign", "export")
_MANY: Final = ("list", "export")
"""The parts that are about every agenda that is chosen."""
_STATUS: Final = ("status", "done_on", "evidence", "cited", "reason")
_DATES: Final = ("deadline", "done_on")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "agenda")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in _PARTS:
        part = parts.add_parser(name, help=words(f"cli.agenda.{name}"), description=words(f"cli.agenda.{name}"))
        is_one = name not in _MANY
        part.add_argument("what", metavar="ID", nargs=None if is_one else "?", default="", help=words("cli.agenda.what"))
        if name == "set":
            _add_fields(part, words)
        if name == "remove":
            part.add_argument("code", metavar="CODE", help=words("cli.agenda.remove_code"))
        if name == "take":
            part.add_argument("document", metavar="DIGEST", help=words("cli.agenda.document"))
        if not is_one:
            filter_switches(part, words)
            narrow = part.add_mutually_exclusive_group()
            narrow.add_argument(
                "--overdue", dest="standing", action="store_const", const="overdue", default="", help=words("cli.agenda.overdue")
            )
            narrow.add_argument("--status", dest="standing", choices=STANDINGS, help=words("cli.agenda.standing"))
        if name == "export":
            part.add_argument("--format", choices=AGENDAS, default=AGENDAS[0], help=words("cli.agenda.format"))
        if name in ("sign", "export"):
            part.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.export.to"))
            common.dry_run_switch(part, words)
        if name == "sign":
            part.add_argument("--over", action="store_true", help=words("cli.agenda.over"))
        common.json_switch(part, words)
    parser.set_defaults(misused=parser.error)


def _add_fields(part: argparse.ArgumentParser, words: Words) -> None:
    part.add_argument("code", metavar="CODE", help=words("cli.agenda.code"))
    for name in (*PLAN, *_STATUS):
        wanted: dict[str, Any] = {"choices": STATUSES} if name == "status" else {"metavar": "DATE" if name in _DATES else "TEXT"}
        part.add_argument(f"--{name.replace('_', '-')}", help=words(f"action.{name}"), **wanted)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what is asked of one agenda, or print or write those that are chosen.

    Raises:
        Refusal: what the verbs of agendas refuse, the key that cannot sign, and `agenda.nothing` where there is none to be written.
    """
    if parsed.part in _MANY:
        return _many(session, parsed)
    from models.desk import agenda, agendas

    with common.desk(session, writing=not getattr(parsed, "dry_run", False)) as desk:
        verification = desk.ask(agendas.named, parsed.what, to_draft=parsed.part == "draft")
        path = None
        if parsed.part == "draft":
            _draft(session, desk, verification)
        elif parsed.part == "set":
            _set(desk, verification, parsed)
        elif parsed.part == "remove":
            desk.do(agenda.remove, verification, parsed.code.upper())
        elif parsed.part == "undo":
            verb = desk.do(agenda.undo, verification)
            print(session.words("agenda.undone", act=session.words(f"act.{verb}")), file=sys.stderr)
        elif parsed.part == "take":
            _take(desk, verification, parsed.document)
        else:
            path = _sign(session, desk, verification, parsed)
        found = desk.ask(agenda.of, verification)
    if parsed.json:
        common.print_data(agenda={**_data(found), **({"file": None if path is None else str(path)} if parsed.part == "sign" else {})})
        return 0
    _print(session.words, (found,))
    if path is not None:
        print(path)
    return 0


def _draft(session: "Session", desk: "Desk", verification: str) -> None:
    from models.agenda_told import drafted
    from models.desk import agenda

    desk.do(agenda.draft, verification, drafted(session.words, desk.ask(agenda.gaps, verification)), session.settings.quarters)


def _set(desk: "Desk", verification: str, parsed: argparse.Namespace) -> None:
    """Change what is given of an action, its plan and its status as one act each; an item instead of a code plans another action on it."""
    from models.desk import agenda

    here = desk.ask(agenda.of, verification).action(parsed.code.upper())
    told = {name: value for name in (*PLAN, *_STATUS) if (value := getattr(parsed, name)) is not None}
    if here is None and "-" in parsed.code:
        made = desk.do(agenda.add, verification, parsed.code.upper(), {name: told.get(name, "") for name in PLAN})
        here, told = made, {name: value for name, value in told.items() if name in _STATUS}
    code = here.code if here else parsed.code
    for names, verb in ((PLAN, agenda.record), (_STATUS, agenda.mark)):
        given = {name: value for name, value in told.items() if name in names}
        if given:
            before = {} if here is None else here.planned if names is PLAN else {name: getattr(here, name) for name in names}
            desk.do(verb, verification, code, {**dict.fromkeys(names, ""), **before, **given})


def _take(desk: "Desk", verification: str, digest: str) -> None:
    """Go on from the agenda beside this one whose digest begins so."""
    from models.desk import agenda

    beside = [each.digest for each in desk.ask(agenda.of, verification).beside if each.digest.startswith(digest.casefold())]
    desk.do(agenda.take, verification, beside[0] if len(beside) == 1 else digest)


def _sign(session: "Session", desk: "Desk", verification: str, parsed: argparse.Namespace) -> Path | None:
    from models import exporting, leaving, places
    from models.desk import agenda
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    # What cannot be signed is said before anybody is asked for a passphrase.
    desk.ask(agenda.drawn_up, verification, over=parsed.over)
    if parsed.dry_run:
        return None
    key = opened_key(session.words, Keyring(session.folder))
    signed = exporting.signed_as(desk.ask(agenda.drawn_up, verification, over=parsed.over), "action", key)
    desk.do(agenda.sign, verification, signed)
    return leaving.hand_out_entered(desk, parsed.to or places.export_folder(session.settings), signed)


def _many(session: "Session", parsed: argparse.Namespace) -> int:
    from models import planning
    from models.desk import agenda, agendas, figures
    from models.figures_told import scope

    words, wanted = session.words, chosen(parsed)
    with common.desk(session) as desk:
        one = desk.ask(agenda.of, desk.ask(agendas.named, parsed.what)) if parsed.what else None
        wanted = desk.ask(figures.within, known(desk, wanted))
        every = (one,) if one else desk.ask(agendas.chosen, wanted)
    found = planning.narrowed(every, parsed.standing)
    if parsed.part == "export":
        return _export(session, parsed, found, f"{one.agency} · {one.round}" if one else scope(words, wanted))
    if parsed.json:
        common.print_data(agendas=[_data(each) for each in found])
    else:
        _print(words, found)
    return 0


def _export(session: "Session", parsed: argparse.Namespace, found: "Sequence[Agenda]", told: str) -> int:
    from models import places, planning, printing
    from models.codes import digest

    words = session.words
    if not any(each.actions for each in found):
        raise Refusal("agenda.nothing")
    told = f"{told} · {words(f'agendas.only.{parsed.standing}')}" if parsed.standing else told
    file = planning.written(words, found, parsed.format, session.settings.office, told, parsed.standing)
    folder: Path = parsed.to or places.export_folder(session.settings)
    path = printing.place(folder, file) if parsed.dry_run else printing.put(folder, file)
    if parsed.json:
        common.print_data(agenda={"file": str(path), "sha256": digest(file.body), "agendas": len(found)})
    else:
        print(path)
    return 0


def _data(found: "Agenda") -> dict[str, Any]:
    """An agenda as data."""
    told = {name: getattr(found, name) for name in ("verification", "agency_code", "agency", "round", "document", "revision", "person")}
    actions = [_action_data(found, each) for each in found.actions]
    beside = [{"document": each.digest, "person": each.person, "signed_at": each.at} for each in found.beside]
    return {**told, "signed_at": found.at, "changed": found.is_changed, "beside": beside, "actions": actions}


def _action_data(found: "Agenda", action: "Action") -> dict[str, Any]:
    told = {name: getattr(action, name) for name in ("code", "item", "item_digest", "gate", "was", *PLAN, *_STATUS)}
    return {**told, "overdue": action.is_overdue(found.today), "lacks": list(action.lacks)}


def _print(words: Words, found: "Sequence[Agenda]") -> None:
    """Print the actions, what is overdue first, and how each agenda stands."""
    from models.agenda_told import signed, standing, state
    from models.desk import agendas
    from models.moments import written

    rows = [
        (
            each.agency_code,
            action.code,
            action.item,
            standing(words, action, each.today),
            written(action.deadline) or "-",
            action.owner or "-",
            " ".join(action.action.split()),
        )
        for each, action in agendas.in_order(tuple(found))
    ]
    names = ("agenda.column.agency_code", *(f"action.{name}" for name in ("code", "item", "status", "deadline", "owner", "action")))
    if rows:
        print_rows([words(name) for name in names], rows, cut=6)
    for each in found:
        print(f"{each.agency} · {each.round}: {state(words, each)} {signed(words, each)}", file=sys.stderr)
        if each.beside:
            print(words.count("agenda.beside", len(each.beside)), *(beside.digest[:16] for beside in each.beside), file=sys.stderr)
    if not rows:
        print(words("agenda.none"), file=sys.stderr)
