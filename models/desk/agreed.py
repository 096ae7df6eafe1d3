"""The minutes of a verification that stand, and which answers differ from them by now."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select

from models.desk import believing, contributed, prefetch, reading, superseding
from models.desk.prefetch import Question
from models.documents import handover as doc
from models.documents import kinds
from models.documents.minutes import Minutes, MinutesParty
from models.documents.verified import CitationResult
from models.ledger import tables
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.minutes import Finding
from models.rules.answers import Answer
from models.rules.checklist import Checklist
from models.rules.numbers import plain
from models.trips import Person, Trip
from models.views import Sheet, SheetLine

_DOCUMENT: Final = table(tables.Document)
_SCAN: Final = table(tables.Scan)
_VERIFICATION: Final = table(tables.Verification)
_SCANS: Final = Question(select(_SCAN.c.digest, _SCAN.c.at), _SCAN.c.verification_id)
_MINUTES: Final = Question(
    select(*(_DOCUMENT.c[name] for name in ("digest", "about", "name", "body", "supersedes", "signer_id"))).where(
        _DOCUMENT.c.kind == "minutes", SHOWN
    ),
    _DOCUMENT.c.about,
)


def of(tx: Transaction, verification: str) -> Minutes | None:
    """The minutes of a verification that stand, None while there are none."""
    return next(iter(standing(tx, verification).values()), None)


def mark(tx: Transaction, verification: str) -> str:
    """The digest of the minutes that stand, empty while there are none; its first sixteen characters are printed on them."""
    return next(iter(standing(tx, verification)), "")


def of_another(tx: Transaction, verification: str) -> Minutes | None:
    """Those of a verification that is somebody else's: what was noted of the day stays on their laptop, and they tell it here."""
    owner = tx.connection.execute(select(_VERIFICATION.c.person_id).where(_VERIFICATION.c.id == verification)).scalar()
    return None if owner == tx.actor.person else of(tx, verification)


def visit(minutes: Minutes) -> Trip:
    """The visit as both sides signed it."""
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


def _people(told: Mapping[str, MinutesParty]) -> tuple[Person, ...]:
    return tuple(Person(number, each.name, each.nip, each.post, each.function, "") for number, each in enumerate(told.values()))


def found(minutes: Minutes, checklist: Checklist) -> tuple[Finding, ...]:
    """The findings as both sides signed them."""
    told = minutes.findings
    return tuple(
        Finding(code, each.text, each.stance, each.response, each.deadline) for code, each in told.items() if code in checklist.items
    )


def scan(tx: Transaction, verification: str) -> str:
    """The digest of the scan that was attached last to these minutes or to those in whose place they stand, empty while there is none."""
    scans = sorted(_SCANS.rows(tx, verification), key=lambda row: row.digest)
    return max(scans, key=lambda row: row.at).digest if scans else ""


def read_ahead(tx: Transaction, verifications: Collection[str]) -> None:
    """Read what was agreed about several verifications, within an act that only reads."""
    prefetch.read(tx, (_MINUTES, _SCANS), verifications)
    believing.among(tx, (row.digest for rows in tx.prefetched[_MINUTES].values() for row in rows))


def standing(tx: Transaction, verification: str) -> Mapping[str, Minutes]:
    """Those in whose place no others were put, by digest: one, or those closed on two laptops, the later first."""
    found = believing.only(tx, _MINUTES.rows(tx, verification))
    if not found:
        return {}
    authors = _authors(tx, verification)
    # A submission tells whose work is in it where the handovers are not here; reading it takes long.
    if authors and any(row.signer_id not in authors for row in found):
        authors |= _submitted(tx, verification)
    rows = [row for row in found if not authors or row.signer_id in authors]
    told = {row.digest: kinds.parsed(row.body, row.name) for row in superseding.standing(rows)}
    minutes = [(digest, each) for digest, each in told.items() if isinstance(each, Minutes)]
    return dict(sorted(minutes, key=lambda pair: (pair[1].closed_at, pair[0]), reverse=True))


def _authors(tx: Transaction, verification: str) -> frozenset[str]:
    """Whose minutes count: those of whose verification it is or was; nobody's where it is not here yet, and then all count."""
    owner = tx.connection.execute(select(_VERIFICATION.c.person_id).where(_VERIFICATION.c.id == verification)).scalar()
    return frozenset() if owner is None else frozenset({owner, *(row.person_id for row in contributed.rows(tx, verification))})


def _submitted(tx: Transaction, verification: str) -> frozenset[str]:
    """Those whose work is in the submission that stands."""
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.body, _DOCUMENT.c.name)
    asked = asked.join(_VERIFICATION, _VERIFICATION.c.submission == _DOCUMENT.c.digest).where(_VERIFICATION.c.id == verification)
    row = next(iter(believing.only(tx, tx.connection.execute(asked).all())), None)
    return frozenset() if row is None else kinds.authors(kinds.parsed(row.body, row.name))


def differs(tx: Transaction, verification: str) -> tuple[str, ...]:
    """The items whose answer is another now than in the minutes that stand, in the order of the checklist; none while there are none."""
    minutes = of(tx, verification)
    return () if minutes is None else changed(minutes, reading.sheet(tx, verification))


def changed(minutes: Minutes, sheet: Sheet) -> tuple[str, ...]:
    """The items whose answer on a sheet is another than in minutes, in the order of the checklist; what is hidden has none."""
    return tuple(line.item.code for line in sheet.every if is_changed(minutes, line))


def is_changed(minutes: Minutes, line: SheetLine) -> bool:
    """Whether the answer on a line of a sheet is another than in minutes."""
    return _answered(None if line.is_hidden else item(line)) != _answered(minutes.items.get(line.item.code))


def then(minutes: Minutes, code: str) -> Answer:
    """The answer to an item as minutes tell it."""
    told = minutes.items.get(code)
    return Answer() if told is None else Answer(told.level, told.not_applicable)


def item(line: SheetLine) -> doc.HandedItem:
    """The answer to an item as minutes tell it: without the verifier's own notes."""
    answer = line.answer
    return doc.HandedItem(
        digest=line.item.digest,
        level=answer.level,
        not_applicable=answer.not_applicable,
        reason=answer.reason,
        counts={
            key: doc.HandedCount(n=plain(counted.count), of="" if counted.of is None else plain(counted.of))
            for key, counted in sorted(answer.counts.items())
        },
        citations={each.evidence.code: CitationResult(place=each.place) for each in line.citations},
    )


def _answered(told: doc.HandedItem | None) -> object:
    return (None, False, "", {}) if told is None else (told.level, told.not_applicable, told.reason, told.counts)
