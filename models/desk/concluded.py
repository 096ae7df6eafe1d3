"""What is concluded about a verification, gathered from the sheet, the minutes and the documents of its review."""

from collections.abc import Iterable
from dataclasses import replace

from models.concluded import Concluded, Difference, Met, Seconded
from models.desk import agreed, findings, issued, keeping, opinions, planned, reading, settling, trips
from models.documents.second import SecondResult
from models.documents.submission import Submission
from models.documents.verdict_file import VerdictFile
from models.ledger.transaction import Transaction
from models.rules.workflow import EDITABLE
from models.views import Sheet


def of(tx: Transaction, verification: str) -> Concluded:
    """All of it; Refusal `verification.unknown`, `second.sealed`, `permission.not_yours` for a verifier whose verification it is not."""
    sheet = reading.sheet(tx, verification)
    tx.require("result.print", sheet.standing)
    place, minutes = settling.position(tx, verification), agreed.of(tx, verification)
    # What is worked on says something else than what was submitted.
    document = "" if place.state in EDITABLE else place.verdict or place.submission
    return Concluded(
        sheet=_as_signed(tx, sheet, document) if document else sheet,
        standing=issued.standing(tx, verification),
        document=document,
        trip=agreed.visit(minutes) if minutes else trips.of(tx, verification),
        findings=agreed.found(minutes, sheet.checklist) if minutes else findings.of(tx, verification, sheet.checklist),
        minutes=Met(agreed.mark(tx, verification), minutes.number, minutes.day, minutes.basis) if minutes else None,
        agenda=planned.of(tx, verification),
        seconds=tuple(map(_seconded, _seconds(tx, verification, document))),
    )


def _seconds(tx: Transaction, verification: str, document: str) -> Iterable[SecondResult]:
    found = keeping.parsed(tx, document) if document else None
    return (found.second if isinstance(found, VerdictFile) else opinions.results(tx, verification)).values()


def _seconded(told: SecondResult) -> Seconded:
    differences = (
        Difference(item, each.first.given, each.second.given, each.counts, each.reason) for item, each in sorted(told.items.items())
    )
    return Seconded(told.person.name, told.settled_by.name, len(told.compared), tuple(differences))


def _as_signed(tx: Transaction, sheet: Sheet, document: str) -> Sheet:
    """The sheet with what its agency was called in a document, whatever the register calls it by now."""
    found = keeping.parsed(tx, document)
    if not isinstance(found, VerdictFile | Submission):
        return sheet
    told = found.agency
    return replace(sheet, agency=replace(sheet.agency, name=told.name, type=told.type, province=told.province))
