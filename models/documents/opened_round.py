"""The announced round: its name, day and checklist for the whole team, with the targets and other figures that were stated."""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, model_validator

from models import register
from models.documents.parts import STRICT, Code, Day, Moment, Name, Text
from models.documents.verified import Person, Superseded, UsedChecklist
from models.rules import stated

KIND: Final = "round"
MOST: Final = 500
"""Most figures that are announced with a round."""


class StatedFigure(BaseModel):
    """A figure that somebody outside stated on a day; a target where it measures one."""

    model_config = STRICT

    day: Day
    figure: Name
    value: Name
    unit: Name
    source: Name
    note: Text = ""
    measure: Text = ""
    type: Text = ""
    year: Text = ""

    @model_validator(mode="after")
    def _measures_what_is_known(self) -> Self:
        found = stated.fault(self.model_dump(), register.TYPES)
        if found is not None:
            raise ValueError(found.field)
        return self


class OpenedRound(BaseModel):
    """A round as it was announced; of one round the one counts in whose place none was put."""

    model_config = STRICT

    format: Literal["verifier"]
    kind: Literal["round"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: Literal["opened", "closed"]
    """Whether verifications are begun in it, or no more."""
    round: Name
    day: Day
    """The day whose rules it goes by."""
    checklist: UsedChecklist
    announced_at: Moment
    note: Text = ""
    person: Person
    """Who announced it."""
    supersedes: Superseded = ()
    figures: Annotated[dict[Code, StatedFigure], Field(max_length=MOST)] = {}

    @model_validator(mode="after")
    def _states_each_figure_once(self) -> Self:
        if len({(each.day, each.figure) for each in self.figures.values()}) < len(self.figures):
            raise ValueError("figures")
        return self
