"""The shipped checklist files (TOML) and how any checklist file is loaded: strictly, all its faults at once."""

import tomllib
from codecs import BOM_UTF8
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from models.causes import Cause, of_toml
from models.codes import digest
from models.errors import Refusal
from models.rules.checklist import Checklist
from models.rules.definition import Faulty, checklist

SHIPPED: Final = ("mt-kasn-2023.toml", "mt-bkn-2026.toml")
"""The shipped files, the oldest first."""
EXAMPLE: Final = "example.toml"
"""A small whole checklist, with which a sheet of one's own begins."""


@cache
def shipped(name: str) -> bytes:
    """The bytes of a shipped checklist file."""
    return files(__name__).joinpath(name).read_bytes()


@cache
def all_shipped() -> Mapping[str, bytes]:
    """The bytes of every shipped checklist file, by its digest."""
    return {digest(body): body for body in map(shipped, SHIPPED)}


def for_day(day: str) -> bytes:
    """The shipped file in force on `day` (ISO date); in a gap the one that was in force last, before all of them the first."""
    chosen = shipped(SHIPPED[0])
    for name in SHIPPED:
        body = shipped(name)
        if load(body, name).valid_from <= day:
            chosen = body
    return chosen


@lru_cache(maxsize=16)
def load(body: bytes, file: str) -> Checklist:
    """The checklist in `body`; `file` is its name in sentences.

    Raises:
        Refusal: `checklist.not_toml` where it cannot be parsed, `checklist.faults` with every fault.
    """
    try:
        raw = tomllib.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        cause = Cause("mark") if body.startswith(BOM_UTF8) else of_toml(error)
        raise Refusal("checklist.not_toml", file=file, cause=cause) from error
    loaded = checklist(raw, digest(body))
    if isinstance(loaded, Faulty):
        raise Refusal("checklist.faults", file=file, count=len(loaded.faults), faults=loaded.faults)
    return loaded
