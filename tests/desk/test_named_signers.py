"""Who signs a document is who it says acts: for every kind, whoever else of the team could sign it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pytest

from models.codes import digest
from models.desk import announcing, answers, assigning, colleagues, handing, issuing, keeping, knowing, requesting, seconding, teams
from models.documents import kinds, signatures
from models.documents.checking import Checked, Known, checked
from models.documents.team import Policy
from models.documents.travelling import Signed
from models.errors import Refusal
from models.rules.signing import BY_ROLE
from tests.desk.acts import begun
from tests.desk.noting_kit import VISIT, drawn
from tests.desk.publishing_kit import publishes, small
from tests.desk.reviewing_kit import Laptop, approved, done, ready
from tests.desk.seconding_kit import ITEM, OTHER, Quartet, gives, quartet, second

KINDS: Final = (
    "submission",
    "review",
    "verdict",
    "withdrawal",
    "assignment",
    "checklist",
    "round",
    "note",
    "handover",
    "opinion",
    "settlement",
    "request",
)
pytestmark = pytest.mark.slow

EVERYBODY: Final = ("verifier", "lead", "supervisor")


@dataclass
class Made:
    """Honest documents by kind, and the laptops that could sign them where everybody may sign everything."""

    documents: dict[str, Signed]
    laptops: tuple[Laptop, ...]
    known: Known

    def signed_by(self, laptop: Laptop, kind: str, *before: Laptop) -> Checked:
        """What is found of a document when a laptop signed it, and others before."""
        document = self.documents[kind]
        given = tuple(signatures.sign(each.ring.person(), document.body, kind) for each in (*before, laptop))
        return checked(replace(document, signatures=given), self.known)


def _documents(team: Quartet) -> Iterator[Signed]:
    vera, lina, surya, dua = team.verifier, team.lead, team.supervisor, team.second
    verification = approved(team)
    yield from (*surya.documents("submission"), *surya.documents("review"))
    yield done(surya, verification, "issue")
    yield surya.sign(surya.desk.ask(issuing.withdrawal, verification, "withdraw", "Salah instansi."))
    yield lina.sign(lina.desk.ask(assigning.drawn_up, "2023-1", ["32"], vera.desk.actor.person))
    yield publishes(surya, small())
    yield surya.sign(surya.desk.ask(announcing.drawn_up, "2023-1"))
    yield drawn(vera, "visit", VISIT)
    other = begun(vera.desk, "32")
    vera.desk.do(answers.record, other, ITEM, 2)
    (receiver, *_) = [each for each in vera.desk.ask(colleagues.members) if each.id != vera.desk.actor.person]
    yield vera.sign(vera.desk.ask(handing.drawn_up, other, receiver.id))
    opinion = gives(team, second(dua, "13"))
    yield opinion
    submission = vera.submits(third := ready(vera.desk, "13"))
    lina.takes(submission, opinion)
    vera.desk.do(keeping.give_out, [digest(submission.body)])
    yield vera.sign(vera.desk.ask(requesting.drawn_up, third, "Lampiran tertukar."))
    team.opens(digest(opinion.body))
    for item in (ITEM, OTHER):
        lina.desk.do(seconding.settle, digest(opinion.body), item, "first", "Pasalnya ada.")
    yield team.settles(digest(opinion.body))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with quartet(tmp_path_factory.mktemp("team")) as team:
        documents: dict[str, Signed] = {kinds.parsed(each.body, each.name).kind: each for each in _documents(team)}
        current = team.supervisor.desk.ask(teams.current)
        assert current is not None
        policy = Policy(issuer_may_be_approver=False, signers=dict.fromkeys(BY_ROLE, EVERYBODY))
        allowed = current.team.model_copy(update={"policy": policy})
        known = replace(team.supervisor.desk.ask(knowing.known, allowed), earlier=())
        yield Made(documents, (team.verifier, team.lead, team.supervisor, team.second), known)


def _named(made: Made, kind: str) -> Laptop:
    """The laptop of who signed a document."""
    (laptop,) = [each for each in made.laptops if made.signed_by(each, kind).holds]
    return laptop


@pytest.mark.parametrize("kind", KINDS)
def test_somebody_signed_what_another_is_said_to_have_done(made: Made, kind: str) -> None:
    named = _named(made, kind)
    for other in made.laptops:
        if other is not named:
            (found,) = made.signed_by(other, kind).against
            assert isinstance(found, Refusal)
            # Of those whose work it judges that is said first.
            assert found.code == ("signer.own" if other is made.laptops[0] and kind == "verdict" else "signer.not_named")


@pytest.mark.parametrize("kind", KINDS)
def test_a_colleagues_signature_laid_before_that_of_whom_it_names_took_it_away(made: Made, kind: str) -> None:
    named = _named(made, kind)
    found = made.signed_by(named, kind, *(each for each in made.laptops if each is not named))
    assert found.holds
    assert found.signature.signer is not None
    assert found.signature.signer.person == named.desk.actor.person
