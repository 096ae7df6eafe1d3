"""How verdict files leave the house: frozen, signed for what their signer may sign, and handed out with what an auditor needs."""

import os
import stat
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from models import causes
from models.desk import bodies, freeze, keeping, teams
from models.desk import issued as issued_
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.documents import auditors, signatures, signers
from models.documents import verdict_file as doc
from models.documents.keys import PrivateKey
from models.documents.team import Team
from models.documents.travelling import Signed, put_with
from models.errors import Refusal
from models.landing import Landing, whole
from models.leaving import leaving
from models.ledger.transaction import Transaction
from models.rules.signing import roles_for
from models.words import in_both

SIGNERS: Final = "allowed_signers"
HOW_TO: Final = "CARA-PERIKSA.txt"


@dataclass(frozen=True, slots=True)
class Terms:
    """How the owner's verdict files leave: what they say of themselves, and what lies in their folder for auditors."""

    status: doc.Status
    beside: tuple[Frozen, ...] = ()
    is_of_team: bool = False
    """Whether a team says who signs: nobody else stands in its list."""

    @property
    def is_signed(self) -> bool:
        """Whether they are signed."""
        return self.status != doc.UNSIGNED

    @property
    def note(self) -> str:
        """The end of the id of the sentence that says what the files lack (`export.note.<note>`), empty where they lack nothing."""
        return "" if self.status == doc.DRAFT else self.status.replace(" ", "_")


def terms(desk: Desk, public: str | None) -> Terms:
    """The terms for the owner whose public line is `public`, None without a key, as the team of the profile has them."""
    current = desk.ask(teams.current)
    if current is not None:
        status = doc.UNSIGNED if public is None else _status(current.team, public)
        return Terms(status, _beside(auditors.allowed_signers(current.team, current.document.body)), is_of_team=True)
    if public is None:
        return Terms(doc.UNSIGNED)
    return Terms(doc.DRAFT, _beside(auditors.alone(desk.actor.person, desk.actor.name, public)))


def frozen(desk: Desk, how: Terms, verification: str) -> Frozen:
    """The verdict file of a verification on these terms, yet to be signed; Refusal as `freeze.verdict_file` gives."""
    return desk.ask(freeze.verdict_file, verification, how.status)


def all_frozen(desk: Desk, how: Terms, verifications: Sequence[str]) -> tuple[Frozen | Refusal, ...]:
    """The verdict file of each of several verifications on these terms, yet to be signed, or why there is none."""
    return desk.ask(freeze.verdict_files, verifications, how.status)


def signed(file: Frozen, how: Terms, key: PrivateKey | None) -> Signed:
    """A verdict file with the signature its terms ask for; with none where no key is given."""
    return Signed(file.name, file.body, ()) if key is None else signed_as(file, doc.PURPOSES[how.status], key)


def signed_as(file: Frozen, kind: str, key: PrivateKey) -> Signed:
    """A document with a signature as one of this kind."""
    return Signed(file.name, file.body, (signatures.sign(key, file.body, kind),))


def issued(desk: Desk, verification: str, *, complete: bool = False) -> tuple[Signed, ...]:
    """The documents that were issued for a verification, as they are kept, with all they rest on where that is to be `complete`.

    None of a verification that was not issued, of which an export makes a draft. Refusal `export.forked`.
    """
    return tuple(desk.ask(keeping.stored, each) for each in desk.ask(issued_.leaving, verification, complete=complete))


def made(desk: Desk, how: Terms, verification: str, key: PrivateKey | None) -> tuple[Signed, ...]:
    """What goes out for a verification: what was issued, byte for byte, else its signed draft; Refusal as `issued` and `frozen` give."""
    kept = issued(desk, verification)
    return kept or (signed(frozen(desk, how, verification), how, key),)


def for_all(desk: Desk, how: Terms, documents: Iterable[Signed]) -> Terms:
    """The terms to hand out `documents` together: also who lost their key or role since stands in the list for what counts."""
    given = {(signatures.signer(each, file.name), signatures.kind(each, file.name)) for file in documents for each in file.signatures}
    return _for_given(desk, how, given)


def for_kept(desk: Desk, how: Terms, documents: Iterable[str], keys: Iterable[str] = ()) -> Terms:
    """The same for documents that are here, by their digests: of thousands not the bytes are read, but what stands beside them.

    Others are signed with these `keys`.
    """
    given = desk.ask(_given, documents)
    return _for_given(desk, how, given | {(key, "") for key in keys})


def _given(tx: Transaction, documents: Iterable[str]) -> set[tuple[str, str]]:
    """By which keys documents are signed, and as what."""
    return {(signatures.signer(each, ""), signatures.kind(each, "")) for each in bodies.signatures(tx, documents)}


def _for_given(desk: Desk, how: Terms, given: Collection[tuple[str, str]]) -> Terms:
    current = desk.ask(teams.current)
    if current is None:
        return how
    own = {
        (key, kind) for key, held in signers.signers(current.team) if held.status == "active" for kind in ("", *held.kinds(current.team))
    }
    if own.issuperset(given):
        return how
    return replace(how, beside=_beside(auditors.allowed_signers(current.team, current.document.body, given)))


def hand_out(desk: Desk, documents: Sequence[Signed], how: Terms, folder: Path, here: Collection[str] | None = None) -> None:
    """Put documents into `folder`, behind their signatures and what auditors need: all of it, or nothing where one file cannot land.

    Who hands out many says which of them are kept `here`.

    Raises:
        Refusal: as `leaving`, `put` and `put_over` give.
    """
    digests = [document.digest for document in documents]
    with leaving(desk, [each for each in digests if here is None or each in here]), whole() as landing:
        for file in _with_earlier(desk, how, folder).beside if any(document.signatures for document in documents) else ():
            _renew(landing, folder / file.name, file.body, is_whole=how.is_of_team)
        for document in documents:
            put_with(landing, folder, document)


def _with_earlier(desk: Desk, how: Terms, folder: Path) -> Terms:
    """The terms with who signed what an earlier export left in `folder`: its files are to stay as good as they were."""
    listed = next((file.body for file in how.beside if file.name == SIGNERS), b"")
    try:
        if not (listed and how.is_of_team and (folder / SIGNERS).exists()):
            return how
        named = {path.stem.rpartition("_")[2] for path in folder.glob("*_*.toml")}
    except OSError:
        # What the folder lacks is told where the files are put there.
        return how
    earlier = desk.ask(bodies.beginning_with, named)
    return _for_given(desk, how, auditors.entitled(listed) | desk.ask(_given, earlier)) if earlier else how


def laid_beside(how: Terms, documents: Iterable[Signed]) -> Terms:
    """The terms for what goes into a folder behind these documents: what auditors need lies there by then, if they are signed."""
    return replace(how, beside=()) if any(document.signatures for document in documents) else how


def _beside(listed: bytes) -> tuple[Frozen, ...]:
    told = "\n\n".join(auditors.how_to(words) for words in in_both()) + "\n"
    return (Frozen(SIGNERS, listed), Frozen(HOW_TO, told.encode()))


def _status(team: Team, public: str) -> doc.Status:
    """What a file says of itself that the holder of a key signs: the most that the team lets them sign."""
    try:
        holder = signers.signer(team, public)
    except Refusal:
        return doc.OUTSIDE
    if holder.status == "active":
        for status, purpose in doc.PURPOSES.items():
            if set(roles_for(purpose, team.policy.signers)) & set(holder.roles):
                return status
    return doc.OUTSIDE


def _renew(landing: Landing, path: Path, content: bytes, *, is_whole: bool) -> None:
    """Put `content` in the place of what an earlier export left at `path`; signers beside it stay unless it `is_whole` the list."""
    try:
        # Through a link, as somebody may have put on a stick, any file of this laptop would be overwritten.
        if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
            raise Refusal("export.exists_other", file=path)
        before = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise Refusal("export.folder", folder=path.parent, cause=causes.of_system(error)) from error
    if before is not None and path.name == SIGNERS:
        if not auditors.is_ours(before):
            raise Refusal("export.exists_other", file=path)
        content = content if is_whole else auditors.merged(content, before)
    if before != content:
        landing.put_over(path, content, before)
