"""What an agency filled in about the documents it was asked for, beside the evidence registered here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from models.errors import Refusal
from models.fingerprints import is_path
from models.formats import comparing_evidence, entries, worksheet
from models.formats.entries import Cells
from models.formats.worksheet import ANSWERS, Line
from models.previews import Entry
from models.rules import answers as rules
from models.rules import evidence as evidence_rules
from models.text import folded, line, note
from models.views import Evidence, Sheet
from models.words import LANGUAGES, Words

_FIELDS: Final = ("kind", "title", "number", "date", "source", "location")
_LOOSE: Final = ("title", "number")
"""Where case and blanks say nothing."""
_Name = tuple[str, str, str]
_NO_TITLES: Final = frozenset(
    {"tidakada", "belumada", "belum", "nihil", "kosong", "na", "none", "no", "notyet", "notavailable", "notapplicable"}
)
"""What stands, folded, in the place of a title where there is no document: cited, it would pass for one."""
_MOST: Final = 1_000
"""Rows that may be filled in: more than any agency has documents, and few enough to be compared."""
NEW: Final = "D"
"""Begins what a document of the file is called before it is registered: D01, D02 and so on."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is admitted."""

    line: Line
    item: str
    said: Mapping[str, str]
    place: str
    remark: str


@dataclass(slots=True)
class _Document:
    """One document, and every row that names it."""

    rows: list[_Row]
    said: dict[str, str]

    @property
    def where(self) -> Cells:
        """The cells of the row that names it first."""
        return Cells(self.rows[0].line)


def of_asked(lines: Iterable[Line], sheet: Sheet, language: str) -> Iterator[Entry]:
    """The entries of the rows for the items: documents, where items cite them, and remarks, which are noted in `language`.

    A document several rows name is one, and so is one that is registered here already.

    Raises:
        Refusal: `request.too_many` rows that are filled in.
    """
    filled = [each for each in lines if not each.is_silent]
    if len(filled) > _MOST:
        raise Refusal("request.too_many", limit=_MOST)
    rows: list[_Row] = []
    for each in filled:
        row, refused = _row(each, sheet)
        yield from refused
        rows += [row] if row else []
    placed: dict[_Name, list[_Document]] = {}
    for row in rows:
        if row.said["title"]:
            yield from _placed(row, placed.setdefault(_named(row.said), []))
    documents = [document for several in placed.values() for document in several]
    known = _registered(documents, sheet)
    for number, document in enumerate(documents):
        yield from _document(f"{NEW}{number + 1:02}", document, known.get(number), sheet)
    yield from _remarks(rows, sheet, Words(language if language in LANGUAGES else LANGUAGES[0]))


def _row(each: Line, sheet: Sheet) -> tuple[_Row | None, list[Entry]]:
    """What a row says, or all that is wrong with it."""
    cells, refused = Cells(each), list[Entry]()
    code = each.record.values["item"].strip()

    def read(column: str, understood: Callable[[], str]) -> str:
        try:
            cells.column = column
            return understood()
        except Refusal as why:
            refused.append(_refused(code, each, column, why))
            return ""

    read("item", lambda: _item(sheet, code))
    said = {name: read(name, partial(_field, cells, name)) for name in _FIELDS}
    place = read("place", lambda: _filled(line(cells.said("place"), "evidence.place")))
    remark = read("remark", lambda: " ".join(note(cells.said("remark"), "request.column.remark").split()))
    if not refused and (place or any(said.values())):
        read("title", lambda: _title(said))
    return None if refused else _Row(each, code, said, place, remark), refused


def _item(sheet: Sheet, code: str) -> str:
    if not code:
        raise Refusal("worksheet.code")
    return rules.item(sheet.checklist, code).code


def _field(cells: Cells, name: str) -> str:
    """A field as `admit` would have it."""
    text = _filled(comparing_evidence.said_of(cells, name))
    if name == "location" and is_path(text):
        # A path of theirs is told and never followed: here it may lead to anything, which would be read as evidence.
        text = f"“{text}”"
    if name == "kind" and text == rules.INTERVIEW:
        others = (kind for kind in evidence_rules.KINDS if kind != rules.INTERVIEW)
        raise Refusal("fact.choice", label="evidence.kind", value=cells.said(name), choices=comparing_evidence.to_choose(name, others))
    # Only a document that has a title is admitted.
    return str(evidence_rules.admit({"title": "-", name: text})[name]) if text else ""


def _filled(text: str) -> str:
    """`text`, or nothing where it is only a dash."""
    return text if text.strip(" -–—.") else ""


def _title(said: Mapping[str, str]) -> str:
    if not said["title"]:
        raise Refusal("evidence.title_missing")
    if folded(said["title"]) in _NO_TITLES:
        raise Refusal("request.no_document", value=said["title"])
    return said["title"]


def _refused(code: str, each: Line, column: str, why: Refusal) -> Entry:
    letter = each.table.titles.get(column, "-").partition(" ")[0]
    key = (code or "-", f"{each.table.sheet}!{letter}{each.record.number}")
    return entries.refused("evidence", key, each.place(column), why)


def _placed(row: _Row, documents: list[_Document]) -> Iterator[Entry]:
    """Put a row to the one it names of the `documents` of its name; what contradicts the rows before is refused."""
    document = next((each for each in documents if _is_same(each.said, row.said)), None)
    if document is None:
        documents.append(_Document([row], dict(row.said)))
        return
    differ = [name for name in _FIELDS if name not in _LOOSE and row.said[name] and document.said[name] not in ("", row.said[name])]
    for name in differ:
        why = Refusal("request.contradicts", label=f"evidence.{name}", first=document.rows[0].line.place(name))
        yield _refused(row.item, row.line, name, why)
    if not differ:
        document.rows.append(row)
        document.said |= {name: document.said[name] or row.said[name] for name in _FIELDS}


def _named(said: Mapping[str, str]) -> _Name:
    """What a document is known by: title and number, or where it has none title and date."""
    number = _plain(said["number"])
    return _plain(said["title"]), number, "" if number else said["date"]


def _is_same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two of one name are one document: they have a number, or are not in two places."""
    return bool(one["number"]) or _may_be(one, other, "location")


def _is_completed(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether both, cited by one item, are one document of which one says more, or its title otherwise."""
    if one["number"] and _plain(one["number"]) == _plain(other["number"]):
        return True
    return _plain(one["title"]) == _plain(other["title"]) and _may_be(one, other, "number", "date", "location")


def _may_be(one: Mapping[str, str], other: Mapping[str, str], *names: str) -> bool:
    return all(one[name] == other[name] or not one[name] or not other[name] for name in names)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _registered(documents: Sequence[_Document], sheet: Sheet) -> Mapping[int, Evidence]:
    """Which of the documents, by their number from 0, are registered here: first those that are the same, then those completed."""
    told = {each.code: comparing_evidence.entered(each) for each in sheet.evidence}
    named: dict[_Name, list[Evidence]] = {}
    for each in sheet.evidence:
        named.setdefault(_named(told[each.code]), []).append(each)
    found: dict[int, Evidence] = {}
    taken: set[str] = set()

    def find(number: int, among: Iterable[Evidence], is_meant: Callable[[Mapping[str, str], Mapping[str, str]], bool]) -> None:
        said = documents[number].said
        here = next((each for each in among if each.code not in taken and is_meant(told[each.code], said)), None)
        if here is not None:
            found[number] = here
            taken.add(here.code)

    for number, document in enumerate(documents):
        find(number, named.get(_named(document.said), ()), _is_same)
    for number, document in enumerate(documents):
        if number not in found:
            cited = (citation.evidence for row in document.rows for citation in sheet.line(row.item).citations)
            find(number, cited, _is_completed)
    return found


def _document(name: str, document: _Document, found: Evidence | None, sheet: Sheet) -> Iterator[Entry]:
    """The entries of a document and of what cites it."""
    here = comparing_evidence.entered(found)
    said = {each: "" if each in _LOOSE and _plain(text) == _plain(here[each]) else text for each, text in document.said.items()}
    said["kind"] = said["kind"] or here["kind"] or "other"
    code = found.code if found else name
    where = document.where
    try:
        yield comparing_evidence.against((code,), where.line.place("title"), found, said)
    except Refusal as why:
        yield entries.refused("evidence", (code,), where.refused_at(why), why)
        return
    for item in dict.fromkeys(row.item for row in document.rows):
        rows = [row for row in document.rows if row.item == item]
        known = next((citation.place for citation in sheet.line(item).citations if citation.evidence.code == code), None)
        there = "; ".join(dict.fromkeys(row.place for row in rows if row.place)) or known or ""
        try:
            yield comparing_evidence.cited((item, code), rows[0].line.place("place"), known, line(there, "evidence.place"))
        except Refusal as why:
            yield entries.refused("citation", (item, code), rows[0].line.place("place"), why)


def _remarks(rows: Sequence[_Row], sheet: Sheet, words: Words) -> Iterator[Entry]:
    """What is remarked on each item, behind what is noted here."""
    for item in dict.fromkeys(row.item for row in rows if row.remark):
        said = [row for row in rows if row.item == item and row.remark]
        here, place = sheet.line(item).answer.note, said[0].line.place("remark")
        told = dict.fromkeys(words("request.remarked", remark=row.remark) for row in said)
        more = [each for each in told if each not in here.split("\n")]
        try:
            there = note("\n".join([*([here] if here else []), *more]), "note.label")
        except Refusal as why:
            yield entries.refused("note", (item,), place, why)
            continue
        changes = entries.changed(worksheet.heading(ANSWERS, "note"), here, there)
        yield entries.compared("note", (item,), place, changes, {"note": there})
