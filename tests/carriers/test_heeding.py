"""Waiting for a carrier: it ends where nobody wants to wait any more, and by itself where it would have no end."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from models import carrying
from models.carriers import heeding, parsed
from models.carriers.heeding import Heeding
from models.causes import Cause
from models.exchange import Stopped
from models.exchanged import Way
from tests.carriers.asking import LIMIT, PATH, refused, verbs
from tests.desk.reviewing_kit import trio
from tests.exchange.kit import Memory, way, writes

pytestmark = pytest.mark.slow

ADDRESS = parsed("hq", "sftp://ani@hq.example/tim")


@dataclass
class Late(Memory):
    """A carrier that answers when it is told to."""

    answers: Event = field(default_factory=Event)
    closed: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.before = self._wait

    def close(self) -> None:
        self.closed.set()

    def _wait(self, _verb: str, _path: str) -> None:
        assert self.answers.wait(20)


@pytest.fixture
def late() -> Iterator[Late]:
    made = Late()
    yield made
    made.answers.set()


def stop() -> None:
    raise Stopped


def test_every_verb_gives_and_refuses_as_the_carrier_does() -> None:
    memory = Memory()
    carrier = Heeding(ADDRESS, memory, lambda: None)
    carrier.put(PATH, b"satu")
    carrier.put_over(PATH, b"dua")
    assert carrier.names("w") == {"0123456789abcdef"}
    assert carrier.get(PATH, LIMIT) == b"dua"
    refused("carrier.taken", carrier.put, PATH, b"tiga")
    carrier.close()


def test_whoever_wanted_to_stop_waited_until_a_server_answered(late: Late) -> None:
    for act in verbs(Heeding(ADDRESS, late, stop)):
        begun = monotonic()
        with pytest.raises(Stopped):
            act()
        assert monotonic() - begun < 10
        assert not late.answers.is_set()


def test_a_server_that_sent_a_byte_now_and_then_was_waited_for_without_end(late: Late) -> None:
    carrier = Heeding(ADDRESS, late, lambda: None, patience=0)
    for act in verbs(carrier):
        assert refused("carrier.away", act).fields["cause"] == Cause("no_answer")
    carrier.close()
    assert late.closed.wait(20)


def test_a_place_that_is_reached_when_nobody_waits_any_more_is_let_go_of(late: Late, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heeding, "connected", lambda *_, **__: (late.names(""), late)[1])
    with pytest.raises(Stopped):
        heeding.reached(ADDRESS, "", stop)
    assert not late.closed.is_set()
    late.answers.set()
    assert late.closed.wait(20)


def test_an_exchange_that_is_stopped_while_it_waits_goes_on_the_next_time(
    tmp_path: Path, late: Late, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heeding, "connected", lambda *_, **__: late)
    late.answers.set()
    told = Counter[str]()

    def progress(what: str, _done: int, _total: int) -> None:
        told[what] += 1
        if what == "send":
            late.answers.clear()
        if told["send"] > 2:
            raise Stopped

    with trio(tmp_path) as team:
        note = writes(team.verifier)
        with pytest.raises(Stopped):
            carrying.carry(team.verifier.desk, "hq", ADDRESS.text, lambda _: "", progress)
        late.answers.set()
        done = carrying.carry(team.verifier.desk, "hq", ADDRESS.text, lambda _: "")
        assert (done.lost, done.is_copy, way(team.verifier, note)) == (0, False, Way.CARRIED)
        assert len(late.files) == 1
