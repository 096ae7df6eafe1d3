"""Answers: recording, clearing, not applicable, notes and counts."""

from collections.abc import Mapping

from models.desk import reading, working
from models.errors import Refusal
from models.ledger.tables import Count
from models.ledger.transaction import Transaction
from models.rules import answers as rules
from models.rules.checklist import NO, PARTLY, YES, Item
from models.text import note as clean_note
from models.views import Sheet

_WORDS = {"yes": YES, "partly": PARTLY, "no": NO}
_VERB = "answer.record"


def record(tx: Transaction, verification: str, item: str, level: int) -> Sheet:
    """Answer `item` with `level`, in place of any earlier answer.

    Raises:
        Refusal: what `rules.answers.admit` refuses, `answer.unknown_item`, `answer.hidden` where its conditions do not hold, or what
            permits no work here.
    """
    checklist = working.start(tx, verification, _VERB)
    found = rules.item(checklist, item)
    return _answered(tx, found, rules.admit(found, level))


def record_all(tx: Transaction, verification: str, levels: Mapping[str, int | None], reason: str = "") -> Sheet:
    """Answer many items at once, as one act that one undo takes back; without a level an item is not applicable, for `reason`.

    Raises:
        Refusal: as `record` and `not_applicable`, and then none is answered.
    """
    checklist = working.start(tx, verification, _VERB)
    items = [rules.item(checklist, code) for code in levels]
    said = clean_note(reason, "reason.label")
    for found in items:
        level = levels[found.code]
        if level is None:
            why = rules.admit_not_applicable(found, said)
            working.put_answer(tx, found.code, level=None, not_applicable=True, reason=why)
        else:
            working.put_answer(tx, found.code, level=rules.admit(found, level), not_applicable=False, reason="")
    return working.answered(tx, *items)


def say(tx: Transaction, verification: str, item: str, word: str) -> Sheet:
    """Answer an `item` without levels with "yes", "partly" or "no".

    Raises:
        Refusal: `answer.level_only` on an item with levels, `answer.two_only` for partly on a yes/no item.
    """
    checklist = working.start(tx, verification, _VERB)
    found = rules.item(checklist, item)
    return _answered(tx, found, rules.admit_word(found, _WORDS[word]))


def not_applicable(tx: Transaction, verification: str, item: str, reason: str) -> Sheet:
    """Mark `item` as not applicable, for `reason`.

    Raises:
        Refusal: `answer.not_applicable` where the checklist does not allow it, `answer.reason_missing`.
    """
    checklist = working.start(tx, verification, _VERB)
    found = rules.item(checklist, item)
    admitted = rules.admit_not_applicable(found, clean_note(reason, "reason.label"))
    working.put_answer(tx, item, level=None, not_applicable=True, reason=admitted)
    return working.answered(tx, found)


def clear(tx: Transaction, verification: str, item: str) -> Sheet:
    """Take the answer back: the item is not yet checked again; note and counts stay."""
    checklist = working.start(tx, verification, _VERB)
    found = rules.item(checklist, item)
    working.put_answer(tx, item, level=None, not_applicable=False, reason="")
    return working.changed(tx, found)


def annotate(tx: Transaction, verification: str, item: str, text: str) -> Sheet:
    """Set the note of `item`.

    Raises:
        Refusal: `text.too_long`.
    """
    checklist = working.start(tx, verification, _VERB)
    found = rules.item(checklist, item)
    working.put_answer(tx, item, note=clean_note(text, "note.label"))
    return working.changed(tx, found)


def count(tx: Transaction, verification: str, item: str, entered: Mapping[str, tuple[str, str]]) -> Sheet:
    """Set the counts of `item`: by key, n and N as typed (N is ignored where base data or the checklist fix it); empty takes one back.

    Raises:
        Refusal: `count.not_asked`, `count.total_alone` for an N without n, or what `rules.answers.admit_count` refuses.
    """
    checklist = working.start(tx, verification, _VERB)
    found = rules.item(checklist, item)
    if not entered.keys() <= found.counts.keys():
        raise Refusal("count.not_asked", item=item)
    known = reading.base(tx, verification)
    for key, (n, of) in entered.items():
        row = {"verification_id": verification, "item": item, "key": key}
        if n.strip():
            working.put_count(tx, item, key, rules.admit_count(found, key, n, of, known))
        elif of.strip() and rules.known_total(found.counts[key], known) is None and tx.is_new(Count, row):
            raise Refusal("count.total_alone", label=found.counts[key].label)
        else:
            tx.drop(Count, row)
    return working.finish(tx)


def _answered(tx: Transaction, item: Item, level: int) -> Sheet:
    working.put_answer(tx, item.code, level=level, not_applicable=False, reason="")
    return working.answered(tx, item)
