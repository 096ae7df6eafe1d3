"""An agency over its rounds on the screen: what was asked alike is compared, what was not is listed, and a year between is a gap."""

from pathlib import Path

import pytest

from models import places
from models.settings_file import change
from tests.desk.twice_kit import twice
from tests.driver import at_work

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return twice(tmp_path_factory.mktemp("trend"))


async def test_an_agency_is_shown_over_its_rounds_from_the_list_and_the_sheet(profile: Path) -> None:
    async with at_work(profile, language="en") as person:
        await person.press("a")
        await person.type("aceh")
        await person.press("right")
        person.sees(
            "Provinsi Aceh: from round to round", "46 of 52 alike", "2023-1 █", "57.6 % · V4", "2024 no result", "10 of 13 items alike"
        )
        person.sees("1 item was answered in one round only", "How counted: Only items of exactly the same wording")
        await person.press("end")
        person.sees("Asked otherwise, not compared", "SIS-01 MT application", "SIS-10", "3 → 3")
        await person.press("enter")
        person.sees("not the result of one round")
        await person.press("home", "down", "enter")
        person.sees("not the result of one round")
        await person.press("up", "enter")
        person.sees("[REG 13/13]", "2023-1")
        await person.press("m", "down", "down", "down", "enter")
        person.sees("2026-1", "mt-bkn")


async def test_a_terminal_of_plain_signs_shows_the_same_chart(profile: Path) -> None:
    change(places.own_settings_file(), "look.glyphs", "ascii")
    async with at_work(profile, size=(140, 40)) as person:
        await person.press("u", "t")
        person.sees("2023 " + "." * 56 + " 0", "2024 tidak ada angka", "###", "13 (9 Mei 2023)", "tidak disambung")
