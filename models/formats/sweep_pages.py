"""What became of the files of evidence, as a page for workbooks and separated text."""

from collections.abc import Iterable
from typing import Final

from models.formats.workbook import Column, Page
from models.swept import Swept
from models.swept_told import why
from models.words import Words

_WIDTHS: Final = {
    "standing": 22,
    "agency": 34,
    "round": 12,
    "evidence": 10,
    "title": 44,
    "path": 60,
    "known": 66,
    "known_size": 14,
    "found": 66,
    "found_size": 14,
    "cause": 40,
    "verification": 18,
}


def page(words: Words, found: Iterable[Swept]) -> Page:
    """A row for each file that was looked for."""
    columns = tuple(Column(words(f"sweep.column.{name}"), width) for name, width in _WIDTHS.items())
    rows = tuple(
        (
            words(f"sweep.standing.{each.standing}"),
            each.reference.agency,
            each.reference.round,
            each.reference.code,
            each.reference.title,
            each.path,
            each.reference.digest or None,
            each.reference.size or None,
            each.digest or None,
            each.size or None,
            why(words, each) or None,
            each.reference.verification,
        )
        for each in found
    )
    return Page(words("sweep.page"), columns, rows, is_filtered=True)
