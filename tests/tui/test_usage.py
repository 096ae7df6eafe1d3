"""How the program is called: help, language, version and settings, and what it says to wrong use."""

from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from tests.desk.acts import AGENCY
from tests.tui.commands import Commands
from tui import VERSION
from tui.cli import main


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


@pytest.mark.parametrize(
    "command", [(), ("init",), ("list",), ("show",), ("export",), ("trail",), ("round", "open"), ("config",), ("config", "set")]
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_command_has_help_in_both_languages(verifier: Commands, command: tuple[str, ...], language: str) -> None:
    code, out, said = verifier(*command, "--help", language=language)
    assert (code, said) == (0, "")
    assert "cli." not in out
    assert ("penggunaan" in out) is (language == "id")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"verifier {VERSION}\n"


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


@pytest.mark.parametrize("text", ["[look]\nthem = 'x'", "[look", "[look]\ntheme = 1"])
def test_faulty_settings_are_refused_with_their_file(verifier: Commands, verification: str, text: str) -> None:
    file = verifier.folder / "verifier.toml"
    file.write_text(text)
    assert str(file) in verifier.refused("list")
