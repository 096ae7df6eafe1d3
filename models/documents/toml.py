"""Documents as TOML bytes: written once in model order; read strictly, behind a guard against hostile input."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from models.causes import Cause, of_toml
from models.documents import emitting
from models.errors import Fault, Refusal
from models.text import is_refused

SIZE_LIMIT: Final = 8_000_000
"""Longest document in bytes: the longest notes on every item of a usual checklist fit."""
LINES_LIMIT: Final = 100_000
"""Most lines of a document: a checklist of 2,000 items takes 70,000, which are read within a second."""
LINE_LIMIT: Final = 64_000
"""Most signs of a line."""
_DOTS_LIMIT: Final = 6
_ALL_DOTS_LIMIT: Final = 80_000
_BRACKETS_LIMIT: Final = 16
_ALL_BRACKETS_LIMIT: Final = 50_000
_ALL_COMMAS_LIMIT: Final = 50_000
_STRING_OR_COMMENT: Final = re.compile(
    r"""
    "{3} (?: [^"\\]++ | \\. | "(?!"") )*+ (?: "{3,5} | \Z )  # one or two quotes may stand before the closing three
    | '{3} (?: [^']++ | '(?!'') )*+ (?: '{3,5} | \Z )
    | " (?: [^"\\\n]++ | \\. )*+ "?
    | ' [^'\n]*+ '?
    | \# [^\n]*+
    """,
    re.VERBOSE | re.DOTALL,
)
WIDEST: Final = 2**63
"""What the integers of TOML stay below: those of more digits cannot even be told."""
_MOST_FAULTS: Final = 500
"""Most faults that are told of a file, after how many there are: nobody mends more, and a hostile file has a hundred thousand."""
_FAULTS: Final = {"missing": "missing", "extra_forbidden": "unknown_key"}

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R")


def write(document: BaseModel) -> bytes:
    """The bytes of a document: UTF-8, LF, keys in model order, nothing that is empty by default.

    Where its model `KEEPS_LINES`, a text of several lines stands there as such.
    """
    return emitting.dumps(document, keeps_lines=getattr(document, "KEEPS_LINES", False)).encode("utf-8")


def parsed(body: bytes, file: str) -> dict[str, Any]:
    """The tables of a foreign file, guarded.

    Raises:
        Refusal: `document.too_large`, `document.too_much`, `document.guard`, `document.not_toml` or `document.control`, each naming the
            file.
    """
    if len(body) > SIZE_LIMIT:
        raise Refusal("document.too_large", file=file, limit=SIZE_LIMIT // 1000)
    try:
        text = body.decode("utf-8")
        guard(text, file)
        raw = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise Refusal("document.not_toml", file=file, cause=of_toml(error)) from error
    too_wide = []
    for place, value in _values(raw, ""):
        if isinstance(value, int):
            too_wide += [] if -WIDEST <= value < WIDEST else [place]
        elif not (value.isascii() and value.isprintable()) and any(map(is_refused, set(value))):
            raise Refusal("document.control", file=file, place=place)
    # Said last: its place is made of keys, which may hold nothing that steers a terminal by now.
    if too_wide:
        raise Refusal("document.not_toml", file=file, cause=Cause("number", {"place": too_wide[0]}))
    return raw


def is_short(body: bytes) -> bool:
    """Whether a file is no longer than a document may be, in bytes and in lines."""
    return len(body) <= SIZE_LIMIT and (len(body) <= LINES_LIMIT or body.count(b"\n") <= LINES_LIMIT)


def read(model: type[M], raw: Mapping[str, Any], file: str) -> M:
    """The document that the tables `raw` hold; Refusal `document.faults` with every fault and its place."""
    return valid(lambda: model.model_validate(raw), file)


def valid(made: Callable[[], R], file: str) -> R:
    """What `made` makes of models; Refusal `document.faults` with the places of their faults where they do not admit it."""
    try:
        return made()
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        faults = tuple(
            Fault(".".join(map(str, each["loc"])), _FAULTS.get(each["type"], "not_allowed"), {}) for each in found[:_MOST_FAULTS]
        )
        raise Refusal("document.faults", file=file, count=len(found), faults=faults) from None


def guard(text: str, file: str) -> None:
    """Refuse (`document.too_much` of the whole, `document.guard` of a line) what a parser would take seconds for."""
    # tomllib takes seconds on forty kilobytes of dotted key or many nested tables, so those are refused before it sees them.
    bare = _STRING_OR_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    brackets = bare.count("[") + bare.count("{")
    too_many = bare.count(".") > _ALL_DOTS_LIMIT or brackets > _ALL_BRACKETS_LIMIT or bare.count(",") > _ALL_COMMAS_LIMIT
    if too_many or bare.count("\n") > LINES_LIMIT:
        raise Refusal("document.too_much", file=file, lines=LINES_LIMIT, count=_ALL_BRACKETS_LIMIT)
    for number, (line, whole) in enumerate(zip(bare.split("\n"), text.split("\n"), strict=True), 1):
        if len(whole) > LINE_LIMIT or line.count(".") > _DOTS_LIMIT or line.count("[") + line.count("{") > _BRACKETS_LIMIT:
            raise Refusal("document.guard", file=file, line=number)


def _values(value: object, place: str) -> Iterator[tuple[str, str | int]]:
    waiting = [(place, value)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str | int):
            yield place, value
        elif isinstance(value, Mapping):
            for key, part in value.items():
                inner = f"{place}.{key}" if place else key
                yield inner, key
                waiting.append((inner, part))
        elif isinstance(value, list):
            waiting.extend((place, part) for part in value)
