"""Who may do what: the one table of role and verb, and the state a verification must be in. The lock, the grey key and the tests ask it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from models.errors import Refusal

ROLES: Final = ("verifier", "lead", "supervisor")
"""The roles of a member, the one that may do most last."""
FORMER: Final = "former"
"""What somebody is who left the team: reads all, writes files of it, and takes what the team says next, but changes nothing."""
EDITABLE: Final = frozenset({"draft", "returned"})
"""The states in which the author works on a verification."""


def strongest(roles: Iterable[str]) -> str:
    """The role of `roles` that may do most, the first of all where there is none."""
    return max(roles, key=ROLES.index, default=ROLES[0])


@dataclass(frozen=True, slots=True)
class Standing:
    """What a permission depends on besides the role: whose verification it is and its state."""

    owner: str = ""
    owner_name: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class _Permission:
    roles: frozenset[str]
    own: bool
    """Only the verification's own verifier."""
    states: frozenset[str] | None


_EVERYONE: Final = frozenset(ROLES)
_WORK: Final = _Permission(_EVERYONE, own=True, states=EDITABLE)
_LOOK: Final = _Permission(_EVERYONE, own=False, states=None)
_READ: Final = _Permission(_EVERYONE | {FORMER}, own=False, states=None)

PERMISSIONS: Final[Mapping[str, _Permission]] = {
    "profile.change": _READ,
    "round.open": _LOOK,
    "baseline.state": _LOOK,
    "agency.import": _LOOK,
    "team.change": _READ,
    "document.take": _LOOK,
    "verification.open": _LOOK,
    "verification.discard": _WORK,
    "verification.export": _READ,
    "answer.record": _WORK,
    "evidence.register": _WORK,
    "evidence.cite": _WORK,
    "fact.record": _WORK,
    "verdict.record": _WORK,
    "worksheet.take": _WORK,
    "undo": _WORK,
}
"""Every verb that is guarded. Roles are self-declared until a team is founded (DESIGN, section 3)."""


def refusal(person: str, role: str, verb: str, standing: Standing) -> Refusal | None:
    """Why `person` in `role` may not do `verb` at `standing`, or None when it is allowed."""
    permission = PERMISSIONS[verb]
    if role not in permission.roles:
        if role == FORMER:
            return Refusal("permission.left")
        return Refusal("permission.role", role=role)
    if permission.own and person != standing.owner:
        return Refusal("permission.not_yours", person=standing.owner_name)
    if permission.states is not None and standing.state not in permission.states:
        return Refusal("workflow.locked", state=standing.state)
    return None
