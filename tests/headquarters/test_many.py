"""Eight supervisors at one database at the same moment: what one decided nobody decides over, and nothing is decided twice.

The soak in short stands at the end; for minutes it is `python -m tests.soak`.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from threading import Barrier

import pytest

from models.codes import digest
from models.desk import allotting, answers, assigning, colleagues, issuing, keeping, reading, reviewing, submitting, verifications
from models.desk.desk import Desk
from models.errors import Refusal
from models.keyring import Keyring
from models.ledger.trail import TRAIL, newest
from tests.desk.acts import LEVELS, sheet_of
from tests.desk.reviewing_kit import WAIVED, Laptop, ready
from tests.faults.figures import measured
from tests.postgres import server
from tests.soak.checker import checked
from tests.soak.run import Nemesis, told
from tests.soak.scene import Scene, made

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("headquarters"),
    pytest.mark.skipif(sys.platform == "win32", reason="no such signals"),
]
MANY = 8
SECONDS = 15
LAPTOPS = 3


@dataclass
class Office:
    """Who verified, who leads, and those who supervise."""

    verifier: Laptop
    lead: Laptop
    supervisors: list[Laptop]
    scene: Scene


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with server(is_durable=True) as at, ExitStack() as stack:
        scene = made(at, tmp_path_factory.mktemp("office"), members=MANY + 2, workers=2, segments=2)
        desks = [stack.enter_context(scene.desk(role)) for role in scene.members]
        laptops = [Laptop(desk, Keyring(desk.ledger.folder), None) for desk in desks]  # type: ignore[arg-type]  # nobody sets a clock
        yield Office(laptops[0], laptops[1], laptops[2:], scene)


def at_once(act: Callable[[Laptop], str], laptops: list[Laptop]) -> list[str]:
    """What each came to, its digest or the code of its refusal, where all do it at the same moment."""
    start = Barrier(len(laptops))

    def done(laptop: Laptop) -> str:
        start.wait()
        try:
            return act(laptop)
        except Refusal as refused:
            return refused.code

    with ThreadPoolExecutor(len(laptops)) as pool:
        return [*pool.map(done, laptops)]


def approved(office: Office) -> str:
    verification = ready(office.verifier.desk, "32")
    desk = office.verifier.desk
    desk.do(submitting.submit, verification, office.verifier.sign(desk.ask(submitting.drawn_up, verification)))
    lead = office.lead
    lead.desk.do(reviewing.confirm, verification, WAIVED)
    lead.desk.do(reviewing.conclude, verification, lead.sign(lead.desk.ask(reviewing.drawn_up, verification, "approved")))
    return verification


def test_of_eight_who_issue_the_same_one_issues_it_and_the_others_are_told(office: Office) -> None:
    verification = approved(office)
    drawn = Barrier(MANY)

    def issue(laptop: Laptop) -> str:
        signed = laptop.sign(laptop.desk.ask(issuing.drawn_up, verification, "issue"))
        drawn.wait()
        laptop.desk.do(issuing.issue, verification, "issue", signed)
        return digest(signed.body)

    found = at_once(issue, office.supervisors)
    verdicts = {line.id for line in office.lead.desk.ask(keeping.lines) if line.kind == "verdict"}
    assert [each for each in found if len(each) == 64] == [*verdicts]
    assert {each for each in found if len(each) != 64} == {"workflow.locked"}
    assert {sheet_of(each.desk, verification).state for each in office.supervisors} == {"issued"}


def test_of_eight_who_assign_the_same_agency_each_builds_on_what_the_other_did(office: Office) -> None:
    (person,) = [each.id for each in office.lead.desk.ask(colleagues.members) if each.name == "m0"]
    round_id = office.lead.desk.ask(reading.current_round).id

    def once(laptop: Laptop) -> str:
        signed = laptop.sign(laptop.desk.ask(assigning.drawn_up, round_id, ("11",), person))
        laptop.desk.do(assigning.assign, signed)
        return digest(signed.body)

    def assign(laptop: Laptop) -> str:
        while True:
            try:
                return once(laptop)
            except Refusal as refused:
                assert refused.code == "assignment.changed"

    found = at_once(assign, office.supervisors)
    assert len({*found}) == MANY
    lines = [line for line in office.lead.desk.ask(keeping.lines) if line.kind == "assignment"]
    assert {line.id for line in lines} == {*found}
    assert len(office.lead.desk.ask(allotting.standing, round_id, "first")["11"]) == 1


def test_eight_who_answer_and_read_at_once_lose_nothing(office: Office) -> None:
    agencies = ("11", "12", "13", "14", "15", "16", "17", "18")
    own = dict(zip(map(id, office.supervisors), agencies, strict=True))

    def work(laptop: Laptop) -> str:
        desk = laptop.desk
        verification = desk.do(verifications.begin, own[id(laptop)])
        for number in range(6):
            desk.do(answers.record, verification, LEVELS, number % 4 + 1)
            desk.do(answers.annotate, verification, LEVELS, f"catatan {own[id(laptop)]} {number}")
            assert sheet_of(desk, verification).line(LEVELS).answer.note == f"catatan {own[id(laptop)]} {number}"
        return verification

    found = at_once(work, office.supervisors)
    lines = {line.id: line for line in office.lead.desk.ask(verifications.every)}
    assert found == [id_ for id_ in found if id_ in lines]
    for verification, agency in zip(found, agencies, strict=True):
        answer = sheet_of(office.lead.desk, verification).line(LEVELS).answer
        assert (answer.level, answer.note) == (5 % 4 + 1, f"catatan {agency} 5")
    assert trail(office.lead.desk, found) == dict.fromkeys(found, 13)
    assert checked(office.lead.desk.ledger, [], [], []).holds


def trail(desk: Desk, verification: list[str]) -> dict[str, int]:
    """How many acts the trail tells of each."""
    with desk.ledger.transaction(writing=False) as connection:
        counted = Counter(row.verification_id for row in connection.execute(TRAIL.select()))
    return {each: counted[each] for each in verification}


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice_where_clients_and_the_server_are_killed(office: Office) -> None:
    with office.lead.desk.ledger.transaction(writing=False) as connection:
        head = newest(connection)
    assert head is not None
    scene = replace(office.scene, members=office.scene.members[: MANY - len(office.scene.workers)])
    nemesis = Nemesis(scene, random.Random(1), begins=3)
    nemesis.torment(SECONDS)
    done = told(nemesis, SECONDS, head.seq)
    found = done.found
    assert (found.lost, found.twice, found.missed, found.unlike) == ([], [], [], [])
    assert min(found.acknowledged, found.documents, done.kills.total()) > 0
    # Each who takes in writes under one name of their own, however they take turns.
    assert len([*(scene.carrier / "w").iterdir()]) <= LAPTOPS + len(scene.workers)
    measured(acknowledged=found.acknowledged, documents=found.documents, killed=done.kills.total(), lost=0)
