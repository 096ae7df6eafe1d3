"""What a form is filled with can be saved again unchanged."""

from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.desk import answers, people
from models.desk.desk import Desk, opened
from models.entry import count_fields, counts_entered
from models.fields import Field
from models.rules.numbers import decimal, typed
from models.words import Words
from tests.builders import quick
from tests.desk.acts import begun, sheet_of
from tests.driver import at_work
from tests.press import press
from tests.screens.kit import Filling, paste

pytestmark = pytest.mark.slow

INDEX: Final = "SIS-05"


@quick
@example(0, 95_000)
@example(1, 234_000)
@given(st.integers(0, 999_999_999), st.integers(0, 999_999))
def test_a_count_filled_in_is_read_as_the_same_number(whole: int, millionths: int) -> None:
    number = whole + Fraction(millionths, 1_000_000)
    assert decimal(typed(number), "Indeks") == number


def test_an_index_reopened_and_saved_unchanged_does_not_grow_a_thousandfold(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.count, verification, INDEX, {"index": ("0,095", "")})
    for _ in range(2):
        sheet = sheet_of(desk, verification)
        line = sheet.line(INDEX)
        values = {field.key: field.value for field in count_fields(Words("id"), line, sheet.base)}
        assert values["index"] == "0,095"
        desk.do(answers.count, verification, INDEX, counts_entered(line.item, values))
    assert sheet_of(desk, verification).line(INDEX).answer.counts["index"].count == Fraction("0.095")


@pytest.mark.parametrize("path", [r"C:\Bukti  MT\SK  1.pdf", "re\u0301sume\u0301.pdf", "a\u0301"])
async def test_a_path_is_kept_as_typed_pasted_or_stored(path: str) -> None:
    app = Filling(Field("location", "Lokasi", kind="path", value=path), Field("again", "Lokasi", kind="path"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, "down")
        await paste(pilot, f"{path}\x1b\u202e")
        assert app.typed == {"location": path, "again": path}
        await press(pilot, "!", "ctrl+s")
        assert app.answers == [{"location": path, "again": f"{path}!"}]


async def test_a_decomposed_path_typed_key_by_key_stays_decomposed() -> None:
    app = Filling(Field("location", "Lokasi", kind="path"), Field("title", "Judul"))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open(pilot)
        await press(pilot, *"e\u0301x", "down", *"e\u0301x")
        assert app.typed == {"location": "e\u0301x", "title": "\u00e9x"}


async def test_the_location_of_evidence_is_stored_as_typed_in_its_form(folder: Path) -> None:
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        verification = begun(desk)
    async with at_work(folder) as ani:
        await ani.press("enter", "e", "n")
        await ani.type("SK")
        await ani.press(*["down"] * 7)
        await ani.type("C:\\Bukti  MT\\re\u0301sume\u0301.pdf")
        await ani.press("ctrl+s")
        assert sheet_of(ani.desk, verification).evidence[0].location == "C:\\Bukti  MT\\re\u0301sume\u0301.pdf"
