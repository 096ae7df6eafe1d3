"""Answers and facts for tests of the rules, and the strategies that draw them."""

from collections.abc import Mapping
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st

from models.rules.answers import Answer
from models.rules.checklist import Checklist, Item
from models.rules.facts import Facts, Row

Rows = dict[str, tuple[Row, ...]]
"""Facts that can be joined with `|`."""

quick: Final = settings(max_examples=40, deadline=None, database=None)
"""How many examples a property of the rules is tried with."""

NOT_APPLICABLE: Final = Answer(not_applicable=True, reason="Disediakan oleh BKN")

NO_APPROVAL: Final[Rows] = {"PEN-02": ({"status": "not_proposed"},)}
APPROVED: Final[Rows] = {"PEN-02": ({"status": "received", "number": "12/2023", "date": "2023-03-01"},)}
"""Approval received on 1 March 2023."""


def answered(checklist: Checklist, level: int = 4, /, **other: int | Answer | None) -> dict[str, Answer]:
    """Every item answered with `level`, except for those named (`REG_01=2`); None leaves an item unanswered."""
    answers = dict.fromkeys(checklist.codes, Answer(level))
    for name, value in other.items():
        code = name.replace("_", "-")
        assert code in answers
        answers[code] = value if isinstance(value, Answer) else Answer(value)
    return answers


def filled(*dates_and_boxes: tuple[str, int]) -> Rows:
    """The posts of PEN-01, each by the date of its decree and its box."""
    return {
        "PEN-01": tuple(
            {"post": f"Kepala Dinas {number}", "date": date, "box": str(box)} for number, (date, box) in enumerate(dates_and_boxes)
        )
    }


def an_answer(item: Item) -> st.SearchStrategy[Answer]:
    """Any answer that `item` admits."""
    levels = st.sampled_from(item.scale.levels).map(Answer)
    return levels | st.just(NOT_APPLICABLE) if item.not_applicable else levels


def complete_answers(checklist: Checklist) -> st.SearchStrategy[Mapping[str, Answer]]:
    """Every item answered with anything it admits."""
    return st.fixed_dictionaries({code: an_answer(item) for code, item in checklist.items.items()})


def some_answers(checklist: Checklist) -> st.SearchStrategy[Mapping[str, Answer]]:
    """Each item answered, not yet checked, or not even begun."""
    return st.fixed_dictionaries({}, optional={code: an_answer(item) | st.just(Answer()) for code, item in checklist.items.items()})


def some_facts() -> st.SearchStrategy[Facts]:
    """Posts, approval and merit in any state, as admitted into the small checklist."""
    days = st.sampled_from(("", "2023-02-28", "2023-03-01", "2023-03-02"))
    posts = st.fixed_dictionaries({"date": days, "box": st.sampled_from(("", "6", "7", "9"))})
    statuses = st.sampled_from(("", "not_proposed", "proposed", "received", "revoked"))
    approvals = st.fixed_dictionaries({"status": statuses, "date": days})
    merits = st.fixed_dictionaries({"category": st.sampled_from(("", "baik", "kurang", "buruk"))})
    return st.fixed_dictionaries(
        {},
        optional={
            "PEN-01": st.lists(posts, max_size=3).map(tuple),
            "PEN-02": approvals.map(lambda row: (row,)),
            "PEN-06": merits.map(lambda row: (row,)),
        },
    )
