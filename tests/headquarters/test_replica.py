"""A read replica of headquarters: it is read as the server itself, says from the start that it only is, and takes over once promoted."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models import headquarters
from models.desk import listed, people, verifications
from models.desk.desk import opened, opened_at_best
from models.doctor import State, examine
from models.errors import Refusal
from models.ledger import server
from tests.headquarters.kit import ELSEWHERE, PLACE, Headquarters
from tests.postgres import _NOBODY, PASSWORD, Server, _free, _program
from tests.postgres import server as running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Headquarters, Headquarters]]:
    """Headquarters, and the same at a replica of its server, with the same people."""
    folder = tmp_path_factory.mktemp("replicated")
    with running() as at:
        hq = Headquarters(at, "guarded", folder)
        headquarters.init(hq.url)
        headquarters.admit(hq.url, "dian", password=PASSWORD)
        with hq.laptop("dian") as dian:
            dian.desk.do(people.found, name="Dian", role="verifier", language="id")
        hurried = {"max_standby_streaming_delay": "0", "wal_retrieve_retry_interval": "100ms"}
        copy = Server(at.folder / "replica", _free(), {**at.settings, **hurried})
        copy.folder.mkdir()
        if _NOBODY is not None:
            shutil.chown(copy.folder, _NOBODY)
        command = [_program("pg_basebackup"), "-D", str(copy.folder / "data"), "-h", "127.0.0.1", "-p", str(at.port), "-U", "postgres"]
        environment = {**os.environ, "PGPASSWORD": PASSWORD}
        subprocess.run([*command, "-R", "-X", "stream", "-c", "fast"], check=True, user=_NOBODY, env=environment, cwd=copy.folder)
        copy.start()
        try:
            yield hq, Headquarters(copy, hq.database, folder)
        finally:
            copy.stop("immediate")


@pytest.fixture
def folder(pair: tuple[Headquarters, Headquarters]) -> Iterator[Path]:
    """The profile of Dian, whose database is at the replica."""
    there = pair[1]
    server.choose(there.folder / "dian", there.at.url(there.database, "dian"))
    yield there.folder / "dian"
    server.choose(there.folder / "dian", "")


def until(holds: Callable[[], bool]) -> None:
    """Wait until the replica has what came last."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_who_opened_a_replica_was_told_that_it_is_one_only_when_all_was_typed(
    pair: tuple[Headquarters, Headquarters], folder: Path
) -> None:
    with pytest.raises(Refusal) as caught:
        opened(folder)
    assert caught.value.code == "server.standby"
    hq, _ = pair
    with opened_at_best(folder) as reader:
        before = len(reader.ask(listed.lines))
        server.choose(folder, hq.at.url(hq.database, "dian"))
        with opened(folder) as dian:
            dian.do(verifications.begin, ELSEWHERE)
        until(lambda: len(reader.ask(listed.lines)) == before + 1)
        assert reader.read_only is not None
        assert reader.read_only.code == "server.standby"
        with pytest.raises(Refusal) as caught:
            reader.do(verifications.begin, PLACE)
        assert caught.value.code == "server.standby"


@pytest.mark.parametrize("act", [headquarters.init, headquarters.check, lambda url: headquarters.admit(url, "dian")])
def test_an_administrator_at_a_replica_was_told_that_a_change_was_not_saved(
    pair: tuple[Headquarters, Headquarters], act: Callable[[str], object]
) -> None:
    with pytest.raises(Refusal) as caught:
        act(pair[1].url)
    assert caught.value.code == "server.standby"


def test_a_question_that_a_replica_cut_off_to_follow_the_server_is_asked_again(
    pair: tuple[Headquarters, Headquarters], folder: Path
) -> None:
    at, database = pair[0].at, pair[0].database
    at.run("CREATE TABLE passing AS SELECT generate_series(1, 1000) AS number", database)
    at.run("GRANT SELECT ON passing TO dian", database)
    asked: list[int] = []

    def question(connection: object) -> int:
        asked.append(1)
        count = "SELECT count(*) FROM passing"
        found = connection.exec_driver_sql(count).scalar_one()  # type: ignore[attr-defined]
        if len(asked) == 1:
            at.run("DELETE FROM passing", database)
            at.run("VACUUM passing", database)
            until(lambda: _is_cut(connection, count))
        return int(found)

    with opened(folder, writing=False) as reader:
        until(lambda: _is_there(pair[1], "passing"))
        assert reader.ledger.read(question) == 0
    assert len(asked) == 2
    at.run("DROP TABLE passing", database)


def _is_there(hq: Headquarters, table: str) -> bool:
    with hq.connected() as connection:
        found = connection.execute(f"SELECT to_regclass('{table}') IS NOT NULL").fetchone()
        return found is not None and bool(found[0])


def _is_cut(connection: object, count: str) -> bool:
    """Asks again until the server ends it, whose error then passes."""
    connection.exec_driver_sql(count)  # type: ignore[attr-defined]
    return False


def test_a_promoted_replica_goes_on_with_what_it_had_and_nothing_is_there_twice(
    pair: tuple[Headquarters, Headquarters], folder: Path
) -> None:
    hq, there = pair
    with opened_at_best(folder) as reader:
        held = len(reader.ask(listed.lines))
        hq.at.kill()
        there.at.run("SELECT pg_promote()")
        assert len(reader.ask(listed.lines)) == held
    with opened(folder) as desk:
        desk.do(verifications.begin, PLACE)
        assert len(desk.ask(listed.lines)) == held + 1
    states = {result.check: result.state for result in examine(folder, lambda: None)}
    assert {name for name, state in states.items() if state is State.WRONG} <= {"opening"}
    # Of the settings, for the server of the tests is one that a power cut would harm.
    assert {each.kind for each in headquarters.check(there.url)} == {"setting"}
