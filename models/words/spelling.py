"""Numbers and days in words, as the minutes of an office write them: `dua ribu dua puluh tiga`, `two thousand and twenty-three`."""

from datetime import date
from typing import Final

from models.words import Words

_ID: Final = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_EN: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MOST: Final = 999_999


def spelled(number: int, language: str) -> str:
    """A whole number from 0 to 999,999 in words; ValueError for any other."""
    if not 0 <= number <= _MOST:
        raise ValueError(number)
    return _english(number) if language == "en" else _indonesian(number)


def day_in_words(day: date, words: Words) -> str:
    """A day with its weekday: `Selasa tanggal sembilan bulan Mei tahun dua ribu dua puluh tiga`."""
    number = _ordinal(day.day) if words.language == "en" else _indonesian(day.day)
    year = spelled(day.year, words.language)
    return words("spelled.day", weekday=words(f"weekday.{day.isoweekday()}"), day=number, month=words(f"month.{day.month}"), year=year)


def _indonesian(number: int) -> str:
    if number < len(_ID):
        return _ID[number]
    if number < 20:
        return f"{_ID[number - 10]} belas"
    for size, name in ((1_000, "ribu"), (100, "ratus"), (10, "puluh")):
        many, rest = divmod(number, size)
        if many:
            head = f"se{name}" if many == 1 else f"{_indonesian(many)} {name}"
            return f"{head} {_indonesian(rest)}" if rest else head
    raise AssertionError


def _english(number: int) -> str:
    if number < len(_EN):
        return _EN[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return f"{_TENS[tens]}-{_EN[rest]}" if rest else _TENS[tens]
    many, rest = divmod(number, 1_000 if number >= 1_000 else 100)
    head = f"{_english(many)} {'thousand' if number >= 1_000 else 'hundred'}"
    return f"{head}{' and' if rest < 100 else ''} {_english(rest)}" if rest else head


def _ordinal(number: int) -> str:
    head, dash, last = _english(number).rpartition("-")
    if last in _ORDINALS:
        return f"{head}{dash}{_ORDINALS[last]}"
    return f"{head}{dash}{last.removesuffix('y')}ieth" if last.endswith("y") else f"{head}{dash}{last}th"
