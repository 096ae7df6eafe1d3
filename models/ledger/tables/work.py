"""The tables of the work: people, agencies, rounds, verifications with all that is noted of them, search, trail and drafts."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT, WHOLE


class Format(SQLModel, table=True):
    """The format of the database, in one row, and the first version of the program that knows it."""

    number: int | None = Field(default=None, primary_key=True)
    program: str


class Person(SQLModel, table=True):
    """Somebody of the team; the first one is the owner of this laptop."""

    id: str = Field(primary_key=True)
    name: str
    role: str
    region: str = ""
    language: str
    is_owner: bool = False


class Access(SQLModel, table=True):
    """Who a role is that logs in at a server, and what it sees; a file has none, and one owner."""

    __table_args__ = (COMPACT,)
    role: str = Field(primary_key=True)
    person_id: str = ""
    """Empty until somebody founded as that role."""
    region: str = ""
    """The code of the province whose agencies it sees; empty for all."""


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
    """A checklist known here: the bytes of its file, kept for as long as a verification is pinned to them."""

    __table_args__ = (UniqueConstraint("id", "version"),)
    digest: str = Field(primary_key=True)
    id: str
    version: str
    body: bytes
    published: str = ""
    """Digest of the document that published it; empty where it is known here alone or ships with the program."""


class Round(SQLModel, table=True):
    """A season of verifications with one checklist."""

    id: str = Field(primary_key=True)
    checklist_digest: str = Field(foreign_key="checklist.digest")
    opened_at: str
    day: str
    """The day whose rules it goes by."""
    chosen: int
    """Counts choices: the round with the greatest is the one worked in."""
    closed_at: str = ""
    """Since when nothing is begun in it; empty while it is open."""


class Baseline(SQLModel, table=True):
    """A figure stated by somebody outside on a day, with its unit and source; never mixed with what is counted here."""

    day: str = Field(primary_key=True)
    figure: str = Field(primary_key=True)
    value: str
    unit: str
    source: str
    note: str = ""
    measure: str = ""
    """What it measures, one of `rules.stated.MEASURES`; empty for what only its name tells."""
    type: str = ""
    """The type of agencies it is about; empty for all."""
    year: str = ""
    """The year it is about, where it is a target."""


class Verification(SQLModel, table=True):
    """One agency × checklist × round."""

    __table_args__ = (
        UniqueConstraint("agency_code", "round_id", "checklist_digest", "person_id"),
        Index(None, "person_id", "touched_at", "id", "state"),
        Index(None, "person_id", "state", "touched_at", "id"),
        Index(
            "ix_verification_state_listed",
            *("state", "touched_at", "id", "agency_code", "round_id", "person_id"),
            sqlite_where=text("state > ''"),
        ),
        Index("ix_verification_follows", "follows", sqlite_where=text("follows > ''")),
        Index(None, "round_id", "follows"),
        Index(None, "checklist_digest", "touched_at", "id"),
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
    is_second: bool = False
    """Whether it is an independent second verification, whose answers leave only sealed and never become the agency's result."""
    forks: str = "[]"
    """Digests of documents that are current side by side, as a JSON array."""
    follows: str = ""
    """The id of the verification whose answers were carried over into it, which may not be here; empty for none."""


class Progress(SQLModel, table=True):
    """How far an area of a verification is, written in the same transaction as its answers."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    area: str = Field(primary_key=True)
    answered: int
    total: int


class Answer(SQLModel, table=True):
    """The answer to an item."""

    __table_args__ = (
        CheckConstraint("level BETWEEN 0 AND 4", name="level"),
        CheckConstraint("level IS NULL OR NOT not_applicable", name="one_answer"),
        COMPACT,
    )
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    item: str = Field(primary_key=True)
    level: int | None = None
    not_applicable: bool = False
    reason: str = ""
    note: str = ""
    is_carried: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether it was carried over from the verification that this one follows, and is to be confirmed."""


class Count(SQLModel, table=True):
    """A count of an item: n of N, as decimal texts."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    item: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    n: str
    of: str = ""


class Base(SQLModel, table=True):
    """A base figure of the agency: staff of a stratum, posts filled, vacant, acting."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    key: str = Field(primary_key=True)
    value: int = Field(sa_type=WHOLE)


class FactRow(SQLModel, table=True):
    """One row of a status fact, its fields as a JSON object of texts."""

    __table_args__ = (COMPACT,)
    __tablename__ = "fact"
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    fact: str = Field(primary_key=True)
    row: int = Field(primary_key=True)
    fields: str


class Evidence(SQLModel, table=True):
    """A thing handed over or seen, registered once per verification."""

    __table_args__ = (COMPACT,)
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
    digest: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """SHA-256 of the file at its location, as it was when it was read; empty where none was."""
    size: int = Field(default=0, sa_type=WHOLE, sa_column_kwargs={"server_default": text("0")})
    """Its bytes then."""


class Citation(SQLModel, table=True):
    """The use of evidence for an item, with its own page or article."""

    __table_args__ = (COMPACT,)
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


class SearchEntry(SQLModel, table=True):
    """A text that can be searched for; a changed one gets a new id, so the newest come first. The full-text index follows by triggers."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("verification_id", "kind", "key"), {"sqlite_autoincrement": True})
    id: int | None = Field(default=None, primary_key=True, sa_type=WHOLE)
    verification_id: str
    """Empty for an item of a checklist, and for what a plenary notes of itself."""
    kind: str
    """note, evidence, fact, verdict, finding, remark, action, trip, loose, plenary or item; practice, visit or consultation."""
    key: str
    """Item, evidence code, fact and row, remark and what was said, action, side and row, plenary and row, or checklist digest and item."""
    text: str


class Trail(SQLModel, table=True):
    """What happened, once each, chained by hash; triggers refuse changing or removing an entry."""

    __table_args__ = (Index(None, "verification_id", "seq"),)
    seq: int | None = Field(default=None, primary_key=True, sa_type=WHOLE)
    verification_id: str = ""
    person_id: str
    verb: str
    undoes: int | None = Field(default=None, sa_type=WHOLE)
    body: str
    prev: str
    hash: str


class Draft(SQLModel, table=True):
    """Text still being typed, by the place it belongs to; gone once it is saved there."""

    holder: str = Field(default="", primary_key=True)
    """The role of whoever types it at a server; empty in a file, where one person does."""
    place: str = Field(primary_key=True)
    fields: str
    kept_at: str
