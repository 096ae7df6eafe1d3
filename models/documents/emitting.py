"""Documents as TOML, letter for letter as tomli-w writes them, many times faster: what it is rarely asked for is left to it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Final

import tomli_w
from pydantic import BaseModel

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_TO_ESCAPE: Final = re.compile(r'[\x00-\x1f"\\\x7f]')
_NONE: Final = object()
_MOST: Final = 4_000
"""Most phrases that are remembered as they are written: those of seven checklists of the usual length."""

_Pairs = list[tuple[str, Any]]


class _Unusual(Exception):
    """That something is to be written which documents of ours do not hold."""


def dumps(document: BaseModel, *, keeps_lines: bool = False) -> str:
    """The TOML of a document without what is empty by default; where it `keeps_lines`, a text of several lines stands there as such."""
    parts: list[str] = []
    try:
        _table(parts, _fields(document), "", keeps_lines=keeps_lines)
    except _Unusual:
        return tomli_w.dumps(document.model_dump(exclude_defaults=True), multiline_strings=keeps_lines)
    return "".join(parts)


def _table(parts: list[str], pairs: Iterable[tuple[str, Any]], name: str, *, keeps_lines: bool) -> None:
    tables: _Pairs = []
    begun = len(parts)
    for key, value in pairs:
        if isinstance(value, BaseModel | dict):
            tables.append((key, value))
        else:
            parts.append(f"{_key(key)} = {_value(value, keeps_lines=keeps_lines)}\n")
    if name and (len(parts) > begun or not tables):
        parts.insert(begun, f"[{name}]\n")
    for key, value in tables:
        if len(parts) > begun:
            parts.append("\n")
        inner = f"{name}.{_key(key)}" if name else _key(key)
        if isinstance(value, BaseModel) and _is_leaf(type(value)):
            parts.append(f"[{inner}]\n{_leaf(value, keeps_lines=keeps_lines)}")
        else:
            _table(parts, _fields(value) if isinstance(value, BaseModel) else value.items(), inner, keeps_lines=keeps_lines)


@cache
def _is_leaf(model: type[BaseModel]) -> bool:
    """Whether a model is nothing but texts that are always there: such as the phrases of a checklist, which stand in every file."""
    fields = model.model_fields.values()
    return bool(model.model_config.get("frozen") and fields) and all(field.annotation is str and field.is_required() for field in fields)


def _leaf(value: BaseModel, *, keeps_lines: bool) -> str:
    known = _LEAVES.get(id(value))
    # What is kept keeps its number; only what is kept is asked for.
    if known is None or known[0] is not value or known[1] is not keeps_lines:
        if len(_LEAVES) >= _MOST:
            _LEAVES.clear()
        said = "".join(f"{name} = {_text(text, keeps_lines=keeps_lines)}\n" for name, text in value.__dict__.items())
        known = _LEAVES[id(value)] = (value, keeps_lines, said)
    return known[2]


_LEAVES: Final[dict[int, tuple[BaseModel, bool, str]]] = {}


def _fields(document: BaseModel) -> _Pairs:
    """What a model says, in its order, without what is as by default."""
    held = document.__dict__
    return [(name, value) for name, default in _defaults(type(document)) if (value := held[name]) != default or default is _NONE]


@cache
def _defaults(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, _NONE if field.is_required() else field.get_default()) for name, field in model.model_fields.items())


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
