"""The exchange as a machine that does whatever laptops, carriers and people may do, in any order, and then asks what is everywhere."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from models import exchange
from models.desk import logs, notes, noting, teams, ways
from models.desk.desk import opened
from models.documents import keys, segment
from models.errors import Refusal
from models.exchanged import Way
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.desk.noting_kit import PRACTICE, VISIT, drawn
from tests.desk.reviewing_kit import Laptop, founded
from tests.exchange.carriers import FAULTS, Died, Faulty, Store
from tests.exchange.kit import documents

ROUNDS: Final = 12
"""Rounds of honest exchanges after which everybody has everything."""
_LAPTOPS: Final = 5
_VALUES: Final = {"visit": VISIT, "practice": PRACTICE}
_STRANGER: Final = keys.made()


@dataclass
class Node:
    """A profile on some laptop, a copy of one, or one that was put back."""

    name: str
    folder: Path
    laptop: Laptop
    copies: int = 0
    kept: Path | None = None
    """A copy of the profile from earlier."""


class Machine(RuleBasedStateMachine):
    """Three people of a team, copies of their laptops, a fast and a slow carrier."""

    numbers: ClassVar[Iterator[int]] = count(1)

    @staticmethod
    def minted() -> str:
        """Names that are the same whenever the same is done, so that what was found can be found again."""
        return f"{next(Machine.numbers) * 7919 % 65521:016x}"

    def __init__(self) -> None:
        super().__init__()
        Machine.numbers = count(1)
        self.root = Path(tempfile.mkdtemp(prefix="verifier-model-"))
        self.stores = [Store("hq"), Store("share", is_slow=True)]
        self.nodes: list[Node] = []
        self.written: dict[str, str] = {}
        """Every document that a verb returned for, and the note it is a revision of."""
        self.gone: set[str] = set()
        """Those that were lost with a laptop before they were said to be elsewhere, or that no longer count."""
        self.ended = ""
        self.said: set[str] = set()

    @initialize()
    def begin(self) -> None:
        """The three laptops of a founded team, each with its own copy of the profile."""
        where, moment = founded()
        self.clock = StillClock()
        self.clock.moment = moment
        for name in ("vera", "lina", "surya"):
            shutil.copytree(where / name, self.root / name)
            self.nodes.append(self._opened(name, self.root / name))

    def teardown(self) -> None:
        """Let everything go."""
        try:
            if self.nodes:
                self.settle()
        finally:
            for node in self.nodes:
                node.laptop.desk.close()
            shutil.rmtree(self.root, ignore_errors=True)

    # What people do

    @rule(at=st.integers(0, 9), purpose=st.sampled_from(("visit", "practice")))
    def write(self, at: int, purpose: Any) -> None:
        """Somebody writes a note, the cheapest of documents."""
        self._write(self._node(at), purpose)

    @rule(at=st.integers(0, 9), which=st.integers(0, 9))
    def correct(self, at: int, which: int) -> None:
        """Somebody corrects a note, and settles it where two others did: theirs names both."""
        node = self._node(at)
        lines = [line for line in node.laptop.desk.ask(noting.lines) if line.is_practice or line.person_id == node.laptop.desk.actor.person]
        if lines:
            line = lines[which % len(lines)]
            self._write(node, line.purpose, line.digest)

    @rule(at=st.integers(0, 9))
    def copy(self, at: int) -> None:
        """Somebody's disk is copied to another laptop, and both go on."""
        node = self._node(at)
        if len(self.nodes) < _LAPTOPS:
            node.copies += 1
            name = f"{node.name}-{node.copies}"
            node.laptop.desk.close()
            shutil.copytree(node.folder, self.root / name)
            node.laptop = self._opened(node.name, node.folder).laptop
            self.nodes.append(self._opened(name, self.root / name))

    @rule(at=st.integers(0, 9))
    def back_up(self, at: int) -> None:
        """Somebody keeps a copy of their profile."""
        node = self._node(at)
        node.laptop.desk.close()
        node.kept = Path(tempfile.mkdtemp(dir=self.root))
        shutil.copytree(node.folder, node.kept, dirs_exist_ok=True)
        node.laptop = self._opened(node.name, node.folder).laptop

    @precondition(lambda self: any(node.kept for node in self.nodes))
    @rule(at=st.integers(0, 9))
    def put_back(self, at: int) -> None:
        """Somebody's laptop broke, and the copy from earlier is put back; what was said to be on a carrier is there still."""
        kept = [node for node in self.nodes if node.kept]
        node = kept[at % len(kept)]
        assert node.kept is not None
        mine = documents(node.laptop)
        node.laptop.desk.close()
        shutil.rmtree(node.folder)
        shutil.copytree(node.kept, node.folder)
        node.laptop = self._opened(node.name, node.folder).laptop
        elsewhere = set().union(*(documents(each.laptop) for each in self.nodes), *(store.held() for store in self.stores))
        lost = mine - elsewhere
        if not any(store.has_lost for store in self.stores):
            assert not lost & self.said, "said to be on a carrier, and nowhere"
        self.gone |= lost

    @precondition(lambda self: not self.ended and self.nodes)
    @rule()
    def end(self) -> None:
        """Surya ends the laptop that Lina had: what it wrote up to the last segment that is known to Surya counts."""
        surya, lina = self.nodes[2].laptop, self.nodes[1].laptop
        team = surya.desk.ask(teams.demanded).team
        device = next(id_ for id_, each in team.devices.items() if each.person == lina.desk.actor.person)
        held = surya.desk.ask(logs.all_of, "hq").held
        theirs = [(number, writer) for writer, number in held.items() if surya.desk.ask(device_of, writer) == device]
        last = min(surya.desk.ask(logs.digests, theirs[0][1], theirs[0][0])) if len(theirs) == 1 else ""
        self.clock.step()
        surya.desk.do(teams.mark, f"devices.{device}", "lost", last, surya.ring.root())
        self.ended = lina.desk.actor.person
        everywhere = set.intersection(*(documents(node.laptop) for node in self.nodes))
        self.gone |= {id_ for node in self._of_ended() for id_ in documents(node.laptop)} - everywhere

    # What carriers do

    @rule(at=st.integers(0, 9), store=st.integers(0, 1), fault=st.sampled_from(FAULTS), call=st.integers(1, 9))
    def exchange(self, at: int, store: int, fault: str, call: int) -> None:
        """Somebody exchanges with a carrier, and one thing may go wrong."""
        self._exchange(self._node(at), self.stores[store], fault, call)

    @rule(at=st.integers(0, 9), store=st.integers(0, 1))
    def exchange_well(self, at: int, store: int) -> None:
        """Somebody exchanges with a carrier, and nothing goes wrong."""
        self._exchange(self._node(at), self.stores[store])

    @rule()
    def arrive(self) -> None:
        """What was underway is there."""
        self.stores[1].underway.clear()

    @rule(store=st.integers(0, 1), which=st.integers(0, 99), everything=st.booleans())
    def lose(self, store: int, which: int, everything: bool) -> None:
        """A carrier loses a file, or all of them."""
        found = self.stores[store]
        if found.files:
            found.has_lost = True
            for path in sorted(found.files) if everything else [sorted(found.files)[which % len(found.files)]]:
                del found.files[path]
                found.underway.pop(path, None)

    @rule(store=st.integers(0, 1), which=st.integers(0, 99))
    def litter(self, store: int, which: int) -> None:
        """Somebody outside the team puts a segment of their own beside others, and copies of files stand under other names."""
        files = self.stores[store].files
        if files:
            path = sorted(files)[which % len(files)]
            _, writer, folder, _ = path.split("/")
            files[f"w/{writer}/{folder}/.syncthing.00000001.seg.tmp"] = files[path][:50]
            files[f"{path[:-4]}.sync-conflict-20260101-120000-ABCDEFG.seg"] = files[path]
            number = 1 + max(each or 0 for each in (segment.number_of(name.rpartition("/")[2]) for name in files))
            files.setdefault(segment.path("f" * 16, 1), strange("f" * 16, 1))
            files.setdefault(segment.path(writer, number + 1), strange(writer, number + 1))

    # What must hold then

    @rule()
    def settle(self) -> None:
        """Carriers are honest now: after a few rounds everybody has everything, and agrees on what counts and on forks."""
        for store in self.stores:
            store.underway.clear()
            store.is_slow = False
        for _ in range(ROUNDS):
            moved = [self._exchange(node, store) for store in self.stores for node in self.nodes]
            if not any(moved):
                break
        else:
            raise AssertionError("no end of exchanging")
        self.stores[1].is_slow = True
        required = self.written.keys() - self.gone
        everywhere = [documents(node.laptop) for node in self.nodes]
        for node, found in zip(self.nodes, everywhere, strict=True):
            assert required <= found, f"missing on {node.name}"
            assert found <= self.written.keys(), "a document of nobody"
        unsure = {self.written[id_] for id_ in self.gone}
        standing = [{(line.note, line.digest, line.beside) for line in node.laptop.desk.ask(noting.lines)} for node in self.nodes]
        agreed = [{line for line in each if line[0] not in unsure} for each in standing]
        assert all(each == agreed[0] for each in agreed), "they do not agree on what counts"

    def _exchange(self, node: Node, store: Store, fault: str = "none", call: int = 0) -> bool:
        """Whether anything was taken or sent."""
        self.clock.step()
        carrier = Faulty(store=store, laptop=node.name, fault=fault, at=call)
        before = documents(node.laptop)
        moved = True
        try:
            done = exchange.exchange(node.laptop.desk, store.name, carrier)
            moved = bool(done.bytes_out or documents(node.laptop) != before)
        except Died:
            pass
        except Refusal as refused:
            if refused.code in ("exchange.no_device", "exchange.ended"):
                moved = documents(node.laptop) != before
            else:
                assert fault != "none" or store.is_slow, refused.code
        self._check_said(node, store)
        return moved

    def _check_said(self, node: Node, store: Store) -> None:
        """What is said to be on a carrier was there, and is there unless it lost something since."""
        said = {line.digest for line in node.laptop.desk.ask(ways.ways) if line.way is Way.CARRIED and store.name in line.carriers}
        self.said |= said
        if not store.has_lost:
            assert said <= store.held(), "said to be on a carrier that does not hold it"

    def _write(self, node: Node, purpose: Any, corrects: str = "") -> None:
        self.clock.step()
        values = {**_VALUES[purpose], "text": f"{node.name} {len(self.written)} {self.clock.moment}"}
        with suppress(Refusal):  # whoever only verifies marks no practice
            signed = drawn(node.laptop, purpose, values, corrects=corrects)
            line = node.laptop.desk.do(notes.write, signed)
            self.written[line.digest] = line.note
            if node in self._of_ended():
                self.gone.add(line.digest)

    def _of_ended(self) -> list[Node]:
        return [node for node in self.nodes if self.ended and node.laptop.desk.actor.person == self.ended]

    def _node(self, at: int) -> Node:
        return self.nodes[at % len(self.nodes)]

    def _opened(self, name: str, folder: Path) -> Node:
        return Node(name, folder, Laptop(opened(folder, clock=self.clock), Keyring(folder), self.clock))


def device_of(tx: Any, writer: str) -> str:
    """The device that signs the log of a writer."""
    (body, *_) = logs.bodies(tx, writer, 1)
    return segment.opened(body, "").heading.device


def strange(writer: str, number: int) -> bytes:
    """A segment by a key that nobody knows."""
    heading = segment.drawn_up(writer=writer, number=number, device="d9", cut_at="2023-05-09T07:05:00Z")
    return segment.written(_STRANGER, heading, [])
