"""Who may sign which kind of document: one table of kind and roles, which a team's policy can change kind by kind."""

from collections.abc import Mapping
from typing import Final

BY_ROLE: Final[Mapping[str, tuple[str, ...]]] = {
    "submission": ("verifier",),
    "request": ("verifier",),
    "handover": ("verifier",),
    "opinion": ("verifier",),
    "minutes": ("verifier",),
    "review": ("lead",),
    "settlement": ("lead",),
    "verdict": ("supervisor",),
    "withdrawal": ("supervisor",),
    "endorsement": ("supervisor",),
    "receipt": ("supervisor",),
    "round": ("supervisor",),
    "checklist": ("supervisor",),
    "assignment": ("lead", "supervisor"),
    "action": ("verifier", "lead", "supervisor"),
    "note": ("verifier", "lead", "supervisor"),
}
"""The kinds that members sign, and the roles of which one is needed."""
_BY_PURPOSE: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {("note", "practice"): ("lead", "supervisor")}
"""The roles that alone may sign a document of a kind that says it is for this."""
JUDGING: Final = frozenset({"review", "settlement", "verdict"})
"""The kinds that nobody signs on their own work."""
ENDORSEMENT: Final = "endorsement"
"""The kind that says of documents that they count although their signer's key or role ended."""
DECIDED: Final = ("submission", "review")
"""The kinds that a decision names: it says of them that they were let in where it was made."""
DECIDING: Final = ("verdict", "review")
"""The kinds that name those, each before what it names itself."""
ENDED: Final = ("left", "lost", "compromised")
"""What can become of somebody's key; each says how much of what it signed still counts."""
ROOT: Final = "root"
DEVICE: Final = "device"
_BY_KEY: Final[Mapping[str, tuple[str, ...]]] = {"team": (ROOT,), "segment": (DEVICE,)}
"""The kinds that no member signs: the key of a root or of a device does, whatever the policy says."""
KINDS: Final = (*BY_ROLE, *_BY_KEY)
"""Every kind that is signed in the name of the team."""


def roles_for(kind: str, policy: Mapping[str, tuple[str, ...]], purpose: str = "") -> tuple[str, ...]:
    """The roles of which one is needed to sign a `kind` for a purpose, a policy's where it names others; none for an unknown kind."""
    allowed = _BY_KEY.get(kind) or policy.get(kind) or BY_ROLE.get(kind, ())
    narrower = _BY_PURPOSE.get((kind, purpose))
    return allowed if narrower is None else tuple(role for role in allowed if role in narrower)
