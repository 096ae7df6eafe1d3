"""A list of agencies as a table: its rows read strictly, every fault with row and column, and compared with the register."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from models import register
from models.errors import Fault, Refusal
from models.formats import titles
from models.formats.damage import is_damaged
from models.formats.tables import Headed, Record, Table, headed
from models.moments import day
from models.previews import AgencyChange, AgencyPreview, Changed, Doubtful
from models.rules.alike import alike, foreign
from models.text import Phrase, composed, folded, line
from models.words import Words, both

COLUMNS: Final = ("code", "name", "short_name", "type", "province_code", "valid_from", "valid_to", "predecessor")
"""The columns of the register, as in its shipped file."""
_MORE: Final = {
    "code": ("kode instansi", "agency code"),
    "name": ("nama instansi", "agency name"),
    "type": ("jenis instansi", "agency type"),
}
"""What lists of agencies call a column besides."""
_DATES: Final = ("valid_from", "valid_to")
_CODE_LIMIT: Final = 80
_CUT: Final = re.compile(r"[0-9]{2}\.[0-9]")
"""A regency's code whose last nought was taken for a needless decimal."""


@dataclass(frozen=True, slots=True)
class AgencyList:
    """A list of agencies as it was read."""

    file: str
    table: Headed
    rows: tuple[tuple[Record, Mapping[str, str]], ...]
    """Each row as it stands and as it is understood; what is empty says nothing."""
    faults: tuple[tuple[int, Fault], ...]
    """What is wrong whatever the register holds, each with its row."""
    others: tuple[str, ...] = ()
    """Sheets behind the first that list agencies too, and are not read."""


def read(tables: Sequence[Table], file: str) -> AgencyList:
    """The list in the first of `tables` that has a column of codes; `file` is its name in sentences.

    Raises:
        Refusal: `table.heading` where none has.
    """
    columns = titles.named("column.", COLUMNS, _MORE)
    found = [head for head in (headed(table, columns, ("code",)) for table in tables) if head]
    if not found:
        raise Refusal("table.heading", file=file, column=both("column.code"))
    table, *others = found
    reader = _Reader(table)
    rows = tuple((record, reader.understood(record)) for record in table.records)
    return AgencyList(file, table, rows, tuple(reader.faults), tuple(other.sheet for other in others if other.records))


def compared(listed: AgencyList, here: Mapping[str, Mapping[str, str]]) -> AgencyPreview:
    """What `listed` would change in the register, which holds `here` by code."""
    faults = sorted((*listed.faults, *_faults(listed, here)), key=itemgetter(0))
    changes, same = [], 0
    for _, said in listed.rows:
        known = here.get(said["code"], {})
        values = {key: said[key] or known.get(key, "") for key in COLUMNS}
        values["short_name"] = values["short_name"] or values["name"]
        differing = tuple(_changed(key, known.get(key, ""), value) for key, value in values.items() if value != known.get(key, ""))
        if differing:
            changes.append(AgencyChange(values["code"], values["name"], not known, differing, values))
        else:
            same += 1
    named = {said["code"] for _, said in listed.rows}
    return AgencyPreview(
        file=listed.file,
        changes=tuple(changes),
        same=same,
        kept=tuple(sorted(here.keys() - named)),
        unread=(*listed.table.unknown, *listed.others),
        faults=tuple(fault for _, fault in faults),
        doubtful=tuple(_doubtful(changes, here)),
    )


def doubt(words: Words, each: Doubtful) -> str:
    """Why a name is to be looked at, as it is read; letters of other scripts with their numbers, as they look like Latin ones."""
    letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in each.letters)
    foreign_ = words("registering.foreign", code=each.code, name=each.name, letters=letters) if letters else ""
    if not each.other:
        return foreign_
    told = words("registering.alike", code=each.code, name=each.name, other=each.other, other_name=each.other_name)
    return f"{told} {words('registering.letters', letters=letters)}" if letters else told


def _doubtful(changes: Sequence[AgencyChange], here: Mapping[str, Mapping[str, str]]) -> Iterator[Doubtful]:
    """The new names that are one letter or one sign of another script apart from another agency's, but for one that follows on that."""
    names = {code: known["name"] for code, known in here.items()} | {each.code: each.name for each in changes}
    fresh = {each.code: each.values["predecessor"] for each in changes if each.name != here.get(each.code, {}).get("name")}
    told: set[str] = set()
    for code, other in alike(names, fresh):
        if other not in (code, fresh[code]) and fresh.get(other) != code:
            told |= {code, other}
            yield Doubtful(code, names[code], other, names[other], foreign(names[code]) or foreign(names[other]))
    for code in fresh:
        if code not in told and (letters := foreign(names[code])):
            yield Doubtful(code, names[code], "", "", letters)


def _faults(listed: AgencyList, here: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[int, Fault]]:
    """What is wrong only beside the register: a new agency without name or type, a province that is none, an end before the beginning."""
    provinces = {code for code, known in here.items() if known["type"] == "provinsi"}
    provinces |= {said["code"] for _, said in listed.rows if said["type"] == "provinsi"}
    new = [(record, said) for record, said in listed.rows if said["code"] and said["code"] not in here]
    for key in ("name", "type"):
        if new and key not in listed.table.titles:
            yield 0, Fault(both("place.sheet", sheet=listed.table.sheet), "heading_missing", {"value": both(f"column.{key}")})
    if "type" in listed.table.titles:
        for record in (record for record, _ in new if not record.values["type"].strip()):
            yield record.number, Fault(listed.table.place(record, "type"), "empty")
    for record, said in listed.rows:
        start, end = (said[key] or here.get(said["code"], {}).get(key, "") for key in _DATES)
        if start > end > "" and bool(said["valid_from"]) is not bool(said["valid_to"]):
            key = "valid_to" if said["valid_to"] else "valid_from"
            yield record.number, Fault(listed.table.place(record, key), "period", {"value": end, "start": start})
        if said["province_code"] and said["province_code"] not in provinces:
            place = listed.table.place(record, "province_code")
            yield record.number, Fault(place, "province", {"value": said["province_code"]})


def _changed(key: str, here: str, there: str) -> Changed:
    return Changed(both(f"column.{key}"), _shown(key, here), _shown(key, there))


def _shown(key: str, value: str) -> Phrase | str:
    return both(f"type.{value}") if key == "type" and value else value


def _every_type() -> Phrase:
    shown = [both(f"type.{key}") for key in register.TYPES]
    return Phrase(", ".join(phrase.id for phrase in shown), ", ".join(phrase.en for phrase in shown))


class _Reader:
    """Understands the rows one by one and notes what is wrong."""

    def __init__(self, table: Headed) -> None:
        self._table = table
        self._types = titles.named("type.", register.TYPES)
        self._first: dict[str, Record] = {}
        self.faults: list[tuple[int, Fault]] = [(0, Fault(table.sheet, "heading_twice", {"value": heading})) for heading in table.twice]

    def understood(self, record: Record) -> Mapping[str, str]:
        """The values of a row by column, empty where the cell is or where it is at fault."""
        said = {key: self._line(record, key) for key in COLUMNS}
        self._code(record, said["code"])
        if not record.values["name"].strip() and "name" in self._table.titles:
            self._fault(record, "name", "empty")
        if said["type"]:
            said["type"] = self._type(record, said["type"])
        for key in _DATES:
            if said[key]:
                said[key] = self._day(record, key, said[key])
        if said["valid_from"] > said["valid_to"] > "":
            self._fault(record, "valid_to", "period", value=said["valid_to"], start=said["valid_from"])
        return said

    def _line(self, record: Record, key: str) -> str:
        try:
            return line(record.values[key], f"column.{key}")
        except Refusal as refusal:
            self._fault(record, key, "too_long", limit=refusal.fields["limit"])
            return ""

    def _code(self, record: Record, code: str) -> None:
        if not code:
            self._fault(record, "code", "empty")
            return
        if code != composed(record.values["code"].strip()):
            self._fault(record, "code", "control")
        if len(code) > _CODE_LIMIT:
            self._fault(record, "code", "too_long", limit=_CODE_LIMIT)
        if _CUT.fullmatch(code):
            self._fault(record, "code", "cut_code", value=code, meant=f"{code}0")
        elif is_damaged(code):
            self._fault(record, "code", "damaged_code", value=code)
        first = self._first.setdefault(code, record)
        if first is not record:
            self._fault(record, "code", "doubled", value=code, row=first.number)

    def _type(self, record: Record, said: str) -> str:
        found = next((key for key, names in self._types.items() if folded(said) in names), "")
        if not found:
            self._fault(record, "type", "choice", value=said, choices=_every_type())
        return found

    def _day(self, record: Record, key: str, said: str) -> str:
        found = day(said)
        if found is None:
            self._fault(record, key, "date", value=said)
            return ""
        return found.isoformat()

    def _fault(self, record: Record, key: str, code: str, **fields: object) -> None:
        self.faults.append((record.number, Fault(self._table.place(record, key), code, fields)))
