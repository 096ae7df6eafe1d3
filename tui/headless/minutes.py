"""`verifier minutes`: the findings of a day and its minutes; findings are entered, minutes closed, scans attached."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.rules.findings import STANCES
from models.words import Words
from tui.headless import common

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.views import Sheet
    from tui.command_line import Session

_OF_FINDING: Final = ("text", "stance", "response", "deadline")
_OF_CLOSING: Final = ("number", "day", "to", "dry_run")


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "minutes")
    parser.add_argument("what", metavar="ID", help=words("cli.handover.what"))
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--finding", metavar="ITEM", help=words("cli.minutes.finding"))
    act.add_argument("--remove", metavar="ITEM", help=words("cli.minutes.remove"))
    act.add_argument("--propose", action="store_true", help=words("what.minutes.propose"))
    act.add_argument("--close", action="store_true", help=words("minutes.closing"))
    act.add_argument("--attach", type=common.path, metavar="FILE", help=words("what.minutes.attach"))
    act.add_argument("--detach", metavar="NAME", help=words("cli.minutes.detach"))
    act.add_argument("--wait", metavar="DATE", help=words("cli.minutes.wait"))
    act.add_argument("--completed", action="store_true", help=words("cli.minutes.completed"))
    for name in _OF_FINDING:
        wanted: dict[str, Any] = {"choices": STANCES} if name == "stance" else {"metavar": "DATE" if name == "deadline" else "TEXT"}
        parser.add_argument(f"--{name}", help=words("cli.minutes.of_finding", name=words(f"finding.{name}")), **wanted)
    parser.add_argument("--number", metavar="TEXT", help=words("cli.minutes.of_closing", name=words("minutes.number")))
    parser.add_argument("--day", metavar="DATE", help=words("cli.minutes.of_closing", name=words("minutes.day")))
    parser.add_argument("--to", type=common.path, metavar="DIR", help=words("cli.minutes.to"))
    common.dry_run_switch(parser, words)
    common.json_switch(parser, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do the one act that is asked for, and print how findings and minutes stand.

    Raises:
        Refusal: `minutes.switches` where something is told that belongs to no act asked for; what the verbs of findings, minutes and
            scans refuse, and the key that cannot sign.
    """
    from models.desk import reading, verifications

    told = {name: value for name in _OF_FINDING if (value := getattr(parsed, name)) is not None}
    if (told and parsed.finding is None) or (any(getattr(parsed, name) for name in _OF_CLOSING) and not parsed.close):
        raise Refusal("minutes.switches")
    # What is given empty, as by a script whose variable is, is asked for all the same.
    is_named = any(getattr(parsed, name) is not None for name in ("finding", "remove", "attach", "detach", "wait"))
    is_act = is_named or parsed.propose or parsed.close or parsed.completed
    with common.desk(session, writing=is_act and not parsed.dry_run) as desk:
        sheet = desk.ask(reading.sheet, desk.ask(verifications.named, parsed.what))
        path = _close(session, desk, sheet, parsed) if parsed.close else None
        _record(session.words, desk, sheet, parsed, told)
        found = _standing(session.words, desk, sheet)
    if parsed.json:
        common.print_data(minutes={**found, "file": None if path is None else str(path)})
        return 0
    _print(session.words, found)
    if path is not None:
        print(path)
    return 0


def _record(words: Words, desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace, told: dict[str, str]) -> None:
    """Do what is asked for of a finding, a scan, or the period in which the agency completes what is missing."""
    from models import attaching
    from models.desk import completions, findings, scans
    from models.papers.by_unit import missing

    if parsed.finding is not None:
        item = parsed.finding.upper()
        known = {each.item: each for each in desk.ask(findings.of, sheet.id, sheet.checklist)}.get(item)
        before = {} if known is None else {name: getattr(known, name) for name in _OF_FINDING}
        desk.do(findings.record, sheet.id, item, before | told)
    elif parsed.remove is not None:
        desk.do(findings.remove, sheet.id, parsed.remove.upper())
    elif parsed.propose:
        desk.do(findings.propose, sheet.id, missing(words, sheet))
    elif parsed.attach is not None:
        desk.do(scans.attach, sheet.id, attaching.scanned(parsed.attach))
    elif parsed.detach is not None:
        named = (each.digest for each in desk.ask(scans.of, sheet.id) if parsed.detach in (each.name, each.digest))
        desk.do(scans.remove, sheet.id, next(named, ""))
    elif parsed.wait is not None:
        desk.do(completions.wait, sheet.id, parsed.wait)
    elif parsed.completed:
        desk.do(completions.complete, sheet.id)


def _close(session: "Session", desk: "Desk", sheet: "Sheet", parsed: argparse.Namespace) -> Path | None:
    """Close the minutes, and write the signed file where a folder is given."""
    from models import exporting, leaving
    from models.codes import digest
    from models.desk import minutes
    from models.keyring import Keyring
    from tui.headless.unlocking import opened_key

    words, told = session.words, {"agency": sheet.agency.name, "round": sheet.round}
    asked = (sheet.id, parsed.number or "", parsed.day or "", session.settings.scores)
    # What permits no minutes is said before anybody is asked for a passphrase.
    desk.ask(minutes.drawn_up, *asked)
    if parsed.dry_run:
        print(words("minutes.would", **told), file=sys.stderr)
        return None
    key = opened_key(words, Keyring(session.folder))
    signed = exporting.signed_as(desk.ask(minutes.drawn_up, *asked), "minutes", key)
    desk.do(minutes.close, sheet.id, signed)
    if not parsed.json:
        print(words("minutes.done", **told, mark=digest(signed.body)[:16]), file=sys.stderr)
    return None if parsed.to is None else leaving.hand_out_entered(desk, parsed.to, signed)


def _standing(words: Words, desk: "Desk", sheet: "Sheet") -> dict[str, Any]:
    """How findings and minutes stand, as data."""
    from dataclasses import asdict

    from models.desk import agreed, completions, findings, scans
    from models.papers.by_unit import missing

    period = desk.ask(completions.of, sheet.id)
    found, mark = desk.ask(agreed.of, sheet.id), desk.ask(agreed.mark, sheet.id)
    noted = desk.ask(findings.of, sheet.id, sheet.checklist)
    closed = None
    if found is not None:
        told = {name: getattr(found, name) for name in ("status", "number", "day", "closed_at", "supplements")}
        closed = {"digest": mark, **told, "changed": list(found.changed)}
    return {
        "verification": sheet.id,
        "agency": sheet.agency.code,
        "round": sheet.round,
        "closed": closed,
        "differs": list(desk.ask(agreed.differs, sheet.id)),
        "findings": [asdict(each) for each in noted],
        "missing": [item for item in missing(words, sheet) if item not in {each.item for each in noted}],
        "completion": period and {"until": period.until, "stage": period.stage},
        "scans": [asdict(each) for each in desk.ask(scans.of, sheet.id)],
    }


def _print(words: Words, found: dict[str, Any]) -> None:

    from models.moments import written

    closed = found["closed"]
    if closed is None:
        print(words("minutes.not_closed"))
    else:
        day = words.day(closed["day"])
        print(words(f"minutes.closed.{closed['status']}", day=day, mark=closed["digest"][:16]))
        _print_row(words("minutes.number"), (closed["number"],))
    for scan in found["scans"]:
        print(words("minutes.scan", name=scan["name"], size=-(-scan["size"] // 1000), digest=scan["digest"]))
    for each in found["findings"]:
        stance = words(f"finding.stance.{each['stance']}") if each["stance"] else words("minutes.not_asked")
        _print_row(each["item"], (each["text"], stance, each["response"], written(each["deadline"])))
    if period := found["completion"]:
        print(words(f"completion.stage.{period['stage']}", day=words.day(period["until"])))
    if found["differs"]:
        _print_row(words("minutes.differs"), found["differs"])
    print(words.count("minutes.findings", len(found["findings"])), file=sys.stderr)


def _print_row(name: str, values: Sequence[str]) -> None:
    from models.text import shown

    print("\t".join((name, *(shown(value) or "-" for value in values))))
