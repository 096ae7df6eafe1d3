"""A verdict tells again how a second verification was settled: as its settlement does, or it is refused."""

from pathlib import Path

import pytest

from models.codes import digest
from models.desk import issued, knowing, teams
from models.documents import chain, checking, kinds, retold
from models.documents.verdict_file import VerdictFile
from models.errors import Refusal
from tests.desk.reviewing_kit import changed, done, why
from tests.desk.seconding_kit import ITEM, OTHER, quartet, repaired

pytestmark = pytest.mark.slow


def test_a_verdict_that_tells_a_second_verification_otherwise_than_its_settlement_held(tmp_path: Path) -> None:
    with quartet(tmp_path) as team:
        verification = repaired(team)
        everything = [each for kind in ("submission", "opinion", "settlement", "review") for each in team.lead.documents(kind)]
        team.supervisor.takes(*everything)
        verdict = done(team.supervisor, verification, "issue")
        current = team.lead.desk.ask(teams.current)
        assert current is not None
        by = {digest(each.body): each for each in everything}
        known = chain.knowing(team.lead.desk.ask(knowing.known, current.team), by.get)
        found, links = chain.followed(checking.checked(verdict, known), by.get, known)
        assert found.holds
        assert [(each.kind, each.found is not None) for each in links][2:] == [("settlement", True)]
        document = kinds.demanded(verdict, VerdictFile)
        # An auditor is handed it with everything else.
        assert team.supervisor.desk.ask(issued.leaving, verification, complete=True)[-1] == document.second["1"].settlement
        told = document.second["1"]
        for lie in (
            {"items": {ITEM: told.items[ITEM]}, "compared": told.compared},
            {"items": {**told.items, OTHER: told.items[OTHER].model_copy(update={"reason": "Karangan."})}},
            {"opinion": "0" * 64},
            {"person": told.person.model_copy(update={"name": "Lain"})},
        ):
            lying = changed(team.supervisor, verdict, second={"1": told.model_copy(update=lie)})
            found, _ = chain.followed(checking.checked(lying, known), by.get, known)
            assert [each.code for each in found.against if isinstance(each, Refusal)] == ["check.chain_second"]
            assert why(team.lead, lying) == "check.chain_second"
        no_settlement = changed(team.supervisor, verdict, second={"1": told.model_copy(update={"settlement": document.review})})
        assert why(team.lead, no_settlement) == "check.chain_kind"
        # Without the settlement nothing speaks against it.
        assert retold.settled(document, lambda _: None) == ()
