"""Files of verifications read by what is familiar of them: tables, phrases and items that stood in an earlier one word for word.

Nothing is understood otherwise than by `toml.parsed` and its model: what was read once by these is put in its place again.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from models.documents import toml
from models.documents.pieces import LINE, Declined, Pieces
from models.documents.verified import Bilingual, FactResult, ItemResult, Verified, bilingual
from models.text import holds_refused

V = TypeVar("V", bound=Verified)
M = TypeVar("M", bound=BaseModel)

_BEGINS: Final = b'format = "verifier"\nkind = "%s"\nmajor = 1\n'
_ITEM: Final = re.compile(r"\n\n\[items\.([A-Za-z0-9_-]+)\]\n")
_FACT: Final = re.compile(r"\n\n\[facts\.([A-Za-z0-9_-]+)\.text\]\n")
_NOTE: Final = '\nnote = "'
_LONGEST_NOTE: Final = 20_000
_MOST: Final = 1_500
"""Most items of a generation that are remembered: each level of those of five checklists."""
_SHORT: Final = 20_000
_Key = tuple[str, ...]


def read(body: bytes, kind: str, model: type[V]) -> V | None:
    """The file of a kind that `body` holds; None where it is of another form than this program writes, or does not hold.

    Whoever is given None reads it as any other file, and says what is wrong with it.
    """
    if not body.startswith(_BEGINS % kind.encode()) or not toml.is_short(body):
        return None
    try:
        return model.model_validate(_tables(body.decode("utf-8")))
    except (Declined, UnicodeDecodeError, ValidationError):
        return None


def _tables(text: str) -> Mapping[str, Any]:
    if not text.endswith("\n"):
        raise Declined
    text, items = _taken_out(text[:-1], "items", _ITEM)
    text, facts = _taken_out(text, "facts", _FACT)
    raw = _PIECES.read(text)
    for name, found, read_ in (("items", items, _item), ("facts", facts, _fact)):
        if found:
            if name in raw:
                raise Declined
            raw[name] = {code: read_(code, block) for code, block in found.items()}
    return raw


def _taken_out(text: str, name: str, heading: re.Pattern[str]) -> tuple[str, dict[str, str]]:
    """A text without its tables within the one of a name, and what stands behind each heading of these by its code."""
    first = f"\n\n[{name}."
    begin = text.find(first)
    if begin < 0:
        return text, {}
    end = text.find("\n\n[", text.rfind(first) + len(first))
    end = len(text) if end < 0 else end
    before, *parts = heading.split(text[begin:end])
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    if before or 2 * len(found) < len(parts):
        raise Declined
    return text[:begin] + text[end:], found


class _Remembered(Generic[M]):
    """Reads what stands within one table by its text, and remembers it."""

    def __init__(self, model: type[M], name: str, heading: str) -> None:
        self._model, self._name, self._heading = model, name, heading
        self._new: dict[_Key, M] = {}
        self._old: dict[_Key, M] = {}

    def read(self, *key: str) -> M:
        """What a code stands for, with what stands behind its heading in one or more pieces."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key) or self._read(*key)
            if sum(map(len, key)) <= _SHORT:
                if len(self._new) >= _MOST:
                    self._old, self._new = self._new, {}
                self._new[key] = found
        return found

    def _read(self, code: str, *text: str) -> M:
        raw = _PIECES.read(self._heading % code + "".join(text))
        if raw.keys() != {self._name} or raw[self._name].keys() != {code}:
            raise Declined
        return self._model.model_validate(raw[self._name][code])


def _fact(code: str, block: str) -> FactResult:
    return _FACTS.read(code, block)


def _item(code: str, block: str) -> ItemResult:
    """An item, which is remembered without its note."""
    begin = block.find(_NOTE)
    if not 0 <= begin < block.find("\n\n"):
        return _ITEMS.read(code, block)
    end = block.find("\n", begin + 1)
    line = LINE.fullmatch(block, begin + 1, end)
    if line is None or not _is_plain(block[:begin]):
        return _ITEMS.read(code, block)
    item, note = _ITEMS.read(code, block[:begin], block[end:]), line[2]
    if "note" in item.model_fields_set or len(note) > _LONGEST_NOTE or holds_refused(note):
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


_PIECES: Final = Pieces(_phrase)
_ITEMS: Final = _Remembered(ItemResult, "items", "[items.%s]\n")
_FACTS: Final = _Remembered(FactResult, "facts", "[facts.%s.text]\n")
