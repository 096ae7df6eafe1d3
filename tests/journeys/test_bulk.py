"""Many items are answered alike at once: what changes is seen before, what stays is told why, and one undo takes all of it back."""

import pytest

from models.desk import answers
from models.desk.desk import Desk
from models.rules.answers import Answer
from models.views import Sheet
from tests.desk.acts import begun, sheet_of
from tests.driver import at_work


def answers_of(sheet: Sheet) -> dict[str, Answer]:
    return {line.item.code: line.answer for line in sheet.every if line.answer.is_given}


@pytest.fixture
def verification(desk: Desk) -> str:
    """A sheet with one answer, at the item behind it."""
    begun_ = begun(desk)
    desk.do(answers.record, begun_, "REG-01", 3)
    desk.close()
    return begun_


async def test_an_area_is_answered_by_three_keys_and_taken_back_by_one(desk: Desk, verification: str) -> None:
    async with at_work(desk.ledger.folder) as ani:
        before = sheet_of(ani.desk, verification)
        await ani.press("enter", "A", "2")
        ani.sees("12 butir dicentang · jawaban: 2 (Sebagian)", "12 butir berubah (0 mengganti jawaban), 0 tetap")
        assert sheet_of(ani.desk, verification) == before, "nothing changes before it is saved"
        await ani.press("enter")
        ani.sees("12 butir dijawab: 2 (Sebagian). u membatalkan semuanya.", "tersimpan")
        given = answers_of(sheet_of(ani.desk, verification))
        assert {code: answer.level for code, answer in given.items()} == {"REG-01": 3, **{f"REG-{n:02}": 2 for n in range(2, 14)}}
        await ani.press("u")
        ani.sees("Dibatalkan: jawaban beberapa butir REG-02 (+11)")
        assert answers_of(sheet_of(ani.desk, verification)) == answers_of(before)


async def test_what_admits_no_such_answer_stays_and_says_why(desk: Desk, verification: str) -> None:
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "A")
        ani.sees("(Enter simpan)")
        await ani.press("enter")
        ani.sees("Jawaban belum dipilih.")
        await ani.press("3")
        ani.sees("2 butir berubah (0 mengganti jawaban), 10 tetap", "REG-02 dijawab Ya (4), Sebagian (2), atau Tidak (0).")
        await ani.press("enter")
        assert answers_of(sheet_of(ani.desk, verification)).keys() == {"REG-01", "REG-08", "REG-09"}
        # What is open of the area, then the whole area, then nothing.
        await ani.press("a", "a", "y")
        ani.sees("13 butir berubah (3 mengganti jawaban), 0 tetap")
        await ani.press("a", "enter")
        ani.sees("Belum ada butir yang dicentang.")


async def test_a_range_does_not_apply_for_one_reason_which_is_kept_until_it_is_saved(desk: Desk, verification: str) -> None:
    async with at_work(desk.ledger.folder) as ani:
        await ani.press("enter", "slash")
        await ani.type("ins-06")
        await ani.press("enter", "A", "x", "r")
        ani.sees("Rentang dimulai di INS-06.")
        await ani.press("end", "r", "minus")
        await ani.type("Disediakan BKN.")
        await ani.press("ctrl+s")
        ani.sees("19 butir dicentang · jawaban: Tidak berlaku", "5 butir berubah (0 mengganti jawaban), 14 tetap", "Disediakan BKN.")
    async with at_work(desk.ledger.folder) as ani:
        assert answers_of(sheet_of(ani.desk, verification)).keys() == {"REG-01"}
        await ani.press("D")
        ani.sees("alasan tidak berlaku untuk beberapa butir, mulai INS-06")
        await ani.press("enter", "ctrl+s", "x", "r", "end", "r", "enter")
        ani.sees("5 butir dijawab: Tidak berlaku.")
        given = {code: answer for code, answer in answers_of(sheet_of(ani.desk, verification)).items() if answer.not_applicable}
        assert given.keys() == {"INS-06", "INS-13", "SIS-06", "SIS-09", "SIS-10"}
        assert {answer.reason[-15:] for answer in given.values()} == {"Disediakan BKN."}
        await ani.press("q", "q", "D")
        ani.does_not_see("INS-06")
