"""Who may do what: the one table of role and verb, and the state a verification must be in. The lock, the grey key and the tests ask it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from models.errors import Refusal
from models.rules.signing import ENDORSEMENT, roles_for
from models.rules.workflow import EDITABLE, TRANSITIONS

ROLES: Final = ("verifier", "lead", "supervisor")
"""The roles of a member, the one that may do most last."""
FORMER: Final = "former"
"""What somebody is who left the team: reads all, writes files of it, and takes what the team says next, but changes nothing."""


def strongest(roles: Iterable[str]) -> str:
    """The role of `roles` that may do most, the first of all where there is none."""
    return max(roles, key=ROLES.index, default=ROLES[0])


@dataclass(frozen=True, slots=True)
class Standing:
    """What a permission depends on besides the role: whose verification it is and its state."""

    owner: str = ""
    owner_name: str = ""
    state: str = ""
    authors: tuple[str, ...] = ()
    """Everybody else whose work is in it."""
    is_second: bool = False
    """Whether it is an independent second verification."""
    follower: str = ""
    """The id of the verification it was moved to; empty where it was not."""
    followed_as: str = ""
    """The checklist which that one goes by, by id and version."""


@dataclass(frozen=True, slots=True)
class _Permission:
    roles: frozenset[str]
    own: bool
    """Only the verification's own verifier."""
    states: frozenset[str] | None
    not_author: bool = False
    """Nobody whose work is in it."""
    free: frozenset[str] = frozenset()
    """Roles that may do it with anybody's where others may only with their own."""
    second: bool | None = None
    """Whether only on a second verification (True), never on one (False), or on both (None)."""


_EVERYONE: Final = frozenset(ROLES)
_DECIDING: Final = _Permission(frozenset({"lead", "supervisor"}), own=False, states=None)
_WORK: Final = _Permission(_EVERYONE, own=True, states=EDITABLE)
_LOOK: Final = _Permission(_EVERYONE, own=False, states=None)
_READ: Final = _Permission(_EVERYONE | {FORMER}, own=False, states=None)

PERMISSIONS: Final[Mapping[str, _Permission]] = {
    "profile.change": _READ,
    "round.open": _LOOK,
    "checklist.adopt": _LOOK,
    "round.announce": _Permission(frozenset(roles_for("round", {})), own=False, states=None),
    "checklist.publish": _Permission(frozenset(roles_for("checklist", {})), own=False, states=None),
    "baseline.state": _LOOK,
    "cohort.save": _LOOK,
    "recap.keep": _LOOK,
    "agency.import": _LOOK,
    "team.change": _READ,
    "document.take": _LOOK,
    "document.endorse": _Permission(frozenset(roles_for(ENDORSEMENT, {})), own=False, states=None),
    "note.write": _LOOK,
    # Tracked long after the verdict, by whoever follows the agency up.
    "agenda.plan": _Permission(_EVERYONE, own=False, states=None, second=False),
    "agenda.sign": _Permission(frozenset(roles_for("action", {})), own=False, states=None, second=False),
    "practice.mark": _Permission(frozenset(roles_for("note", {}, "practice")), own=False, states=None),
    "assignment.give": _Permission(frozenset({"lead", "supervisor"}), own=False, states=None),
    "verification.open": _LOOK,
    "verification.discard": _WORK,
    "verification.move": _Permission(_EVERYONE, own=True, states=EDITABLE, second=False),
    "verification.export": _Permission(_EVERYONE | {FORMER}, own=False, states=None, second=False),
    "result.print": _Permission(_EVERYONE | {FORMER}, own=True, states=None, free=frozenset({"lead", "supervisor"}), second=False),
    "opinion.open": _Permission(frozenset(roles_for("settlement", {})), own=False, states=None),
    "opinion.give": _Permission(frozenset(roles_for("opinion", {})), own=True, states=frozenset({"draft", "submitted"}), second=True),
    "answer.record": _WORK,
    "evidence.register": _WORK,
    "evidence.cite": _WORK,
    "fact.record": _WORK,
    "trip.record": _WORK,
    "recalculation.record": _WORK,
    "loose.write": _WORK,
    "finding.record": _WORK,
    "completion.set": _WORK,
    # Their number and the signed paper come when the work has long been submitted.
    "minutes.close": _Permission(frozenset(roles_for("minutes", {})), own=True, states=None, second=False),
    "minutes.attach": _Permission(frozenset(roles_for("minutes", {})), own=True, states=None, second=False),
    "verdict.record": _WORK,
    "worksheet.take": _WORK,
    "self_assessment.take": _WORK,
    "handover.give": _WORK,
    "handover.merge": _WORK,
    "undo": _WORK,
    "review.look": _DECIDING,
    "plenary.hold": _Permission(frozenset({"supervisor"}), own=False, states=None),
    "plenary.decide": _Permission(frozenset({"supervisor"}), own=False, states=None, not_author=True),
    "issue.look": _Permission(frozenset({"supervisor"}), own=False, states=None),
    **{
        verb: _Permission(
            frozenset(step.roles), step.by_author is True, frozenset(step.states), not_author=step.by_author is False, second=False
        )
        for verb, step in TRANSITIONS.items()
    },
}
"""Every verb that is guarded. Roles are self-declared until a team is founded (DESIGN, section 3)."""

READING: Final = frozenset({"review.look", "issue.look", "verification.export", "result.print"})
"""What changes nothing here."""
_ENDS_WITH_A_MOVE: Final = frozenset({"minutes.close"})
"""What is done in any state, but only where a verification is gone on with."""


def refusal(person: str, roles: Collection[str], verb: str, standing: Standing) -> Refusal | None:
    """Why `person`, who has `roles`, may not do `verb` at `standing`, or None when it is allowed."""
    permission = PERMISSIONS[verb]
    if not permission.roles & set(roles):
        return _of_role(person, roles, permission, standing)
    if permission.second is not None and standing.state and permission.second is not standing.is_second:
        if verb in ("verification.export", "result.print"):
            return Refusal("second.sealed")
        return Refusal("second.is_first") if permission.second else Refusal("second.not_the_result")
    if standing.follower and (permission.states is not None or verb in _ENDS_WITH_A_MOVE):
        return Refusal("verification.followed", checklist=standing.followed_as, verification=standing.follower)
    if permission.own and person != standing.owner and not permission.free & set(roles):
        return Refusal("permission.not_yours", person=standing.owner_name)
    if permission.not_author and person in (standing.owner, *standing.authors):
        return Refusal("permission.own_work")
    if permission.states is not None and standing.state not in permission.states:
        return locked(standing, person)
    return None


def _of_role(person: str, roles: Collection[str], permission: _Permission, standing: Standing) -> Refusal:
    """Why somebody may not do what others of a role may: whom to ask, unless nobody can do it as things are."""
    if FORMER in roles:
        return Refusal("permission.left")
    role = strongest(role for role in roles if role in ROLES)
    named = {"role": role, "roles": tuple(role for role in ROLES if role in permission.roles)}
    is_waiting = permission.states is not None and standing.state in EDITABLE - permission.states
    if is_waiting and not standing.is_second:
        return locked(standing, person)
    is_theirs_alone = permission.own and not permission.free and person == standing.owner
    return Refusal("permission.own_role" if is_theirs_alone else "permission.role", **named)


def locked(standing: Standing, person: str = "") -> Refusal:
    """That the state of a verification does not allow something, and who can do what with it instead: its own verifier goes on with it."""
    whose = "own_" if person == standing.owner and standing.state in EDITABLE else ""
    return Refusal("workflow.locked", state=standing.state, stage="second" if standing.is_second else f"{whose}{standing.state}")
