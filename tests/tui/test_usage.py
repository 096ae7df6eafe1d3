"""How the program is called: help, language, version and settings, and what it says to wrong use."""

import argparse
import ast
from pathlib import Path
from typing import Final

import pytest

from models.desk import people
from models.desk.desk import opened
from tests.desk.acts import AGENCY
from tests.sources import entries
from tests.tui.commands import Commands
from tui import VERSION
from tui.cli import main

FOR_PROGRAMMERS: Final = frozenset(
    {
        *(".__call__() not defined", "'required' is an invalid argument for positionals", "mutually exclusive arguments must be optional"),
        *("%r is not callable", "cannot merge actions - two groups are named %r", "invalid conflict_resolution value: %r"),
        *("invalid option string %(option)r: must start with a character %(prefix_chars)r", "dest= is required for options like %r"),
        *("cannot have multiple subparser arguments", "conflicting subparser: %s", "conflicting subparser alias: %s"),
        *("conflicting option string: %s", "unknown parser %(parser_name)r (choices: %(choices)s)", "unexpected option string: %s"),
        *('argument "-" with mode %r', "can't open '%(filename)s': %(error)s"),
    }
)
"""What argparse says to whoever builds a parser wrongly, or of files it is never asked to open."""


def said_by_argparse() -> set[str]:
    """The sentences that this Python's argparse asks gettext for."""
    calls = (node for node in ast.walk(ast.parse(Path(argparse.__file__).read_text("utf-8"))) if isinstance(node, ast.Call))
    asked = (node.args[0] for node in calls if isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"))
    return {str(node.value) for node in asked if isinstance(node, ast.Constant)}


def test_argparse_says_nothing_in_a_language_of_its_own() -> None:
    asked = said_by_argparse() - FOR_PROGRAMMERS
    assert len(asked) > 10
    assert {language: asked - entries(language).keys() for language in ("id", "en")} == {"id": set(), "en": set()}


def test_what_a_command_does_not_know_is_told_with_what_it_knows_and_not_with_all_commands(verifier: Commands) -> None:
    code, _, said = verifier("submit", "32.04", "--recal", "--reason", "too early")
    assert (code, "usage: verifier submit" in said, "--request-return REASON" in said) == (2, True, True), said
    assert "verifier submit: error: unknown arguments: --reason too early" in said
    assert "verifier: error: unknown arguments: --x" in verifier("--x")[2]


@pytest.mark.parametrize(("typed", "meant"), [("nit", "init"), ("demo", "--demo"), ("versi", "--version")])
def test_a_command_that_there_is_none_of_was_answered_with_all_of_them_in_one_line(verifier: Commands, typed: str, meant: str) -> None:
    code, _, said = verifier.plain(typed)
    assert code == 2
    assert f"tidak ada perintah “{typed}”. Yang paling mirip: verifier {meant}. verifier --help menampilkan semuanya." in said
    assert "plenary" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("team", "threshold", "dua"), "N: isian 'dua' tidak dapat dipakai di sini"),
        (("list", "--json=3"), "tidak memerlukan isian, jadi '3' tidak dipakai"),
        (("trip", "X", "--person", "team"), "memerlukan 2 isian"),
        (("evidence", "--register"), "memerlukan satu isian"),
    ],
)
def test_wrong_use_is_told_in_the_language_of_the_program(verifier: Commands, arguments: tuple[str, ...], said: str) -> None:
    assert said in verifier(*arguments, language="id")[2]


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


def test_help_and_wrong_use_are_told_in_the_language_of_settings_and_profile(
    verification: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main(arguments)
        return "".join(capsys.readouterr())

    with opened(folder) as desk:
        desk.do(people.choose_language, "en")
    assert "penggunaan" not in told("--data-dir", str(folder), "--help")
    assert "PERINTAH" in told(f"--data-dir={folder}", "--lang", "id", "fly")
    file = tmp_path / "own.toml"
    file.write_text('[look]\nlanguage = "id"\n')
    assert "penggunaan" in told("--data-dir", str(folder), "--config", str(file), "list", "--help")
    file.write_text("[look")
    assert "usage" in told("--data-dir", str(folder), "--config", str(file), "list", "--help")


@pytest.mark.parametrize("text", ["[look]\nthem = 'x'", "[look", "[look]\ntheme = 1"])
def test_faulty_settings_are_refused_with_their_file(verifier: Commands, verification: str, text: str) -> None:
    file = verifier.folder / "verifier.toml"
    file.write_text(text)
    assert str(file) in verifier.refused("list")


@pytest.mark.parametrize(
    "arguments",
    [("find", "caf\udce9"), ("open", "caf\udce9"), ("set", AGENCY, "REG-01.note=caf\udce9"), ("trail", "\udce9")],
)
def test_bytes_that_are_no_text_broke_a_command_or_were_left_out(verifier: Commands, verification: str, arguments: tuple[str, ...]) -> None:
    code, out, said = verifier(*arguments)
    assert (code, out) == (2, "")
    assert "no UTF-8 text" in said
    assert "\udce9" not in said


@pytest.mark.parametrize(
    "arguments", [("documents", "--to", ""), ("export", "--to="), ("import", ""), ("check", ""), ("--data-dir", "", "list")]
)
def test_a_variable_without_a_value_named_the_current_folder(verifier: Commands, verification: str, arguments: tuple[str, ...]) -> None:
    assert verification
    code, out, said = verifier(*arguments, language="id")
    assert (code, out) == (2, "")
    assert "isian '' tidak dapat dipakai di sini" in said


def test_a_variable_without_a_value_told_the_figures_in_place_of_saving_a_cohort(verifier: Commands, verification: str) -> None:
    assert verification
    assert "The cohort has no name" in verifier.refused("figures", "--save", "")
    assert "There is no cohort called" in verifier.refused("figures", "--remove", "")


@pytest.mark.parametrize(
    ("command", "wrong"),
    [("sync", "wajib"), ("second", "penugasan"), ("set", "berkas yang akan ditulis"), ("restore", "berkas yang akan ditulis")],
)
def test_help_told_of_a_command_what_holds_for_another(capsys: pytest.CaptureFixture[str], command: str, wrong: str) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "id", command, "--help"])
    assert wrong not in " ".join(capsys.readouterr().out.split())
