"""`verifier checklist template|validate|import|show|export`: checklists as sheets and as files."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from models.errors import Refusal
from models.words import Words
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from models.errors import Fault
    from models.formats.checklist_file import Asked, Defined
    from models.rules.checklist import Checklist, Item
    from tui.command_line import Session

PARTS: Final = ("template", "validate", "import", "show", "export")
_POINTS: Final = ("comma", "point")


def add(parts: Any, words: Words) -> None:
    """Add the arguments of each part."""
    added = {
        part: parts.add_parser(part, help=words(f"cli.checklist.{part}"), description=words(f"cli.checklist.{part}")) for part in PARTS
    }
    added["template"].add_argument("file", type=common.path, metavar="FILE.xlsx", help=words("cli.checklist.target"))
    for part in ("validate", "import"):
        added[part].add_argument("file", type=common.path, metavar="FILE", help=words("cli.checklist.file"))
    for part in ("show", "export"):
        added[part].add_argument("what", metavar="NAME|FILE", help=words("cli.checklist.name_or_sheet"))
    added["export"].add_argument("file", type=common.path, metavar="FILE.xlsx|FILE.toml", help=words("cli.checklist.target"))
    for part in ("validate", "import", "show", "export"):
        added[part].add_argument("--decimal", choices=_POINTS, help=words("cli.checklist.decimal"))
        added[part].add_argument("--like", metavar="NAME", default="", help=words("cli.checklist.like"))
        added[part].add_argument("--as", dest="name", metavar="NAME", default="", help=words("cli.checklist.as"))
        added[part].add_argument("--area", metavar="AREA,…", default="", help=words("cli.checklist.area"))
        added[part].add_argument("--design", metavar="AREA,…", default="", help=words("cli.checklist.design"))
    common.dry_run_switch(added["import"], words)
    for part in ("validate", "import", "show"):
        common.json_switch(added[part], words)


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of a checklist; the exit code."""
    works = {"template": _template, "validate": _validate, "import": _import, "show": _show, "export": _export}
    return works[parsed.part](session, parsed)


def _template(session: "Session", parsed: argparse.Namespace) -> int:
    """Write the sheet of a small example; Refusal where the file cannot be written or stands there otherwise."""
    from models import checklists
    from models.formats import checklist_pages
    from models.landing import land

    path = _xlsx(parsed.file)
    land(path, checklist_pages.of_file(checklists.shipped(checklists.EXAMPLE), session.words))
    print(path)
    print(session.words("checklist.template"), file=sys.stderr)
    return 0


def _validate(session: "Session", parsed: argparse.Namespace) -> int:
    """Say whether a file defines a checklist that can be imported; 1 with all its faults where it does not."""
    from models.documents.checklist import admitted, require_publishable
    from models.formats import checklist_file

    words = session.words
    try:
        found = checklist_file.opened(parsed.file, _asked(session, parsed))
        admitted(found.body, found.file)
        require_publishable(found.body, found.file)
    except Refusal as refusal:
        faults = refusal.fields.get("faults")
        if refusal.code != "checklist.faults" or not isinstance(faults, tuple):
            raise
        if parsed.json:
            common.print_data(file=parsed.file.name, holds=False, faults=[_fault_data(words, fault) for fault in faults])
            return 1
        for fault in faults:
            print(words.fault(fault))
        print(words.count("checklist.faulty", len(faults), file=parsed.file.name), file=sys.stderr)
        return 1
    if parsed.json:
        common.print_data(holds=True, faults=[], **_data(found))
        return 0
    _tell(words, found)
    return 0


def _import(session: "Session", parsed: argparse.Namespace) -> int:
    """Keep the checklist that a file defines; Refusal with all its faults, or where its id and version have other bytes."""
    from models.desk import checklists
    from models.formats import checklist_file

    words = session.words
    found = checklist_file.opened(parsed.file, _asked(session, parsed))
    with common.desk(session, writing=not parsed.dry_run) as desk:
        adopting = desk.ask(checklists.preview, found.body, found.file)
        if not parsed.dry_run:
            desk.do(checklists.adopt, found.body, found.file)
    if parsed.json:
        common.print_data(dry_run=parsed.dry_run, here=adopting.is_here, replaces=adopting.replaces, **_data(found))
        return 0
    _tell(words, found)
    if adopting.replaces:
        print(words("checklist.replaces", digest=adopting.replaces[:16]), file=sys.stderr)
    key = "checklist.is_here" if adopting.is_here else "checklist.would" if parsed.dry_run else "checklist.kept"
    print(words(key, checklist=found.checklist.name), file=sys.stderr)
    return 0


def _show(session: "Session", parsed: argparse.Namespace) -> int:
    """Print the areas and items of a checklist known here, shipped, or in a file; Refusal where there is none."""
    words = session.words
    found = _defined(session, parsed)
    if parsed.json:
        common.print_data(**_data(found), **_parts(found.checklist))
        return 0
    _tell(words, found)
    headings = [words(f"layout.column.{name}") for name in ("item", "title", "scale", "weight", "gate", "when")]
    print_rows(headings, [_row(words, item) for item in found.checklist.items.values()], cut=1)
    return 0


def _export(session: "Session", parsed: argparse.Namespace) -> int:
    """Write a checklist as our own sheet or as a checklist file, by the ending of the file's name.

    Raises:
        Refusal: `checklist.not_in_a_sheet` where what is read back from the sheet would be another checklist.
    """
    from models.formats import checklist_file, checklist_pages
    from models.landing import land

    found = _defined(session, parsed)
    body = found.body
    if parsed.file.suffix.lower() != ".toml":
        body = checklist_pages.of_file(found.body, session.words)
        if not checklist_file.says(body, found.checklist):
            raise Refusal("checklist.not_in_a_sheet", checklist=found.checklist.name)
    land(parsed.file if parsed.file.suffix.lower() == ".toml" else _xlsx(parsed.file), body)
    print(parsed.file)
    _say_notes(session.words, found)
    return 0


def _defined(session: "Session", parsed: argparse.Namespace) -> "Defined":
    """The checklist in a file, or the one of a name."""
    from models import checklists
    from models.codes import digest
    from models.formats import checklist_file

    if parsed.what and (path := common.path(parsed.what)).is_file():
        return checklist_file.opened(path, _asked(session, parsed))
    body = _body(session, parsed.what)
    return checklist_file.Defined(parsed.what, "toml", body, checklists.load(body, digest(body)))


def _asked(session: "Session", parsed: argparse.Namespace) -> "Asked":
    import tomllib

    from models.formats.cells import Point
    from models.formats.checklist_file import Asked

    point = Point[parsed.decimal.upper()] if parsed.decimal else None
    base = tomllib.loads(_body(session, parsed.like).decode("utf-8")) if parsed.like else {}
    design, areas = (tuple(part.strip() for part in said.split(",") if part.strip()) for said in (parsed.design, parsed.area))
    return Asked(point, base, design, parsed.name, areas)


def _body(session: "Session", name: str) -> bytes:
    """The bytes of the checklist of a name, among those known here or, without a profile, the shipped ones; Refusal `checklist.unknown`."""
    from models import checklists as shipped
    from models.desk import checklists, versions

    desk = common.desk_if_any(session)
    if desk is None:
        bodies = shipped.all_shipped()
        return bodies[versions.named({digest: shipped.load(body, digest) for digest, body in bodies.items()}, name).digest]
    with desk:
        return desk.ask(checklists.body, name)


def _xlsx(path: Path) -> Path:
    """The path as typed where it ends like a workbook; Refusal `checklist.ending` otherwise."""
    if path.suffix.lower() != ".xlsx":
        raise Refusal("checklist.ending", file=path.name)
    return path


def _tell(words: Words, found: "Defined") -> None:
    checklist = found.checklist
    areas = len(checklist.areas)
    print(words("checklist.found", checklist=checklist.name, title=words.of(checklist.title), areas=areas, items=len(checklist.items)))
    _say_notes(words, found)


def _say_notes(words: Words, found: "Defined") -> None:
    for note in found.notes:
        print(words.of(note), file=sys.stderr)


def _row(words: Words, item: "Item") -> tuple[str, ...]:
    gate = "" if item.gate is None else str(item.gate)
    return item.code, words.of(item.title), words(f"layout.scale.{item.scale}"), str(item.weight), gate, "; ".join(map(str, item.when))


def _data(found: "Defined") -> dict[str, object]:
    checklist = found.checklist
    return {
        "file": found.file,
        "layout": found.layout,
        "checklist": checklist.name,
        "digest": checklist.digest,
        "areas": len(checklist.areas),
        "items": len(checklist.items),
        "notes": found.notes,
    }


def _parts(checklist: "Checklist") -> dict[str, object]:
    return {
        "title": checklist.title,
        "areas_by_code": {code: {"name": area.name, "weight": area.weight} for code, area in checklist.areas.items()},
        "items_by_code": {
            code: {
                "area": item.area,
                "title": item.title,
                "scale": item.scale.value,
                "weight": item.weight,
                "gate": item.gate,
                "when": list(map(str, item.when)),
                "ladder": {str(level): phrase for level, phrase in sorted(item.ladder.items())},
                "digest": item.digest,
            }
            for code, item in checklist.items.items()
        },
    }


def _fault_data(words: Words, fault: "Fault") -> dict[str, object]:
    from models.formats.cells import Place

    place = fault.place
    cell = {"sheet": place.sheet, "row": place.row, "column": place.column} if isinstance(place, Place) else {}
    return {"code": fault.code, "text": words.fault(fault), **cell}
