"""The manual: by command and topic where there is no `man`, and as a page where there is."""

import re
import shutil
import subprocess

import pytest

from models.words import LANGUAGES, Words
from tests.conftest import ROOT
from tests.tui.commands import Commands
from tui import manual
from tui.command_line import parser


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_tells_of_every_command_and_topic(verifier: Commands, language: str) -> None:
    code, all_, said = verifier("help", language=language)
    assert (code, said) == (0, "")
    for topic in manual.TOPICS:
        assert topic in all_
        code, told, said = verifier("help", topic, language=language)
        assert (code, said, "manual." in told) == (0, "", False)
        assert max(map(len, told.splitlines())) < 80


def test_a_variable_that_the_program_reads_stood_on_no_page() -> None:
    read = {
        name
        for part in ("models", "tui")
        for file in (ROOT / part).rglob("*.py")
        for name in re.findall(r'"(VERIFIER_[A-Z_]+)"', file.read_text("utf-8"))
    }
    # One process of ours tells another one of ours by it.
    assert read - {"VERIFIER_SERVED"} <= {name for term, _ in manual.TOPICS["environment"] for name in term.split(", ")}


def test_help_on_a_command_is_what_the_command_says_of_itself(verifier: Commands) -> None:
    for command in (("sync",), ("agenda", "set"), ("help",)):
        assert verifier("help", *command) == verifier(*command, "--help")


def test_of_what_there_is_not_the_nearest_is_named(verifier: Commands) -> None:
    assert "agenda set" in verifier.refused("help", "agnda", "set")
    assert "files" in verifier.refused("help", "fils")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_every_command_with_its_arguments(language: str) -> None:
    whole = parser(Words(language))
    page = manual.page(Words(language), whole)
    assert "manual." not in page
    for name, command in manual.commands(whole):
        assert f".SS verifier {name}\n" in page
        assert all(option.replace("-", r"\-") in page for option in command._option_string_actions if option not in ("-h", "--help"))


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_one_that_man_can_show(language: str) -> None:
    words = Words(language)
    page = manual.page(words, parser(words))
    done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-Kutf8"], input=page, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == ""
    assert words("manual.exit-codes.usage") in done.stdout
