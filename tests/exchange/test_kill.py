"""An exchange or an import killed at any moment leaves database and carrier whole, and the next one goes on."""

import random
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models import exchange
from models.carriers import parsed
from models.carriers.folder import Folder
from models.codes import digest
from models.desk import keeping
from models.desk.desk import Desk, opened
from models.documents import segment
from tests.desk.acts import answer_all, begun, sheet_of
from tests.desk.reviewing_kit import trio
from tests.exchange.histories import by_hand
from tests.exchange.kit import documents, writes
from tests.faults.figures import measured
from tests.faults.killing import Writers, wrong
from tests.formats.kit import file_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="no fork there")]
EXCHANGES, IMPORTS = 12, 15


def done(told: list[Any]) -> list[Any]:
    """What a writer said of what was done; the rest were moments to be killed at."""
    return [each for each in told if each]


def test_an_exchange_killed_at_any_moment_goes_on_with_the_next(tmp_path: Path) -> None:
    chance, acknowledged = random.Random(8), 0
    with trio(tmp_path) as team, Writers() as writers:
        vera, lina, previous = team.verifier, team.lead, ""
        expected = [writes(vera) for _ in range(8)]
        stick, folder = tmp_path / "stick", lina.desk.ledger.folder
        for number, note in enumerate(expected, 1):
            body = by_hand(vera, "a" * 16, number, previous, vera.desk.ask(keeping.stored, note))
            path = stick / segment.path("a" * 16, number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
            previous = digest(body)
        own = {writes(lina), writes(lina, "12")}
        lina.desk.close()
        for round_ in range(EXCHANGES):
            there, here = shutil.copytree(stick, tmp_path / f"stick{round_}"), shutil.copytree(folder, tmp_path / f"lina{round_}")
            # Twice: the second goes on where the first was killed.
            for _ in range(2):
                writer = writers.begin("exchanging", here, there)
                writer.until(chance.randrange(20), more=chance.uniform(0, 0.005))
                for put in done(writer.kill()):
                    assert digest((there / put[0]).read_bytes()) == put[1]
                    acknowledged += 1
            with opened(here, clock=lina.clock) as desk, closing(Folder(parsed("stick", str(there)))) as carrier:
                exchange.exchange(desk, "stick", carrier)
                lina.desk = desk
                assert {*expected, *own} <= documents(lina)
            if round_ % 10 == 0:
                assert wrong(here) == []
        with closing(Folder(parsed("stick", str(there)))) as carrier:
            exchange.exchange(team.supervisor.desk, "stick", carrier)
            assert {*expected, *own} <= documents(team.supervisor)
    measured(rounds=2 * EXCHANGES, acknowledged=acknowledged, lost=0)


def test_an_import_of_documents_killed_at_any_moment_has_each_of_them_whole_or_not_at_all(tmp_path: Path) -> None:
    chance, acknowledged = random.Random(9), 0
    with trio(tmp_path) as team, Writers() as writers:
        signed = [team.verifier.desk.ask(keeping.stored, writes(team.verifier)) for _ in range(8)]
        offered = [[each.name, each.body.decode(), [signature.decode() for signature in each.signatures]] for each in signed]
        folder = team.lead.desk.ledger.folder
        team.lead.desk.close()
        for round_ in range(IMPORTS):
            here = shutil.copytree(folder, tmp_path / f"lina{round_}")
            writer = writers.begin("importing", here, offered)
            writer.until(chance.randrange(16), more=chance.uniform(0, 0.005))
            taken = {each[0] for each in done(writer.kill())}
            with opened(here, clock=team.lead.clock) as desk:
                team.lead.desk = desk
                assert taken <= documents(team.lead) and len(documents(team.lead)) <= len(taken) + 1
            acknowledged += len(taken)
            if round_ % 10 == 0:
                assert wrong(here) == []
    measured(rounds=IMPORTS, acknowledged=acknowledged, lost=0)


def test_a_worksheet_killed_while_it_is_taken_in_is_there_whole_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    chance, acknowledged = random.Random(10), 0
    verification, folder = begun(desk), desk.ledger.folder
    desk.close()
    sheets = {}
    for level in (2, 4):
        with opened(shutil.copytree(folder, tmp_path / f"at{level}")) as other:
            answer_all(other, verification, level)
            sheets[level] = tmp_path / f"{level}.xlsx"
            sheets[level].write_bytes(file_of(other, verification))
    with Writers() as writers:
        for round_ in range(IMPORTS):
            here = shutil.copytree(folder, tmp_path / f"here{round_}")
            writer = writers.begin("filling", here, list(sheets.values()))
            writer.until(chance.randrange(6), more=chance.uniform(0, 0.05))
            taken = done(writer.kill())
            with opened(here) as after:
                found = {line.answer.level for line in sheet_of(after, verification).every}
            # They take turns: what stands is the one said last, or the one after it.
            in_turn = [None, *(2 if turn % 2 == 0 else 4 for turn in range(len(taken) + 1))]
            assert found in ({in_turn[-2]}, {in_turn[-1]})
            acknowledged += len(taken)
            if round_ % 10 == 0:
                assert wrong(here) == []
    measured(rounds=IMPORTS, acknowledged=acknowledged, lost=0)
