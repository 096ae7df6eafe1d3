"""A look tells what the exchange behind it then does."""

from pathlib import Path

import pytest

from models import exchange
from models.codes import digest
from models.desk import keeping, teams
from models.desk.desk import opened
from models.documents import segment
from models.exchanged import Exchanged, Way
from models.keyring import Keyring
from tests.desk.reviewing_kit import Laptop, Trio
from tests.exchange.histories import by_hand, with_new_device
from tests.exchange.kit import Memory, goes_on_behind_a_copy, meets, way, writes

pytestmark = pytest.mark.slow


def told(done: Exchanged) -> tuple[set[str], list[str]]:
    """What comes, and why something waits."""
    return {each.digest for each in done.arrivals if each.is_admitted}, [each.code for each in done.waiting]


def looked_and_met(laptop: Laptop, carrier: Memory) -> tuple[set[str], list[str]]:
    """What a look tells, which is what the exchange does."""
    held = dict(carrier.files)
    look = exchange.look(laptop.desk, "hq", carrier)
    assert carrier.files == held
    done = meets(laptop, carrier)
    assert (told(done), done.sent) == (told(look), look.sent)
    return told(look)


def test_a_look_told_as_coming_what_waits_for_its_device_or_is_let_in_by_nobody(team: Trio) -> None:
    carrier, lost = Memory(), Memory()
    with with_new_device(team) as (vera, named):
        note = writes(vera)
        carrier.files[segment.path("a" * 16, 1)] = by_hand(vera, "a" * 16, 1, "", vera.desk.ask(keeping.stored, note))
        assert looked_and_met(team.lead, carrier) == (set(), ["segment.device"])
        carrier.files[segment.path("b" * 16, 1)] = by_hand(team.supervisor, "b" * 16, 1, "", named)
        assert looked_and_met(team.lead, carrier)[1] == []
        team.supervisor.clock.step()
        team.supervisor.desk.do(teams.mark, f"devices.{vera.ring.device_id}", "lost", "", team.supervisor.ring.root())
        lost.files[segment.path("c" * 16, 1)] = by_hand(vera, "c" * 16, 1, "", vera.desk.ask(keeping.stored, note))
        assert looked_and_met(team.supervisor, lost) == (set(), ["segment.ended"])


def test_a_look_told_as_going_what_comes_from_others(team: Trio) -> None:
    carrier = Memory()
    meets(team.supervisor, carrier)
    note = writes(team.verifier)
    came, _ = looked_and_met(team.verifier, carrier)
    assert note not in came
    assert len(came) == 1
    assert way(team.verifier, note) is Way.CARRIED


def test_a_look_after_a_copy_was_restored_told_that_nothing_comes_back(team: Trio, tmp_path: Path) -> None:
    carrier = Memory()
    lost = goes_on_behind_a_copy(team, carrier, tmp_path)
    with opened(tmp_path / "old", clock=team.verifier.clock) as desk:
        came, waits = looked_and_met(Laptop(desk, Keyring(tmp_path / "old"), team.verifier.clock), carrier)
        assert (lost in came, waits) == (True, [])
        assert digest(desk.ask(keeping.stored, lost).body) == lost
