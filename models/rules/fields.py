"""Strict reading of a parsed file: each field is taken once with its kind.

What is wrong becomes a fault with its place, and reading goes on.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from models.codes import FORM
from models.errors import Fault
from models.moments import day
from models.text import NOTE_LIMIT, Phrase, holds_refused

_CODE: Final = re.compile(FORM)


class Fields:
    """The fields of one table at `place`; every reader returns a usable value even where it notes a fault."""

    def __init__(self, place: str, raw: Mapping[str, object], faults: list[Fault]) -> None:
        self._place, self._raw, self._faults = place, raw, faults
        self._taken: set[str] = set()

    def fault(self, code: str, key: str = "", **fields: object) -> None:
        """Note that the field `key` (or the table itself) is wrong."""
        self._faults.append(Fault(".".join(part for part in (self._place, key) if part), code, fields))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the table, in the order of the file."""
        return tuple(self._raw)

    def codes(self) -> Iterator[str]:
        """The keys; one that cannot stand as a code in documents is noted."""
        for name in self._raw:
            if name.isprintable() and not _CODE.fullmatch(name):
                self.fault("code_form", name)
            yield name

    def has(self, key: str) -> bool:
        """Whether the field is there."""
        return key in self._raw

    def take(self, key: str) -> object:
        """The raw value of a field, or None."""
        self._taken.add(key)
        return self._raw.get(key)

    def finish(self) -> None:
        """Note every field that nobody took as unknown, and every key that a terminal could not show."""
        for key in self._raw:
            if not key.isprintable():
                self.fault("control", key)
            elif key not in self._taken:
                self.fault("unknown_key", key)

    def text(self, key: str, *, optional: bool = False) -> str:
        """A text of at least one character."""
        value = self.take(key)
        if value is None and optional:
            return ""
        if not isinstance(value, str):
            self._wrong(key, value, "text")
            return ""
        if not value.strip():
            self.fault("empty", key)
        if holds_refused(value):
            self.fault("control", key)
        if len(value) > NOTE_LIMIT:
            self.fault("too_long", key, limit=NOTE_LIMIT)
        return value

    def code(self, key: str) -> str:
        """A text that can stand as a code in documents."""
        value = self.text(key)
        if value and not _CODE.fullmatch(value):
            self.fault("code_form", key)
        return value

    def day(self, key: str, *, optional: bool = False) -> str:
        """A date written as `2023-05-09`."""
        value = self.text(key, optional=optional)
        if value and (len(value) != 10 or (found := day(value)) is None or found.isoformat() != value):
            self.fault("date", key, value=value)
        return value

    def whole(self, key: str, least: int, most: int, *, default: int | None = None) -> int:
        """A whole number between `least` and `most`."""
        value = self.take(key) if default is None or self.has(key) else default
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong(key, value, "number")
            return least
        if not least <= value <= most:
            self.fault("range", key, value=value, least=least, most=most)
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, not empty."""
        value = self.take(key)
        if not isinstance(value, list) or not all(isinstance(part, int) and not isinstance(part, bool) for part in value):
            self._wrong(key, value, "list")
            return ()
        if not value:
            self.fault("empty", key)
        return tuple(value)

    def flag(self, key: str) -> bool:
        """A true or false, false when it is not there."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, value, "flag")
        return value is True

    def choice(self, key: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        """One of `choices`."""
        if default is not None and not self.has(key):
            return default
        value = self.text(key)
        if value in choices:
            return value
        if value:
            self.fault("choice", key, value=value, choices=", ".join(choices))
        return choices[0]

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts, not empty unless `optional`."""
        value = self.take(key)
        if value is None and optional:
            return ()
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self._wrong(key, value, "list")
            return ()
        if (not value and not optional) or not all(part.strip() for part in value):
            self.fault("empty", key)
        if any(map(holds_refused, value)):
            self.fault("control", key)
        return tuple(value)

    def phrase(self, key: str) -> Phrase:
        """A sentence in both languages."""
        return self.table(key).as_phrase()

    def as_phrase(self) -> Phrase:
        """The table itself as a sentence in both languages."""
        phrase = Phrase(self.text("id"), self.text("en"))
        self.finish()
        return phrase

    def phrases(self, key: str) -> tuple[Phrase, ...]:
        """A list of sentences in both languages; empty when it is not there."""
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self._wrong(key, value, "list")
            return ()
        tables = [Fields(f"{self._place}.{key}", part, self._faults) for part in value]
        return tuple(table.as_phrase() for table in tables)

    def table(self, key: str, *, optional: bool = False) -> "Fields":
        """The table under `key`; an empty one (and a fault) when it is none."""
        value = self.take(key)
        place = ".".join(part for part in (self._place, key) if part)
        if isinstance(value, dict):
            return Fields(place, value, self._faults)
        if value is None and optional:
            return Fields(place, {}, self._faults)
        self._wrong(key, value, "table")
        return Fields(place, {}, [])

    def tables(self, key: str, *, optional: bool = False, any_key: bool = False) -> Iterator[tuple[str, "Fields"]]:
        """The tables under `key`, by their keys; `any_key` where the caller looks at those itself."""
        group = self.table(key, optional=optional)
        for name in group.keys if any_key else group.codes():
            yield name, group.table(name)
        group.finish()
        if self._raw.get(key) == {}:
            self.fault("empty", key)

    def _wrong(self, key: str, value: object, expected: str) -> None:
        if value is None:
            self.fault("missing", key)
        else:
            self.fault(f"expected_{expected}", key)
