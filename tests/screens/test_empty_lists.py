"""Lists in which there is nothing say what to do next."""

import re
from typing import Final

import pytest

from models.words import LANGUAGES
from tests.conftest import ROOT
from tests.sources import entries

pytestmark = pytest.mark.slow

_SAID: Final = re.compile(r"\.empty = (.+)")
_KEY: Final = re.compile(r'"([a-z_]+(?:\.[a-z_]+)+)(\.\{[^"]+)?"')
TYPED: Final = {"agencies.none", "search.nothing", "arrivals.reading", "refusal.forks.none"}
"""Where one types less, waits, or is told in words."""


def _keys() -> set[str]:
    """The sentences of all empty lists."""
    known = entries(LANGUAGES[0])
    said = [match for path in (ROOT / "screens").glob("*.py") for match in _SAID.findall(path.read_text("utf-8"))]
    found = {pair for text in said for pair in _KEY.findall(text)}
    return {key for key, rest in found if not rest} | {each for key, rest in found if rest for each in known if each.startswith(f"{key}.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_names_the_key_that_helps(language: str) -> None:
    assert len(_keys()) > 25
    said = {key: str(entries(language)[key].string) for key in _keys() - TYPED}
    assert {key: text for key, text in said.items() if "{press[" not in text} == {}
