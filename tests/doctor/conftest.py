"""What tests of the doctor are given: a sound profile with something of everything, closed."""

import shutil
from pathlib import Path

import pytest

from models.desk import answers, evidence, teams
from models.desk.desk import opened
from models.documents import keys
from models.keyring import Keyring
from models.landing import land
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, WORDS, begun, decided


@pytest.fixture(scope="session")
def everything(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with verifications, notes, evidence, a verdict, keys and three team documents; only copied."""
    folder = tmp_path_factory.mktemp("sound") / "profile"
    shutil.copytree(template, folder)
    ring, root = Keyring(folder), keys.made()
    ring.make()
    land(folder / "keys" / "root", keys.written(root))
    with opened(folder, clock=StillClock()) as desk:
        verification = decided(desk)
        desk.do(answers.annotate, verification, LEVELS, "Naskah zamrud")
        desk.do(evidence.register, verification, {"title": "Perbup zamrud"}, WORDS)
        begun(desk, "33")
        team = desk.do(teams.found, "Tim Papua", desk.ask(teams.request, ring.person(), ring.device()), root).team
        for region in ("Papua", "Papua Tengah"):
            desk.do(teams.assign, next(iter(team.people)), ("verifier", "supervisor"), region, root)
    return folder


@pytest.fixture
def sound(everything: Path, folder: Path) -> Path:
    """That profile, to be broken."""
    shutil.copytree(everything, folder)
    return folder
