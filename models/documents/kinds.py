"""Documents of every kind but those of the team: read by what they say they are, and what can be told of each without reading it again."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar

from models.codes import path_part
from models.documents import familiar, once, toml
from models.documents import verdict_file as doc
from models.documents.agenda import Agenda
from models.documents.assignment import Assignment
from models.documents.checklist import PublishedChecklist
from models.documents.decisions import Review, Withdrawal
from models.documents.endorsement import Endorsement
from models.documents.handover import Handover
from models.documents.minutes import Minutes
from models.documents.note import Note
from models.documents.opened_round import OpenedRound
from models.documents.opinion import Opinion
from models.documents.parts import tables
from models.documents.request import Request
from models.documents.settlement import Settlement
from models.documents.submission import Submission
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.documents.verified import Person, Verified
from models.errors import Refusal

Document: TypeAlias = (
    VerdictFile
    | Submission
    | Review
    | Withdrawal
    | Opinion
    | Settlement
    | Note
    | Assignment
    | Handover
    | Request
    | Minutes
    | Agenda
    | PublishedChecklist
    | OpenedRound
    | Endorsement
)
D = TypeVar("D", bound=Document)
DRAFT: Final = "draft"
"""The kind under which a verdict file is kept that was not issued."""
_SHORT: Final = 500_000
"""Longest document that is remembered, in bytes: sixteen of them, read, stay below a tenth of what the program may take."""
_MODELS: Final[Mapping[str, type[Document]]] = {
    "verdict": VerdictFile,
    "submission": Submission,
    "review": Review,
    "withdrawal": Withdrawal,
    "opinion": Opinion,
    "settlement": Settlement,
    "note": Note,
    "assignment": Assignment,
    "handover": Handover,
    "request": Request,
    "minutes": Minutes,
    "action": Agenda,
    "checklist": PublishedChecklist,
    "round": OpenedRound,
    "endorsement": Endorsement,
}


def parsed(body: bytes, file: str) -> Document:
    """The document that `body` holds; `file` is its name in sentences. Refusal as `parts.tables` and `toml.read` give."""
    found = once.found((read, body), lambda: _tried(body, file))
    if not isinstance(found, Refusal):
        return found
    # It names the file.
    if found.fields.get("file") == file:
        raise found
    return read(body, file)


def known(body: bytes, file: str) -> Document:
    """The same, perhaps as somebody kept it who knows that it holds and read only a part of it; the rest is read when it is asked for."""
    return once.found((known, body), lambda: parsed(body, file))


def keep(body: bytes, document: Document) -> None:
    """Keep what was read of `body` elsewhere, where anybody keeps anything."""
    once.keep((read, body), document)


def _tried(body: bytes, file: str) -> Document | Refusal:
    """The document that `body` holds, or why there is none."""
    try:
        return _remembered(body, file) if len(body) <= _SHORT else read(body, file)
    except Refusal as refused:
        return refused


# An act looks at the same few documents again and again, and reading one takes as long as a hundred answers.
@lru_cache(maxsize=16)
def _remembered(body: bytes, file: str) -> Document:
    return read(body, file)


def read(body: bytes, file: str) -> Document:
    """The same as `parsed` gives, read anew and kept nowhere."""
    found = familiar.read(body, "verdict", VerdictFile) or familiar.read(body, "submission", Submission)
    if found is not None:
        return found
    raw = tables(body, tuple(_MODELS), file)
    return toml.read(_MODELS[raw["kind"]], raw, file)


def demanded(signed: Signed, model: type[D]) -> D:
    """The document of one kind in a signed file; Refusal as `parsed` gives, `document.kind` where it is of another."""
    found = parsed(signed.body, signed.name)
    if not isinstance(found, model):
        expected = next(kind for kind, each in _MODELS.items() if each is model)
        raise Refusal("document.kind", file=signed.name, expected=expected, found=found.kind)
    return found


def purpose(document: Document) -> str:
    """The kind of document as which it is signed; nothing for an unsigned draft."""
    if isinstance(document, VerdictFile):
        return doc.PURPOSES.get(document.status, "")
    return document.kind


def signer(document: Document) -> Person:
    """Who signs it by what it says itself."""
    match document:
        case Submission():
            return document.people["verifier"]
        case VerdictFile():
            people = document.people
            return people["supervisor"] if document.status == doc.ISSUED else people.get("signer", people["verifier"])
        case Handover():
            return document.giver
        case _:
            return document.person


def kind(document: Document) -> str:
    """The kind under which it is kept."""
    return DRAFT if isinstance(document, VerdictFile) and document.status != doc.ISSUED else document.kind


def status(document: Document) -> str:
    """What it says of itself."""
    match document:
        # First what there is most of, here and below: each kind that is asked for takes time.
        case VerdictFile() | Submission():
            return document.status
        case Review():
            return document.decision
        case Withdrawal():
            return "withdrawn"
        case Settlement():
            return "settled"
        case Request():
            return "requested"
        case Note():
            return document.purpose
        case Agenda():
            return "agenda"
        case Endorsement():
            return "endorsed"
        case _:
            return document.status


def said(document: Document) -> str:
    """The same as words know it: an assignment for a second verification is told as one."""
    is_second = isinstance(document, Assignment) and document.purpose == "second"
    return f"{'second_' * is_second}{status(document)}"


def about(document: Document) -> str:
    """The id of what it is a revision of: a verification, or a note; empty for what is about neither."""
    if isinstance(document, Assignment | PublishedChecklist | OpenedRound | Endorsement):
        return ""
    return document.note if isinstance(document, Note) else document.verification


def title(document: Document) -> str:
    """What it is called in lists: the agency with the round, or with the day of a note; what is assigned or announced, with the round."""
    if isinstance(document, Assignment):
        return f"{document.told} · {document.round}"
    if isinstance(document, PublishedChecklist):
        return document.name
    if isinstance(document, OpenedRound):
        return f"{document.round} · {document.checklist.id} {document.checklist.version}"
    if isinstance(document, Endorsement):
        return document.of.name
    return f"{document.agency.name} · {document.date if isinstance(document, Note) else document.round}"


def supersedes(document: Document) -> tuple[str, ...]:
    """The digests of those in whose place it is put."""
    return () if isinstance(document, Withdrawal | PublishedChecklist | Endorsement) else document.supersedes


def refers(document: Document) -> Mapping[str, str]:
    """What it says of other documents: their digests, and what was decided."""
    match document:
        case VerdictFile() if document.submission:
            return {"submission": document.submission, "review": document.review, "decision": document.verdict.code}
        case Review():
            return {"submission": document.submission, "decision": document.decision}
        case Withdrawal():
            return {"withdraws": document.withdraws}
        case Assignment():
            return {"round": document.round, "purpose": document.purpose}
        case PublishedChecklist():
            return {"checklist": document.digest}
        case OpenedRound():
            return {"round": document.round}
        case Endorsement():
            return {"of": document.of.id}
        case Handover():
            return {"part": document.part, "receiver": document.receiver.id}
        case Opinion():
            return {"agency": document.agency.code, "round": document.round, "content": document.content}
        case Settlement():
            return {"submission": document.submission, "opinion": document.opinion}
        case Request():
            return {"submission": document.submission}
        case Minutes() if document.supplements:
            return {"supplements": document.supplements}
        case _:
            return {}


def named_kinds(document: Document) -> Mapping[str, tuple[str, ...]]:
    """Of which kind the documents are that it rests on, by their digests."""
    match document:
        case VerdictFile() if document.status == doc.ISSUED:
            return {document.submission: ("submission",), document.review: ("review",)}
        case Review() | Request():
            return {document.submission: ("submission",)}
        case Withdrawal():
            return {document.withdraws: ("verdict", "review")}
        case Settlement():
            return {document.submission: ("submission",), document.opinion: ("opinion",)}
        case Submission() if document.answers:
            return {document.answers: ("review",)}
        case _:
            return {}


def authors(document: Document) -> frozenset[str]:
    """The ids of those whose work it holds."""
    if isinstance(document, Opinion):
        return frozenset({document.person.id})
    if isinstance(document, Handover):
        return frozenset(document.people)
    if isinstance(document, Verified):
        return frozenset(person.id for role, person in document.people.items() if role.startswith("verifier") and person.id)
    return frozenset()


def named(document: Document, body: bytes) -> str:
    """The name of the file for people that holds `body`: round, agency, kind unless it is a verdict file, and 16 digits of its digest."""
    if isinstance(document, VerdictFile):
        return doc.named(document, body)
    if isinstance(document, Assignment):
        return f"{path_part(document.round)}_{path_part(document.whose)}_assignment_{once.digest_of(body)[:16]}.toml"
    if isinstance(document, PublishedChecklist):
        return f"{document.id}_{document.version}_checklist_{once.digest_of(body)[:16]}.toml"
    if isinstance(document, OpenedRound):
        return f"{path_part(document.round)}_round_{once.digest_of(body)[:16]}.toml"
    if isinstance(document, Endorsement):
        return f"{path_part(document.of.name)}_endorsement_{once.digest_of(body)[:16]}.toml"
    when = document.date if isinstance(document, Note) else document.round
    return f"{path_part(when)}_{path_part(document.agency.code)}_{document.kind}_{once.digest_of(body)[:16]}.toml"
