"""Assigning agencies of a round to verifiers, taking them back, and what is assigned to whoever works here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from models.assignments import Assigned, Assigning, AssigningLine, Member, Task
from models.desk import agencies, allotting, colleagues, freeze, intake, listed, opinions, reading
from models.desk.freeze import Frozen
from models.desk.keeping import Signed
from models.documents import kinds, parts, verified
from models.documents.assignment import AssignedAgency, Assignment
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.rules.permissions import PERMISSIONS, Standing
from models.rules.workflow import EDITABLE
from models.seconds import Purpose
from models.text import dated, note

_AGENCY: Final = table(tables.Agency)
_ASSIGNMENT: Final = table(tables.Assignment)
_VERIFICATION: Final = table(tables.Verification)
_VERB: Final = "assignment.give"


def lines(tx: Transaction, round_id: str, purpose: Purpose = "first") -> tuple[AssigningLine, ...]:
    """Every agency in force, or assigned or begun, with whose it is for a purpose in a round and who has begun; those left first.

    Raises:
        Refusal: `round.unknown`.
    """
    _require_round(tx, round_id)
    given: dict[str, list[Assigned]] = {}
    for each in _known(tx, allotting.assigned(tx, round_id=round_id, purpose=purpose)):
        given.setdefault(each.agency, []).append(each)
    left = _left(tx, [each for those in given.values() for each in those])
    begun: dict[str, list[str]] = {}
    for line in listed.of_round(tx, round_id):
        if line.is_second is (purpose == "second"):
            begun.setdefault(line.agency, []).append(line.verifier)
    # Of what others verify a second time only the opinion ever comes.
    for (of, code), people in opinions.given(tx).items() if purpose == "second" else ():
        if of == round_id:
            begun.setdefault(code, []).extend(people.values())
    found = []
    for each_ in agencies.lines(tx, round_id, {*given, *begun}):
        agency = each_.agency
        region = agency.name if agency.type == "provinsi" else agency.province
        names = tuple(dict.fromkeys(begun.get(agency.code, ())))
        found.append(AssigningLine(agency, region, tuple(given.get(agency.code, ())), names, (round_id, agency.code, purpose) in left))
    return tuple(sorted(found, key=lambda line: not line.is_left))


def left(tx: Transaction) -> int:
    """How many assignments of open rounds wait for nobody but people who verify no more; 0 for whoever assigns nothing."""
    if not PERMISSIONS[_VERB].roles & set(tx.actor.roles) or not reading.has_team(tx):
        return 0
    people = set(tx.connection.execute(select(_ASSIGNMENT.c.person_id).distinct()).scalars())
    if people <= {each.id for each in colleagues.members(tx)}:
        return 0
    closed = reading.closed_rounds(tx)
    return len(_left(tx, _known(tx, [each for each in allotting.assigned(tx) if each.round not in closed])))


def _known(tx: Transaction, found: Collection[Assigned]) -> tuple[Assigned, ...]:
    """Assignments with whether the team lets these people verify no more."""
    verifying = {each.id for each in colleagues.members(tx)} if found and reading.has_team(tx) else set()
    return tuple(replace(each, is_gone=each.person not in verifying) for each in found)


def _left(tx: Transaction, found: Collection[Assigned]) -> set[tuple[str, str, str]]:
    """Round, agency and purpose of what is assigned only to people who verify no more, and that none of them submitted."""
    kept = {(each.round, each.agency, each.purpose) for each in found if not each.is_gone}
    those = {(each.round, each.agency, each.purpose) for each in found if each.is_gone} - kept
    if not those:
        return set()
    here = _VERIFICATION.c
    asked = select(here.round_id, here.agency_code, here.is_second).where(here.agency_code.in_({code for _, code, _ in those}))
    done = {
        (row.round_id, row.agency_code, row.is_second) for row in tx.connection.execute(asked.where(here.state.not_in(sorted(EDITABLE))))
    }
    done |= {(*of, True) for of in opinions.given(tx)}
    return {(round_id, code, purpose) for round_id, code, purpose in those if (round_id, code, purpose == "second") not in done}


def preview(tx: Transaction, round_id: str, codes: Collection[str], person: str, due: str = "", purpose: Purpose = "first") -> Assigning:
    """What an assignment to a person would change, or one that takes agencies back where `person` is empty.

    Raises:
        Refusal: what permits no assignment, `round.unknown`, `round.closed`, `agency.unknown`, `assignment.nothing`, `assignment.person`,
            `fact.date`, `assignment.same_person` where somebody would verify an agency both times.
    """
    tx.require(_VERB, Standing())
    known = {line.agency.code: line for line in lines(tx, round_id, purpose)}
    for code in codes:
        if code not in known:
            raise Refusal("agency.unknown", agency=code)
    chosen = tuple(line for code, line in known.items() if code in codes and (person or line.assigned))
    if not chosen:
        raise Refusal("assignment.nothing")
    if person:
        reading.round_named(tx, round_id).require_open()
        _require_other(tx, round_id, {line.agency.code: line.agency.name for line in chosen}, colleagues.member(tx, person), purpose)
    return Assigning(round_id, colleagues.member(tx, person).name if person else "", dated(due, "assignment.due"), purpose, chosen)


def drawn_up(
    tx: Transaction, round_id: str, codes: Collection[str], person: str, due: str = "", remark: str = "", purpose: Purpose = "first"
) -> Frozen:
    """The document that assigns agencies of a round, or takes them back where `person` is empty; yet to be signed.

    Raises:
        Refusal: as `preview` gives, `export.too_much` where it is more than a file may hold.
    """
    found = preview(tx, round_id, codes, person, due, purpose)
    return _frozen(tx, found, person, purpose, note(remark, "reason.label"), tx.stamp)


def assign(tx: Transaction, signed: Signed) -> tuple[AssigningLine, ...]:
    """Assign with the document that was drawn up and signed; the agencies of its round as they stand then.

    Raises:
        Refusal: as `drawn_up` gives, `assignment.changed` where something changed since, and why others would refuse it.
    """
    document = kinds.demanded(signed, Assignment)
    person = document.verifier.id if document.verifier else ""
    found = preview(tx, document.round, document.agencies.keys(), person, document.due, document.purpose)
    if _frozen(tx, found, person, document.purpose, document.note, document.decided_at).body != signed.body:
        raise Refusal("assignment.changed", round=document.round)
    intake.enter(tx, signed)
    return lines(tx, document.round, document.purpose)


def every(tx: Transaction, round_id: str | None = None) -> tuple[Assigned, ...]:
    """What is assigned to whom; only in a round where given."""
    return _known(tx, allotting.assigned(tx, round_id=round_id))


def whose(tx: Transaction) -> Mapping[str, str]:
    """The names of those whom agencies are assigned to in the current round, by code."""
    found: dict[str, list[str]] = {}
    for each in allotting.assigned(tx, round_id=reading.current_round(tx).id, purpose="first"):
        found.setdefault(each.agency, []).append(each.name)
    return {code: " / ".join(names) for code, names in found.items()}


def inbox(tx: Transaction) -> tuple[Task, ...]:
    """The agencies assigned to the actor of which none is begun here in that round while it is open, what is due first on top."""
    closed = reading.closed_rounds(tx)
    mine = tuple(each for each in allotting.assigned(tx, person=tx.actor.person) if each.round not in closed)
    if not mine:
        return ()
    begun = _begun(tx, {each.agency for each in mine})
    begun |= {(*of, True) for of, people in opinions.given(tx).items() if tx.actor.person in people}
    names = {row.code: row.name for row in tx.connection.execute(select(_AGENCY.c.code, _AGENCY.c.name))}
    today = local_date(tx.moment).isoformat()
    keys = [(each.round, each.agency, each.purpose == "second") for each in mine]
    open_ = {key: each for key, each in zip(keys, mine, strict=True) if key not in begun}
    found = [Task(each, names.get(each.agency, each.agency), is_overdue="" < each.due < today) for each in open_.values()]
    return tuple(sorted(found, key=lambda task: (task.assigned.due or "9", task.assigned.round, task.agency_name)))


def _begun(tx: Transaction, codes: Collection[str]) -> set[tuple[str, str, bool]]:
    """Round, agency and purpose of every verification of these agencies that is here, but those that wait for somebody else."""
    columns = _VERIFICATION.c
    asked = select(columns.round_id, columns.agency_code, columns.is_second).where(columns.agency_code.in_(codes))
    asked = asked.where(columns.is_second | (columns.person_id == tx.actor.person) | columns.state.not_in(sorted(EDITABLE)))
    return {(row.round_id, row.agency_code, row.is_second) for row in tx.connection.execute(asked)}


def _require_round(tx: Transaction, round_id: str) -> None:
    if tx.is_new(tables.Round, {"id": round_id}):
        raise Refusal("round.unknown", round=round_id)


def _require_other(tx: Transaction, round_id: str, names: Mapping[str, str], to: Member, purpose: Purpose) -> None:
    """Refuse (`assignment.same_person`) agencies that somebody verifies for the other purpose: nobody is independent of themselves."""
    other: Purpose = "first" if purpose == "second" else "second"
    theirs = {each.agency for each in allotting.assigned(tx, round_id=round_id, person=to.id, purpose=other)}
    begun = select(_VERIFICATION.c.agency_code).where(_VERIFICATION.c.agency_code.in_(names), _VERIFICATION.c.round_id == round_id)
    theirs |= set(
        tx.connection.execute(begun.where(_VERIFICATION.c.person_id == to.id, _VERIFICATION.c.is_second == (other == "second"))).scalars()
    )
    if other == "second":
        theirs |= {code for (of, code), people in opinions.given(tx).items() if of == round_id and to.id in people}
    found = [name for code, name in names.items() if code in theirs]
    if found:
        raise Refusal("assignment.same_person", name=to.name, count=len(found), first=found[0])


def _frozen(tx: Transaction, found: Assigning, person: str, purpose: Purpose, remark: str, at: str) -> Frozen:
    said: Sequence[AssigningLine] = found.lines
    standing = allotting.standing(tx, found.round, purpose)
    to = colleagues.member(tx, person) if person else None
    return freeze.frozen(
        found.round,
        lambda: Assignment(
            format="verifier",
            kind="assignment",
            major=parts.MAJOR,
            minor=0,
            status="assigned" if to else "taken_back",
            purpose=purpose,
            round=found.round,
            person=freeze.acting(tx),
            decided_at=at,
            verifier=None if to is None else verified.Person(id=to.id, name=to.name, role="verifier"),
            due=found.due,
            note=remark,
            supersedes=tuple(sorted({digest for line in said for digest in standing.get(line.agency.code, ())})),
            agencies={line.agency.code: AssignedAgency(name=line.agency.name, type=line.agency.type) for line in said},
        ),
    )
