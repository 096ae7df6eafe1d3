"""The verdict file: one verification with its verdict, standing alone, as strict models in the order they are written.

Language-neutral: every sentence is there in both languages. Scores are decimal texts cut to two places beside the exact fraction.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from models.codes import digest, path_part
from models.documents import toml
from models.documents.parts import STRICT, Code, Digest, Moment, Name, Text, tables
from models.documents.shipped import places_otherwise
from models.errors import Fault, Refusal
from models.rules.checklist import AREA_WEIGHT, TOP_LEVEL, Scale
from models.text import Phrase

Score = Annotated[str, StringConstraints(pattern=r"^(100\.00|[0-9]{1,2}\.[0-9]{2})$")]
Exact = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}(/[1-9][0-9]{0,17})?$")]
Level = Annotated[int, Field(ge=0, le=TOP_LEVEL)]
Weight = Annotated[int, Field(ge=1, le=100)]
Verdict = Annotated[str, StringConstraints(pattern=r"^V[1-4]$")]
Superseded = Annotated[tuple[Digest, ...], Field(strict=False, max_length=20)]


UNSIGNED: Final = "unsigned draft"
DRAFT: Final = "draft"
OUTSIDE: Final = "draft from outside the team"
Status = Literal["unsigned draft", "draft", "draft by a verifier", "draft by a lead", "draft from outside the team"]
PURPOSES: Final[Mapping[Status, str]] = {
    DRAFT: "verdict",
    "draft by a verifier": "submission",
    "draft by a lead": "review",
    OUTSIDE: "submission",
}
"""The kind of document as which a signed file is signed, by what it says of itself: nobody's signature says more than they may say."""


def cut(score: Fraction) -> str:
    """A score as it is written: cut to two decimals, so that one just under a threshold never reads as the threshold."""
    return f"{score * 100 // 1 // 100}.{int(score * 100 // 1 % 100):02}"


class _Part(BaseModel):
    model_config = STRICT


class Bilingual(_Part):
    """One sentence in both languages."""

    id: Text
    en: Text

    def says(self, phrase: Phrase) -> bool:
        """Whether it is `phrase` of a checklist."""
        return (self.id, self.en) == (phrase.id, phrase.en)


class Agency(_Part):
    """The agency verified."""

    code: Name
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
    """Somebody who took part; `id` is what the list of signers calls them."""

    id: Code = ""
    name: Text
    role: Code


class AreaResult(_Part):
    """An area's result; without score when nothing in it was applicable."""

    name: Bilingual
    weight: Annotated[int, Field(ge=1, le=AREA_WEIGHT)]
    score: Score | None = None
    exact: Exact | None = None
    band: Bilingual | None = None

    @model_validator(mode="after")
    def _tells_one_score(self) -> Self:
        if len({part is None for part in (self.score, self.exact, self.band)}) > 1:
            raise ValueError("score, exact and band go together")
        if self.exact is not None and (Fraction(self.exact) > 100 or self.score != cut(Fraction(self.exact))):
            raise ValueError("score")
        return self


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
    scale: Annotated[Scale, Field(strict=False)]
    ladder: dict[Code, Bilingual]
    weight: Weight
    gate: Level | None = None
    digest: Digest
    level: Level | None = None
    not_applicable: bool = False
    reason: Text = ""
    note: Text = ""
    proposed: Level | None = None
    counts: dict[Code, CountResult] = {}
    citations: dict[Code, CitationResult] = {}

    @model_validator(mode="after")
    def _has_one_answer_of_its_scale(self) -> Self:
        if (self.level is None) is not self.not_applicable:
            raise ValueError("a level, or not applicable")
        if self.level is not None and self.level not in self.scale.levels:
            raise ValueError("level")
        if set(self.ladder) != set(map(str, self.scale.levels)):
            raise ValueError("ladder")
        return self


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
    value: Annotated[int, Field(ge=0)]


class ReasonResult(_Part):
    """A line of the explanation: its code and fields as data, and the sentence."""

    code: Code
    fields: dict[Code, Text] = {}
    text: Bilingual


class RecommendationResult(_Part):
    """What the rules recommended, and why."""

    code: Verdict
    name: Bilingual
    flags: dict[Code, Bilingual] = {}
    because: dict[Code, ReasonResult] = {}
    missing: dict[Code, ReasonResult] = {}


class VerdictResult(_Part):
    """The verdict that was recorded."""

    code: Verdict
    name: Bilingual
    differs: bool
    reason: Text = ""
    person: Text
    recorded_at: Moment

    @model_validator(mode="after")
    def _gives_its_reason(self) -> Self:
        if self.differs and not self.reason.strip():
            raise ValueError("reason")
        return self


class VerdictFile(_Part):
    """A verdict file."""

    format: Literal["verifier"]
    kind: Literal["verdict"]
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: Status
    verification: Code
    round: Name
    agency: Agency
    checklist: UsedChecklist
    people: dict[Code, Person]
    supersedes: Superseded = ()
    opened_at: Moment
    verdict: VerdictResult
    recommendation: RecommendationResult
    overall: Score | None = None
    areas: dict[Code, AreaResult]
    base: dict[Code, BaseResult] = {}
    facts: dict[Code, FactResult]
    items: dict[Code, ItemResult]
    evidence: dict[Code, EvidenceResult] = {}

    @field_validator("recommendation")
    @classmethod
    def _differs_as_told(cls, found: RecommendationResult, info: ValidationInfo) -> RecommendationResult:
        verdict: VerdictResult | None = info.data.get("verdict")
        if verdict and not verdict.differs == (verdict.code != found.code) == (verdict.name != found.name):
            raise ValueError("differs")
        return found

    @field_validator("areas")
    @classmethod
    def _come_to_the_overall_score(cls, areas: dict[str, AreaResult], info: ValidationInfo) -> dict[str, AreaResult]:
        counted = [(area.weight, area.weight * Fraction(area.exact)) for area in areas.values() if area.exact is not None]
        overall = cut(sum((score for _, score in counted), Fraction(0)) / sum(weight for weight, _ in counted)) if counted else None
        if info.data.get("overall", overall) != overall:
            raise ValueError("overall")
        return areas


def named(document: VerdictFile, body: bytes) -> str:
    """The name of the file for people that holds `body`: round, agency and the first 16 digits of its digest."""
    mark = "_unsigned-draft" if document.status == UNSIGNED else ""
    return f"{path_part(document.round)}_{path_part(document.agency.code)}_{digest(body)[:16]}{mark}.toml"


def parsed(body: bytes, file: str) -> VerdictFile:
    """The verdict file that `body` holds, by itself; `file` is its name in sentences. Refusal as `parts.tables` and `toml.read` give."""
    return toml.read(VerdictFile, tables(body, "verdict", file), file)


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
