"""The workflow of a verification: one table of verb, roles, states and what each needs; keys, commands and documents are drawn from it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, TypeVar

from models.errors import Refusal

State = Literal["draft", "submitted", "returned", "approved", "issued", "withdrawn"]
STATES: Final[tuple[State, ...]] = ("draft", "submitted", "returned", "approved", "issued", "withdrawn")
EDITABLE: Final = frozenset({"draft", "returned"})
"""The states in which the author works on a verification."""
WITH_VERDICT: Final = ("issued", "withdrawn")
"""The states in which there is a verdict that was issued: it is kept as it is, and nobody signs it anew."""
REQUESTED: Final = "requested"
"""The coded reason of a return that its verifier asked for."""
RETURN_REASONS: Final = ("evidence", "level", "not_applicable", "facts", "verdict", REQUESTED, "other")
"""The coded reasons of a return; each comes with a text."""


OF_APPROVAL: Final = ("unsettled", "unconfirmed", "unopened", "disagreements", "is_unsigned", "to_repair")
"""What an approval may lack, by the fields of a `Case`."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the guards look at, as far as a verb needs it."""

    gaps: tuple[str, ...] = ()
    """Items that lack something, and facts that are not filled in."""
    has_verdict: bool = True
    is_outdated: bool = False
    """Whether the recorded verdict goes by another recommendation than that of now."""
    unanswered: tuple[str, ...] = ()
    """Items of returned remarks without a reply."""
    unsettled: tuple[str, ...] = ()
    """Items of remarks that the lead has not settled."""
    unconfirmed: tuple[str, ...] = ()
    """Items answered "not applicable" that the lead has not confirmed."""
    unopened: int = 0
    """Opinions of second verifiers that are not opened."""
    disagreements: tuple[str, ...] = ()
    """Items on which two people's answers differ and nobody has settled it."""
    is_unsigned: bool = False
    """Whether a second verification lacks the settlement that its answers and the lead's decisions travel in."""
    to_repair: tuple[str, ...] = ()
    """Items of which the second answer counts while the submission has the first."""
    remarks: int = 0
    """Questions and corrections that are open to the verifier."""
    has_left: bool = False
    """Whether the submission has left this laptop."""
    is_requested: bool = False
    """Whether its verifier asks for the submission back."""
    code: str = ""
    """The coded reason."""
    reason: str = ""
    """What is given as the reason, in words."""
    is_forked: bool = False
    """Whether two verdicts stand side by side."""
    is_approver: bool = False
    """Whether the actor approved it."""
    may_be_approver: bool = True
    """Whether the team's policy lets an approver issue."""

    @property
    def missing_of_approval(self) -> tuple[tuple[str, str], ...]:
        """What an approval lacks, by the name of the field, with the item it is about, empty where it is about none."""
        found = {name: getattr(self, name) for name in OF_APPROVAL}
        listed = {name: what if isinstance(what, tuple) else ("",) * bool(what) for name, what in found.items()}
        return tuple(dict.fromkeys((name, item) for name, items in listed.items() for item in items))


Guard = Callable[[Case], Refusal | None]


def _listed(codes: tuple[str, ...]) -> dict[str, object]:
    return {"count": len(codes), "first": codes[0]}


def _complete(case: Case) -> Refusal | None:
    return Refusal("submit.gaps", **_listed(case.gaps)) if case.gaps else None


def _verdict(case: Case) -> Refusal | None:
    if not case.has_verdict:
        return Refusal("submit.no_verdict")
    return Refusal("submit.outdated") if case.is_outdated else None


def _replied(case: Case) -> Refusal | None:
    return Refusal("submit.unanswered", **_listed(case.unanswered)) if case.unanswered else None


def _here(case: Case) -> Refusal | None:
    return Refusal("recall.left") if case.has_left else None


def _gone(case: Case) -> Refusal | None:
    return None if case.has_left else Refusal("request.here")


def _remarked(case: Case) -> Refusal | None:
    # What a verifier asks for needs no remark that the same verifier would then have to answer.
    is_granted = case.is_requested and case.code == REQUESTED
    return None if case.remarks or is_granted else Refusal("return.no_remark")


def _coded(case: Case) -> Refusal | None:
    if case.code == REQUESTED and not case.is_requested:
        return Refusal("return.not_requested")
    return None if case.code in RETURN_REASONS else Refusal("return.code", code=case.code or "-")


def _reasoned(case: Case) -> Refusal | None:
    return None if case.reason.strip() else Refusal("workflow.reason_missing")


def _settled(case: Case) -> Refusal | None:
    return Refusal("approve.unsettled", **_listed(case.unsettled)) if case.unsettled else None


def _confirmed(case: Case) -> Refusal | None:
    return Refusal("approve.unconfirmed", **_listed(case.unconfirmed)) if case.unconfirmed else None


def _agreed(case: Case) -> Refusal | None:
    if case.unopened:
        return Refusal("approve.second_unopened", count=case.unopened)
    if case.disagreements:
        return Refusal("approve.disagreement", **_listed(case.disagreements))
    if case.is_unsigned:
        return Refusal("approve.second_unsigned")
    return Refusal("approve.second_counts", **_listed(case.to_repair)) if case.to_repair else None


def _one_verdict(case: Case) -> Refusal | None:
    return Refusal("withdraw.forked") if case.is_forked else None


def _second_pair_of_eyes(case: Case) -> Refusal | None:
    if not case.is_approver:
        return None
    if not case.may_be_approver:
        return Refusal("issue.approver")
    return None if case.reason.strip() else Refusal("issue.approver_reason")


@dataclass(frozen=True, slots=True)
class Transition:
    """A verb of the workflow: who may, in which states, what it becomes (the same where empty), and what it needs."""

    roles: tuple[str, ...]
    states: tuple[State, ...]
    becomes: State | None = None
    by_author: bool | None = None
    """Whether only its own verifier may (True), only somebody who is not an author (False), or anybody of the role (None)."""
    guards: tuple[Guard, ...] = field(default=())


TRANSITIONS: Final[Mapping[str, Transition]] = {
    "submit": Transition(("verifier",), ("draft", "returned"), "submitted", by_author=True, guards=(_complete, _verdict, _replied)),
    "recall": Transition(("verifier",), ("submitted",), "draft", by_author=True, guards=(_here,)),
    "request_return": Transition(("verifier",), ("submitted",), by_author=True, guards=(_gone, _reasoned)),
    "reply": Transition(("verifier",), ("returned",), by_author=True),
    "remark": Transition(("lead",), ("submitted",), by_author=False),
    "confirm": Transition(("lead",), ("submitted",), by_author=False),
    "settle": Transition(("lead",), ("submitted",), by_author=False),
    "return": Transition(("lead",), ("submitted",), "returned", by_author=False, guards=(_remarked, _coded, _reasoned)),
    "approve": Transition(("lead",), ("submitted",), "approved", by_author=False, guards=(_settled, _confirmed, _agreed)),
    "send_back": Transition(("supervisor",), ("approved",), "submitted", guards=(_reasoned,)),
    "issue": Transition(("supervisor",), ("approved",), "issued", by_author=False, guards=(_second_pair_of_eyes,)),
    "amend": Transition(("supervisor",), ("issued",), "issued", by_author=False, guards=(_reasoned, _second_pair_of_eyes)),
    "withdraw": Transition(("supervisor",), ("issued",), "withdrawn", guards=(_reasoned, _one_verdict)),
}
"""DESIGN, section 3. What the author does to answers is not here but with the permissions: it needs nothing but an editable state."""


def lacking(verb: str, case: Case) -> Refusal | None:
    """What `verb` lacks in this case, None where nothing does; the first of its guards that is not met."""
    return next((refused for guard in TRANSITIONS[verb].guards if (refused := guard(case)) is not None), None)


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission by its digest, and those in whose place it was put."""

    digest: str
    supersedes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Review:
    """What was decided about a submission."""

    digest: str
    submission: str
    decision: Literal["returned", "approved"]
    supersedes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Issue:
    """A verdict issued on a submission."""

    digest: str
    submission: str
    supersedes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The withdrawal of a verdict, or of an approval that is sent back."""

    digest: str
    withdraws: str


Document: TypeAlias = Submission | Review | Issue | Withdrawal
D = TypeVar("D", Submission, Review, Issue)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a verification stands by the documents about it, in whatever order they arrived."""

    state: State
    submission: str = ""
    review: str = ""
    verdict: str = ""
    forks: tuple[str, ...] = ()
    """Digests of documents of one kind that are current side by side."""


def position(documents: Iterable[Document]) -> Position:
    """Where a verification stands.

    The submission that nobody supersedes counts; a review counts for the submission it names, once. Of two reviews of one submission a
    return outweighs an approval, of two submissions or verdicts the first by digest is shown and both are told as a fork, until a
    verdict is put over all of them but the submission it rests on.
    """
    documents = frozenset(documents)
    issued = [each for each in documents if isinstance(each, Issue)]
    put_over = {digest for each in issued for digest in each.supersedes - {each.submission}}
    submitted = [each for each in documents if isinstance(each, Submission)]
    submissions = _current(submitted, put_over) or _current(submitted)
    if not submissions:
        return Position("draft")
    withdrawn = {each.withdraws for each in documents if isinstance(each, Withdrawal)}
    issues = _current(issued)
    standing = [each for each in issues if each.digest not in withdrawn]
    forks = (*_beside(submissions), *_beside(standing))
    if issues:
        issue = (standing or issues)[0]
        return Position("issued" if standing else "withdrawn", issue.submission, verdict=issue.digest, forks=forks)
    submission = submissions[0]
    reviews = _current([each for each in documents if isinstance(each, Review) and each.submission == submission.digest])
    decided = {each.decision: each.digest for each in reversed(reviews) if each.digest not in withdrawn}
    if "returned" in decided:
        return Position("returned", submission.digest, decided["returned"], forks=forks)
    if "approved" in decided:
        return Position("approved", submission.digest, decided["approved"], forks=forks)
    return Position("submitted", submission.digest, forks=forks)


def standings(documents: Iterable[Document]) -> Mapping[str, str]:
    """How each verdict stands by its digest: empty where it counts, else `replaced`, `withdrawn`, or `fork` beside another."""
    documents = frozenset(documents)
    issued = [each for each in documents if isinstance(each, Issue)]
    withdrawn = {each.withdraws for each in documents if isinstance(each, Withdrawal)}
    current = {each.digest for each in _current(issued)}
    beside = "fork" if len(current - withdrawn) > 1 else ""
    return {
        each.digest: "replaced" if each.digest not in current else "withdrawn" if each.digest in withdrawn else beside for each in issued
    }


def _current(found: Sequence[D], put_over: Collection[str] = ()) -> list[D]:
    superseded = {digest for each in found for digest in each.supersedes}.union(put_over)
    return sorted((each for each in found if each.digest not in superseded), key=lambda each: each.digest)


def _beside(found: list[Submission] | list[Issue]) -> tuple[str, ...]:
    return tuple(each.digest for each in found) if len(found) > 1 else ()
