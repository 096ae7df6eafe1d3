"""Base data, counts and facts of a worksheet beside those known here."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from models.errors import Refusal
from models.formats import entries, titles, worksheet
from models.formats.entries import Cells, Key
from models.formats.worksheet import COUNTS, Line
from models.previews import Changed, Entry
from models.rules import answers as rules
from models.rules import facts as fact_rules
from models.rules.checklist import Fact, FactField
from models.rules.numbers import of_digits, typed
from models.text import Phrase, folded, line
from models.views import Sheet
from models.words import both


def of_counts(lines: Iterable[Line], sheet: Sheet) -> tuple[Entry, ...]:
    """The entries of the sheet of base data and counts."""
    base = titles.names(both("worksheet.base"))
    figures: list[Line] = []
    counts: list[Line] = []
    for line_ in lines:
        (figures if folded(line_.record.values["item"]) in base else counts).append(line_)
    stated = of_base(figures, sheet)
    counted, more = entries.sorted_out("count", counts, entries.by("item", "count"))
    known = {**sheet.base, **{entry.key[0]: int(str(entry.values["value"])) for entry in stated if entry.values}}
    of_items = [entry for key, line_ in counted.items() for entry in entries.read("count", key, line_, partial(_count, key, sheet, known))]
    return (*stated, *of_items, *more)


def of_base(lines: Iterable[Line], sheet: Sheet) -> tuple[Entry, ...]:
    """The entries of lines that hold base data."""
    found, refused = entries.sorted_out("base", lines, entries.by("count"))
    stated = [entry for key, line_ in found.items() for entry in entries.read("base", key, line_, partial(_base, key, sheet))]
    return (*stated, *refused)


def _base(key: Key, sheet: Sheet, cells: Cells) -> Entry | None:
    labels = sheet.checklist.base
    if key[0] not in labels:
        cells.column = "count"
        raise Refusal("fact.unknown", fact=key[0])
    here = str(sheet.base.get(key[0], ""))
    said = cells.figure("n")
    place = cells.line.place("n")
    if not said:
        return entries.kept("base", key, place) if here else None
    value = fact_rules.whole(labels[key[0]], said)
    return entries.compared("base", key, place, entries.changed(labels[key[0]], here, str(value)), {"value": value})


def _count(key: Key, sheet: Sheet, base: Mapping[str, int], cells: Cells) -> Entry | None:
    item = rules.item(sheet.checklist, key[0])
    if key[1] not in item.counts:
        cells.column = "count"
        raise Refusal("worksheet.count", item=item.code, value=key[1])
    count = item.counts[key[1]]
    is_free = rules.known_total(count, base) is None
    here = sheet.line(item.code).answer.counts.get(count.key)
    known_n, known_of = (typed(here.count), typed(here.of)) if here else ("", "")
    of = cells.figure("of") if is_free else ""
    n = cells.figure("n")
    place = cells.line.place("n")
    if not n:
        if of and here is None:
            raise Refusal("count.total_alone", label=count.label)
        return entries.kept("count", key, place) if here else None
    counted = rules.admit_count(item, count.key, n, of or known_of, base)
    changes = entries.changed(count.label, known_n, typed(counted.count))
    if is_free:
        changes += entries.changed(worksheet.heading(COUNTS, "of"), known_of, typed(counted.of))
    return entries.compared("count", key, place, changes, {"counted": counted}, keeps=is_free and bool(known_of) and not of)


def of_facts(lines: Iterable[Line], sheet: Sheet) -> Iterator[Entry]:
    """The entries of the sheet of facts, one for each row of a fact."""
    found, refused = entries.sorted_out("fact", lines, _fact_key)
    yield from refused
    rows: dict[Key, dict[str, Line]] = {}
    for (fact, row, field), line_ in found.items():
        rows.setdefault((fact, row), {})[field] = line_
    for key, fields in rows.items():
        yield from entries.read("fact", key, next(iter(fields.values())), partial(_fact, key, sheet, fields))


def _fact_key(line_: Line) -> Key:
    fact, row, field = entries.by("fact", "row", "field")(line_)
    return fact, row if "row" in line_.table.titles else "1", field


def _fact(key: Key, sheet: Sheet, fields: Mapping[str, Line], cells: Cells) -> Entry | None:
    rule = sheet.checklist.facts.get(key[0])
    if rule is None:
        raise Refusal("fact.unknown", fact=key[0])
    row = _row(rule, key[1], cells)
    known = sheet.facts.get(rule.code, ())
    here = known[row] if row < len(known) else {}
    said = {}
    for field, line_ in fields.items():
        cells.line, cells.column = line_, "field"
        if field not in rule.fields:
            raise Refusal("fact.unknown", fact=f"{rule.code}/{field}")
        said[field] = _said(rule.fields[field], cells)
    place = cells.line.place("fact")
    if not any(said.values()):
        return entries.kept("fact", key, place) if here else None
    there = {**here, **{field: value for field, value in said.items() if value}}
    for missing in fact_rules.missing(rule, there):
        raise Refusal("fact.required", label=missing.label)
    changes: list[Changed] = []
    for name, asked in rule.fields.items():
        changes += entries.changed(asked.label, _shown(asked, here.get(name, "")), _shown(asked, there.get(name, "")))
    keeps = any(not said.get(name) for name in here)
    return entries.compared("fact", key, place, changes, {"row": row, "fields": there}, keeps=keeps)


def _row(rule: Fact, said: str, cells: Cells) -> int:
    """The row meant, counted from 0."""
    cells.column = "row"
    number = of_digits(said) or 0
    if not 0 < number <= (9999 if rule.repeats else 1):
        raise Refusal("worksheet.row", value=said)
    return number - 1


def _said(field: FactField, cells: Cells) -> str:
    raw = cells.figure("value") if field.kind == "number" else cells.said("value", dates=field.kind == "date")
    text = line(raw, field.label)
    if field.choices and text:
        chosen = next((key for key, phrase in field.choices.items() if folded(text) in titles.names(phrase, key)), None)
        if chosen is None:
            raise Refusal("fact.choice", label=field.label, value=text, choices=titles.listed(field.choices.values()))
        return fact_rules.admit(field, field.label, chosen)
    return fact_rules.admit(field, field.label, text)


def _shown(field: FactField, value: str) -> Phrase | str:
    return field.choices.get(value, value)
