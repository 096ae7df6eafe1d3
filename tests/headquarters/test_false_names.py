"""People of laptops, whom nobody at headquarters has met: what they are called there is what the team calls them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg import errors

from models.desk import people, teams
from models.desk.desk import opened
from models.documents import team_chain
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.reviewing_kit import WAIVED, Laptop
from tests.desk.reviewing_kit import _readied as readied
from tests.headquarters.kit import PLACE, Headquarters

pytestmark = pytest.mark.slow
RENAMED = "UPDATE person SET name = 'Palsu' WHERE id = %s"


@contextmanager
def maya(hq: Headquarters, folder: Path) -> Iterator[Laptop]:
    """The laptop of a member of the team who never logs in at headquarters."""
    clock = StillClock()
    with opened(folder, clock=clock) as desk, hq.laptop("surya", clock) as surya:
        found = Laptop(desk, Keyring(folder), clock)
        desk.do(people.found, name="Maya", role="verifier", language="id", region="Jawa Barat")
        found.ring.make()
        clock.step(9)
        asked = desk.ask(teams.request, found.ring.person(), found.ring.device())
        surya.ring.unlock()
        team = surya.desk.do(teams.enrol, asked, ("verifier",), "Jawa Barat", surya.ring.root())
        chain = surya.desk.ask(teams.chain)
        desk.do(teams.take, chain[-1], team_chain.six_words(chain[-1].body))
        assert team.team.people[desk.actor.person].name == "Maya"
        yield found


def test_a_member_gave_somebody_of_a_laptop_a_false_name_before_they_first_came(hq: Headquarters, tmp_path: Path) -> None:
    with maya(hq, tmp_path / "maya") as laptop, hq.laptop("tono", laptop.clock) as tono:
        person = laptop.desk.actor.person
        with hq.connected("vera") as member:
            member.execute(
                "INSERT INTO person (id, name, role, region, language, is_owner) VALUES (%s, 'Palsu', 'verifier', '', 'id', false)",
                (person,),
            )
        submission = laptop.submits(readied(laptop.desk, PLACE, WAIVED))
        tono.takes(submission)
        with hq.connected() as administrator:
            assert administrator.execute("SELECT name FROM person WHERE id = %s", (person,)).fetchone() == ("Maya",)
        for role in ("vera", "lina"):
            with hq.connected(role) as member, pytest.raises(errors.InsufficientPrivilege):
                member.execute(RENAMED, (person,))
        with hq.connected("tono") as worker, pytest.raises(errors.InsufficientPrivilege):
            worker.execute(RENAMED, (hq.person("vera"),))
