"""The strongest and the weakest items: the best and the worst answers, gates before others, then the weightier."""

from models.rules.answers import Answer
from models.rules.extremes import strongest, weakest
from tests.rules.small import SMALL


def test_what_is_not_checked_or_not_applicable_is_neither_strong_nor_weak() -> None:
    used = SMALL
    answers = {code: Answer() for code in used.codes} | {used.codes[0]: Answer(not_applicable=True, reason="x")}
    assert strongest(used, answers, 5) == weakest(used, answers, 5) == ()


def test_gates_come_first_among_equal_answers_then_the_weightier() -> None:
    used = SMALL
    answers = {code: Answer(level=0) for code in used.codes}
    ordered = tuple(sorted(used.codes, key=lambda code: (used.items[code].gate is None, -used.items[code].weight)))
    assert weakest(used, answers, 99) == ordered
    assert strongest(used, answers, 99) == ()
    answers[ordered[0]] = Answer(level=4)
    assert strongest(used, answers, 99) == ordered[:1]
    assert weakest(used, answers, 2) == ordered[1:3]
