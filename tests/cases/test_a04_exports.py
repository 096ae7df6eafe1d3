"""A4. "Exported" but empty, or without the remarks: a file comes out whole or not at all, and says all that was entered."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from models.desk import answers, reading
from models.desk.desk import opened
from models.documents.verdict_file import opened as read
from models.errors import Refusal
from tests.conftest import ROOT, StillClock
from tests.desk.acts import LEVELS, sheet_of
from tests.driver import at_work
from tests.hostile import BRACKETS, NAMES, STEERING, filled
from tests.tui.commands import Commands, data

LIMITED: Final = """
import resource, sys
from models import landing
from tui.cli import main
write = landing._write
def limited(path, content, **how):
    # Only now: reading a database takes side files.
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
    write(path, content, **how)
landing._write = limited
sys.exit(main(sys.argv[2:]))
"""
TEXTS: Final = {
    "plain": "Notula rapat 9 Mei, 3 orang hadir",
    "lines": "satu\n\n  dua\ttiga\n=1+1\n-5\n+62 812\n@here",
    "brackets": " ".join(BRACKETS),
    "names": " ".join(sorted(NAMES.values(), key=len)),
    "steering": " ".join(STEERING.values()),
    "long": "kata lain " * 1_999,
}


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of file sizes there")
@pytest.mark.parametrize(("command", "size"), [("export", 0), ("export", 20_000), ("worksheet", 0), ("worksheet", 4_096)])
def test_a_full_disk_leaves_the_earlier_file_and_nothing_half_done(verifier: Commands, tmp_path: Path, command: str, size: int) -> None:
    verification, out = filled(verifier.folder, TEXTS["plain"]), tmp_path / "keluar"
    assert verifier(command, verification, "--to", out)[0] == 0
    before = contents(out)
    with opened(verifier.folder) as desk:
        desk.do(answers.annotate, verification, LEVELS, "Catatan yang lain")
    arguments = ["--data-dir", verifier.folder, "--lang", "id", command, verification, "--to", out]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert str(out) in done.stderr and "Traceback" not in done.stderr
    assert contents(out) == before
    assert verifier(command, verification, "--to", out)[0] == 0
    assert len(contents(out).items() - before.items()) == 1


@pytest.mark.parametrize("keys", ["x 2", "l", "w 2"])
async def test_a_full_disk_is_said_on_the_screen(folder: Path, monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    filled(folder, TEXTS["plain"])
    home = Path.home() / "keluar"
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: home)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    async with at_work(folder) as ani:
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            await ani.press(*keys.split())
            await ani.worked()
            # Where a line of the dialog ends depends on how long the folder of the test is.
            ani.sees("kurang", "MB.")
        assert not any(path.is_file() for path in home.rglob("*"))


def test_exported_twice_it_is_the_same_file(verifier: Commands, tmp_path: Path) -> None:
    verification, out = filled(verifier.folder, TEXTS["plain"]), tmp_path / "keluar"
    for command in ("export", "worksheet"):
        first = verifier(command, verification, "--to", out)
        before = contents(out)
        assert verifier(command, verification, "--to", out)[:2] == first[:2]
        assert contents(out) == before
        assert verifier(command, verification, "--to", tmp_path / command)[0] == 0
        assert contents(tmp_path / command).items() <= before.items()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_verdict_file_says_all_that_was_entered(verifier: Commands, tmp_path: Path, text: str) -> None:
    verification = filled(verifier.folder, text)
    code, out, _ = verifier("export", verification, "--to", tmp_path)
    assert code == 0
    file = Path(out.strip())
    with opened(verifier.folder, writing=False) as desk:
        sheet = sheet_of(desk, verification)
    document = read(file.read_bytes(), file.name)
    assert {code: (item.level, item.not_applicable, item.reason, item.note) for code, item in document.items.items()} == {
        line.item.code: (line.answer.level, line.answer.not_applicable, line.answer.reason, line.answer.note) for line in sheet.lines
    }
    assert {code: found.model_dump() for code, found in document.evidence.items()} == {
        found.code: {name: getattr(found, name) for name in found.__slots__ if name != "code"} for found in sheet.evidence
    }
    assert {code: list(fact.rows.values()) for code, fact in document.facts.items()} == {
        code: list(sheet.facts.get(code, ())) for code in sheet.checklist.facts
    }
    assert sheet.verdict is not None
    assert (document.verdict.reason, document.round, document.agency.name) == (sheet.verdict.reason, sheet.round, sheet.agency.name)
    assert verifier("diff", file, verification)[:2] == (0, "")
    assert {key: figure.value for key, figure in document.base.items()} == sheet.base
    assert sum(len(item.counts) for item in document.items.values()) == sum(len(line.answer.counts) for line in sheet.lines) > 5


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_worksheet_that_comes_back_untouched_says_nothing_new(verifier: Commands, tmp_path: Path, text: str, language: str) -> None:
    verification = filled(verifier.folder, text)
    code, out, _ = verifier("worksheet", verification, "--to", tmp_path, language=language)
    assert code == 0
    (found,) = data(verifier("import", out.strip(), "--dry-run", "--json"))["worksheets"]
    assert {entry["standing"] for entry in found["entries"]} == {"same"}
    assert len(found["entries"]) > 50
    assert found["unread"] == []


def test_a_note_that_no_cell_can_hold_is_refused_and_not_cut(verifier: Commands, clock: StillClock) -> None:
    verification = filled(verifier.folder, "x", clock)
    with opened(verifier.folder, clock=clock) as desk:
        desk.do(answers.annotate, verification, LEVELS, "\n" * 19_999 + "x")
        with pytest.raises(Refusal, match=r"text\.too_long"):
            desk.do(answers.annotate, verification, LEVELS, "x" * 20_001)
        assert len(desk.ask(reading.sheet, verification).line(LEVELS).answer.note) == 20_000
