"""One act on the database: what it may touch, what it changed, who does it and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Delete, Insert, LargeBinary, Select, Table, Update, bindparam, delete, insert, select, update
from sqlmodel import SQLModel

from models.ledger import outbox, prepared, remembered, search, tables
from models.ledger.store import FOLDER
from models.ledger.trail import Write
from models.moments import stamp
from models.rules.permissions import Standing, refusal

_BY_NAME: Final[dict[str, Table]] = {
    tables.table(model).name: tables.table(model)
    for model in (
        tables.Person,
        tables.Round,
        tables.Checklist,
        tables.Baseline,
        tables.TeamNumber,
        tables.Document,
        tables.Handling,
        tables.Signature,
        tables.Quarantined,
        tables.Verification,
        tables.Answer,
        tables.Count,
        tables.Trip,
        tables.Party,
        tables.Formula,
        tables.Sample,
        tables.LooseNote,
        tables.Finding,
        tables.Completion,
        tables.Scan,
        tables.Base,
        tables.FactRow,
        tables.Evidence,
        tables.Citation,
        tables.Verdict,
        tables.SelfAssessment,
        tables.SelfAnswer,
        tables.Agency,
        tables.Remark,
        tables.Message,
        tables.Confirmed,
        tables.Note,
        tables.Assignment,
        tables.Contribution,
        tables.Disagreement,
        tables.Opened,
        tables.Settled,
        tables.Writer,
        tables.Segment,
        tables.Carried,
        tables.Reached,
        tables.Exchange,
        tables.Receipt,
        tables.Cohort,
        tables.Agenda,
        tables.Action,
        tables.Recap,
        tables.Plenary,
        tables.Attendee,
        tables.PlenaryEntry,
    )
}


_NOTHING: Final[Mapping[str, Any]] = {}


@cache
def _reading(target: Table, key: tuple[str, ...]) -> Select[Any]:
    """What reads a row by its key: made anew each time it would take longer than the reading."""
    # The trail tells files by their digest; their bytes are written once and stay in their row.
    told = [column for column in target.c if not isinstance(column.type, LargeBinary)]
    return select(*told).where(*(target.c[name] == bindparam(f"at_{name}") for name in key))


@cache
def _adding(target: Table) -> Insert:
    """What makes a row."""
    return insert(target)


@cache
def _changing(target: Table, key: tuple[str, ...]) -> Update:
    """What changes a row by its key."""
    return update(target).where(*(target.c[name] == bindparam(f"at_{name}") for name in key))


@cache
def _removing(target: Table, key: tuple[str, ...]) -> Delete:
    """What removes a row by its key."""
    return delete(target).where(*(target.c[name] == bindparam(f"at_{name}") for name in key))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts."""

    person: str
    name: str
    role: str
    """The role of theirs that may do most."""
    others: tuple[str, ...] = ()
    """Their other roles."""

    @property
    def roles(self) -> tuple[str, ...]:
        """All their roles."""
        return (self.role, *self.others)


@dataclass(slots=True)
class Transaction:
    """What every verb is given first: the open transaction, the actor and the moment; it keeps what was written for the trail."""

    connection: Connection
    actor: Actor
    moment: datetime
    writes: list[Write] = field(default_factory=list)
    verification: str = ""
    """The verification this act is about."""
    is_working: bool = False
    """Whether it is work on that verification, which keeps when it was last touched."""
    undoes: int | None = None
    """The trail entry this act takes back."""
    counted: set[str] = field(default_factory=set)
    """The agencies about which issued verdicts came, went or stand otherwise by this act: what figures keep of them is counted anew."""
    prefetched: dict[Any, Mapping[str, Any]] = field(default_factory=dict)
    """What was read of several verifications together, by what was asked; forgotten once anything is written."""

    @property
    def stamp(self) -> str:
        """The moment as stored."""
        return stamp(self.moment)

    @property
    def folder(self) -> Path:
        """The folder of the profile."""
        return Path(self.connection.get_execution_options()[FOLDER])

    def require(self, verb: str, standing: Standing) -> None:
        """Go on only if the actor may do `verb` here; otherwise raise the Refusal that says why not."""
        refused = refusal(self.actor.person, self.actor.roles, verb, standing)
        if refused is not None:
            raise refused

    def put(self, model: type[SQLModel], key: Mapping[str, Any], **values: Any) -> None:
        """Set columns of the row at `key`, making it where there is none; nothing is written where nothing changes.

        Bytes stay as they were first put: a row that holds any is found by their digest.
        """
        self._write(tables.table(model), key, values)

    def put_beside(self, model: type[SQLModel], key: Mapping[str, Any], blank: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Set columns of the row at `key`; where there is none it is made as `blank` with these, unless it would be no more than that."""
        self._write(tables.table(model), key, values, blank)

    def is_new(self, model: type[SQLModel], key: Mapping[str, Any]) -> bool:
        """Whether there is no row at `key` yet."""
        return self._row(tables.table(model), key) is None

    def drop(self, model: type[SQLModel], key: Mapping[str, Any]) -> None:
        """Take the row at `key` away; the trail keeps what stood there."""
        self._write(tables.table(model), key, None)

    def revert(self, write: Write) -> bool:
        """Put back what `write` changed; False where the row is no longer as that act left it.

        An act of before a migration tells nothing of columns that came later.
        """
        target = _BY_NAME[write.table]
        current, left = self._row(target, write.key), write.after
        if (current is None) is not (left is None):
            return False
        if any(name not in (current or {}) or (current or {})[name] != value for name, value in (left or {}).items()):
            return False
        self._write(target, write.key, write.before)
        return True

    def _row(self, target: Table, key: Mapping[str, Any]) -> Mapping[str, Any] | None:
        at = {f"at_{name}": value for name, value in key.items()}
        found = prepared.first(self.connection, _reading(target, tuple(key)), at)
        return None if found is None else {name: value for name, value in found._asdict().items() if name not in key}

    def _write(self, target: Table, key: Mapping[str, Any], values: Mapping[str, Any] | None, blank: Mapping[str, Any] = _NOTHING) -> None:
        before = self._row(target, key)
        here = {f"at_{name}": value for name, value in key.items()}
        if values is None:
            if before is None:
                return
            prepared.rows(self.connection, _removing(target, tuple(key)), here)
            after = None
        elif before is None:
            values = {**blank, **values}
            if blank and values == blank:
                return
            prepared.rows(self.connection, _adding(target), {**key, **values})
            after = self._row(target, key)
        else:
            changed = {name: value for name, value in values.items() if name in before and before[name] != value}
            if not changed:
                return
            prepared.rows(self.connection, _changing(target, tuple(key)), {**here, **changed})
            after = {**before, **changed}
        write = Write(target.name, dict(key), before, after)
        self.writes.append(write)
        self.prefetched.clear()
        remembered.outdate(self.connection)
        search.follow(self.connection, write)
        outbox.follow(self.connection, write)
