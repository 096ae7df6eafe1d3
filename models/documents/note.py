"""Notes on an agency, outside any verdict: a practice worth showing, a visit, a consultation.

A correction is a note of the same id that supersedes the earlier one. Posts stand in it, never names of people of the agency.
"""

from collections.abc import Collection, Iterator
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import BaseModel, Field, StringConstraints, model_validator

from models.documents.parts import STRICT, Code, Day, Digest, Moment, Name, Text
from models.documents.signatures import namespace
from models.documents.signers import Signer
from models.documents.team import Team
from models.documents.verified import Agency, Bilingual, Person, Superseded
from models.errors import Refusal
from models.rules.signing import roles_for

KIND: Final = "note"
Purpose = Literal["practice", "visit", "consultation"]
PURPOSES: Final = frozenset(get_args(Purpose))
PRACTICE: Final = "practice"


Said = Annotated[Text, StringConstraints(min_length=1, pattern=r"\S")]


class _Part(BaseModel):
    model_config = STRICT


class Practice(_Part):
    """What an agency does well on one item, and who of it agreed that it is shown."""

    checklist: Code
    version: Code
    item: Code
    item_digest: Digest
    item_title: Bilingual
    title: Name
    why: Said
    consent_by: Name
    """The post that agreed."""
    consent_on: Day
    contact: Name
    """The post to ask."""


class Meeting(_Part):
    """A visit or consultation: what it was about, which posts took part, and what was advised."""

    subject: Name
    participants: Text = ""
    advised: Text = ""
    follow_up: Day | Literal[""] = ""


class Note(_Part):
    """A dated note on an agency; `text` is what was done, seen or talked about."""

    format: Literal["verifier"]
    kind: Literal["note"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    purpose: Purpose
    note: Code
    """Its id, which corrections keep."""
    supersedes: Superseded = ()
    agency: Agency
    date: Day
    person: Person
    written_at: Moment
    text: Said
    practice: Practice | None = None
    meeting: Meeting | None = None

    @model_validator(mode="after")
    def _tells_what_it_is(self) -> Self:
        is_practice = self.purpose == PRACTICE
        if (self.practice is not None) is not is_practice or (self.meeting is None) is not is_practice:
            raise ValueError("purpose")
        return self


def against(document: Note, digest: str, signer: Signer, team: Team | None, earlier: Collection[str]) -> Iterator[Refusal]:
    """What speaks against the person who signed a note: that it is a practice, which their roles do not let them show."""
    if team is None or digest in earlier or document.purpose != PRACTICE:
        return
    allowed = roles_for(KIND, team.policy.signers, PRACTICE)
    if not set(allowed) & set(signer.roles):
        yield Refusal("signer.role", name=signer.name, purpose=namespace(PRACTICE), roles=allowed)
