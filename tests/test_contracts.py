"""Imports run one way; the contracts are in `pyproject.toml`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

BROKEN: Final = {
    "models that know a screen": ("models/text.py", "import screens.forms"),
    "models that know the terminal": ("models/views.py", "import textual"),
    "rules that read a file": ("models/rules/scoring.py", "import pathlib"),
    "a ledger that knows documents": ("models/ledger/trail.py", "import models.documents.toml"),
    "formats that know the ledger": ("models/formats/tables.py", "import models.ledger.tables"),
    "a noun of the desk that knows another": ("models/desk/facts.py", "import models.desk.evidence"),
    "screens that reach past the desk": ("screens/forms.py", "import models.ledger.tables"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """The contracts checked on the tree in `folder`."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=environment)


def test_every_contract_holds() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_every_broken_contract_is_found(tmp_path: Path) -> None:
    for part in ("models", "screens", "tui"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for place, line in BROKEN.values():
        with (tmp_path / place).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    unsaid = {
        name
        for name, (place, line) in BROKEN.items()
        if f"{place.removesuffix('.py').replace('/', '.')} -> {line.removeprefix('import ')}" not in done.stdout
    }
    assert unsaid == set(), done.stdout
