"""The sheet after an answer is made from the one before it, and is the one that reading all anew gives, whoever wrote in between."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.desk import answers, carrying, evidence, facts, history, reading, stating, verdicts
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.moments import stamp
from models.rules.checklist import Item, Scale
from models.views import Sheet
from tests.conditional import CONDITIONAL, answer_all, begun
from tests.conftest import StillClock
from tests.desk.acts import raw, refused, sheet_of, timeless
from tests.desk.own_kit import taken

pytestmark = pytest.mark.slow

ANSWERS = ("record", "record", "all", "not_applicable", "say", "clear", "annotate")
OTHERS = (
    "undo",
    "cite",
    "release",
    "withdraw",
    "reject",
    "fact",
    "count",
    "base",
    "carried",
    "confirm",
    "own",
    "decide",
    "behind",
    "state",
)
ACTS = st.one_of(st.sampled_from(ANSWERS), st.sampled_from(OTHERS))
CODES = list(CONDITIONAL.items)
SEEN = {"title": "Peraturan", "seen": "yes"}


@pytest.fixture(scope="module")
def at_work(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A desk and the verification on it, the same for all examples."""
    folder = tmp_path_factory.mktemp("renewing") / "profile"
    shutil.copytree(template, folder)
    with opened(folder, clock=StillClock()) as desk:
        yield desk, begun(desk)


def answered(desk: Desk, verification: str, verb: str, item: Item, level: int) -> Sheet:
    """An answer to an item, or to it and all behind it; the sheet that it gives."""
    match verb:
        case "record":
            return desk.do(answers.record, verification, item.code, level)
        case "all":
            behind = [CONDITIONAL.items[code] for code in CODES[CODES.index(item.code) :]]
            given = {each.code: None if each.not_applicable and level == 2 else level for each in behind}
            return desk.do(answers.record_all, verification, given, "Disediakan oleh BKN")
        case "not_applicable":
            return desk.do(answers.not_applicable, verification, item.code, f"alasan {level}")
        case "say":
            return desk.do(answers.say, verification, item.code, ("no", "partly", "yes")[level // 2])
        case "clear":
            return desk.do(answers.clear, verification, item.code)
        case _:
            return desk.do(answers.annotate, verification, item.code, f"catatan {level}" if level else "")


def act(desk: Desk, verification: str, verb: str, item: Item, level: int) -> Sheet | None:
    """One act; the sheet that it gives."""
    do, code = desk.do, next((each.code for each in reversed(sheet_of(desk, verification).evidence)), "B01")
    match verb:
        case "undo":
            return do(history.undo, verification).sheet
        case "cite":
            return do(evidence.register, verification, SEEN, item.code)
        case "release":
            return do(evidence.release, verification, item.code, code)
        case "withdraw":
            return do(evidence.withdraw, verification, code)
        case "reject":
            return do(evidence.change, verification, code, SEEN | {"status": ("accepted", "rejected")[level // 4]})
        case "fact":
            return do(facts.record, verification, "PEN-02", {"status": ("not_proposed", "proposed")[level % 2]})
        case "count":
            return do(answers.count, verification, item.code, dict.fromkeys(item.counts, (str(level), "9")))
        case "base":
            return do(facts.base, verification, {"jpt_filled": str(9 + level)})
        case "carried":
            raw(desk, f"UPDATE answer SET is_carried = true WHERE item >= '{item.code}' AND (level IS NOT NULL OR not_applicable)")
        case "confirm":
            return do(carrying.confirm, verification, item.code)
        case "own":
            taken(
                desk,
                verification,
                {item.code: {"level": str(level) if item.scale is Scale.LEVEL else ("Tidak", "Sebagian", "Ya")[level // 2]}},
            )
        case "state":
            return do(stating.state, verification, [(item.code, str(level)), ("verdict", "V4"), ("reason", "Belum siap")])
        case "decide":
            return do(verdicts.record, verification, "V4", "Belum siap")
        case "behind":
            raw(desk, f"UPDATE answer SET level = {level} WHERE item = '{item.code}' AND level IS NOT NULL")
        case _:
            return answered(desk, verification, verb, item, level)
    return None


@settings(max_examples=15)
@given(st.lists(st.tuples(ACTS, st.sampled_from(list(CONDITIONAL.items.values())), st.sampled_from((0, 2, 4))), max_size=14))
def test_it_is_the_sheet_that_reading_all_anew_gives(at_work: tuple[Desk, str], acts: list[tuple[str, Item, int]]) -> None:
    desk, verification = at_work
    for verb, item, level in acts:
        desk._clock.step()  # type: ignore[attr-defined]
        try:
            after = act(desk, verification, verb, item, level)
        except Refusal:
            continue
        if after is not None:
            found = sheet_of(desk, verification)
            # What changes nothing is taken back with the moment at which it was done.
            is_changed = found.touched_at == stamp(desk._clock())
            assert after == found if is_changed else timeless(after) == timeless(found)


@pytest.mark.on_file
def test_an_answer_after_a_note_had_all_read_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    verification = begun(desk)
    # The index of texts is written as the note is committed.
    before = desk.do(answers.annotate, verification, "REG-01", "catatan")
    with monkeypatch.context() as patch:
        patch.setattr(reading, "sheet", lambda *_: pytest.fail("read anew"))
        after = desk.do(answers.record, verification, "REG-02", 4)
    assert after == sheet_of(desk, verification) and after.lines[0] is before.lines[0]
    desk.do(answers.annotate, verification, "REG-01", "catatan lain")
    raw(desk, "UPDATE answer SET note = 'diubah' WHERE item = 'REG-01'")
    assert desk.do(answers.record, verification, "REG-02", 2) == sheet_of(desk, verification)


def test_a_refused_answer_leaves_nothing_behind(desk: Desk) -> None:
    verification = begun(desk)
    desk.do(answers.record, verification, "REG-01", 3)
    assert refused(lambda: desk.do(answers.record, verification, "DSN-03", 2)) == "answer.hidden"
    assert desk.do(answers.record, verification, "REG-02", 4) == sheet_of(desk, verification)


def test_the_verdict_that_an_act_recorded_beside_its_answers_was_not_in_the_sheet_of_the_next(desk: Desk) -> None:
    verification = begun(desk)
    answer_all(desk, verification)
    assert desk.do(stating.state, verification, [("REG-01", "3"), ("verdict", "recommended")]).verdict is not None
    after = desk.do(answers.record, verification, "REG-02", 2)
    assert after.verdict is not None
    assert after == sheet_of(desk, verification)


def test_a_second_answer_reads_no_other_line_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    verification = begun(desk)
    before = desk.do(answers.record, verification, "REG-01", 3)
    whole: Callable[..., Sheet] = reading.sheet
    monkeypatch.setattr(reading, "sheet", lambda *_: pytest.fail("read anew"))
    after = desk.do(answers.record, verification, "REG-02", 4)
    monkeypatch.setattr(reading, "sheet", whole)
    same = [new.item.code for old, new in zip(before.every, after.every, strict=True) if old is new]
    assert {"REG-02", "SIS-02"}.isdisjoint(same) and len(same) == len(after.every) - 2
