"""Handing work over: areas of a verification or the whole of it, as a signed document to another verifier of the team."""

from collections.abc import Collection
from typing import Final

from models.desk import colleagues, freeze, handed, intake, listed, planned, reading, settling, visited
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import handover as doc
from models.documents import kinds, parts, verified
from models.documents.handover import Handover
from models.documents.visited import HandedDay, fitting
from models.errors import Refusal
from models.handovers import GivenAway
from models.ledger import dialects
from models.ledger.transaction import Transaction
from models.text import note
from models.views import Sheet, SheetLine

_VERB: Final = "handover.give"


def drawn_up(tx: Transaction, verification: str, person: str, areas: Collection[str] = (), remark: str = "") -> Frozen:
    """The document that hands areas of a verification over to a verifier of the team, or the whole where none is named; to be signed.

    Raises:
        Refusal: what permits no handover, `assignment.person`, `handover.self`, `handover.area`, `handover.nothing` where nothing is noted,
            `handover.second`; for the whole `handover.submitted` where it was submitted before, and `handover.open` where an answer is
            not settled.
    """
    sheet = _start(tx, verification)
    unknown = [area for area in areas if area not in sheet.checklist.areas]
    if unknown:
        raise Refusal("handover.area", area=unknown[0], areas=", ".join(sheet.checklist.areas))
    receiver = colleagues.member(tx, person)
    if receiver.id == tx.actor.person:
        raise Refusal("handover.self")
    open_ = handed.open_items(tx, verification)
    if not areas and open_:
        raise Refusal("handover.open", count=len(open_), first=open_[0])
    if not areas and settling.position(tx, verification).submission:
        raise Refusal("handover.submitted", agency=sheet.agency.name, round=sheet.round)
    to = verified.Person(id=receiver.id, name=receiver.name, role="verifier")
    return _frozen(tx, sheet, to, tuple(area for area in sheet.checklist.areas if area in areas), note(remark, "assignment.note"), tx.stamp)


def hand_over(tx: Transaction, verification: str, signed: Signed) -> Sheet:
    """Hand over with the document that was drawn up and signed; the whole of a verification is the receiver's from now on.

    Raises:
        Refusal: as `drawn_up` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, Handover)
    areas = () if document.status == doc.WHOLE else document.areas
    sheet = _start(tx, verification)
    again = _frozen(tx, sheet, document.receiver, areas, document.note, document.handed_at)
    if colleagues.member(tx, document.receiver.id).name != document.receiver.name or again.body != signed.body:
        raise Refusal("document.changed", agency=document.agency.name)
    tx.verification = verification
    intake.enter(tx, signed)
    return reading.sheet(tx, verification)


def given_away(tx: Transaction) -> tuple[GivenAway, ...]:
    """The verifications that the actor handed over as a whole and that are somebody else's now, the newest first."""
    found = [each for each in handed.documents(tx).values() if each.status == doc.WHOLE and each.giver.id == tx.actor.person]
    lines = {line.id: line for line in listed.by_id(tx, [each.verification for each in found])}
    theirs = lines.keys() - listed.whose(tx, lines, tx.actor.person)
    away = [each for each in sorted(found, key=lambda each: each.handed_at, reverse=True) if each.verification in theirs]
    first = {each.verification: each for each in reversed(away)}
    return tuple(
        GivenAway(id_, each.agency.name, each.round, lines[id_].verifier, each.handed_at)
        for id_, each in sorted(first.items(), key=lambda pair: pair[1].handed_at, reverse=True)
    )


def areas_given(tx: Transaction) -> tuple[GivenAway, ...]:
    """The areas that the actor handed over, the newest first; of the same ones handed over anew, those alone."""
    found = [each for each in handed.documents(tx).values() if each.status != doc.WHOLE and each.giver.id == tx.actor.person]
    last: dict[tuple[str, str, str], doc.Handover] = {}
    for each in sorted(found, key=lambda one: one.handed_at):
        last[each.verification, each.receiver.id, each.part] = each
    told = (
        GivenAway(each.verification, each.agency.name, each.round, each.receiver.name, each.handed_at, each.areas) for each in last.values()
    )
    return tuple(sorted(told, key=lambda each: each.handed_at, reverse=True))


def _start(tx: Transaction, verification: str) -> Sheet:
    _, standing = reading.pinned(tx, verification)
    tx.require(_VERB, standing)
    if standing.is_second:
        raise Refusal("handover.second")
    return reading.sheet(tx, verification)


def _frozen(tx: Transaction, sheet: Sheet, to: verified.Person, areas: Collection[str], remark: str, at: str) -> Frozen:
    is_whole = not areas
    lines = [line for line in sheet.every if is_whole or line.item.area in areas]
    told = freeze.contents(tx, sheet.id)
    items = {line.item.code: _item(line, told.items[line.item.code]) for line in lines if line.says_something}
    day = _day(tx, sheet, () if is_whole else areas)
    if not items and day == HandedDay() and not (is_whole and (told.base or sheet.facts or told.evidence or told.self_assessment)):
        raise Refusal("handover.nothing")
    cited = {code for item in items.values() for code in item.citations}
    earlier = _earlier(tx, sheet.id, "" if is_whole else f"{tx.actor.person}/{','.join(areas)}")
    return freeze.frozen(
        sheet.agency.name,
        lambda: Handover(
            format="verifier",
            kind="handover",
            major=parts.MAJOR,
            minor=doc.MINOR,
            status="whole" if is_whole else "areas",
            verification=sheet.id,
            round=sheet.round,
            agency=told.agency,
            checklist=told.checklist,
            opened_at=sheet.opened_at,
            giver=freeze.acting(tx),
            receiver=to,
            handed_at=at,
            note=remark,
            supersedes=earlier,
            areas=tuple(areas) or tuple(sheet.checklist.areas),
            authors=_others(tx, sheet.id),
            base={key: doc.HandedBase(value=each.value) for key, each in told.base.items()} if is_whole else {},
            facts={code: doc.HandedFact(rows=each.rows) for code, each in told.facts.items() if each.rows} if is_whole else {},
            items=items,
            evidence={code: each for code, each in told.evidence.items() if is_whole or code in cited},
            merged=handed.settled(tx, sheet.id, with_findings=True) if is_whole else {},
            self_assessment=told.self_assessment if is_whole else None,
            day=day,
            follows=sheet.follows if is_whole else "",
        ),
    )


def _day(tx: Transaction, sheet: Sheet, areas: Collection[str]) -> HandedDay:
    """The day of a verification, with its agenda; where `areas` are given, only what is noted of their items."""
    items = [line.item.code for line in sheet.every if line.item.area in areas] if areas else None
    found = visited.told(tx, sheet.id, items)
    if dialects.is_server(tx.connection):
        # Whoever may log in can write such rows past the desk: nobody could take in a handover that tells them.
        found = fitting(found, sheet.checklist, areas or sheet.checklist.areas)
    return found if areas else found.model_copy(update=planned.given(tx, sheet.id))


def _earlier(tx: Transaction, verification: str, part: str) -> tuple[str, ...]:
    """The handovers in whose place another of the same part is put."""
    return tuple(sorted(digest for digest, each in handed.documents(tx, verification).items() if each.part == part))


def _others(tx: Transaction, verification: str) -> dict[str, verified.Person]:
    """Those besides the giver whose work is in it."""
    others = [person for person in handed.contributors(tx, verification).items() if person[0] != tx.actor.person]
    return {f"verifier-{number}": verified.Person(id=id_, name=name, role="verifier") for number, (id_, name) in enumerate(others, 2)}


def _item(line: SheetLine, told: verified.ItemResult) -> doc.HandedItem:
    return doc.HandedItem(
        digest=line.item.digest,
        level=told.level,
        not_applicable=told.not_applicable,
        reason=told.reason,
        note=told.note,
        counts={key: doc.HandedCount(n=count.n, of=count.of) for key, count in told.counts.items()},
        citations=told.citations,
        carried=line.answer.is_carried,
    )
