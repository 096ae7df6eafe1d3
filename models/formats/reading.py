"""Any table somebody may hand over, told apart by its bytes."""

from pathlib import Path
from typing import Final

from models import foreign
from models.errors import Refusal
from models.formats.tables import SIZE_LIMIT, Table

_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old workbooks (XLS) begin, and the new ones under a password."""
_ODS: Final = b"mimetypeapplication/vnd.oasis"


def opened(path: Path) -> tuple[Table, ...]:
    """The tables in the file at `path`; refused like `body` and `tables`."""
    return tables(body(path), path.name)


def body(path: Path) -> bytes:
    """The bytes of the file at `path`; Refusal `table.too_large`, and `document.missing` and `document.unreadable` as for any."""
    try:
        return foreign.taken(path, SIZE_LIMIT)
    except Refusal as refused:
        if refused.code != "document.too_large":
            raise
        raise Refusal("table.too_large", file=path.name, limit=SIZE_LIMIT // 1_000_000) from refused


def tables(body: bytes, file: str) -> tuple[Table, ...]:
    """The tables of an XLSX workbook, or the one of a file of separated text; `file` is its name in sentences.

    Raises:
        Refusal: `table.kind` for other kinds of workbook, and what `spreadsheet.read` and `separated.read` refuse.
    """
    if body.startswith(_OLD) or _ODS in body[:100]:
        raise Refusal("table.kind", file=file)
    if body.startswith(_ZIP):
        from models.formats import spreadsheet

        return spreadsheet.read(body, file)
    from models.formats import separated

    return (separated.read(body, file),)
