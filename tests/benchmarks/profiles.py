"""Profiles to measure with: founded and filled by the desk, then multiplied by the database, and kept for the next time."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from models.desk import answers, evidence, people, verifications
from models.desk.desk import Desk, opened
from models.keyring import Keyring
from models.moments import now
from tests.benchmarks.frame import Run
from tests.conftest import ROOT
from tests.desk.acts import AGENCY, decided, sheet_of

_SHAPED_BY: Final = ("models/ledger/tables", "models/ledger/migrations", "tests/benchmarks/profiles.py", "tests/benchmarks/many.py")
"""What changes the profiles when it is changed."""
NAME: Final = "Ani Lestari"


def kept(run: Run, name: str, make: Callable[[Path], object]) -> Path:
    """The profile that `make` makes in a folder, made now where it is not kept from another time; it is only read or copied."""
    folder = run.folder / _shape() / name
    if not folder.exists():
        run.say(f"  making {name}")
        part = folder.with_name(f"{name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        make(part)
        part.rename(folder)
    return folder


def copied(run: Run, profile: Path, name: str) -> Path:
    """A copy of a kept profile that may be written to."""
    folder = run.folder / "copies" / name
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(profile, folder))


@cache
def _shape() -> str:
    """What the profiles of this shape of the database are kept under."""
    told = sha256()
    for part in _SHAPED_BY:
        at = ROOT / part
        for path in sorted(at.rglob("*.py")) if at.is_dir() else [at] if at.exists() else []:
            told.update(path.read_bytes())
    return told.hexdigest()[:12]


class Passing:
    """A clock that began a day ago and steps on by a second each time it is looked at, so that nothing is done at the same time."""

    def __init__(self) -> None:
        self._moment = now() - timedelta(days=1)

    def __call__(self) -> datetime:
        self._moment += timedelta(seconds=1)
        return self._moment


def found(folder: Path, role: str = "verifier") -> Desk:
    """The open desk of a profile founded a day ago, with the keys that the first start makes."""
    desk = opened(folder, clock=Passing())
    Keyring(folder).make()
    desk.do(people.found, name=NAME, role=role, language="id", region="Jawa Barat")
    return desk


def usual(folder: Path) -> None:
    """A profile in the middle of a season: twelve verifications, one of them decided, some half answered, the last just begun."""
    with found(folder) as desk:
        decided(desk, "11")
        for number, agency in enumerate(("12", "13", "14", "15", "16", "17", "18", "19", "21", AGENCY, "31")):
            verification = desk.do(verifications.begin, agency)
            for item in list(sheet_of(desk, verification).asked.items)[: 5 * (10 - number)]:
                level = 4 if number % 2 else 2
                desk.do(answers.record, verification, item, level)
            desk.do(evidence.register, verification, {"title": "Peraturan Gubernur", "seen": "yes"}, "REG-01", "Pasal 3")
