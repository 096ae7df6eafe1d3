"""The shipped checklist files (TOML) and how any checklist file is loaded: strictly, all its faults at once."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from models.codes import digest
from models.errors import Refusal
from models.rules.checklist import Checklist
from models.rules.definition import Faulty, checklist

CURRENT = "mt-kasn-2023.toml"
"""The shipped file that a new profile's first round uses."""


def shipped(name: str = CURRENT) -> bytes:
    """The bytes of a shipped checklist file."""
    return files(__name__).joinpath(name).read_bytes()


@lru_cache(maxsize=16)
def load(body: bytes, file: str) -> Checklist:
    """The checklist in `body`; `file` is its name in sentences.

    Raises:
        Refusal: `document.not_toml` where it cannot be parsed, `checklist.faults` with every fault.
    """
    try:
        raw = tomllib.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refusal("document.not_toml", file=file, cause=error) from error
    loaded = checklist(raw, digest(body))
    if isinstance(loaded, Faulty):
        raise Refusal("checklist.faults", file=file, count=len(loaded.faults), faults=loaded.faults)
    return loaded
