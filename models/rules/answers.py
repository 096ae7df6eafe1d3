"""What an item admits as an answer, what counts propose, and what a sheet still lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final

from models.errors import Refusal
from models.rules.checklist import YES, Checklist, Count, Item, Scale, Share

INTERVIEW: Final = "interview"
"""The kind of evidence that alone supports at most level 1, or partly (domain-decisions, 9)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count as entered: n of N. N is None until somebody knows it."""

    count: Fraction
    of: Fraction | None

    @property
    def percent(self) -> Fraction | None:
        """The share as a percentage, unrounded."""
        return self.count * 100 / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item; without level and not-applicable it is not yet checked, which is not 0."""

    level: int | None = None
    not_applicable: bool = False
    reason: str = ""
    """Why the item is not applicable."""
    note: str = ""
    counts: Mapping[str, Counted] = field(default_factory=dict)

    @property
    def is_given(self) -> bool:
        """Whether the item has been answered."""
        return self.level is not None or self.not_applicable


UNCHECKED: Final = Answer()


class Gap(StrEnum):
    """What an item still lacks before submission."""

    UNANSWERED = "unanswered"
    REASON = "reason"
    DIFFERENCE = "difference"
    GATE_EVIDENCE = "gate_evidence"


class Flag(StrEnum):
    """What the lead should look at, without blocking."""

    NO_EVIDENCE = "no_evidence"
    INTERVIEW_ONLY = "interview_only"


def admit(item: Item, level: int) -> int:
    """`level` where the item admits it.

    Raises:
        Refusal: `answer.yes_no_only` for 1 and 3 on a yes/partly/no item, `answer.level` outside 0 to 4.
    """
    if level in item.scale.levels:
        return level
    if item.scale is Scale.YES_PARTLY_NO and level in Scale.LEVEL.levels:
        raise Refusal("answer.yes_no_only", item=item.code)
    raise Refusal("answer.level", item=item.code, level=level)


def admit_word(item: Item, level: int) -> int:
    """The level of a yes, partly or no.

    Raises:
        Refusal: `answer.level_only` where the item is answered by a level.
    """
    if item.scale is not Scale.YES_PARTLY_NO:
        raise Refusal("answer.level_only", item=item.code)
    return level


def admit_not_applicable(item: Item, reason: str) -> str:
    """The reason for "not applicable", where the item allows it.

    Raises:
        Refusal: `answer.not_applicable` where it does not, `answer.reason_missing` without a reason.
    """
    if not item.not_applicable:
        raise Refusal("answer.not_applicable", item=item.code)
    if not reason:
        raise Refusal("answer.reason_missing", item=item.code)
    return reason


def known_total(count: Count, base: Mapping[str, int]) -> Fraction | None:
    """N of a count where the checklist fixes it or base data tell it; None when it has to be typed."""
    if count.fixed is not None:
        return Fraction(count.fixed)
    if count.base and all(part in base for part in count.base):
        return Fraction(sum(base[part] for part in count.base))
    return None


def with_base(item: Item, counts: Mapping[str, Counted], base: Mapping[str, int]) -> Mapping[str, Counted]:
    """The counts of an item, their N as the checklist or the base data tell it where they do."""
    known = {key: known_total(item.counts[key], base) if key in item.counts else None for key in counts}
    return {key: counted if known[key] is None else Counted(counted.count, known[key]) for key, counted in counts.items()}


def proposed(item: Item, counts: Mapping[str, Counted]) -> int | None:
    """The level that the counts propose: the highest whose shares all hold, 0 when none does; None while nothing is counted."""
    if not item.proposal or not any(counted.percent is not None for counted in counts.values()):
        return None
    return max((level for level, shares in item.proposal.items() if all(_holds(share, counts) for share in shares)), default=0)


def _holds(share: Share, counts: Mapping[str, Counted]) -> bool:
    counted = counts.get(share.count)
    percent = counted.percent if counted else None
    if percent is None:
        return False
    return percent > share.percent if share.strict else percent >= share.percent


def differs(item: Item, answer: Answer) -> bool:
    """Whether the level is another than the counts propose; levels above what a share can decide do not differ from its top."""
    level = proposed(item, answer.counts)
    if level is None or answer.level is None or answer.level == level:
        return False
    return not (level == max(item.proposal) and answer.level > level)


def gaps(item: Item, answer: Answer, evidence_kinds: tuple[str, ...]) -> Iterator[Gap]:
    """What the item lacks before its verification may be submitted (DESIGN, section 3)."""
    if not answer.is_given:
        yield Gap.UNANSWERED
    if answer.not_applicable and not answer.reason:
        yield Gap.REASON
    if differs(item, answer) and not answer.note:
        yield Gap.DIFFERENCE
    if item.gate is not None and answer.level and not evidence_kinds:
        yield Gap.GATE_EVIDENCE


def flags(item: Item, answer: Answer, evidence_kinds: tuple[str, ...]) -> Iterator[Flag]:
    """What the lead should see about an answered item."""
    if not answer.level:
        return
    if not evidence_kinds:
        yield Flag.NO_EVIDENCE
    elif set(evidence_kinds) == {INTERVIEW} and answer.level > (1 if item.scale is Scale.LEVEL else YES // 2):
        yield Flag.INTERVIEW_ONLY


def is_complete(checklist: Checklist, answers: Mapping[str, Answer]) -> bool:
    """Whether every item has been answered."""
    return all(answers.get(code, UNCHECKED).is_given for code in checklist.codes)
