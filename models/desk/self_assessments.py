"""What an agency says of itself: the sheet it fills in, what that changes once it is back, and the taking of it beside the answers."""

from collections.abc import Collection

from models.codes import path_part
from models.desk import addressed, reading, working
from models.desk.freeze import Frozen
from models.errors import Refusal
from models.formats import comparing_own, own_pages
from models.formats.worksheet import Filled
from models.ledger.tables import SelfAnswer, SelfAssessment
from models.ledger.transaction import Transaction
from models.previews import Standing, WorksheetPreview
from models.text import line
from models.views import Sheet
from models.words import Words

VERB = "self_assessment.take"


def file(tx: Transaction, verification: str, language: str) -> Frozen:
    """The sheet in which the agency of a verification assesses itself, as a workbook; the same bytes each time."""
    sheet, words = reading.sheet(tx, verification), Words(language)
    name = "_".join(map(path_part, (sheet.round, sheet.agency.code, words("self.file"))))
    return Frozen(f"{name}.xlsx", own_pages.body(sheet, words))


def preview(tx: Transaction, filled: Filled, named: str = "") -> WorksheetPreview:
    """What a sheet that an agency filled in would change of what it says of itself; `named` is the verification where somebody said so.

    Raises:
        Refusal: as `addressed.sheet` gives.
    """
    return _previewed(filled, addressed.sheet(tx, filled, VERB, named))


def _previewed(filled: Filled, sheet: Sheet) -> WorksheetPreview:
    return WorksheetPreview(filled.file, sheet.id, sheet.agency.name, comparing_own.compared(filled, sheet), filled.unread)


def take(tx: Transaction, filled: Filled, chosen: Collection[str], named: str = "") -> WorksheetPreview:
    """Let a sheet take the place of what the agency said before, as one act, and return what that changed; no answer is touched.

    What is refused in it is not in it. `chosen` are the ids of all that changes, so that nobody takes it who has not seen it.

    Raises:
        Refusal: what `preview` refuses, `self.whole` where only a part is chosen.
    """
    sheet = addressed.sheet(tx, filled, VERB, named)
    found = _previewed(filled, sheet)
    changed = found.of(Standing.NEW, Standing.DIFFERS)
    if chosen:
        if set(chosen) != {entry.id for entry in changed}:
            raise Refusal("self.whole", file=filled.file)
        _put(tx, filled, found, sheet)
    return WorksheetPreview(found.file, found.verification, found.agency, changed if chosen else (), found.unread)


def _put(tx: Transaction, filled: Filled, found: WorksheetPreview, sheet: Sheet) -> None:
    working.start(tx, sheet.id, VERB)
    of = {"verification_id": sheet.id}
    said = {"file": line(filled.file, "self.column.file"), "digest": filled.digest, "person": tx.actor.name, "taken_at": tx.stamp}
    tx.put(SelfAssessment, of, **said)
    for entry in found.of(Standing.NEW, Standing.DIFFERS):
        if entry.values:
            tx.put(SelfAnswer, {**of, "item": entry.subject}, **entry.values)
    kept = {entry.subject for entry in found.entries if entry.values or entry.standing is Standing.SAME}
    for each in sheet.every:
        if each.self_answer is not None and each.item.code not in kept:
            tx.drop(SelfAnswer, {**of, "item": each.item.code})
    working.finish(tx)
