"""What an issued verdict rests on, its submission and the review that approved it, and the minutes named, and what took it out of force.

What is at hand of it is checked.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, TypeAlias

from models.codes import digest
from models.documents import checking, kinds, retold, signatures
from models.documents.checking import Checked, Known
from models.documents.decisions import Review, Withdrawal
from models.documents.differences import differences
from models.documents.endorsement import Endorsement, endorsing
from models.documents.kinds import Document
from models.documents.minutes import Minutes
from models.documents.signatures import namespace
from models.documents.signers import Deciding, Endorsing
from models.documents.submission import Submission
from models.documents.travelling import Signed
from models.documents.verdict_file import ISSUED, VerdictFile
from models.documents.verified import Verified
from models.errors import Refusal
from models.rules.signing import DECIDED, DECIDING, ENDORSEMENT

_COMPARED: Final = ("base", "facts", "items", "evidence")
"""What a verdict tells as its submission does, place by place."""
Finds: TypeAlias = Callable[[str], Signed | None]
"""Gives the document with a digest, None where it is not at hand."""


@dataclass(frozen=True, slots=True)
class Link:
    """A document that another names; what speaks against one of another kind says nothing of that."""

    kind: str
    digest: str
    found: Checked | None
    """None where it is not at hand."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What took a verdict or an approval out of force, or keeps it from being counted beside another, who did that, when and why."""

    kind: Literal["replaced", "withdrawn", "sent_back", "beside"]
    digest: str
    person: str
    at: str
    reason: str


def knowing(known: Known, find: Finds) -> Known:
    """What is known where documents are at hand: also whose work is in the submissions among them."""

    def authors(submission: str) -> Collection[str]:
        here, offered = known.authors(submission), find(submission)
        if offered is None:
            return here
        try:
            return frozenset(here) | kinds.authors(kinds.parsed(offered.body, offered.name))
        except Refusal:
            return here

    return replace(known, authors=authors)


def vouched(known: Known, offered: Callable[[], Iterable[Signed]]) -> Known:
    """The same, and who decided about a submission or review by the documents `offered` that hold; they are looked at once it matters."""

    @cache
    def by() -> Mapping[str, Collection[Deciding]]:
        files, found = tuple(offered()), defaultdict[str, set[Deciding]](set)
        so_far = replace(known, judges=lambda digest: found.get(digest, ()))
        for kind in DECIDING:
            for each, checked in ((each, checking.checked(each, so_far)) for each in files):
                if checked.holds and checked.signature.signer and checked.document and kinds.kind(checked.document) == kind:
                    said = {Deciding(checked.signature.signer.person, key) for key in _keys(each, kind)}
                    for name in DECIDED:
                        found[kinds.refers(checked.document).get(name, "")] |= said
        return found

    return replace(known, judges=lambda digest: {*known.judges(digest), *by().get(digest, ())})


def _keys(offered: Signed, kind: str) -> Collection[str]:
    """The keys that signed a document as a kind."""
    return signatures.fitting(offered.body, offered.signatures, kind, offered.name).keys()


def endorsed(known: Known, offered: Iterable[Signed]) -> Known:
    """The same, and what is endorsed by those endorsements `offered` that hold."""
    found: list[tuple[Endorsement, Endorsing]] = []
    for each in offered:
        # What nobody known signed need not be read.
        keys = [key for key in _keys(each, ENDORSEMENT) if known.holder(key) is not None]
        checked = checking.checked(each, known) if keys else None
        if checked is not None and checked.holds and isinstance(checked.document, Endorsement):
            found += [(checked.document, by) for by in endorsing(checked.document, each.digest, keys)]

    def naming(document: str) -> Collection[Endorsing]:
        here = (by._replace(kind=told.documents[document].kind) for told, by in found if document in told.documents)
        return {*known.endorsed(document), *here}

    return replace(known, endorsed=naming)


def followed(found: Checked, find: Finds, known: Known) -> tuple[Checked, tuple[Link, ...]]:
    """A submission or verdict with what speaks against it by what it names, and what that is; any other document as it is."""
    document = found.document
    links: list[Link] = []
    settled: dict[str, Link] = {}
    untrue: list[Refusal] = []
    if isinstance(document, VerdictFile) and document.status == ISSUED:
        links += [_link(kind, id_, find, known) for kind, id_ in (("submission", document.submission), ("review", document.review))]
        submission, review = (link.found.document if link.found else None for link in links)
        untrue += against(document, submission, review, known.authors(document.submission))
        settled = {each.settlement: _link("settlement", each.settlement, find, known) for each in document.second.values()}
        untrue += retold.settled(document, lambda id_: link.found.document if (link := settled[id_]).found else None)
    if isinstance(document, VerdictFile | Submission) and document.minutes:
        link = _link("minutes", document.minutes, find, known)
        links.append(link)
        untrue += _otherwise(document, link.found.document if link.found else None)
    against_ = (*found.against, *(refusal for link in links for refusal in _against(link)), *untrue)
    # Whoever settled may have left since: that takes nothing from the verdict.
    return replace(found, against=against_), (*links, *settled.values())


def against(document: VerdictFile, submission: Document | None, review: Document | None, authors: Collection[str]) -> tuple[Refusal, ...]:
    """What speaks against an issued verdict by the documents it names, each None where it is not at hand; `authors` are of the first."""
    named = (("submission", document.submission, submission, Submission), ("review", document.review, review, Review))
    wrong = [
        Refusal("check.chain_kind", document=id_[:16], purpose=namespace(kind))
        for kind, id_, there, model in named
        if there is not None and not isinstance(there, model)
    ]
    decided = _decided(document, review, authors) if isinstance(review, Review) else []
    return (*wrong, *decided, *(_same(document, submission) if isinstance(submission, Submission) else []))


def ends(document: Document) -> Collection[str]:
    """The digests of the verdicts and approvals that a document takes out of force."""
    match document:
        case VerdictFile() if document.status == ISSUED:
            return document.supersedes
        case Withdrawal():
            return (document.withdraws,)
        case _:
            return ()


def status(document: Document | None, find: Finds) -> str:
    """What a document says of itself, as words know it: of a withdrawal by what it withdraws, where that is at hand; empty for none."""
    if not isinstance(document, Withdrawal):
        return "" if document is None else kinds.said(document)
    offered = find(document.withdraws)
    if offered is None or digest(offered.body) != document.withdraws:
        return document.kind
    with suppress(Refusal):
        return "sent_back" if isinstance(kinds.parsed(offered.body, offered.name), Review) else kinds.status(document)
    return document.kind


def ended(found: Checked, others: Iterable[Signed], beside: Iterable[Signed], known: Known) -> Ended | None:
    """What took an issued verdict or an approval out of force, else what stands beside it, of what holds; None where nothing did.

    An approval is sent back by a withdrawal of it: nothing that was issued is withdrawn by that.
    """
    document = found.document
    is_approval = isinstance(document, Review) and document.decision == "approved"
    is_issued = isinstance(document, VerdictFile) and document.status == ISSUED
    if document is None or not (found.holds and (is_issued or is_approval)):
        return None
    for offered in others:
        other = checking.checked(offered, known)
        told = other.document if other.holds else None
        if told is not None and found.digest in ends(told) and kinds.about(told) == kinds.about(document):
            said = ending(told, other.digest)
            return replace(said, kind="sent_back") if is_approval and said is not None else said
    for offered in beside:
        other = checking.checked(offered, known)
        if other.document is not None and other.holds and (said := ending(other.document, other.digest)) is not None:
            return replace(said, kind="beside")
    return None


def ending(document: Document, id_: str) -> Ended | None:
    """What a document says that takes verdicts out of force, None of any other."""
    match document:
        case VerdictFile() if document.status == ISSUED:
            return Ended("replaced", id_, document.people["supervisor"].name, document.issued_at, document.issue_reason)
        case Withdrawal():
            return Ended("withdrawn", id_, document.person.name, document.decided_at, document.reason)
        case _:
            return None


def _link(kind: str, id_: str, find: Finds, known: Known) -> Link:
    offered = find(id_)
    if offered is None or digest(offered.body) != id_:
        return Link(kind, id_, None)
    return Link(kind, id_, checking.checked(offered, known))


def _against(link: Link) -> list[Refusal]:
    found, short = link.found, link.digest[:16]
    if found is None:
        return []
    if found.document is not None and found.document.kind != link.kind:
        return []
    return [
        each if isinstance(each, Refusal) else Refusal("check.untrue", file=short, count=len(found.against), faults=found.against)
        for each in found.against[:1]
    ]


def _decided(document: VerdictFile, review: Review, authors: Collection[str]) -> list[Refusal]:
    """What speaks against an approval: that it is none, or of another submission, or of one's own work, or by another than is told."""
    if review.decision != "approved" or review.submission != document.submission:
        return [Refusal("check.chain_not_approved", document=document.review[:16])]
    if review.person.id in {*authors, *kinds.authors(document)}:
        return [Refusal("check.chain_own", name=review.person.name, document=document.review[:16])]
    if document.people.get("lead") != review.person:
        return [Refusal("check.chain_lead", document=document.review[:16])]
    # What others said is told best by documents of theirs, which need not be at hand.
    if not retold.tells(document, review, lambda each: each.act != "answered" and each.person == review.person.name):
        return [Refusal("check.chain_remarks", document=document.review[:16])]
    return []


def _otherwise(document: VerdictFile | Submission, minutes: Document | None) -> list[Refusal]:
    """What speaks against minutes that a document names, None where they are not at hand: that they are of another work."""
    short = document.minutes[:16]
    if minutes is None:
        return []
    if not isinstance(minutes, Minutes):
        return [Refusal("check.chain_kind", document=short, purpose=namespace("minutes"))]
    told, said = _subject(document), _subject(minutes)
    place = next((name for name, value in said.items() if told[name] != value), "")
    if minutes.person.id not in kinds.authors(document):
        place = place or "people"
    return [Refusal("check.chain_minutes", document=short, place=place)] if place else []


def _same(document: VerdictFile, submission: Submission) -> list[Refusal]:
    """That a verdict tells the answers, facts and evidence of its submission; only an amendment or a plenary decides otherwise."""
    told, said = _whole(document), _whole(submission)
    # What an agency is called, or a sentence of ours, may differ from laptop to laptop.
    may_differ = {"verdict"} if document.supersedes or document.plenary else set()
    place = next((name for name, value in said.items() if told[name] != value and name not in may_differ), "")
    if not submission.people.items() <= document.people.items():
        place = place or "people"
    if not retold.tells(document, submission, lambda each: each.act == "answered"):
        place = place or "remarks"
    if (document.minutes, document.minutes_scan) != (submission.minutes, submission.minutes_scan):
        place = place or "minutes"
    if document.self_assessment != submission.self_assessment:
        place = place or "self_assessment"
    # Nearly always all of it is the same, and telling what is not takes fifty times longer.
    if any(getattr(submission, part) != getattr(document, part) for part in _COMPARED):
        place = place or next((each.place for each in differences(submission, document) if each.place), "")
    return [Refusal("check.chain_differs", document=document.submission[:16], place=place)] if place else []


def _subject(document: Verified | Minutes) -> dict[str, object]:
    """What a document is about, as far as that has to be the same everywhere."""
    return {
        "verification": document.verification,
        "agency": document.agency.code,
        "round": document.round,
        "checklist": document.checklist.digest,
    }


def _whole(document: Verified) -> dict[str, object]:
    """What a verification as a whole tells, as far as it has to be the same everywhere; the last may be decided anew."""
    return {
        **_subject(document),
        "recommendation": document.recommendation.code,
        "verdict": (document.verdict.code, document.verdict.reason, document.verdict.person),
    }
