"""The request for a return: the verifier of a submission that has left asks the lead to give it back, and says why.

It refers by digest and repeats nothing; the lead answers it by a return.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from models.documents.note import Said
from models.documents.parts import STRICT, Code, Digest, Moment, Name
from models.documents.verified import Agency, Person, Superseded


class Request(BaseModel):
    """A request of the verifier of a submission that it be returned; `supersedes` names earlier ones about the same submission."""

    model_config = STRICT

    format: Literal["verifier"]
    kind: Literal["request"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    verification: Code
    round: Name
    agency: Agency
    submission: Digest
    supersedes: Superseded = ()
    person: Person
    asked_at: Moment
    reason: Said
