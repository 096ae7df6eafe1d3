"""The keys of commands: the built-in ones and the user's own pass the same check."""

from pathlib import Path

import pytest

from models.errors import Refusal
from models.words import Words
from screens import commands
from screens.commands import ALL, BANNED, Command
from screens.keys import check, clashes, keys_in, keys_of, name_of, told

FILE = Path("/home/ani/verifier.toml")
WORDS = Words("en")
COMMANDS = {bound.id: command for commands in ALL.values() for command in commands for bound in command.bound}


def refused(own: dict[str, str]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check(own, FILE)
    assert caught.value.fields["file"] == FILE
    return caught.value


def test_the_help_of_a_screen_whose_commands_were_not_among_all_ended_the_program() -> None:
    found = (getattr(commands, name) for name in commands.__all__)
    every = {command.id for each in found if isinstance(each, tuple) for command in each if isinstance(command, Command)}
    assert every == {command.id for each in ALL.values() for command in each}


@pytest.mark.parametrize("screen", ALL)
def test_no_built_in_keys_of_a_screen_clash(screen: str) -> None:
    assert [WORDS.refusal(refusal) for refusal in clashes(ALL[screen], {}, FILE)] == []


@pytest.mark.parametrize("screen", ALL)
def test_every_command_has_a_key_that_every_terminal_sends(screen: str) -> None:
    for command in ALL[screen]:
        for bound in command.bound:
            keys = keys_of(bound, {})
            assert not BANNED & set(keys)
            assert any("+" not in key for key in keys), f"{command.id} has only keys with a modifier"
            check({bound.id: bound.keys}, FILE)


@pytest.mark.parametrize("key", ["nn!", "N N", "F2", "", ",", "n,", "alt+x", "<any>", "latin_small_letter_n", "control+n"])
def test_a_key_that_no_terminal_sends_killed_its_command(key: str) -> None:
    refusal = refused({"sheet.note": key})
    assert (refusal.code, refusal.fields["key"]) == ("settings.key_unknown", "keys.sheet.note")


@pytest.mark.parametrize("key", [*sorted(BANNED), "m, ctrl+c"])
def test_a_key_that_terminals_swallow_killed_its_command(key: str) -> None:
    refusal = refused({"sheet.note": key})
    assert (refusal.code, refusal.fields["value"]) == ("settings.key_banned", key.split()[-1])


@pytest.mark.parametrize(
    ("own", "name", "other"),
    [
        ({"sheet.note": "3"}, "sheet.note", "sheet.level.3"),
        ({"sheet.level.3": "n"}, "sheet.level.3", "sheet.note"),
        ({"sheet.words.y": "minus"}, "sheet.words.y", "sheet.not_applicable"),
        ({"sheet.words.y": "-"}, "sheet.words.y", "sheet.not_applicable"),
        ({"sheet.note": "m", "sheet.gap": "f2,m"}, "sheet.gap", "sheet.note"),
        ({"sheet.note": "enter"}, "sheet.note", "sheet.accept"),
        ({"evidence.place": "space"}, "evidence.place", "evidence.cite"),
        ({"back": "question_mark"}, "back", "menu"),
    ],
)
def test_a_key_took_another_commands_without_a_word(own: dict[str, str], name: str, other: str) -> None:
    refusal = refused(own)
    assert (refusal.code, refusal.fields["key"], refusal.fields["other"]) == ("settings.key_taken", f"keys.{name}", other)
    said = WORDS.refusal(refusal)
    assert all(part in said for part in (str(FILE), f"keys.{name}", other, WORDS(f"what.{COMMANDS[other].id}"), "Choose another key"))


@pytest.mark.parametrize(
    ("own", "label"),
    [
        ({"sheet.note": "j"}, "moving.step"),
        ({"facts.add": "pageup"}, "moving.page"),
        ({"verdict.go": "home"}, "moving.edge"),
        ({"sheet.note": "ctrl+q"}, "what.quit"),
        ({"agencies.open": "o"}, "what.agencies.filter"),
        ({"search.open": "space"}, "what.search.type"),
        ({"menu": "Z"}, "what.agencies.filter"),
    ],
)
def test_a_key_that_the_screen_takes_for_itself_killed_its_command(own: dict[str, str], label: str) -> None:
    refusal = refused(own)
    assert (refusal.code, refusal.fields["label"]) == ("settings.key_fixed", label)
    assert WORDS(label) in WORDS.refusal(refusal)


def test_a_key_of_no_command_is_refused_with_the_nearest_one() -> None:
    assert refused({"sheet.not": "m"}).fields["nearest"] == "keys.sheet.note"


@pytest.mark.parametrize(
    "own",
    [
        {"sheet.note": "Z"},
        {"sheet.note": "Z, f2"},
        {"sheet.note": "!"},
        {"sheet.note": "g", "sheet.gap": "n"},
        {"sheet.note": "enter", "sheet.accept": "Z"},
        {"sheet.level.3": "Z"},
        {"quit": "Q,ctrl+q"},
        {"menu": "f2,?"},
        {"sheet.note": "ctrl+n"},
    ],
)
def test_keys_that_serve_are_taken(own: dict[str, str]) -> None:
    check(own, FILE)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        *(("n", "n"), ("N", "N"), ("question_mark", "?"), ("slash", "/"), ("minus", "-"), ("comma", ","), ("left", "←")),
        *(("enter", "Enter"), ("escape", "Esc"), ("pageup", "PgUp"), ("f2", "F2"), ("ctrl+q", "Ctrl+Q"), ("ctrl+f2", "Ctrl+F2")),
        ("space", "Space"),
    ],
)
def test_keys_are_named_as_on_the_keyboard(key: str, name: str) -> None:
    assert name_of(WORDS, key) == name


def test_a_changed_key_is_told_in_place_of_the_built_in_one() -> None:
    def said(name: str, own: dict[str, str]) -> str:
        command: Command = COMMANDS[name]
        return told(WORDS, command, own)

    assert said("sheet.accept", {"sheet.accept": "f2,a"}) == "F2"
    assert said("sheet.note", {"sheet.note": "enter"}) == "Enter"
    assert said("sheet.level.3", {}) == "0-4"
    assert said("sheet.level.3", {"sheet.level.3": "h"}) == "0 1 2 h 4"
    assert told(Words("id"), COMMANDS["evidence.cite"], {}) == "Spasi"


def test_keys_are_read_with_commas_between() -> None:
    assert keys_in("n, ?,enter") == ("n", "question_mark", "enter")
