"""The submission: a verification as its verifier hands it over to the review, in full, with replies to the remarks of an earlier return."""

from typing import Annotated, Literal

from pydantic import Field

from models.documents.parts import Digest, Moment
from models.documents.verified import Verified

KIND = "submission"


class Submission(Verified):
    """A submission; `supersedes` names the one before, `answers` the review that returned it."""

    kind: Literal["submission"]
    status: Literal["submitted"]
    number: Annotated[int, Field(ge=1, le=999)]
    submitted_at: Moment
    answers: Digest | Literal[""] = ""
