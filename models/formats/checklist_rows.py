"""A checklist file as rows of our own sheet, and rows as a checklist file whose tables have one order: equal meaning is equal bytes."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import tomli_w

from models.formats.checklist_layout import ANY, PAGES, Column, Page

Raw = dict[str, Any]
"""A checklist file as `tomllib` gives it."""
_ABSENT: Final = object()


def rows(page: Page, raw: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """The rows that `raw` has on `page`: what names each, and the values of its columns by their keys; None where it has none."""
    for codes, found in _below(raw, page.path, ()):
        for entry in found if page.is_list else (found,):
            yield codes, {column.key: _at(entry, column) for column in page.columns}


def put(raw: Raw, page: Page, codes: tuple[str, ...], values: Mapping[str, Any]) -> None:
    """Put a row of `page` into `raw`; what says no more than an empty cell is left out."""
    names = iter(codes)
    path = tuple(next(names) if part == ANY else part for part in page.path)
    if page.is_list:
        parent = table(raw, path[:-1])
        parent.setdefault(path[-1], [])
        entry: Raw = {}
        parent[path[-1]].append(entry)
        raw, path = entry, ()
    for column in page.columns:
        value = values.get(column.key)
        full = (*path, *column.path)
        if value not in (None, [], column.default):
            table(raw, full[:-1])[full[-1]] = value
        elif column.is_needed:
            table(raw, full[:-1])


def table(raw: Raw, path: tuple[str, ...]) -> Raw:
    """The table at `path` of `raw`, made where it is not there."""
    for part in path:
        raw = raw.setdefault(part, {})
    return raw


def ordered(raw: Mapping[str, Any]) -> Raw:
    """`raw` in the order of the pages and their columns, codes as they come, without what only repeats a default."""
    result: Raw = {}
    for page in PAGES:
        for codes, values in rows(page, raw):
            put(result, page, codes, values)
    return result


def body(raw: Mapping[str, Any]) -> bytes:
    """The checklist file that says `raw`; the same meaning gives the same bytes."""
    return tomli_w.dumps(ordered(raw)).encode()


def _below(found: Any, path: tuple[str, ...], codes: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What stands at `path`, each with the codes that the path leaves open."""
    if not path:
        yield codes, found
    elif path[0] != ANY:
        if path[0] in found:
            yield from _below(found[path[0]], path[1:], codes)
    else:
        for code, each in found.items():
            yield from _below(each, path[1:], (*codes, code))


def _at(entry: Any, column: Column) -> Any:
    for part in column.path:
        entry = entry.get(part, _ABSENT) if isinstance(entry, Mapping) else _ABSENT
        if entry is _ABSENT:
            return None
    # N of a count is a list of base data or a number: each has its column.
    return None if (column.key == "of" and isinstance(entry, int)) or (column.key == "of_fixed" and isinstance(entry, list)) else entry
