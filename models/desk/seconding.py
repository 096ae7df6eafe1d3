"""Opinions of second verifiers: opened by the lead once both verifications are in, and settled with each that they are held against."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from models.desk import comparing, freeze, intake, keeping, opinions, reading, settling, threads
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts, second
from models.documents.second import Answers, GivenResult, SettledResult
from models.documents.settlement import Settlement
from models.documents.verified import Person
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules.disagreement import COUNTS, Counts, Settled, compared
from models.rules.permissions import Standing
from models.seconds import Second
from models.text import note
from models.views import Sheet


def held(tx: Transaction) -> tuple[Second, ...]:
    """The opinions that are here, as far as they may be seen, by agency; each with every verification that it is held against."""
    found = [each for digest in opinions.digests(tx) for each in _beside(tx, digest)]
    return tuple(sorted(found, key=lambda each: (each.agency_name, each.given_at, each.opinion, each.verification)))


def one(tx: Transaction, opinion: str, verification: str = "") -> Second:
    """An opinion as far as it may be seen beside a verification, the first where none is named; Refusal `second.unknown`."""
    found = _beside(tx, opinion) if opinion in opinions.digests(tx) else ()
    chosen = next((each for each in found if verification in ("", each.verification)), None)
    if chosen is None:
        raise Refusal("second.unknown")
    return chosen


def sealed(tx: Transaction, opinion: str, verification: str = "") -> bytes:
    """What a lead opens with their key, where they may and both verifications are in.

    Raises:
        Refusal: `second.unknown`, `second.waiting`, what permits no settlement, `sealing.damaged`.
    """
    _start(tx, opinion, verification)
    return second.joined(opinions.opinion(tx, opinion).sealed, opinion[:16])


def unseal(tx: Transaction, opinion: str, content: bytes, verification: str = "") -> Second:
    """Keep what a lead opened with their key.

    Raises:
        Refusal: as `sealed` gives, `sealing.untrue` where it is not what the opinion promised.
    """
    _start(tx, opinion, verification)
    found = opinions.opinion(tx, opinion)
    said = second.demand(content, found.content, opinion[:16])
    if (said.verification, said.checklist, tuple(said.items)) != (found.verification, found.checklist.digest, found.items):
        raise Refusal("sealing.untrue", file=opinion[:16])
    opinions.open_(tx, opinion, content)
    return one(tx, opinion, verification)


def settle(tx: Transaction, opinion: str, item: str, counts: str, reason: str, verification: str = "") -> Second:
    """Say whose answer to an item counts, and why; it counts here at once and for others once it is signed.

    Raises:
        Refusal: as `sealed` gives, `second.unopened`, `second.nothing`, `second.whose`, `workflow.reason_missing`, `text.too_long`.
    """
    sheet = _start(tx, opinion, verification)
    answers = _opened(tx, opinion)
    first, said = comparing.given(sheet), answers.given
    if item not in compared(first, said) or first[item] == said[item]:
        raise Refusal("second.nothing", item=item)
    if counts not in COUNTS:
        raise Refusal("second.whose")
    written = note(reason, "reason.label")
    if not written.strip():
        raise Refusal("workflow.reason_missing")
    how = Settled(first[item].category, said[item].category, counts)
    opinions.put(tx, sheet.id, opinion, item, how, written)
    return one(tx, opinion, sheet.id)


def settlement(tx: Transaction, opinion: str, verification: str = "") -> Frozen:
    """The settlement of everything that differs, yet to be signed.

    Raises:
        Refusal: as `sealed` gives, `second.unopened`, `second.unsettled`, and as `freeze.frozen` gives.
    """
    return _settlement(tx, _start(tx, opinion, verification), opinion, tx.stamp)


def conclude(tx: Transaction, opinion: str, signed: Signed, repairs: Mapping[str, str] | None = None) -> Second:
    """Let the settlement count that was drawn up and signed, with a correction for its verifier on each item of `repairs`.

    Raises:
        Refusal: as `settlement` gives, `document.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, Settlement)
    sheet = _start(tx, opinion, document.verification)
    if _settlement(tx, sheet, opinion, document.decided_at).body != signed.body:
        raise Refusal("document.changed", agency=sheet.agency.name)
    for item, text in (repairs or {}).items():
        threads.begin(tx, item, "correction", text)
    opinions.forget_unsigned(tx, sheet.id, opinion)
    intake.enter(tx, signed)
    return one(tx, opinion, sheet.id)


def _beside(tx: Transaction, opinion: str) -> tuple[Second, ...]:
    """An opinion beside each verification that it is held against; by itself where none is here."""
    found = opinions.opinion(tx, opinion)
    sheets = [reading.sheet(tx, verification) for verification in opinions.against(tx, found)]
    return tuple(comparing.told(tx, opinion, found, sheet) for sheet in sheets or (None,))


def _start(tx: Transaction, opinion: str, verification: str) -> Sheet:
    """A verification that an opinion is held against, which becomes the subject of this act, where the actor may settle it."""
    tx.require("opinion.open", Standing())
    if opinion not in opinions.digests(tx):
        raise Refusal("second.unknown")
    found = opinions.opinion(tx, opinion)
    against = opinions.against(tx, found)
    if not against:
        raise Refusal("second.waiting", agency=found.agency.name)
    if verification not in ("", *against):
        raise Refusal("second.unknown")
    verification = verification or against[0]
    _, standing = reading.pinned(tx, verification)
    submission = settling.position(tx, verification).submission
    authors = keeping.authors(tx, submission) | keeping.authors(tx, opinion)
    tx.require("settle", replace(standing, authors=tuple(sorted(authors))))
    tx.verification = verification
    return reading.sheet(tx, verification)


def _opened(tx: Transaction, opinion: str) -> Answers:
    found = opinions.opened(tx, opinion)
    if found is None:
        raise Refusal("second.unopened")
    return found


def _settlement(tx: Transaction, sheet: Sheet, opinion: str, at: str) -> Frozen:
    found, content = one(tx, opinion, sheet.id), opinions.sealed_text(tx, opinion)
    if content is None:
        raise Refusal("second.unopened")
    if found.unsettled:
        raise Refusal("second.unsettled", count=len(found.unsettled), first=found.unsettled[0])
    document, earlier = opinions.opinion(tx, opinion), opinions.settlements(tx, sheet.id, opinion)
    answers, told = second.answers(content, opinion), freeze.told(sheet)
    now = {each.item: _result(told["items"][each.item], answers, each.item, each.counts, each.reason) for each in found.differences}
    # What was settled of an earlier submission and repaired since stays told.
    before = {item: how for _, each in earlier for item, how in each.items.items() if item not in now}
    items = {code: {**before, **now}[code] for code in sheet.checklist.codes if code in before or code in now}
    return freeze.frozen(
        sheet.agency.name,
        lambda: Settlement(
            format="verifier",
            kind="settlement",
            major=parts.MAJOR,
            minor=0,
            verification=sheet.id,
            round=sheet.round,
            agency=told["agency"],
            person=freeze.acting(tx),
            decided_at=at,
            submission=settling.position(tx, sheet.id).submission,
            opinion=opinion,
            by=Person(id=document.person.id, name=document.person.name, role=document.person.role),
            supersedes=tuple(digest for digest, _ in earlier),
            compared=compared(comparing.given(sheet), answers.given),
            items=items,
            content=document.content,
            opened=second.pieces(content),
        ),
    )


def _result(first: GivenResult, answers: Answers, item: str, counts: str, reason: str) -> SettledResult:
    said = answers.items[item]
    return SettledResult(
        first=GivenResult(level=first.level, not_applicable=first.not_applicable, reason=first.reason, note=first.note),
        second=GivenResult(level=said.level, not_applicable=said.not_applicable, reason=said.reason, note=said.note),
        counts=cast("Counts", counts),
        reason=reason,
    )
