"""A whole round over every kind of place: submitted, returned with a remark, repaired, approved, issued, and received everywhere."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models import evidence_files, exchange, exchange_files
from models.codes import digest
from models.desk import evidence, reading, reviewing, ways
from models.desk.reviewing import Decision
from models.exchanged import Exchanged, Way
from tests.carriers.servers import Place
from tests.desk.reviewing_kit import WAIVED, Laptop, done, ready, trio

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("carriers")]


def meets(laptop: Laptop, address: str, place: Place) -> Exchanged:
    """An exchange of a laptop over a connection of its own."""
    laptop.clock.step()
    with closing(place.connected(address)) as carrier:
        found = exchange.exchange(laptop.desk, "hq", carrier)
        found.files = exchange_files.exchange_files(laptop.desk, "hq", carrier, 5_000_000)
    return found


def concludes(laptop: Laptop, verification: str, decision: Decision, code: str = "", reason: str = "") -> None:
    laptop.clock.step()
    laptop.desk.do(reviewing.conclude, verification, laptop.sign(laptop.desk.ask(reviewing.drawn_up, verification, decision, code, reason)))


@pytest.mark.parametrize("kind", ["folder", "openssh", "apache", "moto"])
def test_three_people_do_a_round(kind: str, places: Callable[[str], Place], tmp_path: Path) -> None:
    place = places(kind)
    address = place.address()
    scan = tmp_path / "Pergub.pdf"
    scan.write_bytes(b"%PDF" + bytes(1_200_000))
    with trio(tmp_path) as team:
        vera, lina, surya = team.verifier, team.lead, team.supervisor
        verification = ready(vera.desk, "32")
        vera.desk.do(evidence.register, verification, {"title": "Pergub 12", "location": str(scan), "seen": "yes"})
        list(evidence_files.known(vera.desk, verification))
        vera.submits(verification)
        assert meets(vera, address, place).files.sent == 1
        assert meets(lina, address, place).files.received == 1
        lina.desk.do(reviewing.remark, verification, "REG-01", "correction", "Pasal berapa?")
        concludes(lina, verification, "returned", "evidence", "Lengkapi pasalnya.")
        meets(lina, address, place)
        meets(vera, address, place)
        assert vera.desk.ask(reading.sheet, verification).state == "returned"
        (remark,) = vera.desk.ask(reviewing.standing, verification).remarks
        vera.clock.step()
        vera.desk.do(reviewing.reply, verification, remark.id, "Pasal 3 ayat (1).")
        second = digest(vera.submits(verification).body)
        meets(vera, address, place)
        meets(lina, address, place)
        lina.clock.step()
        lina.desk.do(reviewing.settle, verification, remark.id)
        lina.desk.do(reviewing.confirm, verification, WAIVED)
        concludes(lina, verification, "approved")
        meets(lina, address, place)
        meets(surya, address, place)
        verdict = digest(done(surya, verification, "issue").body)
        meets(surya, address, place)
        for laptop in (vera, lina):
            meets(laptop, address, place)
            assert laptop.desk.ask(reading.sheet, verification).state == "issued"
        told = {line.digest: line for line in vera.desk.ask(ways.ways)}
        assert (told[second].way, told[second].by) == (Way.RECEIVED, "Lina")
        meets(surya, address, place)
        assert {line.digest: line.way for line in surya.desk.ask(ways.ways)}[verdict] is Way.RECEIVED
        assert not meets(vera, address, place).bytes_out
