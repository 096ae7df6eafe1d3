"""Notes on agencies: drawn up, signed outside and entered; each is a document that travels, and none is part of a verdict."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select

from models.codes import minted
from models.desk import freeze, intake, noting, reading
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts
from models.documents.note import PRACTICE, Meeting, Note, Practice, Purpose
from models.documents.stating import both
from models.documents.verified import Agency
from models.errors import Refusal
from models.ledger.tables import Agency as AgencyRow
from models.ledger.tables import Verification, table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.noted import NoteLine
from models.rules.answers import item as known_item
from models.rules.checklist import Checklist
from models.rules.permissions import Standing
from models.text import dated, line, note

_AGENCY: Final = table(AgencyRow)
_VERIFICATION: Final = table(Verification)
VERBS: Final[Mapping[str, str]] = {PRACTICE: "practice.mark"}
"""What `rules.permissions` guards a purpose as, where it is not `note.write`."""


def of_agency(tx: Transaction, agency: str, *, hidden: bool = False) -> tuple[NoteLine, ...]:
    """The notes on an agency, the newest first; Refusal `agency.unknown`."""
    name_of(tx, agency)
    return noting.lines(tx, agency=agency, hidden=hidden)


def practices(tx: Transaction) -> tuple[NoteLine, ...]:
    """Every practice worth showing, the newest first."""
    return tuple(each for each in noting.lines(tx) if each.is_practice)


def name_of(tx: Transaction, agency: str) -> str:
    """What an agency is called: by the register, else by a note on it; Refusal `agency.unknown`."""
    if tx.is_new(AgencyRow, {"code": agency}):
        noted = noting.lines(tx, agency=agency, hidden=True)
        if noted:
            return noted[0].agency
    return _agency(tx, agency).name


def today(tx: Transaction) -> str:
    """The day on this laptop's calendar, as an ISO date."""
    return local_date(tx.moment).isoformat()


def checklist(tx: Transaction, agency: str) -> Checklist:
    """The checklist whose items practices of an agency are about: that of its verification touched last, else of the current round."""
    asked = select(_VERIFICATION.c.checklist_digest).where(_VERIFICATION.c.agency_code == agency)
    found = tx.connection.execute(asked.order_by(_VERIFICATION.c.touched_at.desc(), _VERIFICATION.c.id).limit(1)).scalar()
    return reading.checklist(tx, found or reading.current_round(tx).checklist_digest)


def correctable(tx: Transaction, digest: str) -> NoteLine:
    """A note that the actor may correct; Refusal `note.unknown`, `note.not_yours` or what permits none."""
    found = noting.line(tx, digest)
    if found.is_hidden:
        raise Refusal("note.unknown")
    tx.require(VERBS.get(found.purpose, "note.write"), Standing())
    if not found.is_practice and found.person_id != tx.actor.person:
        raise Refusal("note.not_yours", person=found.person)
    return found


def drawn_up(
    tx: Transaction, agency: str, purpose: Purpose, values: Mapping[str, str], *, item: str = "", checklist_: str = "", corrects: str = ""
) -> Frozen:
    """A note as its form tells it, yet to be signed: on an agency, of a practice on an `item` of the checklist with this digest.

    Raises:
        Refusal: what permits none, `agency.unknown`, `answer.unknown_item`, `fact.required`, `fact.date`, `note.future`, `note.before`,
            `note.consent`, `text.too_long`, and what `correctable` refuses of the digest that it `corrects`.
    """
    tx.require(VERBS.get(purpose, "note.write"), Standing())
    earlier = correctable(tx, corrects) if corrects else None
    is_practice = purpose == PRACTICE
    part = _practice(tx, values, _about(tx, agency, item, checklist_, earlier)) if is_practice else _meeting(values)
    known = today(tx) if earlier is None else earlier.date
    on = _past(tx, values["date"], "noted.date") if values.get("date", "").strip() else known
    if isinstance(part, Meeting) and "" < part.follow_up < on:
        raise Refusal("note.before", label="noted.follow_up", value=values["follow_up"])
    label = "noted.done" if is_practice else "noted.text"
    text = _filled(note(values["text"], label), label)
    return _frozen(tx, agency, purpose, part, earlier, on, text)


def write(tx: Transaction, signed: Signed) -> NoteLine:
    """Keep a note that was drawn up and signed.

    Raises:
        Refusal: what permits none, `document.kind`, `document.changed` where it was corrected meanwhile, why others would refuse it.
    """
    document = kinds.demanded(signed, Note)
    tx.require(VERBS.get(document.purpose, "note.write"), Standing())
    if set(document.supersedes) != set(_superseded(tx, document.note, document.purpose)):
        raise Refusal("document.changed", agency=document.agency.name)
    return noting.line(tx, intake.enter(tx, signed))


def _superseded(tx: Transaction, note_: str, purpose: str) -> tuple[str, ...]:
    """Those of one id in whose place a correction by the actor is put."""
    standing = noting.current(tx, note_)
    return tuple(each.digest for each in standing if each.purpose == purpose == PRACTICE or each.person_id == tx.actor.person)


def _frozen(
    tx: Transaction, agency: str, purpose: Purpose, part: Practice | Meeting, earlier: NoteLine | None, on: str, text: str
) -> Frozen:
    told = _agency(tx, agency)
    note_ = minted() if earlier is None else earlier.note
    return freeze.frozen(
        told.name,
        lambda: Note(
            format="verifier",
            kind="note",
            major=parts.MAJOR,
            minor=0,
            purpose=purpose,
            note=note_,
            supersedes=() if earlier is None else _superseded(tx, note_, purpose),
            agency=told,
            date=on,
            person=freeze.acting(tx),
            written_at=tx.stamp,
            text=text,
            practice=part if isinstance(part, Practice) else None,
            meeting=part if isinstance(part, Meeting) else None,
        ),
    )


def _about(tx: Transaction, agency: str, item: str, checklist_: str, earlier: NoteLine | None) -> dict[str, Any]:
    """The item that a practice is about, as its document tells it; a correction keeps that of the `earlier` one."""
    if earlier is not None and earlier.item_title is not None:
        used, _, version = earlier.checklist.rpartition(" ")
        told = {"item": earlier.item, "item_digest": earlier.item_digest, "item_title": both(earlier.item_title)}
        return {"checklist": used, "version": version, **told}
    of = reading.checklist(tx, checklist_) if checklist_ else checklist(tx, agency)
    asked = known_item(of, item)
    told = {"item": asked.code, "item_digest": asked.digest, "item_title": both(asked.title)}
    return {"checklist": of.id, "version": of.version, **told}


def _practice(tx: Transaction, values: Mapping[str, str], about: dict[str, Any]) -> Practice:
    by = line(values["consent_by"], "noted.consent_by")
    if not by or not values["consent_on"].strip():
        raise Refusal("note.consent", label="noted.consent_on" if by else "noted.consent_by")
    return Practice(
        **about,
        title=_filled(line(values["title"], "noted.title"), "noted.title"),
        why=_filled(note(values["why"], "noted.why"), "noted.why"),
        consent_by=by,
        consent_on=_past(tx, values["consent_on"], "noted.consent_on"),
        contact=_filled(line(values["contact"], "noted.contact"), "noted.contact"),
    )


def _meeting(values: Mapping[str, str]) -> Meeting:
    return Meeting(
        subject=_filled(line(values["title"], "noted.subject"), "noted.subject"),
        participants=note(values["participants"], "noted.participants"),
        advised=note(values["advised"], "noted.advised"),
        follow_up=dated(values["follow_up"], "noted.follow_up"),
    )


def _filled(text: str, label: str) -> str:
    if not text.strip():
        raise Refusal("fact.required", label=label)
    return text


def _past(tx: Transaction, typed: str, label: str) -> str:
    found = _filled(dated(typed, label), label)
    if found > today(tx):
        raise Refusal("note.future", label=label, value=typed)
    return found


def _agency(tx: Transaction, code: str) -> Agency:
    row = tx.connection.execute(select(_AGENCY).where(_AGENCY.c.code == code)).first()
    if row is None:
        raise Refusal("agency.unknown", agency=code)
    of = select(_AGENCY.c.name).where(_AGENCY.c.code == row.province_code, _AGENCY.c.code != code)
    province = tx.connection.execute(of).scalar() if row.province_code else None
    return Agency(code=row.code, name=row.name, type=row.type, province=province or "")
