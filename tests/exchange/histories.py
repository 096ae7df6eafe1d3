"""Short histories of laptops and carriers, each with what must hold at its end: they fail where a line of the protocol is broken."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models import exchange
from models.desk import keeping, teams, ways
from models.desk.desk import opened
from models.documents import keys, segment
from models.documents.travelling import Signed
from models.errors import Refusal
from models.exchanged import Way
from models.keyring import Keyring
from tests.desk.reviewing_kit import Laptop, Trio
from tests.exchange.carriers import Faulty, Store
from tests.exchange.kit import Memory, documents, meets, writes


@contextmanager
def copied(laptop: Laptop, name: str) -> Iterator[Laptop]:
    """Another laptop with a copy of a profile as it is now."""
    folder = laptop.desk.ledger.folder
    there = folder.with_name(name)
    with laptop.desk.ledger.transaction(writing=True) as connection:
        connection.exec_driver_sql("SELECT 1")
        shutil.copytree(folder, there, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    with opened(there, clock=laptop.clock) as desk:
        yield Laptop(desk, Keyring(there), laptop.clock)


def quiet(*pairs: tuple[Laptop, Memory, str]) -> None:
    """Let laptops exchange with carriers until nobody has anything to say, which comes soon."""
    for _ in range(8):
        if not any(meets(laptop, carrier, name).bytes_out for laptop, carrier, name in pairs):
            return
    raise AssertionError("no end of exchanging")


def torn_and_not_said(team: Trio, _folder: Path) -> None:
    """A stick that tears what it is given and says nothing: nothing may be told to be on it."""
    store = Store("hq")
    note = writes(team.verifier)
    with pytest.raises(Refusal):
        exchange.exchange(team.verifier.desk, "hq", Faulty(store=store, laptop="vera", fault="torn unsaid", at=2))
    (line,) = [each for each in team.verifier.desk.ask(ways.ways) if each.digest == note]
    assert line.way is Way.HERE
    exchange.exchange(team.verifier.desk, "hq", Faulty(store=store, laptop="vera"))
    assert note in store.held()


def put_back(team: Trio, _folder: Path) -> None:
    """A laptop is put back to an old copy, and writes: what it had written after the copy was made comes back, and both are everywhere."""
    carrier = Memory()
    meets(team.verifier, carrier)
    with copied(team.verifier, "old") as old:
        lost = writes(team.verifier)
        meets(team.verifier, carrier)
        again = writes(old, "12")
        assert meets(old, carrier).is_copy
        assert not meets(old, carrier).is_copy
        meets(team.lead, carrier)
        assert {lost, again} <= documents(old) & documents(team.lead)


def copied_to_two_places(team: Trio, _folder: Path) -> None:
    """A laptop was copied, each copy knows one carrier, and only the lead knows both: everybody has everything."""
    stick, server = Memory(), Memory()
    meets(team.verifier, stick, "stick")
    with copied(team.verifier, "other") as other:
        mine, theirs = {writes(team.verifier), writes(team.verifier, "12")}, {writes(other, "13")}
        for _ in range(2):
            meets(team.verifier, stick, "stick")
            meets(other, server, "server")
        mine.add(writes(team.verifier, "14"))
        quiet(
            (team.verifier, stick, "stick"),
            (other, server, "server"),
            (team.lead, stick, "stick"),
            (team.lead, server, "server"),
            (team.supervisor, server, "server"),
        )
        for each in (team.verifier, team.lead, other, team.supervisor):
            assert mine | theirs <= documents(each), each.desk.ledger.folder.name


def two_who_give_receipts(team: Trio, _folder: Path) -> None:
    """Lead and supervisor give receipts for what is told, and none for a receipt."""
    carrier = Memory()
    writes(team.verifier)
    quiet(*((laptop, carrier, "hq") for laptop in (team.verifier, team.lead, team.supervisor)))


@contextmanager
def with_new_device(team: Trio) -> Iterator[tuple[Laptop, Signed]]:
    """The verifier's profile with a new device key, which a team names that is not everywhere yet, and that team."""
    vera, surya = team.verifier, team.supervisor
    vera.desk.close()
    folder = vera.desk.ledger.folder
    for each in (folder / "keys").glob("device*"):
        each.unlink()
    with opened(folder, clock=vera.clock) as desk:
        renewed = Laptop(desk, Keyring(folder), vera.clock)
        asked = desk.ask(teams.request, renewed.ring.person(), renewed.ring.device())
        surya.clock.step()
        named = surya.desk.do(teams.enrol, asked, ("verifier",), None, surya.ring.root()).document
        renewed.takes(named)
        yield renewed, named


def by_hand(
    laptop: Laptop, writer: str, number: int, previous: str, *signed: Signed, key: keys.PrivateKey | None = None, **more: str
) -> bytes:
    """A segment of a laptop that holds just this."""
    key = key or laptop.ring.device()
    team = laptop.desk.ask(teams.demanded).team
    device = next((id_ for id_, each in team.devices.items() if each.key == key.public), "d9")
    told = {"device": device, "cut_at": "2023-05-09T08:00:00Z", **more}
    return segment.written(key, segment.drawn_up(writer=writer, number=number, previous=previous, **told), signed)


def a_laptop_the_team_names_later(team: Trio, _folder: Path) -> None:
    """What a laptop wrote that the team does not name here yet is waited for, and comes when the team has come."""
    carrier = Memory()
    with with_new_device(team) as (vera, named):
        note = writes(vera)
        body = by_hand(vera, "a" * 16, 1, "", vera.desk.ask(keeping.stored, note))
        carrier.files[segment.path("a" * 16, 1)] = body
        assert [each.code for each in meets(team.lead, carrier).waiting] == ["segment.device"]
        team.lead.takes(named)
        meets(team.lead, carrier)
        assert note in documents(team.lead)
