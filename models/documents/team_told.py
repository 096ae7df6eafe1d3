"""What is proposed for a team, in words: each change, and whose signatures it has and lacks."""

from collections.abc import Iterable
from typing import cast

from models.documents.team import Policy
from models.documents.team_chain import Support
from models.documents.team_differences import Difference
from models.explanation import roles_told
from models.words import Words


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
