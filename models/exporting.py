"""How verdict files leave the house: frozen, signed for what their signer may sign, and handed out with what an auditor needs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models import causes
from models.desk import freeze, teams
from models.desk.desk import Desk
from models.desk.freeze import Frozen
from models.documents import auditors, signatures, signers
from models.documents import verdict_file as doc
from models.documents.keys import PrivateKey
from models.documents.team import Team
from models.documents.travelling import Signed, put
from models.errors import Refusal
from models.landing import put_over
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
    if public is None:
        return Terms(doc.UNSIGNED)
    current = desk.ask(teams.current)
    status: doc.Status = doc.DRAFT
    if current is None:
        listed = auditors.alone(desk.actor.person, desk.actor.name, public)
    else:
        status, listed = _status(current.team, public), auditors.allowed_signers(current.team, current.document.body)
    told = "\n\n".join(auditors.how_to(words) for words in in_both()) + "\n"
    return Terms(status, (Frozen(SIGNERS, listed), Frozen(HOW_TO, told.encode())), is_of_team=current is not None)


def frozen(desk: Desk, how: Terms, verification: str) -> Frozen:
    """The verdict file of a verification on these terms, yet to be signed; Refusal as `freeze.verdict_file` gives."""
    return desk.ask(freeze.verdict_file, verification, how.status)


def signed(file: Frozen, how: Terms, key: PrivateKey | None) -> Signed:
    """A verdict file with the signature its terms ask for; with none where no key is given."""
    given = () if key is None else (signatures.sign(key, file.body, doc.PURPOSES[how.status]),)
    return Signed(file.name, file.body, given)


def hand_out(document: Signed, how: Terms, folder: Path) -> None:
    """Put a verdict file into `folder`, behind its signature and what auditors need; Refusal as `put` and `put_over` give."""
    for file in how.beside:
        _renew(folder / file.name, file.body, is_whole=how.is_of_team)
    put(folder, document)


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


def _renew(path: Path, content: bytes, *, is_whole: bool) -> None:
    """Put `content` in the place of what an earlier export left at `path`; signers beside it stay unless it `is_whole` the list."""
    try:
        before = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise Refusal("export.folder", folder=path.parent, cause=causes.of_system(error)) from error
    if before is not None and path.name == SIGNERS:
        if not auditors.is_ours(before):
            raise Refusal("export.exists_other", file=path)
        content = content if is_whole else auditors.merged(content, before)
    if before != content:
        put_over(path, content, before)
