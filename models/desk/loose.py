"""Loose notes: written down while the talk jumps, given to an item later."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from models.codes import minted
from models.desk import drafts, working
from models.errors import Refusal
from models.ledger.tables import Answer, LooseNote, table
from models.ledger.transaction import Transaction
from models.rules import answers
from models.text import note as clean_note
from models.views import Sheet

_LOOSE: Final = table(LooseNote)
_ANSWER: Final = table(Answer)
_VERB: Final = "loose.write"


@dataclass(frozen=True, slots=True)
class Loose:
    """A loose note."""

    id: str
    text: str
    at: str
    item: str
    """The item it was given to, empty before."""


def of(tx: Transaction, verification: str) -> tuple[Loose, ...]:
    """The loose notes of a verification: those given to no item first, among them the newest first."""
    rows = tx.connection.execute(select(_LOOSE).where(_LOOSE.c.verification_id == verification).order_by(_LOOSE.c.at.desc(), _LOOSE.c.id))
    found = [Loose(row.id, row.text, row.at, row.item) for row in rows]
    return tuple(sorted(found, key=lambda each: bool(each.item)))


def write(tx: Transaction, verification: str, text: str) -> tuple[Loose, ...]:
    """Write a note that belongs to no item; Refusals `loose.empty`, `text.too_long`."""
    working.start(tx, verification, _VERB)
    tx.put(LooseNote, {"verification_id": verification, "id": minted()}, text=_admitted(text), at=tx.stamp, item="")
    return of(tx, verification)


def change(tx: Transaction, verification: str, id_: str, text: str) -> tuple[Loose, ...]:
    """Change a note that was given to no item; Refusals `loose.unknown`, `loose.given`, and as `write` gives."""
    working.start(tx, verification, _VERB)
    _open(tx, verification, id_)
    tx.put(LooseNote, {"verification_id": verification, "id": id_}, text=_admitted(text))
    return of(tx, verification)


def give(tx: Transaction, verification: str, id_: str, item: str) -> Sheet:
    """Append a note to that of `item`, behind an empty line, and mark it as given.

    Raises:
        Refusal: `loose.unknown`, `loose.given`, `text.too_long`.
    """
    checklist = working.start(tx, verification, _VERB)
    code = answers.item(checklist, item).code
    loose = _open(tx, verification, id_)
    here = (_ANSWER.c.verification_id == verification, _ANSWER.c.item == code)
    before = tx.connection.execute(select(_ANSWER.c.note).where(*here)).scalar() or ""
    working.put_answer(tx, code, note=clean_note("\n\n".join(filter(None, (before, loose.text))), "note.label"))
    tx.put(LooseNote, {"verification_id": verification, "id": id_}, item=code)
    drafts.forget(tx, place(verification, id_))
    return working.finish(tx)


def place(verification: str, id_: str = "new") -> str:
    """The place of a loose note being typed."""
    return f"{verification}/loose/{id_}"


def _admitted(text: str) -> str:
    admitted = clean_note(text, "loose.label")
    if not admitted.strip():
        raise Refusal("loose.empty")
    return admitted


def _open(tx: Transaction, verification: str, id_: str) -> Loose:
    found = next((each for each in of(tx, verification) if each.id == id_), None)
    if found is None:
        raise Refusal("loose.unknown")
    if found.item:
        raise Refusal("loose.given", item=found.item)
    return found
