"""The keys that sentences name: each is looked up by its command, so that it is right for whoever has other keys."""

import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from models.refusals import REFUSALS
from models.words import LANGUAGES, Words
from screens.keys import Pressed
from tests.conftest import ROOT
from tests.sources import entries, fields, sentences

pytestmark = pytest.mark.slow

PRESS: Final = re.compile(r"press\[(.*)\]")
FIXED: Final = {"card.press", "dialog.draft.leave", "dialog.draft.leave_kept", "dialog.draft.retry", "keyname.press", "settings.keys_hint"}
"""Sentences of windows whose keys nobody can change, those about any key, and the one with keys for an example."""
TYPED: Final = "linear."
"""Beginning of the ids of sentences of the plain talk, where letters are typed as words are and nobody can change them."""

COUNTED: Final = (
    "board.n",
    "counts.",
    "figure.how.",
    "figure.part.",
    "lack.",
    "layout.about.counts",
    "refusal.count.",
    "worksheet.column.",
)
"""Beginnings of the ids of sentences about n and N."""
LITERAL: Final = re.compile(r"\b(tekan|press) (?!…)", re.IGNORECASE)
LONE: Final = re.compile(r"(?<![\w…'.\"/-])[b-z](?![\w…'./-])")


def bare(sentence: str) -> str:
    """A sentence without its fields."""
    return re.sub(r"\{[^}]*\}|%\(\w+\)\w|%\w", "…", sentence)


def named(language: str) -> Iterator[tuple[str, str]]:
    """The sentences that name keys, with the id of the command of each."""
    for key, message in entries(language).items():
        for sentence in sentences(message):
            yield from ((key, found[1]) for field in fields(sentence) if (found := PRESS.fullmatch(field)))


def speaking(language: str, own: dict[str, str]) -> Words:
    words = Words(language)
    words.press = Pressed(words, lambda: own)
    return words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_in_a_sentence_is_that_of_a_command(language: str) -> None:
    press = speaking(language, {}).press
    found = {id_: press[id_] for _, id_ in named(language)}
    assert found and all(found.values())
    assert found["sheet.note" if "sheet.note" in found else "sheet.verdict"] in {"n", "v"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_names_a_key_that_the_user_may_have_changed(language: str) -> None:
    wrong = {
        key: sentence
        for key, message in entries(language).items()
        for sentence in map(bare, sentences(message))
        if key not in FIXED
        and not key.startswith(TYPED)
        and (LITERAL.search(sentence) or (LONE.search(sentence) and not key.startswith(COUNTED)))
    }
    assert wrong == {}


def test_a_sentence_for_both_a_screen_and_a_command_line_names_no_key() -> None:
    """Nobody can press anything at a command line."""
    sources = [path for folder in ("models", "tui/headless") for path in (ROOT / folder).rglob("*.py")]
    texts = {
        node.value
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    built = ("refusal.", "reason.", "fault.", "gap.", "flag.", "lack.", "cause.", "submit.", "cli.")
    assert [key for key, _ in named("en") if key in texts - REFUSALS.keys() or key.startswith(built)] == []


def test_a_sentence_named_the_built_in_key_of_a_command_that_has_another() -> None:
    own = {"sheet.verdict": "f9", "forking.keep.2": "space", "verdict.record.1": "h"}
    words = speaking("id", own)
    assert words("sheet.all_answered") == "Semua butir terjawab. Tekan F9 untuk kesimpulan verifikasi."
    assert words("forking.how").startswith("Tekan 1 atau Spasi untuk")
    assert "atau h 2 3 4 untuk kesimpulan lain" in words("verdict.unrecorded")
