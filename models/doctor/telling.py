"""What the doctor found, in words."""

from models.causes import Cause
from models.doctor.result import Result, Said, Told
from models.errors import Refusal
from models.words import Words


def called(words: Words, kind: str, name: str) -> str:
    """What a `check`, a `state` or a `remedy` is called."""
    return words(f"doctor.{kind}.{name}")


def told(words: Words, each: Told) -> str:
    """A sentence of a finding."""
    if isinstance(each, str):
        return each
    if isinstance(each, Refusal):
        return words.refusal(each)
    key, fields = f"doctor.{each.code}", {name: _shown(words, value) for name, value in each.fields.items()}
    count = fields.pop("count", None)
    return words.count(key, count, **fields) if isinstance(count, int) else words(key, **fields)


def _shown(words: Words, value: object) -> object:
    if isinstance(value, Said | Refusal):
        return told(words, value)
    if isinstance(value, Cause):
        return words(f"cause.{value.code}", **value.fields)
    return value


def remedy(words: Words, result: Result) -> str:
    """What to do next; empty where nothing is to be done, or where the refusal says it."""
    return called(words, "remedy", result.found.remedy) if result.found.remedy else ""
