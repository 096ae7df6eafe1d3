"""Windows on long lists: whatever one presses, and whatever comes or goes meanwhile, they show what a list that holds all would show."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.pilot import Pilot

from models.windows import Mark, Span
from screens.widgets import windows
from screens.widgets.lines import Line, Lines
from screens.widgets.rows import Held, Parts
from screens.widgets.windows import SCREENS, Source, Window
from tests.press import press, settle
from tui.themes import THEMES
from tui.typeahead import KeysInOrder

pytestmark = pytest.mark.slow

ENOUGH = 30


@dataclass(slots=True)
class Shelf:
    """Rows by their marks, the newest first, and how many were asked for."""

    marks: list[Mark] = field(default_factory=list)
    asked: int = 0
    is_known: bool = False
    counted: int = 0

    def add(self, *numbers: int) -> None:
        self.marks = sorted({*self.marks, *((f"{number // 3:05}", f"r{number}") for number in numbers)}, reverse=True)

    def read(self, span: Span) -> Sequence[Mark]:
        if span.beyond:
            behind = [mark for mark in self.marks if (mark > span.beyond if span.backwards else mark < span.beyond)]
        else:
            behind = list(self.marks)
        behind = behind[::-1] if span.backwards else behind
        found = behind[span.skip : span.skip + span.limit]
        self.asked += len(found)
        return found[::-1] if span.backwards else found

    def count(self, before: Mark, most: int) -> int:
        self.counted += 1
        found = sum(mark > before for mark in self.marks) if before else len(self.marks)
        return min(found, most) if most else found

    def one(self, id_: str) -> Mark | None:
        return next((mark for mark in self.marks if mark[-1] == id_), None)

    def window(self) -> Window[Mark]:
        known = len(self.marks) if self.is_known else None
        lines = lambda marks: [told(mark) for mark in marks]  # noqa: E731 - shorter than a function of its own
        return Window(Source(self.read, self.count, self.one, mark=lambda mark: mark, told=lines, known=lambda: known))

    def lines(self) -> list[Line]:
        return [line for mark in self.marks for line in told(mark)]


def told(mark: Mark) -> list[Line]:
    return [Line(mark[-1], text=f"baris {mark[-1]}")]


def around(*middle: Held | Window[Mark]) -> Parts:
    head = Held([Line("head", text="kepala", selectable=False)])
    return Parts(head, *middle, Held([Line("tail", text="ekor")]))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(windows, "ENOUGH", ENOUGH)
    monkeypatch.setattr(windows, "SIGHT", 12)
    yield


places = st.integers(0, 400)
moves = st.one_of(
    st.tuples(st.just("hold"), places),
    st.tuples(st.just("edge"), st.booleans()),
    st.tuples(st.just("reach"), places),
    st.tuples(st.just("count"), st.none()),
    st.tuples(st.just("change"), st.tuples(st.sets(places, max_size=5), st.sets(places, max_size=5))),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(places, max_size=200), st.lists(moves, max_size=25), st.booleans())
def test_a_window_holds_a_piece_of_the_whole_list_wherever_one_looks(
    numbers: set[int], steps: list[tuple[str, object]], is_known: bool
) -> None:
    shelf = Shelf(is_known=is_known)
    shelf.add(*numbers)
    rows, key = around(shelf.window()), "head"
    for name, value in steps:
        match name, value:
            case "hold", int(first):
                rows.hold(first, first + 10)
            case "edge", bool(is_last):
                rows.hold_edge(is_last=is_last)
            case "reach", int(number):
                found = rows.reach(f"r{number}", rows)
                assert (found is None) is (shelf.one(f"r{number}") is None)
                assert found is None or rows[found].key == f"r{number}"
            case "count", None:
                rows.counted(rows.counts())
                assert len(rows) == len(shelf.marks) + 2
            case "change", (added, gone):
                shelf.marks = [mark for mark in shelf.marks if int(mark[-1][1:]) not in gone]  # type: ignore[operator]
                shelf.add(*added)  # type: ignore[misc]
                before, rows = rows, around(shelf.window())
                rows.reach(key, before)
        held = [line for line in rows.held() if line.key not in ("head", "tail")]
        every = shelf.lines()
        start = every.index(held[0]) if held else 0
        assert held == every[start : start + len(held)], "a piece of the whole, without a gap"
        assert len(held) <= (SCREENS + 2) * 12
        assert [rows[rows.place(line.key) or 0] for line in held] == held
        key = held[len(held) // 2].key if held else "head"


def test_a_list_of_two_pages_exactly_was_said_to_be_longer_once_it_was_counted() -> None:
    shelf = Shelf(is_known=False)
    shelf.add(*range(24))
    before = around(shelf.window())
    before.hold_edge(is_last=False)
    rows = around(shelf.window())
    rows.reach(shelf.lines()[12].key, before)
    rows.counted(rows.counts())
    assert len(rows) == 24 + 2


class Listing(KeysInOrder[None]):
    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines()

    def compose(self) -> ComposeResult:
        yield self.lines

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "verifier-dark"


def seen(lines: Lines) -> list[Line]:
    top = round(lines.scroll_y)
    return [lines._lines[place] for place in range(top, min(len(lines._lines), top + lines.size.height))]


KEYS = ("down", "up", "pagedown", "pageup", "home", "end")


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(data=st.data())
@pytest.mark.slow
async def test_keys_lead_in_a_window_where_they_lead_in_a_list_that_holds_all(data: st.DataObject) -> None:
    shelf = Shelf()
    shelf.add(*range(data.draw(st.integers(0, 300))))
    app, plain = Listing(), Listing()
    async with app.run_test(size=(60, 9)) as pilot, plain.run_test(size=(60, 9)) as beside:
        app.lines.show(around(shelf.window()))
        plain.lines.show([*around(Held(shelf.lines())).held()])
        for _ in range(data.draw(st.integers(1, 12))):
            key = data.draw(st.sampled_from((*KEYS, "come", "go", "jump")))
            match key:
                case "come" | "go":
                    numbers = data.draw(st.sets(st.integers(0, 300), max_size=4))
                    gone = {f"r{number}" for number in numbers if key == "go"} - {app.lines.key}
                    shelf.marks = [mark for mark in shelf.marks if mark[-1] not in gone]
                    shelf.add(*(numbers if key == "come" else ()))
                    app.lines.show(around(shelf.window()))
                    plain.lines.show([*around(Held(shelf.lines())).held()])
                case "jump":
                    wanted = f"r{data.draw(st.integers(0, 300))}"
                    assert app.lines.move_to(wanted) is plain.lines.move_to(wanted)
                case _:
                    times = data.draw(st.integers(1, 6))
                    await press(pilot, *[key] * times)
                    await press(beside, *[key] * times)
            await counted(app, pilot)
            await settle(beside)
            assert app.lines.key == plain.lines.key
            assert len(app.lines._lines) == len(plain.lines._lines)
            assert app.lines._cursor == plain.lines._cursor
            assert seen(app.lines) == [plain.lines._lines[place] for place in sight(app.lines)]


async def counted(app: Listing, pilot: Pilot[None]) -> None:
    """Wait until what is counted in a thread is known."""
    for _ in range(100):
        await app.workers.wait_for_complete()
        await settle(pilot)
        if not isinstance(app.lines._lines, Parts) or app.lines._lines.is_counted:
            return
        await asyncio.sleep(0.01)


def sight(lines: Lines) -> range:
    top = round(lines.scroll_y)
    return range(top, min(len(lines._lines), top + lines.size.height))


async def test_a_hundred_thousand_rows_are_not_read_for_the_twenty_that_are_seen() -> None:
    shelf = Shelf([(f"{number:06}", f"r{number}") for number in reversed(range(100_000))])
    app = Listing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.lines.show(around(shelf.window()))
        await press(pilot, *["down"] * 30, "pagedown", "pagedown", "end", "pageup", "home")
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert app.lines.key == "r99999"
        assert len(app.lines._lines) == 100_002
        app.lines.scroll_to(y=50_000, animate=False, force=True)
        assert seen(app.lines)[0].key == "r50000"
    assert shelf.asked < 1_000


async def test_rows_that_were_counted_before_are_not_counted_again() -> None:
    shelf = Shelf(is_known=True)
    shelf.add(*range(3 * ENOUGH))
    app = Listing()
    async with app.run_test(size=(80, 24)) as pilot:
        app.lines.show(around(shelf.window()))
        await press(pilot, "end", "home")
        await app.workers.wait_for_complete()
        assert len(app.lines._lines) == 3 * ENOUGH + 2
        await press(pilot, "end", "up")
        app.lines.show(around(shelf.window()))
        await app.workers.wait_for_complete()
        assert (app.lines.key, app.lines._lines.place("r0")) == ("r0", 3 * ENOUGH)
    assert shelf.counted == 0


@pytest.mark.parametrize("is_last", [False, True])
def test_of_a_list_whose_height_is_known_two_pages_are_read_at_an_edge(is_last: bool) -> None:
    shelf = Shelf()
    shelf.add(*range(400))
    rows = around(shelf.window())
    rows.hold_edge(is_last=not is_last)
    rows.hold(*((1, 15) if is_last else (len(rows) - 16, len(rows) - 2)))
    shelf.asked = 0
    rows.hold_edge(is_last=is_last)
    assert shelf.asked == SCREENS * 8


def test_a_list_that_is_shown_anew_reads_no_more_around_its_cursor_than_it_shows() -> None:
    shelf = Shelf()
    shelf.add(*range(400))
    rows = around(shelf.window())
    rows.see(5)
    shelf.asked = 0
    found = rows.reach("r200", rows)
    assert found is not None
    assert shelf.asked == 2 * 8
    # Wherever it comes to stand on the screen, nothing more is read.
    for top in (found - 4, found):
        rows.hold(top - 2, top - 2 + 2 * 5 - 1)
    assert shelf.asked == 2 * 8
