"""An endorsement at headquarters: laptops that join later let in what it names, and whoever reads for one region learns nothing by it."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from models.codes import digest
from models.desk import arrived, endorsing, keeping, people, teams
from models.desk.desk import opened
from models.documents import team_chain
from models.keyring import Keyring
from models.previews import Arriving
from tests.desk.ended_kit import endorse
from tests.desk.reviewing_kit import Laptop, Trio, done
from tests.headquarters.kit import ELSEWHERE, Headquarters, approved

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("headquarters")]


def test_what_a_supervisor_issued_at_headquarters_who_left_is_endorsed_there(hq: Headquarters, tmp_path: Path) -> None:
    with ExitStack() as stack:
        dian, lina, tono, surya, vera = (stack.enter_context(hq.laptop(role)) for role in ("dian", "lina", "tono", "surya", "vera"))
        verdict = done(tono, approved(Trio(dian, lina, tono), ELSEWHERE), "issue")
        named = next(id_ for id_, each in surya.desk.ask(teams.demanded).team.people.items() if each.name == "Tono")
        surya.desk.do(teams.mark, f"people.{named}", "left", "", surya.ring.root())
        assert {each.kind for each in surya.desk.ask(endorsing.lacking, named).documents} == {"verdict"}
        endorsement = endorse(surya, named)
        assert all(each.why is None for each in surya.desk.ask(arrived.arrived, arrived.START).came if each.kind == "endorsement")
        # Whoever works for Jawa Barat may read who endorsed, and not what.
        assert vera.desk.ask(keeping.kind_of, digest(endorsement.body)) == "endorsement"
        assert "Aceh" not in endorsement.body.decode()
        newest = surya.desk.ask(teams.demanded).document
        documents = [surya.desk.ask(keeping.stored, line.id) for line in surya.desk.ask(keeping.lines)]
    with opened(tmp_path / "nina", clock=surya.clock) as desk:
        nina = Laptop(desk, Keyring(tmp_path / "nina"), surya.clock)
        desk.do(people.found, name="Nina", role="lead", language="id")
        desk.do(teams.take, newest, team_chain.six_words(newest.body))
        assert nina.takes(verdict) == [Arriving.REFUSED]
        assert set(nina.takes(*documents)) == {Arriving.NEW}
