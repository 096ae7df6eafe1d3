"""A sheet in words: answers, counts, what they lack, citations; the same on screen and line by line."""

from collections import defaultdict
from collections.abc import Iterator

from models.reviews import Blocker
from models.rules.answers import Counted, unproposed
from models.rules.checklist import Checklist, Fact, FactField, Item, Scale
from models.rules.facts import Row
from models.views import Citation, Sheet, SheetLine
from models.words import Words


def answer_sign(words: Words, line: SheetLine) -> str:
    """An answer in at most four letters; a dot while the item is not yet checked."""
    if line.answer.not_applicable:
        return words("sign.not_applicable")
    if line.answer.level is None:
        return "·"
    return str(line.answer.level) if line.item.scale is Scale.LEVEL else words(f"sign.{line.answer.level}")


def asked_otherwise(words: Words, before: Sheet, after: Sheet) -> str:
    """How many items appeared and how many were hidden; empty where the same are asked."""
    then, now = before.asked.items.keys(), after.asked.items.keys()
    counted = {"sheet.appeared": len(now - then), "sheet.vanished": len(then - now)}
    return " ".join(words.count(key, count) for key, count in counted.items() if count)


def lack_text(words: Words, line: SheetLine) -> str:
    """Why the counts of an item propose no level; empty where they do or never could."""
    found = unproposed(line.item, line.answer.counts)
    return words(f"lack.{found[0]}", label=words.of(found[1].label)) if found else ""


def count_text(words: Words, item: Item, key: str, found: Counted) -> str:
    """A count as it is read: what was counted, n of N, and the share."""
    return words(
        "item.count",
        label=words.of(item.counts[key].label),
        n=words.amount(found.count),
        of="?" if found.of is None else words.amount(found.of),
        percent="?" if found.percent is None else words.number(found.percent),
    )


def citation_text(citation: Citation) -> str:
    """Evidence as cited: its code and title, and the page or article."""
    found = citation.evidence
    place = f", {citation.place}" if citation.place else ""
    number = f" {found.number}" if found.number else ""
    return f"{found.code} {found.title}{number}{place}"


def fact_row(words: Words, fact: Fact, row: Row) -> str:
    """A row of a fact in short: values alone, but a bare number with its label."""
    told = []
    for field in (field for key, field in fact.fields.items() if key in row):
        shown = fact_value(words, field, row[field.key])
        told.append(f"{words.of(field.label)}: {shown}" if field.kind == "number" else shown)
    return " · ".join(told)


def fact_value(words: Words, field: FactField, value: str) -> str:
    """What a field of a fact holds, as it is read."""
    return words.day(value) if field.kind == "date" else words.of(field.choices[value]) if value in field.choices else value


def blocker_text(words: Words, checklist: Checklist, blocker: Blocker) -> str:
    """What keeps a verification from being submitted, as it is read."""
    match blocker.kind:
        case "item" | "remark":
            return words("verdict.gap", item=blocker.key, gap=words(f"gap.{blocker.code}"))
        case "fact":
            return words("verdict.fact_open", fact=blocker.key, text=words.of(checklist.facts[blocker.key].text))
        case _:
            return words(f"submit.blocks.{blocker.code}")


def flagged(words: Words, sheet: Sheet) -> Iterator[str]:
    """What goes along with a submission and is worth a look to the lead, each kind with its items; nothing where all is well."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in sheet.lines:
        for flag in line.flags:
            found[flag].append(line.item.code)
    if found:
        yield words.count("submitting.flagged", sum(map(len, found.values())))
    for name, items in found.items():
        yield f"{words(f'flag.{name}')}: {', '.join(items)}"


def unmerged(words: Words, areas: tuple[str, ...], giver: str) -> str:
    """That areas which somebody handed over are not merged, and so do not go along."""
    return f"{words('submitting.unmerged')}: {', '.join(areas)} {words('handing.from', name=giver)}"
