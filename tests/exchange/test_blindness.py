"""Whoever is ordered to verify a second time gets the first only once their opinion is sealed, and then by itself."""

from pathlib import Path

import pytest

from models.codes import digest
from models.desk import assigning, colleagues, keeping, rounds
from models.documents.travelling import Signed
from tests.desk.reviewing_kit import Laptop
from tests.desk.seconding_kit import first, gives, quartet, second
from tests.exchange.kit import Memory, documents, meets

pytestmark = pytest.mark.slow


def orders(lead: Laptop, agency: str) -> Signed:
    """An order for a second verification by Dua."""
    lead.clock.step()
    desk, dua = lead.desk, lead.desk.ask(colleagues.member, "Dua").id
    signed = lead.sign(desk.ask(assigning.drawn_up, desk.ask(rounds.lines)[0].id, {agency}, dua, "", "", "second"))
    desk.do(assigning.assign, signed)
    return signed


def test_the_first_came_with_the_order_and_made_it_impossible(tmp_path: Path) -> None:
    with quartet(tmp_path) as team:
        carrier, dua, everybody = Memory(), team.second, (team.verifier, team.lead, team.second)
        orders(team.lead, "32")
        for laptop in everybody:
            meets(laptop, carrier)
        submission, order = digest(team.verifier.submits(first(team)).body), digest(orders(team.lead, "11").body)
        for laptop in everybody:
            meets(laptop, carrier)
        assert order in documents(dua, "assignment")
        assert documents(dua, "submission") == set()
        assert [each.id for each in dua.desk.ask(keeping.set_aside)] == [submission]
        opinion = digest(gives(team, second(dua)).body)
        meets(dua, carrier)
        assert documents(dua, "submission") == {submission}
        meets(team.lead, carrier)
        assert documents(team.lead, "opinion") == {opinion}
