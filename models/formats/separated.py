"""Separated text (CSV): comma, semicolon or tab; UTF-8 with or without a mark, UTF-16 with one, Windows-1252."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from models.errors import Refusal
from models.formats.tables import CELL_LIMIT, SIZE_LIMIT, Row, Table

_SEPARATORS: Final = (";", "\t", ",")
_LOOKED_AT: Final = 20
"""So many rows tell which separator a file uses."""
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNDECODED: Final = range(0xDC80, 0xDD00)
"""What `surrogateescape` puts in place of a byte that means nothing."""


def read(body: bytes, file: str) -> Table:
    """The table that `body` holds; `file` is its name in sentences.

    Raises:
        Refusal: `table.too_large`, `table.bytes` with the row and byte that cannot be read, or `table.quotes` with the row.
    """
    if len(body) > SIZE_LIMIT:
        raise Refusal("table.too_large", file=file, limit=SIZE_LIMIT // 1_000_000)
    csv.field_size_limit(SIZE_LIMIT)
    text = _decoded(body, file)
    head, _, rest = text.partition("\n")
    # Excel's own way to tell the separator; the line counts, but says nothing else.
    separator = head.strip()[4:] if head.lower().startswith("sep=") and len(head.strip()) == 5 else ""
    lines, before = (rest, 1) if separator else (text, 0)
    rows = tuple(_rows(lines, separator or _separator(lines), before, file))
    return Table(file, rows)


def _decoded(body: bytes, file: str) -> str:
    if body.startswith(_UTF_16):
        try:
            return body.decode("utf-16")
        except UnicodeDecodeError as error:
            row = body[: error.start].decode("utf-16", "replace").count("\n") + 1
            raise Refusal("table.bytes", file=file, row=row, byte=f"0x{body[error.start]:02X}") from error
    if b"\0" in body:
        row = body[: body.index(b"\0")].count(b"\n") + 1
        raise Refusal("table.bytes", file=file, row=row, byte="0x00")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # Letters beyond ASCII that are UTF-8 mean that the file is, and that it is damaged; otherwise it is Windows-1252.
    is_utf_8 = body.startswith(codecs.BOM_UTF8) or not body.decode("utf-8", "ignore").isascii()
    return body.decode("utf-8-sig" if is_utf_8 else "windows-1252", "surrogateescape")


def _separator(text: str) -> str:
    """The separator that makes the most cells of the first rows."""
    start = "".join(text.splitlines(keepends=True)[:_LOOKED_AT])

    def cells(separator: str) -> int:
        return sum(map(len, csv.reader(io.StringIO(start, newline=""), delimiter=separator)))

    return max(_SEPARATORS, key=cells)


def _rows(text: str, separator: str, before: int, file: str) -> Iterator[Row]:
    number, cells = before, 0
    try:
        for number, found in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), before + 1):
            undecoded = next((ord(sign) for cell in found for sign in cell if ord(sign) in _UNDECODED), None)
            if undecoded is not None:
                raise Refusal("table.bytes", file=file, row=number, byte=f"0x{undecoded - 0xDC00:02X}")
            cells += len(found)
            if cells > CELL_LIMIT:
                raise Refusal("table.too_many", file=file, limit=CELL_LIMIT)
            if any(map(str.strip, found)):
                yield Row(number, tuple(found))
    except csv.Error as error:
        raise Refusal("table.quotes", file=file, row=number + 1) from error
