"""The lines of a sheet. A line is built anew only where something else stands in its rows: of a long checklist each answer changes one."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Row

from models.rules.answers import Answer, Counted, Support, flags, gaps, proposed
from models.rules.asking import hidden
from models.rules.checklist import Checklist, Item
from models.rules.self_assessment import SelfAnswer
from models.rules.self_assessment import gaps as self_gaps
from models.views import Citation, Evidence, SheetLine

_Noted = tuple[Sequence[Any], Mapping[str, Counted] | None, Sequence[Citation] | None, bool, Sequence[Any] | None]
NAMES: Final = ("level", "not_applicable", "reason", "note", "is_carried")
"""What is stored of an answer itself, in the order in which rows have it."""
_STORED: Final = attrgetter(*NAMES)
_NONE: Final[Sequence[Any]] = (None, False, "", "", False)


def lines(
    verification: str,
    checklist: Checklist,
    answers: Iterable[Sequence[Any]],
    counts: Mapping[str, Mapping[str, Counted]],
    citations: Mapping[str, Sequence[Citation]],
    kind: str,
    said: Iterable[Sequence[Any]],
) -> tuple[SheetLine, ...]:
    """The line of each item, in order; `answers` are rows of item, level, not applicable, reason, note and carried, of this kind of agency.

    `said` are rows of item, level, not applicable, evidence and note: what that says of itself.
    """
    known, found = _remembered(verification), []
    given, theirs = _by_item(answers, known, 0), _by_item(said, known, 4)
    unasked = hidden(checklist, {code: stood[0] for code, stood in given.items()}, kind) if checklist.conditional else frozenset()
    for code, item in checklist.items.items():
        noted = (given.get(code, _NONE), counts.get(code), citations.get(code), code in unasked, theirs.get(code))
        kept = known.get(code)
        if kept is None or kept[1].item is not item or kept[0] != noted:
            kept = known[code] = noted, _line(item, *noted[:4], own=None if noted[4] is None else SelfAnswer(*noted[4]))
        found.append(kept[1])
    return tuple(found)


def _by_item(rows: Iterable[Sequence[Any]], known: Mapping[str, tuple[_Noted, SheetLine]], place: int) -> dict[str, Sequence[Any]]:
    """What stands in the rows of each item, which are remembered in a `place` of what was noted of it."""
    found: dict[str, Sequence[Any]] = {}
    for row in rows:
        # Two thousand rows kept for a moment would have all that is remembered looked through for waste.
        code, stood = row[0], row[1:]
        kept = known[code][0][place] if code in known else None
        found[code] = kept if kept == stood else stood
    return found


def cited(rows: Iterable[Row[Any]], registered: Mapping[str, Evidence]) -> Mapping[str, list[Citation]]:
    """What is cited for each item; at a server somebody may have put beside it what nobody registered."""
    found: dict[str, list[Citation]] = {}
    for row in (row for row in rows if row.evidence in registered):
        found.setdefault(row.item, []).append(Citation(registered[row.evidence], row.place))
    return found


def renewed(line: SheetLine, stored: Mapping[str, Any] | None, *, is_hidden: bool) -> SheetLine:
    """A line where only the answer to its item is stored otherwise, None where it is as it was, or it was hidden or shown."""
    given = _STORED(line.answer) if stored is None else [stored[name] for name in NAMES]
    return _line(line.item, given, line.answer.counts, line.citations, is_hidden, line.self_answer)


@lru_cache(maxsize=4)
def _remembered(verification: str) -> dict[str, tuple[_Noted, SheetLine]]:  # noqa: ARG001 - a memory for each
    """What stood in the rows of each item when its line was built last, and that line."""
    return {}


def _line(
    item: Item,
    given: Sequence[Any],
    counts: Mapping[str, Counted] | None,
    citations: Sequence[Citation] | None,
    is_hidden: bool,
    own: SelfAnswer | None,
) -> SheetLine:
    level, not_applicable, reason, note, is_carried = given
    answer = Answer(level, not_applicable, reason, note, counts or {}, is_carried)
    cited = tuple(sorted(citations or (), key=lambda citation: (len(citation.evidence.code), citation.evidence.code)))
    held = (citation.evidence for citation in cited if citation.evidence.status != "rejected")
    support = tuple(Support(found.kind, found.seen and found.status == "accepted") for found in held)
    return SheetLine(
        item=item,
        answer=answer,
        citations=cited,
        proposed=proposed(item, answer.counts),
        gaps=() if is_hidden else (*gaps(item, answer, support), *self_gaps(own, answer)),
        flags=() if is_hidden else tuple(flags(item, answer, support)),
        is_hidden=is_hidden,
        self_answer=own,
    )
