"""The year of a round and its day, told by its name, the day it was opened and its checklist."""

import pytest

from models import checklists
from models.rules import rounds

KASN, BKN = (checklists.load(checklists.shipped(name), name) for name in checklists.SHIPPED)


@pytest.mark.parametrize(
    ("name", "told"), [("2023-1", "2023"), ("Semester I 2023", "2023"), ("2023", "2023"), ("Uji", "2026"), ("120231", "2026")]
)
def test_a_round_is_of_the_year_by_which_it_is_called(name: str, told: str) -> None:
    assert rounds.year(name, "2026-11-03") == told


def test_a_round_known_from_documents_alone_went_by_the_day_on_which_somebody_began() -> None:
    assert rounds.day("2023-2", "2026-11-03", KASN) == "2023-10-31"
    assert rounds.day("2023-2", "2026-11-03", None) == "2023-12-31"
    assert rounds.day("2026-1", "2025-12-30", BKN) == "2026-01-01"
    assert rounds.day("2026-1", "2026-11-03", BKN) == "2026-11-03"
    # Where its checklist is in force in no day of its year, the year is kept.
    assert rounds.day("2025-1", "2026-11-03", KASN) == "2025-12-31"
    assert rounds.day("Uji", "2023-11-03", KASN) == "2023-10-31"
