"""What differs between two verifications as documents tell them: item by item, with the names and values people read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from models.documents import verified
from models.documents.verdict_file import VerdictFile
from models.explanation import plenary_named
from models.previews import Changed
from models.rules.checklist import Scale
from models.text import Phrase
from models.words import both, in_both


class Contents(Protocol):
    """What is compared: a verdict file is one; a verification that has no verdict yet can be told so too."""

    @property
    def agency(self) -> verified.Agency: ...  # noqa: D102 - as in the verdict file
    @property
    def round(self) -> str: ...  # noqa: D102
    @property
    def checklist(self) -> verified.UsedChecklist: ...  # noqa: D102
    @property
    def verdict(self) -> verified.VerdictResult | None: ...  # noqa: D102
    @property
    def recommendation(self) -> verified.RecommendationResult | None: ...  # noqa: D102
    @property
    def base(self) -> Mapping[str, verified.BaseResult]: ...  # noqa: D102
    @property
    def facts(self) -> Mapping[str, verified.FactResult]: ...  # noqa: D102
    @property
    def items(self) -> Mapping[str, verified.ItemResult]: ...  # noqa: D102
    @property
    def evidence(self) -> Mapping[str, verified.EvidenceResult]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same in both."""

    place: str
    """Code of the item, evidence, fact and its row, or base figure; empty for the verification as a whole."""
    title: Phrase
    """What stands at that place."""
    changed: Changed


_Told: TypeAlias = tuple[Phrase, Phrase | str]
"""What a field is called and what it says."""


def differences(before: Contents, after: Contents) -> tuple[Difference, ...]:
    """Every field that differs, in the order of the document; what only one of them has stands against an empty text."""
    titles, first, second = {**_titles(after), **_titles(before)}, dict(_told(before)), dict(_told(after))
    if isinstance(before, VerdictFile) and isinstance(after, VerdictFile):
        # What a profile has noted is issued nowhere: beside it every one of these would differ.
        first[""], second[""] = ({**dict(told[""]), **dict(_issued(each))} for told, each in ((first, before), (second, after)))
    found = []
    for place in (*first, *(place for place in second if place not in first)):
        here, there = first.get(place, {}), second.get(place, {})
        for field in (*here, *(field for field in there if field not in here)):
            label, value = here.get(field, (None, ""))
            other_label, other = there.get(field, (None, ""))
            if value != other:
                found.append(Difference(place, titles[place], Changed(label or other_label or Phrase(field, field), value, other)))
    return tuple(found)


def _titles(contents: Contents) -> Mapping[str, Phrase]:
    return {
        "": both("diff.whole"),
        **{code: _phrase(item.title) for code, item in contents.items.items()},
        **{code: Phrase(each.title, each.title) for code, each in contents.evidence.items()},
        **{f"{code}/{row}": _phrase(fact.text) for code, fact in contents.facts.items() for row in fact.rows},
        "base": both("facts.base"),
    }


def _told(contents: Contents) -> Iterator[tuple[str, Mapping[str, _Told]]]:
    yield "", dict(_whole(contents))
    yield "base", {key: (_phrase(found.label), str(found.value)) for key, found in contents.base.items()}
    for code, fact in contents.facts.items():
        for row, values in fact.rows.items():
            yield f"{code}/{row}", {key: _fact_field(fact, key, value) for key, value in values.items()}
    for code, item in contents.items.items():
        yield code, dict(_item(item))
    for code, found in contents.evidence.items():
        yield code, dict(_evidence(found))


def _whole(contents: Contents) -> Iterator[tuple[str, _Told]]:
    used = contents.checklist
    yield "agency", (both("list.agency"), f"{contents.agency.code} {contents.agency.name}")
    yield "round", (both("list.round"), contents.round)
    yield "checklist", (both("round.checklist"), f"{used.id} {used.version} ({used.digest[:8]})")
    if contents.recommendation is not None:
        found = contents.recommendation
        yield "recommendation", (both("change.recommended"), Phrase(f"{found.code} {found.name.id}", f"{found.code} {found.name.en}"))
    if contents.verdict is not None:
        yield "verdict", (both("change.verdict"), contents.verdict.code)
        if contents.verdict.reason:
            yield "reason", (both("change.reason"), contents.verdict.reason)


def _issued(file: VerdictFile) -> Iterator[tuple[str, _Told]]:
    """What an issue adds to what was verified, by which files differ whose answers and verdicts are alike."""
    if file.plenary is not None:
        number, day = file.plenary.number, file.plenary.date
        yield "plenary", (both("paper.result.plenary"), Phrase(*(plenary_named(words, number, day) for words in in_both())))
    if file.issue_reason:
        yield "issue_reason", (both("paper.result.issue_reason"), file.issue_reason)
    if file.valid_until:
        yield "valid_until", (both("report.column.valid_until"), Phrase(*(words.day(file.valid_until) for words in in_both())))


def _item(item: verified.ItemResult) -> Iterator[tuple[str, _Told]]:
    if item.not_applicable:
        yield "level", (both("change.level"), both("answer.not_applicable"))
    elif item.level is not None:
        yield "level", (both("change.level"), str(item.level) if item.scale is Scale.LEVEL else both(f"answer.{item.level}"))
    if item.hidden:
        yield "hidden", (both("mark.hidden"), both("diff.hidden"))
    for name, value in (("reason", item.reason), ("note", item.note)):
        if value:
            yield name, (both(f"change.{name}"), value)
    for key, count in item.counts.items():
        yield f"count.{key}", (_phrase(count.label), f"{count.n}/{count.of or '?'}")
    for code, citation in item.citations.items():
        yield f"citation.{code}", (both("change.citation"), f"{code} {citation.place}".strip())
    yield "question", (both("diff.question"), _phrase(item.question))
    yield "meaning", (both("diff.meaning"), item.digest[:8])


def _evidence(found: verified.EvidenceResult) -> Iterator[tuple[str, _Told]]:
    for name, value in found.model_dump().items():
        if name in ("kind", "status"):
            yield name, (both(f"evidence.{name}"), both(f"evidence.{name}.{value}"))
        elif name == "seen":
            yield name, (both("evidence.seen"), both("evidence.seen.yes" if value else "evidence.seen.no"))
        elif value:
            yield name, (both(f"evidence.{name}"), value)


def _fact_field(fact: verified.FactResult, key: str, value: str) -> _Told:
    field = fact.fields[key]
    return _phrase(field.label), _phrase(field.choices[value]) if value in field.choices else value


def _phrase(text: verified.Bilingual) -> Phrase:
    return Phrase(text.id, text.en)
