"""At a server documents of keys that ended are proved by what a supervisor endorsed, and by nothing that only stands there as that."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from models.codes import digest
from models.desk import believing, issued, proving
from models.documents.team import Status
from models.previews import Arriving
from tests.desk.ended_kit import endorse, follows, mark, newcomer, of_kind, person, successor
from tests.desk.reviewing_kit import Laptop, Trio, approved, done, trio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as found:
        yield found


@pytest.fixture
def at_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each laptop takes its database for one in which others write."""
    monkeypatch.setattr(believing, "dialects", SimpleNamespace(is_server=lambda _: True))


def forget() -> None:
    """What this process knows of documents."""
    proving._PROVED.clear()
    proving._UNPROVED.clear()
    believing._ALIKE.clear()


def is_believed(laptop: Laptop, document: bytes) -> bool:
    """Whether a document is believed by somebody who looks for the first time."""
    forget()
    return laptop.desk.ask(believing.is_believed, digest(document))


@pytest.mark.parametrize("status", ["left", "compromised"])
@pytest.mark.usefixtures("at_server")
def test_what_is_endorsed_is_believed_at_a_server_that_began_later(team: Trio, tmp_path: Path, status: Status) -> None:
    verification = approved(team)
    verdict = done(team.supervisor, verification, "issue")
    documents = [of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict]
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(*documents)
        mark(team, "Surya", status)
        follows(team, wati)
        endorsement = endorse(wati, person(team, "Surya"))
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(*documents, endorsement) == [Arriving.NEW] * 4
        assert nina.desk.ask(issued.standing, verification).issued_by == "Surya"
        assert is_believed(nina, verdict.body)
        with nina.desk.ledger.transaction(writing=True) as connection:
            gone = connection.execute(text("DELETE FROM signature WHERE document = :of"), {"of": digest(endorsement.body)})
            assert gone.rowcount == 1
        assert not is_believed(nina, verdict.body)


@pytest.mark.usefixtures("at_server")
def test_what_was_decided_about_was_refused_at_a_server_that_began_after_its_key_ended(team: Trio, tmp_path: Path) -> None:
    verdict = done(team.supervisor, approved(team), "issue")
    submission, review = of_kind(team.lead, "submission"), of_kind(team.lead, "review")
    for name in ("Vera", "Lina"):
        mark(team, name, "left")
    with newcomer(team, tmp_path / "nina") as nina:
        assert nina.takes(submission, review, verdict) == [Arriving.NEW] * 3
        assert all(is_believed(nina, each.body) for each in (submission, review, verdict))
