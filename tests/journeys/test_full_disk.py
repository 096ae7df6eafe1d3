"""A full disk under the program: what was done is named as not saved, goes on being tried, and is never left behind without a word."""

import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest

from models.desk import answers, drafts, people, reading, verdicts, verifications
from models.desk.desk import Desk, opened
from tests.desk.acts import AGENCY, answer_all
from tests.driver import Verifier, at_work
from tests.journeys.conftest import SAID, Disk, Verb
from tui.saving import Saving

ANSWERING: Final[frozenset[Verb]] = frozenset({answers.record, answers.say, answers.annotate, drafts.keep, drafts.forget, verdicts.record})


@pytest.fixture
def verification(folder: Path) -> str:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        return desk.do(verifications.begin, AGENCY)


@asynccontextmanager
async def at_the_sheet(folder: Path, disk: Disk, language: str = "id") -> AsyncIterator[Verifier]:
    """Ani at the sheet, on a disk that has just filled."""
    async with at_work(folder, language=language) as ani:
        await ani.press("enter")
        disk.refused = set(ANSWERING)
        yield ani


def levels(desk: Desk, verification: str) -> dict[str, int | None]:
    lines = desk.ask(reading.sheet, verification).lines
    return {line.item.code: line.answer.level for line in lines if line.answer.is_given}


@pytest.mark.parametrize(
    ("language", "said", "signs"), [("id", "3 belum tersimpan", ("3", "Ya", "0")), ("en", "3 not saved", ("3", "Yes", "0"))]
)
async def test_answers_go_on_and_are_named_until_they_are_saved(
    folder: Path, verification: str, disk: Disk, monkeypatch: pytest.MonkeyPatch, language: str, said: str, signs: tuple[str, ...]
) -> None:
    monkeypatch.setattr(Saving, "RETRY", 0.02)
    async with at_the_sheet(folder, disk, language) as ani:
        await ani.press("3", "y", "0")
        ani.sees(said, *(f"{sign} {said[2:]}" for sign in signs))
        assert levels(ani.desk, verification) == {}
        await ani.press("q")
        ani.sees(said, "0/52")
        disk.refused = set()
        await ani.until(lambda: not ani.app.unsaved)
        await ani.settle()
        ani.does_not_see(said)
        ani.sees("3/52")
        assert levels(ani.desk, verification) == {"REG-01": 3, "REG-02": 4, "REG-03": 0}


async def test_what_was_saved_behind_a_dialog_stood_there_as_refused_once_it_was_closed(
    folder: Path, verification: str, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Saving, "RETRY", 0.02)
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("3", "question_mark")
        disk.refused = set()
        await ani.until(lambda: not ani.app.unsaved)
        await ani.press("escape")
        ani.sees("1 perubahan yang tertunda kini tersimpan")
        ani.does_not_see("Belum tersimpan")


async def test_an_answer_that_is_not_saved_is_changed_and_taken_back_by_the_keys_of_saved_ones(
    folder: Path, verification: str, disk: Disk
) -> None:
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("3", "y", "home", "1", "u")
        ani.sees("Jawaban REG-01 yang belum tersimpan dibatalkan", "1 belum tersimpan")
        await ani.press("home", "j", "x")
        ani.sees("Jawaban REG-02 yang belum tersimpan dibatalkan")
        ani.does_not_see("1 belum tersimpan")
        await ani.press("home", "2")
        disk.refused = set()
        await ani.press("home", "4", "S")
        ani.sees("Semuanya sudah tersimpan")
        ani.app.save_again()
        assert levels(ani.desk, verification) == {"REG-01": 4}


async def test_text_of_a_dialog_that_is_left_is_held_and_offered_again(folder: Path, verification: str, disk: Disk) -> None:
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("n")
        await ani.type("hadir tiga orang")
        await ani.press("escape")
        ani.sees(SAID, "BELUM TERSIMPAN", "Tekan Esc sekali lagi untuk menutup")
        await ani.press("escape")
        ani.sees("1 belum tersimpan", "draf")
        await ani.press("n")
        ani.sees("hadir tiga orang", "telah dipulihkan")
        disk.refused = set()
        await ani.press("escape")
        ani.sees("Catatan REG-01 tercatat", "tersimpan")
        ani.does_not_see("belum tersimpan")
        assert ani.desk.ask(reading.sheet, verification).line("REG-01").answer.note == "hadir tiga orang"
        assert ani.desk.ask(drafts.under, verification) == ()


async def test_leaving_says_what_is_not_saved_and_a_rescue_copy_brings_it_back(
    folder: Path, verification: str, disk: Disk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("3", "n")
        await ani.type("hadir tiga orang")
        await ani.press("ctrl+q")
        ani.sees("2 perubahan belum tersimpan", SAID, "jawaban REG-01: 3", "catatan REG-02: hadir tiga orang")
        await ani.press("1")
        ani.sees("2 perubahan belum tersimpan")
        await ani.press("2", "ctrl+u")
        await ani.type(str(stick))
        await ani.press("enter")
        await ani.worked()
        ani.sees("Salinan penyelamat selesai dan sudah diperiksa")
        await ani.press("escape", "3")
        await ani.until(lambda: not ani.app.is_running)
    (copy,) = stick.iterdir()
    home = tmp_path / "home"
    home.mkdir()
    copy.rename(home / "verifier.db")
    disk.refused = set()
    with opened(home) as desk:
        assert desk.ask(drafts.recall, f"{verification}/note/REG-02") == {"text": "hadir tiga orang"}
        assert desk.ask(drafts.recall, f"{verification}/answer/REG-01") == {"answer": "3"}


async def test_leaving_goes_on_by_itself_once_everything_could_be_saved(folder: Path, verification: str, disk: Disk) -> None:
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("3", "q", "q")
        ani.sees("1 perubahan belum tersimpan")
        disk.refused = set()
        await ani.press("1")
        await ani.until(lambda: not ani.app.is_running)
    with opened(folder) as desk:
        assert levels(desk, verification) == {"REG-01": 3}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody touch the files that are open")
async def test_a_profile_whose_folder_was_deleted_was_left_without_a_word(folder: Path, verification: str, tmp_path: Path) -> None:
    async with at_work(folder) as ani:
        ani.desk.do(answers.record, verification, "REG-01", level=3)
        shutil.rmtree(folder)
        await ani.press("ctrl+q")
        ani.sees("Folder profil tidak ada lagi", "Buat salinan penyelamat")
        await ani.press("2", "ctrl+u")
        await ani.type(str(tmp_path / "stick"))
        await ani.press("enter")
        await ani.worked()
        await ani.press("escape")
        ani.sees("Folder profil tidak ada lagi")
        await ani.press("3")
        await ani.until(lambda: not ani.app.is_running)
    (copy,) = (tmp_path / "stick").iterdir()
    copy.rename(tmp_path / "verifier.db")
    with opened(tmp_path) as desk:
        assert levels(desk, verification) == {"REG-01": 3}


async def test_a_verdict_is_held_named_and_taken_back(folder: Path, verification: str, disk: Disk) -> None:
    with opened(folder) as desk:
        answer_all(desk, verification)
        code = desk.ask(reading.sheet, verification).recommendation.code  # type: ignore[union-attr]
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("v", code[1])
        ani.sees(f"{code} belum tersimpan", "1 belum tersimpan")
        await ani.press("u")
        ani.does_not_see(f"{code} belum tersimpan")
        await ani.press(code[1])
        disk.refused = set()
        ani.app.save_again()
        await ani.settle()
        ani.does_not_see("belum tersimpan")
        verdict = ani.desk.ask(reading.sheet, verification).verdict
        assert verdict is not None and verdict.verdict == code


async def test_what_was_saved_before_another_act_stood_there_as_not_saved(folder: Path, verification: str, disk: Disk) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "end", "4")
        disk.refused = set(ANSWERING)
        await ani.press("home", "3", "y")
        ani.sees("3 belum tersimpan", "Ya belum tersimpan")
        disk.refused = set()
        await ani.press("end", "x", "home")
        ani.does_not_see("3 belum tersimpan")
        ani.does_not_see("Ya belum tersimpan")
        assert levels(ani.desk, verification) == {"REG-01": 3, "REG-02": 4}


@pytest.mark.parametrize(("key", "verb"), [("n", "answers.annotate"), ("b", "loose.write")])
async def test_undo_took_back_an_answer_that_was_not_saved_instead_of_the_note_that_was(
    folder: Path, verification: str, disk: Disk, key: str, verb: str
) -> None:
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("3")
        disk.refused = set()
        await ani.press(key)
        await ani.type("hadir")
        await ani.press("escape")
        assert levels(ani.desk, verification) == {"REG-01": 3}
        ani.does_not_see("3 belum tersimpan")
        await ani.press("u")
        ani.sees(ani.app.words(f"act.{verb}"))
        assert levels(ani.desk, verification) == {"REG-01": 3}


async def test_undo_took_back_an_older_answer_that_was_not_saved_instead_of_the_last_that_was(
    folder: Path, verification: str, disk: Disk
) -> None:
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("3")
        disk.refused = set()
        await ani.press("y")
        ani.does_not_see("3 belum tersimpan")
        await ani.press("u")
        assert levels(ani.desk, verification) == {"REG-01": 3}


async def test_an_answer_that_will_never_be_saved_was_gone_with_one_sentence_that_did_not_name_it(
    folder: Path, verification: str, disk: Disk
) -> None:
    async with at_the_sheet(folder, disk) as ani:
        await ani.press("3")
        disk.refused = set()
        ani.desk.do(verifications.discard, verification)
        ani.app.save_again()
        await ani.settle()
        ani.sees("jawaban REG-01 tidak dapat disimpan di tempatnya")
        assert [(line.place, line.fields) for line in ani.desk.ask(drafts.lines)] == [(f"{verification}/answer/REG-01", {"answer": "3"})]
