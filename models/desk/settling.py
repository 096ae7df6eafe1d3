"""Where a verification stands by the documents about it that are here; remarks come with them and are only ever added.

It depends on what is here, never on the order in which it arrived. A decision counts once what it is about is here, unless that, or the
review a verdict rests on, speaks against it; a verdict whose review alone is not here counts by its supervisor's word.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Row, select

from models.desk import believing, bodies, contributed, entering, handed, keeping, opinions, prefetch, reading, teams, threads
from models.desk.prefetch import Question
from models.documents import chain, kinds
from models.documents.decisions import Review
from models.documents.submission import Submission, head
from models.documents.verdict_file import VerdictFile
from models.ledger import dialects, tables
from models.ledger.handled import HIDDEN
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import workflow
from models.rules.checklist import Checklist
from models.rules.signing import JUDGING

_DOCUMENT: Final = table(tables.Document)
_VERIFICATION: Final = table(tables.Verification)
_OWNER: Final = "owner"
_COUNTED: Final = ("submission", "review", "verdict", "withdrawal")
_WEIGHT: Final = {"review": 1, "verdict": 2}
"""How much a decision says of whose submission is meant, where several people's are under one id."""
_TOLD: Final = (*(column for column in _DOCUMENT.c if column is not _DOCUMENT.c.body), HIDDEN.label("is_hidden"))
_ABOUT: Final = Question(select(*_TOLD).where(_DOCUMENT.c.kind.in_(_COUNTED)).order_by(_DOCUMENT.c.digest), _DOCUMENT.c.about)
_HERE: Final = Question(select(_VERIFICATION), _VERIFICATION.c.id)
_HOLDS: Final[dict[tuple[str, str], bool]] = {}
"""Whether the verdicts that were asked about agree with what they rest on, by digest, with the review where it was here."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A verification here, the documents about it in sight, those of them that count, and where it stands by them."""

    here: Row[Any] | None
    rows: Mapping[str, Row[Any]]
    counted: list[workflow.Document]
    place: workflow.Position


def settle(tx: Transaction, verification: str) -> None:
    """Let a verification stand as the documents say; one of somebody else's is here only as far as a submission of it is."""
    for first in opinions.settled_with(tx, verification):
        opinions.follow(tx, first)
    if opinions.is_second(tx, verification):
        tx.put(tables.Verification, {"id": verification}, state="submitted" if opinions.is_given(tx, verification) else "draft")
        return
    found = _standing(tx, verification)
    here, place = found.here, found.place
    is_own = here is not None and here.person_id == _owner(tx)
    if place.submission:
        # What its owner did after a submission that was taken back stands in the tables alone.
        is_newer = here is not None and is_own and here.submission != "" and here.submission not in found.rows
        if (here is None or here.submission != place.submission) and not is_newer:
            _enter(tx, place.submission, found.rows[place.submission].signer_id)
    elif here is None or not (is_own or handed.is_handed(tx, verification)):
        if here is not None:
            threads.forget(tx, verification, _said(tx, believing.among(tx, _rows(tx, verification, hidden=True))))
            entering.leave(tx, verification)
        return
    told = {"state": place.state, "submission": place.submission, "forks": json.dumps(place.forks)}
    tx.put(tables.Verification, {"id": verification}, **told)
    _merge(tx, verification, found)
    opinions.follow(tx, verification)


def start(tx: Transaction, verification: str, verb: str) -> Checklist:
    """The checklist of a verification in review on which the actor may do `verb`, which becomes the subject of this act.

    Raises:
        Refusal: `verification.unknown`, `permission.role`, `permission.own_work` for all whose work or opinion is in it, `workflow.locked`.
    """
    checklist, found = reading.pinned(tx, verification)
    submission = position(tx, verification).submission
    authors = keeping.authors(tx, submission) if submission else frozenset()
    tx.require(verb, replace(found, authors=tuple(sorted(authors | opinions.givers(tx, verification)))))
    tx.verification = verification
    return checklist


def position(tx: Transaction, verification: str) -> workflow.Position:
    """Where a verification stands by the documents that are here."""
    return _standing(tx, verification).place


def read_ahead(tx: Transaction, verifications: Collection[str]) -> None:
    """Read what `position` and `verdicts` ask about several verifications, until something is written: documents too, so not of many."""
    prefetch.read(tx, (_ABOUT, _HERE, contributed.ROWS), verifications)
    documents = [row.digest for rows in tx.prefetched[_ABOUT].values() for row in rows]
    believing.among(tx, documents)
    bodies.read_ahead(tx, documents)
    tx.prefetched[_owner] = {_OWNER: reading.owner(tx)}


def verdicts(tx: Transaction, verification: str) -> Mapping[str, str]:
    """How each verdict about a verification that is here stands, by its digest.

    As `workflow.standings` says; `hidden`, or `unsupported` where what it rests on is not here or speaks against it. At a server none that
    is not believed.
    """
    told = workflow.standings(_standing(tx, verification).counted)
    rows = believing.only(tx, tuple(_rows(tx, verification, hidden=True).values()))
    return {row.digest: "hidden" if row.is_hidden else told.get(row.digest, "unsupported") for row in rows if row.kind == "verdict"}


def verdicts_alone(tx: Transaction, about: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """How the verdicts stand about those verifications of which nothing else is here, by these and the digests of those."""
    columns = _DOCUMENT.c
    told: dict[str, dict[str, str]] = {}
    more: set[str] = {""}
    for some in keeping.few(about):
        more |= set(tx.connection.execute(select(_VERIFICATION.c.id).where(_VERIFICATION.c.id.in_(some))).scalars())
        asked = select(columns.digest, columns.about, columns.kind, HIDDEN.label("is_hidden")).where(columns.about.in_(some))
        for row in believing.only(tx, tx.connection.execute(asked).all()):
            if row.kind == "verdict":
                told.setdefault(row.about, {})[row.digest] = "hidden" if row.is_hidden else "unsupported"
            elif row.kind != kinds.DRAFT:
                more.add(row.about)
    return {subject: standings for subject, standings in told.items() if subject not in more}


def _standing(tx: Transaction, verification: str) -> _Standing:
    """Where it stands; what others than whose it is submit under its id is told as a fork."""
    rows = _rows(tx, verification)
    here = next(iter(_HERE.rows(tx, verification)), None)
    whose = _whose(tx, here, rows)
    others = tuple(sorted(digest for digest, row in rows.items() if row.kind == "submission" and row.signer_id != whose))
    counted = _counted(tx, {digest: row for digest, row in rows.items() if digest not in others})
    place = workflow.position(counted)
    if others:
        place = replace(place, forks=tuple(sorted({*place.forks, place.submission, *others} - {""})))
    return _Standing(here, rows, counted, place)


def _whose(tx: Transaction, here: Row[Any] | None, rows: Mapping[str, Row[Any]]) -> str:
    """Whose a verification is: known where it was begun or handed over to, else whose submission was decided about, or is the first."""
    if here is not None and (here.person_id == _owner(tx) or handed.is_handed(tx, here.id)):
        return str(here.person_id)
    submitted = {digest: row.signer_id for digest, row in rows.items() if row.kind == "submission"}
    if len(set(submitted.values())) < 2:
        return next(iter(submitted.values()), "")
    weight: Counter[str] = Counter()
    for row in rows.values():
        author = submitted.get(json.loads(row.refers).get("submission", "")) if row.kind in _WEIGHT else None
        if author is not None and author != row.signer_id:
            weight[author] = max(weight[author], _WEIGHT[row.kind])
    first = min(submitted, key=lambda digest: (-weight[submitted[digest]], *head(keeping.stored(tx, digest).body), digest))
    return str(submitted[first])


def _owner(tx: Transaction) -> str:
    known = tx.prefetched.get(_owner)
    owner = reading.owner(tx) if known is None else known[_OWNER]
    return "" if owner is None else owner.person


def shown(tx: Transaction, verification: str) -> Sequence[Row[Any]]:
    """The submissions, reviews, verdicts and withdrawals about a verification that are in sight and believed, by digest."""
    return [*_rows(tx, verification).values()]


def _rows(tx: Transaction, verification: str, *, hidden: bool = False) -> Mapping[str, Row[Any]]:
    rows = _ABOUT.rows(tx, verification)
    if hidden:
        return {row.digest: row for row in rows}
    return {row.digest: row for row in believing.only(tx, [row for row in rows if not row.is_hidden])}


def _enter(tx: Transaction, submission: str, author: str) -> None:
    document, team = keeping.read(tx, submission, Submission), teams.current(tx)
    known = team.team.people.get(author) if team is not None and author != _owner(tx) else None
    if known is not None:
        # Not as the document that came first calls them.
        entering.keep_person(tx, document.people["verifier"].model_copy(update={"id": author, "name": known.name}))
    entering.enter(tx, document, author)
    if known is not None and dialects.may_name(tx.connection, author):
        # At a server anybody may have put them there under another name before they first came.
        tx.put(tables.Person, {"id": author}, name=known.name)


def _counted(tx: Transaction, rows: Mapping[str, Row[Any]]) -> list[workflow.Document]:
    """The documents as the workflow sees them, without decisions about what is not here, about one's own work, or that do not hold."""
    found: list[workflow.Document] = []
    for digest, row in rows.items():
        refers, supersedes = json.loads(row.refers), frozenset(json.loads(row.supersedes))
        about = rows.get(refers.get("submission", ""))
        if row.kind in JUDGING and (
            about is None or about.kind != "submission" or row.signer_id in keeping.authors(tx, refers["submission"])
        ):
            continue
        match row.kind:
            case "submission":
                found.append(workflow.Submission(digest, supersedes))
            case "review":
                found.append(workflow.Review(digest, refers["submission"], refers["decision"], supersedes))
            case "verdict" if _holds(tx, digest, refers["review"], rows):
                found.append(workflow.Issue(digest, refers["submission"], supersedes))
            case "withdrawal":
                found.append(workflow.Withdrawal(digest, refers["withdraws"]))
    return found


def _holds(tx: Transaction, verdict: str, review: str, rows: Mapping[str, Row[Any]]) -> bool:
    """Whether nothing that is here speaks against a verdict: neither its submission, which is, nor its review."""
    if review not in rows and keeping.kind_of(tx, review) not in ("", "review"):
        return False
    key = (verdict, review if review in rows else "")
    # Reading all three takes long, and what has a digest never changes.
    if key not in _HOLDS:
        document = keeping.read(tx, verdict, VerdictFile)
        submission, decided = keeping.parsed(tx, document.submission), keeping.parsed(tx, review) if key[1] else None
        _HOLDS[key] = not chain.against(document, submission, decided, keeping.authors(tx, document.submission))
    return _HOLDS[key]


def _merge(tx: Transaction, verification: str, found: _Standing) -> None:
    """Add what was said in documents to what stands here."""
    said = _said(tx, [each.digest for each in found.counted])
    threads.merge(tx, verification, said)
    for document in said:
        if isinstance(document, Review):
            for item in document.confirmed:
                tx.put(tables.Confirmed, {"verification_id": verification, "item": item, "submission": document.submission})


def _said(tx: Transaction, digests: Iterable[str]) -> list[Submission | Review]:
    """Those of the documents that tell remarks."""
    found = (keeping.parsed(tx, digest) for digest in digests)
    return [document for document in found if isinstance(document, Submission | Review)]
