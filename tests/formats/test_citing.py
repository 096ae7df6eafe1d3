"""Citations in one cell: what is written is read again, and what cannot be read says so."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats import citing
from tests.builders import quick

codes: Final = st.integers(1, 120).map(lambda number: f"B{number:02}")
places: Final = st.text("ab ;()B012", max_size=12).map(str.strip)


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("", {}),
        ("B01", {"B01": ""}),
        ("B01 (Pasal 3); B02", {"B01": "Pasal 3", "B02": ""}),
        ("B01(hlm. 3);B02 ( x ) ;", {"B01": "hlm. 3", "B02": "x"}),
        ("B01 (Pasal 3; ayat (2))", {"B01": "Pasal 3; ayat (2)"}),
        ("B100;\nB02", {"B100": "", "B02": ""}),
    ],
)
def test_it_is_read_as_people_write_it(text: str, citations: dict[str, str]) -> None:
    assert citing.read(text) == citations


@pytest.mark.parametrize("text", ["perbup", "B01, B02", "B01 Pasal 3", "B01 (Pasal 3", "; B01", "B01; perbup"])
def test_what_cannot_be_understood_is_not_guessed(text: str) -> None:
    assert citing.read(text) is None


@quick
@given(st.dictionaries(codes, places, max_size=4))
def test_what_is_written_never_says_anything_else(citations: dict[str, str]) -> None:
    found = citing.read(citing.written(citations))
    assert found is not None
    assert found in (citations, dict.fromkeys(citations, ""))


def test_a_cell_of_blanks_keeps_nobody_waiting() -> None:
    assert citing.read("B01" + " " * 1_000_000 + "x") is None
