"""The workflow: every state and verb, and that nobody decides on their own work whatever they do."""

from dataclasses import replace
from itertools import product
from typing import Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.permissions import FORMER, PERMISSIONS, ROLES, Standing, refusal
from models.rules.workflow import (
    EDITABLE,
    REQUESTED,
    RETURN_REASONS,
    STATES,
    TRANSITIONS,
    Case,
    Issue,
    Review,
    State,
    Submission,
    Withdrawal,
    lacking,
    position,
)
from models.words import LANGUAGES, Words

PEOPLE: Final = {"ani": ("verifier",), "budi": ("lead",), "citra": ("supervisor",), "dewi": ("verifier", "lead", "supervisor")}
AUTHOR: Final = "ani"
READY: Final = Case(remarks=1, code="evidence", reason="Bukti dukung belum lengkap.")
"""A case in which every verb has what it needs."""
SUBMISSION: Final = Submission("s1")
APPROVAL: Final = Review("r1", "s1", "approved")


def test_every_state_is_listed_once() -> None:
    assert get_args(State) == STATES
    assert set(STATES) >= EDITABLE


@pytest.mark.parametrize("verb", TRANSITIONS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("person", PEOPLE)
def test_a_verb_is_refused_to_whom_its_transition_is_not_for(verb: str, state: State, person: str) -> None:
    step = TRANSITIONS[verb]
    may = set(PEOPLE[person]) & set(step.roles) and state in step.states and step.by_author in (None, person == AUTHOR)
    assert (refusal(person, PEOPLE[person], verb, Standing(AUTHOR, "Ani", state)) is None) is bool(may)


@pytest.mark.parametrize("verb", PERMISSIONS)
@pytest.mark.parametrize("state", STATES)
def test_every_refused_verb_names_its_reason_in_both_languages(verb: str, state: State) -> None:
    for (person, roles), is_second in product([*PEOPLE.items(), ("eka", (FORMER,))], (False, True)):
        refused = refusal(person, roles, verb, Standing(AUTHOR, "Ani", state, is_second=is_second))
        assert refused is not None or set(roles) & PERMISSIONS[verb].roles
        if refused is not None:
            said = {Words(language).refusal(refused) for language in LANGUAGES}
            assert len(said) == len(LANGUAGES)
            assert all(len(each.split()) > 4 and "{" not in each for each in said)


@pytest.mark.parametrize(
    ("verb", "case", "code"),
    [
        ("submit", replace(READY, gaps=("REG-01",)), "submit.gaps"),
        ("submit", replace(READY, has_verdict=False), "submit.no_verdict"),
        ("submit", replace(READY, is_outdated=True), "submit.outdated"),
        ("submit", replace(READY, unanswered=("REG-01",)), "submit.unanswered"),
        ("recall", replace(READY, has_left=True), "recall.left"),
        ("request_return", READY, "request.here"),
        ("request_return", replace(READY, has_left=True, reason=" "), "workflow.reason_missing"),
        ("return", replace(READY, remarks=0), "return.no_remark"),
        ("return", replace(READY, remarks=0, is_requested=True), "return.no_remark"),
        ("return", replace(READY, code=REQUESTED), "return.not_requested"),
        ("return", replace(READY, code="tired"), "return.code"),
        ("return", replace(READY, reason=" "), "workflow.reason_missing"),
        ("approve", replace(READY, unsettled=("REG-01",)), "approve.unsettled"),
        ("approve", replace(READY, unconfirmed=("REG-01",)), "approve.unconfirmed"),
        ("approve", replace(READY, disagreements=("REG-01",)), "approve.disagreement"),
        ("approve", replace(READY, unopened=1, disagreements=("REG-01",)), "approve.second_unopened"),
        ("approve", replace(READY, is_unsigned=True), "approve.second_unsigned"),
        ("approve", replace(READY, to_repair=("REG-01",)), "approve.second_counts"),
        ("send_back", replace(READY, reason=""), "workflow.reason_missing"),
        ("issue", replace(READY, is_approver=True, may_be_approver=False), "issue.approver"),
        ("issue", replace(READY, is_approver=True, reason=""), "issue.approver_reason"),
        ("amend", replace(READY, reason=""), "workflow.reason_missing"),
        ("withdraw", replace(READY, reason=""), "workflow.reason_missing"),
    ],
)
def test_each_need_is_demanded(verb: str, case: Case, code: str) -> None:
    refused = lacking(verb, case)
    assert refused is not None
    assert refused.code == code
    assert all(len(Words(language).refusal(refused).split()) > 4 for language in LANGUAGES)


@pytest.mark.parametrize("verb", TRANSITIONS)
def test_with_everything_there_nothing_is_lacking(verb: str) -> None:
    case = replace(READY, has_left=verb == "request_return", is_requested=True)
    assert all(lacking(verb, replace(case, code=code)) is None for code in RETURN_REASONS)


def test_what_its_verifier_asks_for_is_returned_without_a_remark() -> None:
    case = Case(is_requested=True, code=REQUESTED, reason="Lampirannya tertukar.")
    assert lacking("return", case) is None
    assert lacking("return", replace(case, code="other")) is not None


@given(st.sampled_from(("ani", "dewi")), st.sets(st.sampled_from(sorted(PEOPLE))), st.data())
def test_no_sequence_of_verbs_lets_an_author_decide_on_their_own_work(author: str, others: set[str], data: st.DataObject) -> None:
    state: State = "draft"
    deciders: dict[str, set[str]] = {}
    # Of what is open to somebody at each step: of all verbs, two that follow each other would hardly ever be drawn.
    for _ in range(data.draw(st.integers(0, 12))):
        standing = Standing(author, author, state, authors=tuple(others))
        acts = [(person, verb) for person, verb in product(PEOPLE, TRANSITIONS) if not refusal(person, PEOPLE[person], verb, standing)]
        if not acts:
            break
        person, verb = data.draw(st.sampled_from(acts))
        if lacking(verb, READY) is None:
            deciders.setdefault(verb, set()).add(person)
            state = TRANSITIONS[verb].becomes or state
    for verb in ("remark", "return", "approve", "issue", "amend"):
        assert not {author, *others} & deciders.get(verb, set())
    assert deciders.get("approve", set()) <= {"budi", "dewi"}
    assert deciders.get("issue", set()) <= {"citra", "dewi"}


def test_nobody_whose_area_is_in_it_approves_it() -> None:
    refused = refusal("budi", ("lead",), "approve", Standing("ani", "Ani", "submitted", authors=("budi",)))
    assert refused is not None
    assert refused.code == "permission.own_work"


def why(person: str, role: str, verb: str, standing: Standing) -> tuple[str, dict[str, object]] | None:
    """The code and the fields of a refusal."""
    found = refusal(person, (role,), verb, standing)
    return None if found is None else (found.code, dict(found.fields))


def test_of_ones_own_draft_nobody_was_needed_whom_one_was_told_to_ask() -> None:
    for verb, state in product(("approve", "return", "remark", "issue", "send_back", "withdraw"), ("draft", "returned")):
        mine = why("ani", "verifier", verb, Standing("ani", "Ani", state))
        theirs = why("ani", "verifier", verb, Standing("budi", "Budi", state))
        assert mine == ("workflow.locked", {"state": state, "stage": f"own_{state}"})
        assert theirs == ("workflow.locked", {"state": state, "stage": state})
    assert why("ani", "verifier", "recall", Standing("ani", "Ani", "draft")) == (
        "workflow.locked",
        {"state": "draft", "stage": "own_draft"},
    )
    submitted = why("ani", "verifier", "approve", Standing("ani", "Ani", "submitted"))
    assert submitted == ("permission.role", {"role": "verifier", "roles": ("lead",)})


def test_whoever_was_promoted_was_told_to_ask_others_for_what_they_alone_can_do() -> None:
    for owner, code in (("ani", "permission.own_role"), ("budi", "permission.role")):
        assert why("ani", "lead", "submit", Standing(owner, owner, "draft")) == (code, {"role": "lead", "roles": ("verifier",)})


def test_no_result_comes_of_a_second_verification_and_no_opinion_of_a_first() -> None:
    for verb in (*TRANSITIONS, "verification.export"):
        found = [
            refusal(person, PEOPLE[person], verb, Standing(AUTHOR, "Ani", state, is_second=True)) for person in PEOPLE for state in STATES
        ]
        assert all(each is not None for each in found)
        assert {each.code for each in found if each} & {"second.not_the_result", "second.sealed"}
    refused = refusal(AUTHOR, ("verifier",), "opinion.give", Standing(AUTHOR, "Ani", "draft"))
    assert refused is not None
    assert refused.code == "second.is_first"
    assert refusal(AUTHOR, ("verifier",), "opinion.give", Standing(AUTHOR, "Ani", "draft", is_second=True)) is None
    assert refusal(AUTHOR, ("verifier",), "answer.record", Standing(AUTHOR, "Ani", "draft", is_second=True)) is None


def test_positions() -> None:
    returned = Review("r0", "s1", "returned")
    second = Submission("s2", frozenset({"s1"}))
    issued = Issue("v1", "s1")
    amended = Issue("v2", "s1", frozenset({"v1"}))
    assert position([]).state == "draft"
    assert position([SUBMISSION]).state == "submitted"
    assert position([SUBMISSION, returned]).state == "returned"
    assert position([SUBMISSION, APPROVAL]) == position([APPROVAL, SUBMISSION])
    assert position([SUBMISSION, APPROVAL]).state == "approved"
    assert position([SUBMISSION, APPROVAL, Withdrawal("w", "r1")]).state == "submitted"
    assert position([SUBMISSION, APPROVAL, issued]).state == "issued"
    assert position([SUBMISSION, issued, amended]).verdict == "v2"
    assert position([SUBMISSION, issued, amended, Withdrawal("w", "v2")]).state == "withdrawn"
    assert position([second, SUBMISSION]).submission == "s2"


def test_a_stale_or_repeated_return_does_not_swallow_a_repair() -> None:
    returned = Review("r0", "s1", "returned")
    second = Submission("s2", frozenset({"s1"}))
    assert position([SUBMISSION, returned, second]).state == "submitted"
    assert position([SUBMISSION, returned, second, Review("r9", "s1", "returned")]).state == "submitted"


def test_a_return_that_crosses_an_approval_outweighs_it() -> None:
    assert position([SUBMISSION, APPROVAL, Review("r2", "s1", "returned")]).state == "returned"


def test_a_fork_is_told_and_none_is_lost() -> None:
    found = position([SUBMISSION, Issue("v1", "s1"), Issue("v2", "s1")])
    assert (found.state, found.forks) == ("issued", ("v1", "v2"))
    assert position([SUBMISSION, Issue("v1", "s1"), Issue("v2", "s1"), Issue("v3", "s1", frozenset({"v1", "v2"}))]).forks == ()


DOCUMENTS: Final = [
    SUBMISSION,
    Submission("s2", frozenset({"s1"})),
    APPROVAL,
    Review("r2", "s2", "returned"),
    Review("r3", "s2", "approved", frozenset({"r2"})),
    Issue("v1", "s2"),
    Issue("v2", "s2", frozenset({"v1"})),
    Withdrawal("w1", "v2"),
]


@given(st.permutations(DOCUMENTS), st.integers(0, len(DOCUMENTS)), st.data())
def test_where_it_stands_does_not_depend_on_the_order_of_arrival(order: list[object], count: int, data: st.DataObject) -> None:
    some = order[:count]
    again = data.draw(st.permutations([*some, *some]))
    assert position(some) == position(again)  # type: ignore[arg-type]


def test_every_role_of_a_transition_is_a_role() -> None:
    assert {role for step in TRANSITIONS.values() for role in step.roles} <= set(ROLES)
