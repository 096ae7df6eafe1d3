"""What a computer proved at an earlier start it need not prove again, and nobody at the server gains anything by that."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from sqlalchemy import Engine, event

from models.desk import believing, history, keeping, proving
from models.desk.freeze import Frozen
from models.doctor import signed, traced
from models.doctor.result import Said
from models.ledger import replay, trail
from models.ledger.proofs import FILE
from tests.benchmarks.documents import Way
from tests.desk.reviewing_kit import Laptop, Trio, done
from tests.headquarters.kit import PLACE, Headquarters, approved
from tests.ledger.kit import refused

pytestmark = pytest.mark.slow
USUAL = proving._MANY


@pytest.fixture
def team(hq: Headquarters) -> Iterator[Trio]:
    with ExitStack() as stack:
        yield Trio(*(stack.enter_context(hq.laptop(role)) for role in ("dian", "lina", "surya")))


@pytest.fixture(autouse=True)
def _each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "_MANY", 0)


def started(laptop: Laptop, documents: list[str]) -> tuple[set[str], int]:
    """Which of the documents are believed by a program that was just started, and how often it read bytes of any."""
    for kept in (proving._PROVED, proving._UNPROVED, keeping._AUTHORS):
        kept.clear()
    read: list[str] = []

    def on_asking(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        read.extend([statement] if "document.body" in statement else [])

    event.listen(Engine, "before_cursor_execute", on_asking)
    try:
        return set(laptop.desk.ask(believing.among, documents)), len(read)
    finally:
        event.remove(Engine, "before_cursor_execute", on_asking)


def documents_of(hq: Headquarters) -> list[str]:
    with hq.connected() as administrator:
        return [digest for (digest,) in administrator.execute("SELECT digest FROM document WHERE kind <> 'team' ORDER BY kind")]


def altered(hq: Headquarters, statement: str, *said: object) -> None:
    """What an administrator does whom neither rules nor triggers bind."""
    with hq.connected() as administrator:
        for (name,) in administrator.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'document'::regclass AND contype = 'c'"
        ).fetchall():
            administrator.execute(f'ALTER TABLE document DROP CONSTRAINT "{name}"')
        administrator.execute("SET session_replication_role = replica")
        administrator.execute(statement, said)


def test_every_start_proved_all_documents_anew(hq: Headquarters, team: Trio) -> None:
    approved(team, PLACE)
    every = documents_of(hq)
    assert started(team.supervisor, every) == ({*every}, 1)
    assert started(team.supervisor, every) == ({*every}, 0)
    # Another computer takes nobody's word for it.
    assert started(team.lead, every) == ({*every}, 1)
    (team.supervisor.desk.ledger.folder / FILE).write_bytes((team.lead.desk.ledger.folder / FILE).read_bytes())
    assert started(team.supervisor, every) == ({*every}, 1)


def test_less_than_two_hundred_documents_came_over_the_line_at_every_start(
    hq: Headquarters, team: Trio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "_MANY", USUAL)
    verification = approved(team, PLACE)
    verdict = done(team.supervisor, verification, "issue")
    (submission,), (review,) = (team.supervisor.documents(kind) for kind in ("submission", "review"))
    keys = tuple(laptop.ring.person() for laptop in (team.verifier, team.lead, team.supervisor))
    way = Way(verification, (submission, review, verdict), keys, ("submission", "review", "verdict"))
    for number in range(9):
        team.supervisor.takes(*way.repeated(number))
    every = documents_of(hq)
    assert started(team.supervisor, every) == ({*every}, 1)
    assert started(team.supervisor, every) == ({*every}, 0)


def test_bytes_that_were_changed_at_the_server_after_they_were_proved_are_not_read(hq: Headquarters, team: Trio) -> None:
    verification = approved(team, PLACE)
    every = documents_of(hq)
    submission = next(line.id for line in team.lead.desk.ask(keeping.lines) if line.kind == "submission")
    started(team.supervisor, every)
    altered(hq, "UPDATE document SET body = replace(body::text, '3', '4')::bytea WHERE digest = %s", submission)
    started(team.supervisor, every)
    desk = team.supervisor.desk
    assert refused(lambda: desk.ask(keeping.stored, submission)).code == "document.unknown"
    assert refused(lambda: desk.ask(keeping.parsed, submission)).code == "document.unknown"
    assert refused(lambda: desk.ask(keeping.authors, submission)).code == "document.unknown"
    assert verification


def test_what_a_row_says_otherwise_since_is_proved_anew(hq: Headquarters, team: Trio) -> None:
    approved(team, PLACE)
    every = documents_of(hq)
    started(team.supervisor, every)
    altered(hq, "UPDATE document SET status = 'returned' WHERE kind = 'review'")
    found, read = started(team.supervisor, every)
    assert len(found) == len(every) - 1
    assert read


def test_signed_bytes_of_another_document_stood_under_a_digest_that_was_approved(hq: Headquarters, team: Trio) -> None:
    """Of two submissions of one person that say the same of themselves a review approves one."""
    approved(team, PLACE)
    with hq.connected() as administrator:
        digest, body = administrator.execute("SELECT digest, body FROM document WHERE kind = 'submission'").fetchone() or ("", b"")
    again = team.verifier.sign(Frozen("lain.toml", body + b"\n"))
    altered(hq, "UPDATE document SET body = %s WHERE digest = %s", again.body, digest)
    altered(hq, "UPDATE signature SET body = %s WHERE document = %s", again.signatures[0], digest)
    assert digest not in started(team.supervisor, documents_of(hq))[0]


def test_whoever_looked_for_faults_read_the_bytes_of_all_documents_at_once(
    hq: Headquarters, team: Trio, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(team, PLACE)
    monkeypatch.setattr(signed, "_AT_ONCE", 1)
    most: list[int] = []

    def on_asked(_connection: object, cursor: Any, statement: str, *_: object) -> None:
        most.extend([cursor.rowcount] if "document.body" in statement else [])

    event.listen(Engine, "after_cursor_execute", on_asked)
    try:
        assert team.lead.desk.ask(signed.faults_) == ([], len(documents_of(hq)) + len(teams_of(hq)))
    finally:
        event.remove(Engine, "after_cursor_execute", on_asked)
    assert max(most) == 1
    altered(hq, "UPDATE document SET body = body || 'x'::bytea WHERE kind = 'review'")
    first = team.lead.desk.ask(signed.faults_)[0][0]
    assert isinstance(first, Said)
    assert first.code == "documents.other"


def teams_of(hq: Headquarters) -> list[str]:
    with hq.connected() as administrator:
        return [digest for (digest,) in administrator.execute("SELECT digest FROM document WHERE kind = 'team'")]


def test_whoever_compared_rows_with_the_trail_held_all_of_both(hq: Headquarters, team: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    verification = approved(team, PLACE)
    monkeypatch.setattr(trail, "_AT_ONCE", 2)
    monkeypatch.setattr(replay, "_AT_ONCE", 3)
    most: list[int] = []

    def on_asked(_connection: object, cursor: Any, statement: str, *_: object) -> None:
        most.extend([cursor.rowcount] if " LIMIT " in statement else [])

    event.listen(Engine, "after_cursor_execute", on_asked)
    try:
        faults, count = traced.unlike(team.lead.desk)
        assert (faults, team.lead.desk.ask(history.check)) == ([], count)
    finally:
        event.remove(Engine, "after_cursor_execute", on_asked)
    assert max(most) == 3
    altered(hq, "UPDATE answer SET level = 0 WHERE verification_id = %s AND item = 'REG-01'", verification)
    altered(hq, "DELETE FROM answer WHERE verification_id = %s AND item = 'REG-02'", verification)
    assert {str(each.fields["key"]) for each in traced.unlike(team.lead.desk)[0] if isinstance(each, Said)} == {
        f"{verification} REG-01",
        f"{verification} REG-02",
    }
