"""Numbers and days in words, in both languages."""

from datetime import date

import pytest

from models.words import Words
from models.words.spelling import day_in_words, spelled

NUMBERS = {
    0: ("nol", "zero"),
    10: ("sepuluh", "ten"),
    11: ("sebelas", "eleven"),
    14: ("empat belas", "fourteen"),
    20: ("dua puluh", "twenty"),
    45: ("empat puluh lima", "forty-five"),
    100: ("seratus", "one hundred"),
    111: ("seratus sebelas", "one hundred and eleven"),
    460: ("empat ratus enam puluh", "four hundred and sixty"),
    1000: ("seribu", "one thousand"),
    1100: ("seribu seratus", "one thousand one hundred"),
    2023: ("dua ribu dua puluh tiga", "two thousand and twenty-three"),
    21_001: ("dua puluh satu ribu satu", "twenty-one thousand and one"),
    101_000: ("seratus satu ribu", "one hundred and one thousand"),
}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_words(number: int) -> None:
    assert (spelled(number, "id"), spelled(number, "en")) == NUMBERS[number]


def test_no_two_numbers_are_called_the_same() -> None:
    for language in ("id", "en"):
        assert len({spelled(number, language) for number in range(20_000)}) == 20_000


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_a_number_that_no_minutes_need_is_an_error(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        spelled(number, "id")


def test_a_day_in_words() -> None:
    assert day_in_words(date(2023, 5, 9), Words("id")) == "Selasa tanggal sembilan bulan Mei tahun dua ribu dua puluh tiga"
    assert day_in_words(date(2026, 11, 22), Words("en")) == "Sunday, the twenty-second of November, two thousand and twenty-six"
    assert "twelfth of" in day_in_words(date(2026, 11, 12), Words("en"))
    assert "thirtieth of" in day_in_words(date(2026, 11, 30), Words("en"))
