"""The handover: what somebody answered in some areas of a verification, or all of it, as another verifier goes on with it.

Items stand by their digests; their texts are in the checklist, which whoever goes on has.
"""

import re
from collections.abc import Collection, Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, model_validator

from models.documents import self_assessed, visited
from models.documents.parts import NUMBER, STRICT, Code, Digest, Level, Moment, Name, Text
from models.documents.self_assessed import SelfAssessmentResult
from models.documents.verified import Agency, CitationResult, EvidenceResult, Person, Superseded, UsedChecklist
from models.documents.visited import HandedDay, HandedFinding
from models.errors import Fault
from models.rules import facts as rules
from models.rules.checklist import Checklist
from models.rules.evidence import KINDS, STATUSES

_EVIDENCE: Final = re.compile(r"B[0-9]{2,6}")
WHOLE: Final = "whole"
MINOR: Final = 1
"""Since 1 a handover tells the day in the field."""


class _Part(BaseModel):
    model_config = STRICT


class HandedCount(_Part):
    """A count: n of N as decimal texts."""

    n: Text
    of: Text = ""


class HandedItem(_Part):
    """What was noted for an item, answered or not."""

    digest: Digest
    level: Level | None = None
    not_applicable: bool = False
    reason: Text = ""
    note: Text = ""
    counts: dict[Code, HandedCount] = {}
    citations: dict[Code, CitationResult] = {}
    carried: bool = False
    """Whether it was carried over from an earlier verification and is to be confirmed."""

    @model_validator(mode="after")
    def _has_at_most_one_answer(self) -> Self:
        if (self.level is not None and self.not_applicable) or (self.not_applicable and not self.reason.strip()):
            raise ValueError("a level, or not applicable for a reason")
        return self


class MergedAnswer(_Part):
    """What one of two had noted for an item before it was settled, answered or not."""

    level: Level | None = None
    not_applicable: bool = False
    reason: Text = ""
    note: Text = ""
    counts: dict[Code, HandedCount] = {}
    finding: HandedFinding | None = None
    """Theirs, where it is the findings that differ; a submission, which holds none, leaves it out."""


class MergedResult(_Part):
    """An item on which merged areas differed: both as they were, whose counts, and why."""

    item: Code
    handover: Digest
    """The document that the other came by."""
    ours: MergedAnswer
    our_name: Text
    theirs: MergedAnswer
    their_name: Text
    counts: Literal["ours", "theirs"]
    reason: Annotated[Text, Field(min_length=1)]
    settled_by: Text
    settled_at: Moment


class HandedBase(_Part):
    """A base figure of the agency."""

    value: Annotated[int, Field(ge=0)]


class HandedFact(_Part):
    """The rows of a status fact by number, each a table of texts."""

    rows: dict[Code, dict[Code, Text]]


class Handover(_Part):
    """A handover. `authors` are those besides the giver whose work is in it."""

    format: Literal["verifier"]
    kind: Literal["handover"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: Literal["whole", "areas"]
    verification: Code
    round: Name
    agency: Agency
    checklist: UsedChecklist
    opened_at: Moment
    giver: Person
    receiver: Person
    handed_at: Moment
    note: Text = ""
    supersedes: Superseded = ()
    areas: Annotated[tuple[Code, ...], Field(strict=False, min_length=1, max_length=50)]
    authors: dict[Code, Person] = {}
    base: dict[Code, HandedBase] = {}
    facts: dict[Code, HandedFact] = {}
    items: dict[Code, HandedItem] = {}
    evidence: dict[Code, EvidenceResult] = {}
    merged: dict[Code, MergedResult] = {}
    """What was settled between those whose areas it holds; of the whole alone."""
    # Checked by nothing, as it is empty: what checks it is made when a handover is met.
    day: HandedDay = HandedDay.model_construct()
    follows: Code | Literal[""] = ""
    """The verification whose answers were carried over into it; of the whole alone."""
    self_assessment: SelfAssessmentResult | None = None
    """What the agency says of itself; of the whole alone."""

    @model_validator(mode="after")
    def _goes_from_one_to_another(self) -> Self:
        if not self.giver.id or not self.receiver.id or self.giver.id == self.receiver.id:
            raise ValueError("receiver")
        if self.status != WHOLE and (self.base or self.facts or self.merged or self.self_assessment or not self.day.is_of_items):
            raise ValueError("areas")
        return self

    @property
    def part(self) -> str:
        """Which part of the verification it holds, and whose; empty for the whole of it."""
        return "" if self.status == WHOLE else f"{self.giver.id}/{','.join(self.areas)}"

    @property
    def people(self) -> dict[str, str]:
        """The names of everybody whose work is in it, by id."""
        return {person.id: person.name for person in (self.giver, *self.authors.values()) if person.id}


def faults(document: Handover, checklist: Checklist) -> Iterator[Fault]:
    """Everything in a handover that its checklist does not admit."""
    yield from (Fault(f"areas.{area}", "unknown_key") for area in document.areas if area not in checklist.areas)
    yield from (Fault(f"base.{key}", "unknown_key") for key in document.base if key not in checklist.base)
    for code, told in document.items.items():
        yield from faults_of_item(checklist, code, told, document.areas, document.evidence)
    for code, fact in document.facts.items():
        yield from _faults_of_fact(checklist, code, fact)
    for code, evidence in document.evidence.items():
        if not _EVIDENCE.fullmatch(code) or evidence.kind not in KINDS or evidence.status not in STATUSES:
            yield Fault(f"evidence.{code}", "not_allowed")
    yield from visited.faults(document.day, checklist, document.areas)
    yield from self_assessed.faults(document.self_assessment, checklist)


def faults_of_item(checklist: Checklist, code: str, told: HandedItem, areas: Collection[str], evidence: Collection[str]) -> Iterator[Fault]:
    """Everything in what was noted for an item that the checklist does not admit, where only some areas and evidence are told of."""
    place, item = f"items.{code}", checklist.items.get(code)
    if item is None or item.area not in areas:
        yield Fault(place, "unknown_key")
        return
    if told.digest != item.digest:
        yield Fault(f"{place}.digest", "otherwise")
    if (told.level is not None and told.level not in item.scale.levels) or (told.not_applicable and not item.not_applicable):
        yield Fault(place, "not_allowed")
    yield from (Fault(f"{place}.citations.{cited}", "unknown_key") for cited in told.citations if cited not in evidence)
    for key, count in told.counts.items():
        if key not in item.counts:
            yield Fault(f"{place}.counts.{key}", "unknown_key")
        elif not NUMBER.fullmatch(count.n) or (count.of and not NUMBER.fullmatch(count.of)):
            yield Fault(f"{place}.counts.{key}", "not_allowed")


def _faults_of_fact(checklist: Checklist, code: str, told: HandedFact) -> Iterator[Fault]:
    fact = checklist.facts.get(code)
    if fact is None:
        yield Fault(f"facts.{code}", "unknown_key")
        return
    for number, row in told.rows.items():
        for key, value in row.items():
            if key not in fact.fields or not rules.is_admitted(fact.fields[key], key, value):
                yield Fault(f"facts.{code}.rows.{number}.{key}", "not_allowed")
