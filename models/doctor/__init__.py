"""The doctor: looks through a profile without changing it, and says of each part whether it is sound and what to do where it is not."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from models import causes
from models.doctor import abroad, contents, counted, lodging, profile, served, signed, traced
from models.doctor.result import Check, Found, Result, Said, State, Subject, Told, Wish
from models.errors import Refusal
from models.ledger import server
from models.moments import now

__all__ = ["CHECKS", "Found", "Result", "Said", "State", "Told", "Wish", "examine", "named"]

_UNASKED: Final = Wish()
_CHECKS: Final[dict[str, Check]] = {
    "settings": profile.settings,
    "folder": profile.folder,
    "place": lodging.place_,
    "sqlite": profile.sqlite,
    "encryption": lodging.encryption,
    "database": profile.database,
    "opening": profile.opening,
    "flush": lodging.flush,
    "integrity": profile.integrity,
    "shape": profile.shape_,
    "references": profile.references,
    "trail": contents.trail,
    "gap": traced.gap,
    "clock": traced.clock,
    "rows": traced.rows,
    "checklists": contents.checklists,
    "progress": contents.progress,
    "search": contents.search_,
    "documents": signed.documents,
    "results": counted.results,
    "sums": counted.sums,
    "outbox": counted.outbox,
    "team": signed.team,
    "age": abroad.age,
    "keys": signed.keys_,
    "backups": lodging.backups_,
    "leftovers": lodging.leftovers_,
    "log": lodging.log,
}
_WISHED: Final[dict[str, Check]] = {"evidence": abroad.evidence, "carriers": abroad.carriers}
_AT_SERVER: Final[dict[str, Check]] = {
    "database": served.database,
    "opening": served.opening,
    "integrity": served.integrity,
    "references": served.references,
    "search": served.search,
    "documents": served.documents,
    "team": served.team,
    "rows": served.rows,
}
"""How a database on a server is looked at, where that is otherwise."""
_OF_FILE: Final = frozenset({"place", "sqlite", "encryption", "flush", "shape", "gap", "backups"})
"""What is looked at of a database in a file alone."""
_OF_ALL: Final = frozenset({"rows"})
"""What only somebody can look at who sees the acts of all regions."""
_WITHOUT_DATABASE: Final = frozenset(
    {"settings", "folder", "place", "sqlite", "encryption", "database", "keys", "backups", "leftovers", "log", "carriers"}
)
_FROM_COPY: Final = frozenset(
    {"profile.damaged", "profile.gone", "profile.foreign", "profile.gap", "profile.parted", "profile.altered", "trail.broken"}
    | {"profile.key_unfit", "profile.keyless"}
)
"""The refusals behind which only a copy helps."""
CHECKS: Final = tuple(_CHECKS)
"""Every check that is done unasked, in order."""


def named(wish: Wish) -> tuple[str, ...]:
    """The checks that a wish asks for, in order."""
    return (*CHECKS, *(["evidence"] if wish.is_full else []), *(["carriers"] if wish.carriers is not None else []))


def examine(
    folder: Path,
    settings: Callable[[], Path | None],
    begun: Callable[[str], None] = lambda _check: None,
    wish: Wish = _UNASKED,
) -> Iterator[Result]:
    """The result of each check, in order, as soon as it is known; `begun` is told before each, and `settings` reads those in force."""
    subject, is_served = Subject(folder, settings, wish, now()), bool(server.chosen(folder))
    broken = _Broken()
    try:
        for name in named(wish):
            check = (_CHECKS | _WISHED | (_AT_SERVER if is_served else {}))[name]
            begun(name)
            if is_served and name in _OF_FILE:
                yield Result(name, State.SKIPPED, Found(Said("at_server")))
            elif is_served and name in _OF_ALL and subject.desk is not None and not served.sees_all(subject):
                yield Result(name, State.SKIPPED, Found(Said("of_region")))
            elif subject.desk is None and name not in _WITHOUT_DATABASE:
                yield Result(name, State.SKIPPED, Found(Said("skipped")))
            else:
                yield broken.after(_result(name, check, subject)) if subject.desk is not None else _result(name, check, subject)
    finally:
        if subject.desk is not None:
            subject.desk.close()


class _Broken:
    """Of an open database what is broken, as refused: whatever meets it again could not look, and has found nothing of its own."""

    def __init__(self) -> None:
        self._by: dict[tuple[str, str], str] = {}

    def after(self, result: Result) -> Result:
        """The result of a check, skipped where it failed in what an earlier one told."""
        said = result.found.said
        if not isinstance(said, Refusal) or said.code not in _FROM_COPY:
            return result
        before = self._by.setdefault((said.code, str(said.fields)), result.check)
        return result if before == result.check else replace(result, state=State.SKIPPED, found=_as_told(before))


def _as_told(check: str) -> Found:
    return Found(Said("as_told", {"check": Said(f"check.{check}")}))


def _result(name: str, check: Check, subject: Subject) -> Result:
    started = time.perf_counter()
    found = _found(check, subject)
    is_broken = isinstance(found.said, Refusal) and found.said.code in _FROM_COPY
    if is_broken or found.remedy in ("damaged", "shape"):
        # Which copy is to be used is what one asks next.
        lacks = isinstance(found.said, Refusal) and found.said.code in ("profile.gap", "profile.parted")
        found = replace(found, copy=(lodging.newest_without_gap if lacks else lodging.newest_good)(subject))
    return Result(name, found.state, found, time.perf_counter() - started)


def _found(check: Check, subject: Subject) -> Found:
    try:
        return check(subject)
    except Refusal as refused:
        return Found(refused)
    except OSError as error:
        return Found(Refusal("profile.folder", folder=subject.folder, cause=causes.of_system(error)))
    except DBAPIError as error:
        return Found(Said("unreadable", {"cause": str(error.orig)}), "damaged")
    except Exception as error:  # in a damaged file anything may stand anywhere, and that is a finding too
        return Found(Said("unreadable", {"cause": f"{type(error).__name__}: {error}", "kind": type(error).__name__}), "damaged")
