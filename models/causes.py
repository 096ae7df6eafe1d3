"""Why something outside the program failed, as a code and its fields: the sentences are in the catalogue (`cause.<code>`)."""

import errno
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

USUAL: Final = ("ENOSPC", "EACCES", "EPERM", "ENOENT", "EEXIST", "ENOTDIR", "EISDIR", "EROFS", "ENAMETOOLONG", "EIO", "EDQUOT", "ELOOP")
"""The errors of the system that have a sentence of their own, by their names in `errno`."""
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)$")
_END: Final = "(at end of document)"
_AGAIN: Final = ("Cannot declare", "Cannot overwrite", "Cannot redefine", "Cannot mutate", "Duplicate inline")
"""How the parser begins to say that something is there already."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause by its code."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


def of_system(error: OSError) -> Cause | str:
    """Why the system refused: one of the `USUAL` causes, else what it says itself, in whatever language."""
    name = errno.errorcode.get(error.errno or 0, "")
    return Cause(name.lower()) if name in USUAL else error.strerror or str(error)


def of_toml(error: Exception) -> Cause:
    """Why a text is no TOML: where, as far as the parser tells."""
    if isinstance(error, UnicodeDecodeError):
        return Cause("not_utf8", {"byte": error.start + 1})
    if isinstance(error, RecursionError):
        return Cause("too_deep")
    place = _PLACE.search(str(error))
    if place:
        return Cause("again" if str(error).startswith(_AGAIN) else "place", {"line": place[1], "column": place[2]})
    return Cause("unfinished" if str(error).endswith(_END) else "no_toml")
