"""The power is cut at any moment: what was said to be saved, landed, copied or sent is on the disk. Who does not wait for it loses."""

import random
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from models import encryption
from models.codes import digest
from models.desk.desk import opened
from models.ledger import backups, cipher, driver
from tests.desk.reviewing_kit import trio
from tests.exchange.kit import writes
from tests.faults.figures import measured
from tests.faults.images import Image
from tests.faults.killing import Trial, Writer, Writers
from tests.ledger.encrypted import encrypt

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="disks are cut off by a call of Linux")]
ROUNDS = 30
FEWER = 10


@pytest.fixture
def image(tmp_path: Path) -> Image:
    """A disk."""
    return Image(tmp_path)


def cut(image: Image, writer: Writer) -> list[Any]:
    """Cut the power beneath a writer; all that it said. It stands still by then: a write under way would race the cut."""
    writer.stop()
    image.cut()
    return writer.kill()


def worked_on(image: Image, profile: Path, name: str, seed: int) -> Trial:
    """A profile on a disk on which somebody worked while its power was cut many times."""
    key = cipher.key_of(profile / driver.DATABASE) or b""
    with image.mounted():
        trial = Trial(opened(shutil.copytree(profile, image.folder / "profile")), seed)
    with Writers(key) as writers:
        for _ in range(ROUNDS):
            with image.mounted():
                told = cut(image, trial.begin(writers, name))
            trial.take(told)
    with image.mounted():
        trial.end()
    assert trial.acknowledged > ROUNDS
    measured(rounds=ROUNDS, acknowledged=trial.acknowledged, lost=trial.lost)
    return trial


def test_thirty_power_cuts_lose_nothing_that_was_said_to_be_saved(image: Image, template: Path) -> None:
    assert worked_on(image, template, "desk", 2).lost == 0


def test_thirty_power_cuts_lose_nothing_of_an_encrypted_profile(image: Image, template: Path, folder: Path) -> None:
    encrypt(shutil.copytree(template, folder))
    assert worked_on(image, folder, "desk", 3).lost == 0
    assert encryption.state(folder).is_on


def test_who_does_not_wait_for_the_disk_loses_what_was_said_to_be_saved(image: Image, template: Path) -> None:
    assert worked_on(image, template, "careless", 4).lost > 0


@pytest.mark.parametrize("name", ["landing", "copying", "exchanging"])
def test_a_file_said_to_be_written_is_there_whole_after_a_power_cut(image: Image, tmp_path: Path, name: str) -> None:
    chance, acknowledged = random.Random(5), 0
    with trio(tmp_path) as team, Writers() as writers:
        for agency in ("11", "12", "13", "14"):
            writes(team.verifier, agency)
        profile = team.verifier.desk.ledger.folder
        team.verifier.desk.close()
        for number in range(FEWER):
            with image.mounted():
                there = image.folder / str(number)
                there.mkdir()
                here = shutil.copytree(profile, tmp_path / f"{name}{number}")
                writer = writers.begin(name, here, there)
                writer.until(chance.randrange(12), more=chance.uniform(0, 0.02))
                said = dict(each for each in cut(image, writer) if each)
            with image.mounted():
                assert_whole(there, said)
            acknowledged += len(said)
    assert acknowledged > FEWER // 3
    measured(rounds=FEWER, acknowledged=acknowledged, lost=0)


def assert_whole(there: Path, said: dict[str, str]) -> None:
    """What was said to be there is, by its digest; nothing that is torn has a name of its own."""
    assert said == {name: digest((there / name).read_bytes()) for name in said}
    for path in there.rglob("*"):
        if path.suffix == ".db":
            backups.check(path)
        elif path.is_file() and path.suffix == "":
            assert path.name == digest(path.read_bytes())
