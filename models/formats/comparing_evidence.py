"""Evidence and citations of a worksheet beside those registered here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from models.errors import Refusal
from models.formats import citing, entries, titles, worksheet
from models.formats.entries import Cells, Key
from models.formats.worksheet import ANSWERS, CITATIONS, EVIDENCE, Line
from models.previews import Changed, Entry, Standing
from models.rules import answers as rules
from models.rules import evidence as evidence_rules
from models.text import Phrase, folded, line
from models.views import Evidence, Sheet
from models.words import both

_CODE: Final = re.compile(r"B(0[1-9]|[1-9][0-9]{1,3})")
"""B01 to B9999, as the desk counts them."""
_FIELDS: Final = EVIDENCE[1:]
_CHOICES: Final = {"kind": evidence_rules.KINDS, "status": evidence_rules.STATUSES, "seen": evidence_rules.SEEN}
_DATES: Final = ("date", "valid_until")


def of_evidence(lines: Iterable[Line], sheet: Sheet) -> Iterator[Entry]:
    """The entries of the sheet of evidence."""
    found, refused = entries.sorted_out("evidence", lines, entries.by("evidence"))
    yield from refused
    for key, line_ in found.items():
        yield from entries.read("evidence", key, line_, partial(_evidence, key, sheet))


def _evidence(key: Key, sheet: Sheet, cells: Cells) -> Entry:
    if not _CODE.fullmatch(key[0]):
        raise Refusal("worksheet.evidence_code", value=key[0])
    found = next((evidence for evidence in sheet.evidence if evidence.code == key[0]), None)
    here = entered(found)
    said = {name: said_of(cells, name) for name in _FIELDS}
    keeps = any(here[name] and not said[name] for name in _FIELDS)
    return against(key, cells.line.place("evidence"), found, said, keeps=keeps)


def against(key: Key, place: Phrase, found: Evidence | None, said: Mapping[str, str], *, keeps: bool = False) -> Entry:
    """What is `said` of evidence beside what is registered of it, None where nothing is; Refusal as `admit` gives."""
    here = entered(found)
    values = evidence_rules.admit({name: said.get(name, "") or here[name] for name in _FIELDS})
    changes: list[Changed] = []
    for name in _FIELDS:
        changes += entries.changed(worksheet.heading(EVIDENCE, name), _shown(name, here[name]), _shown(name, _entered(values[name])))
    return entries.compared("evidence", key, place, changes, values, keeps=keeps)


def entered(found: Evidence | None) -> Mapping[str, str]:
    """The fields of evidence as they are entered, all empty for none."""
    return {name: _entered(getattr(found, name)) if found else "" for name in _FIELDS}


def _entered(value: object) -> str:
    return evidence_rules.SEEN[value] if isinstance(value, bool) else str(value)


def said_of(cells: Cells, name: str) -> str:
    """What a field of evidence says, choices as they are stored; Refusal `fact.choice`, and as `Cells.said` gives."""
    text = cells.said(name, dates=name in _DATES).strip()
    if not text or name not in _CHOICES:
        return text
    found = titles.named(f"evidence.{name}.", _CHOICES[name])
    key = next((key for key, names in found.items() if folded(text) in names), None)
    if key is None:
        raise Refusal("fact.choice", label=f"evidence.{name}", value=text, choices=to_choose(name, _CHOICES[name]))
    return key


def to_choose(name: str, keys: Iterable[str]) -> Phrase:
    """Some choices of a field of evidence, by their names."""
    return titles.listed(both(f"evidence.{name}.{key}") for key in keys)


def _shown(name: str, value: str) -> Phrase | str:
    return both(f"evidence.{name}.{value}") if name in _CHOICES and value else value


def of_citations(lines: Iterable[Line], answered: Mapping[Key, Line], evidence: Sequence[Entry], sheet: Sheet) -> Iterator[Entry]:
    """The entries of the sheet of citations and of the column that names them beside each answer; `evidence` are those of theirs."""
    found, refused = entries.sorted_out("citation", lines, entries.by("item", "evidence"))
    yield from refused
    said = {key: [_Said(Cells(line_), "place", line_.record.values["place"])] for key, line_ in found.items()}
    for (item,), line_ in answered.items():
        if item in sheet.checklist.items:
            beside, entry = _beside(item, line_, sheet)
            yield from filter(None, (entry,))
            for code, place in beside.items():
                said.setdefault((item, code), []).append(_Said(Cells(line_), "cited", place))
    known = {found.code for found in sheet.evidence} | {entry.key[0] for entry in evidence if entry.standing is not Standing.REFUSED}
    others = {entry.key[0] for entry in evidence if entry.standing is Standing.DIFFERS}
    for key, places in said.items():
        first = places[0].cells.line
        for entry in entries.read("citation", key, first, partial(_citation, key, places, known, sheet)):
            # Evidence of the same code that differs here may be another thing altogether.
            is_doubtful = entry.standing is Standing.NEW and key[1] in others
            yield replace(entry, standing=Standing.DIFFERS) if is_doubtful else entry


class _Said:
    """A place (page or article) and the cell that says it."""

    def __init__(self, cells: Cells, column: str, place: str) -> None:
        self.cells, self.column, self.place = cells, column, place


def _citations(sheet: Sheet, item: str) -> Mapping[str, str]:
    return {citation.evidence.code: citation.place for citation in sheet.line(item).citations}


def _beside(item: str, line_: Line, sheet: Sheet) -> tuple[Mapping[str, str], Entry | None]:
    """What the column beside an answer says other than what is here, and the entry of what it leaves out or cannot say."""
    here, place, key = _citations(sheet, item), line_.place("cited"), (item, "cited")
    try:
        text = line_.said("cited").strip()
        if text == citing.written(here) or "cited" not in line_.table.titles:
            return {}, None
        said = citing.read(text)
        if said is None:
            raise Refusal("worksheet.cited", item=item, value=text)
    except Refusal as why:
        return {}, entries.refused("citation", key, place, why)
    return said, entries.kept("citation", key, place) if here.keys() - said.keys() else None


def _citation(key: Key, places: Sequence[_Said], known: Iterable[str], sheet: Sheet, cells: Cells) -> Entry:
    item, code = key
    here = _citations(sheet, rules.item(sheet.checklist, item).code).get(code)
    cells.column = "cited" if cells.line.kind is ANSWERS else "evidence"
    if code not in known:
        raise Refusal("evidence.unknown", evidence=code)
    cells.column = places[0].column
    for said in places:
        if said.column == "place":
            said.cells.said("place")
    texts = [line(said.place, "evidence.place") for said in places]
    others = sorted({text for text in texts if text and text != here})
    if len(others) > 1:
        raise Refusal("worksheet.places", item=item, evidence=code, places="; ".join(others))
    there = others[0] if others else here or ""
    return cited(key, cells.line.place(cells.column), here, there, keeps=bool(here) and not any(texts))


def cited(key: Key, place: Phrase, here: str | None, there: str, *, keeps: bool = False) -> Entry:
    """A citation at `there` beside the one that is `here`, None where there is none."""
    changes = [] if here is not None else [Changed(worksheet.heading(CITATIONS, "evidence"), "", key[1])]
    changes += entries.changed(worksheet.heading(CITATIONS, "place"), here or "", there)
    return entries.compared("citation", key, place, changes, {"place": there}, keeps=keeps)
