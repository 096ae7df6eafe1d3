"""The answers of evaluators' sheets: kinds of answers with their scale and grades, and the sentence of each grade within a cell."""

import re
from collections.abc import Mapping
from typing import Final

from models.rules.checklist import Scale
from models.words import both

_GRADE: Final = re.compile(r"\s*(?:\(?([A-Ea-e])\s*[.):=-]|(ya|tidak|sebagian|yes|no)\b)\s*\S?.*", re.IGNORECASE)
ANSWERS: Final[Mapping[str, tuple[Scale, tuple[str, ...]]]] = {
    "yatidak": (Scale.YES_NO, ("ya", "tidak")),
    "yt": (Scale.YES_NO, ("ya", "tidak")),
    "yasebagiantidak": (Scale.YES_PARTLY_NO, ("ya", "sebagian", "tidak")),
    "abc": (Scale.YES_PARTLY_NO, ("a", "b", "c")),
    "abcde": (Scale.LEVEL, ("a", "b", "c", "d", "e")),
    "ac": (Scale.YES_PARTLY_NO, ("a", "b", "c")),
    "ae": (Scale.LEVEL, ("a", "b", "c", "d", "e")),
}
"""Kinds of answers, folded, with their scale and grades, the best first."""
_TITLE: Final = 80


def sentences(text: str, grades: tuple[str, ...]) -> tuple[str, Mapping[str, str]]:
    """What is said before any grade, and the sentence of each grade with what follows it."""
    before: list[str] = []
    found: dict[str, list[str]] = {}
    into = before
    for line in text.splitlines():
        match = _GRADE.fullmatch(line)
        grade = {"yes": "ya", "no": "tidak"}.get(said := (match[1] or match[2]).lower(), said) if match else ""
        if grade in grades and grade not in found:
            into = found[grade] = []
        into.append(line.strip())
    return "\n".join(before).strip(), {grade: "\n".join(lines).strip() for grade, lines in found.items()}


def short(text: str) -> str:
    """`text` in one line that is cut behind a word, as a title."""
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else f"{line[:_TITLE].rpartition(' ')[0] or line[:_TITLE]} …"


def twice(text: str) -> dict[str, str]:
    """`text` for both languages, where a sheet has one."""
    return {"id": text, "en": text}


def sentence(key: str) -> dict[str, str]:
    """The sentence `key` of the catalogue, as checklist files hold it."""
    phrase = both(key)
    return {"id": phrase.id, "en": phrase.en}
