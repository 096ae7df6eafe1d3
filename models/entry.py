"""The fields that are asked: from what is known to what is asked, and back to what the desk takes."""

from collections.abc import Mapping
from dataclasses import replace

from models.fields import Field, Option
from models.moments import written
from models.rules.answers import known_total
from models.rules.checklist import Checklist, Fact, Item
from models.rules.evidence import KINDS, STATUSES
from models.rules.facts import Row
from models.rules.numbers import typed
from models.views import Evidence, SheetLine
from models.words import Words


def count_fields(words: Words, line: SheetLine, base: Mapping[str, int]) -> tuple[Field, ...]:
    """For each count of an item its n, and its N where nothing else tells it."""
    fields: list[Field] = []
    for key, count in line.item.counts.items():
        found = line.answer.counts.get(key)
        total = known_total(count, base)
        label = words.of(count.label)
        fields.append(Field(key, label, value=typed(found.count if found else None), hint=words("counts.hint", label=label)))
        of = total if total is not None else found.of if found else None
        hint = words("counts.of_base" if count.base else "counts.of_hint")
        fields.append(Field(f"{key}/of", words("counts.of"), value=typed(of), hint=hint, enabled=total is None))
    return tuple(fields)


def counts_entered(item: Item, values: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """N and N as typed, by count."""
    return {key: (values[key], values[f"{key}/of"]) for key in item.counts}


def evidence_fields(words: Words, found: Evidence | None, place: str | None) -> tuple[Field, ...]:
    """What is noted of evidence; `place` is asked too where it is being cited (None where it is not)."""
    value = {name: str(getattr(found, name)) if found else "" for name in Evidence.__slots__}
    value |= {name: written(value[name]) for name in ("date", "valid_until")}
    kinds = tuple(Option(kind, words(f"evidence.kind.{kind}")) for kind in KINDS)
    statuses = tuple(Option(status, words(f"evidence.status.{status}")) for status in STATUSES)
    seen = (Option("no", words("evidence.seen.no")), Option("yes", words("evidence.seen.yes")))

    def text(name: str, *, required: bool = False) -> Field:
        return Field(name, words(f"evidence.{name}"), value=value[name], required=required, hint=words(f"evidence.hint.{name}"))

    fields = [
        text("title", required=True),
        Field("kind", words("evidence.kind"), kind="choice", value=value["kind"] or KINDS[1], options=kinds),
        text("number"),
        replace(text("date"), kind="date"),
        replace(text("valid_until"), kind="date"),
        text("source"),
        replace(text("location"), kind="path"),
        Field("seen", words("evidence.seen"), kind="choice", value="yes" if found is None or found.seen else "no", options=seen),
        Field("status", words("evidence.status"), kind="choice", value=value["status"] or STATUSES[0], options=statuses),
    ]
    if place is not None:
        fields.insert(1, Field("place", words("evidence.place"), value=place, hint=words("evidence.hint.place")))
    return tuple(fields)


def fact_fields(words: Words, fact: Fact, row: Row) -> tuple[Field, ...]:
    """The fields of a status fact."""
    fields = []
    for key, field in fact.fields.items():
        options = tuple(Option(choice, words.of(label)) for choice, label in field.choices.items())
        if options and not field.required:
            options = (Option("", words("fact.none")), *options)
        fields.append(
            Field(
                key,
                words.of(field.label),
                kind="choice" if field.kind == "choice" else "date" if field.kind == "date" else "text",
                value=written(row.get(key, "")) if field.kind == "date" else row.get(key, ""),
                options=options,
                required=field.required,
                hint=words(f"fact.hint.{field.kind}"),
            )
        )
    return tuple(fields)


def base_fields(words: Words, checklist: Checklist, base: Mapping[str, int]) -> tuple[Field, ...]:
    """The base data of the agency."""
    return tuple(
        Field(key, words.of(label), value=str(base.get(key, "")), hint=words("fact.hint.number")) for key, label in checklist.base.items()
    )
