"""Files of verifications read by what is familiar of them: tables, phrases and items that stood in an earlier one word for word.

Nothing is understood otherwise than by `toml.parsed` and its model: what was read once by these is put in its place again.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from models.documents import toml
from models.documents.pieces import LINE, Declined, Pieces
from models.documents.verified import Bilingual, ItemResult, Verified, bilingual
from models.text import holds_refused

V = TypeVar("V", bound=Verified)

_BEGINS: Final = b'format = "verifier"\nkind = "%s"\nmajor = 1\n'
_FIRST: Final = "\n\n[items."
_ITEM: Final = re.compile(r"\n\n\[items\.([A-Za-z0-9_-]+)\]\n")
_NOTE: Final = '\nnote = "'
_LONGEST_NOTE: Final = 20_000
_MOST: Final = 1_500
"""Most items of a generation that are remembered: each level of those of five checklists."""
_SHORT: Final = 20_000
_Key = tuple[str, str, str]


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
    text = text[:-1]
    begin = text.find(_FIRST)
    if begin < 0:
        return _PIECES.read(text)
    end = text.find("\n\n[", text.rfind(_FIRST) + len(_FIRST))
    end = len(text) if end < 0 else end
    before, *blocks = _ITEM.split(text[begin:end])
    raw = _PIECES.read(text[:begin] + text[end:])
    codes = blocks[::2]
    if before or "items" in raw or len(set(codes)) < len(codes):
        raise Declined
    raw["items"] = {code: _ITEMS.read(code, block) for code, block in zip(codes, blocks[1::2], strict=True)}
    return raw


class _Items:
    """Reads items by their text, and remembers them without their note."""

    def __init__(self) -> None:
        self._new: dict[_Key, ItemResult] = {}
        self._old: dict[_Key, ItemResult] = {}

    def read(self, code: str, block: str) -> ItemResult:
        """The item of a code with what stands behind its heading."""
        begin = block.find(_NOTE)
        if not 0 <= begin < block.find("\n\n"):
            return self._without_note((code, block, ""))
        end = block.find("\n", begin + 1)
        line = LINE.fullmatch(block, begin + 1, end)
        # What stands before it has to be whole without it: no text of several lines, and no list.
        if line is None or not all(map(LINE.fullmatch, block[:begin].split("\n"))):
            return self._without_note((code, block, ""))
        item, note = self._without_note((code, block[:begin], block[end:])), line[2]
        if "note" in item.model_fields_set or len(note) > _LONGEST_NOTE or holds_refused(note):
            raise Declined
        return item.model_copy(update={"note": note})

    def _without_note(self, key: _Key) -> ItemResult:
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key) or _item(*key)
            if sum(map(len, key)) <= _SHORT:
                if len(self._new) >= _MOST:
                    self._old, self._new = self._new, {}
                self._new[key] = found
        return found


def _item(code: str, before: str, after: str) -> ItemResult:
    raw = _PIECES.read(f"[items.{code}]\n{before}{after}")
    if raw.keys() != {"items"} or raw["items"].keys() != {code}:
        raise Declined
    return ItemResult.model_validate(raw["items"][code])


def _phrase(values: Mapping[str, Any]) -> Bilingual | None:
    """The phrase that a table is, None where it is something else."""
    return (
        bilingual(values["id"], values["en"])
        if values.keys() == {"id", "en"} and all(isinstance(each, str) for each in values.values())
        else None
    )


_PIECES: Final = Pieces(_phrase)
_ITEMS: Final = _Items()
