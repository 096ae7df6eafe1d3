"""The published checklist: a version frozen for ever, with the bytes of its file whole inside, so that everybody is pinned to the same."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from models import checklists
from models.codes import digest as digest_of
from models.documents import toml
from models.documents.parts import STRICT, Code, Digest, Moment, Text
from models.documents.verified import Bilingual, Person
from models.errors import Fault, Refusal
from models.rules.checklist import Checklist
from models.text import holds_refused

KIND: Final = "checklist"
_AROUND: Final = 200_000
"""Bytes of a published checklist that are kept for what stands around its text: the longest remark, and who published it."""
_LONGEST: Final = toml.LINE_LIMIT - 1_000
"""Signs of its longest line, with room for quotes around it."""
_LINES_AROUND: Final = 25_000
"""Its lines that are kept for the same: a remark may be one of nothing but lines."""


class PublishedChecklist(BaseModel):
    """A checklist as it was published; `digest` is that of the bytes of its file, which `text` is."""

    model_config = STRICT
    KEEPS_LINES: ClassVar = True

    format: Literal["verifier"]
    kind: Literal["checklist"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: Literal["published"]
    id: Code
    version: Code
    digest: Digest
    title: Bilingual
    published_at: Moment
    note: Text = ""
    text: Annotated[str, StringConstraints(min_length=1, max_length=toml.SIZE_LIMIT)]
    person: Person
    """Who published it."""

    @model_validator(mode="after")
    def _holds_the_bytes_it_names(self) -> Self:
        if digest_of(self.body) != self.digest:
            raise ValueError("digest")
        return self

    @property
    def name(self) -> str:
        """Id and version, such as `mt-kasn 2023`."""
        return f"{self.id} {self.version}"

    @property
    def body(self) -> bytes:
        """The bytes of the checklist file."""
        return self.text.encode()


def opened(document: PublishedChecklist) -> Checklist:
    """The checklist that is published; Refusal as `admitted` gives."""
    return admitted(document.body, f"{document.name}.toml")


def admitted(body: bytes, file: str) -> Checklist:
    """The checklist in a file of others, guarded and fit to be published; `file` is its name in sentences.

    Raises:
        Refusal: as `toml.parsed` and `checklists.load` give, `checklist.line_ends` where lines end as a signed text cannot hold them,
            `checklist.unseen` for what else it cannot hold, which only a comment may hide.
    """
    toml.parsed(body, file)
    if b"\r" in body:
        raise Refusal("checklist.line_ends", file=file)
    for number, line in enumerate(body.decode().split("\n"), 1):
        if holds_refused(line):
            raise Refusal("checklist.unseen", file=file, line=number)
    return checklists.load(body, file)


def require_publishable(body: bytes, file: str) -> None:
    """Go on only if the document that publishes a checklist file has room for all of it; Refusal `checklist.too_large`."""
    # Each of these signs is written as two there.
    signs = len(body) + body.count(b'"') + body.count(b"\\")
    lines = body.split(b"\n")
    longest = max(len(line.decode()) + line.count(b'"') + line.count(b"\\") for line in lines)
    if signs > toml.SIZE_LIMIT - _AROUND or len(lines) > toml.LINES_LIMIT - _LINES_AROUND or longest > _LONGEST:
        lengths = {"size": -(-signs // 1000), "limit": (toml.SIZE_LIMIT - _AROUND) // 1000, "longest": _LONGEST}
        raise Refusal("checklist.too_large", file=file, lines=toml.LINES_LIMIT - _LINES_AROUND, **lengths)


def against(document: PublishedChecklist) -> Iterator[Refusal | Fault]:
    """What speaks against a published checklist: that its text is no usable checklist, or another than its heading says."""
    try:
        found = opened(document)
    except Refusal as refused:
        yield refused
        return
    said = {"id": document.id, "version": document.version, "title": (document.title.id, document.title.en)}
    holds = {"id": found.id, "version": found.version, "title": (found.title.id, found.title.en)}
    for place in said:
        if said[place] != holds[place]:
            yield Fault(place, "not_allowed", {})
