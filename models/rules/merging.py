"""What becomes of one item when two people answered it, or found something: the plain comparison, and the texts that keep both."""

from collections.abc import Mapping
from typing import Literal

from models.rules.answers import Answer
from models.text import NOTE_LIMIT

Standing = Literal["new", "same", "differs"]
Told = Mapping[str, str]
"""A finding: `text`, `stance`, `response` and `deadline`."""


def standing(here: Answer, there: Answer, name: str = "") -> Standing | None:
    """How somebody else's answer stands to the one here; None where it says nothing. `name` is whose the other is.

    What cannot be kept from both differs: other answers, other counts, and texts that are too long together.
    """
    if _is_told_otherwise(here, there, name):
        return "differs"
    if not there.is_given:
        is_told = (there.note and there.note not in here.note) or there.counts.keys() - here.counts.keys()
        return "new" if is_told and not here.is_given else None
    return "same" if here.is_given else "new"


def finding_standing(here: Told | None, there: Told, name: str) -> Standing:
    """How somebody else's finding stands to the one here on the same item, as with answers.

    The texts of both are kept. Two stances of the agency, or two deadlines, are not: one of them is what was agreed, so they differ.
    """
    if here is None:
        return "new"
    is_either = all(here[key] == there[key] for key in ("stance", "deadline") if here[key] and there[key])
    are_both_kept = all(fits(here[key], there[key], name) for key in ("text", "response"))
    return "same" if is_either and are_both_kept else "differs"


def united(here: Told, there: Told, name: str) -> dict[str, str]:
    """Two findings on an item in one, where `finding_standing` says that they stand together."""
    texts = {key: noted(here[key], there[key], name) for key in ("text", "response")}
    return {**texts, **{key: here[key] or there[key] for key in ("stance", "deadline")}}


def noted(here: str, there: str, name: str) -> str:
    """Both texts in one, the other's under their name; one of them where the other says nothing else."""
    mine, theirs = here.strip(), there.strip()
    if not theirs or theirs in mine:
        return here
    return f"{mine}\n\n{name}: {theirs}" if mine else theirs


def fits(here: str, there: str, name: str) -> bool:
    """Whether both texts find room in one."""
    return len(noted(here, there, name)) <= NOTE_LIMIT


def _is_told_otherwise(here: Answer, there: Answer, name: str) -> bool:
    is_answered = here.is_given and there.is_given
    mine, theirs = ((each.level, each.not_applicable) for each in (here, there))
    are_counts_equal = all(here.counts[key] == there.counts[key] for key in here.counts.keys() & there.counts.keys())
    return (is_answered and mine != theirs) or not (
        are_counts_equal and fits(here.note, there.note, name) and fits(here.reason, there.reason, name)
    )
