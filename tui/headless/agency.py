"""`verifier agency`: the register listed, a list of agencies taken over into it, and one agency from round to round."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from models.words import Words
from tui.headless import common
from tui.headless.changes import change_rows, changes_data
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from fractions import Fraction

    from models.previews import AgencyPreview
    from models.rules.trend import AgencyTrend
    from tui.command_line import Session


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "agency")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    listing = parts.add_parser("list", help=words("cli.agency.list"), description=words("cli.agency.list"))
    common.json_switch(listing, words)
    over = parts.add_parser("trend", help=words("cli.agency.trend"), description=words("cli.agency.trend"))
    over.add_argument("agency", metavar="AGENCY", help=words("cli.agency.trend_of"))
    common.json_switch(over, words)
    taking = parts.add_parser("import", help=words("cli.agency.import"), description=words("cli.agency.import"))
    taking.add_argument("file", type=common.path, metavar="FILE", help=words("cli.agency.file"))
    taking.add_argument("--dry-run", action="store_true", help=words("cli.agency.dry_run"))
    common.json_switch(taking, words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the register; Refusal `agency.faults` where the list has one, what its file refuses, and `agency.unknown`."""
    parts = {"list": _list, "trend": _trend, "import": _import}
    return parts[parsed.part](session, parsed)


def _list(session: "Session", parsed: argparse.Namespace) -> int:
    from models.desk import agencies

    words = session.words
    with common.desk(session) as desk:
        found = [line.agency for line in desk.ask(agencies.lines)]
    if parsed.json:
        common.print_data(agencies=[{name: getattr(each, name) for name in ("code", "name", "type", "province")} for each in found])
        return 0
    headings = [words(f"column.{name}") for name in ("code", "name", "type")]
    print_rows(headings, [(each.code, each.name, words(f"type.{each.type}")) for each in found], cut=1)
    return 0


def _trend(session: "Session", parsed: argparse.Namespace) -> int:
    """Print what every round found, all items and each area by what the rounds asked alike, then item by item."""
    from models.desk import reported
    from models.trends import of_agency

    words = session.words
    with common.desk(session) as desk:
        told = desk.ask(reported.agency, parsed.agency)
    if parsed.json:
        common.print_data(trend=_trend_data(told.trend))
        return 0
    found = of_agency(words, told)
    print(found.title, file=sys.stderr)
    for run in found.runs:
        print(run.name)
        for point in run.points:
            print(f"  {point.at}: {point.text}")
    for each in found.items:
        print(f"{each.item} {each.title}: {' → '.join(each.levels)} ({each.said})")
    if found.changed:
        print(f"{words('trend.changed')}: {'; '.join(' '.join(each.split()) for each in found.changed)}")
    for note in found.notes if found.runs else (words("cli.agency.trend_none"),):
        print(note, file=sys.stderr)
    return 0


def _trend_data(found: "AgencyTrend") -> dict[str, object]:
    rounds = [
        {
            "round": each.round,
            "verdict": each.verdict,
            "share": _exact(share),
            "areas": {area.area: _exact(area.shares[place]) for area in found.areas},
        }
        for place, (each, share) in enumerate(zip(found.results, found.shares, strict=True))
    ]
    items = [{"item": each.item, "digest": each.digest, "levels": list(each.levels)} for each in found.items]
    apart = sorted({each.round for each in found.apart})
    return {"agency": found.agency, "rounds": rounds, "items": items, "changed": list(found.changed), "not_counted": apart}


def _exact(share: "Fraction | None") -> str | None:
    return None if share is None else str(share)


def _import(session: "Session", parsed: argparse.Namespace) -> int:
    from models.desk import registering
    from models.formats import agency_list, reading

    listed = agency_list.read(reading.opened(parsed.file), parsed.file.name)
    with common.desk(session, writing=not parsed.dry_run) as desk:
        found = desk.ask(registering.checked, listed) if parsed.dry_run else desk.do(registering.take_over, listed)
    if parsed.json:
        common.print_data(**_data(found), dry_run=parsed.dry_run)
        return 0
    _print(session.words, found, dry_run=parsed.dry_run)
    return 0


def _data(found: "AgencyPreview") -> dict[str, object]:
    changes = [
        {"code": change.code, "name": change.name, "standing": _standing(change.is_new), "changes": changes_data(change.changes)}
        for change in found.changes
    ]
    doubtful = [{name: getattr(each, name) for name in each.__slots__} for each in found.doubtful]
    return {
        "file": found.file,
        "agencies": changes,
        "same": found.same,
        "kept": list(found.kept),
        "unread": list(found.unread),
        "doubtful": doubtful,
    }


def _standing(is_new: bool) -> str:
    return "new" if is_new else "changed"


def _print(words: Words, found: "AgencyPreview", *, dry_run: bool) -> None:
    from models.formats.agency_list import doubt

    rows = [
        (words(f"take.{_standing(change.is_new)}"), f"{change.code} {change.name}", said)
        for change in found.changes
        for said in (("",) if change.is_new else change_rows(words, change.changes))
    ]
    if rows:
        print_rows([words(f"take.{name}") for name in ("standing", "entry", "change")], rows, cut=2)
    new = sum(change.is_new for change in found.changes)
    told = {"new": new, "changed": len(found.changes) - new, "same": found.same, "kept": len(found.kept)}
    print(words("agency.summary", file=found.file, **told), file=sys.stderr)
    for each in found.doubtful:
        print(doubt(words, each), file=sys.stderr)
    if found.unread:
        print(words("take.unread", what=", ".join(found.unread)), file=sys.stderr)
    print(words.count("agency.would" if dry_run else "agency.done", len(found.changes)), file=sys.stderr)
