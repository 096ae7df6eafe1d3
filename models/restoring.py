"""Putting a copy of the database in its place: prepared beside it as a profile of its own, compared, and renamed into its place whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Any, Final, Self

from models import causes
from models.desk import diverging, reading, taken_teams, teams, untouched
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import backups, driver, replacing, server, shape
from models.restored import Preview

BESIDE: Final = ".restoring-"
"""How the folder begins in which a copy is prepared; it is gone once the copy is in its place, or nobody wants it."""
_WITHOUT_KEY: Final = "profile.key_damaged"
"""Why what is here cannot be read, and nobody can tell its key: what comes in its place keeps its own."""
STEPS: Final = 3
"""Steps of the preparation: the copy is copied and checked, brought to today's format and compared, and locked as the profile is."""


class Restore:
    """A copy on its way into the place of the database; the profile is as it was until `put`, whatever happens."""

    def __init__(self, folder: Path, file: Path) -> None:
        self._folder, self._file = folder, file
        self._beside: Path | None = None
        self._preview: Preview | None = None

    def prepare(self) -> Iterator[tuple[int, int]]:
        """Prepare the copy step by step, telling how many are done and of how many.

        Raises:
            Refusal: `server.not_here`, `profile.newer`, `profile.foreign`, `trail.broken`, `restore.damaged`, `backup.keyless`,
                `restore.none` and `restore.altered` of the copy, `restore.itself`, `profile.key_needed` of the copy or of what is here, and
                what the disk does.
        """
        server.require_file(self._folder)
        try:
            yield from self._prepare()
        except Refusal as refused:
            self.close()
            raise self._seen(refused) from refused
        except BaseException:
            self.close()
            raise

    @property
    def preview(self) -> Preview:
        """What would change; once it is prepared."""
        assert self._preview is not None
        return self._preview

    def put(self, moment: datetime) -> Path | None:
        """Put the prepared copy in the place of the database, which nobody may have open; the copy made of what was there.

        Raises:
            Refusal: as `replacing.put` gives; then all is as it was.
        """
        assert self._beside is not None
        return replacing.put(self._beside / driver.DATABASE, self._folder / driver.DATABASE, moment)

    def close(self) -> None:
        """Take away what was prepared."""
        if self._beside is not None:
            shutil.rmtree(self._beside, ignore_errors=True)

    def __enter__(self) -> Self:
        """The restore itself; what was prepared is gone at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()

    def _prepare(self) -> Iterator[tuple[int, int]]:
        yield 0, STEPS
        path = self._folder / driver.DATABASE
        if path.exists() and self._file.exists() and path.samefile(self._file):
            raise Refusal("restore.itself", file=self._file)
        with self._named():
            format_ = driver.gate(self._file)
        if format_ == 0:
            raise Refusal("restore.none", file=self._file)
        prepared = self._copied()
        yield 1, STEPS
        with opened(prepared.parent) as there:
            # It may have lain on a stick that others had: what was put into it would act at every write from then on.
            shape.require(prepared, self._file)
            if not there.ask(untouched.is_untouched):
                raise Refusal("restore.altered", file=self._file)
            self._preview = self._compared(there, format_ if format_ < driver.FORMAT else 0)
        yield 2, STEPS
        if self.preview.unreadable is None or self.preview.unreadable.code != _WITHOUT_KEY:
            replacing.lock_like(prepared, path)
        yield STEPS, STEPS

    def _copied(self) -> Path:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._beside = Path(mkdtemp(prefix=BESIDE, dir=self._folder))
        except OSError as error:
            raise Refusal("backup.failed", folder=self._folder, cause=causes.of_system(error)) from error
        prepared = self._beside / driver.DATABASE
        with self._named():
            # What stands in the place of a table may have no end.
            shape.require_calm(self._file)
            backups.copied(self._file, prepared)
        return prepared

    def _seen(self, refused: Refusal) -> Refusal:
        """A refusal that names what somebody can look for: not the folder in which the copy was prepared, which is gone by then."""
        places: dict[object, object] = {}
        if self._beside is not None:
            places = {self._beside: self._folder, self._beside / driver.DATABASE: self._file}
        return Refusal(refused.code, **{name: places.get(field, field) for name, field in refused.fields.items()})

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Say of what is damaged that it is the copy: what is done about a profile would not help."""
        try:
            yield
        except Refusal as refused:
            if refused.code not in backups.UNREAD:
                raise
            why = backups.unusable(self._file, refused)
            raise (why if why.code == "backup.keyless" else Refusal("restore.damaged", file=self._file)) from refused

    def _compared(self, there: Desk, migrated: int) -> Preview:
        owner = there.ask(reading.owner)
        if owner is None:
            raise Refusal("restore.none", file=self._file)
        told: dict[str, Any] = {"file": self._file, "owner": owner.name, "last": there.ask(diverging.head)[1], "migrated": migrated}
        team, theirs = there.ask(teams.current), there.ask(taken_teams.digests)
        unknown: dict[str, Any] = {} if team is None else {"team": team.team.name, "team_words": team.six_words}
        try:
            here = opened(self._folder, writing=False)
        except Refusal as refused:
            if refused.code in ("profile.missing", "profile.gone"):
                return Preview(**told, is_another=False, is_unrelated=False, is_new=True, **unknown)
            if refused.code not in replacing.UNREADABLE:
                raise
            return Preview(**told, is_another=False, is_unrelated=False, unreadable=refused, **unknown)
        with here:
            mine = here.ask(reading.owner)
            is_another = mine is not None and mine.person != owner.person
            known = here.ask(taken_teams.digests)
            # Of two states of one team, one is how the other began.
            is_same = bool(known) and theirs[: len(known)] == known[: len(theirs)]
            of_team = {"teams_lost": max(len(known) - len(theirs), 0)} if is_same else unknown
            return Preview(**told, is_another=is_another, **of_team, **_differing(here, there))


def _differing(here: Desk, there: Desk) -> dict[str, Any]:
    since = _common(here, there)
    carried, given = here.ask(diverging.carried), here.ask(diverging.given)
    since_then, before = here.ask(diverging.done, since, carried), there.ask(diverging.done, since)
    mine, theirs = here.ask(diverging.documents), there.ask(diverging.documents)
    gone = mine.keys() - theirs.keys()
    drafts, others = here.ask(diverging.drafts), there.ask(diverging.drafts)
    return {
        "is_unrelated": since == 0,
        "lost": since_then.alone,
        "returning": since_then.returning,
        "back": before.alone,
        "elsewhere_lost": since_then.elsewhere,
        "elsewhere_back": before.elsewhere,
        "documents_lost": tuple(sorted(mine[id_] for id_ in gone - carried - given)),
        "documents_given": len(gone & given - carried),
        "documents_returning": len(gone & carried),
        "documents_back": len(theirs.keys() - mine.keys()),
        "drafts_lost": len(drafts - others),
        "drafts_back": len(others - drafts),
    }


def _common(here: Desk, there: Desk) -> int:
    """The last act that both did; 0 where there is none. What comes before one that they share, they share."""
    low, high = 0, min(here.ask(diverging.head)[0], there.ask(diverging.head)[0])
    while low < high:
        middle = (low + high + 1) // 2
        if here.ask(diverging.link, middle) == there.ask(diverging.link, middle):
            low = middle
        else:
            high = middle - 1
    return low
