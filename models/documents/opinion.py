"""The opinion: a second verification, sealed to the lead who settles it, so that no file on its way shows an answer."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from models.documents.parts import STRICT, Code, Digest, Moment, Name
from models.documents.second import Items, SealedLine
from models.documents.verified import Agency, Person, Superseded, UsedChecklist


class Recipient(BaseModel):
    """To whom it is sealed: the lead, and the X25519 key that the team names for them."""

    model_config = STRICT

    id: Code
    name: Name
    key: Digest


class Opinion(BaseModel):
    """An opinion. What is sealed is promised by its digest `content`: whoever opens it can show to all that nothing was changed."""

    model_config = STRICT

    format: Literal["verifier"]
    kind: Literal["opinion"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: Literal["sealed"]
    verification: Code
    round: Name
    agency: Agency
    checklist: UsedChecklist
    person: Person
    given_at: Moment
    supersedes: Superseded = ()
    items: Items
    recipient: Recipient
    content: Digest
    sealed: Annotated[tuple[SealedLine, ...], Field(strict=False, min_length=1, max_length=20_000)]
