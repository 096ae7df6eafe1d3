"""What an item admits as an answer, what counts propose, and what a sheet still lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Final

from models.errors import Refusal
from models.rules.checklist import PARTLY, Checklist, Count, Item, Scale, Share
from models.rules.numbers import decimal, plain

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
    is_carried: bool = False
    """Whether it was carried over from an earlier verification and nobody has confirmed it yet."""

    @property
    def is_given(self) -> bool:
        """Whether the item has been answered."""
        return self.level is not None or self.not_applicable


UNCHECKED: Final = Answer()


@dataclass(frozen=True, slots=True)
class Support:
    """Evidence cited for an item that was not rejected, as far as the rules look at it."""

    kind: str
    is_seen: bool
    """Whether it was seen and accepted; what is only mentioned, or still incomplete, was not."""


class Gap(StrEnum):
    """What an item still lacks before submission."""

    UNANSWERED = "unanswered"
    REASON = "reason"
    DIFFERENCE = "difference"
    GATE_EVIDENCE = "gate_evidence"
    CARRIED = "carried"
    SELF_ASSESSMENT = "self_assessment"
    """A reason why the answer is far from what the agency says of itself."""


class Flag(StrEnum):
    """What the lead should look at, without blocking."""

    NO_EVIDENCE = "no_evidence"
    INTERVIEW_ONLY = "interview_only"
    UNSEEN = "unseen"


class Lack(StrEnum):
    """What keeps counts from proposing a level."""

    COUNT = "count"
    TOTAL = "total"
    NOBODY = "nobody"


def item(checklist: Checklist, code: str) -> Item:
    """An item of a checklist; Refusal `answer.unknown_item` where it has none of that code."""
    if code not in checklist.items:
        raise Refusal("answer.unknown_item", item=code, checklist=checklist.name)
    return checklist.items[code]


def admit(item: Item, level: int) -> int:
    """`level` where the item admits it.

    Raises:
        Refusal: `answer.yes_no_only` for 1 and 3 on a yes/partly/no item, `answer.two_only` for 1 to 3 on a yes/no item, `answer.level`
            outside 0 to 4.
    """
    if level in item.scale.levels:
        return level
    if level in Scale.LEVEL.levels:
        raise Refusal("answer.two_only" if item.scale is Scale.YES_NO else "answer.yes_no_only", item=item.code)
    raise Refusal("answer.level", item=item.code, level=level)


def admit_word(item: Item, level: int) -> int:
    """The level of a yes, partly or no.

    Raises:
        Refusal: `answer.level_only` where the item is answered by a level, `answer.two_only` for partly on a yes/no item.
    """
    if item.scale is Scale.LEVEL:
        raise Refusal("answer.level_only", item=item.code)
    return admit(item, level)


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


def stays(item: Item, now: Answer, wanted: Answer) -> Refusal | None:
    """Why `item` stays as it is where it is answered as `wanted`: it admits no such answer, or has it already; None where it changes."""
    try:
        if wanted.level is None:
            admit_not_applicable(item, wanted.reason)
        else:
            admit(item, wanted.level)
    except Refusal as refused:
        return refused
    is_same = (now.level, now.not_applicable, now.reason) == (wanted.level, wanted.not_applicable, wanted.reason)
    return Refusal("answer.same", item=item.code) if is_same and not now.is_carried else None


def admit_count(item: Item, key: str, n: str, of: str, base: Mapping[str, int]) -> Counted:
    """A count of `item` as typed: `n`, and its N, which is ignored where the checklist or the base data tell it.

    Raises:
        Refusal: `count.not_a_number`, `count.negative`, `count.not_whole` where people or posts are counted (of an index, whose N the
            checklist fixes, parts are admitted) or `count.exceeds`.
    """
    label = item.counts[key].label
    counted = Counted(decimal(n, label), decimal(of, label) if of.strip() else None)
    total = with_base(item, {key: counted}, base)[key].of
    for typed, number in ((n, counted.count), (of, total)):
        if item.counts[key].fixed is None and number is not None and number.denominator != 1:
            raise Refusal("count.not_whole", label=label, value=typed.strip())
    if total is not None and counted.count > total:
        raise Refusal("count.exceeds", label=label, count=n.strip(), of=plain(total))
    return Counted(counted.count, total)


def known_total(count: Count, base: Mapping[str, int]) -> Fraction | None:
    """N of a count where the checklist fixes it or base data tell it; None when it has to be typed."""
    if count.fixed is not None:
        return Fraction(count.fixed)
    if count.base and all(part in base for part in count.base):
        return Fraction(sum(base[part] for part in count.base))
    return None


def with_base(item: Item, counts: Mapping[str, Counted], base: Mapping[str, int]) -> Mapping[str, Counted]:
    """The counts of an item, their N as the checklist or the base data tell it where they do; of nobody, none was counted."""
    known = {key: total for key, count in item.counts.items() if (total := known_total(count, base)) is not None}
    nobody = {key: Counted(total, total) for key, total in known.items() if counts and not total}
    return nobody | {key: Counted(counted.count, known.get(key, counted.of)) for key, counted in counts.items()}


def proposed(item: Item, counts: Mapping[str, Counted]) -> int | None:
    """The level that the counts prove: the highest whose shares all hold, 0 when none can.

    None while a count is missing that this level or one below it needs, and where there is nobody to count.
    """
    needed = {share.count for shares in item.proposal.values() for share in shares}
    if not any(counts[key].of for key in needed & counts.keys()):
        return None
    held = {level: _all_hold(shares, counts) for level, shares in item.proposal.items()}
    top = max((level for level, holds in held.items() if holds), default=0)
    is_open = any(holds is None for level, holds in held.items() if not top or level < top)
    return None if is_open else top


def unproposed(item: Item, counts: Mapping[str, Counted]) -> tuple[Lack, Count] | None:
    """What keeps the counts from proposing a level, and the first count concerned; None where they propose one or never could."""
    needed = {share.count for shares in item.proposal.values() for share in shares}
    asked = [count for key, count in item.counts.items() if key in needed]
    if not asked or proposed(item, counts) is not None:
        return None
    for count in asked:
        if count.key in counts and counts[count.key].of is None:
            return Lack.TOTAL, count
    missing = next((count for count in asked if count.key not in counts), None)
    return (Lack.COUNT, missing) if missing else (Lack.NOBODY, asked[0])


def _all_hold(shares: tuple[Share, ...], counts: Mapping[str, Counted]) -> bool | None:
    """Whether every share holds; None while those that are known hold and another is missing."""
    found = {_holds(share, counts.get(share.count)) for share in shares}
    return False if False in found else None if None in found else True


def _holds(share: Share, counted: Counted | None) -> bool | None:
    """Whether a share holds, None while it is unknown; of a stratum of nobody, all are counted."""
    if counted is None or counted.of is None or counted.count > counted.of:
        return None
    percent = counted.percent
    return percent is None or (percent > share.percent if share.strict else percent >= share.percent)


def differs(item: Item, answer: Answer) -> bool:
    """Whether the level is another than the counts propose; levels above what a share can decide do not differ from its top."""
    level = proposed(item, answer.counts)
    if level is None or answer.level is None or answer.level == level:
        return False
    return not (level == max(item.proposal) and answer.level > level)


def gaps(item: Item, answer: Answer, evidence: tuple[Support, ...]) -> Iterator[Gap]:
    """What the item lacks before its verification may be submitted (DESIGN, section 3)."""
    if not answer.is_given:
        yield Gap.UNANSWERED
    if answer.not_applicable and not answer.reason:
        yield Gap.REASON
    if differs(item, answer) and not answer.note:
        yield Gap.DIFFERENCE
    if item.gate is not None and answer.level and not evidence:
        yield Gap.GATE_EVIDENCE
    if answer.is_carried:
        yield Gap.CARRIED


def flags(item: Item, answer: Answer, evidence: tuple[Support, ...]) -> Iterator[Flag]:
    """What the lead should see about an answered item: above level 1, or partly, it needs a document or a system that was seen."""
    if not answer.level:
        return
    if not evidence:
        yield Flag.NO_EVIDENCE
    elif answer.level > (1 if item.scale is Scale.LEVEL else PARTLY):
        beyond_words = [found for found in evidence if found.kind != INTERVIEW]
        if not beyond_words:
            yield Flag.INTERVIEW_ONLY
        elif not any(found.is_seen for found in beyond_words):
            yield Flag.UNSEEN


def is_complete(checklist: Checklist, answers: Mapping[str, Answer]) -> bool:
    """Whether every item has been answered."""
    for code in checklist.codes:
        answer = answers.get(code)
        if answer is None or (answer.level is None and not answer.not_applicable):
            return False
    return True
