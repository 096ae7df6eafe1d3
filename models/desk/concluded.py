"""What is concluded about a verification, gathered from the sheet, the minutes and the documents of its review."""

from dataclasses import replace

from models.concluded import Concluded, Met
from models.desk import agreed, findings, issued, keeping, planned, reading, settling, trips
from models.documents.minutes import Minutes, MinutesParty
from models.documents.submission import Submission
from models.documents.verdict_file import VerdictFile
from models.ledger.transaction import Transaction
from models.minutes import Finding
from models.rules.workflow import EDITABLE
from models.trips import Person, Trip
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
        trip=_visit(minutes) if minutes else trips.of(tx, verification),
        findings=_found(minutes, sheet.checklist.codes) if minutes else findings.of(tx, verification, sheet.checklist),
        minutes=Met(agreed.mark(tx, verification), minutes.number, minutes.day, minutes.basis) if minutes else None,
        agenda=planned.of(tx, verification),
    )


def _as_signed(tx: Transaction, sheet: Sheet, document: str) -> Sheet:
    """The sheet with what its agency was called in a document, whatever the register calls it by now."""
    found = keeping.parsed(tx, document)
    if not isinstance(found, VerdictFile | Submission):
        return sheet
    told = found.agency
    return replace(sheet, agency=replace(sheet.agency, name=told.name, type=told.type, province=told.province))


def _visit(minutes: Minutes) -> Trip:
    """The visit as both sides signed it: whoever reviews has no other."""
    told = minutes.trip
    return Trip(
        letter=told.letter,
        letter_date=told.letter_date,
        begins=told.begins,
        ends=told.ends,
        place=minutes.place,
        method=told.method,
        team=_people(minutes.parties.team),
        agency=_people(minutes.parties.agency),
    )


def _people(told: dict[str, MinutesParty]) -> tuple[Person, ...]:
    return tuple(Person(number, each.name, each.nip, each.post, each.function, "") for number, each in enumerate(told.values(), 1))


def _found(minutes: Minutes, codes: tuple[str, ...]) -> tuple[Finding, ...]:
    told = minutes.findings
    return tuple(Finding(code, each.text, each.stance, each.response, each.deadline) for code, each in told.items() if code in codes)
