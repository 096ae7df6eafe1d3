"""Several processes take in for one database what one carrier brings: every document once, whoever of them is killed."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from models.codes import digest
from models.desk import keeping, logs
from models.desk.desk import Desk, opened
from models.documents import segment
from models.documents.travelling import Signed
from models.ledger import server as known
from models.ledger import tables
from models.ledger.tables import table
from tests.exchange.headquarters import Headquarters, Sending, headquarters, kept, until
from tests.exchange.histories import by_hand
from tests.postgres import Server, server

pytestmark = pytest.mark.slow

WORKERS = 4
ROUNDS = 6


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with server() as running:
        yield running


@pytest.fixture
def hq(postgres: Server, tmp_path: Path) -> Iterator[Headquarters]:
    with headquarters(tmp_path, postgres, "vera", "lina", "budi") as made:
        yield made


def put_forged(hq: Headquarters, by: Sending, number: int, previous: str) -> tuple[str, str]:
    """A segment that lies on the carrier with a note that was changed after it was signed: the digests of both."""
    good = by.desk.ask(keeping.stored, by.writes("31", f"catatan {number}"))
    forged = Signed(good.name, good.body.replace(b"catatan", b"Catatan"), good.signatures)
    body = by_hand(by, "f" * 16, number, previous, forged, cut_at=by.desk.ask(lambda tx: tx.stamp))
    path = hq.carrier / segment.path("f" * 16, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return digest(forged.body), digest(body)


def segments(desk: Desk) -> Counter[tuple[str, int]]:
    """How often each number of each writer is there."""

    def asked(tx: object) -> Counter[tuple[str, int]]:
        rows = tx.connection.execute(select(table(tables.Segment).c.writer, table(tables.Segment).c.number))  # type: ignore[attr-defined]
        return Counter((row.writer, row.number) for row in rows)

    return desk.ask(asked)


@contextmanager
def ended(running: list[subprocess.Popen[str]]) -> Iterator[list[subprocess.Popen[str]]]:
    """No process is left behind, whatever comes."""
    try:
        yield running
    finally:
        for each in running:
            each.kill()
            each.wait()


def test_many_workers_take_every_document_in_once_though_one_is_killed(hq: Headquarters, tmp_path: Path) -> None:
    sent: set[str] = set()
    forged: set[str] = set()
    outs = [(tmp_path / f"out{number}").open("w") for number in range(WORKERS + 1)]
    before = hq.server.database(hq.database)
    running = [hq.works(out, "--json") for out in outs[:WORKERS]]
    previous = ""
    with hq.opened() as desk, ended(running):

        def here() -> set[str]:
            return {line.id for line in desk.ask(keeping.lines)}

        for round_ in range(ROUNDS):
            for name, laptop in hq.laptops.items():
                sent |= {laptop.writes("11", f"{name} {round_} {number}") for number in range(4)}
                laptop.sends()
            id_, previous = put_forged(hq, hq.laptops["budi"], round_ + 1, previous)
            forged.add(id_)
            if round_ == ROUNDS // 2:
                part = len(sent) // 3
                until(lambda part=part: len(here()) > part, *running)  # type: ignore[misc]
                running[0].kill()
                running[0].wait()
                running[0] = hq.works(outs[WORKERS], "--json")
        until(lambda: sent <= here() and sum(writer == "f" * 16 for writer, _ in segments(desk)) == ROUNDS, *running)
        # All may be at reading still, and be ended before one of them writes.
        until(lambda: bool(own_writers(hq)), *running)
        for each in running:
            each.terminate()
        assert [each.wait(30) for each in running] == [0] * WORKERS
        for out in outs:
            out.close()
        assert forged == {line.id for line in desk.ask(keeping.set_aside)}
        assert set(segments(desk).values()) == {1}
        several = kept(desk)
    said = [json.loads(line) for out in outs for line in Path(out.name).read_text().splitlines() if line.startswith("{")]
    new = Counter(each["digest"] for round_ in said for done in round_["exchanges"] for each in done.get("arrivals", ()) if each["taken"])
    assert new.keys() <= sent | {each for each in new if each not in forged}
    assert max(new.values()) == 1
    own = own_numbers(hq)
    assert own == [*range(1, len(own) + 1)]
    # One alone gives the same.
    alone = shutil.copytree(hq.profile, tmp_path / "alone")
    known.choose(alone, hq.server.url(before))
    with opened(alone) as desk:
        Sending(desk, hq.laptops["vera"].ring, None, hq.carrier).sends(shutil.copytree(hq.carrier, tmp_path / "carrier2"))  # type: ignore[arg-type]
        assert kept(desk) == several


def own_writers(hq: Headquarters) -> set[str]:
    """The names under which headquarters wrote to the carrier."""
    others = {laptop.desk.ask(lambda tx: logs.mine(tx)) for laptop in hq.laptops.values()} | {"f" * 16}
    return {path.name for path in (hq.carrier / "w").iterdir() if [*path.glob("*/*.seg")]} - others


def own_numbers(hq: Headquarters) -> list[int]:
    """The numbers of what headquarters wrote to the carrier, under one name."""
    (mine,) = own_writers(hq)
    return sorted(int(path.stem) for path in (hq.carrier / "w" / mine).glob("*/*.seg"))


def test_a_worker_whose_server_was_away_says_so_and_goes_on_and_laptops_notice_nothing(hq: Headquarters, tmp_path: Path) -> None:
    vera = hq.laptops["vera"]
    log = tmp_path / "log"

    def failures() -> list[str]:
        return [line for line in log.read_text().splitlines() if " came" not in line]

    with log.open("w") as out, hq.opened() as desk, ended([hq.works(out)]) as running:
        first = vera.writes("11", "sebelum")
        vera.sends()
        until(lambda: first in {line.id for line in desk.ask(keeping.lines)}, *running)
        hq.server.stop()
        try:
            second = vera.writes("11", "selama")
            assert vera.sends().sent == 1
            until(failures, *running)
        finally:
            hq.server.start()
        until(lambda: " came (" in log.read_text().rpartition(failures()[-1])[2], *running)
        assert {first, second} <= {line.id for line in desk.ask(keeping.lines)}
        assert len(failures()) <= 2, failures()
        assert "cannot be reached" in failures()[0] or "server" in failures()[0].casefold()
