"""The words of the field: one name for each thing, and Indonesian that is formal and spelt as its dictionary has it."""

import re
from collections.abc import Iterator

import pytest

from tests.glossary import ENGLISH, FORMAL, GLOSSARY, LEFT, OF_MACHINES, SPELT
from tests.sources import entries, sentences


def said(language: str) -> Iterator[tuple[str, str]]:
    """The sentences of a language, without what is there for machines."""
    for key, message in entries(language).items():
        for sentence in sentences(message):
            yield key, OF_MACHINES.sub(" ", sentence)


def found(pattern: str, language: str) -> list[str]:
    """The sentences that hold one of the words, without its endings."""
    sought = re.compile(rf"\b(?:{pattern})\b" if not pattern.startswith(r"\b") else pattern, re.IGNORECASE)
    return [f"{key}: {sought.findall(sentence)}" for key, sentence in said(language) if not LEFT.match(key) and sought.search(sentence)]


@pytest.mark.parametrize("term", GLOSSARY)
def test_a_thing_of_the_field_has_one_name(term: str) -> None:
    assert found(GLOSSARY[term], "id") == []


@pytest.mark.parametrize("term", ENGLISH)
def test_it_has_one_in_english_too(term: str) -> None:
    assert found(ENGLISH[term], "en") == []


def test_indonesian_is_formal() -> None:
    assert found(FORMAL, "id") == []


def test_indonesian_is_spelt_as_the_dictionary_has_it() -> None:
    assert found(SPELT, "id") == []
