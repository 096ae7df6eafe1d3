"""`verifier config`: which file, what every setting says and why, and changes that leave the rest alone."""

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from models import places
from models.built_in import SETTINGS
from models.settings import FILE, load, shipped, values
from screens.commands import every
from tests.tui.commands import Commands, data, loaded

LIGHT = "verifier-light"


@pytest.fixture
def file() -> Path:
    """The user's own settings file, not there yet."""
    return places.own_settings_file()


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def shown(verifier: Commands, *before: object) -> dict[str, Any]:
    """What `show` tells as data, by setting."""
    found = data(verifier.plain(*before, "config", "show", "--json"))
    return {each["key"]: (each["value"], each["origin"]) for each in found["settings"]} | {"": (found["file"], found["exists"])}


def test_the_path_is_told_and_whether_it_is_there(verifier: Commands, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, said = verifier("config", "path")
    assert (code, out) == (0, f"{file}\n")
    assert "not there yet" in said
    written(file, "")
    assert verifier("config", "path") == (0, f"{file}\n", "")
    written(verifier.folder / FILE, "")
    assert verifier("config", "path") == (0, f"{verifier.folder / FILE}\n", "")
    monkeypatch.setenv("VERIFIER_CONFIG", str(written(tmp_path / "set.toml", "")))
    assert verifier("config", "path") == (0, f"{tmp_path / 'set.toml'}\n", "")
    written(tmp_path / "named.toml", "[look")
    assert verifier("--config", tmp_path / "named.toml", "config", "path") == (0, f"{tmp_path / 'named.toml'}\n", "")


def test_a_setting_is_written_told_and_taken_back(verifier: Commands, file: Path) -> None:
    code, out, said = verifier("config", "set", "look.theme", LIGHT)
    assert (code, out) == (0, "")
    assert f'look.theme = "{LIGHT}"' in said and str(file) in said
    text = shipped().replace('theme = "verifier-dark"', f'theme = "{LIGHT}"')
    assert file.read_text("utf-8") == text
    assert verifier("config", "set", "keys.sheet.note", "N")[0] == 0
    assert file.read_text("utf-8") == f'{text}"sheet.note" = "N"\n'
    assert "was not changed" in verifier("config", "set", "keys.sheet.note", "N")[2]
    assert verifier("config", "unset", "keys.sheet.note")[0] == verifier("config", "unset", "look.theme")[0] == 0
    assert file.read_text("utf-8") == shipped()
    assert "was not changed" in verifier("config", "unset", "keys.sheet.note")[2]


def test_every_setting_is_shown_with_its_value_and_where_that_comes_from(
    verifier: Commands, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = shown(verifier)
    assert [*nothing] == [*values(None), *(f"keys.{name}" for name in every()), ""]
    assert {origin for key, (_, origin) in nothing.items() if key} == {"default"}
    assert (nothing[""], nothing["keys.sheet.note"]) == ((str(file), False), ("n", "default"))
    written(file, f'[look]\ntheme = "{LIGHT}"\nglyphs = "auto"\n[keys]\n"sheet.note" = "N"\n')
    found = shown(verifier)
    assert (found["look.theme"], found["look.glyphs"]) == ((LIGHT, "file"), ("auto", "default"))
    assert (found["keys.sheet.note"], found[""]) == (("N", "file"), (str(file), True))
    monkeypatch.setenv("VERIFIER_LANG", "en")
    assert shown(verifier)["look.language"] == ("en", "environment")
    asked = shown(verifier, "--lang", "id", "--data-dir", tmp_path)
    assert (asked["look.language"], asked["places.data"]) == (("id", "command_line"), (str(tmp_path), "command_line"))
    written(file, '[look]\nlanguage = "id"\n')
    assert shown(verifier)["look.language"] == ("id", "file")


@pytest.mark.parametrize(("language", "words"), [("id", ("Pengaturan", "bawaan", "berkas")), ("en", ("Setting", "built in", "file"))])
def test_people_read_what_is_shown_in_columns(verifier: Commands, file: Path, language: str, words: tuple[str, ...]) -> None:
    written(file, f'[look]\ntheme = "{LIGHT}"\n')
    code, out, said = verifier("config", "show", language=language)
    assert code == 0
    head, *rows = out.splitlines()
    assert words[0] in head and str(file) in said
    assert [row.split() for row in rows if row.startswith("look.theme")] == [["look.theme", f'"{LIGHT}"', words[2]]]
    assert next(row for row in rows if row.startswith("look.glyphs")).endswith(words[1])
    assert [row.split()[:2] for row in rows if row.startswith("keys.sheet.note ")] == [["keys.sheet.note", '"n"']]


def test_a_folder_named_from_the_current_one_is_kept_in_full(
    verifier: Commands, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert verifier("config", "set", "places.export", "hasil")[0] == 0
    assert load(file).export == tmp_path / "hasil"
    assert verifier("config", "set", "places.export", "~/hasil")[0] == 0
    assert values(file)["places.export"] == "~/hasil"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "look.langauge", "en"), ("look.langauge", "look.language")),
        (("set", "sheet.note", "m"), ("sheet.note", "keys.sheet.note")),
        (("set", "keys.sheet.nte", "m"), ("keys.sheet.nte", "keys.sheet.note")),
        (("unset", "look.thema"), ("look.thema", "look.theme")),
        (("unset", "keys.sheet.nte"), ("keys.sheet.nte", "keys.sheet.note")),
        (("set", "look.theme", "pink"), ("look.theme", '"verifier-dark" / "verifier-light" / "verifier-contrast"')),
        (("set", "look.language", "fr"), ("look.language", '"" / "id" / "en"')),
        (("set", "keys.sheet.note", "g"), ("keys.sheet.note", "(sheet.gap)")),
        (("set", "keys.sheet.note", "ctrl+c"), ("keys.sheet.note", "terminals keep that key")),
        (("set", "keys.sheet.note", ""), ("keys.sheet.note", "does not name a key")),
        (("set", "keys.sheet.note", "\x1b[31m"), ("keys.sheet.note", "·[31m")),
        (("set", "places.data", "/a\nb"), ("places.data", "~/folder")),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_written(
    verifier: Commands, file: Path, arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    told = verifier.refused("config", *arguments)
    assert all(part in told for part in (str(file), *said)), told
    assert not file.exists()


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("[look]\ntheme = 'pink'\n", ("set", "look.theme", LIGHT)),
        ("[look]\ntheme = 'pink'\n", ("unset", "look.theme")),
        ("[places]\ndata = 3\n", ("set", "places.data", "")),
        ('[keys]\n"sheet.nte" = "m"\n', ("unset", "keys.sheet.nte")),
        ('[keys]\n"sheet.note" = "g"\n', ("set", "keys.sheet.note", "N")),
        ('[keys]\n"sheet.note" = "g"\n', ("unset", "keys.sheet.note")),
    ],
)
def test_a_file_at_fault_refused_the_command_that_repairs_it(verifier: Commands, file: Path, text: str, repair: tuple[str, ...]) -> None:
    written(file, text)
    assert str(file) in verifier.refused("config", "show")
    assert verifier("config", *repair)[0] == 0
    assert verifier("config", "show")[0] == 0


def test_a_file_that_is_no_toml_is_told_by_its_path_and_left_alone(verifier: Commands, file: Path) -> None:
    written(file, "[look")
    assert verifier("config", "path")[1] == f"{file}\n"
    for arguments in (("show",), ("set", "look.theme", LIGHT), ("unset", "look.theme"), ("unset", "keys.sheet.note")):
        assert str(file) in verifier.refused("config", *arguments)
    assert file.read_text() == "[look"


def test_a_file_the_environment_names_must_be_there(verifier: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "nowhere" / "mt.toml"
    monkeypatch.setenv("VERIFIER_CONFIG", str(wanted))
    told = verifier.refused("list")
    assert "VERIFIER_CONFIG" in told and str(wanted) in told
    assert str(wanted) in verifier.refused("config", "show")
    assert "VERIFIER_CONFIG" not in verifier.refused("--config", tmp_path / "x.toml", "list")
    assert verifier("config", "set", "look.language", "en")[0] == 0
    assert load(wanted).language == "en"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are POSIX")
def test_a_pipe_or_device_that_is_named_as_settings_was_waited_for_or_filled_the_memory(verifier: Commands, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for place in (tmp_path / "pipe.toml", Path("/dev/zero")):
        code, out, said = verifier("--config", place, "list")
        assert (code, out) == (1, "")
        assert f"settings file {place} cannot be read" in said


@pytest.mark.parametrize("text", ["a." * 40_000 + "b = 1\n", "# x\n" * 30_000], ids=["one line", "whole"])
def test_settings_that_would_keep_their_reader_busy_for_minutes_are_refused_at_once(verifier: Commands, file: Path, text: str) -> None:
    written(file, text)
    for arguments in (("list",), ("config", "set", "look.theme", LIGHT)):
        code, out, said = verifier(*arguments)
        assert (code, out) == (1, "")
        assert "is too long" in said


def test_a_place_that_cannot_be_written_is_told_with_the_cause(verifier: Commands, file: Path) -> None:
    written(file.parent.parent / "x", "").rename(file.parent)
    told = verifier.refused("config", "set", "look.theme", LIGHT)
    assert str(file) in told and "the file was not changed" in told


@pytest.mark.parametrize("arguments", [(), ("set",), ("set", "look.theme"), ("show", "look.theme"), ("unset",), ("fly",)])
def test_wrong_use_ends_with_2(verifier: Commands, arguments: tuple[str, ...]) -> None:
    code, out, said = verifier("config", *arguments)
    assert (code, out) == (2, "")
    assert "verifier" in said


def test_what_needs_no_keys_loads_no_screen(file: Path) -> None:
    for arguments in (("path",), ("set", "look.theme", LIGHT), ("unset", "look.theme")):
        assert not loaded("config", *arguments) & {"textual", "sqlmodel", "pydantic"}
    assert "tomlkit" not in loaded("config", "path")


def test_what_is_built_in_is_what_the_shipped_file_says() -> None:
    assert tomllib.loads(shipped()) == SETTINGS
