"""Logs of others are put on a carrier that lacks them, and what the carrier cannot take keeps nothing back that comes from it."""

import pytest

from models import exchange
from models.errors import Refusal
from models.exchange import Progress, Stopped
from models.exchange_line import MOST_FAILED
from models.exchanged import Exchanged
from tests.desk.reviewing_kit import Trio
from tests.exchange.kit import Memory, away_at, documents, meets, writes

pytestmark = pytest.mark.slow
DAY, FEW = 86_400, 3


def brought(team: Trio, server: Memory) -> None:
    """Some segments of the verifier that the lead has by a server."""
    for _ in range(FEW):
        writes(team.verifier)
        meets(team.verifier, server, "server")
    meets(team.lead, server, "server")


@pytest.mark.parametrize("code", ["carrier.failed", "carrier.compare"])
def test_a_stick_without_room_for_a_log_of_others_kept_back_what_lay_on_it(team: Trio, code: str) -> None:
    server, stick = Memory(), Memory()
    brought(team, server)
    meets(team.lead, stick, "stick")
    stick.files.clear()
    note = writes(team.supervisor)
    meets(team.supervisor, stick, "stick")
    meets(team.lead, server, "server")

    def full(verb: str, path: str) -> None:
        if verb.startswith("put"):
            more = {} if code == "carrier.compare" else {"cause": "-"}
            raise Refusal(code, carrier="stick", path=path, **more)

    stick.before = full
    done = Exchanged("stick")
    with pytest.raises(Refusal) as caught:  # of its own it can write nothing either
        exchange.exchange(team.lead.desk, "stick", stick, done=done)
    assert caught.value.code == code
    assert note in documents(team.lead)
    assert note in {each.digest for each in done.arrivals}
    assert 0 < sum(each.code == code for each in done.waiting) <= MOST_FAILED


def stopping(what: str) -> tuple[list[str], Progress]:
    """What was told, and a progress that stops at the second time that `what` is."""
    told: list[str] = []

    def progress(said: str, _done: int, _total: int) -> None:
        told.append(said)
        if told.count(what) == 2:
            raise Stopped

    return told, progress


def test_passing_on_what_an_empty_carrier_lacks_stood_still_and_could_not_be_stopped(team: Trio) -> None:
    server, other = Memory(), Memory()
    brought(team, server)
    team.lead.clock.step()
    _, progress = stopping("pass")
    with pytest.raises(Stopped):
        exchange.exchange(team.lead.desk, "other", other, progress)
    assert len(other.files) == 1
    assert meets(team.lead, other, "other").passed_on == FEW - 1


def test_a_look_at_many_documents_stood_still_and_could_not_be_stopped(team: Trio) -> None:
    server = Memory()
    for _ in range(FEW):
        writes(team.verifier)
        meets(team.verifier, server)
    _, progress = stopping("see")
    with pytest.raises(Stopped):
        exchange.look(team.lead.desk, "hq", server, progress)


def test_looking_again_at_what_is_on_a_carrier_stood_still_and_counted_own_segments_as_those_of_others(team: Trio) -> None:
    server, vera = Memory(), team.verifier
    for _ in range(FEW):
        writes(vera)
        meets(vera, server)
    lost = min(server.files)
    del server.files[lost]
    vera.clock.step(DAY)
    told, progress = stopping("")
    done = exchange.exchange(vera.desk, "hq", server, progress)
    assert told.count("check") == FEW
    assert (done.lost, done.passed_on) == (1, 0)


def test_a_look_told_that_nothing_would_go_to_a_new_carrier_which_lacked_everything(team: Trio) -> None:
    first, new = Memory(), Memory()
    writes(team.verifier)
    meets(team.verifier, first, "first")
    writes(team.verifier, "12")
    seen = exchange.look(team.verifier.desk, "new", new)
    assert new.files == {}
    assert seen.sent == meets(team.verifier, new, "new").sent > 1


def test_what_came_before_the_line_broke_was_told_by_nobody(team: Trio) -> None:
    server = Memory()
    notes = []
    for agency in ("11", "12"):
        notes.append(writes(team.verifier, agency))
        meets(team.verifier, server)
    server.before = away_at("get", 2)
    done = Exchanged("hq")
    with pytest.raises(Refusal):
        exchange.exchange(team.lead.desk, "hq", server, done=done)
    assert [id_ in {each.digest for each in done.arrivals} for id_ in notes] == [True, False]
    assert done.has_moved
