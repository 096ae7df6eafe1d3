"""Data as JSON: what no terminal should be shown stands as an escape, and the shape has a number."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from models.text import NOT_SHOWN, Phrase

SCHEMA: Final = 1
"""Number of the shape of what is written as data."""


def as_data(data: Mapping[str, object], *, indent: int | None = None) -> str:
    """`data` under the number of its shape, on one line without `indent`; a phrase stands in both languages."""
    return NOT_SHOWN.sub(_escaped, json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False, indent=indent, default=_both))


def _both(value: object) -> dict[str, str]:
    """A phrase, the one thing that is no JSON by itself."""
    if not isinstance(value, Phrase):
        raise TypeError(type(value).__name__)
    return {"id": value.id, "en": value.en}


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def written(lines: Iterable[Mapping[str, object]]) -> bytes:
    """JSON Lines: each of them on a line of its own."""
    return "".join(f"{as_data(line)}\n" for line in lines).encode()
