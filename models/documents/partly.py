"""Verdict files of which another process read all and found it to hold: here only their first tables are read, until more is asked for."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from pydantic import BaseModel, PrivateAttr

from models.documents import familiar, verified
from models.documents.pieces import Declined
from models.documents.verdict_file import VerdictFile

_FIRST: Final = ("agency", "checklist", "people", "verdict")
"""The tables that stand first, in their order."""
_NEXT: Final = b"\n\n[recommendation]\n"
_LONGEST: Final = 50_000
"""Most bytes that are looked at for the first tables."""
_BLANK: Final = {name: each.default for name, each in VerdictFile.model_fields.items() if each.default in ("", ())}
"""What is not said before the first table where it is said nowhere."""


# Hundreds of files name the same people, agencies and checklists.
@lru_cache(maxsize=4_000)
def _made(model: type[BaseModel], *told: tuple[str, Any]) -> BaseModel:
    return model.model_construct(**dict(told))


class PartlyRead(VerdictFile):
    """A verdict file that holds, whose longer parts are read when one of them is asked for first."""

    _rest: Callable[[], VerdictFile] = PrivateAttr()

    def __getattr__(self, name: str) -> Any:
        """The part of a name, read now with all that are not read yet."""
        if name not in VerdictFile.model_fields:
            raise AttributeError(name)
        self.__dict__.update(object.__getattribute__(self, "__pydantic_private__")["_rest"]().__dict__)
        return self.__dict__[name]


def is_told_first(body: bytes, document: VerdictFile) -> bool:
    """Whether the first tables of the file that `document` was read from say all that it tells of them: others may add to them behind."""
    found = read(body, lambda: document)
    return found is not None and all(getattr(document, name) == value for name, value in found.__dict__.items())


def read(body: bytes, rest: Callable[[], VerdictFile]) -> VerdictFile | None:
    """The verdict file that `body` was found to hold, without its longer parts, which `rest` reads; None where its form is another one.

    It is gone by only where it `is_told_first`.
    """
    end = body.find(_NEXT, 0, _LONGEST)
    if end < 0:
        return None
    try:
        raw = familiar.PIECES.read(body[:end].decode("utf-8"))
        agency, checklist, people, verdict = (raw.pop(name) for name in _FIRST)
        found: dict[str, Any] = {
            **_BLANK,
            **raw,
            "supersedes": tuple(raw.get("supersedes", ())),
            "agency": _made(verified.Agency, *agency.items()),
            "checklist": _made(verified.UsedChecklist, *checklist.items()),
            "people": {role: _made(verified.Person, *each.items()) for role, each in people.items()},
            "verdict": verified.VerdictResult.model_construct(**verdict),
        }
    except (Declined, KeyError, TypeError, UnicodeDecodeError):
        return None
    made = PartlyRead.__new__(PartlyRead)
    told = {"__dict__": found, "__pydantic_fields_set__": set(found), "__pydantic_extra__": None, "__pydantic_private__": {"_rest": rest}}
    for name, value in told.items():
        object.__setattr__(made, name, value)
    return made
