"""How a checklist is told: lines and paragraphs of its areas, items, facts and rules. Pictures only."""

from collections.abc import Iterator

from models.checklist_told import answering, around, fact_field, rules
from models.explanation import answer_word
from models.rules.answers import UNCHECKED
from models.rules.checklist import Area, Checklist, Item
from models.views import SheetLine
from models.words import Words
from screens.telling import item_pane
from screens.widgets.drawing import Span, Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

AREA, FACT, RULE = "area/", "fact/", "rule/"
"""Beginnings of the keys of lines; that of an item is its code."""


def lines(words: Words, checklist: Checklist) -> Iterator[Line]:
    """Every area with its items, then the facts, then the rules of the verdict."""
    for area in checklist.areas.values():
        yield area_line(words, checklist, area)
        for item in checklist.by_area[area.code]:
            yield _item_line(words, item)
    if checklist.facts:
        yield _heading("facts", words("checklist.facts"))
    for fact in checklist.facts.values():
        yield Line(f"{FACT}{fact.code}", left=((f"{fact.code}  ", Tone.MUTED),), text=words.of(fact.text))
    yield _heading("rules", words("checklist.rules"))
    for rule in rules(words, checklist):
        yield Line(f"{RULE}{rule.key}", left=((f"{rule.key}  ", Tone.MUTED),) if rule.is_verdict else (), text=rule.name)


def _heading(name: str, text: str) -> Line:
    return Line(f"heading.{name}", text=text, tone=Tone.HEADING, selectable=False)


def area_line(words: Words, checklist: Checklist, area: Area, right: tuple[Span, ...] = ()) -> Line:
    """The heading of an area, with how many items it has and what it weighs unless something else stands at its right."""
    told = words("checklist.weighs", items=words.count("checklist.items", len(checklist.by_area[area.code])), weight=area.weight)
    left = ((f"{area.code}  ", Tone.HEADING),)
    return Line(f"{AREA}{area.code}", left=left, text=words.of(area.name), right=right or ((told, Tone.MUTED),), tone=Tone.HEADING)


def _item_line(words: Words, item: Item) -> Line:
    right: list[Span] = [(f"{words('checklist.conditional')}  ", Tone.MUTED)] if item.when else []
    if item.gate is not None:
        right.append((f"{words('mark.gate')} {answer_word(words, item, item.gate)}", Tone.ACCENT))
    return Line(
        item.code, left=((f"{item.code}  ", Tone.MUTED),), text=words.of(item.title), right=(*right, (f"{item.weight:>5}", Tone.MUTED))
    )


def paragraphs(words: Words, checklist: Checklist, key: str) -> Iterator[Paragraph]:
    """What is known of the line of this key."""
    if key in checklist.items:
        yield from _item(words, checklist, checklist.items[key])
    elif key.startswith(AREA):
        yield from _area(words, checklist, checklist.areas[key.removeprefix(AREA)])
    elif key.startswith(FACT):
        fact = checklist.facts[key.removeprefix(FACT)]
        yield Paragraph(words.of(fact.text), tone=Tone.HEADING)
        if fact.repeats:
            yield Paragraph(words("checklist.repeats"), tone=Tone.MUTED)
        for field in fact.fields.values():
            yield Paragraph(fact_field(words, field), label="·")
    elif key.startswith(RULE):
        for rule in rules(words, checklist):
            if f"{RULE}{rule.key}" == key:
                yield Paragraph(f"{rule.key}  {rule.name}" if rule.is_verdict else rule.name, tone=Tone.HEADING)
                yield Paragraph(rule.text)


def _item(words: Words, checklist: Checklist, item: Item) -> Iterator[Paragraph]:
    question, *rest = item_pane(words, checklist, SheetLine(item, UNCHECKED, (), None, (), ()))
    unit = words.of(checklist.units[item.unit])
    yield question
    yield Paragraph(words("item.head", code=item.code, title=words.of(item.title), weight=item.weight, unit=unit), tone=Tone.MUTED)
    yield from rest
    for label, text in (*around(words, checklist, item), *answering(words, item)):
        yield Paragraph(text, label=label, tone=Tone.MUTED)


def _area(words: Words, checklist: Checklist, area: Area) -> Iterator[Paragraph]:
    items = checklist.by_area[area.code]
    gates = [item.code for item in items if item.gate is not None]
    total = sum(each.weight for each in checklist.areas.values())
    yield Paragraph(f"{area.code}  {words.of(area.name)}", tone=Tone.HEADING)
    yield Paragraph(words("checklist.area_weight", weight=area.weight, total=total, items=words.count("checklist.items", len(items))))
    yield Paragraph(", ".join(gates) or "–", label=words("checklist.gates"))
