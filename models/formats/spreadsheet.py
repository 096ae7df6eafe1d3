"""Workbooks (XLSX): every cell as the text one sees, behind a guard against files made to fill the memory."""

import io
import math
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from models.errors import Refusal
from models.formats import outsized
from models.formats.tables import CELL_LIMIT, LONGEST_NAME, SIZE_LIMIT, Kind, Row, Table
from models.text import cut

_PARTS_LIMIT: Final = 1_000
_UNPACKED_LIMIT: Final = 64_000_000
_ERROR: Final = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*\bt\s*=\s*["'])e(["'])""")
"""A cell whose formula could not be computed; it is read as the text that it shows, for otherwise it would pass for an empty one."""
_NOT_COMPUTED: Final = re.compile(
    rb"(<((?:\w+:)?)c\b(?![^<>]*\bt\s*=)[^<>]*)>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*+"
    rb"(?:(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)\s*+)?(?=</)"
)
"""A formula without its result, as programs leave it that do not compute; read as an error, for the same reason."""
_FAR: Final = re.compile(
    rb"<(?:\w+:)?c\b[^<>]*+>(?=\s*+(?:<(?:\w+:)?f\b[^<>]*+>(?:(?<=/>)|[^<]*+</(?:\w+:)?f>)\s*+)?+"
    rb"<(?:\w+:)?v\b[^<>]*+>\s*+[-+]?(?:[0-9]{9}|[0-9.]++[Ee]\+?[0-9]))"
)
"""A cell with a number that is no day or span of time, however it is formatted, such as a NIP: the library stumbles over it as one."""
_FORMAT: Final = re.compile(rb"""\ss\s*=\s*["'][0-9]*["']""")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_HIDDEN: Final = re.compile(rb"""<(?:\w+:)?row\b(?=[^<>]*\bhidden\s*=\s*["'](?:1|true)["'])[^<>]*\br\s*=\s*["']([0-9]{1,7})["']""")


def read(body: bytes, file: str) -> tuple[Table, ...]:
    """The sheets of the workbook that `body` holds, in order; `file` is its name in sentences.

    Raises:
        Refusal: `table.too_large`, `table.too_many` cells, or `table.unreadable`.
    """
    if len(body) > SIZE_LIMIT:
        raise Refusal("table.too_large", file=file, limit=SIZE_LIMIT // 1_000_000)
    try:
        parts = dict(_parts(body, file))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OverflowError, struct.error) as error:
        raise Refusal("table.unreadable", file=file) from error
    _guard(parts, file)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts))) as book:
            parts_of = _sheets(parts)
            return tuple(_table(book.get_sheet_by_name(name), parts_of.get(number, b"")) for number, name in enumerate(book.sheet_names))
    except (CalamineError, OverflowError) as error:
        raise Refusal("table.unreadable", file=file) from error
    except BaseException as error:
        # What ends the library's own code in disorder is no Exception here.
        if type(error).__name__ != "PanicException":
            raise
        raise Refusal("table.unreadable", file=file) from error


def _parts(body: bytes, file: str) -> Iterator[tuple[str, bytes]]:
    """The parts that hold tables, each unpacked no further than all of them together may be."""
    left = _UNPACKED_LIMIT
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = archive.infolist()
        if len(members) > _PARTS_LIMIT:
            raise Refusal("table.too_many", file=file, limit=CELL_LIMIT)
        for member in members:
            if not member.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(member) as opened:
                content = opened.read(left + 1)
            left -= len(content)
            if left < 0:
                raise Refusal("table.too_large", file=file, limit=_UNPACKED_LIMIT // 1_000_000)
            content = _NOT_COMPUTED.sub(rb'\1 t="str"><\2v>#CALC!</\2v>', _ERROR.sub(rb"\1str\2", content))
            yield member.filename, _FAR.sub(lambda found: _FORMAT.sub(b"", found[0]), content)


def _guard(parts: Mapping[str, bytes], file: str) -> None:
    """Refuse what would be small here and vast in memory: cells far out, one long text shown by many."""
    try:
        outsized.measure(parts.values())
    except outsized.Outsized as error:
        raise Refusal("table.too_many", file=file, limit=CELL_LIMIT) from error
    except ValueError as error:
        raise Refusal("table.unreadable", file=file) from error


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive again, so that what is read next is what was looked at."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _sheets(parts: Mapping[str, bytes]) -> Mapping[int, bytes]:
    """The part of each sheet, by its number among them, as far as the workbook tells in the usual way."""
    relations = {_said(found, b"Id"): _said(found, b"Target") for found in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b""))}
    sheets = _SHEET.findall(parts.get("xl/workbook.xml", b""))
    targets = (relations.get(_said(found, rb"\w+:id"), "") for found in sheets)
    return {number: parts.get(f"xl/{target.removeprefix('/xl/')}", b"") for number, target in enumerate(targets)}


def _said(element: bytes, name: bytes) -> str:
    """What an element says under `name`."""
    found = re.search(rb"\s" + name + rb"""\s*=\s*["']([^"']*)["']""", element)
    return found[1].decode("utf-8", "replace") if found else ""


def _table(sheet: CalamineSheet, part: bytes) -> Table:
    merged = tuple((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Table(cut(sheet.name, LONGEST_NAME), tuple(_rows(sheet)), merged, frozenset(map(int, _HIDDEN.findall(part))))


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    for number, found in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = tuple(map(_text, found))
        if any(map(str.strip, cells)):
            yield Row(number, cells, {position: kind for position, value in enumerate(found) if (kind := _kind(value))})


def _kind(value: object) -> Kind | None:
    if isinstance(value, date | time | timedelta):
        return Kind.DATE
    # What is endless or no number is kept as one by nobody but who writes the file by hand: it is read as the text that it shows.
    return Kind.NUMBER if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) else None


def _text(value: object) -> str:
    """A cell as text: numbers without needless decimals, as far as Excel keeps them; dates as 2023-05-09."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        short = f"{value:.15g}"
        return short if "e" not in short or abs(value) >= 1e15 else f"{Decimal(short):f}"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
