"""Files of a profile torn, cut short, with flipped bits, zeroed or gone: what opens is what once stood there and says so, or is refused."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from models import starting
from models.codes import digest
from models.desk import answers, evidence, history
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import driver
from tests.desk.acts import begun, sheet_of
from tests.faults.figures import measured
from tests.faults.killing import wrong
from tests.ledger.encrypted import encrypt

pytestmark = pytest.mark.slow

Hurt = Callable[[bytearray, random.Random], None]
ROUNDS: Final = 50
"""How often the log of each moment is damaged: there are three moments, and two kinds of profiles."""
FLIPS: Final = 100
ENTRIES: Final = 1_000
LOG: Final = f"{driver.DATABASE}-wal"


def _torn(body: bytearray, chance: random.Random) -> None:
    del body[chance.randrange(len(body)) :]


def _flipped(body: bytearray, chance: random.Random) -> None:
    body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)


def _zeroed(body: bytearray, chance: random.Random) -> None:
    begin, length = chance.randrange(len(body)) // 512 * 512, chance.choice((512, 4096, 16384))
    body[begin : begin + length] = bytes(len(body[begin : begin + length]))


def _scribbled(body: bytearray, chance: random.Random) -> None:
    begin, length = chance.randrange(len(body)), chance.choice((16, 512, 4096))
    body[begin : begin + length] = chance.randbytes(len(body[begin : begin + length]))


DAMAGES: Final[tuple[Hurt, ...]] = (_torn, _flipped, _zeroed, _scribbled)


def stands(desk: Desk) -> str:
    """All that stands in a profile, told in short."""
    with desk.ledger.transaction(writing=False) as connection:
        rows = {name: sorted(map(tuple, connection.execute(select(table))), key=repr) for name, table in SQLModel.metadata.tables.items()}
    return digest(repr(rows).encode())


def _work(desk: Desk, verification: str) -> Iterator[str]:
    """Acts of a verifier, each told by what stands after it."""
    codes = sheet_of(desk, verification).checklist.codes
    yield stands(desk)
    for number in range(50):
        item = codes[number % len(codes)]
        if number % 7 == 3:
            desk.do(evidence.register, verification, {"title": f"Dokumen {number}"}, item)
        elif number % 5 == 4:
            desk.do(history.undo, verification)
        elif number % 3 == 2:
            desk.do(answers.annotate, verification, item, f"catatan {number} " * 20)
        else:
            desk.do(answers.record, verification, item, number % 2 * 2 + 2)
        yield stands(desk)


def interrupted(folder: Path, place: Path) -> dict[Path, list[str]]:
    """A profile as a kill leaves it at three moments, and what had stood there until then.

    Its log is not yet folded into the database; is folded in whole; is begun anew over what stood in it.
    """
    with opened(folder) as desk:
        verification = begun(desk)
    states: list[str] = []
    found: dict[Path, list[str]] = {}

    def keep(name: str) -> None:
        found[shutil.copytree(folder, place / name)] = list(states)

    with opened(folder) as desk:
        for number, state in enumerate(_work(desk, verification)):
            states.append(state)
            if number == 40:
                keep("unfolded")
                with closing(desk.ledger._engine.raw_connection()) as connection:
                    connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                keep("folded")
        keep("anew")
    return found


def met(folder: Path, states: list[str]) -> str:
    """What whoever opens a damaged profile meets; anything but what once stood there, all that is lost told, is a wrong answer."""
    try:
        with opened(folder) as desk:
            warning, state = starting.warning(desk, ENTRIES), stands(desk)
    except Refusal:
        return "refused"
    if state == states[-1]:
        return "whole"
    if state in states:
        return "told" if warning is not None and warning.code == "profile.gap" else "lost without a word"
    return "told" if warning is not None else "noticed" if wrong(folder) else "wrong"


def is_sound(folder: Path) -> bool:
    """Whether every page holds what it should."""
    try:
        with closing(driver.connect(folder / driver.DATABASE, writing=False)) as connection:
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)])
    except driver.MODULE.Error:
        return False


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_damaged_log_gives_what_once_stood_there_and_says_so_or_is_refused(
    template: Path, folder: Path, tmp_path: Path, kind: str
) -> None:
    shutil.copytree(template, folder)
    if kind == "encrypted":
        encrypt(folder)
    chance, found = random.Random(11), Counter[str]()
    for place, states in interrupted(folder, tmp_path / "at").items():
        for number in range(ROUNDS):
            hurt = shutil.copytree(place, tmp_path / "hurt")
            log = hurt / LOG
            if number:
                body = bytearray(log.read_bytes())
                DAMAGES[number % len(DAMAGES)](body, chance)
                log.write_bytes(body)
            else:
                log.unlink()
            found[met(hurt, states)] += 1
            shutil.rmtree(hurt)
    assert found.keys() <= {"refused", "whole", "told", "noticed"}, found
    assert found["told"] > ROUNDS
    measured(rounds=found.total(), wrong=0, **found)


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_flipped_bit_of_the_database_is_refused_or_noticed_or_harmless(template: Path, folder: Path, tmp_path: Path, kind: str) -> None:
    shutil.copytree(template, folder)
    if kind == "encrypted":
        encrypt(folder)
    with opened(folder) as desk:
        *_, state = _work(desk, begun(desk))
    chance, found = random.Random(12), Counter[str]()
    for _ in range(FLIPS):
        hurt = shutil.copytree(folder, tmp_path / "hurt")
        body = bytearray((hurt / driver.DATABASE).read_bytes())
        _flipped(body, chance)
        (hurt / driver.DATABASE).write_bytes(body)
        outcome = met(hurt, [state])
        # What reads the same may still be damaged where nothing was read, which the doctor looks at first of all.
        found[("harmless" if is_sound(hurt) else "noticed") if outcome == "whole" else outcome] += 1
        shutil.rmtree(hurt)
    assert found.keys() <= {"refused", "harmless", "told", "noticed"}, found
    measured(rounds=FLIPS, wrong=0, **found)
