"""The lead's queue on real laptops: what waits, how it is ordered, what is weak in it, and the round before."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from models.desk import answers, reviewing, rounds, verdicts, weighing
from models.documents.submission import head
from models.errors import Refusal
from models.queued import SORTS, QueueLine, in_order
from tests.desk.acts import begun, sheet_of
from tests.desk.lead_kit import BANDUNG, DAY, HEALTH, PAPUA, WAIVED, WEAK, solid, submitted
from tests.desk.reviewing_kit import Laptop, Trio, once_more, trio

pytestmark = pytest.mark.xdist_group("lead")
"""What stands on the laptops is made once."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime, dict[str, str]]:
    """Laptops on which Vera submitted Bandung, Intan Jaya and a ministry, and Lina one herself: their folder, when, and which."""
    folder = tmp_path_factory.mktemp("lead")
    with trio(folder) as team:
        ids = {BANDUNG: submitted(team, BANDUNG), PAPUA: submitted(team, PAPUA, WEAK, "INS-03"), HEALTH: submitted(team, HEALTH, WEAK)}
        ids["34"] = solid(team.lead.desk, "34", WEAK, "INS-03", "SIS-03")
        team.lead.submits(ids["34"])
        team.lead.clock.step(2 * DAY)
        return folder, team.lead.clock.moment, ids


@pytest.fixture
def team(made: tuple[Path, datetime, dict[str, str]], tmp_path: Path) -> Iterator[Trio]:
    """A copy of them for one test."""
    with once_more(tmp_path, *made[:2]) as team:
        yield team


@pytest.fixture
def found(made: tuple[Path, datetime, dict[str, str]]) -> dict[str, str]:
    """The verifications by agency."""
    return made[2]


def queued(laptop: Laptop) -> dict[str, QueueLine]:
    """The queue by agency."""
    return {line.agency: line for line in laptop.desk.ask(weighing.queue)}


def test_a_line_tells_whose_submission_it_is_how_old_and_what_is_weak(team: Trio, found: dict[str, str]) -> None:
    line = queued(team.lead)[HEALTH]
    assert (line.id, line.verifier, line.number, line.round, line.state) == (found[HEALTH], "Vera", 1, "2023-1", "submitted")
    assert (line.days, line.province, line.unsettled, line.is_own) == (2, "", 0, False)
    assert line.weak[0].key == WEAK
    assert line.weak[0].reasons == ("no_evidence",)
    assert (WAIVED, ("not_applicable",)) in [(each.key, each.reasons) for each in line.weak]
    assert line.weak == weighing.weak(sheet_of(team.verifier.desk, found[HEALTH]))


def test_the_queue_is_ordered_by_what_is_weak_by_age_and_by_region(team: Trio, found: dict[str, str]) -> None:
    lines = queued(team.lead).values()
    order = {sort: [line.agency for line in in_order(reversed([*lines]), sort)] for sort in SORTS}
    assert order["risk"] == ["34", PAPUA, HEALTH, BANDUNG]
    assert order["age"] == [BANDUNG, PAPUA, HEALTH, "34"]
    # Yogyakarta calls itself Daerah Istimewa; what belongs to no province stands last.
    assert order["region"] == ["34", BANDUNG, PAPUA, HEALTH]


def test_only_leads_and_supervisors_look_at_the_queue(team: Trio, found: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        team.verifier.desk.ask(weighing.queue)
    assert refused.value.code == "permission.role"
    assert team.supervisor.desk.ask(weighing.queue) == ()


def test_ones_own_verification_is_told_as_such(team: Trio, found: dict[str, str]) -> None:
    assert {agency: line.is_own for agency, line in queued(team.lead).items()} == {
        BANDUNG: False,
        PAPUA: False,
        HEALTH: False,
        "34": True,
    }


def test_number_and_moment_are_read_without_the_rest_however_it_is_written(team: Trio, found: dict[str, str]) -> None:
    body = team.lead.documents("submission")[0].body
    number, at = head(body)
    assert (number, at[:4]) == (1, "2023")
    tables_first = b'x = """\n[a]"""\n' + body
    assert head(tables_first) == (number, at)


def test_remarks_count_until_they_are_settled_and_a_decision_moves_the_line(team: Trio) -> None:
    lead, verification = team.lead, submitted(team, "33", WEAK)
    lead.desk.do(reviewing.remark, verification, WEAK, "question", "Dokumennya?")
    lead.desk.do(reviewing.remark, verification, "REG-03", "praise", "Rapi.")
    assert queued(lead)["33"].unsettled == 1
    (asked,) = (each for each in lead.desk.ask(reviewing.standing, verification).remarks if each.kind == "question")
    lead.desk.do(reviewing.settle, verification, asked.id)
    assert queued(lead)["33"].unsettled == 0
    lead.desk.do(reviewing.reopen, verification, asked.id, "Masih kurang.")
    returned = lead.sign(lead.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi."))
    lead.desk.do(reviewing.conclude, verification, returned)
    assert queued(lead)["33"].state == "returned"


@pytest.mark.slow
def test_two_things_said_in_one_second_stood_in_any_order(team: Trio) -> None:
    lead, verification = team.lead, submitted(team, "35", WEAK)
    for _ in range(8):
        lead.desk.do(reviewing.remark, verification, WEAK, "question", "Dokumennya?")
    for asked in lead.desk.ask(reviewing.standing, verification).remarks:
        lead.desk.do(reviewing.settle, verification, asked.id)
        lead.desk.do(reviewing.reopen, verification, asked.id, "Masih kurang.")
    remarks = lead.desk.ask(reviewing.standing, verification).remarks
    assert {tuple(message.act for message in remark.messages) for remark in remarks} == {("asked", "settled", "reopened")}


@pytest.mark.slow
def test_a_repair_is_weighed_anew(team: Trio) -> None:
    lead, verifier, verification = team.lead, team.verifier, submitted(team, "51", WEAK)
    before = queued(lead)["51"]
    lead.desk.do(reviewing.remark, verification, WEAK, "correction", "Tanpa bukti.")
    returned = lead.sign(lead.desk.ask(reviewing.drawn_up, verification, "returned", "evidence", "Lengkapi."))
    lead.desk.do(reviewing.conclude, verification, returned)
    verifier.takes(returned)
    (asked,) = verifier.desk.ask(reviewing.standing, verification).remarks
    verifier.desk.do(answers.record, verification, WEAK, 0)
    verifier.desk.do(reviewing.reply, verification, asked.id, "Ditarik.")
    found = sheet_of(verifier.desk, verification).recommendation
    assert found is not None
    verifier.desk.do(verdicts.record, verification, found.code)
    lead.takes(verifier.submits(verification))
    after = queued(lead)["51"]
    assert (before.number, after.number) == (1, 2)
    assert WEAK in [each.key for each in before.weak]
    assert [each.reasons for each in after.weak if each.key == WEAK] == [("changed",)]


def test_what_is_missing_for_an_approval_is_told_whole(team: Trio) -> None:
    lead, verification = team.lead, submitted(team, "61", WEAK)
    lead.desk.do(reviewing.remark, verification, WEAK, "question", "Dokumennya?")
    case = lead.desk.ask(reviewing.case, verification)
    assert (case.unsettled, case.unconfirmed) == ((WEAK,), (WAIVED,))
    lead.desk.do(reviewing.confirm, verification, WAIVED)
    assert lead.desk.ask(reviewing.case, verification).unconfirmed == ()


def test_the_round_before_stands_beside_it_where_the_items_mean_the_same(team: Trio) -> None:
    desk = team.verifier.desk
    first = solid(desk, "71")
    desk.do(answers.record, first, WEAK, 2)
    assert desk.ask(weighing.earlier, first) is None
    desk.do(rounds.begin, "2023-2", "mt-kasn 2023", "2023-06-01")
    second = begun(desk, "71")
    found = desk.ask(weighing.earlier, second)
    assert found is not None
    assert (found.round, found.state, found.verifier) == ("2023-1", "draft", "Vera")
    assert len(found.lines) == 52
    assert found.lines[WEAK].answer.level == 2
    desk.do(rounds.begin, "2026-1", "mt-bkn 2026", "2026-06-01")
    newest = begun(desk, "71")
    latest = desk.ask(weighing.earlier, newest)
    assert latest is not None
    assert latest.round == "2023-2"
    assert latest.lines == {}
    digests = {code: item.digest for code, item in sheet_of(desk, newest).checklist.items.items()}
    desk.do(answers.record_all, second, dict.fromkeys(sheet_of(desk, second).checklist.codes, 4))
    latest = desk.ask(weighing.earlier, newest)
    assert latest is not None
    assert {code: line.item.digest for code, line in latest.lines.items()} == {code: digests[code] for code in latest.lines}
    assert 0 < len(latest.lines) < 52


def test_a_later_round_is_no_earlier_one(team: Trio) -> None:
    desk = team.verifier.desk
    first = begun(desk, "72")
    desk.do(rounds.begin, "2027-1", "mt-bkn 2026", "2027-06-01")
    begun(desk, "72")
    assert desk.ask(weighing.earlier, first) is None


def test_equal_lines_stand_by_name(team: Trio, found: dict[str, str]) -> None:
    line = queued(team.lead)[HEALTH]
    two = [replace(line, id="2", agency_name="Beta"), replace(line, id="1", agency_name="Alfa")]
    assert all([each.agency_name for each in in_order(two, sort)] == ["Alfa", "Beta"] for sort in SORTS)


def test_only_who_leads_is_told_how_many_of_others_wait(team: Trio, found: dict[str, str]) -> None:
    team.supervisor.takes(*team.lead.documents("submission"))
    waiting = sum(line.state == "submitted" and not line.is_own for line in queued(team.lead).values())
    assert team.lead.desk.ask(weighing.waiting) == waiting == len(found) - 1
    assert {*queued(team.supervisor)} == {*found}
    assert [laptop.desk.ask(weighing.waiting) for laptop in (team.verifier, team.supervisor)] == [0, 0]


def test_each_submission_that_waits_was_asked_for_by_itself_ten_times(team: Trio, found: dict[str, str]) -> None:
    asked: list[str] = []
    event.listen(team.lead.desk.ledger._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    weighing._SUBMISSIONS.clear()
    assert len(queued(team.lead)) == len(found)
    assert [each for each, times in Counter(asked).items() if times > 1] == []
