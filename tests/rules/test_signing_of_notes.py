"""Who may sign a note: everybody of the team, a practice only leads and supervisors, whatever a policy says."""

import pytest

from models.rules.permissions import PERMISSIONS, ROLES, Standing, refusal
from models.rules.signing import roles_for


@pytest.mark.parametrize(
    ("policy", "purpose", "allowed"),
    [
        ({}, "visit", ("verifier", "lead", "supervisor")),
        ({}, "consultation", ("verifier", "lead", "supervisor")),
        ({}, "practice", ("lead", "supervisor")),
        ({"note": ("lead",)}, "practice", ("lead",)),
        ({"note": ("lead",)}, "visit", ("lead",)),
        ({"note": ("verifier",)}, "practice", ()),
    ],
)
def test_roles_by_policy_and_purpose(policy: dict[str, tuple[str, ...]], purpose: str, allowed: tuple[str, ...]) -> None:
    assert roles_for("note", policy, purpose) == allowed


def test_a_purpose_narrows_no_other_kind() -> None:
    assert roles_for("submission", {}, "practice") == ("verifier",)


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_asks_for_the_same_roles_as_the_signature(role: str) -> None:
    assert {"note.write", "practice.mark"} <= PERMISSIONS.keys()
    assert refusal("p", (role,), "note.write", Standing()) is None
    assert (refusal("p", (role,), "practice.mark", Standing()) is None) == (role in roles_for("note", {}, "practice"))
