"""A server that is there and does not answer: nobody waits for ever, and what it did all the same is not done twice."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from models.desk import answers, evidence, history
from models.desk.desk import Desk
from models.ledger import on_server
from tests.desk.acts import refused, sheet_of
from tests.ledger.kit import verification_of
from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("on_server")]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_server, "_ELSEWHERE", 1.0)
    monkeypatch.setattr(on_server, "_SILENCE", 0.5)


@contextmanager
def frozen(desk: Desk, at: Server) -> Iterator[None]:
    """Every process of the server that `desk` is connected to stands still."""
    asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
    with at.connected() as administrator:
        pids = [pid for (pid,) in administrator.execute(asked, (str(desk.ledger._engine.url.database),))]
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@contextmanager
def unacknowledged(at: Server) -> Iterator[None]:
    """No server acknowledges what is committed, though one has to."""

    def has_to(name: str) -> None:
        at.run(f"ALTER SYSTEM SET synchronous_standby_names = '{name}'")
        at.run("SELECT pg_reload_conf()")
        time.sleep(0.3)

    has_to("nobody")
    try:
        yield
    finally:
        has_to("")


def register(desk: Desk) -> str:
    """One more piece of evidence, which done twice would be there twice."""
    return str(desk.do(evidence.register, verification_of(desk), {"title": "Peraturan Gubernur", "seen": "yes"}))


def count(desk: Desk) -> int:
    return len(sheet_of(desk, verification_of(desk)).evidence)


def test_a_frozen_server_process_was_waited_for_without_end(ani: Desk, at: Server) -> None:
    before = count(ani)
    with frozen(ani, at):
        begun = time.monotonic()
        assert refused(lambda: ani.ask(history.check)) == "server.away"
        assert time.monotonic() - begun < 5
        # Another process of the server is there.
        register(ani)
    assert count(ani) == before + 1


def test_a_commit_that_nobody_acknowledges_held_the_screen_and_its_retry_did_it_twice(ani: Desk, at: Server) -> None:
    before = count(ani)
    with unacknowledged(at):
        for _ in range(2):
            assert refused(lambda: register(ani)) == "server.unsure"
        assert count(ani) == before
    until = time.monotonic() + 10
    while count(ani) == before and time.monotonic() < until:
        time.sleep(0.1)
    register(ani)
    assert count(ani) == before + 1
    register(ani)
    assert count(ani) == before + 2


def test_an_answer_given_again_after_another_one_was_taken_for_the_one_that_nobody_was_sure_of(ani: Desk, at: Server) -> None:
    mine, item = verification_of(ani), "REG-01"

    def level() -> int | None:
        return sheet_of(ani, mine).line(item).answer.level

    with unacknowledged(at):
        assert refused(lambda: ani.do(answers.record, mine, item, 3)) == "server.unsure"
    until = time.monotonic() + 10
    while level() != 3 and time.monotonic() < until:
        time.sleep(0.1)
    for given in (2, 3):
        ani.do(answers.record, mine, item, given)
        assert level() == given


def test_an_act_that_was_given_up_before_it_was_committed_is_done_when_it_is_tried_again(ani: Desk, at: Server) -> None:
    before, cut = count(ani), iter([True])

    def still(connection: object) -> tuple[str, None]:
        connection.execute(text("SELECT pg_sleep(3)" if next(cut, False) else "SELECT 1"))  # type: ignore[attr-defined]
        return "done", None

    assert refused(lambda: ani.ledger.write(still, "it")) == "server.unreachable"
    assert ani.ledger.write(still, "it") == ("done", None)
    assert count(ani) == before


def test_who_waits_at_a_key_is_told_before_those_who_read_much(ani: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_server, "_ELSEWHERE", 60.0)
    monkeypatch.setattr(on_server, "_AT_A_KEY", 1.0)
    ani.ledger.watch()
    long: list[object] = []
    reading = threading.Thread(target=lambda: long.append(ani.ledger.read(lambda each: each.execute(text("SELECT pg_sleep(3)")).all())))
    reading.start()
    begun = time.monotonic()
    assert refused(lambda: ani.ledger.read(lambda each: each.execute(text("SELECT pg_sleep(20)")).all())) == "server.away"
    assert time.monotonic() - begun < 3
    reading.join()
    assert len(long) == 1
