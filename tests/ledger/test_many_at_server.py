"""Several work at a PostgreSQL server, which goes away meanwhile: no act is lost, and none is done twice."""

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event, text

from models.desk import answers, history, people
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.ledger import on_server, server, server_session, trail
from models.ledger.transaction import Transaction
from tests.desk.acts import LEVELS, begun, refused, sheet_of
from tests.ledger.kit import verification_of
from tests.postgres import Server
from tests.postgres import server as running

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("on_server")]


def counted(desk: Desk) -> int:
    """How many acts there were; the chain holds."""
    with desk.ledger.transaction(writing=False) as connection:
        return trail.verify(connection)


def killing(desk: Desk, at: Server) -> Callable[..., None]:
    """What has the server end all connections that `desk` has."""
    database = str(desk.ledger._engine.url.database)
    told = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    return lambda *_: at.run(told)


def test_an_act_whose_connection_is_cut_is_done_again_and_once(ani: Desk, at: Server) -> None:
    verification, before, cut = verification_of(ani), counted(ani), iter([killing(ani, at)])

    def record(tx: Transaction) -> None:
        answers.record(tx, verification, LEVELS, 3)
        next(cut, lambda: None)()

    ani.do(record)
    assert counted(ani) == before + 1
    assert sheet_of(ani, verification).line(LEVELS).answer.level == 3


@pytest.mark.parametrize("is_committed", [True, False])
def test_what_was_lost_while_it_was_committed_is_there_once(
    ani: Desk, at: Server, monkeypatch: pytest.MonkeyPatch, is_committed: bool
) -> None:
    verification, before, cut = verification_of(ani), counted(ani), iter([killing(ani, at)])
    commit = psycopg.Connection.commit

    def lost(connection: Any) -> None:
        end = next(cut, None)
        if end is not None and is_committed:
            commit(connection)
            end()
            connection.execute("SELECT 1")
        if end is not None:
            end()
        commit(connection)

    monkeypatch.setattr(psycopg.Connection, "commit", lost)
    ani.do(answers.record, verification, LEVELS, 3)
    assert counted(ani) == before + 1
    assert sheet_of(ani, verification).line(LEVELS).answer.level == 3


def test_eight_at_once_lose_no_act_and_the_trail_stays_one_chain(ani: Desk, at: Server, url: str, tmp_path: Path) -> None:
    verification, before, codes = verification_of(ani), counted(ani), list(sheet_of(ani, verification_of(ani)).checklist.codes)[:8]
    failed: list[str] = []

    def work(desk: Desk, code: str) -> None:
        try:
            for level in (0, 2, 4):
                desk.do(answers.record, verification, code, level)
                assert sheet_of(desk, verification).line(code).answer.level == level
        except (Refusal, AssertionError) as error:
            failed.append(repr(error))

    with ExitStack() as stack:
        desks = []
        for number in range(8):
            server.choose(tmp_path / str(number), url)
            desks.append(stack.enter_context(opened(tmp_path / str(number))))
        threads = [threading.Thread(target=work, args=each) for each in zip(desks, codes, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
    assert counted(ani) == before + 24


def test_deadlocked_acts_are_done_again(ani: Desk, url: str, tmp_path: Path) -> None:
    """Two who lock what no rule of theirs would: the server ends one of them, which goes again."""
    server.choose(tmp_path / "other", url)
    done: list[int] = []
    meet = threading.Barrier(2)

    def cross(first: int, second: int) -> Callable[[Any], tuple[int, None]]:
        tries = iter([True])

        def act(connection: Any) -> tuple[int, None]:
            connection.execute(text(f"SELECT pg_advisory_lock_shared({first})"))
            if next(tries, False):
                meet.wait(10)
            connection.execute(text("SET LOCAL lock_timeout = '500ms'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({second})"))
            return first, None

        return act

    with opened(tmp_path / "other") as other, pytest.MonkeyPatch.context() as patch:
        patch.setattr(on_server, "_LOCK", text("SELECT 1"))
        threads = [
            threading.Thread(target=lambda desk=desk, act=act: done.append(desk.ledger.write(act)[0]))
            for desk, act in ((ani, cross(1, 2)), (other, cross(3, 4)))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(done) == [1, 3]


def test_while_the_server_is_away_an_act_is_refused_and_what_was_done_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_server, "_PAUSES", (0.01, 0.01))
    with running() as at:
        server.choose(tmp_path / "profile", at.url(at.database()))
        with opened(tmp_path / "profile") as desk:
            desk.do(people.found, name="Ani", role="verifier", language="id")
            verification = begun(desk)
            desk.do(answers.record, verification, LEVELS, 2)
            at.stop()
            for _ in range(2):
                assert refused(lambda: desk.do(answers.record, verification, LEVELS, 4)) == "server.unreachable"
            assert refused(lambda: desk.ask(people.owner)) == "server.away"
            at.start()
            assert sheet_of(desk, verification).line(LEVELS).answer.level == 2
            desk.do(answers.record, verification, LEVELS, 3)
            desk.ask(history.check)
            assert counted(desk) == 4


def test_every_key_waited_for_a_server_from_which_nothing_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody looks in another thread as long as that takes; until then who waits at a key is told at once."""
    monkeypatch.setattr(on_server, "_SILENCE", -1)
    tried: list[object] = []

    @event.listens_for(Engine, "do_connect", named=True)
    def on_making(cparams: dict[str, object], **_: object) -> None:
        tried.append(cparams["connect_timeout"])

    with running() as at:
        server.choose(tmp_path / "profile", at.url(at.database()))
        with opened(tmp_path / "profile") as desk:
            desk.do(people.found, name="Ani", role="verifier", language="id")
            verification = begun(desk)
            desk.ledger.watch()
            at.stop()
            tried.clear()
            for _ in range(3):
                assert refused(lambda: desk.do(answers.record, verification, LEVELS, 4)) == "server.unreachable"
            assert tried in ([], [3])
            elsewhere(lambda: refused(lambda: desk.ask(people.owner)))
            assert tried[-1] == 10
            at.start()
            assert refused(lambda: desk.ask(people.owner)) == "server.away"
            elsewhere(lambda: desk.ask(people.owner))
            desk.do(answers.record, verification, LEVELS, 3)
            assert counted(desk) == 3
    event.remove(Engine, "do_connect", on_making)


def elsewhere(act: Callable[[], object]) -> None:
    """Do something in another thread, to its end."""
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives a connection up by what it sent")
def test_a_connection_from_which_nothing_comes_was_waited_for_twenty_seconds(ani: Desk) -> None:
    with ani.ledger.transaction(writing=False) as connection:
        number = connection.connection.driver_connection.fileno()  # type: ignore[union-attr]
        with socket.socket(fileno=os.dup(number)) as line:
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 4_000
            idle, pause, count = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
            assert [line.getsockopt(socket.IPPROTO_TCP, each) for each in (idle, pause, count)] == [2, 1, 2]


def test_every_key_waited_twenty_seconds_for_whoever_held_the_tables(
    url: str, at: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a migration: whoever waited once is refused soon, and goes on once it is over."""
    monkeypatch.setattr(server_session, "SETTINGS", {**server_session.SETTINGS, "lock_timeout": "300ms"})
    monkeypatch.setattr(on_server, "_PATIENCE", 0.1)
    server.choose(tmp_path / "other", url)
    with opened(tmp_path / "other") as desk, at.connected(url.rpartition("/")[2]) as holding:
        verification = verification_of(desk)
        holding.execute("BEGIN; LOCK TABLE answer IN ACCESS EXCLUSIVE MODE")
        begun_at = time.monotonic()
        assert refused(lambda: desk.do(answers.record, verification, LEVELS, 4)) == "server.failed"
        assert refused(lambda: sheet_of(desk, verification)) == "server.unanswered"
        assert time.monotonic() - begun_at < 2
        holding.execute("ROLLBACK")
        desk.do(answers.record, verification, LEVELS, 4)
        assert sheet_of(desk, verification).line(LEVELS).answer.level == 4
