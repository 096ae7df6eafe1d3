"""The page about speed: its table and curves are written by the run that measured them."""

import json
import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from models.ledger import driver
from tests.benchmarks import growth, table
from tests.benchmarks.every import BENCHMARKS
from tests.benchmarks.frame import Measured, Run
from tests.conftest import ROOT
from tui import VERSION

PAGE: Final = ROOT / "docs" / "performance.md"
PICTURE: Final = ROOT / "docs" / "pictures" / "growth.svg"
_KEPT: Final = "measured.json"
"""What was measured, in the folder of the profiles."""
_LIBRARIES: Final = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "tomli-w")


def write(found: Sequence[Measured], run: Run) -> None:
    """Put what was measured in its place on the page, beside what was measured with the same sizes on the same day before it."""
    where = machine(run)
    kept = _kept(run, where.partition(";")[0])
    kept["rows"] |= {each.figure.name: table.row(each) for each in found}
    kept["curves"] |= {name: {str(count): value for count, value in curve.items()} for name, curve in run.curves.items()}
    (run.folder / _KEPT).write_text(json.dumps(kept), "utf-8")
    names = [name for each in BENCHMARKS for name in each.goals]
    rows = [kept["rows"][name] for name in names if name in kept["rows"]]
    text = put(PAGE.read_text("utf-8"), "machine", where)
    text = put(put(text, "table", table.lines(rows)), "missed", missed(rows))
    if kept["curves"]:
        curves = {name: {int(count): value for count, value in curve.items()} for name, curve in kept["curves"].items()}
        text = put(text, "growth", growth.table(curves))
        PICTURE.write_text(growth.picture(curves), "utf-8")
    PAGE.write_text(text, "utf-8")


def _kept(run: Run, where: str) -> dict[str, Any]:
    """What was measured here before, nothing where that was elsewhere or another day."""
    run.folder.mkdir(parents=True, exist_ok=True)
    file = run.folder / _KEPT
    kept: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return kept if kept.get("where") == where else {"where": where, "rows": {}, "curves": {}}


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


def missed(rows: Sequence[Sequence[str]]) -> str:
    """The goals that are missed, as a list."""
    told = [dict(zip(table.COLUMNS, row, strict=True)) for row in rows]
    lines = [
        f"- {each['benchmark']}: {each['ours']}, {each['ratio']} × its floor; the goal is {each['goal']}."
        for each in told
        if each["met"] == table.NOT_MET
    ]
    return "\n".join(lines) or "None."
