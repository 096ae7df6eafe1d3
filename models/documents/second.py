"""A second verification in documents: what its verifier answered, kept as text until both are in, and how a lead settled what differs."""

import base64
from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from models.codes import digest
from models.documents import toml
from models.documents.parts import MAJOR, STRICT, Code, Digest, Level, Text, tables
from models.documents.verified import CitationResult, CountResult, EvidenceResult, Person
from models.errors import Refusal
from models.rules.disagreement import Counts, Given

Items = Annotated[tuple[Code, ...], Field(strict=False, min_length=1, max_length=5_000)]
_LONGEST_PIECE: Final = 8_000
"""Characters of one string of a document: written with all escapes it stays within the guard."""
_SEALED_LINE: Final = 1_000
Salt = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
SealedLine = Annotated[str, StringConstraints(pattern=rf"^[A-Za-z0-9+/=]{{1,{_SEALED_LINE}}}$")]
Piece = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_PIECE)]


class _Part(BaseModel):
    model_config = STRICT


class GivenResult(_Part):
    """What somebody answered."""

    level: Level | None = None
    not_applicable: bool = False
    reason: Text = ""
    note: Text = ""

    @model_validator(mode="after")
    def _is_one_answer(self) -> Self:
        if (self.level is None) is not self.not_applicable:
            raise ValueError("a level, or not applicable")
        return self

    @property
    def given(self) -> Given:
        """The answer as it is compared."""
        return Given(self.level, self.not_applicable)


class SecondAnswer(GivenResult):
    """What the second verifier answered, counted and cited for an item."""

    counts: dict[Code, CountResult] = {}
    citations: dict[Code, CitationResult] = {}


class Answers(_Part):
    """What an opinion holds: the answers and the evidence they cite. The salt lets nobody find them by trying for their digest."""

    format: Literal["verifier"]
    kind: Literal["answers"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    verification: Code
    checklist: Digest
    salt: Salt
    items: Annotated[dict[Code, SecondAnswer], Field(min_length=1)]
    evidence: dict[Code, EvidenceResult] = {}

    @property
    def given(self) -> Mapping[str, Given]:
        """The answers as they are compared."""
        return {item: answer.given for item, answer in self.items.items()}


class SettledResult(_Part):
    """An item on which the two differ: both answers, whose counts, and why."""

    first: GivenResult
    second: GivenResult
    counts: Counts
    reason: Annotated[Text, Field(min_length=1)]

    @model_validator(mode="after")
    def _differs_and_says_why(self) -> Self:
        if self.first.given == self.second.given or not self.reason.strip():
            raise ValueError("reason")
        return self


class SecondResult(_Part):
    """A second verification as a verdict file tells it."""

    person: Person
    opinion: Digest
    settlement: Digest
    settled_by: Person
    compared: Items
    items: dict[Code, SettledResult] = {}


def written(answers: Answers) -> bytes:
    """The bytes that are sealed."""
    return toml.write(answers)


def answers(body: bytes, file: str) -> Answers:
    """The answers that unsealed bytes hold; `file` is the opinion's name in sentences. Refusal as `parts.tables` and `toml.read` give."""
    return toml.read(Answers, tables(body, "answers", file), file)


def heading() -> dict[str, object]:
    """How answers begin."""
    return {"format": "verifier", "kind": "answers", "major": MAJOR, "minor": 0}


def lines(sealed: bytes) -> tuple[str, ...]:
    """Sealed bytes as lines of base64."""
    text = base64.b64encode(sealed).decode()
    return tuple(text[at : at + _SEALED_LINE] for at in range(0, len(text), _SEALED_LINE))


def joined(sealed: tuple[str, ...], file: str) -> bytes:
    """The bytes of lines of base64; Refusal `sealing.damaged`."""
    try:
        return base64.b64decode("".join(sealed), validate=True)
    except ValueError as error:
        raise Refusal("sealing.damaged", file=file) from error


def pieces(body: bytes) -> tuple[str, ...]:
    """Unsealed bytes as texts that put together are the same bytes again: a line each, as far as one is short enough."""
    found = []
    for line in body.decode("utf-8").splitlines(keepends=True):
        found += [line[at : at + _LONGEST_PIECE] for at in range(0, len(line), _LONGEST_PIECE)]
    return tuple(found)


def whole(told: tuple[str, ...]) -> bytes:
    """The unsealed bytes that `pieces` told."""
    return "".join(told).encode("utf-8")


def demand(body: bytes, content: str, file: str) -> Answers:
    """The answers in unsealed bytes, which have to be those that an opinion promised by their digest `content`.

    Raises:
        Refusal: `sealing.untrue` where they are others, and as `answers` gives.
    """
    if digest(body) != content:
        raise Refusal("sealing.untrue", file=file)
    return answers(body, file)
