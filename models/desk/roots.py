"""What root keys decide: who signs team documents, how many are needed, whether an approver may issue; proposals that wait for them."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.codes import digest
from models.desk import reading, teams
from models.desk.keeping import Signed
from models.desk.teams import CurrentTeam
from models.documents import enrolment, signatures, team_chain, team_changes, team_differences, toml, travelling
from models.documents.keys import PrivateKey
from models.documents.team import LONGEST, Root, Team
from models.documents.team_chain import Support
from models.documents.team_differences import Difference
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules.permissions import Standing
from models.text import folded

_ID: Final = "root-{}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A team document that is to follow the one here: what it would change, and who signed it."""

    team: Team
    document: Signed
    differences: tuple[Difference, ...]
    support: Support


def request(tx: Transaction, root: PrivateKey) -> Signed:
    """The owner's request to sign team documents with `root`, signed with it; Refusal `profile.name_missing` before there is an owner."""
    owner = reading.owner(tx)
    if owner is None:
        raise Refusal("profile.name_missing")
    body = toml.write(enrolment.root_requested(person=owner.person, name=owner.name, key=root.public, made_at=tx.stamp))
    return Signed(f"root_{owner.person}_{digest(body)[:16]}.toml", body, (signatures.sign(root, body, "root"),))


def add(tx: Transaction, asked: Signed, root: PrivateKey) -> CurrentTeam:
    """Let somebody whose six words were compared sign team documents too; Refusal as `enrolment.opened_root` and `teams.follow` give."""
    before = teams.demanded(tx)
    wanted = enrolment.opened_root(asked.body, asked.signatures, asked.name)
    known = before.team.roots
    number = max((int(id_.rpartition("-")[2]) for id_ in known if id_.rpartition("-")[2].isdigit()), default=0) + 1
    roots = {**known, _ID.format(number): Root(name=wanted.name, key=wanted.key)}
    return teams.follow(tx, before, team_changes.with_roots(before.team, roots, before.team.threshold), root)


def remove(tx: Transaction, id_: str, root: PrivateKey) -> CurrentTeam:
    """Let a root key sign no longer.

    Raises:
        Refusal: `team.unknown`, `team.root_needed` where fewer would be left than are needed, and what `teams.follow` refuses.
    """
    before = teams.demanded(tx)
    said = before.team
    if id_ not in said.roots:
        raise Refusal("team.unknown", entry=id_)
    refused = why_not_remove(said, id_)
    if refused is not None:
        raise refused
    left = {each: held for each, held in said.roots.items() if each != id_}
    return teams.follow(tx, before, team_changes.with_roots(said, left, said.threshold), root)


def why_not_remove(team: Team, id_: str) -> Refusal | None:
    """Why a root key cannot be taken away, None where enough are left."""
    left = len(team.roots) - 1
    return None if left >= team.threshold else Refusal("team.root_needed", name=team.roots[id_].name, left=left, need=team.threshold)


def need(tx: Transaction, threshold: int, root: PrivateKey) -> CurrentTeam:
    """Let so many root keys be needed for each team document; Refusal `team.threshold`, and what `teams.follow` refuses."""
    before = teams.demanded(tx)
    count = len(before.team.roots)
    if not 1 <= threshold <= count:
        raise Refusal("team.threshold", value=threshold, most=count)
    return teams.follow(tx, before, team_changes.with_roots(before.team, before.team.roots, threshold), root)


def let_approver_issue(tx: Transaction, may: bool, root: PrivateKey) -> CurrentTeam:
    """Let a supervisor issue, with a reason, what they approved themselves, or let them not; what `teams.follow` refuses."""
    before = teams.demanded(tx)
    policy = before.team.policy.model_copy(update={"issuer_may_be_approver": may})
    return teams.follow(tx, before, team_changes.with_policy(before.team, policy), root)


def place(team: Team, what: str) -> str:
    """The id of the root key that `what` means: an id, or the whole name of one holder; Refusal `team.unknown` or `team.ambiguous`."""
    named = [id_ for id_, held in team.roots.items() if folded(held.name) == folded(what)]
    match [what] if what in team.roots else named:
        case []:
            raise Refusal("team.unknown", entry=what)
        case [only]:
            return only
        case several:
            raise Refusal("team.ambiguous", entry=what, matches=", ".join(several))


def proposed(tx: Transaction, offered: Signed) -> Proposal:
    """What somebody proposes; Refusal as `team_chain.proposed` gives."""
    before = teams.demanded(tx)
    team = team_chain.proposed((before.team, before.document.body), offered.body, offered.signatures, offered.name)
    found = team_chain.support(before.team, team, offered.body, offered.signatures, offered.name)
    return Proposal(team, offered, team_differences.between(before.team, team), found)


def sign(tx: Transaction, offered: Signed, root: PrivateKey) -> Proposal:
    """The proposal with one more signature, which goes beside it; nothing is kept here.

    Raises:
        Refusal: `team.no_root` where the key is of no root of the team here nor of the proposed one, and what `proposed` refuses.
    """
    tx.require("team.change", Standing())
    refused = why_not_sign(proposed(tx, offered), teams.demanded(tx).team, root.public)
    if refused is not None:
        raise refused
    given = signatures.sign(root, offered.body, "team")
    return proposed(tx, Signed(offered.name, offered.body, (*offered.signatures, *({given} - set(offered.signatures)))))


def why_not_sign(proposal: Proposal, before: Team, public: str | None) -> Refusal | None:
    """Why the root key of this laptop (its public line) cannot sign a proposal to follow `before`, None where it can."""
    refused = teams.why_not_root(before, public)
    return refused if refused is None or teams.why_not_root(proposal.team, public) is not None else None


def waiting(tx: Transaction, folder: Path) -> tuple[Proposal, ...]:
    """The proposals in `folder` that could follow the team here; what else lies there is passed over."""
    current = teams.current(tx)
    found: list[Proposal] = []
    if current is None:
        return ()
    for path in sorted(folder.glob(f"team_{current.team.number + 1:04}_*.toml")):
        # Why one cannot follow is said to whoever chooses it.
        with suppress(Refusal):
            found.append(proposed(tx, travelling.met(path, LONGEST)))
    return tuple(found)
