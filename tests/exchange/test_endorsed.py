"""Logs of laptops that send no more: whoever joins later reads them as far as a supervisor endorsed them, and what that let in."""

from pathlib import Path

import pytest

from models import exchange
from models.codes import digest
from models.desk import keeping, logs
from models.documents import segment
from models.documents.team import Status
from tests.desk.ended_kit import claimed, endorse, follows, joined, mark, person, successor
from tests.desk.reviewing_kit import Trio, ready
from tests.exchange.kit import Memory, documents, meets, writes

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("status", ["left", "lost", "compromised"])
def test_what_somebody_sent_who_left_came_to_no_laptop_that_joined_later(team: Trio, tmp_path: Path, status: Status) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    note = writes(vera)
    submission = digest(vera.submits(ready(vera.desk, "12")).body)
    meets(vera, carrier)
    meets(surya, carrier)
    mark(team, "Vera", status)
    meets(surya, carrier)
    with joined(team, tmp_path / "nina", "Nina", "lead") as nina:
        assert [each.code for each in meets(nina, carrier).waiting] == ["segment.ended"]
        assert not documents(nina)
        endorse(surya, person(team, "Vera"))
        meets(surya, carrier)
        looked = exchange.look(nina.desk, "hq", carrier)
        done = meets(nina, carrier)
        assert note in documents(nina)
        assert submission in documents(nina, "submission")
        assert not done.waiting
        assert {each.digest for each in looked.arrivals if each.is_admitted} == {each.digest for each in done.arrivals}
        assert not looked.waiting
        assert not nina.desk.ask(keeping.set_aside)


def test_what_was_sent_after_the_endorsement_stays_outside(team: Trio, tmp_path: Path) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    note = writes(vera)
    meets(vera, carrier)
    meets(surya, carrier)
    before = dict(carrier.files)
    writes(vera, "12")
    meets(vera, carrier)
    late_segment = {path: body for path, body in carrier.files.items() if path not in before}
    carrier.files = before
    mark(team, "Vera", "left")
    endorse(surya, person(team, "Vera"))
    meets(surya, carrier)
    carrier.files |= late_segment
    with joined(team, tmp_path / "nina", "Nina", "lead") as nina:
        meets(surya, carrier)
        done = meets(nina, carrier)
        assert documents(nina) == {note}
        assert [each.code for each in done.waiting] == ["segment.ended"]


def test_another_laptop_took_over_a_log_that_was_endorsed(team: Trio, tmp_path: Path) -> None:
    carrier, vera, surya, lina = Memory(), team.verifier, team.supervisor, team.lead
    notes = set()
    for agency in ("11", "12"):
        notes.add(writes(vera, agency))
        meets(vera, carrier)
    meets(surya, carrier)
    mark(team, "Vera", "left")
    mark(team, "Lina", "compromised")
    endorse(surya, person(team, "Vera"))
    meets(surya, carrier)
    writer, stolen = vera.desk.ask(logs.mine), lina.ring.device()
    heading = segment.drawn_up(
        writer=writer,
        number=1,
        previous="",
        device=str(lina.ring.device_id),
        cut_at="2023-06-01T00:00:00Z",
        received={},
        refused={},
    )
    forged = Memory({**carrier.files, segment.path(writer, 1): segment.written(stolen, heading, [])})
    with joined(team, tmp_path / "nina", "Nina", "lead") as nina:
        assert [each.code for each in meets(nina, forged).waiting] == ["segment.ended"]
        meets(nina, carrier, "asli")
        assert documents(nina) == notes


def test_a_look_told_as_coming_what_no_endorsement_lets_in(team: Trio, tmp_path: Path) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    writes(vera)
    meets(vera, carrier)
    meets(surya, carrier)
    mark(team, "Vera", "left")
    other = claimed(surya, person(team, "Lina"), {"0" * 64: "note"})
    surya.takes(other)
    meets(surya, carrier)
    with joined(team, tmp_path / "nina", "Nina", "lead") as nina:
        assert [each.code for each in exchange.look(nina.desk, "hq", carrier).waiting] == ["segment.ended"]
        assert [each.code for each in meets(nina, carrier).waiting] == ["segment.ended"]


def test_a_log_endorsed_in_a_log_that_is_endorsed_itself_came_with_the_second_exchange(
    team: Trio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier, vera, surya = Memory(), team.verifier, team.supervisor
    note = writes(vera)
    meets(vera, carrier)
    with successor(team, tmp_path / "wati") as wati:
        meets(wati, carrier)
        mark(team, "Vera", "left")
        meets(surya, carrier)
        follows(team, wati)
        endorse(wati, person(team, "Vera"))
        meets(wati, carrier)
        meets(surya, carrier)
        mark(team, "Wati", "left")
        endorse(surya, person(team, "Wati"))
        meets(surya, carrier)
        order = [each.desk.ask(logs.mine) for each in (vera, wati, surya)]
    monkeypatch.setattr(logs, "in_turn", lambda _tx, writers: sorted(writers, key=order.index))
    with joined(team, tmp_path / "nina", "Nina", "lead") as nina:
        assert meets(nina, carrier).waiting == []
        assert documents(nina) == {note}
