"""The language is changed wherever one is: nothing that stands there afterwards is said in the other one, nor as it is kept."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from models.words import LANGUAGES
from screens.base import HouseScreen
from tests.conftest import ROOT
from tests.driver import Verifier, at_work
from tests.hostile import filled, walked
from tests.sources import entries, fields, sentences

TYPED: Final = "zqx zqy"
"""What is typed everywhere: no word of either language."""
WORD: Final = re.compile(r"[a-z]{3,}")
NAME: Final = re.compile(r"\S*/\S*|\S+\.\w\S*")
"""Paths, files, settings."""
KEPT: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b(?:evidence|change|act|answer|state|trip|finding|action|agenda)(?:\.[a-z_]+)+")
"""Days as they are kept, and ids that no sentence was found for."""
OF_OTHERS: Final = ("AgenciesScreen", "FileDialog")
"""Screens full of names that others gave."""
OF_THE_TESTS: Final = frozenset({"small", "penilaian", "talenta"})
"""A checklist, a file and what is searched for."""


def spoken(language: str, told: Any) -> Iterator[str]:
    """The texts of a checklist file, those of two languages in this one."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for each in [told[language]] if told.keys() == set(LANGUAGES) else told.values():
            yield from spoken(language, each)
    elif isinstance(told, list):
        for each in told:
            yield from spoken(language, each)


def words_of(language: str) -> set[str]:
    """Every word of the sentences of a language."""
    said = (sentence.format_map(dict.fromkeys(fields(sentence), "")) if "{" in sentence else sentence for sentence in said_in(language))
    return {word for each in said for word in WORD.findall(each.lower())}


def said_in(language: str) -> Iterator[str]:
    """The sentences of a language, without the names of keys."""
    for message in entries(language).values():
        for sentence in sentences(message):
            yield re.sub(r"\{[^}]*\}", " ", sentence)


def strangers(language: str) -> set[str]:
    """The words of the other language that this one and its checklists lack."""
    other = next(each for each in LANGUAGES if each != language)
    files = (tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "models" / "checklists").glob("*.toml"))
    known = {word for file in files for text in spoken(language, file) for word in WORD.findall(text.lower())}
    return words_of(other) - words_of(language) - known - OF_THE_TESTS


def left(ani: Verifier, foreign: set[str]) -> list[str]:
    """What stands on the screen that should not."""
    if type(ani.app.screen).__name__ in OF_OTHERS:
        return []
    text = NAME.sub(lambda found: found[0] if KEPT.fullmatch(found[0]) else " ", ani.screen)
    return sorted(foreign.intersection(WORD.findall(text.lower()))) + KEPT.findall(text)


async def test_nothing_of_the_other_language_is_left_on_any_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    filled(tmp_path / "profile", TYPED)
    foreign, seen = {language: strangers(language) for language in LANGUAGES}, dict[str, list[str]]()
    async with at_work(tmp_path / "profile", size=(200, 50)) as ani:
        await ani.press("ctrl+c")
        ani.sees("Ctrl+C tidak menutup program")
        # Textual's own notices speak English.
        assert not list(ani.app._notifications)
        async for where in walked(ani, TYPED.split()[0]):
            seen[f"{where}, as it came"] = left(ani, foreign[ani.app.words.language])
            if isinstance(ani.app.screen, HouseScreen):
                ani.app.choose_language(next(each for each in LANGUAGES if each != ani.app.words.language))
                await ani.settle()
                seen[f"{where}, changed to {ani.app.words.language}"] = left(ani, foreign[ani.app.words.language])
    assert {where: found for where, found in seen.items() if found} == {}
