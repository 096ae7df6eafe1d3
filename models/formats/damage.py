"""What Excel makes of a code that somebody typed: a day, a power of ten, an error."""

import re
from typing import Final

from models.moments import day

_MONTH: Final = "(jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|oct|okt|nov|dec|des)[a-z]*"
_DAMAGED: Final = re.compile(rf"[0-9]+[-/ ]{_MONTH}|{_MONTH}[-/ ][0-9]+|[0-9][.,][0-9]+E\+?[0-9]+|#.*", re.IGNORECASE)
ERRORS: Final = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"})
"""How a workbook keeps a formula that could not be computed, whatever language shows it."""


def is_damaged(code: str) -> bool:
    """Whether `code` is shown as a day, as a power of ten or as an error."""
    return bool(_DAMAGED.fullmatch(code)) or day(code.partition(" ")[0]) is not None
