"""Verdicts and changes in words: names, explanations and fields, the same on screen, in files and on the command line."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from models.plenary import Decided, Entry
from models.rules.checklist import Checklist, Fact, FactField, Item, Scale
from models.rules.conditions import TYPE, Condition
from models.rules.plenary import POSTPONED
from models.rules.verdict import Reason
from models.text import Phrase
from models.words import Words, in_both

_LEVELS = ("level", "needed")
_SIGNS = {">=": "≥", "<=": "≤"}
_SUBSTATUS = ("almost", "building", "not_started")
_DAYS = ("date", "valid_until", "letter_date", "begins", "ends", "deadline", "done_on", "until", "closed")
"""What fields are called that hold a day."""
_STRANGE = (LookupError, ValueError, TypeError)
"""What comes of a change that no act of ours wrote: it is shown as it stands."""


def verdict_name(checklist: Checklist, code: str, variant: str = "name") -> Phrase:
    """The name of a verdict in its variant; V4's variants stand behind its name in parentheses."""
    names: Mapping[str, Phrase] = checklist.verdict.names[code]
    name = names["name"]
    more = names.get(variant, name)
    if variant in _SUBSTATUS:
        return Phrase(f"{name.id} ({more.id})", f"{name.en} ({more.en})")
    return more


def sentence(words: Words, checklist: Checklist, reason: Reason) -> str:
    """One line of an explanation, with names for codes, two decimals for scores, and levels as their item says them."""
    item = checklist.items.get(str(reason.fields.get("item")))
    fields = {key: _shown(words, checklist, key, value) for key, value in reason.fields.items()}
    if item is not None:
        fields |= {
            key: answer_word(words, item, value) for key, value in reason.fields.items() if key in _LEVELS and isinstance(value, int)
        }
    return words(f"reason.{reason.code}", **fields)


def answer_word(words: Words, item: Item, level: int) -> str:
    """A level as it is said: `3`, or yes, partly, no."""
    return str(level) if item.scale is Scale.LEVEL else words(f"answer.{level}")


def conditions(words: Words, checklist: Checklist, item: Item) -> str:
    """When an item is asked: `REG-01 ≥ 3; REG-02 = Yes`."""
    return "; ".join(_condition(words, checklist, each) for each in item.when)


def conditions_in_both(checklist: Checklist, item: Item) -> Phrase:
    """When an item is asked, in both languages."""
    return Phrase(**{words.language: conditions(words, checklist, item) for words in in_both()})


def _condition(words: Words, checklist: Checklist, each: Condition) -> str:
    if each.item == TYPE:
        return words("condition.type", types=", ".join(words(f"type.{kind}") for kind in each.types))
    return f"{each.item} {_SIGNS.get(each.sign, each.sign)} {answer_word(words, checklist.items[each.item], each.level)}"


def field_name(words: Words, checklist: Checklist, item: str, field: str) -> str:
    """What a field of a change of the trail (`views.TrailLine`) is called; `item` is the one the act concerned."""
    try:
        return _field_name(words, checklist, item, field)
    except _STRANGE:
        return field


def field_value(words: Words, checklist: Checklist, item: str, field: str, value: str) -> str:
    """The value of such a field as it is said; empty where there was none."""
    try:
        return _field_value(words, checklist, item, field, value)
    except _STRANGE:
        return value


def _field_name(words: Words, checklist: Checklist, item: str, field: str) -> str:
    match field.split(".", 3):
        case [code, *rest] if code in checklist.items:
            return f"{code} {_field_name(words, checklist, code, '.'.join(rest))}"
        case ["count", *_]:
            key, _, part = field.removeprefix("count.").rpartition(".")
            return f"{words.of(checklist.items[item].counts[key].label)} ({part if part == 'n' else 'N'})"
        case ["base", *_]:
            return words.of(checklist.base[field.removeprefix("base.")])
        case ["fact", *_]:
            fact, row, asked = _of_fact(checklist, field)
            return f"{fact.code}{f'/{row}' if fact.repeats else ''} {words.of(asked.label)}"
        case ["evidence", code, name]:
            return f"{code} {words(f'evidence.{name}')}"
        case ["recalculation", "row", number]:
            return words("recalculation.row", number=number)
        case ["recalculation", name]:
            return words(f"recalculation.{name}")
        case ["trip", name]:
            return words(f"trip.{name}")
        case ["trip", side, row, name]:
            return f"{words(f'trip.{side}')} {row} {words(f'trip.{name}')}"
        case ["finding", name]:
            return words(f"finding.{name}")
        case ["action", name]:
            return words(f"action.{name}")
        case ["completion", name]:
            return words(f"completion.{name}")
        case _:
            return words(f"change.{field}")


def _field_value(words: Words, checklist: Checklist, item: str, field: str, value: str) -> str:
    match field.split(".", 3):
        case [code, *rest] if code in checklist.items:
            return _field_value(words, checklist, code, ".".join(rest), value)
        case ["level"] if value:
            return answer_word(words, checklist.items[item], int(value))
        case ["self", "level"] if value:
            return answer_word(words, checklist.items[item], int(value))
        case ["state"] if value:
            return words(f"state.{value}")
        case ["plenary"] if value == POSTPONED:
            return words("plenary.postponed")
        case ["remark"] if value:
            return words(f"remark.kind.{value}")
        case ["action", "status"] if value:
            return words(f"agenda.status.{value}")
        case ["finding", "stance"] if value:
            return words(f"finding.stance.{value}")
        case ["trip", "method"] if value:
            return words(f"trip.method.{value}")
        case ["evidence", _, "kind" | "status" as name] if value:
            return words(f"evidence.{name}.{value}")
        case ["base", *_] | ["count", *_]:
            return value
        case ["fact", *_]:
            _, _, asked = _of_fact(checklist, field)
            choice = asked.choices.get(value)
            return words.of(choice) if choice else words.day(value) if asked.kind == "date" else value
        case [*_, name] if name in _DAYS:
            return words.day(value)
        case ["not_applicable"] | ["is_carried"] | ["self", "not_applicable"] | ["confirmed"] | ["evidence", _, "seen"]:
            return words("change.yes" if value else "change.no")
        case _:
            return value


def _of_fact(checklist: Checklist, field: str) -> tuple[Fact, str, FactField]:
    """The fact, the number of the row and the field that a change is of; their codes may hold dots."""
    for code, fact in checklist.facts.items():
        row, _, key = field.removeprefix(f"fact.{code}.").partition(".")
        if row.isdecimal() and key in fact.fields:
            return fact, row, fact.fields[key]
    raise KeyError(field)


def plenary_named(words: Words, number: str, day: str) -> str:
    """A plenary by its number and day, an ISO date."""
    return words("plenary.named", number=number, day=words.day(day))


def plenary_said(words: Words, found: Decided, called: str) -> str:
    """What a plenary says of a result; `called` is what the verdict it decided is called."""
    if found.is_open:
        return words("plenary.said.open")
    named = plenary_named(words, found.number, found.day)
    if found.decision == POSTPONED:
        return words("plenary.said.postponed", plenary=named, reason=found.reason)
    return words("plenary.said", plenary=named, verdict=called) + (f" ({found.reason})" if found.reason else "")


def decision_said(words: Words, entry: Entry, decision: str) -> str:
    """A decision about a result of a plenary as it is read."""
    if decision == POSTPONED:
        return words("plenary.postponed")
    if not decision:
        return "–"
    return f"{decision} {words.of(entry.recommended_name if decision == entry.recommended else entry.names[decision])}".strip()


def entry_state(words: Words, entry: Entry) -> str:
    """How a result of a plenary stands, as it is read."""
    if entry.state == "waiting" and entry.decision == POSTPONED:
        return words("plenary.postponed")
    return words(f"plenary.state.{entry.state}")


def status_word(words: Words, status: str) -> str:
    """What a verdict file says of itself, such as `unsigned draft`, as it is said."""
    return words(f"status.{status.replace(' ', '_')}")


def roles_told(words: Words, roles: Iterable[str]) -> str:
    """Roles as people read them, with commas between."""
    return ", ".join(words(f"role.{role}") for role in roles)


def _shown(words: Words, checklist: Checklist, key: str, value: object) -> object:
    if isinstance(value, Fraction):
        return words.number(value, up=key == "by")
    if key == "area":
        return words.of(checklist.areas[str(value)].name)
    if key == "areas" and isinstance(value, tuple):
        *first, last = (words.of(checklist.areas[code].name) for code in value)
        return words("list.and", first=", ".join(first), second=last) if first else last
    if key == "category":
        fact = checklist.fact_with("merit")
        choice = fact.fields["category"].choices.get(str(value)) if fact else None
        return words.of(choice) if choice else value
    return value
