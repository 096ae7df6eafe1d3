"""Documents as TOML, letter for letter as tomli-w writes them, many times faster: what it is rarely asked for is left to it.

What stands in many documents, such as the phrases of a checklist, is put in words once, as long as all of them hold the same object:
nothing in a document is changed once it is made.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Final, get_origin

import tomli_w
from pydantic import BaseModel

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_TO_ESCAPE: Final = re.compile(r'[\x00-\x1f"\\\x7f]')
_NONE: Final = object()
_MOST: Final = 20_000
"""Most tables that are remembered: those of a checklist of two thousand items, or of many of the usual length."""

_Table = BaseModel | dict[str, Any]


class _Unusual(Exception):
    """That something is to be written which documents of ours do not hold."""


def dumps(document: BaseModel, *, keeps_lines: bool = False) -> str:
    """The TOML of a document without what is empty by default; where it `keeps_lines`, a text of several lines stands there as such."""
    parts: list[str] = []
    try:
        _table(parts, document, "", keeps_lines=keeps_lines)
    except _Unusual:
        return tomli_w.dumps(document.model_dump(exclude_defaults=True), multiline_strings=keeps_lines)
    return "".join(parts)


def _table(parts: list[str], table: _Table, name: str, *, keeps_lines: bool) -> None:
    """Add what a table says, and behind it the tables within it."""
    tables: list[tuple[str, _Table]] = []
    # The heading is left out where there is nothing to stand below it.
    heading = len(parts)
    parts.append("")
    for key, said, value in _fields(table) if isinstance(table, BaseModel) else _entries(table):
        if type(value) is str and _TO_ESCAPE.search(value) is None:
            parts.append(f'{said}"{value}"\n')
        elif isinstance(value, BaseModel | dict):
            tables.append((key, value))
        else:
            parts.append(f"{said}{_value(value, keeps_lines=keeps_lines)}\n")
    is_begun = len(parts) > heading + 1
    if name and (is_begun or not tables):
        parts[heading] = f"[{name}]\n"
        is_begun = True
    if tables:
        if is_begun:
            parts.append("\n")
        _tables(parts, tables, name, keeps_lines=keeps_lines)


def _tables(parts: list[str], tables: list[tuple[str, _Table]], name: str, *, keeps_lines: bool) -> None:
    """Add the tables within the one of a name: all of them as they were remembered, or each."""
    if name and _is_added(parts, tables, name, keeps_lines=keeps_lines):
        return
    for number, each in enumerate(tables):
        if number:
            parts.append("\n")
        if not (len(tables) > 1 and _is_added(parts, [each], name, keeps_lines=keeps_lines)):
            _table(parts, each[1], _within(name, each[0]), keeps_lines=keeps_lines)


def _is_added(parts: list[str], tables: list[tuple[str, _Table]], name: str, *, keeps_lines: bool) -> bool:
    """Whether tables are such as are remembered, and were added."""
    # Most are told from those by the first of them.
    if not _may_be_lasting(tables[0][1]):
        return False
    # What is remembered keeps its number, so that no other table has it.
    place = (name, keeps_lines, *[key for key, _ in tables], *[id(each) for _, each in tables])
    known = _KNOWN.get(place)
    if known is None:
        if not all(_is_lasting(each) for _, each in tables):
            return False
        said: list[str] = []
        for key, each in tables:
            said.append("\n" if said else "")
            _table(said, each, _within(name, key), keeps_lines=keeps_lines)
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        known = _KNOWN[place] = ("".join(said), tables)
    parts.append(known[0])
    return True


_KNOWN: Final[dict[tuple[object, ...], tuple[str, list[tuple[str, _Table]]]]] = {}


def _may_be_lasting(table: _Table) -> bool:
    found = next(iter(table.values()), None) if isinstance(table, dict) else table
    return isinstance(found, BaseModel) and _may_last(type(found))


def _is_lasting(table: _Table) -> bool:
    """Whether a table holds phrases alone, by themselves or in tables: such as stand in every file of a checklist."""
    if not _may_be_lasting(table):
        return False
    if isinstance(table, dict):
        return all(isinstance(each, BaseModel) and _is_lasting(each) for each in table.values())
    held = () if _is_phrase(type(table)) else [value for _, _, value in _fields(table)]
    return _is_phrase(type(table)) or (bool(held) and all(isinstance(each, BaseModel | dict) and _is_lasting(each) for each in held))


@cache
def _may_last(model: type[BaseModel]) -> bool:
    """Whether nothing but tables stands in a model, or nothing but texts that are always there."""
    kinds = [get_origin(field.annotation) or field.annotation for field in model.model_fields.values()]
    is_of_tables = all(isinstance(kind, type) and issubclass(kind, BaseModel | dict) for kind in kinds)
    return _is_phrase(model) or bool(model.model_config.get("frozen") and is_of_tables)


@cache
def _is_phrase(model: type[BaseModel]) -> bool:
    fields = model.model_fields.values()
    return bool(model.model_config.get("frozen") and fields) and all(field.annotation is str and field.is_required() for field in fields)


def _within(name: str, key: str) -> str:
    return f"{name}.{_key(key)}" if name else _key(key)


def _entries(table: dict[str, Any]) -> Iterable[tuple[str, str, Any]]:
    """What a table of any keys says, with the beginning of the line of each."""
    return [(key, f"{_key(key)} = ", value) for key, value in table.items()]


def _fields(document: BaseModel) -> Iterable[tuple[str, str, Any]]:
    """What a model says, in its order, without what is as by default; with the beginning of the line of each."""
    held = document.__dict__
    found = []
    for name, said, default, is_asked in _defaults(type(document)):
        value = held[name]
        if value is not default and not (is_asked and value == default):
            found.append((name, said, value))
    return found


@cache
def _defaults(model: type[BaseModel]) -> tuple[tuple[str, str, Any, bool], ...]:
    """The fields of a model, each with the beginning of its line, its default, and whether anything else may equal that."""
    found = ((name, _NONE if field.is_required() else field.get_default()) for name, field in model.model_fields.items())
    return tuple((name, f"{name} = ", default, default is not None and default is not _NONE) for name, default in found)


def _value(value: object, *, keeps_lines: bool) -> str:
    if isinstance(value, str):
        return _text(value, keeps_lines=keeps_lines)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple | list) and not any(isinstance(each, Mapping | BaseModel | tuple | list) for each in value):
        items = (f"    {_value(each, keeps_lines=keeps_lines)}" for each in value)
        return "[\n" + ",\n".join(items) + ",\n]" if value else "[]"
    raise _Unusual


def _text(value: str, *, keeps_lines: bool) -> str:
    if _TO_ESCAPE.search(value) is None:
        return f'"{value}"'
    return tomli_w.dumps({"x": value}, multiline_strings=keeps_lines)[len("x = ") : -1]


@lru_cache(maxsize=4_000)
def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key, keeps_lines=False)
