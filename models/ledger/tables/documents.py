"""The tables of documents: their bytes and signatures, the team, the quarantine, and what came with them of remarks."""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT


class Remark(SQLModel, table=True):
    """A remark on an item of a verification; what nobody has signed yet stays while the verification is out of sight."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    item: str
    kind: str


class Message(SQLModel, table=True):
    """What somebody said to a remark: asked, answered, settled or reopened it."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    remark: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person: str
    act: str
    text: str
    at: str


class Confirmed(SQLModel, table=True):
    """An answer "not applicable" that a lead confirmed, in the submission it stood in."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    submission: str = Field(primary_key=True)


class Note(SQLModel, table=True):
    """A note on an agency as its document tells it, to be listed and searched; `note` is the id that its corrections keep."""

    __table_args__ = (COMPACT,)
    digest: str = Field(primary_key=True)
    note: str
    purpose: str
    """practice, visit or consultation."""
    agency_code: str
    agency: str
    date: str
    person_id: str
    person: str
    written_at: str
    item: str
    """The item of a practice; empty for the others."""
    title: str
    """The title of a practice, the subject of the others."""
    text: str
    more: str
    """What else it tells, as a JSON object of texts."""
    standing: str
    """Empty where it counts, else `replaced` or `hidden`."""


class Assignment(SQLModel, table=True):
    """An agency of a round that a document assigns to somebody, as far as none was put in its place for it."""

    __table_args__ = (COMPACT,)
    round_id: str = Field(primary_key=True)
    agency_code: str = Field(primary_key=True)
    document: str = Field(primary_key=True)
    purpose: str
    """first, or second for an independent second verification."""
    person_id: str
    person: str
    assigner: str
    due: str
    note: str
    at: str


class Opened(SQLModel, table=True):
    """What an opinion held sealed, once both verifications are in; bytes, so that neither trail nor search repeat them."""

    opinion: str = Field(primary_key=True)
    """Digest of the opinion."""
    body: bytes
    opened_at: str


class Settled(SQLModel, table=True):
    """How a lead settled an item on which two verifiers differ: the answers it was about, whose counts, and why."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    opinion: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    settlement: str = Field(primary_key=True)
    """Digest of the document that says so; empty for what is not signed yet, which then counts here."""
    first: str
    second: str
    counts: str
    reason: str


class Contribution(SQLModel, table=True):
    """Whose work came into a verification by a handover; one that is merged stands here."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    document: str = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    person: str
    merged_at: str


class Disagreement(SQLModel, table=True):
    """An item on which what was merged differs from what stood here: both answers stay, whoever's counts."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    document: str = Field(primary_key=True)
    ours: str
    """The answer that stood here, as a JSON object."""
    our_name: str
    theirs: str
    their_name: str
    counts: str = ""
    """ours or theirs; empty until it is settled."""
    reason: str = ""
    settled_by: str = ""
    settled_at: str = ""


class Document(SQLModel, table=True):
    """A frozen, signed file: its bytes are kept and passed on as they are, for ever."""

    __table_args__ = (
        # What came last about a verification: no row with its bytes is read for that.
        Index(None, "about", "received_at"),
        Index("ix_document_kind", "kind", sqlite_where=text("kind > ''")),
        Index("ix_document_received_at_title_digest", text("received_at DESC"), "title", "digest"),
    )
    digest: str = Field(primary_key=True)
    """SHA-256 of the bytes."""
    kind: str
    name: str
    """Name of its file for people."""
    about: str = Field(default="", index=True)
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


class Handling(SQLModel, table=True):
    """What was done here with a document, which itself never changes; nothing yet where there is no row."""

    __table_args__ = (COMPACT,)
    document: str = Field(primary_key=True)
    about: str
    """What the document is about, so that what was done is found with it."""
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
    """A team document that was accepted; the one with the greatest number is the team, of a server the last that follows from the first.

    The key of a file is the number alone, under which a server may hold others that are none.
    """

    __tablename__ = "team"
    number: int = Field(primary_key=True)
    document: str = Field(primary_key=True, foreign_key="document.digest")


class Quarantined(SQLModel, table=True):
    """Foreign bytes that were not accepted, with the reason; kept to be looked at and handed on."""

    __tablename__ = "quarantine"
    __table_args__ = (Index("ix_quarantine_received_at_name_id", text("received_at DESC"), "name", "id"),)
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
