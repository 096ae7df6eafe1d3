"""The year of a round, alike on every laptop, and the day it goes by where only documents tell of it: these name it and nothing more."""

import re
from functools import lru_cache
from typing import Final

from models.rules.checklist import Checklist

_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)", re.ASCII)


def year(name: str, day: str) -> str:
    """The year by which a round is called, as `2023-1`, else that of the day it goes by."""
    return _called(name) or day[:4]


def day(name: str, opened: str, checklist: Checklist | None) -> str:
    """The day nearest to that on which a round was opened that is in its year, and in force by its checklist where any such day is."""
    of = year(name, opened)
    first, last = f"{of}-01-01", f"{of}-12-31"
    if checklist is not None and checklist.valid_from <= last and (not checklist.valid_to or first <= checklist.valid_to):
        first, last = max(first, checklist.valid_from), min(last, checklist.valid_to or last)
    return min(max(opened, first), last)


@lru_cache(maxsize=512)
def _called(name: str) -> str:
    found = _YEAR.search(name)
    return found[0] if found else ""
