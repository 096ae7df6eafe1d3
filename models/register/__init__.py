"""The shipped register of agencies (CSV), from public facts; its notice is beside it."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from models.text import Phrase, folded

TYPES = ("kementerian", "lpnk", "lns", "lembaga_negara", "provinsi", "kabupaten", "kota")
"""The seven types of agencies, in the order they are listed."""
_ENGLISH: Final = "_en"
"""Ends the names of the columns that hold a text in English."""


def agencies() -> Iterator[dict[str, str]]:
    """The rows of the register: code, name, short_name, type, province_code, valid_from, valid_to, predecessor."""
    return _rows("agencies.csv")


def rows() -> Iterator[dict[str, str]]:
    """The same as they stand in a profile, with the form in which each is looked for."""
    for row in agencies():
        yield {**row, "search": search_text(row["name"], row["short_name"], row["code"])}


def stated() -> Iterator[dict[str, str]]:
    """The figures others stated, in Indonesian: day, figure, measure, type, year, value, unit, source, note."""
    for row in _rows("stated.csv"):
        yield {name: text for name, text in row.items() if not name.endswith(_ENGLISH)}


@cache
def stated_texts() -> Mapping[tuple[str, str], Mapping[str, Phrase]]:
    """What of `stated` has an English form: of each day and figure, by the Indonesian text."""
    return {
        (row["day"], row["figure"]): {
            text: Phrase(text, row[f"{name}{_ENGLISH}"]) for name, text in row.items() if f"{name}{_ENGLISH}" in row
        }
        for row in _rows("stated.csv")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def search_text(name: str, short_name: str, code: str) -> str:
    """The form in which an agency is looked for by name, short name and code."""
    return folded(f"{name} {short_name} {code}")
