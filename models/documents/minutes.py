"""The minutes: what both sides agreed on the day, frozen with the answers as they stood; no verdict, and scores only if asked for.

Items stand by their digests; their texts are in the checklist. What was changed afterwards is listed by a supplement.
"""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from models.documents import handover, stating
from models.documents.handover import HandedItem
from models.documents.note import Said
from models.documents.parts import STRICT, Code, Day, Digest, Moment, Name, Text
from models.documents.verified import Agency, AreaResult, Person, Superseded, UsedChecklist
from models.errors import Fault
from models.rules import asking
from models.rules.answers import Answer
from models.rules.checklist import Checklist
from models.rules.scoring import area_scores

SUPPLEMENT: Final = "supplement"
_Nip = Annotated[str, StringConstraints(pattern=r"^([0-9]{18})?$")]


class _Part(BaseModel):
    model_config = STRICT


class MinutesTrip(_Part):
    """The visit: its letter of assignment, from when to when, and how it was made."""

    letter: Text = ""
    letter_date: Day | Literal[""] = ""
    begins: Day
    ends: Day | Literal[""] = ""
    method: Literal["", "field", "online", "documents"] = ""


class MinutesParty(_Part):
    """Somebody who took part; how to reach them is nobody else's business."""

    name: Name
    nip: _Nip = ""
    post: Text = ""
    function: Text = ""


class MinutesParties(_Part):
    """Both sides, each by number in the order of signing."""

    team: Annotated[dict[Code, MinutesParty], Field(min_length=1)]
    agency: Annotated[dict[Code, MinutesParty], Field(min_length=1)]


class MinutesEvidence(_Part):
    """Evidence by what it is called."""

    title: Text


class MinutesFinding(_Part):
    """What is to be mended about an item, and what the agency says to it."""

    text: Said
    stance: Literal["", "agree", "object"] = ""
    response: Text = ""
    deadline: Day | Literal[""] = ""


class Minutes(_Part):
    """Minutes. A supplement names the minutes it supplements and lists exactly the items whose answers differ from theirs."""

    format: Literal["verifier"]
    kind: Literal["minutes"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: Literal["agreed", "supplement"]
    verification: Code
    round: Name
    agency: Agency
    checklist: UsedChecklist
    number: Text = ""
    day: Day
    place: Name
    person: Person
    closed_at: Moment
    supplements: Digest | Literal[""] = ""
    changed: Annotated[tuple[Code, ...], Field(strict=False, max_length=2000)] = ()
    supersedes: Superseded = ()
    basis: Annotated[tuple[Name, ...], Field(strict=False, max_length=500)] = ()
    trip: MinutesTrip
    parties: MinutesParties
    findings: dict[Code, MinutesFinding] = {}
    items: dict[Code, HandedItem] = {}
    evidence: dict[Code, MinutesEvidence] = {}
    scores: dict[Code, AreaResult] = {}
    """The provisional results of the areas; none unless they were asked for."""

    @model_validator(mode="after")
    def _lists_what_it_supplements(self) -> Self:
        if len({self.status == SUPPLEMENT, bool(self.supplements), bool(self.changed)}) > 1:
            raise ValueError("supplements")
        return self


def faults(document: Minutes, checklist: Checklist) -> Iterator[Fault]:
    """Everything in minutes that their checklist does not admit."""
    for code, told in document.items.items():
        yield from handover.faults_of_item(checklist, code, told, checklist.areas, document.evidence)
    yield from (Fault(f"findings.{code}", "unknown_key") for code in document.findings if code not in checklist.items)
    yield from (Fault("changed", "not_allowed") for code in document.changed if code not in checklist.items)
    if document.scores:
        yield from _faults_of_scores(document, checklist)


def _faults_of_scores(document: Minutes, checklist: Checklist) -> Iterator[Fault]:
    """Where the results of the areas are not those of the answers."""
    answers = {code: Answer(told.level, told.not_applicable, told.reason) for code, told in document.items.items()}
    asks = asking.asked(checklist, answers, document.agency.type)
    computed = {code: stating.area(checklist, code, score) for code, score in area_scores(asks, answers).items()}
    for code in dict.fromkeys((*computed, *document.scores)):
        if document.scores.get(code) != computed.get(code):
            yield Fault(f"scores.{code}", "otherwise")
