"""Refusals: what the program will not do, as a code of the catalogue and its fields; and faults, what is wrong in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from models.refusals import REFUSALS

OF_DISK: Final = frozenset(
    {
        *("profile.disk_full", "profile.write_failed", "profile.read_only", "profile.damaged", "profile.closing", "trail.broken"),
        "profile.replaced",
        *("server.unreachable", "server.unsure", "server.failed", "server.full", "server.read_only", "server.trail_broken"),
        # Nobody is let in any more; what was typed is kept until somebody is.
        *("server.away", "server.unanswered", "server.login", "server.no_password", "server.not_from_here", "server.no_database"),
        *("server.certificate", "server.address", "server.not_allowed", "profile.newer"),
    }
)
"""What the database says of the disk, or of the server, below it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where (a dotted place, or a phrase) and which sentence of the catalogue (`fault.<code>`) says it."""

    place: object
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


class Refusal(Exception):
    """What was asked cannot be done: a code of `REFUSALS` and the fields its sentence uses."""

    def __init__(self, code: str, /, **fields: object) -> None:
        expected = REFUSALS[code]
        if expected != fields.keys():
            raise ValueError(f"{code} takes {sorted(expected)}, not {sorted(fields)}")
        super().__init__(code)
        self.code = code
        self.fields = fields

    @property
    def is_of_disk(self) -> bool:
        """Whether the disk did not take it, which may take it later."""
        return self.code in OF_DISK
