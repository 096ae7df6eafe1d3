"""The minutes of a day: what both sides agreed, drawn up, signed and closed; later ones list what was changed since."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from models.desk import agreed, drafts, findings, freeze, handed, intake, reading, trips
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts
from models.documents import minutes as doc
from models.documents.minutes import Minutes
from models.documents.stating import area
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules import permissions
from models.rules.workflow import EDITABLE
from models.text import dated, line
from models.trips import Person, Trip
from models.views import Sheet

_VERB: Final = "minutes.close"


def ready(tx: Transaction, verification: str) -> Trip:
    """The trip of which minutes can be drawn up now; Refusals of what permits none, as `drawn_up` gives."""
    return _start(tx, verification)[1]


def drawn_up(tx: Transaction, verification: str, number: str = "", day: str = "", scores: bool = False) -> Frozen:
    """The minutes of a verification as it stands, yet to be signed, of a `day` (the last of the trip where not said).

    The first are agreed; once an answer differs from those that stand, the next are a supplement that lists exactly such items. The
    results of the areas stand in them only where `scores` asks for them.

    Raises:
        Refusal: what permits no minutes, `minutes.no_place`, `minutes.no_side`, `minutes.typed`, `minutes.open`, `minutes.same`,
            `minutes.early` for a day before the visit, `fact.date`, and as `freeze.frozen` gives.
    """
    sheet, trip = _start(tx, verification)
    found = dated(day or trip.ends or trip.begins, "minutes.day")
    if not found:
        raise Refusal("fact.required", label="minutes.day")
    if found < trip.begins:
        raise Refusal("minutes.early")
    made = _frozen(tx, sheet, trip, line(number, "minutes.number"), found, tx.stamp, scores)
    _require_news(tx, sheet, made)
    return made


def close(tx: Transaction, verification: str, signed: Signed) -> Minutes:
    """Close the minutes that were drawn up and signed.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, Minutes)
    sheet, trip = _start(tx, verification)
    if _frozen(tx, sheet, trip, document.number, document.day, document.closed_at, bool(document.scores)).body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    tx.verification = verification
    intake.enter(tx, signed)
    return document


def _start(tx: Transaction, verification: str) -> tuple[Sheet, Trip]:
    _, standing = reading.pinned(tx, verification)
    tx.require(_VERB, standing)
    # What is submitted names the minutes it rests on; others in their place may still follow, with their number.
    if standing.state not in EDITABLE and not agreed.mark(tx, verification):
        raise permissions.locked(standing, tx.actor.person)
    sheet, trip = reading.sheet(tx, verification), trips.of(tx, verification)
    if not trip.begins or not trip.place:
        raise Refusal("minutes.no_place")
    for side, people in (("team", trip.team), ("agency", trip.agency)):
        if not people:
            raise Refusal("minutes.no_side", label=f"trip.{side}")
    if drafts.under(tx, f"{verification}/"):
        raise Refusal("minutes.typed")
    unsettled = [item for item in handed.open_items(tx, verification) if not sheet.line(item).is_hidden]
    if unsettled:
        raise Refusal("minutes.open", count=len(unsettled), first=unsettled[0])
    return sheet, trip


def _frozen(tx: Transaction, sheet: Sheet, trip: Trip, number: str, day: str, at: str, scores: bool) -> Frozen:
    told, before = freeze.contents(tx, sheet.id), agreed.standing(tx, sheet.id)
    return freeze.frozen(
        sheet.agency.name,
        lambda: Minutes(
            format="verifier",
            kind="minutes",
            major=parts.MAJOR,
            minor=0,
            verification=sheet.id,
            round=sheet.round,
            agency=told.agency,
            checklist=told.checklist,
            number=number,
            day=day,
            place=trip.place,
            person=freeze.acting(tx),
            closed_at=at,
            supersedes=tuple(sorted(before)),
            basis=_basis(sheet),
            trip=doc.MinutesTrip(**{name: getattr(trip, name) for name in doc.MinutesTrip.model_fields}),
            parties=doc.MinutesParties(team=_party(trip.team), agency=_party(trip.agency)),
            findings={
                each.item: doc.MinutesFinding(**{name: getattr(each, name) for name in doc.MinutesFinding.model_fields})
                for each in findings.of(tx, sheet.id, sheet.checklist)
            },
            items={each.item.code: agreed.item(each) for each in sheet.lines if each.answer.is_given or each.answer.counts},
            evidence={each.code: doc.MinutesEvidence(title=each.title) for each in sheet.evidence},
            scores={code: area(sheet.checklist, code, score) for code, score in sheet.scores.items()} if scores else {},
            **_beside(before, sheet),
        ),
    )


def _beside(before: Mapping[str, Minutes], sheet: Sheet) -> dict[str, Any]:
    """How minutes stand to those before them: the first are agreed, and what is drawn up again unchanged stays what it was."""
    if not before:
        return {"status": "agreed"}
    digest, last = next(iter(before.items()))
    changed = agreed.changed(last, sheet)
    if changed:
        return {"status": doc.SUPPLEMENT, "supplements": digest, "changed": changed}
    return {"status": last.status, "supplements": last.supplements, "changed": last.changed}


def _require_news(tx: Transaction, sheet: Sheet, made: Frozen) -> None:
    """Refuse (`minutes.same`) minutes that say nothing but what those that stand say."""
    last, again = agreed.of(tx, sheet.id), kinds.parsed(made.body, made.name)
    if last is not None and again.model_copy(update={"closed_at": last.closed_at, "supersedes": last.supersedes}) == last:
        raise Refusal("minutes.same", agency=sheet.agency.name)


def _party(people: Iterable[Person]) -> dict[str, doc.MinutesParty]:
    return {
        str(number): doc.MinutesParty(**{name: getattr(person, name) for name in doc.MinutesParty.model_fields})
        for number, person in enumerate(people, 1)
    }


def _basis(sheet: Sheet) -> tuple[str, ...]:
    """The rules that items name, each once, in the order of the checklist."""
    return tuple(dict.fromkeys(each.item.basis for each in sheet.lines if each.item.basis))
