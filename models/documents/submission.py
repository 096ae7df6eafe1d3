"""The submission: a verification as its verifier hands it over to the review, in full, with replies to the remarks of an earlier return."""

import tomllib
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.documents.handover import MergedResult
from models.documents.parts import Code, Digest, Moment
from models.documents.verified import Verified


class Submission(Verified):
    """A submission; `supersedes` names the one before, `answers` the review that returned it, `minutes` what was agreed on the day."""

    kind: Literal["submission"]
    status: Literal["submitted"]
    number: Annotated[int, Field(ge=1, le=999)]
    submitted_at: Moment
    answers: Digest | Literal[""] = ""
    minutes: Digest | Literal[""] = ""
    minutes_scan: Digest | Literal[""] = ""
    """Of the paper that was signed by hand, as far as it was attached by then."""
    follows: Code | Literal[""] = ""
    """The verification of the same agency, or of the one before it, whose answers were carried over into it."""
    merged: dict[Code, MergedResult] = {}  # noqa: RUF012 - a field of a model
    """What was settled between those whose areas it holds."""

    @model_validator(mode="after")
    def _names_its_verifier(self) -> Self:
        if "verifier" not in self.people:
            raise ValueError("verifier")
        return self


def head(body: bytes) -> tuple[int, str]:
    """Number and moment of a submission that was let in: what stands before its first table, for reading all of it takes long."""
    try:
        said = tomllib.loads(body.partition(b"\n[")[0].decode())
        return int(said["number"]), str(said["submitted_at"])
    except (tomllib.TOMLDecodeError, KeyError):  # another program wrote it, in lines of its own
        said = tomllib.loads(body.decode())
        return int(said["number"]), str(said["submitted_at"])
