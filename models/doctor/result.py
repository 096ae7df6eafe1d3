"""What an examination finds: sentences as codes and fields (`doctor.<code>`), so that nothing here knows a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from models.carriers.address import Address
from models.desk.desk import Desk
from models.errors import Refusal

MOST: Final = 100
"""Most single faults that one check names; it counts all of them."""


class State(StrEnum):
    """How a check ended."""

    GOOD = "good"
    NOTED = "noted"
    """Nothing is wrong yet, and somebody should know."""
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence `doctor.<code>`; with a field `count` it is one that counts."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


Told = Said | Refusal | str
"""A sentence, a refusal's own, or a name as it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: in one sentence, and what is wrong one by one."""

    said: Told
    remedy: str = ""
    """What to do next, `doctor.remedy.<remedy>`; empty where nothing is wrong, or where the refusal says it."""
    faults: tuple[Told, ...] = ()
    is_note: bool = False
    """Whether what there is to do can wait."""
    copy: Said | None = None
    """Which copy to go on from, where the database cannot be trusted."""

    @property
    def state(self) -> State:
        """Whether something is wrong."""
        if not self.remedy and not isinstance(self.said, Refusal):
            return State.GOOD
        return State.NOTED if self.is_note else State.WRONG


@dataclass(frozen=True, slots=True)
class Result:
    """A check and how it ended; a skipped one has found nothing of its own."""

    check: str
    """Its sentence is `doctor.check.<check>`."""
    state: State
    found: Found
    seconds: float = 0.0
    """How long it took."""


def _silent(_address: Address) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Wish:
    """How far somebody wants it to be looked at."""

    is_full: bool = False
    """Whether every copy and every file of evidence is looked through, which may take long."""
    carriers: Mapping[str, str] | None = None
    """The addresses of carriers to be reached; None where nobody asked for that."""
    password: Callable[[Address], str] = _silent
    """Asked for the password of a carrier that the environment does not hold."""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Subject:
    """What is examined: a profile folder, the settings, and the database, once it could be opened."""

    folder: Path
    settings: Callable[[], Path | None]
    """Reads the settings and gives their file, None for those built in; Refusal where something is wrong with them."""
    wish: Wish
    now: datetime
    desk: Desk | None = None

    @property
    def opened(self) -> Desk:
        """The open database; only for checks that are skipped without one."""
        assert self.desk is not None
        return self.desk


Check = Callable[[Subject], Found]


def judged(good: str, bad: str, remedy: str, faults: list[Told], *, is_note: bool = False, **fields: object) -> Found:
    """`good` where there are no faults, else `bad`, which counts them."""
    if not faults:
        return Found(Said(good, fields))
    return Found(Said(bad, {**fields, "count": len(faults)}), remedy, tuple(faults[:MOST]), is_note)
