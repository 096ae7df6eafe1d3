"""The page on promises: every test it names is there, every fault of the list has its line, every figure was counted."""

import re

from tests.conftest import ROOT
from tests.drawn import drawn

PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
PROMISES, FAULTS = PAGE.split("## Faults")


def test_every_test_that_the_page_names_exists() -> None:
    named = drawn("promises").named(PAGE)
    assert len(named) > 100
    texts = {file: (ROOT / file).read_text("utf-8") for file in {test.partition("::")[0] for test in named}}
    assert [test for test in named if f"def {test.partition('::')[2]}(" not in texts[test.partition("::")[0]]] == []


def test_every_line_of_the_faults_is_held_by_a_test_or_says_why_not() -> None:
    rows = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", FAULTS, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 61))
    assert [int(number) for number, held in rows if "](../tests/" not in held] == []


def test_what_was_counted_stands_behind_its_promise() -> None:
    promises = drawn("promises")
    counting = set(promises.counting(PROMISES))
    assert len(counting) > 10
    rows = [line for line in PROMISES.splitlines() if promises.named(line)]
    assert [line for line in rows if (" rounds, " in line) != bool(counting & set(promises.named(line)))] == []


def test_figures_are_written_behind_the_promises_they_belong_to() -> None:
    line = "| A promise | [`test_a`](../tests/x.py), [`test_b`](../tests/x.py) | 1 rounds |"
    figures = {"tests/x.py::test_a": {"rounds": 1_000, "lost": 0}, "tests/x.py::test_b": {"rounds": 200}}
    assert drawn("promises").rewritten(line, figures).endswith(" | 1,200 rounds, 0 lost |")
