"""Numbers are read as people in Indonesia type them, and stored with a point."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refusal
from models.rules.numbers import decimal, of_digits, plain
from tests.builders import quick


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"),
        ("7", "7"),
        (" 12 ", "12"),
        ("98,4", "98.4"),
        ("98.4", "98.4"),
        ("98,40", "98.4"),
        ("1234", "1234"),
        ("1.234", "1234"),
        ("1 234", "1234"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1,200", "1200"),
        ("1.200", "1200"),
        ("0,095", "0.095"),
        ("98,4120", "98.412"),
        ("12.345.678", "12345678"),
        ("0,000001", "0.000001"),
    ],
)
def test_a_number_is_read_exactly(typed: str, number: str) -> None:
    assert decimal(typed, "Pegawai") == Fraction(number)


@pytest.mark.parametrize(
    "typed", ["", "tujuh", "1,2,3", "1.2.3", "1.23.456", "1.234.5", "1,234,5", "+5", "5%", "1e3", ".5", "5.", "²", "9" * 5000]
)
def test_what_is_no_number_is_refused_as_typed(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        decimal(typed, "Pegawai")
    assert (refused.value.code, refused.value.fields) == ("count.not_a_number", {"label": "Pegawai", "value": typed})


@pytest.mark.parametrize("typed", ["-1", " -1", "- 1", "-0,5"])
def test_a_number_below_nought_is_refused_as_such(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        decimal(typed, "Pegawai")
    assert (refused.value.code, refused.value.fields) == ("count.negative", {"label": "Pegawai"})


@quick
@given(st.integers(0, 999_999_999), st.integers(0, 999_999))
def test_a_stored_number_is_the_number_typed(whole: int, millionths: int) -> None:
    number = decimal(f"{whole},{millionths:06}", "Pegawai")
    assert Fraction(plain(number)) == number == whole + Fraction(millionths, 1_000_000)
    assert not plain(number).endswith((".", "0")) or number.denominator == 1


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("007", 7), ("123456789", 123_456_789), ("9" * 10, None), ("9" * 5_000, None), ("٣", None), ("", None)]
)
def test_thousands_of_digits_are_no_whole_number(text: str, number: int | None) -> None:
    assert of_digits(text) == number
