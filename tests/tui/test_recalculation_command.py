"""`verifier recalculation`: a script enters formula and rows as on their screen, and takes over the answer that follows."""

from typing import Final

import pytest

from models.desk.desk import Desk
from tests.desk.acts import begun
from tests.desk.recalculation_kit import FORMULA, LEVEL, WORD
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

SCORES: Final = "SKP 90; Perilaku 90; Kompetensi 90; Potensi 90"
SAID: Final = [each for name, value in FORMULA.items() for each in (f"--{name.replace('_', '-')}", value)]


@pytest.fixture
def verification(desk: Desk) -> str:
    """A verification, its profile closed."""
    begun_ = begun(desk)
    desk.close()
    return begun_


def test_rows_are_entered_compared_and_taken_over(verifier: Commands, verification: str) -> None:
    assert "not entered yet" in verifier.refused("recalculation", verification, WORD, "--row", "1", "9", SCORES)
    rows = [each for number in range(1, 6) for each in ("--row", number, 9, SCORES)]
    code, out, said = verifier("recalculation", verification, WORD.lower(), *SAID, *rows)
    assert (code, said.strip(), out.count("match")) == (0, "5 of 5 rows match.", 5)
    verifier("recalculation", verification, WORD, "--row", "5", "8", "SKP 91,5", "--potential-middle", "68")
    told = data(verifier("recalculation", verification, WORD, "--json"))["recalculation"]
    assert (told["matching"], told["word"], told["formula"]["potential_middle"]) == (4, "partly", "68")
    assert (told["rows"][4]["box"], told["rows"][4]["found"], told["rows"][4]["scores"]["SKP"]) == (8, 9, "91.5")
    assert "MISMATCH" in verifier("recalculation", verification, WORD, "--apply")[1]
    assert f"{WORD}=2" in verifier("show", verification, "--sheet")[1].splitlines()
    assert data(verifier("recalculation", verification, WORD, "--remove", 5, "--json"))["recalculation"]["word"] is None
    assert "Row 5" in verifier.refused("recalculation", verification, WORD, "--remove", 5)


def test_what_no_row_can_be_is_refused_in_words(verifier: Commands, verification: str) -> None:
    verifier("recalculation", verification, LEVEL, *SAID)
    for arguments, said in {
        (LEVEL, "--row", "1", "9", "SKP 90; Absensi 3"): "Absensi",
        (LEVEL, "--row", "1", "9", "SKP 90"): "Perilaku",
        (LEVEL, "--row", "0", "9", SCORES): "number",
        (LEVEL, "--row", "1", "10", SCORES): "10",
        (LEVEL, "--apply"): "rows",
        ("REG-01",): LEVEL,
        ("REG-99",): "REG-99",
    }.items():
        assert said in verifier.refused("recalculation", verification, *arguments)
