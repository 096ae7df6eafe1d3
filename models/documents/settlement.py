"""The settlement: for each item on which two verifiers differ which answer counts and why; the second's answers with it, word by word."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from models.codes import digest
from models.documents import second
from models.documents.parts import STRICT, Code, Digest, Moment, Name
from models.documents.second import Answers, Items, Piece, SettledResult
from models.documents.verified import Agency, Person, Superseded
from models.errors import Refusal
from models.rules.disagreement import Settled


class Settlement(BaseModel):
    """A settlement of one submission and one opinion; both originals stay beside it for ever.

    `opened` is what the opinion held sealed, in pieces that put together have the digest `content` which the opinion promised: so the
    second verifier's original can be read after the lead's key is gone.
    """

    model_config = STRICT

    format: Literal["verifier"]
    kind: Literal["settlement"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    verification: Code
    round: Name
    agency: Agency
    person: Person
    decided_at: Moment
    submission: Digest
    opinion: Digest
    by: Person
    supersedes: Superseded = ()
    compared: Items
    items: dict[Code, SettledResult] = {}
    content: Digest
    opened: Annotated[tuple[Piece, ...], Field(strict=False, min_length=1, max_length=90_000)]

    @model_validator(mode="after")
    def _tells_what_was_opened(self) -> Self:
        body = second.whole(self.opened)
        try:
            found = second.answers(body, "opened").given if digest(body) == self.content else {}
        except Refusal as refused:
            raise ValueError("opened") from refused
        if not {*self.items, *self.compared} <= found.keys() or any(item.second.given != found[code] for code, item in self.items.items()):
            raise ValueError("opened")
        return self

    @property
    def answers(self) -> Answers:
        """What the second verifier answered."""
        return second.answers(second.whole(self.opened), "opened")

    @property
    def settled(self) -> Mapping[str, Settled]:
        """How each item was settled."""
        return {code: Settled(item.first.given.category, item.second.given.category, item.counts) for code, item in self.items.items()}
