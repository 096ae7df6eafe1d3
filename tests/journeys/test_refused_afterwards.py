"""An act that is done although what follows is refused: it is said what is kept, what is not, and how to go on; nothing typed is lost."""

from pathlib import Path
from typing import Any

import pytest

from models.codes import digest
from models.desk import answers, assigning, merging, notes, people, reading, reviewing, rounds, submitting, verifications
from models.desk.desk import Desk, opened
from models.errors import Refusal
from tests.desk.acts import begun
from tests.desk.reviewing_kit import WAIVED, approved, hands, ready, trio
from tests.desk.seconding_kit import first, gives, quartet, second
from tests.driver import at_work
from tests.journeys.conftest import SAID, Disk

pytestmark = pytest.mark.slow

KEPT = "sudah tersimpan di sini"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of files for people, which cannot be made: a file has its name."""
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "out")
    (tmp_path / "out").write_text("no folder")
    return tmp_path / "out"


async def test_an_assignment_that_was_kept_was_said_to_be_refused_and_looked_as_if_it_were(tmp_path: Path, out: Path) -> None:
    with trio(tmp_path):
        pass
    async with at_work(tmp_path / "lina", size=(100, 34)) as lina:
        await lina.press("g", "slash")
        await lina.type("aceh besar")
        await lina.press("enter", "space", "y", "2", "ctrl+s", "y")
        lina.sees(KEPT, "berkasnya belum tertulis", "verifier documents", "→ Vera", "0 ditandai")
        out.unlink()
        await lina.press("escape", "i", "e")
        assert [path.suffix for path in sorted(out.rglob("*_assignment_*"))] == [".toml", ".sig"]


async def test_what_was_typed_for_an_assignment_was_lost_with_its_form(tmp_path: Path) -> None:
    with trio(tmp_path):
        pass
    async with at_work(tmp_path / "lina", size=(100, 34)) as lina:
        await lina.press("g", "y", "2", "tab")
        await lina.type("Mulai dari dinas")
        await lina.press("escape", "y", "1")
        lina.does_not_see("Mulai dari dinas")
        await lina.press("escape", "y", "2")
        lina.sees("Mulai dari dinas", "dipulihkan")
        await lina.press("ctrl+s", "t", "y", "2")
        lina.sees("Mulai dari dinas")
        await lina.press("ctrl+s", "y")
        assert [each.note for each in lina.desk.ask(assigning.every, lina.desk.ask(rounds.lines)[0].id)] == ["Mulai dari dinas"]
        await lina.press("y", "2")
        lina.does_not_see("dipulihkan")


async def test_what_could_not_be_read_after_a_recall_ended_the_program(tmp_path: Path, disk: Disk) -> None:
    with trio(tmp_path) as team:
        team.verifier.submits(ready(team.verifier.desk))
    async with at_work(tmp_path / "vera") as vera:
        await vera.press("y", "t")
        disk.refused = {submitting.unsent}
        await vera.press("y")
        vera.sees("ditarik kembali", "penyimpanan /x penuh")
        disk.refused = set()
        await vera.press("escape", "y")
        vera.sees("Status: draf")


async def test_two_disagreements_about_one_item_shared_what_was_typed_and_each_step_read_a_whole_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quartet(tmp_path) as team:
        mine = begun(team.verifier.desk, "11")
        team.verifier.desk.do(answers.record, mine, "REG-01", 2)
        for laptop, level in ((team.lead, 3), (team.second, 4)):
            hers = begun(laptop.desk, "11")
            laptop.desk.do(answers.record, hers, "REG-01", level)
            handed = hands(laptop, hers, "Vera", "REG")
            team.verifier.takes(handed)
            team.verifier.desk.do(merging.merge, digest(handed.body))
    asked = list[str]()
    ask = Desk.ask

    def counted(desk: Desk, question: Any, *given: Any, **named: Any) -> Any:
        asked.append(question.__name__)
        return ask(desk, question, *given, **named)

    async with at_work(tmp_path / "vera", language="en") as vera:
        await vera.press("e")
        vera.sees("not settled", "Vera 2 / Lina 3", "Vera 2 / Dua 4")
        monkeypatch.setattr(Desk, "ask", counted)
        await vera.press("down", "up")
        assert reading.sheet.__name__ not in asked
        await vera.press("enter", "1")
        await vera.type("half a reason")
        await vera.press("escape", "down", "enter", "1")
        vera.does_not_see("half a reason")
        await vera.press("escape", "up", "enter", "1")
        vera.sees("half a reason")
        await vera.press("ctrl+s")
        vera.sees("! REG-01", "settled")


async def test_an_approval_that_lacked_only_the_second_verification_was_asked_for_and_then_refused(tmp_path: Path) -> None:
    with quartet(tmp_path) as team:
        verification = first(team)
        team.lead.takes(team.verifier.submits(verification), gives(team, second(team.second)))
        team.lead.desk.do(reviewing.confirm, verification, WAIVED)
    async with at_work(tmp_path / "lina") as lina:
        await lina.press("r", "enter", "a")
        lina.sees("Opini verifikasi kedua belum dibuka")
        await lina.press("enter")
        lina.sees("Verifikasi kedua independen", "belum dibuka")


async def test_a_first_screen_that_could_not_be_read_left_an_empty_window(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
    async with at_work(folder) as ani:
        ani.app.turn_back(Refusal("profile.disk_full", folder=Path("/x"), missing=9))
        await ani.until(lambda: ani.app.return_value == 1)


async def test_where_the_first_screen_after_founding_cannot_be_read_it_is_told_why(folder: Path, disk: Disk) -> None:
    async with at_work(folder) as ani:
        ani.desk.do(people.found, name="Ani", role="verifier", language="id")
        profile = ani.desk.ask(people.owner)
        assert profile is not None
        disk.refused = {verifications.states}
        ani.app.begin_work(profile)
        await ani.settle()
        ani.sees(SAID)


async def test_a_day_that_could_not_be_read_ended_the_program_at_a_note(tmp_path: Path, disk: Disk) -> None:
    with trio(tmp_path):
        pass
    async with at_work(tmp_path / "vera") as vera:
        await vera.press("a", "tab")
        disk.refused = {notes.today}
        await vera.press("n")
        vera.sees(SAID)
        disk.refused = set()
        await vera.press("n")
        vera.sees("Tanggal")


async def test_an_approved_verdict_that_is_not_issued_yet_was_said_to_be_no_verdict(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        approved(team)
    async with at_work(tmp_path / "surya", language="en") as surya:
        await surya.press("h", "x")
        surya.sees("No verdict is issued here yet")
        await surya.press("enter", "x")
        surya.sees("No verdict is issued here yet")
