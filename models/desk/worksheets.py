"""Worksheets: a verification handed to colleagues as a workbook, and what they, or an agency that was asked, filled in taken back."""

from collections.abc import Collection, Sequence
from itertools import count
from typing import Any

from models.codes import digest, path_part
from models.desk import addressed, reading, working
from models.desk.freeze import Frozen
from models.errors import Refusal
from models.formats import request_pages, worksheet_pages
from models.formats.comparing import compared
from models.formats.comparing_asked import NEW
from models.formats.worksheet import Filled
from models.ledger.tables import Base, Citation
from models.ledger.transaction import Transaction
from models.previews import Entry, Standing, WorksheetPreview
from models.words import Words


def file(tx: Transaction, verification: str, language: str) -> Frozen:
    """The worksheet of a verification in `language`, the same bytes while nothing changes; Refusal `export.cell`, `second.sealed`."""
    sheet = reading.sheet(tx, verification)
    if sheet.standing.is_second:
        raise Refusal("second.sealed")
    words = Words(language)
    body = worksheet_pages.body(sheet, words)
    name = "_".join((path_part(sheet.round), path_part(sheet.agency.code), digest(body)[:16], path_part(words("worksheet.file"))))
    return Frozen(f"{name}.xlsx", body)


def request(tx: Transaction, verification: str, language: str) -> Frozen:
    """What is asked of the agency of a verification as a workbook that it fills in; the same bytes each time."""
    sheet, words = reading.sheet(tx, verification), Words(language)
    name = "_".join(map(path_part, (sheet.round, sheet.agency.code, words("paper.request.file"))))
    return Frozen(f"{name}.xlsx", request_pages.body(sheet, words))


def preview(tx: Transaction, filled: Filled) -> WorksheetPreview:
    """What a filled-in worksheet would change in its verification, entry by entry.

    Raises:
        Refusal: as `addressed.sheet` gives.
    """
    sheet = addressed.sheet(tx, filled, "worksheet.take")
    return WorksheetPreview(filled.file, sheet.id, sheet.agency.name, compared(filled, sheet), filled.unread)


def take(tx: Transaction, filled: Filled, chosen: Collection[str]) -> WorksheetPreview:
    """Take the entries with the ids `chosen`, as one act, and return what was taken; new evidence comes with what cites it.

    Raises:
        Refusal: what `preview` refuses, `worksheet.entry` for an id that cannot be taken, `count.exceeds` where base data and counts
            taken together do not fit.
    """
    found = preview(tx, filled)
    takeable = {entry.id: entry for entry in found.of(Standing.NEW, Standing.DIFFERS)}
    for name in chosen:
        if name not in takeable:
            raise Refusal("worksheet.entry", entry=name)
    cited = {entry.key[1] for entry in takeable.values() if entry.noun == "citation" and entry.id in chosen}
    wanted = [entry for entry in takeable.values() if entry.id in chosen or (entry.id in cited and entry.standing is Standing.NEW)]
    if wanted:
        _put(tx, found.verification, wanted)
    return WorksheetPreview(found.file, found.verification, found.agency, tuple(wanted), found.unread)


def _codes(tx: Transaction, verification: str, entries: Sequence[Entry]) -> dict[str, str]:
    """The codes under which the documents an agency named are registered."""
    new = [entry.key[0] for entry in entries if entry.noun == "evidence" and entry.key[0].startswith(NEW)]
    first = int(working.next_code(tx, verification)[1:]) if new else 0
    return {name: f"B{number:02}" for number, name in enumerate(new, first)}


def _put(tx: Transaction, verification: str, entries: Sequence[Entry]) -> None:
    checklist = working.start(tx, verification, "worksheet.take")
    areas = set()
    noted = reading.facts(tx, verification)
    behind = {code: count(len(noted.get(code, ()))) for code in checklist.facts}
    codes = _codes(tx, verification, entries)
    for entry in entries:
        key, values = entry.key, dict[str, Any](entry.values)
        row = {"verification_id": verification}
        match entry.noun:
            case "answer" | "note":
                working.put_answer(tx, key[0], **values)
                areas.add(checklist.items[key[0]].area)
            case "count":
                working.put_count(tx, key[0], key[1], values["counted"])
            case "base":
                tx.put(Base, {**row, "key": key[0]}, **values)
            case "evidence":
                working.put_evidence(tx, codes.get(key[0], key[0]), values)
            case "citation":
                tx.put(Citation, {**row, "item": key[0], "evidence": codes.get(key[1], key[1])}, **values)
            case _:
                # New rows of a fact follow the last without a gap, however they were numbered.
                is_known = values["row"] < len(noted.get(key[0], ()))
                working.put_fact(tx, key[0], values["row"] if is_known else next(behind[key[0]]), values["fields"])
    working.require_counts(tx, checklist)
    working.finish(tx, areas)
