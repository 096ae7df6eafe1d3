"""What an examination finds: sentences as codes and fields (`doctor.<code>`), so that nothing here knows a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from models.desk.desk import Desk
from models.errors import Refusal

MOST: Final = 100
"""Most single faults that one check names; it counts all of them."""


class State(StrEnum):
    """How a check ended."""

    GOOD = "good"
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

    @property
    def state(self) -> State:
        """Whether something is wrong."""
        return State.WRONG if self.remedy or isinstance(self.said, Refusal) else State.GOOD


@dataclass(frozen=True, slots=True)
class Result:
    """A check and how it ended; a skipped one has found nothing."""

    check: str
    """Its sentence is `doctor.check.<check>`."""
    state: State
    found: Found


@dataclass(slots=True)
class Subject:
    """What is examined: a profile folder, the settings, and the database, once it could be opened."""

    folder: Path
    settings: Callable[[], Path | None]
    """Reads the settings and gives their file, None for those built in; Refusal where something is wrong with them."""
    desk: Desk | None = None

    @property
    def opened(self) -> Desk:
        """The open database; only for checks that are skipped without one."""
        assert self.desk is not None
        return self.desk


Check = Callable[[Subject], Found]


def judged(good: str, bad: str, remedy: str, faults: list[Told], **fields: object) -> Found:
    """`good` where there are no faults, else `bad`, which counts them."""
    if not faults:
        return Found(Said(good, fields))
    return Found(Said(bad, {"count": len(faults)}), remedy, tuple(faults[:MOST]))
