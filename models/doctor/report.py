"""What the doctor found as a file that one may send to somebody: codes and figures, and no name, text or path of anybody."""

import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

import tomli_w

from models.causes import Cause
from models.doctor.result import Result, Said, Told
from models.errors import Refusal
from models.ledger import driver
from models.moments import now, stamp

MAJOR: Final = 1
_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite.good": ("version", "least", "driver"),
    "place.good": ("system",),
    "place.memory": ("system",),
    "flush.barrier": ("option",),
    "unreadable": ("kind",),
    "profile.network": ("system",),
    "profile.synced": ("service",),
    "profile.sqlite_old": ("found", "needed"),
}
"""The fields that are told although they are texts, by the code of the sentence: each comes from a list of this program or the system."""


def written(results: Iterable[Result], version: str) -> bytes:
    """The report of what `version` of the program found."""
    head = {"format": "verifier", "kind": "doctor", "major": MAJOR, "minor": 0, "made_at": stamp(now())}
    machine = {
        "program": version,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "sqlite": driver.MODULE.sqlite_version,
        "driver": driver.MODULE.__name__,
    }
    return tomli_w.dumps({**head, "machine": machine, "checks": {result.check: _check(result) for result in results}}).encode()


def _check(result: Result) -> dict[str, Any]:
    found = result.found
    told: dict[str, Any] = {"state": str(result.state), "milliseconds": round(result.seconds * 1000), "said": _code(found.said)}
    fields = _fields(found.said)
    if fields:
        told["fields"] = fields
    if found.faults:
        told["faults"] = dict(Counter(map(_code, found.faults)))
    return told


def _code(told: Told) -> str:
    return "text" if isinstance(told, str) else told.code


def _fields(told: Told) -> dict[str, Any]:
    """Numbers, causes by their code, and the texts that may be told."""
    if isinstance(told, str):
        return {}
    may = _TEXTS.get(told.code, ())
    return {name: value for name, each in told.fields.items() if (value := _harmless(each, is_told=name in may)) is not None}


def _harmless(value: object, *, is_told: bool) -> int | str | None:
    if isinstance(value, Cause):
        return value.code
    if isinstance(value, Said | Refusal):
        return value.code
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return str(value) if is_told else None
