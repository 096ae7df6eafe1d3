"""What documents of every kind are made of: texts, codes, digests and moments as strict types, and the heading that tells the kind."""

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from models.causes import Cause
from models.codes import FORM
from models.documents import toml
from models.errors import Refusal
from models.moments import day, moment
from models.rules.checklist import TOP_LEVEL

Text = Annotated[str, StringConstraints(max_length=20_000)]
Code = Annotated[str, StringConstraints(pattern=f"^{FORM}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]
"""What people call a round or an agency: data, whatever it looks like, and never part of a path."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Level = Annotated[int, Field(ge=0, le=TOP_LEVEL)]


def _moment(text: str) -> str:
    moment(text)
    return text


def _day(text: str) -> str:
    if day(text) is None:
        raise ValueError("day")
    return text


_DAY: Final = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
Day = Annotated[str, StringConstraints(pattern=rf"^{_DAY}$"), AfterValidator(_day)]
Moment = Annotated[str, StringConstraints(pattern=rf"^{_DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z$"), AfterValidator(_moment)]
NUMBER: Final = re.compile(r"[0-9]{1,18}(\.[0-9]{1,6})?")
"""What a count is written as: a decimal text."""

STRICT: Final = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)
"""Of every table of a document: nothing is converted, nothing unknown is let in, nothing changes."""
MAJOR: Final = 1
_FOUND_LIMIT: Final = 40
"""Longest name of a foreign format that is repeated, in characters."""


def tables(body: bytes, kinds: str | tuple[str, ...], file: str, longest: int = toml.SIZE_LIMIT) -> dict[str, Any]:
    """The tables of a foreign document of a kind, or of one of several, of at most `longest` bytes.

    Raises:
        Refusal: `document.too_large`, what `toml.parsed` refuses, `document.kind` for another kind, `document.newer` for a newer major.
    """
    if len(body) > longest:
        raise Refusal("document.too_large", file=file, limit=longest // 1000)
    raw = toml.parsed(body, file)
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    if raw.get("format") != "verifier" or raw.get("kind") not in wanted:
        named = [f'{name} = "{str(raw[name])[:_FOUND_LIMIT]}"' for name in ("format", "kind") if name in raw]
        raise Refusal("document.kind", file=file, expected=" / ".join(wanted), found=", ".join(named) or Cause("no_kind"))
    major = raw.get("major")
    if isinstance(major, int) and major > MAJOR:
        raise Refusal("document.newer", file=file, found=major, known=MAJOR)
    return raw
