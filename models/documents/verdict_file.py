"""The verdict file: one verification with its verdict, standing alone, as strict models in the order they are written.

Language-neutral: every sentence is there in both languages. Scores are decimal texts cut to two places beside the exact fraction.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from models.documents import toml
from models.errors import Refusal
from models.moments import moment

Text = Annotated[str, StringConstraints(max_length=20_000)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Score = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}\.[0-9]{2}$")]
Exact = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}(/[1-9][0-9]{0,17})?$")]
Level = Annotated[int, Field(ge=0, le=4)]


def _real(text: str) -> str:
    moment(text)
    return text


Moment = Annotated[str, StringConstraints(pattern=r"^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"), AfterValidator(_real)]

MAJOR = 1
UNSIGNED = "unsigned draft"


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Bilingual(_Part):
    """One sentence in both languages."""

    id: Text
    en: Text


class Agency(_Part):
    """The agency verified."""

    code: Code
    name: Text
    type: Code
    province: Text = ""


class UsedChecklist(_Part):
    """The checklist used; `digest` is that of its file."""

    id: Code
    version: Code
    digest: Digest
    title: Bilingual


class Person(_Part):
    """Somebody who took part."""

    name: Text
    role: Code


class AreaResult(_Part):
    """An area's result; without score when nothing in it was applicable."""

    name: Bilingual
    weight: int
    score: Score | None = None
    exact: Exact | None = None
    band: Bilingual | None = None


class CountResult(_Part):
    """A count: n of N as decimal texts."""

    label: Bilingual
    n: Text
    of: Text = ""


class CitationResult(_Part):
    """The use of evidence for an item."""

    place: Text = ""


class ItemResult(_Part):
    """An item in full and its answer."""

    area: Code
    title: Bilingual
    question: Bilingual
    accepted_evidence: Bilingual
    basis: Text = ""
    scale: Code
    ladder: dict[Code, Bilingual]
    weight: int
    gate: int | None = None
    digest: Digest
    level: Level | None = None
    not_applicable: bool = False
    reason: Text = ""
    note: Text = ""
    proposed: Level | None = None
    counts: dict[Code, CountResult] = {}
    citations: dict[Code, CitationResult] = {}


class EvidenceResult(_Part):
    """Evidence as typed."""

    kind: Code
    title: Text
    number: Text = ""
    date: Text = ""
    valid_until: Text = ""
    source: Text = ""
    location: Text = ""
    seen: bool
    status: Code


class FieldResult(_Part):
    """A field of a status fact and, for a choice, what each key means."""

    label: Bilingual
    choices: dict[Code, Bilingual] = {}


class FactResult(_Part):
    """A status fact: its rows by number, each a table of texts."""

    text: Bilingual
    fields: dict[Code, FieldResult]
    rows: dict[Code, dict[Code, Text]] = {}


class BaseResult(_Part):
    """A base figure of the agency."""

    label: Bilingual
    value: int


class ReasonResult(_Part):
    """A line of the explanation: its code and fields as data, and the sentence."""

    code: Code
    fields: dict[Code, Text] = {}
    text: Bilingual


class RecommendationResult(_Part):
    """What the rules recommended, and why."""

    code: Code
    name: Bilingual
    flags: dict[Code, Bilingual] = {}
    because: dict[Code, ReasonResult] = {}
    missing: dict[Code, ReasonResult] = {}


class VerdictResult(_Part):
    """The verdict that was recorded."""

    code: Code
    name: Bilingual
    differs: bool
    reason: Text = ""
    person: Text
    recorded_at: Moment


class VerdictFile(_Part):
    """A verdict file."""

    format: Literal["verifier"]
    kind: Literal["verdict"]
    major: int
    minor: int
    status: Text
    verification: Code
    round: Code
    agency: Agency
    checklist: UsedChecklist
    people: dict[Code, Person]
    opened_at: Moment
    verdict: VerdictResult
    recommendation: RecommendationResult
    overall: Score | None = None
    areas: dict[Code, AreaResult]
    base: dict[Code, BaseResult] = {}
    facts: dict[Code, FactResult]
    items: dict[Code, ItemResult]
    evidence: dict[Code, EvidenceResult] = {}


def opened(body: bytes, file: str) -> VerdictFile:
    """The verdict file that `body` holds; `file` is its name in sentences.

    Raises:
        Refusal: what `toml.parsed` and `toml.read` refuse, `document.kind` for another kind, `document.newer` for a newer major.
    """
    raw = toml.parsed(body, file)
    if raw.get("format") != "verifier" or raw.get("kind") != "verdict":
        raise Refusal("document.kind", file=file, found=f"{raw.get('format', '-')}/{raw.get('kind', '-')}")
    major = raw.get("major")
    if isinstance(major, int) and major > MAJOR:
        raise Refusal("document.newer", file=file, found=major, known=MAJOR)
    return toml.read(VerdictFile, raw, file)
