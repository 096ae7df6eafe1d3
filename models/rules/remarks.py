"""Remarks on items: their kinds, and how far each has come by what was said."""

from collections.abc import Sequence
from typing import Final, Literal

Kind = Literal["question", "correction", "praise"]
Act = Literal["asked", "answered", "settled", "reopened"]
Stage = Literal["open", "answered", "settled"]
KINDS: Final[tuple[Kind, ...]] = ("question", "correction", "praise")
ASKING: Final = frozenset({"question", "correction"})
"""The kinds that want a reply and are settled by the lead."""
_STAGES: Final[dict[str, Stage]] = {"asked": "open", "reopened": "open", "answered": "answered", "settled": "settled"}


def stage(kind: str, acts: Sequence[str]) -> Stage:
    """How far a remark has come: the last thing said decides; praise wants nothing."""
    if kind not in ASKING or not acts:
        return "settled"
    return _STAGES[acts[-1]]
