"""A document from anywhere, looked at from all sides: whose it is, whether it is untouched, whether it follows from its answers."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from models.documents import checklist, handover, keys, kinds, minutes, note, once, recomputing, signatures, signers
from models.documents import verdict_file as doc
from models.documents.checklist import PublishedChecklist
from models.documents.handover import Handover
from models.documents.kinds import Document
from models.documents.minutes import Minutes
from models.documents.opened_round import OpenedRound
from models.documents.signers import Deciding, Endorsing, Signer
from models.documents.team import Team
from models.documents.travelling import Signed
from models.documents.verified import Person, UsedChecklist, Verified
from models.errors import Fault, Refusal
from models.rules.checklist import Checklist

_NAMED: Final = re.compile(r"_([0-9a-f]{16})(_unsigned-draft)?\.toml$")
_TOUCHED: Final = frozenset({"signature.bytes", "signature.damaged"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known here: the team or, without one, the owner's own key and who holds it; and checklists by their digest."""

    checklist: Callable[[str], Checklist | None]
    team: Team | None = None
    own: tuple[str, Signer] | None = None
    earlier: Collection[str] = ()
    """Digests of documents that were admitted here before; they count, whatever became of their signers since."""
    authors: Callable[[str], Collection[str]] = lambda _digest: ()
    """The ids of those whose work is in the submission of a digest, as far as it is here."""
    judges: Callable[[str], Collection[Deciding]] = lambda _digest: ()
    """The decisions here that name the document of a digest."""
    endorsed: Callable[[str], Collection[Endorsing]] = lambda _digest: ()
    """The endorsements here that name the document of a digest."""

    def holder(self, public: str) -> Signer | None:
        """Who holds the key of a public line, None where nobody known here does."""
        if self.team is not None:
            return signers.holder(self.team, public)
        return self.own[1] if self.own is not None and self.own[0] == public else None

    def demanded(self, public: str) -> Signer:
        """Who holds the key of a public line; Refusal `check.stranger` or, with a team, `signer.unknown` where nobody known here does."""
        found = self.holder(public)
        if found is None:
            raise Refusal("check.stranger" if self.team is None else "signer.unknown", fingerprint=keys.fingerprint(public))
        return found


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, whose it is as far as that is known here, and why it does not count, where it does not."""

    fingerprint: str = ""
    signer: Signer | None = None
    refused: Refusal | None = None
    endorsed_by: tuple[str, ...] = ()
    """The names of those who endorsed what is signed with a key that ended."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a file; it holds where nothing speaks against it."""

    digest: str
    document: Document | None
    signature: Signature = field(default_factory=Signature)
    recommended: str = ""
    """What the rules recommend for its answers; empty where that cannot be told here."""
    against: tuple[Refusal | Fault, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


def checked(offered: Signed, known: Known, *, allow_unsigned: bool = False) -> Checked:
    """What is found of a verdict file and the signatures that came with it; an unsigned draft holds only where that is allowed."""
    id_ = offered.digest
    try:
        document = kinds.known(offered.body, offered.name)
    except Refusal as refused:
        found = _signature(offered, "verdict", known) if offered.signatures else Signature()
        touched = (found.refused,) if found.refused is not None and found.refused.code in _TOUCHED else ()
        return Checked(id_, None, found, against=(*touched, refused))
    against: list[Refusal | Fault] = []
    found = Signature()
    purpose_ = kinds.purpose(document)
    if purpose_:
        found = _signature(offered, purpose_, known, _judged_authors(document, known), kinds.signer(document))
        against += [found.refused] if found.refused is not None else []
    elif not allow_unsigned:
        against.append(Refusal("check.unsigned"))
    if isinstance(document, PublishedChecklist):
        against += checklist.against(document)
    if isinstance(document, OpenedRound) and known.checklist(document.checklist.digest) is None:
        against.append(Refusal("check.checklist", checklist=_called(document.checklist)))
    if isinstance(document, Handover | Minutes):
        against += _against_items(document, known)
    if isinstance(document, note.Note) and found.signer is not None:
        against += note.against(
            document, id_, found.signer, known.team, (id_,) if _is_endorsed(known, found.signer, id_) else known.earlier
        )
    named = _NAMED.search(offered.name)
    if named and named[1] != id_[:16]:
        against.append(Refusal("check.name", digest=id_[:16]))
    if not isinstance(document, Verified):
        return Checked(id_, document, found, against=tuple(against))
    # A checklist never changes; it may only come.
    is_known = known.checklist(document.checklist.digest) is not None
    recommended, untrue = once.found((recomputed, id_, is_known), lambda: recomputed(document, known))
    return Checked(id_, document, found, recommended, (*against, *untrue))


def _against_items(document: Handover | Minutes, known: Known) -> list[Refusal | Fault]:
    """What speaks against the answers in a document: that its checklist admits no such ones."""
    checklist = known.checklist(document.checklist.digest)
    if checklist is None:
        return [Refusal("check.checklist", checklist=_called(document.checklist))]
    return [*(minutes.faults(document, checklist) if isinstance(document, Minutes) else handover.faults(document, checklist))]


def _called(checklist: UsedChecklist) -> str:
    return f"{checklist.id} {checklist.version} ({checklist.digest[:8]})"


def recomputed(document: Verified, known: Known) -> tuple[str, tuple[Refusal | Fault, ...]]:
    """What the rules recommend for the answers of a file, and what in it does not follow from them."""
    checklist = known.checklist(document.checklist.digest)
    if checklist is None:
        return "", (Refusal("check.checklist", checklist=_called(document.checklist)),)
    computed, faults = recomputing.recomputed(document, checklist)
    return "" if computed is None else computed.code, faults


def _judged_authors(document: Document, known: Known) -> frozenset[str]:
    """Those whose work a document judges; a draft is its author's own work by right, and nothing is judged by it."""
    if kinds.kind(document) == kinds.DRAFT:
        return frozenset()
    refers = kinds.refers(document)
    judged = frozenset(author for name in ("submission", "opinion") if name in refers for author in known.authors(refers[name]))
    return judged | (kinds.authors(document) if isinstance(document, doc.VerdictFile) else frozenset())


def purpose(offered: Signed, known: Known) -> str:
    """The kind of document that somebody known here signed a file as, its contents not looked at.

    Raises:
        Refusal: `check.no_signature`; else why the first signature does not count: what `signatures.check` and `Known.demanded` refuse.
    """
    if not offered.signatures:
        raise Refusal("check.no_signature", file=f"{offered.name}.sig")
    refusals = []
    for signature in offered.signatures:
        try:
            public = signatures.signer(signature, offered.name)
            kind = signatures.kind(signature, offered.name)
            signatures.check(offered.body, signature, public, kind, offered.name)
            known.demanded(public)
        except Refusal as refused:
            refusals.append(refused)
        else:
            return kind
    raise refusals[0]


def _signature(offered: Signed, kind: str, known: Known, authors: Collection[str] = (), named: Person | None = None) -> Signature:
    """The signature that counts for a file that is signed as a kind, else the first one; another's beside it takes nothing away."""
    if not offered.signatures:
        return Signature(refused=Refusal("check.no_signature", file=f"{offered.name}.sig"))
    found = [_judged(offered, each, kind, known, authors, named) for each in offered.signatures]
    return next((each for each in found if each.refused is None), found[0])


def _judged(offered: Signed, signature: bytes, kind: str, known: Known, authors: Collection[str], named: Person | None) -> Signature:
    fingerprint, holder = "", None
    try:
        public = signatures.signer(signature, offered.name)
        fingerprint, holder = keys.fingerprint(public), known.holder(public)
        signatures.check(offered.body, signature, public, kind, offered.name)
        holder = known.demanded(public)
        if known.team is not None:
            judges, endorsed = known.judges, known.endorsed
            signers.admits(known.team, holder, kind, offered.digest, known.earlier, authors, judges=judges, endorsed=endorsed)
        if named is not None and holder.person != named.id:
            raise Refusal("signer.not_named", name=holder.name, named=named.name)
    except Refusal as refused:
        # Whose key made another signature says nothing of whose file this is.
        return Signature(fingerprint, None if refused.code in _TOUCHED else holder, refused)
    return Signature(fingerprint, holder, endorsed_by=_endorsers(known, holder, kind, offered.digest))


def _endorsers(known: Known, holder: Signer, kind: str, document: str) -> tuple[str, ...]:
    team, named = known.team, (holder.person, kind)
    if team is None or holder.signs(team, kind):
        return ()
    found = (
        by.person for by in known.endorsed(document) if (by.of, by.kind) == named and signers.endorses(team, by, endorsed=known.endorsed)
    )
    return tuple(sorted({team.people[each].name for each in found}))


def _is_endorsed(known: Known, signer: Signer, document: str) -> bool:
    """Whether a note is endorsed, also one that its signer's roles would not let them show."""
    return known.team is not None and signers.is_endorsed(known.team, signer, note.KIND, document, endorsed=known.endorsed)
