"""An agency's assessment of itself beside what was verified: its score, how far the two differ, and where that asks for a reason.

Levels are compared as they are stored, so that yes against partly is a difference of two; what has no level on either side does not differ.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from models.rules.answers import UNCHECKED, Answer, Gap
from models.rules.checklist import Checklist
from models.rules.scoring import area_scores, overall_score

BIG: Final = 2
"""Levels from which a difference asks for a reason."""


@dataclass(frozen=True, slots=True)
class SelfAnswer:
    """What an agency says of an item about itself; evidence is as it was typed, paths and links too, and is never opened."""

    level: int | None = None
    not_applicable: bool = False
    evidence: str = ""
    note: str = ""

    @property
    def answer(self) -> Answer:
        """The same as an answer to the item."""
        return Answer(self.level, self.not_applicable)

    @property
    def is_given(self) -> bool:
        """Whether it answers the item."""
        return self.answer.is_given


SILENT: Final = SelfAnswer()


def difference(said: SelfAnswer | None, answer: Answer) -> int | None:
    """How many levels the agency sees itself above what was verified, below where negative; None where one of the two has no level."""
    if said is None or said.level is None or answer.level is None:
        return None
    return said.level - answer.level


def is_big(said: SelfAnswer | None, answer: Answer) -> bool:
    """Whether the two differ so far that a reason is asked for."""
    return abs(difference(said, answer) or 0) >= BIG


def gaps(said: SelfAnswer | None, answer: Answer) -> Iterator[Gap]:
    """What is missing beside the agency's answer: the note of the item is where the reason for a big difference stands."""
    if is_big(said, answer) and not answer.note:
        yield Gap.SELF_ASSESSMENT


@dataclass(frozen=True, slots=True)
class SelfScore:
    """How an agency sees an area: how many of its items it answered, and its score once those are all."""

    given: int
    total: int
    score: Fraction | None


def scores(checklist: Checklist, said: Mapping[str, SelfAnswer]) -> Mapping[str, SelfScore]:
    """The agency's own score of every area of `checklist`, as far as it is asked, by the rules that verified answers are scored by."""
    answers = {code: each.answer for code, each in said.items()}
    found = area_scores(checklist, answers)
    result = {}
    for area, items in checklist.by_area.items():
        given = sum(answers.get(item.code, UNCHECKED).is_given for item in items)
        result[area] = SelfScore(given, len(items), found[area] if given == len(items) else None)
    return result


def overall(checklist: Checklist, found: Mapping[str, SelfScore]) -> Fraction | None:
    """The agency's own scores weighted together; None before it assessed every item."""
    if any(each.given < each.total for each in found.values()):
        return None
    return overall_score(checklist, {area: each.score for area, each in found.items()})
