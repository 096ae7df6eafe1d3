"""What an agency says of itself, as a file tells it beside what was verified, and as rows of the tables."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, model_validator

from models.documents.parts import STRICT, Code, Digest, Level, Moment, Text
from models.errors import Fault
from models.rules.checklist import Checklist


class _Part(BaseModel):
    model_config = STRICT


class SelfAnswerResult(_Part):
    """What the agency says of an item."""

    level: Level | None = None
    not_applicable: bool = False
    evidence: Text = ""
    note: Text = ""

    @model_validator(mode="after")
    def _has_at_most_one_answer(self) -> "SelfAnswerResult":
        if self.level is not None and self.not_applicable:
            raise ValueError("a level, or not applicable")
        return self


class SelfAssessmentResult(_Part):
    """What an agency says of itself: the sheet that it came by, and its answers."""

    file: Text
    digest: Digest
    person: Text
    taken_at: Moment
    items: dict[Code, SelfAnswerResult] = {}


def faults(told: SelfAssessmentResult | None, checklist: Checklist) -> Iterator[Fault]:
    """Everything in what an agency says of itself that the checklist does not admit."""
    for code, said in (told.items if told else {}).items():
        place, item = f"self_assessment.items.{code}", checklist.items.get(code)
        if item is None:
            yield Fault(place, "unknown_key")
        elif (said.level is not None and said.level not in item.scale.levels) or (said.not_applicable and not item.not_applicable):
            yield Fault(place, "not_allowed")


def head(told: SelfAssessmentResult) -> dict[str, Any]:
    """The sheet it came by, as its row."""
    return told.model_dump(exclude={"items"})
