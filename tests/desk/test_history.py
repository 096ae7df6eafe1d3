"""Undo takes back one act after the other, across restarts, down to the beginning; the trail only grows."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from models.desk import answers, evidence, facts, history, stating, verdicts
from models.desk.desk import Desk, named, opened
from models.errors import Refusal
from models.fingerprints import Fingerprint
from models.ledger import trail
from models.ledger.transaction import Transaction
from models.rules.checklist import Item
from tests.conftest import StillClock
from tests.desk.acts import BASE, FREE, LEVELS, POST, WORDS, acting_as_somebody_else, answer_all, begun, contents, raw, sheet_of, timeless

Act = tuple[Callable[..., Any], tuple[Any, ...]]

BEFORE: Final[tuple[Act, ...]] = (
    (answers.record, (LEVELS, 2)),
    (answers.annotate, (LEVELS, "as it was")),
    (answers.count, (FREE, {"posts": ("5", "10")})),
    (facts.record, ("PEN-01", POST)),
    (facts.record, ("PEN-02", {"status": "proposed"})),
    (facts.base, (BASE,)),
    (evidence.register, ({"title": "Perbup 12/2023", "seen": "yes"}, LEVELS, "Pasal 3")),
    (evidence.register, ({"title": "Rekap"},)),
)
"""What stands on the sheet before the act that is undone."""
ELSEWHERE: Final = ("trips", "findings", "completions", "recalculations", "loose", "scans", "self_assessments", "carrying", "merging")
"""The modules whose acts are undone in tests of their own."""
ACTS: Final[tuple[Act, ...]] = (
    (answers.record, (LEVELS, 4)),
    (answers.record, ("DSN-01", 1)),
    (answers.record_all, ({LEVELS: 1, "DSN-01": 4, WORDS: 0},)),
    (answers.record_all, ({"INS-06": None, "INS-13": None, LEVELS: 0}, "Disediakan BKN")),
    (answers.say, (WORDS, "partly")),
    (answers.clear, (LEVELS,)),
    (answers.annotate, (LEVELS, "otherwise")),
    (answers.annotate, (WORDS, "new")),
    (stating.state, ([(LEVELS, "1"), (WORDS, ""), (f"{WORDS}.note", "both"), ("PEN-02.status", "not_proposed")],)),
    (answers.count, (FREE, {"posts": ("6", "20")})),
    (answers.count, (FREE, {"posts": ("", "")})),
    (answers.count, ("INS-02", {"jpt": ("9", ""), "administrator": ("20", "")})),
    (facts.record, ("PEN-01", POST | {"post": "Another"})),
    (facts.record, ("PEN-01", POST | {"post": "Changed"}, 0)),
    (facts.record, ("PEN-02", {"status": "not_proposed"})),
    (facts.remove, ("PEN-01", 0)),
    (facts.base, ({"jpt_filled": "11", "administrator": "", "pelaksana": "999"},)),
    (evidence.register, ({"title": "New"}, WORDS, "hlm. 1")),
    (evidence.register_all, ([{"title": "Some"}, {"title": "More"}], WORDS)),
    (evidence.cite_all, ("B01", {WORDS: "Pasal 4"})),
    (evidence.change, ("B01", {"title": "Perbup 13/2023", "status": "rejected"})),
    (evidence.cite, (LEVELS, "B01", "Pasal 4")),
    (evidence.cite, (WORDS, "B02")),
    (evidence.release, (LEVELS, "B01")),
    (evidence.withdraw, ("B02",)),
    (evidence.know, ([Fingerprint("B01", "", "ab" * 32, 7)],)),
)


@pytest.fixture(scope="module")
def done(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A profile that is only copied, and the verification in it on which something of every kind was done."""
    folder = tmp_path_factory.mktemp("done") / "profile"
    shutil.copytree(template, folder)
    with opened(folder, clock=StillClock()) as desk:
        verification = begun(desk)
        for verb, arguments in BEFORE:
            desk.do(verb, verification, *arguments)
    return folder, verification


@pytest.fixture
def blank(template: Path, folder: Path, clock: StillClock) -> Iterator[Desk]:
    """The desk of Ani with nothing on it."""
    shutil.copytree(template, folder)
    with opened(folder, clock=clock) as desk:
        yield desk


@pytest.fixture
def desk(done: tuple[Path, str], folder: Path, clock: StillClock) -> Iterator[Desk]:
    """The desk of Ani with that verification."""
    shutil.copytree(done[0], folder)
    with opened(folder, clock=clock) as desk:
        yield desk


@pytest.fixture
def verification(done: tuple[Path, str]) -> str:
    """A verification on which something of every kind was done."""
    return done[1]


def tables_but_trail(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table except the trail and the moment of the last touch."""
    return contents(desk, "trail", "verification")


@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{named(act[0])} {str(act[1][0])[:12]}")
@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
def test_undo_puts_everything_back_as_it_was(desk: Desk, clock: StillClock, verification: str, act: Act, restart: bool) -> None:
    verb, arguments = act
    before, sheet = tables_but_trail(desk), timeless(sheet_of(desk, verification))
    clock.step()
    changed = timeless(desk.do(verb, verification, *arguments))
    assert changed != sheet
    if restart:
        desk.close()
        with opened(desk.ledger.folder, clock=clock) as again:
            undone = again.do(history.undo, verification)
    else:
        undone = desk.do(history.undo, verification)
    assert (undone.verb, timeless(undone.sheet)) == (named(verb), sheet)
    assert tables_but_trail(desk) == before


def test_undoing_names_the_item_concerned(desk: Desk, verification: str) -> None:
    desk.do(answers.say, verification, WORDS, "yes")
    assert desk.do(history.undo, verification).item == WORDS
    desk.do(facts.base, verification, {"pelaksana": "7"})
    assert desk.do(history.undo, verification).item == ""


def test_not_applicable_is_undone(desk: Desk, verification: str) -> None:
    item = next(line.item.code for line in sheet_of(desk, verification).lines if line.item.not_applicable)
    before = tables_but_trail(desk)
    desk.do(answers.not_applicable, verification, item, "Disediakan oleh BKN")
    desk.do(history.undo, verification)
    assert tables_but_trail(desk) == before


def test_a_verdict_is_undone_to_the_one_before_it_and_to_none(desk: Desk, verification: str) -> None:
    answer_all(desk, verification, 2)
    desk.do(verdicts.record, verification, "V3", "first")
    desk.do(verdicts.record, verification, "V2", "second")
    first = desk.do(history.undo, verification).sheet.verdict
    assert first is not None
    assert (first.verdict, first.reason) == ("V3", "first")
    assert desk.do(history.undo, verification).sheet.verdict is None


def test_every_undoable_verb_is_tried_here() -> None:
    tried = {named(verb) for verb, _ in (*ACTS, *BEFORE)} | {"answers.not_applicable", "verdicts.record", "worksheets.take"}
    assert tried == {verb for verb in history.UNDOABLE if verb.partition(".")[0] not in ELSEWHERE}


def test_undo_goes_down_to_the_beginning_and_is_refused_there(desk: Desk, verification: str) -> None:
    for verb, _ in reversed(BEFORE):
        assert desk.do(history.undo, verification).verb == named(verb)
    assert all(contents(desk)[name] == [] for name in ("answer", "count", "fact", "base", "evidence", "citation"))
    before = contents(desk)
    with pytest.raises(Refusal, match=r"undo\.nothing"):
        desk.do(history.undo, verification)
    assert contents(desk) == before


def test_an_act_after_an_undo_is_undone_before_the_older_ones(desk: Desk) -> None:
    verification = begun(desk, "11")
    for level in (1, 2):
        desk.do(answers.record, verification, LEVELS, level)
    desk.do(history.undo, verification)
    desk.do(answers.record, verification, LEVELS, 3)
    levels = [desk.do(history.undo, verification).sheet.line(LEVELS).answer.level for _ in range(2)]
    assert levels == [1, None]


def test_undo_deletes_no_entry_of_the_trail(desk: Desk, verification: str) -> None:
    before = contents(desk)["trail"]
    desk.do(history.undo, verification)
    after = contents(desk)["trail"]
    assert [entry for entry in after if entry in before] == before
    (added,) = [entry for entry in after if entry not in before]
    assert (added[3], added[0]) == ("history.undo", len(after))
    with desk.ledger.transaction(writing=False) as connection:
        trail.verify(connection)


def test_what_changed_behind_the_trail_is_not_overwritten(desk: Desk, verification: str) -> None:
    raw(desk, "UPDATE evidence SET title = 'changed elsewhere' WHERE code = 'B02'")
    before = contents(desk)
    with pytest.raises(Refusal, match=r"undo\.changed"):
        desk.do(history.undo, verification)
    assert contents(desk) == before


def test_one_verification_is_undone_without_touching_another(desk: Desk, verification: str) -> None:
    other = begun(desk, "11")
    desk.do(answers.record, other, LEVELS, 1)
    assert desk.do(history.undo, verification).verb == named(BEFORE[-1][0])
    assert sheet_of(desk, other).line(LEVELS).answer.level == 1


def test_nobody_undoes_the_acts_of_somebody_else(desk: Desk, verification: str) -> None:
    acting_as_somebody_else(desk)
    with pytest.raises(Refusal, match=r"permission\.not_yours"):
        desk.do(history.undo, verification)
    raw(desk, "UPDATE verification SET person_id = 'b0'")
    with pytest.raises(Refusal, match=r"undo\.nothing"):
        desk.do(history.undo, verification)


def test_a_locked_verification_is_not_undone(desk: Desk, verification: str) -> None:
    raw(desk, "UPDATE verification SET state = 'issued'")
    with pytest.raises(Refusal, match=r"workflow\.locked"):
        desk.do(history.undo, verification)


def recounted(desk: Desk, verification: str) -> dict[str, tuple[int, int]]:
    """Answered and total of each area, counted from the sheet."""
    lines = sheet_of(desk, verification).lines
    areas = dict.fromkeys(line.item.area for line in lines)
    return {
        area: (
            sum(line.answer.is_given for line in lines if line.item.area == area),
            sum(line.item.area == area for line in lines),
        )
        for area in areas
    }


def at_random(chance: Random, item: Item) -> Act:
    """Some act on `item` or on the sheet, allowed or not."""
    level = chance.choice((0, 1, 2, 3, 4))
    acts: tuple[Act, ...] = (
        (answers.record, (item.code, level)),
        (answers.record, (item.code, chance.choice(item.scale.levels))),
        (answers.say, (item.code, chance.choice(("yes", "partly", "no")))),
        (answers.not_applicable, (item.code, chance.choice(("", "because")))),
        (answers.clear, (item.code,)),
        (answers.annotate, (item.code, chance.choice(("", "a", "b")))),
        (answers.count, (item.code, {key: (str(level), "3") for key in item.counts})),
        (facts.base, ({"pelaksana": chance.choice(("", "2", "3"))},)),
        (facts.record, ("PEN-01", POST | {"box": str(level)})),
        (facts.remove, ("PEN-01", level)),
        (evidence.register, ({"title": "x"}, chance.choice(("", item.code)))),
        (evidence.cite, (item.code, f"B0{level}", "p")),
        (evidence.release, (item.code, f"B0{level}")),
        (evidence.withdraw, (f"B0{level}",)),
        (history.undo, ()),
    )
    return chance.choice(acts)


def holds(tx: Transaction) -> None:
    trail.verify(tx.connection)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_after_any_acts_the_progress_is_that_of_a_recount_and_undo_leads_back(blank: Desk, seed: int) -> None:
    desk, chance, verification = blank, Random(seed), begun(blank)
    items = [line.item for line in sheet_of(desk, verification).lines]
    beginning = tables_but_trail(desk)
    states: list[dict[str, list[tuple[Any, ...]]]] = []
    for _ in range(60):
        before = tables_but_trail(desk)
        verb, arguments = at_random(chance, chance.choice(items))
        try:
            desk.do(verb, verification, *arguments)
        except Refusal:
            assert tables_but_trail(desk) == before
        if verb is history.undo:
            assert not states or tables_but_trail(desk) == states.pop()
        elif tables_but_trail(desk) != before:
            states.append(before)
    progress = {area: (answered, total) for _, area, answered, total in contents(desk)["progress"]}
    assert progress == recounted(desk, verification)
    while states:
        desk.do(history.undo, verification)
        assert tables_but_trail(desk) == states.pop()
    assert tables_but_trail(desk) == beginning
    assert {area: answered for _, area, answered, _ in contents(desk)["progress"]} == dict.fromkeys(progress, 0)
    desk.ask(holds)
