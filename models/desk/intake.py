"""The intake: one pipe for every document of others. What holds is kept byte for byte; what does not waits in quarantine with its reason.

In order: who signed it and as what, before anything is parsed; then the guard, the strict model, the text policy and the rules of its kind.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from models.codes import digest
from models.desk import keeping, knowing, teams
from models.desk.keeping import Signed
from models.documents import checking, signatures, team_chain
from models.documents import team as team_documents
from models.documents import verdict_file as doc
from models.errors import Refusal
from models.ledger import tables
from models.ledger.transaction import Transaction
from models.previews import Arrival, Arriving
from models.rules.permissions import Standing
from models.rules.revisions import Revision, standing
from models.text import clean
from models.words import in_both

_NAME_LIMIT: Final = 255
_NO_TEAM: Final = frozenset({"document.kind", "document.too_large"})
"""By which a document that is no team is refused where a team is asked for."""


@dataclass(slots=True)
class _State:
    """What the profile would know after the documents looked at so far."""

    tx: Transaction
    team: tuple[team_documents.Team, bytes] | None
    revisions: list[Revision]
    known: checking.Known = field(init=False)

    def __post_init__(self) -> None:
        self.known = knowing.known(self.tx, self.team and self.team[0])

    def follow(self, team: team_documents.Team, body: bytes) -> None:
        """Go on with another team."""
        self.team, self.known = (team, body), replace(self.known, team=team, own=None)


def judged(tx: Transaction, offered: Sequence[Signed]) -> tuple[Arrival, ...]:
    """How each of the files offered together stands to what is here, in their order; a team among them counts for the others."""
    state = _begun(tx)
    found = {}
    for place in sorted(range(len(offered)), key=lambda place: _turn(offered[place])):
        found[place] = _judged(state, offered[place])
    return tuple(found[place] for place in range(len(offered)))


def take(tx: Transaction, offered: Sequence[Signed], wanted: Collection[str]) -> tuple[Arrival, ...]:
    """Keep the documents whose digests are `wanted`, and put what is refused into quarantine: one act; how each stood."""
    tx.require("document.take", Standing())
    found = judged(tx, offered)
    for arrival, document in sorted(zip(found, offered, strict=True), key=lambda pair: _turn(pair[1])):
        if not arrival.is_admitted:
            _set_aside(tx, arrival, document)
        elif arrival.digest in wanted:
            _keep(tx, arrival, document)
    return found


def hide(tx: Transaction, documents: Iterable[str]) -> None:
    """Put documents, or what waits in quarantine, out of sight; they stay where they are. Refusal `document.unknown`."""
    _mark(tx, documents, tx.stamp)


def unhide(tx: Transaction, documents: Iterable[str]) -> None:
    """Let them be seen again; Refusal `document.unknown`."""
    _mark(tx, documents, "")


def _mark(tx: Transaction, documents: Iterable[str], hidden_at: str) -> None:
    tx.require("document.take", Standing())
    for id_ in documents:
        if not tx.is_new(tables.Document, {"digest": id_}):
            tx.put(tables.Document, {"digest": id_}, hidden_at=hidden_at)
        elif not tx.is_new(tables.Quarantined, {"id": id_}):
            tx.put(tables.Quarantined, {"id": id_}, dropped_at=hidden_at)
        else:
            raise Refusal("document.unknown", document=id_)


def _begun(tx: Transaction) -> _State:
    current = teams.current(tx)
    team = None if current is None else (current.team, current.document.body)
    return _State(tx, team, list(keeping.revisions(tx)))


def _turn(offered: Signed) -> tuple[bool, int]:
    """Teams come first, in their order: they say whose signatures count."""
    try:
        if "team" in (signatures.kind(each, offered.name) for each in offered.signatures):
            return False, team_documents.opened(offered.body, offered.name).number
    except Refusal:  # said when its turn comes
        pass
    return True, 0


def _judged(state: _State, offered: Signed) -> Arrival:
    arrival = Arrival(offered.name, digest(offered.body), Arriving.REFUSED)
    said = _said(offered)
    if "team" in said:
        found = _tried(_judged_team, state, arrival, offered)
        # Whoever puts a team's signature beside another document cannot take it away.
        if said == {"team"} or found.why is None or found.why.code not in _NO_TEAM:
            return found
    return _tried(_judged_by_kind, state, arrival, offered)


def _tried(judge: "_Judge", state: _State, arrival: Arrival, offered: Signed) -> Arrival:
    try:
        return judge(state, arrival, offered)
    except Refusal as refused:
        return replace(arrival, why=refused)


def _said(offered: Signed) -> set[str]:
    """The kinds that its signatures say they are made for, as far as they can be read."""
    found = set()
    for signature in offered.signatures:
        try:
            found.add(signatures.kind(signature, offered.name))
        except Refusal:
            continue
    return found


def _judged_by_kind(state: _State, arrival: Arrival, offered: Signed) -> Arrival:
    kind = checking.purpose(offered, state.known)
    if kind not in _READERS:
        raise Refusal("intake.kind", file=offered.name, purpose=signatures.namespace(kind))
    return _READERS[kind](state, arrival, offered)


def _judged_team(state: _State, arrival: Arrival, offered: Signed) -> Arrival:
    if arrival.digest in state.known.earlier:
        found, at = team_documents.opened(offered.body, offered.name), Arriving.HERE
    else:
        found, at = team_chain.accepted(state.team, offered.body, offered.signatures, offered.name), Arriving.NEWER
        state.follow(found, offered.body)
    return replace(arrival, kind="team", standing=at, title=f"{found.name} · {found.number}")


def _judged_verdict(state: _State, arrival: Arrival, offered: Signed) -> Arrival:
    found = checking.checked(offered, state.known)
    document, signer = found.document, found.signature.signer
    who = "" if signer is None else signer.name
    if document is not None:
        title = f"{document.agency.name} · {document.round}"
        arrival = replace(arrival, kind="verdict", title=title, status=document.status, signer=who)
    if document is None or found.against:
        return replace(arrival, why=_why(found, offered.name))
    revision = Revision(arrival.digest, document.verification, frozenset(document.supersedes))
    at = Arriving(standing(revision, state.revisions))
    state.revisions.append(revision)
    return replace(arrival, standing=at)


def _why(found: checking.Checked, file: str) -> Refusal:
    """The first thing that speaks against a file; all of them where it is only untrue to itself."""
    first = found.against[0]
    if isinstance(first, Refusal):
        return first
    return Refusal("check.untrue", file=file, count=len(found.against), faults=found.against)


_Judge = Callable[[_State, Arrival, Signed], Arrival]
_READERS: Final[Mapping[str, _Judge]] = dict.fromkeys(doc.PURPOSES.values(), _judged_verdict)
"""By the kind that a file is signed as."""


def _keep(tx: Transaction, arrival: Arrival, offered: Signed) -> None:
    if arrival.kind == "team":
        if arrival.standing is not Arriving.HERE:
            teams.take(tx, offered)
        return
    document = doc.parsed(offered.body, offered.name)
    told = keeping.Told(arrival.title, arrival.status, arrival.signer, about=document.verification, supersedes=document.supersedes)
    keeping.keep(tx, arrival.kind, replace(offered, name=doc.named(document, offered.body)), told)
    if not tx.is_new(tables.Quarantined, {"id": arrival.digest}):
        tx.put(tables.Quarantined, {"id": arrival.digest}, dropped_at=tx.stamp)


def _set_aside(tx: Transaction, arrival: Arrival, offered: Signed) -> None:
    assert arrival.why is not None
    beside = json.dumps([signature.decode("latin-1") for signature in offered.signatures])
    reason = json.dumps({words.language: words.refusal(arrival.why) for words in in_both()}, ensure_ascii=False)
    # Put anew: what lies beside the same bytes may be another signature by now.
    tx.drop(tables.Quarantined, {"id": arrival.digest})
    tx.put(
        tables.Quarantined,
        {"id": arrival.digest},
        name=clean(offered.name)[:_NAME_LIMIT],
        body=offered.body,
        signatures=beside.encode(),
        code=arrival.why.code,
        reason=reason,
        received_at=tx.stamp,
        dropped_at="",
    )
