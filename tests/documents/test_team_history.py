"""Any history of changes is taken step by step; any step skipped, repeated, altered or signed by too few is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.documents import team_changes as change
from models.documents import toml
from models.documents.team import Policy, Team
from models.documents.team_chain import accepted, six_words
from models.errors import Refusal
from tests.documents.team_kit import NOW, key, request, roots, signed, team

pytestmark = pytest.mark.slow

ROOTS: Final = ("pusat", "kedua", "ketiga", "keempat")
ROLES: Final = ("verifier", "lead", "supervisor")
STATUSES: Final = ("active", "left", "lost", "compromised")


@dataclass(frozen=True, slots=True)
class Step:
    """A team, its bytes, and the roots that must sign it: as few as will do, or nearly."""

    team: Team
    body: bytes
    signers: tuple[str, ...]


def enough(found: Team) -> list[str]:
    """As many roots of a team as it demands."""
    return list(found.roots)[-found.threshold :]


def step(found: Team, before: Team) -> Step:
    """A step after `before`."""
    return Step(found, change.written(found), tuple(dict.fromkeys([*enough(before), *enough(found)])))


@st.composite
def changed(draw: st.DrawFn, before: Team, number: int) -> Team:
    """A team with one change; `number` makes new names."""
    person = draw(st.sampled_from(sorted(before.people)))
    device = draw(st.sampled_from(sorted(before.devices)))
    status: Any = draw(st.sampled_from(STATUSES))
    last = "" if status == "active" else draw(st.sampled_from(["", "c" * 64]))
    roles: Any = draw(st.lists(st.sampled_from(ROLES), min_size=1, unique=True))
    names = draw(st.lists(st.sampled_from(ROOTS), min_size=1, unique=True))
    match draw(st.integers(0, 7)):
        case 0:
            return change.enrolled(before, request(f"p{number}"), roles, "Bali")
        case 1:
            return change.enrolled(before, request(f"p{number}", f"pc-{number}"), roles)
        case 2:
            return change.renewed(before, request(person, f"pc-{number}", f" {number}"), "d" * 64)
        case 3:
            return change.assigned(before, person, roles)
        case 4:
            return change.marked(before, f"people.{person}", status, last)
        case 5:
            return change.marked(before, f"devices.{device}", status, last)
        case 6:
            return change.with_roots(before, roots(names), draw(st.integers(1, len(names))))
        case _:
            return change.with_policy(before, Policy(issuer_may_be_approver=draw(st.booleans())))


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """A founding and up to six changes."""
    steps = [step(team(), team())]
    for number in range(2, draw(st.integers(3, 7))):
        before = steps[-1]
        steps.append(step(change.next_team(draw(changed(before.team, number)), before.body, NOW), before.team))
    return steps


def code(current: Step, body: bytes, names: Iterable[str], signed_body: bytes | None = None) -> str:
    """The code by which a candidate is refused, "" when it is taken."""
    try:
        accepted((current.team, current.body), body, signed(signed_body or body, *names), "x.toml")
    except Refusal as refusal:
        return refusal.code
    return ""


@given(histories())
@settings(max_examples=60, deadline=None)
def test_any_history_is_taken_step_by_step(history: list[Step]) -> None:
    first = history[0]
    current = accepted(None, first.body, signed(first.body, *first.signers), "x.toml", six_words(first.body)), first.body
    for following in history[1:]:
        current = accepted(current, following.body, signed(following.body, *following.signers), "x.toml"), following.body
        assert current == (following.team, following.body)
        assert toml.write(current[0]) == following.body


@given(histories())
@settings(max_examples=30, deadline=None)
def test_any_step_skipped_or_repeated_is_refused(history: list[Step]) -> None:
    for here, current in enumerate(history):
        codes = {there: code(current, other.body, ROOTS) for there, other in enumerate(history) if there != here + 1}
        assert codes == {there: "team.older" if there <= here else "team.gap" for there in codes}


@given(histories(), st.data())
@settings(max_examples=60, deadline=None)
def test_any_step_signed_by_one_root_too_few_is_refused(history: list[Step], data: st.DataObject) -> None:
    for current, following in pairwise(history):
        missing = data.draw(st.sampled_from(following.signers))
        rest = [name for name in following.signers if name != missing]
        is_enough = all(len(set(rest) & set(found.roots)) >= found.threshold for found in (current.team, following.team))
        assert code(current, following.body, rest) == ("" if is_enough else "team.signatures")


@given(histories(), st.data())
@settings(max_examples=60, deadline=None)
def test_any_step_with_one_byte_altered_is_refused(history: list[Step], data: st.DataObject) -> None:
    for current, following in pairwise(history):
        place = data.draw(st.integers(0, len(following.body) - 1))
        altered = bytearray(following.body)
        altered[place] ^= 1 << data.draw(st.integers(0, 7))
        assert code(current, bytes(altered), ROOTS, following.body)


@given(histories(), st.data())
@settings(max_examples=30, deadline=None)
def test_any_step_that_belongs_to_another_history_is_a_fork(history: list[Step], data: st.DataObject) -> None:
    before, current = history[-2], history[-1]
    other = change.next_team(change.enrolled(before.team, request("lain"), ["lead"]), before.body, NOW)
    fork = change.written(other.model_copy(update={"roots": current.team.roots, "threshold": current.team.threshold}))
    assert code(current, fork, ROOTS) == "team.fork"
    after = change.written(change.next_team(current.team, fork, NOW))
    assert code(current, after, ROOTS) == "team.fork"


def test_the_keys_of_the_roots_are_told_apart() -> None:
    assert len({key(name).public for name in ROOTS}) == len(ROOTS)
    with pytest.raises(Refusal, match=r"team\.faults"):
        change.written(change.with_roots(team(), roots(ROOTS), 5))
