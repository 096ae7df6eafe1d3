"""Sentences for people: `Words(language)` finds them by dotted id in the gettext catalogues beside this file.

Both catalogues (`id.po`, `en.po`) are complete; the build hook compiles them. Numbers and dates are written the way of the language.
A sentence names the key of a command as `{press[sheet.note]}`, so that it stays right where the user gave that command another key.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import PurePath
from typing import Final

from models import moments
from models.catalogue import LANGUAGES as LANGUAGES
from models.catalogue import of_language
from models.causes import Cause
from models.errors import Fault, Refusal
from models.text import Phrase, cut, harmless

_PRESS: Final = "{press["
_AMOUNTS: Final = {
    *("count", "of", "total", "answered", "items", "entries", "lines", "days", "sent", "received"),
    *("size", "kilobytes", "free", "needed", "missing", "limit", "flushed", "unflushed", "median", "target", "milliseconds"),
}
"""What sentences call that which is counted or measured, unlike the number of a row or a year."""
_LONGEST: Final = 1_000
"""Most characters of what somebody wrote, as a sentence tells why it is refused."""


class _Unnamed(dict[str, str]):
    """The keys of commands where there are none to press: they are called by their ids."""

    def __missing__(self, id_: str) -> str:
        return id_


class Words:
    """The sentences of one language; calling it with an id and fields gives the sentence, an unknown id gives the id."""

    def __init__(self, language: str, zone: Callable[[datetime], datetime] = datetime.astimezone) -> None:
        self.language = language
        """"id" or "en"."""
        self.press: Mapping[str, str] = _Unnamed()
        """How the key of each command is named; only screens have any."""
        self._zone = zone
        self._catalogue = of_language(language)

    def __call__(self, key: str, /, **fields: object) -> str:
        """The sentence `key` with its fields filled in."""
        return self._filled(self._catalogue.gettext(key), fields)

    @property
    def gettext(self) -> Callable[[str], str]:
        """The catalogue's own look-up, for libraries that ask gettext."""
        return self._catalogue.gettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        """The same for a sentence with a number."""
        return self._catalogue.ngettext

    def count(self, key: str, count: int, /, **fields: object) -> str:
        """The sentence `key` in the form that fits `count`, which it may use as `{count}`."""
        return self._filled(self._catalogue.ngettext(key, key, count), {"count": count, **fields})

    def of(self, phrase: Phrase) -> str:
        """A checklist's phrase in this language."""
        return phrase.within(self.language)

    def refusal(self, refusal: Refusal) -> str:
        """The sentence of a refusal: place, cause and remedy."""
        return self(f"refusal.{refusal.code}", **{name: self._told(name, value) for name, value in refusal.fields.items()})

    def _told(self, name: str, value: object) -> object:
        match name:
            case "label":
                return self.called(value)
            case "state":
                return self(f"state.{value}")
            case "stage":
                return self(f"state.next.{value}")
            case "role":
                return self(f"role.{value}")
            case "roles" if isinstance(value, tuple):
                return ", ".join(self(f"role.{role}") for role in value) or "-"
            case "status":
                return self(f"team.status.{value}")
            case "purpose" | "made_for":
                return self._purpose(str(value))
            case _:
                return self._shown(value)

    def _purpose(self, namespace: str) -> str:
        """What a signature is made for: the kind of document by its name, else the namespace as it is."""
        kind, _, domain = namespace.partition("@")
        named = self(f"purpose.{kind}")
        return namespace if domain != "verifier" or named == f"purpose.{kind}" else named

    def called(self, label: object) -> str:
        """What a field is called: a checklist's phrase, or the sentence that `label` names in the catalogue."""
        return self.of(label) if isinstance(label, Phrase) else self(str(label))

    def fault(self, fault: Fault) -> str:
        """One fault of a file: its place and what is wrong there."""
        fields = {name: self._shown(value) for name, value in fault.fields.items()}
        return f"{self._shown(fault.place) or '-'}: {self(f'fault.{fault.code}', **fields)}"

    def _shown(self, value: object) -> object:
        if isinstance(value, Phrase):
            return self.of(value)
        if isinstance(value, Cause):
            return self(f"cause.{value.code}", **value.fields)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, tuple):
            return "\n".join(self.fault(part) if isinstance(part, Fault) else harmless(str(part)) for part in value)
        # Names of files and what stands in them are other people's: a half of a pair could not even be kept, and a cell may hold megabytes.
        if isinstance(value, str):
            return harmless(cut(value, _LONGEST))
        return harmless(str(value)) if isinstance(value, PurePath) else value

    def number(self, value: Fraction | int, places: int = 2, *, up: bool = False) -> str:
        """`value` cut to `places` decimals: `74,99` in Indonesian, `74.99` in English.

        Cut, so that a score just under a threshold never reads as the threshold; a shortfall is written `up` for the same reason.
        """
        scaled = abs(value) * 10**places
        whole, rest = divmod(-(-scaled // 1) if up else scaled // 1, 10**places)
        group, point = (",", ".") if self.language == "en" else (".", ",")
        grouped = f"{int(whole):,}".replace(",", group)
        decimals = f"{point}{int(rest):0{places}}" if places else ""
        return f"{'-' if value < 0 else ''}{grouped}{decimals}"

    def amount(self, value: Fraction | int) -> str:
        """What was counted, whole where it is whole, else as `number` cuts it."""
        return self.number(value, 0 if Fraction(value).denominator == 1 else 2)

    def date(self, day: date) -> str:
        """`day` with the month's name: `9 Mei 2023`, `9 May 2023`."""
        return f"{day.day} {self(f'month.{day.month}')} {day.year}"

    def day(self, stored: str) -> str:
        """A day that is kept as `2023-05-09`, as it is read; what is no day as it is."""
        try:
            return self.date(date.fromisoformat(stored))
        except ValueError:
            return harmless(stored)

    def moment(self, moment: datetime) -> str:
        """`moment` on this laptop's clock: `9 Mei 2023 14.05`, `9 May 2023 14:05`."""
        return f"{self.date(self._zone(moment).date())} {self.time(moment)}"

    def kept_moment(self, stored: str) -> str:
        """A moment that is kept as `2023-05-09T07:05:00Z`, as it is read; what is none as it is."""
        try:
            return self.moment(moments.moment(stored))
        except (ValueError, OverflowError):
            return harmless(stored)

    def time(self, moment: datetime) -> str:
        """The hour and minute of `moment` on this laptop's clock: `14.05`, `14:05`."""
        local = self._zone(moment)
        return f"{local.hour:02}{':' if self.language == 'en' else '.'}{local.minute:02}"

    def _filled(self, template: str, fields: dict[str, object]) -> str:
        if not fields and _PRESS not in template:
            return template
        grouped = {name: self.number(value, 0) for name, value in fields.items() if type(value) is int and name in _AMOUNTS}
        return template.format(press=self.press, **{**fields, **grouped})


@cache
def in_both() -> tuple[Words, Words]:
    """The sentences of Indonesian and of English."""
    return Words("id"), Words("en")


def both(key: str, /, **fields: object) -> Phrase:
    """The sentence `key` in both languages."""
    return Phrase(*(words(key, **fields) for words in in_both()))
