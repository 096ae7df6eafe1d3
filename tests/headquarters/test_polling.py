"""Who polls a server that eight people write to passes nothing over, also while one of them takes long to commit."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from models.codes import digest
from models.desk import arrived
from tests.headquarters.kit import Headquarters

pytestmark = pytest.mark.slow

_WRITERS = 8
_EACH = 40
ADDED = """INSERT INTO document (digest, kind, name, about, supersedes, title, status, signer, signer_id, refers, body, received_at)
    VALUES (%s, 'note', '', '', '[]', '', '', '', verifier_person(), '{}', %s, '2023-05-09T07:05:00Z')"""


def writes(hq: Headquarters, writer: int, held: Event, all_but_one: Event) -> list[str]:
    """The documents that one of the writers added; the first holds a transaction open until the others are done."""
    bodies = [f"{writer}/{number}".encode() for number in range(_EACH)]
    with hq.connected("surya") as connection:
        if writer == 0:
            connection.autocommit = False
        for body in bodies:
            connection.execute(ADDED, (digest(body), body))
            held.set()
        if writer == 0:
            all_but_one.wait(30)
            connection.commit()
    return [digest(body) for body in bodies]


def test_a_number_drawn_early_and_committed_late_is_not_passed_over(hq: Headquarters) -> None:
    held, all_but_one = Event(), Event()
    seen: list[str] = []
    by_number: set[str] = set()
    with hq.laptop("lina") as lina, hq.connected("lina") as naive, ThreadPoolExecutor(_WRITERS) as pool:
        since = lina.desk.ask(arrived.end) or arrived.START
        (last,) = naive.execute("SELECT max(seq) FROM document").fetchone() or (0,)

        def look() -> None:
            nonlocal since, last
            while (news := lina.desk.ask(arrived.arrived, since)).came:
                since = news.since
                seen.extend(each.digest for each in news.came)
            for number, id_ in naive.execute("SELECT seq, digest FROM document WHERE seq > %s ORDER BY seq", (last,)).fetchall():
                last = number
                by_number.add(id_)

        first = pool.submit(writes, hq, 0, held, all_but_one)
        held.wait(30)
        others = [pool.submit(writes, hq, number, held, all_but_one) for number in range(1, _WRITERS)]
        while not all(each.done() for each in others):
            look()
        look()
        # What is behind the open transaction waits for it.
        assert not seen
        all_but_one.set()
        added = {*first.result(), *(id_ for each in others for id_ in each.result())}
        look()
    assert sorted(seen) == sorted(added)
    # The same by numbers, as it is usually done, has lost some of what was committed last.
    assert added - by_number
