"""A submission written out into the tables: what another laptop sees of a verification is what its submission says, and nothing else."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, select
from sqlmodel import SQLModel

from models import register
from models.checklists import all_shipped, load
from models.desk import believing, reading, spans, taken_teams, versions
from models.errors import Refusal
from models.ledger import tables
from models.ledger.adding import add
from models.ledger.handled import SHOWN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.moments import local_date, moment
from models.rules import asking, rounds
from models.rules.answers import Answer

if TYPE_CHECKING:
    from models.documents.handover import Handover
    from models.documents.submission import Submission
    from models.documents.verified import Person

Key = tuple[str, ...]
_DOCUMENT: Final = table(tables.Document)
_PROGRESS: Final = table(tables.Progress)
_ROUND: Final = table(tables.Round)
_VERIFICATION: Final = table(tables.Verification)
ROWS: Final[dict[type[SQLModel], tuple[str, ...]]] = {
    tables.Citation: ("item", "evidence"),
    tables.Evidence: ("code",),
    tables.Answer: ("item",),
    tables.Count: ("item", "key"),
    tables.Base: ("key",),
    tables.FactRow: ("fact", "row"),
    tables.SelfAnswer: ("item",),
    tables.SelfAssessment: (),
}
"""What a submission holds, and the key of each within its verification."""
_SETTLED: Final = table(tables.Settled)
_NUMBERED: Final = ("row", "number")


def enter(tx: Transaction, document: "Submission", author: str) -> None:
    """Let the verification stand here as a submission says, its author being the person of that id; Refusal `verification.twice`."""
    verifier = document.people["verifier"]
    keep_person(tx, verifier.model_copy(update={"id": author}))
    _enter_round(tx, document)
    _enter_agency(tx, document)
    verification = document.verification
    if beside(tx, document, author):
        raise Refusal("verification.twice", agency=document.agency.name, round=document.round, person=verifier.name)
    is_new = tx.is_new(tables.Verification, {"id": verification})
    told = {"agency_code": document.agency.code, "round_id": document.round, "checklist_digest": document.checklist.digest}
    told |= {"person_id": author, "opened_at": document.opened_at, "touched_at": document.submitted_at}
    more = {"state": "submitted", "submission": "", "forks": "[]", "follows": document.follows} if is_new else {}
    tx.put(tables.Verification, {"id": verification}, **told, **more)
    wanted = written_out(document)
    for model, names in ROWS.items():
        _replace(tx, model, names, verification, wanted.get(model, {}))
    said = document.verdict
    concluded = {"verdict": said.code, "recommended": document.recommendation.code, "reason": said.reason}
    tx.put(tables.Verdict, {"verification_id": verification}, **concluded, person_id=author, recorded_at=said.recorded_at)
    _enter_progress(tx, document)


def hand(tx: Transaction, document: "Handover") -> None:
    """Let a verification stand here as its giver handed it over with all of its day, its receiver being whose it is now."""
    from models.desk import visited  # kinds of documents take long to import: most that is noted comes by none
    from models.documents.handover import MINOR

    keep_person(tx, document.receiver)
    _enter_round(tx, document)
    _enter_agency(tx, document)
    verification = document.verification
    told = {"agency_code": document.agency.code, "round_id": document.round, "checklist_digest": document.checklist.digest}
    told |= {"person_id": document.receiver.id, "opened_at": document.opened_at, "touched_at": document.handed_at}
    more = {"state": "draft", "submission": "", "forks": "[]", "is_second": False, "follows": document.follows}
    tx.put(tables.Verification, {"id": verification}, **told, **(more if tx.is_new(tables.Verification, {"id": verification}) else {}))
    wanted, kept = written_out(document), ROWS
    # What was handed over before handovers told of a day says nothing against the one that is noted here.
    if document.minor >= MINOR:
        wanted, kept = wanted | visited.rows(document.day), kept | visited.ROWS
    for model, names in kept.items():
        _replace(tx, model, names, verification, wanted.get(model, {}))
    _enter_progress(tx, document)


def beside(tx: Transaction, document: "Submission | Handover", person: str) -> bool:
    """Whether somebody has another verification here of the same agency, round and checklist: two would stand in one place."""
    columns = _VERIFICATION.c
    same = (columns.agency_code == document.agency.code) & (columns.round_id == document.round)
    theirs = (columns.checklist_digest == document.checklist.digest) & (columns.person_id == person)
    return tx.connection.execute(select(columns.id).where(same, theirs, columns.id != document.verification)).first() is not None


def is_empty(tx: Transaction, verification: str) -> bool:
    """Whether nothing at all is noted of a verification."""
    from models.desk import visited  # as above

    asked = (
        select(table(model).c.verification_id).where(table(model).c.verification_id == verification) for model in (*ROWS, *visited.ROWS)
    )
    return all(tx.connection.execute(each.limit(1)).first() is None for each in asked)


def keep_person(tx: Transaction, person: "Person") -> None:
    """Know somebody by their id, where nobody of it is known yet; as the team calls them, who may have had another name then."""
    if tx.is_new(tables.Person, {"id": person.id}):
        owner = reading.owner(tx)
        language = owner.language if owner else "id"
        known = next((team.people.get(person.id) for _, team in reversed(taken_teams.held(tx))), None)
        name = person.name if known is None else known.name
        tx.put(tables.Person, {"id": person.id}, name=name, role=person.role, region="", language=language, is_owner=False)


def leave(tx: Transaction, verification: str) -> None:
    """Take a verification out of sight again that stands here by documents alone; the documents stay, and what a lead has not signed."""
    for model, names in ROWS.items():
        _replace(tx, model, names, verification, {})
    tx.drop(tables.Verdict, {"verification_id": verification})
    signed = select(_SETTLED).where(_SETTLED.c.verification_id == verification, _SETTLED.c.settlement != "")
    for row in tx.connection.execute(signed).all():
        key = {"opinion": row.opinion, "item": row.item, "settlement": row.settlement}
        tx.drop(tables.Settled, {"verification_id": verification, **key})
    tx.connection.execute(delete(_PROGRESS).where(_PROGRESS.c.verification_id == verification))
    tx.drop(tables.Verification, {"id": verification})


def written_out(document: "Submission | Handover") -> dict[type[SQLModel], dict[Key, dict[str, Any]]]:
    """The rows that a document tells, by table and by their key within its verification."""
    from models.documents import self_assessed  # as above
    from models.documents.handover import HandedItem

    found: dict[type[SQLModel], dict[Key, dict[str, Any]]] = {model: {} for model in ROWS}
    for code, evidence in document.evidence.items():
        found[tables.Evidence][(code,)] = evidence.model_dump()
    for code, item in document.items.items():
        answer = {"level": item.level, "not_applicable": item.not_applicable, "reason": item.reason, "note": item.note}
        answer["is_carried"] = isinstance(item, HandedItem) and item.carried
        # A hidden item may say nothing, and an answer that says nothing is not stored.
        if any(answer.values()) or item.level is not None:
            found[tables.Answer][(code,)] = answer
        for key, count in item.counts.items():
            found[tables.Count][code, key] = {"n": count.n, "of": count.of}
        for cited, citation in item.citations.items():
            found[tables.Citation][code, cited] = {"place": citation.place}
    for key, base in document.base.items():
        found[tables.Base][(key,)] = {"value": base.value}
    for code, fact in document.facts.items():
        for number, row in enumerate(fact.rows.values()):
            found[tables.FactRow][code, str(number)] = {"fields": json.dumps(row, ensure_ascii=False)}
    if document.self_assessment is not None:
        found[tables.SelfAssessment][()] = self_assessed.head(document.self_assessment)
        found[tables.SelfAnswer] = {(code,): said.model_dump() for code, said in document.self_assessment.items.items()}
    return found


def _replace(
    tx: Transaction, model: type[SQLModel], names: tuple[str, ...], verification: str, wanted: Mapping[Key, dict[str, Any]]
) -> None:
    of = table(model)
    asked = select(of.c.verification_id, *(of.c[name] for name in names)).where(of.c.verification_id == verification)
    here = {tuple(map(str, row[1:])): tuple(row[1:]) for row in tx.connection.execute(asked)}
    for key in here.keys() - wanted.keys():
        tx.drop(model, {"verification_id": verification, **dict(zip(names, here[key], strict=True))})
    new: list[dict[str, Any]] = []
    for key, values in wanted.items():
        numbered = dict(zip(names, key, strict=True))
        kept = {"verification_id": verification} | {name: int(value) if name in _NUMBERED else value for name, value in numbered.items()}
        if key in here or kept.keys() | values.keys() != set(of.columns.keys()):
            tx.put(model, kept, **values)
        else:
            new.append({**kept, **values})
    add(tx, model, ("verification_id", *names), new)


def _enter_round(tx: Transaction, document: "Submission | Handover") -> None:
    used, opened = document.checklist.digest, document.opened_at
    body = all_shipped().get(used)
    if body is not None:
        versions.keep(tx, body)
    row = tx.connection.execute(select(_ROUND).where(_ROUND.c.id == document.round)).first()
    # Until somebody works in it here a round is as its first document says, whichever of them arrived first; what was announced stands.
    is_earlier = row is not None and row.chosen == 0 and (opened, used) < (row.opened_at, row.checklist_digest)
    if row is None or (is_earlier and not _is_announced(tx, document.round)):
        day = rounds.day(document.round, local_date(moment(opened)).isoformat(), load(body, used) if body is not None else None)
        closed_at = "" if row is None else row.closed_at
        tx.put(tables.Round, {"id": document.round}, checklist_digest=used, opened_at=opened, day=day, chosen=0, closed_at=closed_at)


def _is_announced(tx: Transaction, round_id: str) -> bool:
    asked = select(_DOCUMENT.c.digest, _DOCUMENT.c.refers).where(spans.of_few(_DOCUMENT.c.kind, "round"), SHOWN)
    rows = believing.only(tx, tx.connection.execute(asked).all())
    return any(json.loads(row.refers)["round"] == round_id for row in rows)


def _enter_agency(tx: Transaction, document: "Submission | Handover") -> None:
    said = document.agency
    if tx.is_new(tables.Agency, {"code": said.code}):
        search = register.search_text(said.name, "", said.code)
        more = {"province_code": "", "valid_from": "", "valid_to": "", "predecessor": ""}
        tx.put(tables.Agency, {"code": said.code}, name=said.name, short_name=said.name, type=said.type, search=search, **more)


def put_progress(tx: Transaction, verification: str, progress: Mapping[str, tuple[int, int]]) -> None:
    """Set how many items of each area are answered, and how many are asked."""
    tx.connection.execute(delete(_PROGRESS).where(_PROGRESS.c.verification_id == verification))
    rows = [{"verification_id": verification, "area": area, "answered": n, "total": of} for area, (n, of) in progress.items()]
    if rows:
        tx.connection.execute(_PROGRESS.insert(), rows)


def _enter_progress(tx: Transaction, document: "Submission | Handover") -> None:
    answers = {code: Answer(item.level, item.not_applicable) for code, item in document.items.items()}
    asked = asking.asked(reading.checklist(tx, document.checklist.digest), answers, document.agency.type)
    put_progress(tx, document.verification, asking.progress(asked, answers))
