"""What tests read of the program itself: its sources and its catalogues."""

import ast
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.conftest import ROOT

SOURCES: Final = sorted(path for part in ("models", "screens", "tui") for path in (ROOT / part).rglob("*.py"))
TESTS: Final = sorted((ROOT / "tests").rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A source as Python reads it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in it."""
    return tuple(ast.walk(tree(path)))


def relative(path: Path) -> str:
    """A path as it is named."""
    return path.relative_to(ROOT).as_posix()


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is written."""
    with (ROOT / "models" / "words" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def entries(language: str) -> dict[str, Message]:
    """The entries of a catalogue by their ids."""
    return {(message.id if isinstance(message.id, str) else message.id[0]): message for message in catalogue(language) if message.id}


def sentences(message: Message) -> tuple[str, ...]:
    """The forms of an entry."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def fields(sentence: str) -> frozenset[str]:
    """The names in braces in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
