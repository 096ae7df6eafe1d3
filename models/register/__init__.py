"""The shipped register of agencies (CSV), from public facts; its notice is beside it."""

import csv
from collections.abc import Iterator
from importlib.resources import files

from models.text import folded

TYPES = ("kementerian", "lpnk", "lns", "lembaga_negara", "provinsi", "kabupaten", "kota")
"""The seven types of agencies, in the order they are listed."""


def agencies() -> Iterator[dict[str, str]]:
    """The rows of the register: code, name, short_name, type, province_code, valid_from, valid_to, predecessor."""
    text = files(__name__).joinpath("agencies.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def stated() -> Iterator[dict[str, str]]:
    """The figures others stated: day, figure, measure, type, year, value, unit, source, note."""
    text = files(__name__).joinpath("stated.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def search_text(name: str, short_name: str, code: str) -> str:
    """The form in which an agency is looked for by name, short name and code."""
    return folded(f"{name} {short_name} {code}")
