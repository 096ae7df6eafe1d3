"""The endorsement: a supervisor says of documents, by their digests, that they count although their signer's key or role ended since.

It vouches for nothing that it does not name; what it names still has to hold in every other way.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, model_validator

from models.documents.note import Said
from models.documents.parts import STRICT, Code, Digest, Moment
from models.documents.segment import Number, Writer
from models.documents.signers import Endorsing
from models.documents.verified import Person
from models.rules.signing import ENDORSEMENT as KIND

__all__ = ["KIND", "MOST", "EndorsedDocument", "EndorsedLog", "Endorsement", "endorsing"]

MOST: Final = 10_000
"""Most documents that one names; where somebody signed more, another one names the rest."""


class _Part(BaseModel):
    model_config = STRICT


class EndorsedDocument(_Part):
    """What is endorsed: its kind alone, for who reads of another region's documents at headquarters is to learn nothing of them."""

    kind: Code


class EndorsedLog(_Part):
    """How far the log of a device counts that does not send any more: its last segment."""

    number: Number
    last: Digest


class Endorsement(_Part):
    """Documents of one member that go on counting, by digest, and the logs by which they travel, by writer."""

    format: Literal["verifier"]
    kind: Literal["endorsement"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    of: Person
    """Who signed what is endorsed."""
    person: Person
    """Who endorses it."""
    endorsed_at: Moment
    reason: Said
    logs: dict[Writer, EndorsedLog] = {}
    documents: Annotated[dict[Digest, EndorsedDocument], Field(max_length=MOST)] = {}

    @model_validator(mode="after")
    def _endorses_something(self) -> Self:
        if not self.documents and not self.logs:
            raise ValueError("documents")
        return self


def endorsing(document: Endorsement, digest: str, keys: Iterable[str]) -> Iterator[Endorsing]:
    """An endorsement by each of the keys that signed it, as it names any document; the kind is that document's to say."""
    return (Endorsing(document.person.id, key, document.of.id, "", digest) for key in keys)
