"""Commands of the program without a screen, and what they print."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from models.ledger import cipher
from tests.conftest import ROOT
from tui.cli import main

LOADED: Final = """
import sys
from tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""

NEEDS_RIGHTS: Final = pytest.mark.skipif(sys.platform == "win32", reason="folders are not closed that way there")
Printed = tuple[int, str, str]
"""What a command ended with, printed to stdout and said on stderr."""


class Commands:
    """Runs commands of the program on one profile folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capture = folder, capture

    def __call__(self, *arguments: object, language: str = "en") -> Printed:
        """Run one command on the profile."""
        return self.plain("--data-dir", self.folder, "--lang", language, *arguments)

    def plain(self, *arguments: object) -> Printed:
        """Run the program with these arguments alone."""
        self._capture.readouterr()
        # Each is a process of its own for whoever types it.
        cipher.forget()
        try:
            code = main([*map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = self._capture.readouterr()
        return code, printed.out, printed.err

    def refused(self, *arguments: object) -> str:
        """Run a command that is refused, and return the sentence that says why."""
        code, out, said = self(*arguments)
        assert (code, out) == (1, "")
        assert said.startswith("verifier: ")
        assert len(said.split()) > 3
        assert "Traceback" not in said
        return said


def data(printed: Printed) -> Any:
    """The JSON that a command printed, with nothing said beside it."""
    code, out, said = printed
    assert (code, said) == (0, "")
    found = json.loads(out)
    assert found["schema"] == 1
    return found


def exported(verifier: Commands, folder: Path) -> Path:
    """The one file that an export to `folder` wrote."""
    code, out, said = verifier("export", "--to", folder)
    assert code == 0
    assert said.strip()
    (line,) = out.splitlines()
    assert [Path(line)] == list(folder.iterdir())
    return Path(line)


def process(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT, env={**os.environ, **more})


def loaded(*arguments: object) -> set[str]:
    """The packages that a command had loaded when it ended."""
    command = [sys.executable, "-c", LOADED, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    return set(done.stdout.splitlines()[-1].split())
