"""Verdicts in words: the name of a verdict and the sentences of its explanation, the same on screen, in files and on the command line."""

from collections.abc import Mapping
from fractions import Fraction

from models.rules.checklist import Checklist, Item, Scale
from models.rules.verdict import Reason
from models.text import Phrase
from models.words import Words

_SUBSTATUS = ("almost", "building", "not_started")


def verdict_name(checklist: Checklist, code: str, variant: str = "name") -> Phrase:
    """The name of a verdict in its variant; V4's variants stand behind its name in parentheses."""
    names: Mapping[str, Phrase] = checklist.verdict.names[code]
    name, more = names["name"], names[variant]
    if variant in _SUBSTATUS:
        return Phrase(f"{name.id} ({more.id})", f"{name.en} ({more.en})")
    return more


def sentence(words: Words, checklist: Checklist, reason: Reason) -> str:
    """One line of an explanation, with names for codes and two decimals for scores."""
    fields = {key: _shown(words, checklist, key, value) for key, value in reason.fields.items()}
    return words(f"reason.{reason.code}", **fields)


def answer_word(words: Words, item: Item, level: int) -> str:
    """A level as it is said: `3`, or yes, partly, no."""
    return str(level) if item.scale is Scale.LEVEL else words(f"answer.{level}")


def _shown(words: Words, checklist: Checklist, key: str, value: object) -> object:
    if isinstance(value, Fraction):
        return words.number(value, up=key == "by")
    if key == "area":
        return words.of(checklist.areas[str(value)].name)
    if key == "areas" and isinstance(value, tuple):
        return words("list.and", first=words.of(checklist.areas[value[0]].name), second=words.of(checklist.areas[value[-1]].name))
    if key == "category":
        fact = checklist.fact_with("merit")
        return words.of(fact.fields["category"].choices[str(value)]) if fact else value
    return value
