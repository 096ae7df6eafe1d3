"""Documents of others looked at together: who signed each and as what, before anything is parsed; then guard, model, text policy and rules.

Nothing is written here; a team among the files counts for those that follow it, and a submission for the decisions about it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.desk import displacing, entering, keeping, knowing, opinions, teams, versions
from models.desk.keeping import Signed, Told
from models.desk.surroundings import Surroundings
from models.documents import chain, checking, kinds, once, retold, signatures, team_chain
from models.documents import team as team_documents
from models.documents import verdict_file as doc
from models.documents.assignment import Assignment
from models.documents.checklist import PublishedChecklist, opened
from models.documents.decisions import Review, Withdrawal
from models.documents.endorsement import Endorsement
from models.documents.handover import WHOLE, Handover
from models.documents.kinds import Document
from models.documents.signers import Deciding
from models.documents.submission import Submission
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.previews import Arrival, Arriving
from models.rules.revisions import standing
from models.rules.signing import DECIDING, ENDORSEMENT

_NO_TEAM: Final = frozenset({"document.kind", "document.too_large"})
"""By which a document that is no team is refused where a team is asked for."""
_ENDED: Final = frozenset({"signer.left", "signer.role", "signer.compromised"})
"""By which a document is refused that may count where somebody decided about it or endorsed it."""
_TURNS: Final = (
    "team",
    "endorsement",
    "checklist",
    "round",
    "assignment",
    "handover",
    "minutes",
    "submission",
    "request",
    "opinion",
    "settlement",
    "review",
    "verdict",
    "withdrawal",
    "action",
    "note",
)
"""Teams come first, for they say whose signatures count, then checklists, by which all others are read; submissions before decisions."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that was looked at: how it stands, and the document in it where it is about a verification and holds."""

    arrival: Arrival
    offered: Signed
    document: Document | None = None
    told: Told | None = None


def seen(tx: Transaction, offered: Sequence[Signed], wanted: Collection[str] | None = None) -> tuple[Seen, ...]:
    """Each of the files offered together, in their order; where only some are `wanted`, the others say nothing of the rest."""
    current = teams.current(tx)
    team = None if current is None else (current.team, current.document.body)
    state = Surroundings(tx, team, wanted)
    turns = [turn(each) for each in offered]
    places = sorted(range(len(offered)), key=turns.__getitem__)
    teams_, endorsed = (sum(at <= last for at, _ in turns) for last in (0, place(ENDORSEMENT)))
    with once.kept():
        found = {place: _seen(state, offered[place]) for place in places[:teams_]}
        state.learn(offered[place] for place in places[teams_:])
        # One endorsement lets in another; a verdict the review that it names, and that its submission.
        for some in (places[teams_:endorsed], places[endorsed:]):
            found |= {place: _seen(state, offered[place]) for place in some}
            while _let_in(state, offered, found, reversed(some)):
                pass
    return tuple(_with_more(state, found[place]) for place in range(len(offered)))


def _let_in(state: Surroundings, offered: Sequence[Signed], found: dict[int, Seen], places: Iterable[int]) -> bool:
    """Look again at files that what came with them may let in; whether it let in any."""
    again = {place: _seen(state, offered[place]) for place in places if _may_be_let_in(found[place].arrival, state)}
    found.update(again)
    return any(each.arrival.is_admitted for each in again.values())


def _with_more(state: Surroundings, found: Seen) -> Seen:
    """The same with what of what it rests on is neither here nor among the files, and with what is noted here otherwise."""
    if (document := found.document) is None or (told := found.told) is None:
        return found
    decided = tuple(kinds.named_kinds(document)) if isinstance(document, Review | Withdrawal) else ()
    lacks = tuple(id_ for id_ in (*told.supersedes, *decided) if id_ not in state.known.earlier and id_ not in state.documents)
    return replace(found, arrival=replace(found.arrival, lacks=lacks, displaces=displacing.displaced(state.tx, document, told.signer_id)))


def signed_by(tx: Transaction) -> tuple[frozenset[str], Mapping[str, bytes]]:
    """By which keys files may be signed that count here, and the checklists by which they are read."""
    current = teams.current(tx)
    return knowing.keys(tx, None if current is None else current.team), knowing.bodies(tx)


def judged(tx: Transaction, offered: Sequence[Signed]) -> tuple[Arrival, ...]:
    """How each of the files offered together stands to what is here, in their order."""
    return tuple(each.arrival for each in seen(tx, offered))


def turn(offered: Signed) -> tuple[int, int]:
    """When a file is looked at: by its kind, teams by their number."""
    at = min(map(place, _said(offered)), default=len(_TURNS))
    if at > 0:
        return at, 0
    try:
        return at, team_documents.opened(offered.body, offered.name).number
    except Refusal:  # said when its turn comes
        return at, 0


def logs_in(offered: Signed) -> Collection[str]:
    """The writers whose logs a document names as endorsed, whatever its signature is worth; none in any other."""
    if ENDORSEMENT not in _said(offered):
        return ()
    try:
        document = kinds.parsed(offered.body, offered.name)
    except Refusal:
        return ()
    return document.logs.keys() if isinstance(document, Endorsement) else ()


def place(kind: str) -> int:
    """When documents of a kind are looked at among others: teams first, unknown kinds last."""
    return _TURNS.index(kind) if kind in _TURNS else len(_TURNS)


def _seen(state: Surroundings, offered: Signed) -> Seen:
    found = Seen(Arrival(offered.name, offered.digest, Arriving.REFUSED), offered)
    said = _said(offered)
    if "team" in said:
        team = _tried(_team_seen, state, found)
        # Whoever puts a team's signature beside another document cannot take it away.
        if said == {"team"} or team.arrival.why is None or team.arrival.why.code not in _NO_TEAM:
            return team
    return _tried(_seen_by_kind, state, found)


def _may_be_let_in(arrival: Arrival, state: Surroundings) -> bool:
    """Whether a file was refused only for whose key it was signed with, and a decision or endorsement that came names it."""
    if arrival.why is None or arrival.why.code not in _ENDED:
        return False
    return bool(state.endorsed(arrival.digest) or state.judges(arrival.digest))


def _tried(look: "_Look", state: Surroundings, found: Seen) -> Seen:
    try:
        return look(state, found)
    except Refusal as refused:
        return replace(found, arrival=replace(found.arrival, why=refused))


def _said(offered: Signed) -> set[str]:
    """The kinds that its signatures say they are made for, as far as they can be read."""
    found = set()
    for signature in offered.signatures:
        try:
            found.add(signatures.kind(signature, offered.name))
        except Refusal:
            continue
    return found


def _seen_by_kind(state: Surroundings, found: Seen) -> Seen:
    kind = checking.purpose(found.offered, state.known)
    if kind not in _LOOKS:
        raise Refusal("intake.kind", file=found.offered.name, purpose=signatures.namespace(kind))
    return _LOOKS[kind](state, found)


def _team_seen(state: Surroundings, found: Seen) -> Seen:
    offered = found.offered
    if found.arrival.digest in state.known.earlier:
        team, at = team_documents.opened(offered.body, offered.name), Arriving.HERE
    else:
        team, at = team_chain.accepted(state.team, offered.body, offered.signatures, offered.name), Arriving.NEWER
        if state.counts(found.arrival.digest):
            state.follow(team, offered.body)
    return replace(found, arrival=replace(found.arrival, kind="team", standing=at, title=f"{team.name} · {team.number}"))


def _document_seen(state: Surroundings, found: Seen) -> Seen:
    checked = checking.checked(found.offered, state.known)
    document, signer, arrival = checked.document, checked.signature.signer, found.arrival
    if document is not None:
        who = "" if signer is None else signer.name
        arrival = replace(arrival, kind=kinds.kind(document), title=kinds.title(document), signer=who)
        arrival = replace(arrival, status=kinds.status(document), word=kinds.said(document))
        opinions.admit(state.tx, document, found.offered.name, state.blind)
    if document is None or checked.against:
        return replace(found, arrival=replace(arrival, why=why(checked, found.offered.name)))
    _require_named(state, document)
    if isinstance(document, PublishedChecklist):
        _require_version(state, document, counts=state.counts(found.arrival.digest))
    _require_place(state, document, "" if signer is None else signer.person, counts=state.counts(found.arrival.digest))
    told = Told(
        title=arrival.title,
        status=arrival.status,
        signer=arrival.signer,
        signer_id="" if signer is None else signer.person,
        about=kinds.about(document),
        supersedes=kinds.supersedes(document),
        refers=kinds.refers(document),
    )
    revision = keeping.revision(arrival.digest, arrival.kind, told)
    at = Arriving(standing(revision, state.of(told.about))) if told.about else _alone(state, arrival.digest)
    if state.counts(found.arrival.digest):
        if isinstance(document, Assignment) and at is Arriving.NEW:
            state.order(document)
        state.of(told.about).append(revision)
        state.documents[arrival.digest] = document
        state.authors[arrival.digest] = kinds.authors(document) | {told.signer_id}
        if arrival.kind in DECIDING:
            keys = _keys(found.offered, arrival.kind)
            state.judges.learn(told.refers, (Deciding(told.signer_id, key) for key in keys))
        if isinstance(document, Endorsement):
            state.endorsed.learn(document, arrival.digest, _keys(found.offered, ENDORSEMENT))
    return replace(found, arrival=replace(arrival, standing=at), document=document, told=told)


def _keys(offered: Signed, kind: str) -> Collection[str]:
    """The keys that signed a document as a kind."""
    return signatures.fitting(offered.body, offered.signatures, kind, offered.name)


def _require_named(state: Surroundings, document: Document) -> None:
    """Refuse (`check.chain_*`) what names a document that is here as what it is not, and a verdict that what it rests on speaks against."""
    for id_, expected in kinds.named_kinds(document).items():
        kind = state.kind(id_)
        if kind and kind not in expected:
            raise Refusal("check.chain_kind", document=id_[:16], purpose=signatures.namespace(expected[0]))
    if isinstance(document, doc.VerdictFile) and document.status == doc.ISSUED:
        submission, review = (_found(state, id_) for id_ in (document.submission, document.review))
        otherwise = retold.settled(document, lambda settlement: _found(state, settlement))
        for refused in (*chain.against(document, submission, review, state.known.authors(document.submission)), *otherwise):
            raise refused


def _found(state: Surroundings, id_: str) -> Document | None:
    if id_ in state.documents or not state.earlier.kind(id_):
        return state.documents.get(id_)
    return keeping.parsed(state.tx, id_)


def _require_place(state: Surroundings, document: Document, signer: str, *, counts: bool) -> None:
    """Refuse (`handover.own`, `verification.twice`) what would begin a second verification of somebody in the place of their first."""
    if isinstance(document, Submission):
        person, why = signer, Refusal("verification.twice", **_of(document), person=document.people["verifier"].name)
    elif isinstance(document, Handover) and document.status == WHOLE and document.receiver.id == state.tx.actor.person:
        person, why = document.receiver.id, Refusal("handover.own", **_of(document))
    else:
        return
    place = (document.agency.code, document.round, document.checklist.digest, person)
    if state.begun.get(place, document.verification) != document.verification or entering.beside(state.tx, document, person):
        raise why
    if counts:
        state.begun[place] = document.verification


def _require_version(state: Surroundings, document: PublishedChecklist, *, counts: bool) -> None:
    """Refuse (`checklist.other_bytes`) a checklist whose id and version stand for other bytes, here or among the files before it."""
    found = opened(document)
    versions.replaced(state.tx, found)
    twin = next((each for each in state.checklists.values() if each.name == found.name and each.digest != found.digest), None)
    if twin is not None:
        raise versions.other_bytes(found, twin.digest)
    if counts:
        state.checklists[found.digest] = found


def _of(document: Submission | Handover) -> dict[str, str]:
    return {"agency": document.agency.name, "round": document.round}


def _alone(state: Surroundings, document: str) -> Arriving:
    """How a document stands that takes nobody's place as a whole."""
    return Arriving.HERE if document in state.known.earlier else Arriving.NEW


def why(found: checking.Checked, file: str) -> Refusal:
    """The first thing that speaks against a file; all of them where it is only untrue to itself."""
    first = found.against[0]
    if isinstance(first, Refusal):
        return first
    return Refusal("check.untrue", file=file, count=len(found.against), faults=found.against)


_Look = Callable[[Surroundings, Seen], Seen]
_LOOKS: Final[Mapping[str, _Look]] = dict.fromkeys((*doc.PURPOSES.values(), *_TURNS[1:]), _document_seen)
"""By the kind that a file is signed as."""
