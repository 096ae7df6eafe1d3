"""What is changed or proposed for a team, in words: what it means, each change, and whose signatures it has and lacks."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

from models.documents.team import Policy
from models.documents.team_chain import Support
from models.documents.team_differences import Difference
from models.explanation import roles_told
from models.words import Words

_CHANGED: Final = ("team.accepted", "team.marked", "team.policy_changed", "team.renamed", "team.roots_changed")
_HERE: Final[Mapping[str, str]] = {"team.founded": "team.founded_here", **dict.fromkeys(_CHANGED, "team.changed_here")}


def said_of(change: str, *, is_shared: bool) -> str:
    """The words that tell what a change of the team means: where others work in the same database, they need not be given the list."""
    return _HERE.get(change, change) if is_shared else change


def support_told(words: Words, support: Support) -> str:
    """Whose signatures a proposed team document has, and how many it lacks yet."""
    if not support.missing:
        return words("team.signed_enough")
    return words.count(
        "team.signed_short",
        support.missing,
        names=", ".join(support.lacking) or "-",
        have=min(len(support.before), support.need_before),
        need=support.need_before,
        own=min(len(support.own), support.need),
        own_need=support.need,
    )


def policy_told(words: Words, policy: Policy) -> str:
    """What a team allows whoever approved a review."""
    return words("team.approver.yes" if policy.issuer_may_be_approver else "team.approver.no")


def difference_told(words: Words, difference: Difference) -> str:
    """One change that a proposed team document makes."""
    fields = dict(difference.fields)
    if "roles" in fields:
        fields["roles"] = roles_told(words, cast("Iterable[str]", fields["roles"]))
    if "status" in fields:
        fields["status"] = words(f"team.standing.{fields['status']}")
    return words(difference.said, **fields)
