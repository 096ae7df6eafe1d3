"""The demo holds one of everything and leaves nothing behind."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.desk import baselines, figures, history, issued, issuing, notes, reading, reviewing, rounds, teams, verifications
from models.desk.desk import Desk, opened
from models.documents.verdict_file import opened as read
from models.rules.stated import breakdowns, in_force, missing
from models.rules.workflow import STATES
from tests.tui.commands import Commands

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


@pytest.fixture
def shown(demonstrated: Path) -> Iterator[Desk]:
    with opened(demonstrated, writing=False) as desk:
        yield desk


def test_it_has_about_forty_agencies_with_every_verdict_and_every_step_before(shown: Desk) -> None:
    lines = shown.ask(verifications.every)
    assert len(lines) == 40
    verdicts = Counter(line.verdict for line in lines)
    assert set(verdicts) == {"", "V1", "V2", "V3", "V4"}
    assert {0, 13, 28, 52} <= {line.answered for line in lines}
    assert any(line.answered == line.total and not line.verdict for line in lines)
    assert {line.checklist for line in lines} == {"mt-kasn 2023", "mt-bkn 2026"}


def test_it_shows_every_variant_of_a_verdict_and_one_that_differs(shown: Desk) -> None:
    sheets = [shown.ask(reading.sheet, line.id) for line in shown.ask(verifications.every)]
    found = {(sheet.recommendation.code, sheet.recommendation.variant) for sheet in sheets if sheet.recommendation and sheet.verdict}
    assert found >= {("V1", "name"), ("V2", "name"), ("V2", "unapproved"), ("V3", "name"), ("V3", "approved"), ("V4", "almost")}
    assert {variant for code, variant in found if code == "V4"} == {"almost", "building", "not_started"}
    differing = [sheet for sheet in sheets if sheet.verdict and sheet.verdict.verdict != sheet.verdict.recommended]
    assert [bool(sheet.verdict and sheet.verdict.reason) for sheet in differing] == [True]
    assert any(reason.code == "merit_cap" for sheet in sheets if sheet.recommendation for reason in sheet.recommendation.because)


def test_a_verification_of_every_state_but_withdrawn_is_there(shown: Desk) -> None:
    states = Counter(line.state for line in shown.ask(verifications.every))
    assert set(states) == {*STATES} - {"withdrawn"}
    issuable = [line for line in shown.ask(issued.lines) if line.state == "approved"]
    assert {line.verifier for line in issuable} == {"Citra Dewi"}
    for line in issuable:
        shown.ask(issuing.drawn_up, line.id, "issue")
    returned = next(line for line in shown.ask(verifications.mine) if line.state == "returned")
    assert [remark.stage for remark in shown.ask(reviewing.standing, returned.id).remarks] == ["open"]


def test_it_has_practices_and_a_visit_to_look_at(shown: Desk) -> None:
    assert [(line.agency_code, line.item) for line in shown.ask(notes.practices)] == [("LAN", "DSN-02"), ("34", "INS-13")]
    assert [line.purpose for line in shown.ask(notes.of_agency, "94.07")] == ["visit"]


def test_the_figures_of_the_notice_are_stated_with_day_and_source(shown: Desk) -> None:
    stated = {line.figure: line.value for line in shown.ask(baselines.lines) if line.day == "2023-05-09" and line.source and not line.type}
    assert list(stated.values()).count("87") == 1
    assert {"460", "60", "157", "32", "13", "8", "87"} == set(stated.values())


def test_it_says_thirteen_stated_and_fourteen_by_type_beside_what_is_counted(shown: Desk) -> None:
    found = shown.ask(figures.counted)
    notice = {each.whole.measure: each for each in breakdowns(found.stated) if each.whole.day == "2023-05-09"}
    assert (notice["implementing"].whole.number, notice["implementing"].sum, notice["ready"].whole.number) == (13, 14, 8)
    assert (in_force(found.stated)["2023", ""].value, missing(found.stated, "2023")) == (87, 74)
    assert found.verdict("V1") == ("34",)
    assert len(found.apart["recorded"].agencies) > 20


def test_its_trail_holds_and_both_rounds_stand(shown: Desk) -> None:
    shown.ask(history.check)
    assert [(line.id, line.is_current, line.is_covered) for line in shown.ask(rounds.lines)] == [
        ("2026-1", True, True),
        ("2023-1", False, True),
    ]


def test_its_owner_is_the_supervisor_of_a_team_of_three(shown: Desk) -> None:
    team = shown.ask(teams.demanded).team
    assert shown.actor.role == "supervisor"
    assert [(person.name, person.roles[-1]) for person in team.people.values()] == [
        ("Ani Lestari", "supervisor"),
        ("Budi Santoso", "lead"),
        ("Citra Dewi", "verifier"),
    ]


def test_it_works_before_any_command_and_leaves_no_trace(
    verifier: Commands, verification: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before = (verifier.folder / "verifier.db").read_bytes()
    code, out, said = verifier.plain("--demo", "export", "--to", str(tmp_path / "out"))
    files = sorted((tmp_path / "out").glob("*.toml"))
    assert (code, len(files), bool(said)) == (0, len(out.splitlines()), True)
    verdicts = [read(file.read_bytes(), file.name) for file in files]
    assert {document.verdict.code for document in verdicts} == {"V1", "V2", "V3", "V4"}
    assert [document.status for document in verdicts].count("issued") == 3
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        *(file.name for file in files),
        *(f"{file.name}.sig" for file in files),
        "allowed_signers",
        "CARA-PERIKSA.txt",
    }
    assert list(temporary.iterdir()) == []
    assert (verifier.folder / "verifier.db").read_bytes() == before
