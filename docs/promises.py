"""The last figures in `docs/promises.md`, measured: `python docs/promises.py` runs the tests that count and writes what they counted."""

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "promises.md"
TEST = re.compile(r"\[`(test_\w+)`\]\(\.\./(tests/[\w/]+\.py)\)")
"""A test as the page names it, with its file."""
_MEASURED = "PROMISES_MEASURED"
_CALL = "measured"
_COLUMNS = 3
_FAULTS = "## Faults"


def named(text: str) -> list[str]:
    """The tests that a text names, as pytest does."""
    return [f"{file}::{test}" for test, file in TEST.findall(text)]


def counting(text: str) -> list[str]:
    """Those of them that count something, themselves or by a function beside them."""
    return [test for test in dict.fromkeys(named(text)) if test.partition("::")[2] in _counting(ROOT / test.partition("::")[0])]


def _counting(file: Path) -> set[str]:
    functions = {each.name: _called(each) for each in ast.parse(file.read_text("utf-8")).body if isinstance(each, ast.FunctionDef)}
    direct = {name for name, called in functions.items() if _CALL in called}
    return direct | {name for name, called in functions.items() if called & direct}


def _called(function: ast.FunctionDef) -> set[str]:
    return {call.func.id for call in ast.walk(function) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}


def rewritten(text: str, figures: dict[str, dict[str, int]]) -> str:
    """The page with what was counted behind each promise; a promise of which nothing was counted keeps what it has."""
    promises, faults, rest = text.partition(_FAULTS)
    lines = []
    for line in promises.split("\n"):
        found = [figures[test] for test in named(line) if test in figures]
        if found and line.count(" | ") == _COLUMNS - 1:
            line = f"{line.rpartition(' | ')[0]} | {told(found)} |"
        lines.append(line)
    return "\n".join(lines) + faults + rest


def told(found: list[dict[str, int]]) -> str:
    """What several tests counted, together: `230 rounds, 1,503 acknowledged, 0 lost`."""
    names = dict.fromkeys(name for figures in found for name in figures)
    return ", ".join(f"{sum(figures.get(name, 0) for figures in found):,} {name}" for name in names)


def measured(tests: list[str]) -> dict[str, dict[str, int]]:
    """What the tests count when they run now, by test; those of one test are counted together."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures"
        command = [sys.executable, "-m", "pytest", "-m", "slow", *tests]
        subprocess.run(command, cwd=ROOT, env={**os.environ, _MEASURED: str(file)}, check=True)  # noqa: S603 - our own tests
        figures: dict[str, dict[str, int]] = {}
        for line in file.read_text("utf-8").splitlines():
            test, counted = json.loads(line)
            kept = figures.setdefault(test.partition("[")[0], {})
            kept |= {name: kept.get(name, 0) + count for name, count in counted.items()}
    return figures


if __name__ == "__main__":
    page = PAGE.read_text("utf-8")
    PAGE.write_text(rewritten(page, measured(counting(page.partition(_FAULTS)[0]))), "utf-8")
