"""How files of evidence were found, in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from models.causes import Cause
from models.swept import Standing, Swept
from models.words import Words

ORDER: Final = tuple(Standing)
"""The worst first."""


def why(words: Words, each: Swept) -> str:
    """Why a file could not be read, empty where it was."""
    return words(f"cause.{each.cause.code}", **each.cause.fields) if isinstance(each.cause, Cause) else each.cause or ""


def ordered(found: Mapping[str, Swept]) -> Sequence[tuple[str, Swept]]:
    """What was found by its keys, the worst first and then by agency and evidence."""
    return sorted(found.items(), key=lambda each: (ORDER.index(each[1].standing), each[1].reference.agency, each[0]))


def summary(words: Words, found: Sequence[Swept]) -> str:
    """How many files there are of each standing, in one line."""
    counts = {standing: sum(each.standing is standing for each in found) for standing in reversed(ORDER)}
    told = [words.count(f"sweep.count.{standing}", count) for standing, count in counts.items() if count]
    return " · ".join(told) or words("sweep.nothing")


def is_clean(found: Sequence[Swept]) -> bool:
    """Whether no file is another one or gone."""
    return not any(each.standing in (Standing.CHANGED, Standing.MISSING) for each in found)
