"""What a file tells of one verification: every item in full with its answer, evidence, facts, scores and remarks, as strict models.

Language-neutral: every sentence is there in both languages. Scores are decimal texts cut to two places beside the exact fraction.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from models.documents.parts import STRICT, Code, Digest, Level, Moment, Name, Text
from models.documents.self_assessed import SelfAssessmentResult
from models.rules.checklist import AREA_WEIGHT, Scale
from models.rules.numbers import exact
from models.rules.scoring import weighted
from models.text import Phrase

Score = Annotated[str, StringConstraints(pattern=r"^(100\.00|[0-9]{1,2}\.[0-9]{2})$")]
Exact = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,18}(/[1-9][0-9]{0,17})?$")]
Weight = Annotated[int, Field(ge=1, le=100)]
Verdict = Annotated[str, StringConstraints(pattern=r"^V[1-4]$")]
_TOO_LATE: Final = "2900"
Superseded = Annotated[tuple[Digest, ...], Field(strict=False, max_length=20)]


def cut(score: Fraction) -> str:
    """A score as it is written: cut to two decimals, so that one just under a threshold never reads as the threshold."""
    whole, hundredths = divmod(score.numerator * 100 // score.denominator, 100)
    return f"{whole}.{hundredths:02}"


@lru_cache(maxsize=4_000)
def _is_cut_of(score: str, fraction: str) -> bool:
    return exact(fraction) <= 100 and score == cut(exact(fraction))


class _Part(BaseModel):
    model_config = STRICT


class Bilingual(_Part):
    """One sentence in both languages."""

    id: Text
    en: Text

    def says(self, phrase: Phrase) -> bool:
        """Whether it is `phrase` of a checklist."""
        return (self.id, self.en) == (phrase.id, phrase.en)


@lru_cache(maxsize=8_000)
def bilingual(id_: str, en: str) -> Bilingual:
    """A sentence in both languages, one for all files that hold it."""
    return Bilingual(id=id_, en=en)


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
        told = (self.score, self.exact, self.band)
        if None in told and told != (None, None, None):
            raise ValueError("score, exact and band go together")
        if self.score is not None and self.exact is not None and not _is_cut_of(self.score, self.exact):
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
    when: Annotated[tuple[Text, ...], Field(strict=False, max_length=50)] = ()
    """What must hold for it to be asked; always asked where absent."""
    hidden: bool = False
    """Whether that does not hold: an answer that was given is kept and counts nowhere."""

    @model_validator(mode="after")
    def _has_one_answer_of_its_scale(self) -> Self:
        if (self.level is None) is not self.not_applicable and not (self.hidden and self.level is None):
            raise ValueError("a level, or not applicable")
        if self.level is not None and self.level not in self.scale.levels:
            raise ValueError("level")
        if self.hidden and (not self.when or self.gate is not None):
            raise ValueError("hidden")
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
    digest: Digest | Literal[""] = ""
    """SHA-256 of the file at its location, as it was when it was read."""
    size: Annotated[int, Field(ge=0)] = 0


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


class MessageResult(_Part):
    """One message of a remark: who, what it does (asked, answered, settled, reopened) and when."""

    person: Text
    act: Literal["asked", "answered", "settled", "reopened"]
    at: Moment
    text: Text = ""

    @field_validator("at")
    @classmethod
    def _lets_others_answer(cls, at: str) -> str:
        # What is said next is dated later, whatever the clock of its laptop says: that has to be possible for ever.
        if at >= _TOO_LATE:
            raise ValueError("at")
        return at


class RemarkResult(_Part):
    """A remark on an item and what was said to it, in order."""

    item: Code
    kind: Literal["question", "correction", "praise"]
    messages: dict[Code, MessageResult]


class Verified(_Part):
    """What every file of a verification tells."""

    format: Literal["verifier"]
    kind: str
    major: Annotated[int, Field(ge=1)]
    minor: Annotated[int, Field(ge=0)]
    status: str
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
    self_assessment: SelfAssessmentResult | None = None
    remarks: dict[Code, RemarkResult] = {}

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
        found = weighted((area.weight, exact(area.exact)) for area in areas.values() if area.exact is not None)
        overall = None if found is None else cut(found)
        if info.data.get("overall", overall) != overall:
            raise ValueError("overall")
        return areas
