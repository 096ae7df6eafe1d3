"""The program is killed at any moment of a verifier's work: what it said was saved is there, and nothing that nobody did."""

import random
import sys
from pathlib import Path

import pytest

from models.desk import facts
from models.desk.desk import Desk
from tests.desk.acts import answer_all, begun, sheet_of
from tests.faults.figures import measured
from tests.faults.killing import Acts, Writers, wrong
from tests.faults.writers import state

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="no fork there")]
ROUNDS = 200


def concluded(desk: Desk) -> tuple[Path, str, Acts]:
    """A profile closed, a verification in it to which a verdict can be recorded, and how it stands."""
    verification = begun(desk)
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    answer_all(desk, verification, 2)
    stands = Acts(state(sheet_of(desk, verification)))
    desk.close()
    return desk.ledger.folder, verification, stands


def test_two_hundred_kills_at_the_desk_lose_nothing_that_was_said_to_be_saved(desk: Desk) -> None:
    folder, verification, acts = concluded(desk)
    chance, first, acknowledged = random.Random(1), 0, 0
    with Writers() as writers:
        may_stand = [acts]
        for number in range(1, ROUNDS + 1):
            writer = writers.begin("desk", folder, verification, first)
            writer.until(chance.randrange(30), more=chance.uniform(0, 0.005))
            stood, *said = writer.kill() or [None]
            if stood is not None:
                found = [each for each in may_stand if each.state == stood]
                assert found, f"round {number}: {[each.unlike(stood) for each in may_stand]}"
                acts, first, acknowledged = found[0], first + len(said[::2]), acknowledged + len(said[1::2])
                may_stand = acts.then(said[::2], done=len(said[1::2]))
            if number % 10 == 0:
                assert wrong(folder) == []
    assert acknowledged > ROUNDS
    measured(rounds=ROUNDS, acknowledged=acknowledged, lost=0)
