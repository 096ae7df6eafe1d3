"""The sheet after an answer is made from the one before it, and is the one that reading all anew gives, whoever wrote in between."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.desk import answers, evidence, facts, history, reading
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.rules.checklist import Item
from models.views import Sheet
from tests.conditional import CONDITIONAL, begun
from tests.conftest import StillClock
from tests.desk.acts import raw, refused, sheet_of

ACTS = st.sampled_from(("record", "record", "record", "record", "clear", "annotate", "undo", "cite", "fact", "behind"))


@pytest.fixture(scope="module")
def at_work(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A desk and the verification on it, the same for all examples."""
    folder = tmp_path_factory.mktemp("renewing") / "profile"
    shutil.copytree(template, folder)
    with opened(folder, clock=StillClock()) as desk:
        yield desk, begun(desk)


def act(desk: Desk, verification: str, verb: str, item: Item, level: int) -> Sheet | None:
    """One act; the sheet that it gives."""
    match verb:
        case "record":
            return desk.do(answers.record, verification, item.code, level)
        case "clear":
            return desk.do(answers.clear, verification, item.code)
        case "annotate":
            return desk.do(answers.annotate, verification, item.code, f"catatan {level}")
        case "undo":
            return desk.do(history.undo, verification).sheet
        case "cite":
            return desk.do(evidence.register, verification, {"title": "Peraturan", "seen": "yes"}, item.code)
        case "fact":
            return desk.do(facts.record, verification, "PEN-02", {"status": ("not_proposed", "proposed")[level % 2]})
        case _:
            raw(desk, f"UPDATE answer SET level = {level} WHERE item = '{item.code}' AND level IS NOT NULL")
    return None


@settings(max_examples=15)
@given(st.lists(st.tuples(ACTS, st.sampled_from(list(CONDITIONAL.items.values())), st.sampled_from((0, 2, 4))), max_size=14))
def test_it_is_the_sheet_that_reading_all_anew_gives(at_work: tuple[Desk, str], acts: list[tuple[str, Item, int]]) -> None:
    desk, verification = at_work
    for verb, item, level in acts:
        try:
            after = act(desk, verification, verb, item, level)
        except Refusal:
            continue
        if after is not None:
            assert after == sheet_of(desk, verification)


def test_a_refused_answer_leaves_nothing_behind(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, "REG-01", 3)
    assert refused(lambda: desk.do(answers.record, verification, "DSN-03", 2)) == "answer.hidden"
    assert desk.do(answers.record, verification, "REG-02", 4) == sheet_of(desk, verification)


def test_a_second_answer_reads_no_other_line_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    verification = begun(desk)
    before = desk.do(answers.record, verification, "REG-01", 3)
    whole: Callable[..., Sheet] = reading.sheet
    monkeypatch.setattr(reading, "sheet", lambda *_: pytest.fail("read anew"))
    after = desk.do(answers.record, verification, "REG-02", 4)
    monkeypatch.setattr(reading, "sheet", whole)
    same = [new.item.code for old, new in zip(before.every, after.every, strict=True) if old is new]
    assert {"REG-02", "SIS-02"}.isdisjoint(same) and len(same) == len(after.every) - 2
