"""The doctor: looks through a profile without changing it, and says of each part whether it is sound and what to do where it is not."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from models import causes
from models.doctor import contents, counted, profile, signed
from models.doctor.result import Check, Found, Result, Said, State, Subject, Told
from models.errors import Refusal

__all__ = ["CHECKS", "Found", "Result", "Said", "State", "Told", "examine"]

_CHECKS: Final[dict[str, Check]] = {
    "settings": profile.settings,
    "folder": profile.folder,
    "sqlite": profile.sqlite,
    "database": profile.database,
    "opening": profile.opening,
    "integrity": profile.integrity,
    "references": profile.references,
    "trail": contents.trail,
    "checklists": contents.checklists,
    "progress": contents.progress,
    "search": contents.search_,
    "documents": signed.documents,
    "results": counted.results,
    "team": signed.team,
    "keys": signed.keys_,
}
_WITHOUT_DATABASE: Final = frozenset({"settings", "folder", "sqlite", "database", "keys"})
CHECKS: Final = tuple(_CHECKS)
"""Every check, in order."""


def examine(folder: Path, settings: Callable[[], Path | None], begun: Callable[[str], None] = lambda _check: None) -> Iterator[Result]:
    """The result of each check, in order, as soon as it is known; `begun` is told before each, and `settings` reads those in force."""
    subject = Subject(folder, settings)
    try:
        for name, check in _CHECKS.items():
            begun(name)
            if subject.desk is None and name not in _WITHOUT_DATABASE:
                yield Result(name, State.SKIPPED, Found(Said("skipped")))
            else:
                yield _result(name, check, subject)
    finally:
        if subject.desk is not None:
            subject.desk.close()


def _result(name: str, check: Check, subject: Subject) -> Result:
    try:
        found = check(subject)
    except Refusal as refused:
        found = Found(refused)
    except OSError as error:
        found = Found(Refusal("profile.folder", folder=subject.folder, cause=causes.of_system(error)))
    except DBAPIError as error:
        found = Found(Said("unreadable", {"cause": str(error.orig)}), "damaged")
    except Exception as error:  # in a damaged file anything may stand anywhere, and that is a finding too
        found = Found(Said("unreadable", {"cause": f"{type(error).__name__}: {error}"}), "damaged")
    return Result(name, found.state, found)
