"""What a supervisor looks at, through windows: verifications that were approved, issued or withdrawn, narrowed by what is asked for."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sqlalchemy import ColumnElement, false, func, or_, select

from models.desk import issued, keeping, listed, spans
from models.issuance import IssueLine, Narrowed
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules.verdict import CODES
from models.text import folded
from models.windows import Mark, Span

_AGENCY: Final = table(tables.Agency)
_ENTRY: Final = table(tables.PlenaryEntry)
_PERSON: Final = table(tables.Person)
_RESULT: Final = table(tables.Result)
_ROUND: Final = table(tables.Round)
_VERDICT: Final = table(tables.Verdict)
_VERIFICATION: Final = table(tables.Verification)
_SAYING: Final = (
    select(_RESULT.c.verification).where(_RESULT.c.verification == _VERIFICATION.c.id, _RESULT.c.standing.in_(("", "fork"))),
    select(_ENTRY.c.verification_id).where(
        _ENTRY.c.verification_id == _VERIFICATION.c.id, _ENTRY.c.submission == _VERIFICATION.c.submission
    ),
    select(_VERDICT.c.verification_id).where(_VERDICT.c.verification_id == _VERIFICATION.c.id),
)
"""Where a verdict is told: by its file, by a plenary, by its verifier."""
_SAID: Final = (_RESULT.c.verdict, _ENTRY.c.decision, _VERDICT.c.verdict)


def states(narrowed: Narrowed) -> tuple[str, ...]:
    """The states that are looked at, in the order in which they stand below each other."""
    return tuple(state for state in issued.STATES if narrowed.state in ("", state))


def page(tx: Transaction, narrowed: Narrowed, state: str, span: Span) -> tuple[IssueLine, ...]:
    """A span of those in a state, the one touched last first."""
    return issued.lines(tx, [line.id for line in listed.page(tx, span, *_wanted(tx, narrowed, state))])


def count(tx: Transaction, narrowed: Narrowed, state: str, before: Mark = (), most: int = 0) -> int:
    """How many there are in a state, only those before a mark where given; no further than `most` where that is not 0."""
    return listed.count(tx, before, most, *_wanted(tx, narrowed, state))


def one(tx: Transaction, narrowed: Narrowed, state: str, verification: str) -> IssueLine | None:
    """A verification, None where it is not among those."""
    found = listed.count(tx, (), 1, _VERIFICATION.c.id == verification, *_wanted(tx, narrowed, state))
    return next(iter(issued.lines(tx, [verification] if found else [])), None)


def every(tx: Transaction, narrowed: Narrowed, of: Collection[str], marked: Collection[str] | None = None) -> tuple[IssueLine, ...]:
    """All in these states, in the order in which they stand; only the marked ones where those are named."""
    asked = select(_VERIFICATION.c.id).order_by(*listed.ORDER.by())
    found: list[str] = []
    for state in states(narrowed):
        if state in of:
            found += tx.connection.execute(asked.where(*_wanted(tx, narrowed, state))).scalars()
    wanted = found if marked is None else [id_ for id_ in found if id_ in marked]
    return tuple(line for some in keeping.few(wanted) for line in issued.lines(tx, some))


def still(tx: Transaction, marked: Iterable[str]) -> set[str]:
    """Those of the marked ones that are still approved."""
    asked = select(_VERIFICATION.c.id).where(_VERIFICATION.c.state == "approved")
    return {id_ for some in keeping.few(marked) for id_ in tx.connection.execute(asked.where(_VERIFICATION.c.id.in_(some))).scalars()}


def offered(tx: Transaction) -> Mapping[str, frozenset[str]]:
    """By what they can be narrowed: the states, types, regions and rounds of which there is one."""
    state = _VERIFICATION.c.state
    here = select(_VERIFICATION.c.id).where(state.in_(issued.STATES))
    agency = here.where(_VERIFICATION.c.agency_code == _AGENCY.c.code).correlate(_AGENCY).exists()
    codes = set(tx.connection.execute(select(_AGENCY.c.code).where(agency)).scalars())
    placed = [place for code, place in issued.placed(tx).items() if code in codes]
    rounds = select(_ROUND.c.id).where(here.where(_VERIFICATION.c.round_id == _ROUND.c.id).correlate(_ROUND).exists())
    return {
        "state": frozenset(each for each in issued.STATES if tx.connection.execute(here.where(spans.of_few(state, each)).limit(1)).first()),
        "type": frozenset(type_ for type_, _ in placed),
        "region": frozenset(region for _, region in placed) - {""},
        "round": frozenset(tx.connection.execute(rounds).scalars()),
    }


def _wanted(tx: Transaction, narrowed: Narrowed, state: str) -> list[ColumnElement[bool]]:
    """What is true of those that are looked at in a state; none of it but the state is looked up by an index, for they stand in another."""
    here = _VERIFICATION.c
    wanted: list[ColumnElement[bool]] = [spans.of_few(here.state, state)]
    if narrowed.round:
        wanted.append(_apart(here.round_id, [narrowed.round]))
    if narrowed.type or narrowed.region:
        places = issued.placed(tx).items()
        codes = [code for code, (type_, region) in places if narrowed.type in ("", type_) and narrowed.region in ("", region)]
        wanted.append(_apart(here.agency_code, codes))
    return [*wanted, *(_says(tx, word) for word in folded(narrowed.text).split())]


def _says(tx: Transaction, word: str) -> ColumnElement[bool]:
    """Whether a word stands in what a line says: found among the few agencies, rounds and people, not in every line."""
    agencies = tx.connection.execute(select(_AGENCY.c.code, _AGENCY.c.name))
    codes = [row.code for row in agencies if word in folded(f"{row.name} {row.code}")]
    rounds = [id_ for id_ in tx.connection.execute(select(_ROUND.c.id)).scalars() if word in folded(id_)]
    people = [row.id for row in tx.connection.execute(select(_PERSON.c.id, _PERSON.c.name)) if word in folded(row.name)]
    here = ((_VERIFICATION.c.agency_code, codes), (_VERIFICATION.c.round_id, rounds), (_VERIFICATION.c.person_id, people))
    found = [_apart(column, ids) for column, ids in here if ids]
    if any(word in folded(code) for code in CODES):
        said = (asked.where(func.lower(verdict).contains(word, autoescape=True)) for asked, verdict in zip(_SAYING, _SAID, strict=True))
        found += [asked.correlate(_VERIFICATION).exists() for asked in said]
    return or_(false(), *found)


def _apart(column: ColumnElement[str], ids: Collection[str]) -> ColumnElement[bool]:
    """Whether a column is one of these, asked in a way that keeps to the index by which the lines stand in order."""
    return spans.apart(column).in_(ids)
