"""The start screen: what others wait for, one state at a time, and acts that belong to the line that was on it when a key was pressed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.desk import assigning, rounds, verifications
from tests.desk.acts import begun
from tests.desk.assigning_kit import gives
from tests.desk.lead_kit import HEALTH, PAPUA, waiting
from tests.desk.reviewing_kit import ready, returned, trio
from tests.driver import Verifier, at_work

pytestmark = pytest.mark.slow


async def test_a_lead_sees_how_many_submissions_wait_and_a_verifier_how_many_came_back(tmp_path: Path) -> None:
    laptop = waiting(tmp_path, (HEALTH, PAPUA))
    async with at_work(laptop.folder, clock=laptop.clock) as lina:
        lina.sees("2 penyerahan menunggu reviu Anda (r)")
        lina.does_not_see("dikembalikan kepada Anda")
        await lina.press("r")
        lina.sees("menunggu reviu: 2")
    async with at_work(tmp_path / "vera", clock=laptop.clock) as vera:
        vera.does_not_see("menunggu reviu Anda")


async def test_what_was_assigned_stood_out_of_sight_below_ones_own_verifications(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        vera = team.verifier
        for number in range(1, 22):
            vera.clock.step()
            vera.desk.do(verifications.begin, f"35.{number:02}")
        vera.takes(gives(team.lead, {"33", "34"}, "Vera", "2020-02-01"))
    async with at_work(tmp_path / "vera") as vera_:
        vera_.sees("2 instansi ditugaskan, 2 lewat tenggat: di akhir daftar (End)")
        vera_.does_not_see("Provinsi Jawa Tengah")
        await vera_.press("end")
        vera_.sees("Provinsi Jawa Tengah", "lewat tenggat 1-2-2020")


async def test_one_key_lists_the_states_one_by_one(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        returned(team, ready(team.verifier.desk), "REG-01")
        for agency in ("32", "33"):
            team.verifier.desk.do(verifications.begin, agency)
    async with at_work(tmp_path / "vera", language="en") as vera:
        vera.sees("1 verification came back to you", "Provinsi Aceh", "Jawa Barat", "Jawa Tengah")
        await vera.press("f")
        vera.sees("My work · draft", "Only draft: 2 of 3.", "Jawa Barat", "Jawa Tengah")
        vera.does_not_see("Provinsi Aceh")
        await vera.press("f")
        vera.sees("My work · returned", "Only returned: 1 of 3.", "Provinsi Aceh")
        vera.does_not_see("Provinsi Jawa Barat")
        await vera.press("f")
        vera.sees("All verifications are listed: 3.", "Provinsi Jawa Barat")
        await vera.press("f", "d", "y", "d", "y")
        vera.sees("Provinsi Aceh")
        vera.does_not_see("My work · draft")


async def test_looking_through_the_states_left_one_on_somebody_elses_line(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        returned(team, ready(team.verifier.desk), "REG-01")
        for agency in ("32", "33"):
            team.verifier.clock.step()
            team.verifier.desk.do(verifications.begin, agency)
    async with at_work(tmp_path / "vera", language="en") as vera:
        await vera.press("end")
        vera.sees("› 2023-1 Provinsi Jawa Barat")
        await vera.press("f", "f")
        vera.sees("My work · returned", "› 2023-1 Provinsi Aceh")
        await vera.press("f")
        vera.sees("› 2023-1 Provinsi Jawa Barat")
        await vera.press("f", "up", "f", "f")
        vera.sees("All verifications are listed: 3.", "› 2023-1 Provinsi Jawa Tengah")


@pytest.mark.parametrize(("key", "asks"), [("d", "Buang verifikasi Provinsi Jawa Tengah"), ("l", "33"), ("x", "33")])
async def test_a_key_pressed_before_the_desk_was_open_acted_on_the_line_that_was_under_the_cursor_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, asks: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "out")
    with trio(tmp_path) as team:
        for agency in ("32", "33"):
            team.verifier.clock.step()
            team.verifier.desk.do(verifications.begin, agency)
        verification = {line.agency: line.id for line in team.verifier.desk.ask(verifications.mine)}["33"]
    async with at_work(tmp_path / "vera") as vera:
        held = _held(vera, monkeypatch)
        monkeypatch.setattr("screens.handing_out.export", lambda _screen, of: asked.append(of))
        monkeypatch.setattr("models.desk.worksheets.file", lambda _tx, of, _language: asked.append(of))
        monkeypatch.setattr("screens.handing_out.write", lambda _screen, _said, made: made())
        await vera.press(key, "down")
        (act,) = held
        act()
        await vera.settle()
        if key == "d":
            vera.sees(asks)
        else:
            assert asked == [verification]


def _held(who: Verifier, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What keys ask for from now on, as if the desk were not open."""
    held: list[Callable[[], None]] = []
    monkeypatch.setattr(who.app, "when_ready", held.append)
    return held


async def test_the_key_that_submits_a_task_told_somebody_with_work_that_there_is_none(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        lead, vera = team.lead, team.verifier
        file = lead.desk.ask(assigning.drawn_up, lead.desk.ask(rounds.lines)[0].id, ["32"], vera.desk.actor.person, "", "")
        signed = lead.sign(file)
        lead.desk.do(assigning.assign, signed)
        vera.takes(signed)
    async with at_work(tmp_path / "vera") as verifier:
        await verifier.press("y")
        verifier.sees("Provinsi Jawa Barat", "Verifikasi instansi ini belum dimulai")


async def test_the_cursor_was_on_another_agency_after_a_task_was_begun(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        lead, vera = team.lead, team.verifier
        for agency in ("11", "51"):
            begun(vera.desk, agency)
        file = lead.desk.ask(assigning.drawn_up, lead.desk.ask(rounds.lines)[0].id, ["32"], vera.desk.actor.person, "", "")
        signed = lead.sign(file)
        lead.desk.do(assigning.assign, signed)
        vera.takes(signed)
        vera.clock.step()
    async with at_work(tmp_path / "vera", clock=vera.clock) as verifier:
        await verifier.press("end", "enter")
        verifier.sees("REG-01")
        await verifier.press("q")
        verifier.sees("› 2023-1 Provinsi Jawa Barat")
