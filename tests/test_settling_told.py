"""What is told where the answer of a second verification counts, or still waits to be settled."""

import pytest

from models.checklists import load, shipped
from models.errors import Refusal
from models.seconds import Difference, Second, Side
from models.settling_told import repairs
from models.words import LANGUAGES, Words
from tests.decided import FILE

CHECKLIST = load(shipped(FILE), FILE)


def side(level: int | None = None, *, not_applicable: bool = False) -> Side:
    return Side(level, not_applicable, "", "", ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_remark_told_a_verifier_that_the_answer_minus_or_4_counts_where_the_item_asks_yes_or_no(language: str) -> None:
    words = Words(language)
    differences = tuple(
        Difference(item, side(2), other, "second", "Dari BKN.", is_signed=False)
        for item, other in (("REG-01", side(4)), ("DSN-06", side(4)), ("INS-06", side(not_applicable=True)))
    )
    found = Second(
        "o", "v", "11", "Aceh", "1", "Dua", "Lina", "l", "", (), differences=differences, to_repair=("REG-01", "DSN-06", "INS-06")
    )
    told = repairs(words, CHECKLIST, found)
    answers = {"REG-01": "4", "DSN-06": words("answer.4"), "INS-06": words("answer.not_applicable")}
    assert told == {item: words("settling.repair", answer=answer, reason="Dari BKN.") for item, answer in answers.items()}


def test_whoever_reviews_was_sent_to_the_verifier_and_to_handovers_for_differences_that_they_settle_themselves() -> None:
    told = Words("id").refusal(Refusal("approve.disagreement", count=2, first="REG-01"))
    assert "verifikasi kedua" in told
    assert "serah terima" not in told
