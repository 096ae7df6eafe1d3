"""Settings: what ships, what a user's file changes, and what it is refused for."""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from models import places
from models.errors import Refusal
from models.paper import Office
from models.settings import CHOICES, FILE, Settings, load, shipped, values
from models.words import Words
from tests.conftest import ROOT

BUILT_IN = Settings(language="", theme="verifier-dark", glyphs="auto", data=None, export=None, keys={}, carriers={}, office=Office())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A place for a settings file."""
    return tmp_path / FILE


def refused(file: Path, text: str | bytes) -> Refusal:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Refusal) as caught:
        load(file)
    assert caught.value.fields["file"] == file
    return caught.value


def test_what_ships_is_what_is_built_in() -> None:
    assert load(None) == BUILT_IN
    assert shipped() == (ROOT / FILE).read_text("utf-8")


def test_what_ships_has_a_valid_choice_for_each_setting() -> None:
    raw: Any = tomllib.loads(shipped())
    for place, choices in CHOICES.items():
        table, _, key = place.partition(".")
        assert raw[table][key] in choices
    assert list(raw) == ["look", "places", "database", "paper", "agenda", "lock", "exchange", "carriers", "keys"]


def test_the_users_file_changes_only_what_it_names(file: Path) -> None:
    file.write_text('[look]\nlanguage = "en"\n[keys]\n"sheet.note" = "m"\n')
    assert load(file) == BUILT_IN._replace(language="en", keys={"sheet.note": "m"}, file=file)


def test_a_file_with_a_byte_order_mark_is_read(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf[look]\r\ntheme = "verifier-light"\r\n')
    assert load(file).theme == "verifier-light"


def test_an_empty_file_changes_nothing(file: Path) -> None:
    file.write_text("")
    assert load(file) == BUILT_IN._replace(file=file)


def test_a_folder_may_begin_at_home(file: Path) -> None:
    file.write_text('[places]\ndata = "~/mt"\n')
    assert load(file).data == Path(os.environ["HOME"]) / "mt"


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ('[look]\nlangauge = "en"', "look.langauge", "look.language"),
        ('[look]\nThem = "x"', "look.Them", "look.theme"),
        ("[lok]\n", "lok", "look"),
        ('[places]\ndate = ""', "places.date", "places.data"),
        ("ready_score = 50", "ready_score", "places"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_known_one(file: Path, text: str, key: str, nearest: str) -> None:
    refusal = refused(file, text)
    assert (refusal.code, refusal.fields["key"]) == ("settings.unknown", key)
    assert key == "ready_score" or refusal.fields["nearest"] == nearest


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[look]\ntheme = 3", "look.theme"),
        ('[look]\ntheme = "pink"', "look.theme"),
        ('[look]\nlanguage = "fr"', "look.language"),
        ("[look]\ntheme = true", "look.theme"),
        ('[look]\nlanguage = ["id"]', "look.language"),
        ('[look]\nglyphs = "emoji"', "look.glyphs"),
        ("[places]\ndata = {}", "places.data"),
        ('[places]\ndata = "mt"', "places.data"),
        ('[places]\nexport = "~nobody-of-this-name/mt"', "places.export"),
        ('[places]\nexport = "/a\\u001bb"', "places.export"),
        ('[keys]\n"sheet.note" = "n\\n"', "keys.sheet.note"),
        ('look = "dark"', "look"),
        ("[keys]\nx = 1", "keys.x"),
    ],
)
def test_a_value_of_another_kind_or_no_choice_is_refused(file: Path, text: str, key: str) -> None:
    refusal = refused(file, text)
    assert (refusal.code, refusal.fields["key"]) == ("settings.value", key)


def test_a_refused_choice_names_the_choices(file: Path) -> None:
    assert refused(file, '[look]\nlanguage = "fr"').fields["expected"] == '"" / "id" / "en"'
    assert refused(file, 'look = "dark"').fields["expected"] == "[look]"
    assert refused(file, '[places]\ndata = "mt"').fields["expected"] == '"" / "/folder" / "~/folder"'


@pytest.mark.parametrize("text", ["[look", b"[look]\ntheme = '\xff'", "x = " + "[" * 5_000, f"x = {'9' * 5_000}", "a = 1\na = 2"])
def test_what_is_no_toml_is_refused(file: Path, text: str | bytes) -> None:
    assert refused(file, text).code == "settings.not_toml"


def test_whose_settings_a_power_cut_emptied_was_told_only_to_correct_how_they_are_written(file: Path) -> None:
    assert "put the file aside" in Words("en").refusal(refused(file, "\0" * 4_000))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.toml", tmp_path):
        with pytest.raises(Refusal, match=r"settings\.missing"):
            load(path)


def test_usual_places_are_the_users_own() -> None:
    home = Path(os.environ["HOME"])
    assert places.settings_file(None) is None
    for path in (places.profile_folder(BUILT_IN), places.export_folder(BUILT_IN)):
        assert path.is_relative_to(home)
    assert places.profile_folder(BUILT_IN._replace(data=Path("/d"))) == Path("/d")
    assert places.export_folder(BUILT_IN._replace(export=Path("/e"))) == Path("/e")


def test_a_file_is_named_by_the_command_line_then_the_environment_then_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, profile = places.own_settings_file(), tmp_path / "profile"
    for file in (own, profile / FILE):
        file.parent.mkdir(parents=True)
        file.touch()
    assert places.settings_file(None) == own
    assert places.settings_file(tmp_path) == own
    assert places.settings_file(profile) == profile / FILE
    monkeypatch.setenv("VERIFIER_CONFIG", "~/mt.toml")
    assert places.settings_file(profile) == Path.home() / "mt.toml"
    assert places.settings_file(profile, tmp_path / "x.toml") == tmp_path / "x.toml"
    monkeypatch.setenv("VERIFIER_CONFIG", "mt.toml")
    assert places.settings_file(profile) == Path.cwd() / "mt.toml"
    monkeypatch.setenv("VERIFIER_CONFIG", "")
    assert places.settings_file(profile) == profile / FILE


def test_what_every_setting_says_stands_under_its_name(file: Path) -> None:
    file.write_text('[places]\ndata = "~/mt"\n[keys]\n"sheet.note" = "m"\n')
    builtin = {
        "look.language": "",
        "look.theme": "verifier-dark",
        "look.glyphs": "auto",
        "look.motion": "auto",
        "places.data": "",
        "places.export": "",
        "database.url": "",
    }
    builtin |= {"paper.letterhead": "", "paper.size": "a4", "paper.scores": "no", "agenda.quarters": "2", "exchange.files": "0"}
    builtin |= {"lock.minutes": "15"}
    assert values(None) == builtin
    assert values(file) == builtin | {"places.data": "~/mt", "keys.sheet.note": "m"}


def test_a_letterhead_has_a_line_for_each_part_between_bars(file: Path) -> None:
    file.write_text('[paper]\nletterhead = "BADAN KEPEGAWAIAN NEGARA | Jalan Sutoyo 12|| "\nsize = "f4"\n')
    assert load(file).office == Office(("BADAN KEPEGAWAIAN NEGARA", "Jalan Sutoyo 12"), "f4")


def test_no_other_size_of_paper_and_no_list_is_taken(file: Path) -> None:
    assert refused(file, '[paper]\nsize = "a5"\n').fields["expected"] == '"a4" / "f4"'
    assert refused(file, '[paper]\nletterhead = ["A", "B"]\n').fields["key"] == "paper.letterhead"


@pytest.mark.parametrize(
    ("text", "key"), [('sheet.note = "n"', "sheet.note"), ("[keys.sheet]\nnote = 'n'", "sheet.note"), ("a.b.c = 1", "a.b.c")]
)
def test_a_command_named_without_quotes_was_told_as_a_value_in_the_words_of_python(tmp_path: Path, text: str, key: str) -> None:
    file = tmp_path / FILE
    file.write_text(f"[keys]\n{text}\n")
    with pytest.raises(Refusal) as caught:
        load(file)
    assert (caught.value.code, caught.value.fields["key"]) == ("settings.key_apart", key)
    assert f'"{key}" = ' in Words("id").refusal(caught.value)
