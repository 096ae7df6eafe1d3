"""All tables and their constraints. No behaviour, no queries; values are admitted by the rules before they get here.

Moments are RFC 3339 texts in UTC (`moments.stamp`), so that the same characters are stored, hashed and exported. Ids that travel
are minted (`codes.minted`), never counted.
"""

from typing import Any, cast

from sqlalchemy import CheckConstraint, Index, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# A composite key as the table itself: less than half the size of the default (performance.md, 4).
_COMPACT: dict[str, Any] = {"sqlite_with_rowid": False}


def table(model: type[SQLModel]) -> Table:
    """The table of a model, for Core statements: hot reads and writes load no objects."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]  # SQLModel sets it at run time


class Person(SQLModel, table=True):
    """Somebody of the team; the first one is the owner of this laptop."""

    id: str = Field(primary_key=True)
    name: str
    role: str
    region: str = ""
    language: str
    is_owner: bool = False


class Agency(SQLModel, table=True):
    """A government agency of the register."""

    code: str = Field(primary_key=True)
    name: str
    short_name: str
    type: str
    province_code: str = ""
    valid_from: str = ""
    valid_to: str = ""
    predecessor: str = ""
    search: str
    """Name, short name and code, folded."""


class Checklist(SQLModel, table=True):
    """A checklist in use: the bytes of its file, kept for as long as a verification is pinned to them."""

    __table_args__ = (UniqueConstraint("id", "version"),)
    digest: str = Field(primary_key=True)
    id: str
    version: str
    body: bytes


class Round(SQLModel, table=True):
    """A season of verifications with one checklist."""

    id: str = Field(primary_key=True)
    checklist_digest: str = Field(foreign_key="checklist.digest")
    opened_at: str
    day: str
    """The day whose rules it goes by."""
    chosen: int
    """Counts choices: the round with the greatest is the one worked in."""


class Baseline(SQLModel, table=True):
    """A figure stated by somebody outside on a day, with its unit and source; never mixed with what is counted here."""

    day: str = Field(primary_key=True)
    figure: str = Field(primary_key=True)
    value: str
    unit: str
    source: str
    note: str = ""


class Verification(SQLModel, table=True):
    """One agency × checklist × round."""

    __table_args__ = (
        UniqueConstraint("agency_code", "round_id", "checklist_digest", "person_id"),
        Index(None, "person_id", "touched_at"),
    )
    id: str = Field(primary_key=True)
    agency_code: str = Field(foreign_key="agency.code")
    round_id: str = Field(foreign_key="round.id")
    checklist_digest: str = Field(foreign_key="checklist.digest")
    person_id: str = Field(foreign_key="person.id")
    state: str
    opened_at: str
    touched_at: str
    submission: str = ""
    """Digest of the submission that its state is about."""
    forks: str = "[]"
    """Digests of documents that are current side by side, as a JSON array."""


class Progress(SQLModel, table=True):
    """How far an area of a verification is, written in the same transaction as its answers."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    area: str = Field(primary_key=True)
    answered: int
    total: int


class Answer(SQLModel, table=True):
    """The answer to an item."""

    __table_args__ = (
        CheckConstraint("level BETWEEN 0 AND 4", name="level"),
        CheckConstraint("level IS NULL OR NOT not_applicable", name="one_answer"),
        _COMPACT,
    )
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    item: str = Field(primary_key=True)
    level: int | None = None
    not_applicable: bool = False
    reason: str = ""
    note: str = ""


class Count(SQLModel, table=True):
    """A count of an item: n of N, as decimal texts."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    item: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    n: str
    of: str = ""


class Base(SQLModel, table=True):
    """A base figure of the agency: staff of a stratum, posts filled, vacant, acting."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    key: str = Field(primary_key=True)
    value: int


class FactRow(SQLModel, table=True):
    """One row of a status fact, its fields as a JSON object of texts."""

    __table_args__ = (_COMPACT,)
    __tablename__ = "fact"
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    fact: str = Field(primary_key=True)
    row: int = Field(primary_key=True)
    fields: str


class Evidence(SQLModel, table=True):
    """A thing handed over or seen, registered once per verification."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    code: str = Field(primary_key=True)
    kind: str
    title: str
    number: str = ""
    date: str = ""
    valid_until: str = ""
    source: str = ""
    location: str = ""
    seen: bool = False
    status: str = "accepted"


class Citation(SQLModel, table=True):
    """The use of evidence for an item, with its own page or article."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    item: str = Field(primary_key=True)
    evidence: str = Field(primary_key=True)
    place: str = ""


class Verdict(SQLModel, table=True):
    """The verdict that the verifier recorded, beside what was recommended then."""

    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    verdict: str
    recommended: str
    reason: str = ""
    person_id: str = Field(foreign_key="person.id")
    recorded_at: str


class Remark(SQLModel, table=True):
    """A remark on an item of a verification."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    id: str = Field(primary_key=True)
    item: str
    kind: str


class Message(SQLModel, table=True):
    """What somebody said to a remark: asked, answered, settled or reopened it."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True)
    remark: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person: str
    act: str
    text: str
    at: str


class Confirmed(SQLModel, table=True):
    """An answer "not applicable" that a lead confirmed, in the submission it stood in."""

    __table_args__ = (_COMPACT,)
    verification_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    submission: str


class SearchEntry(SQLModel, table=True):
    """A text that can be searched for; a changed one gets a new id, so the newest come first. The full-text index follows by triggers."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("verification_id", "kind", "key"), {"sqlite_autoincrement": True})
    id: int | None = Field(default=None, primary_key=True)
    verification_id: str
    """Empty for an item of a checklist."""
    kind: str
    """note, evidence, fact, verdict or item."""
    key: str
    """Item, evidence code, fact and row, or checklist digest and item."""
    text: str


class Trail(SQLModel, table=True):
    """What happened, once each, chained by hash; triggers refuse changing or removing an entry."""

    __table_args__ = (Index(None, "verification_id", "seq"),)
    seq: int | None = Field(default=None, primary_key=True)
    verification_id: str = ""
    person_id: str
    verb: str
    undoes: int | None = None
    body: str
    prev: str
    hash: str


class Document(SQLModel, table=True):
    """A frozen, signed file: its bytes are kept and passed on as they are, for ever."""

    digest: str = Field(primary_key=True)
    """SHA-256 of the bytes."""
    kind: str
    name: str
    """Name of its file for people."""
    about: str = ""
    """The verification that it is a revision of."""
    supersedes: str = "[]"
    """The digests of those in whose place it was put, as a JSON array."""
    title: str = ""
    status: str = ""
    signer: str = ""
    """Whose signature counted when it was let in, by name."""
    signer_id: str = ""
    refers: str = "{}"
    """What it says of others, as a JSON object of texts: the digests it names, what was decided."""
    body: bytes
    received_at: str
    hidden_at: str = ""
    """When it was put out of sight; empty while it is shown."""
    left_at: str = ""
    """When it was first given out of here."""


class Signature(SQLModel, table=True):
    """Somebody's signature over a document."""

    document: str = Field(primary_key=True, foreign_key="document.digest")
    key: str = Field(primary_key=True)
    """The public line."""
    body: bytes


class TeamNumber(SQLModel, table=True):
    """A team document that was accepted; the one with the greatest number is the team."""

    __tablename__ = "team"
    number: int = Field(primary_key=True)
    document: str = Field(foreign_key="document.digest")


class Quarantined(SQLModel, table=True):
    """Foreign bytes that were not accepted, with the reason; kept to be looked at and handed on."""

    __tablename__ = "quarantine"
    id: str = Field(primary_key=True)
    """SHA-256 of the bytes."""
    name: str
    body: bytes
    signatures: bytes
    """What came beside it, as a JSON array of texts."""
    code: str
    """The refusal."""
    reason: str
    """Its sentence, as a JSON object of both languages."""
    received_at: str
    dropped_at: str = ""
    """When it was put out of sight."""


class Draft(SQLModel, table=True):
    """Text still being typed, by the place it belongs to; gone once it is saved there."""

    place: str = Field(primary_key=True)
    fields: str
    kept_at: str
