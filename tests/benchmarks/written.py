"""The page about speed: its table and curves are written by the run that measured them."""

import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from models.ledger import driver
from tests.benchmarks import growth, table
from tests.benchmarks.frame import Measured, Run
from tests.conftest import ROOT
from tui import VERSION

PAGE: Final = ROOT / "docs" / "performance.md"
PICTURE: Final = ROOT / "docs" / "pictures" / "growth.svg"
_LIBRARIES: Final = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "tomli-w")


def write(found: Sequence[Measured], run: Run) -> None:
    """Put what was measured in its place on the page."""
    text = PAGE.read_text("utf-8")
    text = put(text, "machine", machine(run))
    text = put(text, "table", table.page(found))
    if run.curves:
        text = put(text, "growth", growth.table(run.curves))
        PICTURE.write_text(growth.picture(run.curves), "utf-8")
    missed = [each for each in found if each.is_met is False]
    PAGE.write_text(put(text, "missed", _missed(missed)), "utf-8")


def put(text: str, name: str, part: str) -> str:
    """The page with what stands between the marks of a name replaced."""
    marks = (f"<!-- {name}: written by python -m tests.benchmarks --write -->", f"<!-- end of {name} -->")
    between = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    if not between.search(text):
        raise ValueError(f"the page has no place for {name}")
    return between.sub(lambda _: f"{marks[0]}\n{part}\n{marks[1]}", text)


def machine(run: Run) -> str:
    """Where and with what was measured."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    sizes = "with smaller sizes (`--quick`)" if run.is_quick else "with all sizes"
    return (
        f"Measured on {date.today().isoformat()} {sizes}: {_processor()}, {platform.system()} {platform.release()}; "  # noqa: DTZ011 - a day on a page
        f"Python {platform.python_version()}, SQLite {driver.MODULE.sqlite_version}, {libraries}; verifier {VERSION} ({_revision()})."
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.machine()
    names = re.findall(r"^model name\s*: (.*)$", told, re.MULTILINE)
    return f"{len(names)} × {names[0]}" if names else platform.machine()


def _revision() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, timeout=10, check=False)
    return done.stdout.strip() or "unknown revision"


def _missed(missed: Sequence[Measured]) -> str:
    if not missed:
        return "None."
    return "\n".join(
        f"- {each.figure.name}: {table.number(each.figure.ratio)} × its floor, {table.number(each.figure.value, each.figure.unit)}; "
        f"the goal is {each.goal.told(each.figure.unit) if each.goal else ''}."
        for each in missed
    )
