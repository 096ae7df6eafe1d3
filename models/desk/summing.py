"""Sums of figures: how each agency stands in each year, kept beside the tables and brought up to date within the act that changes it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, delete, insert, select

from models.desk import moving
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.trail import Write
from models.ledger.transaction import Transaction
from models.rules.results import Outcome, Work
from models.rules.summing import ALL, Sum, Sums, sums

_AT_ONCE: Final = 500
"""How many agencies are counted together: a question names no more."""
_RESULT: Final = table(tables.Result)
_ROUND: Final = table(tables.Round)
_SUM: Final = table(tables.AgencySum)
_VERDICT: Final = table(tables.Verdict)
_VERIFICATION: Final = table(tables.Verification)
_PLACED: Final = frozenset({"state", "round_id", "agency_code", "is_second", "follows"})
"""The columns of a verification that decide whether it is an agency's newest work, and whether its verdict is issued."""
_GONE: Final = delete(_SUM).where(_SUM.c.agency_code == bindparam("of"), _SUM.c.year == bindparam("in"))
_OUTCOME: Final = select(
    *(_RESULT.c[name] for name in ("digest", "standing", "verification", "round_id")),
    _ROUND.c.day,
    *(_RESULT.c[name] for name in ("issued_at", "agency_code", "verdict")),
).outerjoin(_ROUND, _ROUND.c.id == _RESULT.c.round_id)
_WORK: Final = (
    select(
        *(_VERIFICATION.c[name] for name in ("id", "agency_code", "round_id")),
        _ROUND.c.day,
        _VERIFICATION.c.state,
        _VERDICT.c.verdict,
    )
    .join(_ROUND, _ROUND.c.id == _VERIFICATION.c.round_id)
    .outerjoin(_VERDICT, _VERDICT.c.verification_id == _VERIFICATION.c.id)
    .where(~_VERIFICATION.c.is_second, ~moving.is_moved())
)


def kept(tx: Transaction) -> Sums:
    """The sums as they are kept."""
    return _kept(tx, select(_SUM))


def years(tx: Transaction) -> Sequence[tuple[str, str, str]]:
    """As `rules.summing.years` tells of all sums."""
    asked = select(_SUM.c.agency_code, _SUM.c.year, _SUM.c.verdict).where(_SUM.c.year != ALL, _SUM.c.issued != 0)
    return tx.connection.execute(asked.order_by(_SUM.c.agency_code)).all()


def apart(tx: Transaction, year: str = ALL) -> Sequence[tuple[str, str]]:
    """As `rules.summing.apart` tells of all sums, or of those of a year."""
    asked = select(_SUM.c.agency_code, _SUM.c.apart).where(_SUM.c.year == year, _SUM.c.apart != "")
    return tx.connection.execute(asked.order_by(_SUM.c.agency_code)).all()


def of_round(tx: Transaction, round_id: str) -> Sums:
    """The sums of one round, which are counted where they are asked for."""
    return sums(outcomes(tx, _RESULT.c.round_id == round_id), _works(tx, _VERIFICATION.c.round_id == round_id))


def recounted(tx: Transaction, agencies: Collection[str] | None = None) -> Sums:
    """The sums as they should be, counted anew; of some agencies where they are given."""
    if agencies is None:
        return sums(outcomes(tx), _works(tx))
    return sums(outcomes(tx, _RESULT.c.agency_code.in_(agencies)), _works(tx, _VERIFICATION.c.agency_code.in_(agencies)))


def rebuild(tx: Transaction) -> None:
    """Make all sums anew."""
    tx.connection.execute(delete(_SUM))
    _insert(tx, recounted(tx))


def follow(tx: Transaction) -> None:
    """Count anew what is kept of the agencies that an act is about."""
    touched = sorted(tx.counted | _touched(tx))
    for start in range(0, len(touched), _AT_ONCE):
        agencies = touched[start : start + _AT_ONCE]
        here = _kept(tx, select(_SUM).where(_SUM.c.agency_code.in_(agencies)))
        wanted = recounted(tx, agencies)
        gone = [place for place, told in here.items() if wanted.get(place) != told]
        if gone:
            tx.connection.execute(_GONE, [{"of": agency, "in": year} for agency, year in gone])
        _insert(tx, {place: told for place, told in wanted.items() if here.get(place) != told})


def outcomes(tx: Transaction, *which: ColumnElement[bool]) -> tuple[Outcome, ...]:
    """Every issued verdict of these that is here, counted or not, without what it tells: most are counted by this alone."""
    rows: Sequence[Any] = tx.connection.execute(
        _OUTCOME.where(*which).order_by(_RESULT.c.agency_code, _RESULT.c.round_id, _RESULT.c.digest)
    ).all()
    return tuple(
        Outcome(digest, standing, verification, round_id, day or issued_at[:10], agency, verdict)
        for digest, standing, verification, round_id, day, issued_at, agency, verdict in rows
    )


def _works(tx: Transaction, *which: ColumnElement[bool]) -> Iterator[Work]:
    rows: Sequence[Any] = tx.connection.execute(_WORK.where(*which)).all()
    for id_, agency, round_id, day, state, verdict in rows:
        yield Work(id_, agency, round_id, day, state, "", verdict or "")


def _kept(tx: Transaction, asked: Select[Any]) -> Sums:
    return {(agency, year): Sum(*told) for agency, year, *told in tx.connection.execute(asked).all()}


def _insert(tx: Transaction, wanted: Sums) -> None:
    if wanted:
        rows = [{"agency_code": agency, "year": year, **told._asdict()} for (agency, year), told in wanted.items()]
        tx.connection.execute(insert(_SUM), rows)


def _touched(tx: Transaction) -> set[str]:
    """The agencies of which an act wrote anything that the sums depend on."""
    found: set[str] = set()
    for write in tx.writes:
        match write.table:
            case "verification" if write.before is None or write.after is None or _changed(write) & _PLACED:
                found |= {row["agency_code"] for row in (write.before, write.after) if row}
                found |= _agencies(tx, _VERIFICATION.c.id.in_({row["follows"] for row in (write.before, write.after) if row}))
            case "verdict" if write.before is None or write.after is None or "verdict" in _changed(write):
                found |= _agencies(tx, _VERIFICATION.c.id == write.key["verification_id"])
            case "round" if write.before is None or write.after is None or "day" in _changed(write):
                asked = select(_RESULT.c.agency_code).where(_RESULT.c.round_id == write.key["id"])
                found |= set(tx.connection.execute(asked).scalars())
                found |= _agencies(tx, _VERIFICATION.c.round_id == write.key["id"])
    return found


def _changed(write: Write) -> set[str]:
    before, after = write.before or {}, write.after or {}
    return {name for name in after if before.get(name) != after[name]}


def _agencies(tx: Transaction, which: ColumnElement[bool]) -> set[str]:
    return set(tx.connection.execute(select(_VERIFICATION.c.agency_code).where(which)).scalars())
