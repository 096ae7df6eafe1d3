"""A disk that is full or cannot be read: the sentence is said on the screen, nothing shown is lost, and the program goes on."""

from pathlib import Path

import pytest

from models.desk import agencies, answers, baselines, drafts, evidence, people, reading, rounds, searching, verifications
from models.desk.desk import opened
from screens.forms import Form
from screens.notes import AskNote
from tests.desk.acts import AGENCY
from tests.driver import Verifier, at_work
from tests.journeys.conftest import SAID, Disk, Verb


@pytest.fixture
def verification(folder: Path) -> str:
    """A verification with evidence for REG-01, on a profile that is closed again."""
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        verification = desk.do(verifications.begin, AGENCY)
        desk.do(evidence.register, verification, {"title": "Pergub"}, "REG-01")
        return verification


def named(ani: Verifier) -> str:
    return type(ani.app.screen).__name__


async def test_a_note_whose_draft_cannot_be_forgotten_does_not_end_the_program(folder: Path, verification: str, disk: Disk) -> None:
    place = f"{verification}/note/REG-01"
    with opened(folder) as desk:
        desk.do(drafts.keep, place, {"text": "3 orang hadir"})
    async with at_work(folder) as ani:
        disk.refused = {drafts.forget}
        await ani.press("enter", "home", "n", "escape")
        ani.sees("Catatan REG-01 tercatat", "3 orang hadir")
        assert ani.desk.ask(drafts.under, place) == (place,)
        disk.refused = set()
        await ani.press("n")
        ani.does_not_see("telah dipulihkan")
        assert ani.desk.ask(drafts.under, place) == ()


async def test_what_was_saved_came_back_as_recovered_where_its_draft_could_not_be_forgotten(
    folder: Path, verification: str, disk: Disk
) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home", "e", "n")
        await ani.type("Surat edaran")
        ani.app.flush()
        assert [place for place in ani.desk.ask(drafts.under, verification) if "new" in place]
        disk.refused = {drafts.forget}
        await ani.press("ctrl+s")
        ani.sees("Surat edaran")
        await ani.press("n")
        ani.does_not_see("telah dipulihkan")
        await ani.press("escape")
        disk.refused = set()
        await ani.press("ctrl+q")
    with opened(folder) as desk:
        assert desk.ask(drafts.under, verification) == ()


async def test_a_language_that_cannot_be_kept_does_not_end_the_program(folder: Path, verification: str, disk: Disk) -> None:
    assert verification
    async with at_work(folder, language=None) as ani:
        disk.refused = {people.choose_language}
        await ani.press("b")
        ani.sees(SAID, "Pekerjaan saya")
        disk.refused = set()
        await ani.press("b")
        ani.sees("My work")


@pytest.mark.parametrize(
    ("keys", "question", "screen"),
    [
        ("", reading.sheet, "SheetScreen"),
        ("", drafts.under, "SheetScreen"),
        ("a", agencies.lines, "AgenciesScreen"),
        ("p", baselines.lines, "RoundsScreen"),
        ("e", reading.sheet, "EvidenceScreen"),
        ("f", reading.sheet, "FactsScreen"),
        ("v", reading.sheet, "VerdictScreen"),
    ],
)
async def test_a_screen_that_cannot_be_read_is_not_shown_and_says_why(
    folder: Path, verification: str, disk: Disk, keys: str, question: Verb, screen: str
) -> None:
    assert verification
    async with at_work(folder) as ani:
        if keys in ("e", "f", "v"):
            await ani.press("enter")
        before, key = named(ani), keys or "enter"
        disk.refused = {question}
        await ani.press(key)
        assert named(ani) == before
        ani.sees(SAID)
        disk.refused = set()
        await ani.press(key)
        assert named(ani) == screen


async def test_what_cannot_be_read_again_stays_on_the_screen(folder: Path, verification: str, disk: Disk) -> None:
    assert verification
    async with at_work(folder) as ani:
        await ani.press("enter", "3", "home", "e")
        disk.refused = {reading.sheet, verifications.states}
        await ani.press("q")
        ani.sees(SAID, "1 dari 52 butir terjawab")
        await ani.press("q")
        ani.sees(SAID, "Provinsi Jawa Barat", "0/52")
        disk.refused = set()
        await ani.press("enter", "q")
        ani.sees("1/52")


async def test_a_form_whose_draft_cannot_be_read_is_not_opened_over_it(folder: Path, verification: str, disk: Disk) -> None:
    with opened(folder) as desk:
        for place in ("note/REG-01", "counts/SIS-05"):
            desk.do(drafts.keep, f"{verification}/{place}", {"text": "setengah", "index": "9"})
    async with at_work(folder) as ani:
        for key, code, kind in (("n", "reg 01", AskNote), ("c", "sis 05", Form)):
            await ani.press(*(["enter"] if named(ani) == "StartScreen" else []), "slash")
            await ani.type(code)
            await ani.press("enter")
            disk.refused = {drafts.recall}
            await ani.press(key)
            # Over the screen: what is typed on is no answer.
            assert named(ani) == "Tell"
            ani.sees(SAID)
            await ani.press("escape")
            assert named(ani) == "SheetScreen"
            disk.refused = set()
            await ani.press(key)
            assert isinstance(ani.app.screen, kind)
            ani.sees("telah dipulihkan")
            await ani.press("escape")


async def test_a_search_and_a_round_that_cannot_be_read_are_said(folder: Path, verification: str, disk: Disk) -> None:
    with opened(folder) as desk:
        desk.do(answers.annotate, verification, "REG-01", "pergub lama")
    async with at_work(folder) as ani:
        await ani.press("slash")
        await ani.type("lama")
        ani.sees("pergub lama")
        disk.refused = {searching.find}
        await ani.press("x")
        ani.sees(SAID, "pergub lama")
        await ani.press("escape", "escape", "p")
        disk.refused = {rounds.available_checklists}
        await ani.press("n")
        assert named(ani) == "RoundsScreen"
        ani.sees(SAID)
