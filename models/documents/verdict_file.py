"""The verdict file: one verification with its verdict, standing alone, as strict models in the order they are written."""

from collections.abc import Mapping
from typing import Final, Literal, Self

from pydantic import BaseModel, model_validator

from models.codes import path_part
from models.documents import familiar, once, toml
from models.documents.parts import STRICT, Code, Day, Digest, Moment, Name, Text, tables
from models.documents.second import SecondResult
from models.documents.shipped import places_otherwise
from models.documents.verified import Verified
from models.errors import Fault, Refusal

UNSIGNED: Final = "unsigned draft"
DRAFT: Final = "draft"
OUTSIDE: Final = "draft from outside the team"
ISSUED: Final = "issued"
Status = Literal["unsigned draft", "draft", "draft by a verifier", "draft by a lead", "draft from outside the team", "issued"]
PURPOSES: Final[Mapping[Status, str]] = {
    DRAFT: "verdict",
    "draft by a verifier": "submission",
    "draft by a lead": "review",
    OUTSIDE: "submission",
    ISSUED: "verdict",
}
"""The kind of document as which a signed file is signed, by what it says of itself: nobody's signature says more than they may say."""


class PlenaryResult(BaseModel):
    """The plenary that decided the verdict."""

    model_config = STRICT
    number: Name
    date: Day


class VerdictFile(Verified):
    """A verdict file."""

    kind: Literal["verdict"]
    status: Status
    submission: Digest | Literal[""] = ""
    review: Digest | Literal[""] = ""
    minutes: Digest | Literal[""] = ""
    minutes_scan: Digest | Literal[""] = ""
    issued_at: Moment | Literal[""] = ""
    valid_until: Text = ""
    issue_reason: Text = ""
    plenary: PlenaryResult | None = None
    second: dict[Code, SecondResult] = {}  # noqa: RUF012 - a field of a model

    @model_validator(mode="after")
    def _rests_on_what_was_approved(self) -> Self:
        if (self.status == ISSUED) is not all((self.submission, self.review, self.issued_at)):
            raise ValueError("issued")
        return self

    @model_validator(mode="after")
    def _was_issued_by_what_a_plenary_decided(self) -> Self:
        if self.plenary is not None and self.status != ISSUED:
            raise ValueError("plenary")
        return self

    @model_validator(mode="after")
    def _names_who_signs_it(self) -> Self:
        if not {"verifier", *(("supervisor",) if self.status == ISSUED else ())} <= self.people.keys():
            raise ValueError("people")
        return self


def named(document: VerdictFile, body: bytes) -> str:
    """The name of the file for people that holds `body`: round, agency and the first 16 digits of its digest."""
    mark = "_unsigned-draft" if document.status == UNSIGNED else ""
    return f"{path_part(document.round)}_{path_part(document.agency.code)}_{once.digest_of(body)[:16]}{mark}.toml"


def parsed(body: bytes, file: str) -> VerdictFile:
    """The verdict file that `body` holds, by itself; `file` is its name in sentences. Refusal as `parts.tables` and `toml.read` give."""
    return familiar.read(body, "verdict", VerdictFile) or toml.read(VerdictFile, tables(body, "verdict", file), file)


def opened(body: bytes, file: str) -> VerdictFile:
    """The verdict file that `body` holds; `file` is its name in sentences.

    Raises:
        Refusal: what `parsed` refuses, `document.faults` where it says otherwise than the shipped checklist it names.
    """
    document = parsed(body, file)
    faults = tuple(Fault(place, "not_allowed", {}) for place in places_otherwise(document))
    if faults:
        raise Refusal("document.faults", file=file, count=len(faults), faults=faults)
    return document
