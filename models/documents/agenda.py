"""The acceleration agenda of an agency as it stood when it was handed over: every action with its target, owner, deadline and status.

It stands alone: the items stand with title and digest. A later one takes the place of those it names.
"""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from models.documents.note import Said
from models.documents.parts import NUMBER, STRICT, Code, Day, Digest, Level, Moment, Name, Text
from models.documents.verified import Agency, Bilingual, Person, Superseded, UsedChecklist
from models.rules.agenda import DONE, DROPPED
from models.rules.checklist import Scale

KIND: Final = "action"
_Line = Annotated[str, StringConstraints(max_length=500)]
_Number = Annotated[str, StringConstraints(pattern=rf"^({NUMBER.pattern})?$")]
_Evidence = Annotated[str, StringConstraints(pattern=r"^(B[0-9]{2,6})?$")]


class _Part(BaseModel):
    model_config = STRICT


class PlannedAction(_Part):
    """What is to be done about an item; `was` is the level there was, `level` or `number` with `unit` what is to be reached."""

    item: Code
    item_digest: Digest
    title: Bilingual
    scale: Annotated[Scale, Field(strict=False)]
    gate: bool = False
    was: Level | None = None
    action: Said
    output: Text = ""
    level: Level | None = None
    number: _Number = ""
    unit: _Line = ""
    owner: _Line = ""
    deadline: Day | Literal[""] = ""
    status: Literal["planned", "under_way", "done", "dropped"] = "planned"
    done_on: Day | Literal[""] = ""
    evidence: Text = ""
    cited: _Evidence = ""
    reason: Text = ""

    @model_validator(mode="after")
    def _has_what_its_status_needs(self) -> Self:
        if (self.status == DONE) is not bool(self.done_on) or (self.status == DONE and not (self.evidence.strip() or self.cited)):
            raise ValueError("evidence")
        if self.status == DROPPED and not self.reason.strip():
            raise ValueError("reason")
        if any(level is not None and level not in self.scale.levels for level in (self.was, self.level)) or (self.number and not self.unit):
            raise ValueError("target")
        return self


class Agenda(_Part):
    """An agenda; `revision` counts on from those in whose place it is put."""

    format: Literal["verifier"]
    kind: Literal["action"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    verification: Code
    round: Name
    agency: Agency
    checklist: UsedChecklist
    revision: Annotated[int, Field(ge=1, lt=1_000_000)]
    person: Person
    written_at: Moment
    supersedes: Superseded = ()
    actions: Annotated[dict[Code, PlannedAction], Field(min_length=1, max_length=5000)]
