"""Decisions: the review that returns or approves a submission, and the withdrawal of an approval or a verdict.

They refer by digest and repeat nothing.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from models.documents.parts import STRICT, Code, Digest, Moment, Name, Text
from models.documents.verified import Agency, Person, RemarkResult, Superseded

Items = Annotated[tuple[Code, ...], Field(strict=False, max_length=5_000)]


class _Decision(BaseModel):
    model_config = STRICT

    format: Literal["verifier"]
    kind: str
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    verification: Code
    round: Name
    agency: Agency
    person: Person
    decided_at: Moment


class Review(_Decision):
    """What a lead decided about a submission: returned with a coded reason, or approved."""

    kind: Literal["review"]
    submission: Digest
    decision: Literal["returned", "approved"]
    supersedes: Superseded = ()
    code: Code | Literal[""] = ""
    reason: Text = ""
    confirmed: Items = ()
    """Items whose "not applicable" was confirmed."""
    remarks: dict[Code, RemarkResult] = {}

    @model_validator(mode="after")
    def _gives_its_reason(self) -> Self:
        if len({self.decision == "returned", bool(self.code), bool(self.reason.strip())}) > 1:
            raise ValueError("reason")
        return self


class Withdrawal(_Decision):
    """The withdrawal of an issued verdict, or of an approval that is sent back, with its reason."""

    kind: Literal["withdrawal"]
    withdraws: Digest
    reason: Annotated[Text, Field(min_length=1)]
