"""The frame of the benchmarks; nothing here is timed."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks import command, growth, peers, table, written
from tests.benchmarks.every import BENCHMARKS
from tests.benchmarks.frame import LEAST, Benchmark, Figure, Goal, Measured, Run, in_turn, measured, paired, part
from tests.benchmarks.window import plain
from tests.conftest import ROOT

QUICK = Figure("x", 2, 1, 2, 1, 3, "ms", 5)
CURVES = {"list: open": {1_000: 20.0, 1_000_000: 22.0}, "figures": {1_000: 4.0, 10_000: 40.0}, "list: memory": {1_000: 60.0, 10_000: 61.0}}


def giving(*figures: Figure, **goals: Goal | None) -> Benchmark:
    def measure(_run: Run) -> Iterator[Figure]:
        yield from figures

    return Benchmark("x", "something", "nothing", goals, measure)


def test_a_ratio_is_the_median_of_pairs_not_the_ratio_of_medians() -> None:
    found = paired("x", [10, 40, 30], [1, 2, 10])
    assert (found.value, found.floor) == (30, 2)
    assert (found.ratio, found.least, found.greatest, found.runs) == (10, 3, 20, 3)


def test_runs_that_are_not_pairs_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        paired("x", [1, 2], [1])


def test_everything_is_done_in_turn_and_the_first_time_is_thrown_away() -> None:
    done: list[str] = []

    def way(name: str) -> float:
        done.append(name)
        return float(len(done))

    taken = in_turn({"a": lambda: way("a"), "b": lambda: way("b")}, 2)
    assert done == ["a", "b"] * 3
    assert taken == {"a": [3, 5], "b": [4, 6]}


def test_what_takes_long_is_done_a_few_times_only() -> None:
    assert len(in_turn({"a": lambda: 1.0}, 100, seconds=-1)["a"]) == LEAST


def test_a_part_of_all_is_never_beyond_them() -> None:
    assert [part([3, 1, 2], share) for share in (0, 0.5, 0.99, 1)] == [1, 2, 3, 3]


@pytest.mark.parametrize(
    ("goal", "is_met", "told"),
    [
        (Goal("at most", 2), True, "≤ 2 ×"),
        (Goal("at most", 1.9), False, "≤ 1.9 ×"),
        (Goal("at least", 2), True, "≥ 2 ×"),
        (Goal("at least", 2.1), False, "≥ 2.1 ×"),
        (Goal("at most", 150, "value"), True, "≤ 150 ms"),
        (Goal("at most", 1, "value"), False, "≤ 1 ms"),
    ],
)
def test_a_goal_is_of_the_ratio_or_of_what_was_measured(goal: Goal, is_met: bool, told: str) -> None:
    assert (goal.is_met(QUICK), goal.told("ms")) == (is_met, told)


def test_a_figure_without_a_goal_is_only_told_and_one_that_was_not_announced_is_an_error() -> None:
    run = Run(Path())
    (found,) = measured(giving(QUICK, x=None), run)
    assert (found.goal, found.is_met) == (None, None)
    with pytest.raises(KeyError):
        list(measured(giving(QUICK, y=None), run))


def test_the_table_says_what_is_met_on_the_screen_and_on_the_page() -> None:
    found = [Measured(giving(x=Goal("at most", bound)), QUICK) for bound in (1, 3)]
    screen = Console(file=StringIO(), width=120)
    table.shown(screen, found)
    for said in (screen.file.getvalue(), table.page(found)):  # type: ignore[attr-defined]  # a text that is written to
        assert re.findall(r"2\.00 ms.*1\.00 ms.*2\.00.*1\.00\.\.3\.00 of 5.*≤ \d ×.*(NO|yes)", said) == ["NO", "yes"]


def test_a_number_has_as_many_digits_as_say_something() -> None:
    assert [table.number(each) for each in (0.154, 15.44, 154.4, 1544)] == ["0.15", "15.4", "154", "1,544"]


def test_every_benchmark_says_what_it_measures_beside_what_and_towards_which_goal() -> None:
    assert len({each.name for each in BENCHMARKS}) == len(BENCHMARKS) >= 11
    figures = [name for each in BENCHMARKS for name in each.goals]
    assert len(set(figures)) == len(figures)
    for each in BENCHMARKS:
        assert each.what and each.floor and each.goals, each.name
        assert any(each.goals.values()) or not each.is_quick, each.name


def test_the_goals_are_those_that_were_set() -> None:
    goals = {name: goal.told("") for each in BENCHMARKS for name, goal in each.goals.items() if goal is not None}
    assert (goals["start: picture"], goals["start: answers a key"]) == ("≤ 0.15 ×", "≤ 1.1 ×")
    assert goals["command: --help"] == "≤ 2.5 ×"
    assert goals["key: answer kept and painted"] == "≤ 1.3 ×"
    assert goals["list: open"] == goals["list: end"] == "≤ 1.1 ×"
    assert goals["import: one reader"] == "≥ 0.2 ×"
    assert goals["export: drafts"] == "≥ 0.8 ×"
    assert goals["memory: a season loaded"] == "≤ 1.3 ×"


def test_where_time_is_short_all_is_measured_but_the_programs_of_others() -> None:
    quick = command.chosen([], is_quick=True)
    assert quick is not None
    assert {each.name for each in BENCHMARKS} - {each.name for each in quick} == {"peers"}
    assert command.chosen(["peers"], is_quick=True) == [each for each in BENCHMARKS if each.name == "peers"]
    assert command.chosen(["nothing"], is_quick=False) is None
    assert Run(Path(), is_quick=True).sized(10_000, 10) == 10
    assert Run(Path()).sized(10_000, 10) == 10_000


def test_a_missed_goal_ends_the_command_with_one_and_an_unknown_name_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def ends(benchmark: Benchmark, *words: str) -> int:
        monkeypatch.setattr(command, "BENCHMARKS", (benchmark,))
        return command.main([*words, "--folder", str(tmp_path)])

    assert ends(giving(QUICK, x=Goal("at most", 3))) == 0
    assert ends(giving(QUICK, x=Goal("at most", 1))) == 1
    assert ends(giving(QUICK)) == 1
    assert ends(giving(QUICK, x=None), "y") == 2
    said = capsys.readouterr().out
    assert "every" not in said and "missed: x" in said and "not measured: x" in said and "known are x" in said


def test_only_programs_that_are_there_are_run_beside(tmp_path: Path) -> None:
    assert peers.installed(None) == peers.installed(tmp_path) == []
    there = tmp_path / "visidata" / "bin" / "vd"
    there.parent.mkdir(parents=True)
    there.touch()
    assert [each.name for each in peers.installed(tmp_path)] == ["visidata"]
    assert sorted(path.name for path in peers.data(tmp_path / "data").iterdir()) == ["some.csv", "some.db"]


def test_curves_become_a_table_and_a_picture_in_which_no_name_covers_another() -> None:
    told = growth.table(CURVES)
    assert "| list: open | 20.0 ms |  | 22.0 ms |" in told and "60.0 MiB" in told
    picture = growth.picture(CURVES)
    assert picture.count("<polyline") == 2 and "memory" not in picture
    heights = re.findall(r'y="([\d.]+)" fill="\w+">(?:list|figures)', picture)
    assert len(heights) == 2 and abs(float(heights[0]) - float(heights[1])) >= 16


def test_the_page_has_a_place_for_all_that_is_written() -> None:
    page = written.PAGE.read_text("utf-8")
    for name in ("machine", "table", "missed", "growth"):
        page = written.put(page, name, json.dumps(name))
        assert page.count(json.dumps(name)) == 1
    with pytest.raises(ValueError, match="no place"):
        written.put(page, "weather", "")
    assert "performance.md" in (ROOT / "zensical.toml").read_text("utf-8")


def test_a_text_is_read_without_what_steers_the_terminal() -> None:
    assert plain(b"\x1b[?2026h\x1b[1;31mREADY\x1b[0m\x1b]0;title\x07 now") == "READY now"


def test_what_was_measured_before_stays_on_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page, picture = tmp_path / "page.md", tmp_path / "growth.svg"
    page.write_text(written.PAGE.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(written, "PAGE", page)
    monkeypatch.setattr(written, "PICTURE", picture)
    (first, second) = [(each, name) for each in BENCHMARKS for name, goal in each.goals.items() if goal is not None][:2]
    for (benchmark, name), value in ((second, 1e9), (first, 0.001), (first, 0.002)):
        run = Run(tmp_path, curves={"list: open": {1_000: 1.0, 2_000: 2.0}})
        written.write([Measured(benchmark, Figure(name, value, 1, value, value, value))], run)
    said = page.read_text("utf-8")
    assert said.index(f"| {first[1]} |") < said.index(f"| {second[1]} |")
    assert said.count(f"| {first[1]} |") == 1 and f"- {second[1]}: 1,000,000,000 ms" in said and "| list: open | 1.00 ms |" in said
    assert "<polyline" in picture.read_text("utf-8")
    written.write([], Run(tmp_path, is_quick=True))
    assert f"| {second[1]} |" not in page.read_text("utf-8")
