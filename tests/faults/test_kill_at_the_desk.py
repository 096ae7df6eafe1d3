"""The program is killed at any moment of a verifier's work: what it said was saved is there, and nothing that nobody did."""

import sys

import pytest

from models.desk.desk import Desk
from tests.faults.figures import measured
from tests.faults.killing import Trial, Writers, wrong

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="no fork there")]
ROUNDS = 200


def test_two_hundred_kills_at_the_desk_lose_nothing_that_was_said_to_be_saved(desk: Desk) -> None:
    trial = Trial(desk, seed=1)
    with Writers() as writers:
        for number in range(ROUNDS):
            trial.take(trial.begin(writers).kill())
            if number % 10 == 0:
                assert wrong(trial.folder) == []
    trial.end()
    assert trial.lost == 0 and trial.acknowledged > ROUNDS
    measured(rounds=ROUNDS, acknowledged=trial.acknowledged, lost=trial.lost)
