"""Verifications: beginning one, listing them, finding one."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, func, select

from models.codes import minted
from models.desk import drafts, entering, listed, moving, opinions, reading, spans
from models.documents.travelling import Signed
from models.errors import Refusal
from models.ledger import dialects, trail
from models.ledger.tables import Agency, Progress, Verification, table
from models.ledger.transaction import Transaction
from models.rules import asking
from models.rules.permissions import FORMER, PERMISSIONS, Standing, strongest
from models.rules.workflow import EDITABLE, STATES
from models.views import VerificationLine
from models.windows import Mark, Span

_AGENCY = table(Agency)
_PROGRESS = table(Progress)
_VERIFICATION = table(Verification)
Part = Literal["returned", "others", "moved"]
"""Parts of one's own verifications: those that came back, those that did not, and those that were moved and can only be read."""
CARRYING = ("carrying.move", "carrying.start")
"""The acts by which a verification begins with the answers of an earlier one."""


def begin(tx: Transaction, agency: str, round_id: str = "", *, is_second: bool = False, instead_of: str = "") -> str:
    """The id of the agency's verification in a round (the current one unless named), the actor's own first, begun now where there is none.

    It is begun too where it takes the place of somebody else's, which `instead_of` names by its id.

    Raises:
        Refusal: `agency.unknown`, `round.missing`, `round.unknown`, `round.closed`, as `put` gives; for a second one `second.own` where
            the actor verified the agency themselves, `second.shared` where others work in the same database, and `second.seen` where
            what somebody else found there is on this laptop.
    """
    tx.require("verification.open", Standing())
    kind = tx.connection.execute(select(_AGENCY.c.type).where(_AGENCY.c.code == agency)).scalar()
    if kind is None:
        raise Refusal("agency.unknown", agency=agency)
    current = reading.round_named(tx, round_id) if round_id else reading.current_round(tx)
    existing = _second(tx, agency, current.id) if is_second else _first(tx, agency, current)
    if existing is not None and not instead_of:
        return str(existing.id)
    current.require_open()
    put(tx, agency, current, is_second=is_second, follows=instead_of)
    used = reading.checklist(tx, current.checklist_digest)
    entering.put_progress(tx, tx.verification, asking.progress(asking.asked(used, {}, kind), {}))
    return tx.verification


def put(tx: Transaction, agency: str, of: reading.CurrentRound, *, is_second: bool = False, follows: str = "") -> None:
    """Begin a verification of the actor's in a round with a checklist, of which the progress is still to be put; the act is about it.

    Raises:
        Refusal: for a first one `second.gave` where the actor's opinion on the agency is here, and `second.is_second` where a second one
            is ordered from them: nobody is independent of themselves.
    """
    told = {"agency": agency, "round": of.id}
    if not is_second and tx.actor.person in opinions.given(tx).get((of.id, agency), ()):
        raise Refusal("second.gave", **told)
    if not is_second and (of.id, agency) in opinions.ordered(tx):
        raise Refusal("second.is_second", **told)
    tx.verification = minted()
    tx.put(
        Verification,
        {"id": tx.verification},
        agency_code=agency,
        round_id=of.id,
        checklist_digest=of.checklist_digest,
        person_id=tx.actor.person,
        state="draft",
        is_second=is_second,
        opened_at=tx.stamp,
        touched_at=tx.stamp,
        follows=follows,
    )


def _first(tx: Transaction, agency: str, of: reading.CurrentRound) -> Any:
    """The row of the agency's verification in a round, of the actor's own before others that which was moved to no other; else None.

    What somebody else verifies independently is theirs alone. Whoever began before the round got another checklist goes on with theirs.
    """
    here = _VERIFICATION.c
    asked = select(here.id).where(here.agency_code == agency, here.round_id == of.id)
    asked = asked.where(~here.is_second | (here.person_id == tx.actor.person))
    rows = tx.connection.execute(
        asked.order_by(here.person_id != tx.actor.person, here.is_second, here.checklist_digest != of.checklist_digest, here.id)
    ).all()
    moved = moving.followers(tx, [row.id for row in rows])
    return next((row for row in rows if row.id not in moved), None)


def _second(tx: Transaction, agency: str, round_id: str) -> Any:
    """The row of the actor's own second verification of an agency; None where they may begin one."""
    told = {"agency": agency, "round": round_id}
    rows = tx.connection.execute(
        select(_VERIFICATION.c.id, _VERIFICATION.c.person_id, _VERIFICATION.c.is_second).where(
            _VERIFICATION.c.agency_code == agency, _VERIFICATION.c.round_id == round_id
        )
    ).all()
    mine = next((row for row in rows if row.person_id == tx.actor.person), None)
    if mine is not None and not mine.is_second:
        raise Refusal("second.own", **told)
    if mine is None and dialects.is_shared(tx.connection):
        # Whoever works there reads what is in it, and nothing about the first would be let in while the second is open.
        raise Refusal("second.shared", **told)
    if mine is None and opinions.was_told(tx, round_id, agency):
        raise Refusal("second.seen", **told)
    return mine


def require_empty(tx: Transaction, verification: str) -> None:
    """Go on only if a verification can be discarded.

    Raises:
        Refusal: `verification.not_empty` where anything stands on it besides its beginning, or half-typed text waits for it;
            otherwise what permits no work on it.
    """
    _, standing = reading.pinned(tx, verification)
    tx.require("verification.discard", standing)
    is_untouched = not trail.has_standing(tx.connection, verification, but=("verifications.begin", "succeeding.begin", *CARRYING))
    # What was handed over came by an act on another subject.
    is_whole = entering.is_empty(tx, verification) or _carrying(tx, verification) is not None
    if not (is_untouched and is_whole) or drafts.under(tx, f"{verification}/"):
        raise Refusal("verification.not_empty")


def discard(tx: Transaction, verification: str) -> tuple[VerificationLine, ...]:
    """Take away a verification begun by mistake, where `require_empty` allows it, and return those of the actor that stay.

    The trail keeps that it was.
    """
    require_empty(tx, verification)
    tx.verification = verification
    tx.connection.execute(delete(_PROGRESS).where(_PROGRESS.c.verification_id == verification))
    carried = _carrying(tx, verification)
    if carried is None:
        tx.drop(Verification, {"id": verification})
    else:
        tx.undoes = carried.seq
        for write in reversed(carried.writes):
            # When it was touched is no act, so its row is no longer as that act left it.
            if write.table == _VERIFICATION.name:
                tx.drop(Verification, write.key)
            elif not tx.revert(write):
                raise Refusal("undo.changed")
    return mine(tx)


def _carrying(tx: Transaction, verification: str) -> trail.Entry | None:
    """The act by which the actor carried answers over into a verification, where it stands."""
    return trail.last_undoable(tx.connection, verification, tx.actor.person, CARRYING)


def mine(tx: Transaction) -> tuple[VerificationLine, ...]:
    """The actor's own verifications, the one touched last first."""
    return listed.of_person(tx, tx.actor.person)


def states(tx: Transaction) -> tuple[str, ...]:
    """The states in which one of the actor's own verifications is."""
    here = _VERIFICATION.c
    asked = select(here.id).where(here.person_id == tx.actor.person).limit(1)
    return tuple(state for state in STATES if tx.connection.execute(asked.where(here.state == state)).first() is not None)


def parts(state: str) -> tuple[Part, ...]:
    """The parts in which a verification of a state may be, of any where it is empty."""
    return ("returned", "others", "moved") if not state else ("returned", "moved") if state == "returned" else ("others", "moved")


def page(tx: Transaction, part: Part, state: str, span: Span) -> tuple[VerificationLine, ...]:
    """A span of a part of the actor's own verifications, all of one state where given."""
    return listed.page(tx, span, *_of_part(tx, part, state))


def count(tx: Transaction, part: Part, state: str = "", before: Mark = (), most: int = 0) -> int:
    """How many there are in a part, only those before a mark where given; no further than `most` where that is not 0."""
    if part == "moved":
        return listed.count(tx, before, most, *_of_part(tx, part, state))
    # Whether each was moved would be looked up a million times; few were.
    came_back = _VERIFICATION.c.state == "returned"
    moved = listed.count(tx, before, 0, *_of_part(tx, "moved", state), came_back if part == "returned" else ~came_back)
    return listed.count(tx, before, most + moved if most else 0, *_of_state(tx, part, state)) - moved


def counted(tx: Transaction, most: int) -> int:
    """How many verifications of the actor's own there are, counted no further than `most`."""
    return listed.count(tx, (), most, _VERIFICATION.c.person_id == tx.actor.person)


def unsubmittable(tx: Transaction) -> int:
    """How many of the actor's own, in work, nobody can submit or hand over, as the team gives the actor no role for that any more."""
    return 0 if _submits(tx.actor.roles) or not reading.has_team(tx) else _in_work(tx)


def stranded_by(tx: Transaction, offered: Iterable[Signed]) -> tuple[str, int]:
    """The role that the latest of these team documents leaves the actor, and how many of theirs, in work, nobody could submit then."""
    from models.documents import team

    found = max((team.opened(each.body, each.name) for each in offered), key=lambda each: each.number, default=None)
    person = found.people.get(tx.actor.person) if found else None
    if person is None or not _submits(tx.actor.roles):
        return "", 0
    roles = person.roles if person.status == "active" else ()
    return strongest(roles) if roles else FORMER, 0 if _submits(roles) else _in_work(tx)


def _submits(roles: Iterable[str]) -> bool:
    return bool(PERMISSIONS["submit"].roles & set(roles))


def _in_work(tx: Transaction) -> int:
    here = _VERIFICATION.c
    moved = (~moving.is_moved(),) if moving.is_any(tx) else ()
    return listed.count(tx, (), 0, here.person_id == tx.actor.person, here.state.in_(sorted(EDITABLE)), *moved)


def counts(tx: Transaction) -> Mapping[tuple[Part, str], int]:
    """How many of the actor's own there are in each part, of each state and of all (under an empty state): one walk over an index."""
    here = _VERIFICATION.c
    asked = select(here.state, func.count()).group_by(here.state)
    every = {state: int(number) for state, number in tx.connection.execute(asked.where(here.person_id == tx.actor.person))}
    moved = {state: int(number) for state, number in tx.connection.execute(asked.where(*_of_part(tx, "moved", "")))}
    found: dict[tuple[Part, str], int] = {}
    for state, number in every.items():
        part: Part = "returned" if state == "returned" else "others"
        gone = moved.get(state, 0)
        for where, there in ((part, number - gone), ("moved", gone)):
            found[where, state] = there
            found[where, ""] = found.get((where, ""), 0) + there
    return found


def one_of(tx: Transaction, part: Part, state: str, verification: str) -> VerificationLine | None:
    """A verification, None where it is none of a part."""
    return listed.one(tx, verification, *_of_part(tx, part, state))


def _of_part(tx: Transaction, part: Part, state: str) -> list[ColumnElement[bool]]:
    if part != "moved":
        return [*_of_state(tx, part, state), *((~moving.is_moved(),) if moving.is_any(tx) else ())]
    whose = spans.apart(_VERIFICATION.c.person_id) == tx.actor.person
    return [moving.are_moved(), whose, *((spans.apart(_VERIFICATION.c.state) == state,) if state else ())]


def _of_state(tx: Transaction, part: Part, state: str) -> list[ColumnElement[bool]]:
    here = _VERIFICATION.c
    is_back = {"returned": here.state == "returned", "others": here.state != "returned"}.get(part)
    wanted = here.state == state if state else is_back
    return [here.person_id == tx.actor.person, *(() if wanted is None else (wanted,))]


def every(tx: Transaction) -> tuple[VerificationLine, ...]:
    """All verifications of this profile, the one touched last first."""
    return listed.lines(tx)


def named(tx: Transaction, text: str) -> str:
    """The id of the verification that `text` means: its id, or its agency's code where that has only one that was not moved.

    Raises:
        Refusal: `verification.unknown`, or `verification.ambiguous` with the ids to choose from.
    """
    here = listed.one(tx, text)
    found = [here.id] if here else [line.id for line in listed.of_agency(tx, text) if not line.followed_as]
    if not found:
        raise Refusal("verification.unknown", verification=text)
    if len(found) > 1:
        raise Refusal("verification.ambiguous", agency=text, matches=", ".join(found))
    return found[0]
