"""Evidence: registered once per verification, cited by many items, each with its own page or article."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import select

from models.desk import reading, working
from models.errors import Refusal
from models.fingerprints import Fingerprint
from models.ledger.tables import Action, Citation, Evidence, table
from models.ledger.transaction import Transaction
from models.rules import answers
from models.rules.evidence import admit
from models.text import line
from models.views import Sheet

_ACTION: Final = table(Action)
_EVIDENCE: Final = table(Evidence)
_CITATION: Final = table(Citation)


def register(tx: Transaction, verification: str, entered: Mapping[str, str], cite: str = "", place: str = "") -> Sheet:
    """Register evidence under the next code (B01, B02, …) and, where `cite` names an item, cite it there at `place`.

    `entered` holds as typed: kind, title, number, date, valid_until, source, location, seen ("yes" or "no"), status.

    Raises:
        Refusal: `evidence.title_missing`, `fact.date`, `fact.choice`, `text.too_long`.
    """
    checklist = working.start(tx, verification, "evidence.register")
    code = working.next_code(tx, verification)
    working.put_evidence(tx, code, admit(entered))
    if cite:
        key = {"verification_id": verification, "item": answers.item(checklist, cite).code, "evidence": code}
        tx.put(Citation, key, place=line(place, "evidence.place"))
    return working.finish(tx)


def register_all(
    tx: Transaction, verification: str, entered: Sequence[Mapping[str, str]], cite: str = "", read: Iterable[Fingerprint] = ()
) -> Sheet:
    """Register many pieces of evidence as one act that one undo takes back; Refusals as for `register`, and then none is registered.

    What was `read` of their files is kept with them.

    Raises:
        Refusal: `evidence.none_ticked` where there is none.
    """
    checklist = working.start(tx, verification, "evidence.register")
    if not entered:
        raise Refusal("evidence.none_ticked")
    item = answers.item(checklist, cite).code if cite else ""
    first = int(working.next_code(tx, verification)[1:])
    known = {each.location: {"digest": each.digest, "size": each.size} for each in read}
    for number, each in enumerate(entered, first):
        code = f"B{number:02}"
        values = admit(each)
        working.put_evidence(tx, code, values | known.get(str(values["location"]), {}))
        if item:
            tx.put(Citation, {"verification_id": verification, "item": item, "evidence": code}, place="")
    return working.finish(tx)


def cite_all(tx: Transaction, verification: str, code: str, places: Mapping[str, str]) -> Sheet:
    """Cite evidence for just the items of `places`, each at its own page or article, as one act; others no longer cite it.

    Raises:
        Refusal: `evidence.unknown`, `answer.unknown_item`, `text.too_long`.
    """
    checklist = working.start(tx, verification, "evidence.cite")
    _require(tx, verification, code)
    wanted = {answers.item(checklist, item).code: line(place, "evidence.place") for item, place in places.items()}
    here = select(_CITATION.c.item).where(_CITATION.c.verification_id == verification, _CITATION.c.evidence == code)
    for item in tx.connection.execute(here).scalars().all():
        if item not in wanted:
            tx.drop(Citation, {"verification_id": verification, "item": item, "evidence": code})
    for item, place in wanted.items():
        tx.put(Citation, {"verification_id": verification, "item": item, "evidence": code}, place=place)
    return working.finish(tx)


def change(tx: Transaction, verification: str, code: str, entered: Mapping[str, str]) -> Sheet:
    """Change what is noted of registered evidence; its citations stay."""
    working.start(tx, verification, "evidence.register")
    _require(tx, verification, code)
    working.put_evidence(tx, code, admit(entered))
    return working.finish(tx)


def cite(tx: Transaction, verification: str, item: str, code: str, place: str = "") -> Sheet:
    """Cite evidence for `item` at `place` (page or article), or change the place of that citation."""
    checklist = working.start(tx, verification, "evidence.cite")
    _require(tx, verification, code)
    key = {"verification_id": verification, "item": answers.item(checklist, item).code, "evidence": code}
    tx.put(Citation, key, place=line(place, "evidence.place"))
    return working.finish(tx)


def release(tx: Transaction, verification: str, item: str, code: str) -> Sheet:
    """Stop citing evidence for `item`; the evidence stays registered. Refusal `evidence.unknown`."""
    checklist = working.start(tx, verification, "evidence.cite")
    _require(tx, verification, code)
    tx.drop(Citation, {"verification_id": verification, "item": answers.item(checklist, item).code, "evidence": code})
    return working.finish(tx)


def know(tx: Transaction, verification: str, read: Iterable[Fingerprint]) -> Sheet:
    """Keep what was read of the files that evidence of a verification says it is, where it still says so."""
    working.start(tx, verification, "evidence.register")
    here = reading.evidence(tx, verification)
    for each in read:
        if each.evidence in here and here[each.evidence].location == each.location:
            key = {"verification_id": verification, "code": each.evidence}
            tx.put(Evidence, key, digest=each.digest, size=each.size)
    return working.finish(tx)


def withdraw(tx: Transaction, verification: str, code: str) -> Sheet:
    """Take evidence registered by mistake away; undo brings it back.

    Raises:
        Refusal: `evidence.cited` while an item still cites it, `evidence.planned` while an action of the agenda does.
    """
    working.start(tx, verification, "evidence.register")
    _require(tx, verification, code)
    here = (_CITATION.c.verification_id == verification, _CITATION.c.evidence == code)
    items = tx.connection.execute(select(_CITATION.c.item).where(*here).order_by(_CITATION.c.item)).scalars().all()
    if items:
        raise Refusal("evidence.cited", evidence=code, items=", ".join(items))
    planned = select(_ACTION.c.code).where(_ACTION.c.verification_id == verification, _ACTION.c.cited == code)
    if actions := tx.connection.execute(planned.order_by(_ACTION.c.code)).scalars().all():
        raise Refusal("evidence.planned", evidence=code, actions=", ".join(actions))
    tx.drop(Evidence, {"verification_id": verification, "code": code})
    return working.finish(tx)


def _require(tx: Transaction, verification: str, code: str) -> None:
    here = (_EVIDENCE.c.verification_id == verification, _EVIDENCE.c.code == code)
    if tx.connection.execute(select(_EVIDENCE.c.code).where(*here)).first() is None:
        raise Refusal("evidence.unknown", evidence=code)
