"""The frozen shapes that travel upward from the desk: what screens, documents and the command line are given.

What only annotations name is not imported at run time; what the first frame needs is in a module of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.glanced import AreaProgress as AreaProgress
from models.glanced import Profile as Profile
from models.glanced import VerificationLine as VerificationLine

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from fractions import Fraction

    from models.rules.answers import Answer, Flag, Gap
    from models.rules.checklist import Checklist, Fact, Item
    from models.rules.facts import Facts
    from models.rules.permissions import Standing
    from models.rules.self_assessment import SelfAnswer
    from models.rules.verdict import Gate, Recommendation
    from models.text import Phrase


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the register."""

    code: str
    name: str
    short_name: str
    type: str
    province: str
    """Name of the province of a regency or city."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list."""

    id: str
    day: str
    """The day whose rules it goes by."""
    is_current: bool
    verifications: int
    checklist: ChecklistLine
    is_covered: bool
    """Whether its checklist is in force on its day."""
    is_unpublished: bool
    """Whether the rest of the team cannot have its checklist: nobody has published it."""
    is_closed: bool = False
    """Whether nothing is begun in it any more."""
    unfinished: int = 0
    """Of how many of its verifications no verdict was issued yet."""


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A checklist in a list."""

    digest: str
    name: str
    """Id and version."""
    title: Phrase
    valid_from: str
    valid_to: str
    """Empty while nothing has replaced it."""
    items: int


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency with its verification in the current round, where there is one."""

    agency: Agency
    verification: VerificationLine | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A thing handed over or seen."""

    code: str
    kind: str
    title: str
    number: str
    date: str
    valid_until: str
    source: str
    location: str
    seen: bool
    status: str
    digest: str = ""
    """SHA-256 of the file at its location when it was read, empty where none was."""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """Evidence as used for one item, with the page or article."""

    evidence: Evidence
    place: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One item of a sheet with all that was noted for it."""

    item: Item
    answer: Answer
    citations: tuple[Citation, ...]
    proposed: int | None
    """The level the counts propose."""
    gaps: tuple[Gap, ...]
    flags: tuple[Flag, ...]
    is_hidden: bool = False
    """Whether its conditions do not hold: what was noted is kept and counts nowhere."""
    self_answer: SelfAnswer | None = None
    """What the agency says of itself."""

    @property
    def says_something(self) -> bool:
        """Whether anything was noted for it."""
        return bool(self.answer.is_given or self.answer.note or self.answer.counts or self.citations)


@dataclass(frozen=True, slots=True)
class RecordedVerdict:
    """The verdict the verifier recorded."""

    verdict: str
    recommended: str
    reason: str
    person: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """The sheet in which an agency assessed itself, as it was imported last."""

    file: str
    digest: str
    """SHA-256 of its bytes."""
    person: str
    """The name of who imported it."""
    taken_at: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A verification as it stands: every item, score and fact, and what is recommended."""

    id: str
    agency: Agency
    round: str
    checklist: Checklist
    state: str
    verifier: str
    verifier_role: str
    opened_at: str
    touched_at: str
    standing: Standing
    every: Sequence[SheetLine]
    """The line of every item, in order, the hidden ones too."""
    lines: Sequence[SheetLine]
    """The lines of the items that are asked: what counts."""
    asked: Checklist
    """The checklist as far as it is asked."""
    progress: Mapping[str, tuple[int, int]]
    """How many items of each area are answered, and how many are asked."""
    evidence: tuple[Evidence, ...]
    base: Mapping[str, int]
    facts: Facts
    unfilled_facts: tuple[Fact, ...]
    scores: Mapping[str, Fraction | None]
    overall: Fraction | None
    gates: tuple[Gate, ...]
    recommendation: Recommendation | None
    verdict: RecordedVerdict | None
    self_assessment: SelfAssessment | None = None
    """Where what the agency says of itself came from; None where it said nothing."""
    follows: str = ""
    """The id of the verification whose answers were carried over into it; empty for none."""

    def line(self, code: str) -> SheetLine:
        """The line of an item, hidden or not."""
        return self.every[self.checklist.places[code]]

    @property
    def hidden(self) -> tuple[SheetLine, ...]:
        """The lines of the items that are not asked."""
        return tuple(line for line in self.every if line.is_hidden) if len(self.lines) < len(self.every) else ()

    @property
    def answered(self) -> int:
        """Items answered, of those that are asked."""
        return sum(given for given, _ in self.progress.values())

    def next_gap(self, after: str, also: Collection[str] = ()) -> str | None:
        """The next item with something missing behind `after`, round the end: unanswered ones first, then any other gap or of `also`."""
        start = self.checklist.places[after] + 1
        rotated = [line for line in (*self.every[start:], *self.every[:start]) if not line.is_hidden]
        first = next((line for line in rotated if not line.answer.is_given), None)
        first = first or next((line for line in rotated if line.gaps or line.item.code in also), None)
        return first.item.code if first else None


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back, and the sheet after it; `item` is the first that it concerned, `on` the same and how many more."""

    verb: str
    item: str
    on: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One act on a verification, as the trail keeps it."""

    seq: int
    moment: str
    person: str
    """The name of who acted."""
    verb: str
    """The act, such as `answers.record`; its sentence is `act.<verb>`."""
    item: str
    """The item concerned, empty when it was none or several."""
    changes: tuple[tuple[str, str, str], ...]
    """What changed: field, before and after, empty where there was nothing; `explanation.field_name` and `field_value` say them in words.

    Fields: `level`, `not_applicable`, `reason`, `note`, `count.<key>.n`, `count.<key>.of` and `citation`, behind `<item>.` where an act
    concerns several items; `base.<key>`, `fact.<code>.<row from 1>.<key>`, `evidence.<code>.<name>`, `verdict`, `recommended`, `state`.
    """
    device: str = ""
    """The id of the installation it was made on; empty where the trail does not say."""
    elsewhere: str = ""
    """What that installation is called where it is another than this one: its id in the team, else its own."""


@dataclass(frozen=True, slots=True)
class TrailRecord:
    """An entry of the trail as it is kept, for whoever recomputes the chain: `hash` is SHA-256 of `prev` and `body`, in UTF-8."""

    seq: int
    prev: str
    hash: str
    name: str
    """The name of who acted."""
    agency: str
    """Code and name of the agency; empty where the act concerns none."""
    body: str
