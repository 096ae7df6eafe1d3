"""The assignment: which agencies somebody verifies in a round, or that they are taken back."""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, model_validator

from models.documents.parts import STRICT, Code, Day, Digest, Moment, Name, Text
from models.documents.verified import Person
from models.seconds import Purpose

MOST: Final = 2_000
"""Most agencies of one assignment: more than twice as many as there are."""


class AssignedAgency(BaseModel):
    """An agency as it is called where it was assigned."""

    model_config = STRICT

    name: Text
    type: Code


class Assignment(BaseModel):
    """Agencies assigned to a verifier for a round, or taken back; of an agency the one counts in whose place none was put for it."""

    model_config = STRICT

    format: Literal["verifier"]
    kind: Literal["assignment"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: Literal["assigned", "taken_back"]
    purpose: Purpose = "first"
    """Whether they are verified for the first time, or independently a second time; each counts by itself."""
    round: Name
    person: Person
    """Who assigned."""
    decided_at: Moment
    verifier: Person | None = None
    """To whom; nobody where they are taken back."""
    due: Day | Literal[""] = ""
    note: Text = ""
    supersedes: Annotated[tuple[Digest, ...], Field(strict=False, max_length=MOST)] = ()
    """Those in whose place it is put, for the agencies it names; for others they go on counting."""
    agencies: Annotated[dict[Name, AssignedAgency], Field(min_length=1, max_length=MOST)]

    @model_validator(mode="after")
    def _says_to_whom(self) -> Self:
        if (self.verifier is None) is not (self.status == "taken_back") or (self.verifier is not None and not self.verifier.id):
            raise ValueError("verifier")
        return self

    @property
    def whose(self) -> str:
        """The name of whose work it is about."""
        return (self.verifier or self.person).name

    @property
    def told(self) -> str:
        """Whose work it is about, and the first agency with how many more there are."""
        first = next(iter(self.agencies.values())).name
        more = len(self.agencies) - 1
        return f"{self.whose} · {first}{f' +{more}' if more else ''}"
