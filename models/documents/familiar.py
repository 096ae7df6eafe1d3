"""Files of verifications read by what is familiar of them: tables, phrases and items that stood in an earlier one word for word.

Nothing is understood otherwise than by `toml.parsed` and its model: what was read once by these is put in its place again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from models.documents import toml
from models.documents.pieces import LINE, Declined, Pieces
from models.documents.verified import AreaResult, Bilingual, FactResult, ItemResult, ReasonResult, Verified, bilingual
from models.text import holds_refused

V = TypeVar("V", bound=Verified)
M = TypeVar("M", bound=BaseModel)

_BEGINS: Final = b'format = "verifier"\nkind = "%s"\nmajor = 1\n'
_NOTE: Final = '\nnote = "'
_NEXT: Final = "\n\n["
_LONGEST_NOTE: Final = 20_000
_MOST: Final = 1_500
"""Most tables of a name that are remembered: each level of the items of five checklists."""
_OF_ONE: Final = 16
"""Most that are remembered of what may follow one and the same table."""
_SHORT: Final = 20_000
_LONGEST: Final = 1_000_000
_A_LINE: Final = 1_000
"""Most bytes of a file, and what each line may add to them: no file of ours is longer, and one that is would be read twice."""


def read(body: bytes, kind: str, model: type[V]) -> V | None:
    """The file of a kind that `body` holds; None where it is of another form than this program writes, or does not hold.

    Whoever is given None reads it as any other file, and says what is wrong with it.
    """
    if not body.startswith(_BEGINS % kind.encode()) or not toml.is_short(body) or _is_of_long_lines(body):
        return None
    try:
        raw, parts = _tables(body.decode("utf-8"))
        # These were looked at when they were read first; only the rest is looked at anew.
        document = model.model_validate({**raw, **dict.fromkeys(parts, _NONE)})
    except (Declined, UnicodeDecodeError, ValidationError):
        return None
    return document.model_copy(update=parts)


def _is_of_long_lines(body: bytes) -> bool:
    return len(body) > _LONGEST and len(body) > _LONGEST + _A_LINE * body.count(b"\n")


def _tables(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a text says but for its items and facts, and these."""
    if not text.endswith("\n"):
        raise Declined
    text = text[:-1]
    found: dict[str, Mapping[str, Any]] = {}
    for run in _RUNS:
        begin = text.find(run.begins)
        if begin >= 0:
            found[run.name], end = run.read(text, begin)
            text = text[:begin] + text[end:]
    raw = PIECES.read(text)
    for name in found.keys() - _PARTS:
        *above, last = name.split(".")
        table: Any = raw
        for each in above:
            table = table.get(each)
            if type(table) is not dict:
                raise Declined
        if last in table:
            raise Declined
        table[last] = found[name]
    parts = {name: found[name] for name in _PARTS & found.keys()}
    if raw.keys() & parts.keys():
        raise Declined
    return raw, parts


class _Known(NamedTuple, Generic[M]):
    """A table with those within it, by its text: what stands before its note and after it, all of it where it has none."""

    before: str
    after: str
    within: str
    """What the heading of a table within it begins with."""
    code: str
    made: M


@dataclass(slots=True)
class _Run(Generic[M]):
    """Reads the tables of a name that stand one behind another, each at once by the text that stood there in an earlier document."""

    name: str
    model: type[M]
    first: str = ""
    """The table within each that stands first, where each holds nothing but tables."""
    begins: str = field(init=False)
    _heading: re.Pattern[str] = field(init=False)
    _known: dict[str, list[_Known[M]]] = field(default_factory=dict)
    """What stood behind each of them, by its code; what stood there last comes first."""
    _count: int = 0

    def __post_init__(self) -> None:
        self.begins = f"{_NEXT}{self.name}."
        self._heading = re.compile(rf"{re.escape(self.begins)}([A-Za-z0-9][A-Za-z0-9_-]{{0,79}}){re.escape(self.first)}\]\n")

    def read(self, text: str, at: int) -> tuple[dict[str, M], int]:
        """The tables that stand from a place on by their codes, and where they end."""
        found: dict[str, M] = {}
        last = ""
        while text.startswith(self.begins, at):
            last, made, at = self._remembered(text, at, last) or self._anew(text, at, last)
            if last in found:
                raise Declined
            found[last] = made
        return found, at

    def _remembered(self, text: str, at: int, last: str) -> tuple[str, M, int] | None:
        """The next table where it is familiar."""
        known = self._known.get(last, ())
        for place, (before, after, within, code, made) in enumerate(known):
            if not text.startswith(before, at):
                continue
            end, found = at + len(before), made
            if after:
                begin, end = end, text.find("\n", end + 1)
                if not text.startswith(_NOTE, begin) or not text.startswith(after, end) or not LINE.fullmatch(text, begin + 1, end):
                    continue
                found, end = _noted(made, text[begin + 1 : end]), end + len(after)
            # What is longer is another one that begins with the same words.
            if end == len(text) or (text.startswith(_NEXT, end) and not text.startswith(within, end)):
                if place:
                    self._known[last].insert(0, self._known[last].pop(place))
                return code, found, end
        return None

    def _anew(self, text: str, at: int, last: str) -> tuple[str, M, int]:
        """The next table, which is remembered from now on."""
        heading = self._heading.match(text, at)
        if heading is None:
            raise Declined
        code, end = heading[1], at
        within = f"{self.begins}{code}."
        while end < len(text) and (end == at or text.startswith(within, end)):
            end = text.find(_NEXT, end + 1)
            end = len(text) if end < 0 else end
        before, note, after = _parted(text[at:end]) if self.model is ItemResult else (text[at:end], "", "")
        made = self._read(code, before + after)
        self._remember(last, _Known(before, after, within, code, made))
        return code, _noted(made, note) if note else made, end

    def _read(self, code: str, block: str) -> M:
        raw: Any = PIECES.read(block.removeprefix("\n\n"))
        for name in (*self.name.split("."), code):
            if raw.keys() != {name}:
                raise Declined
            raw = raw[name]
        return self.model.model_validate(raw)

    def _remember(self, last: str, known: _Known[M]) -> None:
        if len(known.before) + len(known.after) > _SHORT:
            return
        if self._count >= _MOST:
            self._known.clear()
            self._count = 0
        those = self._known.setdefault(last, [])
        those.insert(0, known)
        self._count += 1
        if len(those) > _OF_ONE:
            those.pop()
            self._count -= 1


def _parted(block: str) -> tuple[str, str, str]:
    """What stands before the note of an item, that line, and what stands after it; all of it before none."""
    begin = block.find(_NOTE)
    if not 0 <= begin < block.find(_NEXT, 1):
        return block, "", ""
    end = block.find("\n", begin + 1)
    line = block[begin + 1 : end]
    if not LINE.fullmatch(line) or not _is_plain(block[block.index("\n", 2) + 1 : begin]):
        return block, "", ""
    return block[:begin], line, block[end:]


def _noted(item: M, line: str) -> M:
    """An item with the note that a line gives it."""
    found = LINE.fullmatch(line)
    note = found[2] if found else None
    if note is None or "note" in item.model_fields_set or len(note) > _LONGEST_NOTE or holds_refused(note):
        raise Declined
    return item.model_copy(update={"note": note})


@lru_cache(maxsize=4 * _MOST)
def _is_plain(text: str) -> bool:
    """Whether a text is whole without what comes behind it: no list and no text of several lines goes on there."""
    return all(map(LINE.fullmatch, text.split("\n")))


def _phrase(values: Mapping[str, Any]) -> Bilingual | None:
    """The phrase that a table is, None where it is something else."""
    return (
        bilingual(values["id"], values["en"])
        if values.keys() == {"id", "en"} and all(isinstance(each, str) for each in values.values())
        else None
    )


_NONE: Final[Mapping[str, Any]] = {}
PIECES: Final = Pieces(_phrase)
"""Reads tables of these files; a phrase is the same one everywhere."""
_RUNS: Final[tuple[_Run[Any], ...]] = (
    _Run("items", ItemResult),
    _Run("facts", FactResult, ".text"),
    _Run("areas", AreaResult),
    _Run("recommendation.missing", ReasonResult),
)
_PARTS: Final = frozenset({"items", "facts"})
"""What no other part of a document has to agree with."""
