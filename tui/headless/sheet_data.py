"""A verification as it stands, as data and as the lines that `verifier set` reads."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from models.rules.numbers import plain
from models.rules.stating import NEW, NOT_APPLICABLE, written
from models.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.rules.answers import Counted
    from models.rules.checklist import Fact
    from models.rules.facts import Row
    from models.text import Phrase
    from models.views import Sheet, SheetLine


def sheet_data(sheet: "Sheet") -> dict[str, object]:
    """A sheet as data; the keys below `items` and `facts` are those of its checklist."""
    found, verdict = sheet.recommendation, sheet.verdict
    return {
        "id": sheet.id,
        "agency": sheet.agency.code,
        "name": sheet.agency.name,
        "round": sheet.round,
        "checklist": sheet.checklist.name,
        "state": sheet.state,
        "verifier": sheet.verifier,
        "second": sheet.standing.is_second,
        "answered": sheet.answered,
        "total": len(sheet.lines),
        "items": {line.item.code: item_data(line) for line in sheet.every},
        "evidence": {each.code: asdict(each) for each in sheet.evidence},
        "base": dict(sheet.base),
        "facts": {code: [dict(row) for row in rows] for code, rows in sheet.facts.items()},
        "unfilled_facts": [fact.code for fact in sheet.unfilled_facts],
        "scores": {area: None if score is None else plain(score) for area, score in sheet.scores.items()},
        "recommended": None if found is None else {"code": found.code, "variant": found.variant, "flags": list(found.flags)},
        "verdict": None if verdict is None else asdict(verdict),
    }


def item_data(line: "SheetLine") -> dict[str, object]:
    """An item with its answer as data."""
    answer = line.answer
    return {
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "reason": answer.reason,
        "note": answer.note,
        "counts": {key: {"n": plain(each.count), "of": None if each.of is None else plain(each.of)} for key, each in answer.counts.items()},
        "citations": {each.evidence.code: each.place for each in line.citations},
        "proposed": line.proposed,
        "gaps": [str(gap) for gap in line.gaps],
        "flags": [str(flag) for flag in line.flags],
        "hidden": line.is_hidden,
    }


def sheet_lines(words: Words, sheet: "Sheet") -> Iterator[str]:
    """The lines that state all of a sheet, each item and fact behind a line that says what it is.

    What can be stated beyond answers and notes and is not yet stands there too, behind a mark that keeps it from being read.
    """
    for key, phrase in sheet.checklist.base.items():
        yield written(f"base.{key}", str(sheet.base[key])) if key in sheet.base else _open(words, f"base.{key}", phrase)
    for line in sheet.lines:
        yield f"# {line.item.code} {words.of(line.item.title)}"
        yield from _item_lines(line)
        yield from (
            _open(words, f"{line.item.code}.count.{key}", each.label)
            for key, each in line.item.counts.items()
            if key not in line.answer.counts
        )
    for fact in sheet.checklist.facts.values():
        yield f"# {fact.code} {words.of(fact.text)}"
        yield from _fact_lines(words, fact, sheet.facts.get(fact.code, ()))
    if sheet.verdict is not None:
        yield written("verdict", sheet.verdict.verdict)
        if sheet.verdict.reason:
            yield written("reason", sheet.verdict.reason)


def _fact_lines(words: Words, fact: "Fact", rows: "Sequence[Row]") -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        name = f"{fact.code}.{number}" if fact.repeats else fact.code
        yield from (written(f"{name}.{key}", value) for key, value in row.items())
    name, stated = (f"{fact.code}.{NEW}", {}) if fact.repeats else (fact.code, rows[0] if rows else {})
    for key, field in fact.fields.items():
        if not stated.get(key):
            yield _open(words, f"{name}.{key}", field.label, field.choices)


def _open(words: Words, name: str, label: "Phrase", choices: "Mapping[str, Phrase] | None" = None) -> str:
    """A line that states nothing, but says what could be."""
    offered = ", ".join(f"{key} ({words.of(phrase)})" for key, phrase in (choices or {}).items())
    return f"# {words.of(label)}: {name}={offered or '…'}"


def _item_lines(line: "SheetLine") -> Iterator[str]:
    code, answer = line.item.code, line.answer
    if answer.is_given:
        yield written(code, NOT_APPLICABLE if answer.not_applicable else str(answer.level))
    if answer.reason:
        yield written(f"{code}.reason", answer.reason)
    for key, each in answer.counts.items():
        yield written(f"{code}.count.{key}", _counted(each))
    if answer.note:
        yield written(f"{code}.note", answer.note)


def _counted(each: "Counted") -> str:
    from models.rules.numbers import typed

    return typed(each.count) + ("" if each.of is None else f"/{typed(each.of)}")
