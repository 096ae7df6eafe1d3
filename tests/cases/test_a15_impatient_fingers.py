"""A15. A large checklist and impatient fingers: every key acts once, in order, on what was visible; no answer lands in another item."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from textual.events import Event, Resize
from textual.geometry import Size
from textual.widgets import TextArea

from models.checklists import load
from models.desk import answers, facts, freeze, history, reading, verdicts, worksheets
from models.desk import lines as lines_
from models.desk.desk import Desk, opened
from models.documents.verdict_file import opened as read
from models.errors import Refusal
from models.formats import reading as tables
from models.formats import worksheet
from models.rules.scoring import area_scores, overall_score
from models.text import QUERY_LIMIT
from models.views import Sheet
from screens.widgets.lines import Lines
from tests.builders import answered
from tests.conftest import StillClock
from tests.driver import Verifier, at_work
from tests.large import ITEMS, begun_long, long_checklist
from tests.press import key_event, send
from tests.tui.commands import Commands

# One profile is prepared for all of them.
pytestmark = pytest.mark.xdist_group("long")

TOLD: Final = f"{ITEMS:,}".replace(",", ".")
LEVELS: Final = "420042240204"
"""Keys that every item admits."""
PASTED: Final = "talenta dan suksesi " * 1_024
"""Twenty kilobytes."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A profile with a checklist of 2,028 items, and its verification."""
    folder = tmp_path_factory.mktemp("long") / "profile"
    return folder, begun_long(folder, StillClock())


@pytest.fixture
def long(prepared: tuple[Path, str], folder: Path) -> str:
    """The verification of a profile of one's own with 2,028 items."""
    shutil.copytree(prepared[0], folder)
    return prepared[1]


def keys(*names: str) -> list[Event]:
    return [key_event(name) for name in names]


def window(width: int, height: int) -> Event:
    return Resize(Size(width, height), Size(width, height))


def sheet_of(ani: Verifier, verification: str) -> Sheet:
    return ani.desk.ask(reading.sheet, verification)


def given(sheet: Sheet) -> dict[str, int | None]:
    return {line.item.code: line.answer.level for line in sheet.lines if line.answer.is_given}


async def in_a_hurry(ani: Verifier, events: Sequence[Event], pause: float) -> None:
    """Press keys while the screen is still busy with those before: all at once, or one by one faster than it can paint."""
    if not pause:
        send(ani.app, *events)
    for event in events if pause else ():
        send(ani.app, event)
        await asyncio.sleep(pause)
    await ani.settle()


@pytest.mark.parametrize("pause", [0, 0.001, 0.004])
@pytest.mark.parametrize("resized", [False, True])
async def test_fifty_fast_steps_and_then_answers_land_where_the_cursor_was(folder: Path, long: str, pause: float, resized: bool) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home")
        events = [*keys(*["down"] * 50), *keys(*LEVELS)]
        if resized:
            events = [
                event for number, event in enumerate(events) for event in (event, *([window(80 + number, 24)] if number % 9 == 4 else ()))
            ]
        await in_a_hurry(ani, events, pause)
        sheet = sheet_of(ani, long)
        codes = sheet.checklist.codes
        assert given(sheet) == {codes[50 + number]: int(level) for number, level in enumerate(LEVELS)}
        assert ani.app.screen.query_one(Lines).key == codes[50 + len(LEVELS)]
        ani.sees(f"{len(LEVELS)} dari {TOLD} butir terjawab")


async def test_a_key_held_down_goes_as_far_as_it_was_held(folder: Path, long: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home")
        lines = ani.app.screen.query_one(Lines)
        codes = sheet_of(ani, long).checklist.codes
        await in_a_hurry(ani, keys(*["j"] * 400), 0)
        assert lines.key == codes[400]
        await in_a_hurry(ani, [*keys(*["k"] * 150), window(200, 50), *keys("0", "end", "4", "home", "2")], 0)
        assert given(sheet_of(ani, long)) == {codes[0]: 2, codes[250]: 0, codes[-1]: 4}
        ani.sees(f"3 dari {TOLD} butir terjawab")


async def test_a_hundred_answers_in_one_go_are_a_hundred_acts_in_order(folder: Path, long: str) -> None:
    async with at_work(folder, size=(120, 40)) as ani:
        await ani.press("enter", "home")
        typed = (LEVELS * 9)[:100]
        await in_a_hurry(ani, keys(*typed), 0)
        codes = sheet_of(ani, long).checklist.codes
        acts = [entry for entry in ani.desk.ask(history.entries, long) if entry.verb == "answers.record"]
        assert [entry.item for entry in reversed(acts)] == list(codes[:100])
        assert [entry.changes[0][2] for entry in reversed(acts)] == list(typed)


async def test_notes_and_answers_typed_blindly_land_on_their_items(folder: Path, long: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home")
        events = [event for number in range(10) for event in keys("n", *f"catatan {number}", "escape", "4", "down")]
        await in_a_hurry(ani, events, 0)
        sheet = sheet_of(ani, long)
        assert [(line.answer.note, line.answer.level) for line in sheet.lines[:20:2]] == [(f"catatan {number}", 4) for number in range(10)]
        assert not any(line.answer.note or line.answer.is_given for line in sheet.lines[1:20:2])


async def test_a_paste_into_the_finder_is_refused_in_words_and_what_was_typed_stays(folder: Path, long: str) -> None:
    assert long
    async with at_work(folder) as ani:
        await ani.press("enter", "slash")
        await ani.type("komite")
        before = ani.app.screen.query_one(Lines).lines
        await ani.paste(PASTED)
        ani.sees("komite▏", f"paling banyak {QUERY_LIMIT} huruf")
        assert ani.app.screen.query_one(Lines).lines == before
        await ani.type(" talenta")
        ani.sees("komite talenta▏")
        ani.does_not_see("paling banyak")
        await ani.press("backspace", "enter")
        ani.sees("REG-06")


@pytest.mark.parametrize("text", ["4", "4343\r\n2", "x"])
async def test_what_is_pasted_into_a_list_is_no_key(folder: Path, long: str, text: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home")
        before = sheet_of(ani, long)
        await ani.paste(text)
        ani.sees("Tempelan tidak diterima di sini")
        assert sheet_of(ani, long) == before


@pytest.mark.parametrize("screen", ["a", "slash"])
async def test_a_paste_into_a_filter_is_refused_in_words_and_what_was_typed_stays(folder: Path, long: str, screen: str) -> None:
    assert long
    async with at_work(folder) as ani:
        await ani.press(screen)
        await ani.type("tal")
        before = ani.app.screen.query_one(Lines).lines
        await ani.paste(PASTED)
        ani.sees("tal▏", f"paling banyak {QUERY_LIMIT} huruf")
        assert ani.app.screen.query_one(Lines).lines == before
        await ani.type("x" * QUERY_LIMIT)
        ani.sees(f"paling banyak {QUERY_LIMIT} huruf")
        await ani.press("escape")
        ani.does_not_see("paling banyak")
        await ani.paste(PASTED[:QUERY_LIMIT])
        ani.does_not_see("paling banyak")


async def test_a_paste_of_twenty_kilobytes_into_a_note_is_whole_and_its_excess_refused_in_words(folder: Path, long: str) -> None:
    async with at_work(folder) as ani:
        await ani.press("enter", "home", *["down"] * 3, "n")
        await ani.paste(PASTED[:20_010])
        assert ani.app.screen.query_one(TextArea).text == PASTED[:20_010]
        ani.sees("lebih dari 20.000 karakter")
        await in_a_hurry(ani, keys(*["backspace"] * 11, "escape", "4"), 0)
        line = sheet_of(ani, long).lines[3]
        assert (line.answer.note, line.answer.level) == (PASTED[:19_999].rstrip(), 4)


async def test_seven_hundred_agencies_are_narrowed_and_opened_as_fast_as_one_types(folder: Path, long: str, verifier: Commands) -> None:
    given_ = folder.parent / "daftar.csv"
    given_.write_text("Kode;Nama;Jenis\n" + "".join(f"X{number};Lembaga Baru {number:03};LNS\n" for number in range(100)), encoding="utf-8")
    assert verifier("agency", "import", given_)[0] == 0
    async with at_work(folder) as ani:
        await in_a_hurry(ani, keys("a"), 0)
        ani.sees("759 instansi")
        await in_a_hurry(ani, keys(*"lembaga baru", *["down"] * 42, "enter", "4"), 0)
        ani.sees("Lembaga Baru 042", f"1 dari {TOLD} butir terjawab")
        assert given(sheet_of(ani, long)) == {}


async def test_undo_and_gaps_go_where_they_should_among_two_thousand(folder: Path, long: str) -> None:
    with opened(folder) as desk:
        codes = desk.ask(reading.sheet, long).checklist.codes
        desk.do(answers.record_all, long, dict.fromkeys((*codes[:1_000], *codes[1_003:]), 4))
        desk.do(answers.record, long, codes[7], 0)
    async with at_work(folder) as ani:
        await ani.press("enter")
        assert ani.app.screen.query_one(Lines).key == codes[1_000]
        await in_a_hurry(ani, keys("2", "g"), 0)
        assert ani.app.screen.query_one(Lines).key == codes[1_002]
        await in_a_hurry(ani, keys("u", "u"), 0)
        assert ani.app.screen.query_one(Lines).key == codes[7]
        assert sheet_of(ani, long).line(codes[7]).answer.level == 4


def decided(desk: Desk, verification: str) -> None:
    codes = desk.ask(reading.sheet, verification).checklist.codes
    desk.do(facts.record, verification, "PEN-02", {"status": "not_proposed"})
    sheet = desk.do(answers.record_all, verification, dict.fromkeys(codes, 4))
    assert sheet.recommendation is not None
    desk.do(verdicts.record, verification, sheet.recommendation.code)


def test_the_verdict_file_and_the_worksheet_of_two_thousand_items_are_read_back(folder: Path, long: str) -> None:
    with opened(folder) as desk:
        decided(desk, long)
        frozen = desk.ask(freeze.verdict_file, long)
        document = read(frozen.body, frozen.name)
        assert (len(document.items), document.verdict.code) == (ITEMS, "V2")
        filled = worksheet.read(tables.tables(desk.ask(worksheets.file, long, "id").body, "l.xlsx"), "l.xlsx")
        entries = desk.ask(worksheets.preview, filled).entries
        assert (len(entries) > ITEMS, {entry.standing.value for entry in entries}) == (True, {"same"})


@pytest.mark.slow
def test_a_verdict_file_that_nobody_could_read_back_is_refused_in_words(folder: Path, clock: StillClock) -> None:
    verification = begun_long(folder, clock, 68)
    with opened(folder, clock=clock) as desk:
        decided(desk, verification)
        with pytest.raises(Refusal, match=r"export\.too_much"):
            desk.ask(freeze.verdict_file, verification)


def test_items_repeated_weigh_as_the_items_did() -> None:
    long, short = (load(long_checklist(times), f"{times}") for times in (3, 1))
    half = {code: replace(answer, level=0) if code.endswith("1") else answer for code, answer in answered(short, 4).items()}
    assert len(long.items) == 3 * len(short.items)
    same = {code: half[f"{item.area}-{code[-2:]}"] for code, item in long.items.items()}
    scores = area_scores(long, same)
    assert scores == area_scores(short, half)
    assert overall_score(long, scores) == overall_score(short, area_scores(short, half))


def test_of_two_thousand_lines_an_answer_builds_one(folder: Path, long: str) -> None:
    with opened(folder) as desk:
        before = desk.ask(reading.sheet, long)
        after = desk.do(answers.record, long, before.checklist.codes[1_234], 4)
        assert [old.item.code for old, new in zip(before.lines, after.lines, strict=True) if old is not new] == [
            before.checklist.codes[1_234]
        ]
        lines_._remembered.cache_clear()
        assert desk.ask(reading.sheet, long) == after
