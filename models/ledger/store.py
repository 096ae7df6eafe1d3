"""What an open ledger needs of whatever keeps its database: a file of this computer, or a server."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, ClassVar, Final, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine

from models.errors import Refusal
from models.ledger.trail import Head

R = TypeVar("R")

PATIENCE: Final = 0.25
"""Seconds that closing waits for what others still do here, once they were told to stop."""
FOLDER: Final = "verifier_folder"
"""The option of a connection that tells the folder of its profile."""

Renew: TypeAlias = Callable[[Connection], int]
"""Counts anew what is kept beside the tables; in how many places it still differs."""
Act: TypeAlias = Callable[[Connection], tuple[R, Head | None]]
"""What is done in one transaction: what comes of it, and the entry of the trail that it made."""


class Store(ABC):
    """The database of a profile, open."""

    is_shared: ClassVar[bool]
    """Whether others write to it at the same time."""

    def __init__(self, folder: Path, engine: Engine, newer: Refusal | None = None) -> None:
        self.folder = folder
        self.engine = engine
        self.newer = newer
        """`profile.newer` where a newer program made it: it is only read, and no trace is left of that."""
        self.is_watched = False
        """Whether a program looks by itself, in a thread of its own, whether what keeps it is there: nobody waits long for it at a key."""
        self.looker: int | None = None
        """That thread."""
        self.stands: object = None
        """The same object as long as nobody writes; None where somebody else may."""

    @abstractmethod
    def transaction(self, *, writing: bool) -> AbstractContextManager[Connection]:
        """A connection inside one transaction, committed at the end and rolled back on any exception; what fails becomes a Refusal."""

    @abstractmethod
    def write(self, act: Act[R], what: object = None) -> tuple[R, Head | None]:
        """What `act` gives, durably: all of it, or nothing; by `what` it is known where it is tried again."""

    @abstractmethod
    def read(self, question: Callable[[Connection], R]) -> R:
        """What `question` gives, within one transaction that changes nothing."""

    @abstractmethod
    def claimed(self, name: str) -> AbstractContextManager[bool]:
        """Whether no other process had claimed what is called `name`; where none had, it is claimed within the block."""

    @abstractmethod
    def check(self) -> Refusal | None:
        """Look whether all is there; `profile.gap` or `profile.parted` where it lacks what was saved."""

    def look(self) -> Refusal | None:
        """What `check` gives where the database lacks what was saved, without looking through it; None where that cannot be known."""
        return None

    @abstractmethod
    def tell(self, last: Head) -> None:
        """Tell, outside the database, of the last entry of the trail that is in it."""

    @property
    def replaced(self) -> Refusal | None:
        """`profile.replaced` where what is open does not lie in its place any more."""
        return None

    def lent(self) -> AbstractContextManager[Any]:
        """The driver's connection to a database that does not lie in its place any more; None where it does."""
        return nullcontext(None)

    @abstractmethod
    def stop(self, connection: Any) -> None:
        """Have the driver's `connection` end what it does."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""
