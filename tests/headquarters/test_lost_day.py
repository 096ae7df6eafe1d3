"""Headquarters put back to a backup of yesterday: laptops see that what was received is so no longer, and it comes again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.desk import people, teams
from models.desk.desk import opened
from models.documents import team_chain
from models.exchanged import Way
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.reviewing_kit import Laptop, Trio, trio
from tests.exchange.kit import Memory, documents, meets, way, writes
from tests.headquarters.kit import Headquarters

pytestmark = pytest.mark.slow


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as made:
        yield made


@contextmanager
def restored(team: Trio, at: Path) -> Iterator[tuple[Laptop, Memory, str]]:
    """Headquarters as it stood before what came last, the carrier that has all, and what came last."""
    vera, carrier, clock = team.verifier, Memory(), team.lead.clock
    early = writes(vera)
    for each in (vera, team.lead, vera):
        meets(each, carrier)
    assert way(vera, early) is Way.RECEIVED
    team.lead.desk.close()
    shutil.copytree(at / "lina", at / "backup")
    with opened(at / "lina", clock=clock) as desk:
        late = writes(vera)
        for each in (vera, Laptop(desk, Keyring(at / "lina"), clock), vera):
            meets(each, carrier)
        assert way(vera, late) is Way.RECEIVED
    with opened(at / "backup", clock=clock) as desk:
        again = Laptop(desk, Keyring(at / "backup"), clock)
        assert late not in documents(again)
        yield again, carrier, late


@pytest.mark.parametrize("carrier_is_lost", [False, True])
def test_headquarters_that_lost_a_day_gets_it_again(team: Trio, tmp_path: Path, carrier_is_lost: bool) -> None:
    with restored(team, tmp_path) as (headquarters, carrier, late):
        if carrier_is_lost:
            carrier.files.clear()
        for each in (headquarters, team.verifier, headquarters, team.verifier):
            meets(each, carrier)
        assert late in documents(headquarters)
        assert way(team.verifier, late) is Way.RECEIVED


def test_what_headquarters_lost_was_still_told_as_received(team: Trio, tmp_path: Path) -> None:
    with restored(team, tmp_path) as (headquarters, carrier, late):
        # Only its own log is left to it: by that it sees that it was put back, and gives its receipts anew.
        with team.verifier.desk.ledger.transaction(writing=False) as connection:
            log = connection.exec_driver_sql("SELECT id FROM writer").scalar()
        for path in [path for path in carrier.files if path.split("/")[1] == log]:
            del carrier.files[path]
        assert meets(headquarters, carrier).is_copy
        assert late not in documents(headquarters)
        meets(team.verifier, carrier)
        assert way(team.verifier, late) is Way.CARRIED
        for each in (headquarters, team.verifier):
            meets(each, carrier)
        assert late in documents(headquarters)
        assert way(team.verifier, late) is Way.RECEIVED


def test_a_server_put_back_to_its_backup_gets_it_again(hq: Headquarters) -> None:
    carrier, clock = Memory(), StillClock()
    with hq.laptop("dian") as known:
        team, actor = known.desk.ask(teams.demanded), known.desk.actor
    with opened(hq.folder / "dian", clock=clock) as desk:
        desk.actor = actor
        desk.do(people.found, name="Dian", role="verifier", language="id")
        desk.do(teams.take, team.document, team_chain.six_words(team.document.body))
        laptop = Laptop(desk, Keyring(hq.folder / "dian"), clock)
        early = _received(hq, laptop, carrier)
        backup = Headquarters(hq.at, hq.at.database(hq.database), hq.folder)
        late = _received(hq, laptop, carrier)
        with backup.laptop("tono", clock) as headquarters:
            assert documents(headquarters) == {early}
            assert meets(headquarters, carrier).is_copy
            assert documents(headquarters) == {early, late}


def _received(hq: Headquarters, laptop: Laptop, carrier: Memory) -> str:
    """A note of a laptop that is told as received by headquarters."""
    note = writes(laptop)
    meets(laptop, carrier)
    with hq.laptop("tono", laptop.clock) as headquarters:
        meets(headquarters, carrier)
    meets(laptop, carrier)
    assert way(laptop, note) is Way.RECEIVED
    return note


def test_who_was_let_in_after_the_backup_became_somebody_else_whom_no_team_takes(hq: Headquarters) -> None:
    known = {role: hq.person(role) for role in ("dian", "vera")}
    with hq.connected() as administrator:
        administrator.execute("UPDATE access SET person_id = '' WHERE role IN ('dian', 'vera', 'tono')")
        administrator.execute("DELETE FROM person WHERE id = %s", (known["dian"],))
    for role in known:
        with hq.laptop(role) as laptop:
            told = laptop.desk.do(people.found, name=f"{role} A.", role="supervisor", language="id", key=laptop.ring.public)
            assert (told.person, told.name) == (known[role], role.title())
            assert laptop.desk.actor.role == "verifier"
    # Nobody is two people, nor two roles one person, whether or not one sees of the other.
    key = Keyring(hq.folder / "vera").public
    with hq.laptop("tono") as laptop:
        told = laptop.desk.do(people.found, name="Tono", role="supervisor", language="id", key=key)
        assert told.person not in known.values()
        assert laptop.desk.actor.role == "verifier"
