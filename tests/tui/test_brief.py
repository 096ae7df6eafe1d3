"""What is told before anything large is imported is what the whole program would tell."""

import os
import sys
from pathlib import Path

import pytest

from hatch_build import draw_help
from models.catalogue import LANGUAGES, of_language
from models.desk.desk import Desk
from models.words import Words
from tests.conftest import ROOT
from tui import brief
from tui.cli import main
from tui.parsing import outer, whole
from tui.switches import COLUMNS, columns, of_screens


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 79, 80, 90, 100, 200])
def test_the_help_of_commands_known_by_name_is_that_of_their_parsers(monkeypatch: pytest.MonkeyPatch, language: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    told = outer(of_language(language)).format_help()
    assert told == whole(Words(language)).format_help()
    assert max(map(len, told.splitlines())) <= columns() <= width


def test_the_help_that_the_build_keeps_is_the_one_that_is_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draw_help(ROOT)
    for language in LANGUAGES:
        for width in COLUMNS:
            monkeypatch.setenv("COLUMNS", str(width))
            assert Path(brief.help_file(language, width)).read_text("utf-8") == whole(Words(language)).format_help()
            with pytest.raises(SystemExit):
                main(["--lang", language, "--help"])
            assert capsys.readouterr().out == whole(Words(language)).format_help()


@pytest.mark.parametrize(
    "arguments", [("--demo", "--data-dir=x"), ("--lang", "fr"), ("--data-dir",), ("--lang", "--demo"), ("list",), ("--dat", "x")]
)
def test_all_but_the_plainest_switches_are_left_to_the_parser(arguments: tuple[str, ...]) -> None:
    assert of_screens(arguments, LANGUAGES) is None


def test_switches_are_read_as_the_parser_reads_them() -> None:
    found = of_screens(("--data-dir=a=b", "--lang", "en", "--linear", "--config", "c", "--data-dir", "d"), LANGUAGES)
    assert found is not None
    assert (found.data_dir, found.language, found.config, found.is_linear, found.is_demo) == ("d", "en", "c", True, False)


def test_what_takes_more_than_a_glance_is_left_to_the_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = desk.ledger.folder
    switches = of_screens(("--data-dir", str(folder)), LANGUAGES)
    assert switches is not None
    found = brief.known(switches)
    assert found is not None and found.first is not None and found.language == "id"
    url = "[database]\nurl = 'postgresql+psycopg://r@h/d'"
    for text in ("[look]\nlanguage = 1", "[look", "[look]\nthem = 'x'", url, "[keys]\nmenu = 'z'"):
        (folder / "verifier.toml").write_text(text)
        assert brief.known(switches) is None
    (folder / "verifier.toml").write_text("[look]\nlanguage = 'en'")
    said = brief.known(switches)
    assert said is not None and said.language == "en"
    monkeypatch.setenv("VERIFIER_CONFIG", "elsewhere")
    assert brief.known(switches) is None


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are POSIX")
def test_a_pipe_in_the_place_of_the_settings_was_waited_for_before_anything_was_shown(desk: Desk) -> None:
    os.mkfifo(desk.ledger.folder / "verifier.toml")
    switches = of_screens(("--data-dir", str(desk.ledger.folder)), LANGUAGES)
    assert switches is not None
    found = brief.known(switches)
    assert found is not None and found.first is not None


def test_settings_that_take_their_reader_minutes_are_left_to_the_program_which_refuses_them(desk: Desk) -> None:
    (desk.ledger.folder / "verifier.toml").write_text("a." * 40_000 + "b = 1\n")
    switches = of_screens(("--data-dir", str(desk.ledger.folder)), LANGUAGES)
    assert switches is not None
    assert brief.known(switches) is None
