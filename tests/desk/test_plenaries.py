"""Plenaries at the desk: what waits is put on a list, decided about and closed; what is issued then is what was decided, and names it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from models.codes import digest
from models.desk import answers, decided, issued, issuing, merging, plenaries, teams
from models.documents import chain, kinds
from models.documents.decisions import Review
from models.documents.submission import Submission
from models.documents.verdict_file import PlenaryResult, VerdictFile
from models.paper import Office, Table
from models.papers import plenary
from models.plenary import Plenary
from models.rules.plenary import POSTPONED
from models.words import Words
from tests.desk.acts import begun, contents, refused
from tests.desk.reviewing_kit import Laptop, Trio, approved, approves, done, hands, once_more, ready, trio

pytestmark = pytest.mark.slow

HEAD = {"number": "05/PLENO/2023", "day": "9-5-2023", "place": "Jakarta", "chair": "Sri Wahyuni"}
AGENCIES = ("11", "12", "32")
WHY = "Penerapannya baru di satu unit."


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime, tuple[str, ...]]:
    """Three profiles with three results that wait for issue."""
    folder = tmp_path_factory.mktemp("waiting")
    with trio(folder) as team:
        ids = tuple(approved(team, agency) for agency in AGENCIES)
        return folder, team.supervisor.clock.moment, ids


@pytest.fixture
def sat(waiting: tuple[Path, datetime, tuple[str, ...]], tmp_path: Path) -> Iterator[Trio]:
    folder, moment, _ = waiting
    with once_more(tmp_path, folder, moment) as team:
        yield team


@pytest.fixture
def ids(waiting: tuple[Path, datetime, tuple[str, ...]]) -> tuple[str, ...]:
    return waiting[2]


def closed(laptop: Laptop, ids: tuple[str, ...]) -> Plenary:
    """A closed plenary that followed about the first, decided otherwise about the second, and postponed the third."""
    desk = laptop.desk
    found = desk.do(plenaries.begin, ids)
    desk.do(plenaries.record, found.id, HEAD)
    desk.do(plenaries.attend, found.id, {"name": "Sri Wahyuni", "nip": "197001012005012001", "post": "Deputi"})
    desk.do(plenaries.decide, found.id, ids[0], found.entries[0].recommended)
    desk.do(plenaries.decide, found.id, ids[1], "V1", WHY)
    desk.do(plenaries.decide, found.id, ids[2], POSTPONED, "Menunggu surat keputusan.")
    laptop.clock.step()
    return desk.do(plenaries.close, found.id)


def told(body: bytes) -> VerdictFile:
    document = kinds.parsed(body, "a")
    assert isinstance(document, VerdictFile)
    return document


def test_what_is_issued_after_a_plenary_is_what_it_decided_and_names_it(sat: Trio, ids: tuple[str, ...]) -> None:
    found = closed(sat.supervisor, ids)
    desk = sat.supervisor.desk
    named = PlenaryResult(number="05/PLENO/2023", date="2023-05-09")
    first, second = (told(done(sat.supervisor, id_, "issue").body) for id_ in ids[:2])
    assert (first.plenary, first.verdict.code, first.verdict.person) == (named, found.entries[0].recommended, "Vera")
    assert (second.plenary, second.verdict.code, second.verdict.reason, second.verdict.differs) == (named, "V1", WHY, True)
    assert second.verdict.person == "Surya"
    assert second.verdict.name.id == "Sudah menerapkan dalam pengisian JPT"
    assert refused(lambda: desk.ask(issuing.drawn_up, ids[2], "issue")) == "plenary.postponed"
    # Others take it as it is: the plenary is why it says another verdict than the submission.
    verdicts = sat.supervisor.documents("verdict")
    for laptop in (sat.verifier, sat.lead):
        laptop.takes(*verdicts)
        standing = laptop.desk.ask(issued.standing, ids[1])
        assert (standing.state, standing.verdict, standing.verdict_reason) == ("issued", "V1", WHY)
        assert standing.decided is not None
        assert standing.decided.number == "05/PLENO/2023"
    assert [(each.state, each.issued_at != "") for each in desk.ask(decided.of, found.id).entries] == [
        ("issued", True),
        ("issued", True),
        ("waiting", False),
    ]
    assert refused(lambda: desk.do(plenaries.reopen, found.id)) == "plenary.issued"


def test_another_verdict_than_the_submission_is_refused_without_a_plenary_that_decided_it(sat: Trio, ids: tuple[str, ...]) -> None:
    closed(sat.supervisor, ids)
    verdict = told(done(sat.supervisor, ids[1], "issue").body)
    of = sat.supervisor.desk
    offered = {
        each.name: kinds.parsed(each.body, each.name) for kind in ("submission", "review") for each in sat.supervisor.documents(kind)
    }
    submission = next(each for each in offered.values() if isinstance(each, Submission) and each.verification == ids[1])
    review = next(each for each in offered.values() if isinstance(each, Review) and each.verification == ids[1])
    assert of.ask(issued.submission, ids[1]) == verdict.submission
    assert chain.against(verdict, submission, review, ()) == ()
    alone = verdict.model_copy(update={"plenary": None})
    assert [each.code for each in chain.against(alone, submission, review, ())] == ["check.chain_differs"]


def test_an_amendment_to_another_verdict_no_longer_names_the_plenary_and_one_of_the_date_does(sat: Trio, ids: tuple[str, ...]) -> None:
    closed(sat.supervisor, ids)
    done(sat.supervisor, ids[0], "issue")
    dated = told(done(sat.supervisor, ids[0], "amend", reason="Tanggal.", valid_until="31-12-2025").body)
    assert dated.plenary is not None
    other = told(done(sat.supervisor, ids[0], "amend", verdict="V1", reason="Persetujuan terbit.").body)
    assert (other.plenary, other.verdict.code) == (None, "V1")


def test_what_was_amended_since_stood_on_the_plenary_s_paper_as_issued(sat: Trio, ids: tuple[str, ...]) -> None:
    found = closed(sat.supervisor, ids)
    for each in ids[:2]:
        done(sat.supervisor, each, "issue")
    done(sat.supervisor, ids[0], "amend", verdict="V1", reason="Persetujuan terbit.")
    desk = sat.supervisor.desk
    now = desk.ask(decided.of, found.id)
    assert [each.state for each in now.entries] == ["amended", "issued", "waiting"]
    assert all(each.issued_at for each in now.entries[:2])
    (page, *_) = plenary.pages(Words("id"), now)
    assert [row[7] for row in page.rows][:2] == ["terbit, lalu diubah", "terbit"]
    rows = next(each.rows for each in plenary.plenary(Words("id"), now, Office()).blocks if isinstance(each, Table))
    assert [row[-1].split("\n")[1].startswith("(terbit ") for row in rows[:2]] == [True, False]
    assert refused(lambda: desk.do(plenaries.reopen, found.id)) == "plenary.issued"


def test_nothing_in_an_open_plenary_is_issued_and_an_agency_is_in_one_open_plenary(sat: Trio, ids: tuple[str, ...]) -> None:
    desk = sat.supervisor.desk
    assert desk.ask(decided.waiting, "2023-1") == (ids[0], ids[2], ids[1])
    first = desk.do(plenaries.begin, ids[:1])
    assert set(desk.ask(decided.waiting)) == {*ids[1:]}
    assert refused(lambda: desk.ask(issuing.drawn_up, ids[0], "issue")) == "plenary.is_open"
    assert refused(lambda: desk.do(plenaries.begin, ids)) == "plenary.elsewhere"
    assert [line.id for line in desk.ask(decided.lines)] == [first.id]
    assert refused(lambda: desk.do(plenaries.close, first.id)) == "plenary.undecided"
    desk.do(plenaries.discard, first.id)
    assert (desk.ask(decided.lines), len(desk.ask(decided.waiting))) == ((), 3)
    assert refused(lambda: desk.ask(decided.of, first.id)) == "plenary.unknown"


def test_a_closed_plenary_is_opened_again_until_one_of_its_results_comes_before_a_later_one(sat: Trio, ids: tuple[str, ...]) -> None:
    desk = sat.supervisor.desk
    found = closed(sat.supervisor, ids)
    assert refused(lambda: desk.do(plenaries.decide, found.id, ids[0], "V1", "x")) == "plenary.closed"
    sat.supervisor.clock.step()
    desk.do(plenaries.reopen, found.id)
    desk.do(plenaries.decide, found.id, ids[0], "V1", "x")
    sat.supervisor.clock.step()
    desk.do(plenaries.close, found.id)
    # What was put off waits for the next one, and what was decided does not.
    assert desk.ask(decided.waiting) == (ids[2],)
    later = desk.do(plenaries.begin, [ids[2]])
    assert refused(lambda: desk.do(plenaries.reopen, found.id)) == "plenary.elsewhere"
    desk.do(plenaries.discard, later.id)
    assert desk.do(plenaries.reopen, found.id).is_open


def test_acts_on_an_open_plenary_are_taken_back_one_by_one(sat: Trio, ids: tuple[str, ...]) -> None:
    desk = sat.supervisor.desk
    found = desk.do(plenaries.begin, ids)
    tables = ("plenary", "attendee", "plenary_entry")
    seen = [{name: contents(desk)[name] for name in tables}]
    for verb, more in (
        (plenaries.record, (HEAD,)),
        (plenaries.attend, ({"name": "Sri"},)),
        (plenaries.decide, (ids[0], "V1", WHY)),
        (plenaries.follow, ()),
        (plenaries.remove, (ids[1],)),
        (plenaries.add, ([ids[1]],)),
        (plenaries.dismiss, (0,)),
    ):
        desk.do(verb, found.id, *more)
        seen.append({name: contents(desk)[name] for name in tables})
    for before in reversed(seen[:-1]):
        desk.do(plenaries.undo, found.id)
        assert {name: contents(desk)[name] for name in tables} == before
    assert refused(lambda: desk.do(plenaries.undo, found.id)) == "undo.nothing"


def test_what_is_sent_back_after_it_was_put_on_the_list_is_not_decided_about(sat: Trio, ids: tuple[str, ...]) -> None:
    desk = sat.supervisor.desk
    found = desk.do(plenaries.begin, ids)
    gone = sat.supervisor.sign(desk.ask(issuing.withdrawal, ids[0], "send_back", "Periksa lagi."))
    desk.do(issuing.withdraw, ids[0], "send_back", gone)
    assert desk.ask(decided.of, found.id).entries[0].state == "changed"
    assert refused(lambda: desk.do(plenaries.decide, found.id, ids[0], "V1", WHY)) == "plenary.changed"
    desk.do(plenaries.follow, found.id)
    assert refused(lambda: desk.do(plenaries.close, found.id)) == "plenary.changed"
    assert refused(lambda: desk.do(plenaries.add, found.id, [ids[0]])) == "plenary.not_waiting"


def test_only_a_supervisor_holds_a_plenary(sat: Trio, ids: tuple[str, ...]) -> None:
    desk = sat.lead.desk
    assert refused(lambda: desk.do(plenaries.begin, ids)) == "permission.role"
    assert desk.ask(decided.lines) == ()


def verifies_too(team: Trio) -> None:
    """Let Surya, who supervises, verify too."""
    desk = team.supervisor.desk
    given = desk.do(teams.assign, desk.actor.person, ("verifier", "supervisor"), "Jawa Barat", team.supervisor.ring.root())
    for laptop in (team.lead, team.verifier):
        laptop.desk.do(teams.take, given.document)


def own_result_approved(team: Trio, agency: str = "13") -> str:
    """The id of a verification that Surya, who supervises, made, and that Lina approved."""
    verifies_too(team)
    verification = ready(team.supervisor.desk, agency)
    return approves(team, team.supervisor.submits(verification), verification)


def test_a_supervisor_let_a_plenary_decide_a_better_verdict_about_their_own_work(sat: Trio, ids: tuple[str, ...]) -> None:
    own, desk = own_result_approved(sat), sat.supervisor.desk
    found = desk.do(plenaries.begin, (own, ids[0]))
    assert refused(lambda: desk.do(plenaries.decide, found.id, own, "V1", WHY)) == "permission.own_work"
    assert refused(lambda: desk.do(plenaries.decide, found.id, own, POSTPONED, WHY)) == "permission.own_work"
    # What is recommended is decided about the others alone.
    assert [each.is_decided for each in desk.do(plenaries.follow, found.id).entries] == [False, True]
    assert refused(lambda: desk.do(plenaries.follow, found.id)) == "permission.own_work"


def test_a_supervisor_undid_what_a_plenary_had_decided_about_their_own_work(sat: Trio) -> None:
    own, desk = own_result_approved(sat), sat.supervisor.desk
    surya, other = desk.actor, replace(desk.actor, person="0" * 16, name="Rini")
    desk.actor = other
    found = desk.do(plenaries.begin, (own,))
    desk.do(plenaries.record, found.id, HEAD)
    desk.do(plenaries.attend, found.id, {"name": "Sri Wahyuni"})
    desk.do(plenaries.decide, found.id, own, "V4")
    desk.do(plenaries.close, found.id)
    desk.actor = surya
    assert refused(lambda: desk.do(plenaries.reopen, found.id)) == "permission.own_work"
    desk.actor = other
    desk.do(plenaries.reopen, found.id)
    desk.actor = surya
    assert refused(lambda: desk.do(plenaries.remove, found.id, own)) == "permission.own_work"


def test_a_supervisor_let_a_plenary_decide_about_what_holds_an_area_of_theirs(sat: Trio) -> None:
    verifies_too(sat)
    vera, surya = sat.verifier, sat.supervisor
    own, mine = begun(surya.desk, "14"), begun(vera.desk, "14")
    surya.desk.do(answers.record, own, "REG-01", 3)
    handover = hands(surya, own, "vera", "REG")
    vera.takes(handover)
    vera.desk.do(merging.merge, digest(handover.body))
    approves(sat, vera.submits(ready(vera.desk, "14")), mine)
    found = surya.desk.do(plenaries.begin, (mine,))
    assert refused(lambda: surya.desk.do(plenaries.decide, found.id, mine, "V1", WHY)) == "permission.own_work"


def test_each_result_put_on_a_list_was_read_by_itself_while_everybody_waited(sat: Trio, ids: tuple[str, ...]) -> None:
    asked: list[str] = []
    event.listen(sat.supervisor.desk.ledger._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    found = sat.supervisor.desk.do(plenaries.begin, ids)
    assert [entry.verification for entry in found.entries] == [*ids]
    assert sum("FROM answer" in each for each in asked) == 1
