"""Commands without a screen: what they print where, and the code they end with."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from models.desk import people
from models.desk.desk import Desk, opened
from models.documents.verdict_file import opened as read
from tests.conftest import ROOT, StillClock
from tests.desk.acts import AGENCY, ITEMS, acting_as_somebody_else, begun, decided, raw
from tui import VERSION
from tui.cli import main

Printed = tuple[int, str, str]
"""What a command ended with, printed to stdout and said on stderr."""


class Commands:
    """Runs commands of the program on one profile folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capture = folder, capture

    def __call__(self, *arguments: object, language: str = "en") -> Printed:
        """Run one command."""
        self._capture.readouterr()
        try:
            code = main(["--data-dir", str(self.folder), "--lang", language, *map(str, arguments)])
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


@pytest.fixture
def verifier(folder: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The program, on a profile that is not founded yet."""
    return Commands(folder, capsys)


@pytest.fixture
def verification(folder: Path, clock: StillClock) -> str:
    """A founded profile with two verifications, one of them with a verdict, which is returned."""
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id", region="Jawa Barat")
        begun(desk, "11")
        clock.step()
        return decided(desk)


def data(printed: Printed) -> Any:
    """The JSON that a command printed, with nothing said beside it."""
    code, out, said = printed
    assert (code, said) == (0, "")
    found = json.loads(out)
    assert found["schema"] == 1
    return found


def test_init_founds_the_profile(verifier: Commands) -> None:
    code, out, said = verifier("init", "--name", "Ani Lestari", "--role", "lead", "--region", "Aceh")
    assert (code, out) == (0, "")
    assert "Ani Lestari" in said
    with opened(verifier.folder, writing=False) as desk:
        owner = desk.ask(people.owner)
    assert owner is not None
    assert (owner.name, owner.role, owner.region, owner.language) == ("Ani Lestari", "lead", "Aceh", "en")


def test_init_is_refused_where_there_is_a_profile(verifier: Commands, verification: str) -> None:
    assert str(verifier.folder) in verifier.refused("init", "--name", "Budi")


def test_init_needs_a_name_and_may_be_tried_again(verifier: Commands) -> None:
    verifier.refused("init", "--name", " ")
    assert verifier("init", "--name", "Ani")[0] == 0


def test_init_where_there_is_a_file_is_refused(verifier: Commands) -> None:
    verifier.folder.write_text("a file")
    verifier.refused("init", "--name", "Ani")


def test_list_shows_every_verification(verifier: Commands, verification: str) -> None:
    code, out, said = verifier("list")
    assert (code, said) == (0, "")
    head, first, *_ = out.splitlines()
    assert head.strip()
    assert verification in first
    assert f"{ITEMS}/{ITEMS}" in first


def test_list_of_nothing_says_so(verifier: Commands) -> None:
    verifier("init", "--name", "Ani")
    code, _, said = verifier("list")
    assert (code, bool(said.strip())) == (0, True)
    assert data(verifier("list", "--json"))["verifications"] == []


def test_list_as_data(verifier: Commands, verification: str) -> None:
    first, second = data(verifier("list", "--json"))["verifications"]
    assert first["touched_at"] == "2023-05-09T07:05:01Z"
    assert {key: first[key] for key in ("id", "agency", "name", "round", "checklist", "state", "answered", "total")} == {
        "id": verification,
        "agency": AGENCY,
        "name": "Provinsi Jawa Barat",
        "round": "2023-1",
        "checklist": "mt-kasn 2023",
        "state": "draft",
        "answered": ITEMS,
        "total": ITEMS,
    }
    assert (first["verdict"] in ("V1", "V2", "V3", "V4"), second["verdict"], second["answered"]) == (True, "", 0)


@pytest.mark.parametrize("what", [AGENCY, "id"])
def test_show_a_verification(verifier: Commands, verification: str, what: str) -> None:
    code, out, said = verifier("show", verification if what == "id" else what)
    assert (code, said) == (0, "")
    assert "Provinsi Jawa Barat" in out
    assert "REG-01" in out


def test_show_as_data_is_the_verdict_file(verifier: Commands, verification: str) -> None:
    found = data(verifier("show", verification, "--json"))["verdict_file"]
    assert (found["verification"], found["agency"]["code"], len(found["items"])) == (verification, AGENCY, ITEMS)


def test_a_file_is_shown_as_its_verification_is(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    assert verifier("show", file) == verifier("show", verification)
    assert verifier("show", file, "--json") == verifier("show", verification, "--json")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_file_is_shown_without_a_profile(
    verifier: Commands, verification: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    file = exported(verifier, tmp_path / "out")
    code, out, said = Commands(tmp_path / "nothing", capsys)("show", file, language=language)
    assert (code, said) == (0, "")
    assert ("Regulasi" in out, "Regulation" in out) == (language == "id", language == "en")
    assert not (tmp_path / "nothing").exists()


def exported(verifier: Commands, folder: Path) -> Path:
    """The one file that an export to `folder` wrote."""
    code, out, said = verifier("export", "--to", folder)
    assert code == 0
    assert said.strip()
    (line,) = out.splitlines()
    assert [Path(line)] == list(folder.iterdir())
    return Path(line)


def test_export_writes_what_has_a_verdict(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    assert read(file.read_bytes(), file.name).verification == verification


def test_export_twice_gives_the_same_bytes(verifier: Commands, verification: str, tmp_path: Path) -> None:
    first = exported(verifier, tmp_path / "out")
    before = first.read_bytes()
    assert exported(verifier, tmp_path / "out") == first
    assert first.read_bytes() == before
    assert exported(verifier, tmp_path / "elsewhere").read_bytes() == before


def test_export_names_what_it_is_asked_for(verifier: Commands, verification: str, tmp_path: Path) -> None:
    code, out, _ = verifier("export", AGENCY, verification, "--to", tmp_path / "out")
    assert code == 0
    assert len(set(out.splitlines())) == 1


def test_a_dry_run_names_the_files_and_writes_none(verifier: Commands, verification: str, tmp_path: Path) -> None:
    code, out, said = verifier("export", "--dry-run", "--to", tmp_path / "out")
    assert (code, (tmp_path / "out").exists()) == (0, False)
    assert said.strip()
    assert str(exported(verifier, tmp_path / "out")) == out.strip()


def test_export_goes_to_the_folder_of_the_settings(verifier: Commands, verification: str, tmp_path: Path) -> None:
    (verifier.folder / "verifier.toml").write_text(f"[places]\nexport = '{tmp_path / 'set'}'\n")
    assert verifier("export")[0] == 0
    assert len(list((tmp_path / "set").iterdir())) == 1


def test_export_refuses_to_overwrite_other_bytes(verifier: Commands, verification: str, tmp_path: Path) -> None:
    file = exported(verifier, tmp_path / "out")
    file.write_bytes(b"other")
    code, _, said = verifier("export", "--to", tmp_path / "out")
    assert (code, "Traceback" in said, file.name in said) == (1, False, True)
    assert file.read_bytes() == b"other"


def test_export_with_one_that_has_no_verdict_writes_none(verifier: Commands, verification: str, tmp_path: Path) -> None:
    verifier.refused("export", verification, "11", "--to", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_reading_goes_on_while_the_program_is_open(verifier: Commands, verification: str, tmp_path: Path) -> None:
    with opened(verifier.folder):
        assert len(data(verifier("list", "--json"))["verifications"]) == 2
        exported(verifier, tmp_path / "out")


REFUSED: Final = {
    "showing nothing known": ("show", "99"),
    "showing without a verdict": ("show", "11"),
    "showing a long name": ("show", "x" * 5_000),
    "showing the home of nobody": ("show", "~nobody-of-this-name/x"),
    "showing a folder": ("show", "/"),
    "showing something else": ("show", str(ROOT / "pyproject.toml")),
    "showing no text": ("show", sys.executable),
    "exporting nothing known": ("export", "99"),
    "exporting without a verdict": ("export", "11"),
    "exporting below a file": ("export", "--to", str(ROOT / "README.md")),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.usefixtures("verification")
def test_what_is_refused_ends_with_1_and_a_sentence(verifier: Commands, name: str) -> None:
    verifier.refused(*REFUSED[name])


@pytest.mark.parametrize("arguments", [("list",), ("show", "32"), ("export",)])
def test_without_a_profile_there_is_a_sentence_and_no_folder(verifier: Commands, arguments: tuple[str, ...]) -> None:
    assert str(verifier.folder) in verifier.refused(*arguments)
    assert not verifier.folder.exists()


def test_an_export_of_nothing_is_refused(verifier: Commands) -> None:
    verifier("init", "--name", "Ani")
    verifier.refused("export")


def test_an_agency_with_two_verifications_is_refused_with_their_ids(verifier: Commands, desk: Desk) -> None:
    verification = begun(desk)
    raw(desk, "INSERT INTO round SELECT '2024-1', checklist_digest, '2024-01-02T00:00:00Z' FROM round")
    begun(desk)
    assert verification in verifier.refused("show", AGENCY)


def test_somebody_elses_verification_is_listed_and_exported(verifier: Commands, desk: Desk, tmp_path: Path) -> None:
    decided(desk)
    acting_as_somebody_else(desk)
    assert len(data(verifier("list", "--json"))["verifications"]) == 1


@pytest.mark.parametrize("text", ["[look]\nthem = 'x'", "[look", "[look]\ntheme = 1"])
def test_faulty_settings_are_refused_with_their_file(verifier: Commands, verification: str, text: str) -> None:
    file = verifier.folder / "verifier.toml"
    file.write_text(text)
    assert str(file) in verifier.refused("list")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("show",),
        ("list", "--xml"),
        ("init",),
        ("init", "--name"),
        ("init", "--name", "A", "--role", "king"),
        ("export", "--to"),
    ],
)
def test_wrong_use_ends_with_2_and_help(verifier: Commands, arguments: tuple[str, ...]) -> None:
    code, out, said = verifier(*arguments)
    assert (code, out) == (2, "")
    assert "verifier" in said


@pytest.mark.parametrize("command", [(), ("init",), ("list",), ("show",), ("export",)])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_command_has_help_in_both_languages(verifier: Commands, command: tuple[str, ...], language: str) -> None:
    code, out, said = verifier(*command, "--help", language=language)
    assert (code, said) == (0, "")
    assert "cli." not in out
    assert ("pemakaian" in out) is (language == "id")


def test_the_language_of_the_environment_is_used(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for language in ("id", "en", "fr"):
        monkeypatch.setenv("VERIFIER_LANG", language)
        with pytest.raises(SystemExit):
            main(["--help"])
        said.append(capsys.readouterr().out)
    assert said[0] == said[2] != said[1]


def test_the_language_of_the_profile_is_used(verification: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(folder), "show", AGENCY]) == 0
    assert "Regulasi" in capsys.readouterr().out
    with opened(folder) as desk:
        desk.do(people.choose_language, "en")
    assert main(["--data-dir", str(folder), "show", AGENCY]) == 0
    assert "Regulation" in capsys.readouterr().out


def process(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT, env={**os.environ, **more})


def test_a_whole_season_in_processes_of_their_own(tmp_path: Path) -> None:
    here = ("--data-dir", tmp_path / "p", "--lang", "en")
    assert process(*here, "list").returncode == 1
    founded = process(*here, "init", "--name", "Ani")
    assert (founded.returncode, founded.stdout) == (0, "")
    listed = process(*here, "list", "--json")
    assert (listed.returncode, json.loads(listed.stdout)["verifications"]) == (0, [])
    again = process(*here, "init", "--name", "Ani")
    assert (again.returncode, again.stdout, "Traceback" in again.stderr) == (1, "", False)
    assert process(*here, "fly").returncode == 2


def test_output_is_plain_when_it_is_piped(verification: str, folder: Path) -> None:
    for arguments in (("list",), ("show", AGENCY)):
        done = process("--data-dir", folder, *arguments, FORCE_COLOR="", TERM="xterm-256color")
        assert (done.returncode, "\x1b" in done.stdout) == (0, False)


LOADED: Final = """
import sys
from tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("list", "--help"), ("--lang", "en", "--help")])
def test_small_answers_load_nothing_large(arguments: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "alembic"}


def test_commands_load_no_screen(verification: str, folder: Path) -> None:
    for command in (("list", "--json"), ("show", AGENCY), ("export", "--dry-run")):
        done = subprocess.run(
            [sys.executable, "-c", LOADED, "--data-dir", str(folder), *command],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
            cwd=ROOT,
        )
        assert not set(done.stdout.splitlines()[-1].split()) & {"textual", "screens"}


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"verifier {VERSION}\n"


def test_a_reader_that_leaves_is_no_error(verification: str, folder: Path) -> None:
    command = [sys.executable, "-m", "tui.cli", "--data-dir", str(folder), "show", AGENCY, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert (program.stderr.read(), program.wait(60)) == ("", 0)
