"""Folders one may not enter: every command ends in a sentence that names the folder and the cause."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.ledger import driver
from models.words import Words
from tests.conftest import ROOT
from tests.ledger.kit import run
from tests.tui.commands import NEEDS_RIGHTS

pytestmark = [pytest.mark.slow, NEEDS_RIGHTS]

# Everything is loaded first: whoever has no rights may not read the environment of the tests either.
AS_NOBODY = """
import os, sys
from tui.cli import main
from tui.headless import COMMANDS
from models import places
from models.errors import Refusal
from models.ledger import driver
from pathlib import Path

open_one, closed, *arguments = sys.argv[1:]
sys.stdout, before = open(os.devnull, "w"), sys.stdout
for command in COMMANDS.keys() - {"serve"}:  # which serves until it is stopped
    try:
        main(["--data-dir", open_one, command])
    except SystemExit:
        pass
main(["--data-dir", open_one, "list"])
sys.stdout = before
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""
COMMANDS = ("", "list", "show 11", "export", "init --name Ani")
EACH = (
    AS_NOBODY
    + """
import contextlib, io, json

# One after the other: loading everything takes far longer than they do.
for each in arguments:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--data-dir", closed, *each.split()])
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""
)
LOOK = (
    AS_NOBODY
    + """
for look in (lambda: driver.gate(Path(closed) / driver.DATABASE), lambda: driver.is_interrupted(Path(closed) / driver.DATABASE),
             lambda: places.settings_file(None), lambda: places.settings_file(Path(closed))):
    try:
        print(look())
    except Refusal as refusal:
        print(refusal.code, *sorted(refusal.fields))
"""
)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder that only root may enter."""
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / driver.DATABASE).write_bytes(b"")
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


@pytest.mark.usefixtures("verification")
def test_a_profile_folder_one_may_not_enter_ends_in_a_sentence(closed: Path, folder: Path) -> None:
    done = run(EACH, folder, closed, *COMMANDS, cwd=ROOT)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(COMMANDS), done.stderr
    for code, out, err in told:
        said = err.splitlines()[-1]
        assert (code, out) == (1, ""), err
        assert said.startswith("verifier: ") and str(closed) in said and Words("id")("cause.eacces") in said
        assert "Traceback" not in err


@pytest.mark.usefixtures("verification")
def test_whoever_looks_into_a_closed_folder_is_refused_in_words(closed: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(closed))
    done = run(LOOK, folder, closed, cwd=ROOT)
    assert done.stdout.splitlines() == ["profile.folder cause folder", "False", "settings.missing file", "profile.folder cause folder"]


def test_a_path_in_a_folder_that_is_gone_ends_in_a_sentence(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); from tui.cli import main; os.rmdir(os.getcwd())"
    done = run(f"{program}; sys.exit(main(['--data-dir', 'profile', 'list']))", cwd=gone)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False), done.stderr
    assert "profile" in done.stderr
