"""What becomes of one item when two people answered it: the plain comparison, and the note that keeps both."""

from typing import Literal

from models.rules.answers import Answer

Standing = Literal["new", "same", "differs"]


def standing(here: Answer, there: Answer) -> Standing | None:
    """How somebody else's answer stands to the one here; None where it says nothing."""
    if not there.is_given:
        is_told = (there.note and there.note not in here.note) or there.counts.keys() - here.counts.keys()
        return "new" if is_told and not here.is_given else None
    if not here.is_given:
        return "new"
    mine, theirs = ((each.level, each.not_applicable) for each in (here, there))
    return "same" if mine == theirs else "differs"


def noted(here: str, there: str, name: str) -> str:
    """Both notes in one, the other's under their name; one of them where the other says nothing else."""
    mine, theirs = here.strip(), there.strip()
    if not theirs or theirs in mine:
        return here
    return f"{mine}\n\n{name}: {theirs}" if mine else theirs
