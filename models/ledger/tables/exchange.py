"""The tables of the exchange: the segments of every writer, what is in them, how far each carrier holds them, and receipts."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT


class Writer(SQLModel, table=True):
    """A name under which this profile wrote; the last one is its own, the others were left to copies of it."""

    __table_args__ = (COMPACT,)
    number: int = Field(primary_key=True)
    id: str
    since: str


class Segment(SQLModel, table=True):
    """A segment, its own or another's, as it lies on carriers; two of one number come from two copies of one laptop."""

    __table_args__ = (Index("ix_segment_writer_number", "writer", "number"),)
    digest: str = Field(primary_key=True)
    writer: str
    number: int
    device: str
    """The device of the team that signed it."""
    at: str
    """When it was cut, or taken in."""
    body: bytes


class Carried(SQLModel, table=True):
    """That a document is in a segment, accepted or not."""

    __table_args__ = (COMPACT,)
    segment: str = Field(primary_key=True)
    document: str = Field(primary_key=True, index=True)


class Outbox(SQLModel, table=True):
    """A document that is in no segment yet, written in the transaction in which it came; drafts never go out.

    It can be filled anew from documents and `Carried` at any time.
    """

    __table_args__ = (COMPACT,)
    document: str = Field(primary_key=True)


class Reached(SQLModel, table=True):
    """Up to which number a carrier is known to hold what a writer wrote, since it was read there."""

    __table_args__ = (COMPACT,)
    carrier: str = Field(primary_key=True)
    writer: str = Field(primary_key=True)
    number: int


class Exchange(SQLModel, table=True):
    """How the last exchanges with a carrier ended."""

    __table_args__ = (COMPACT,)
    carrier: str = Field(primary_key=True)
    tried_at: str
    succeeded_at: str = ""
    failure: str = ""
    """Why the last one failed, as a JSON object of both languages; empty where it did not."""


class Receipt(SQLModel, table=True):
    """What somebody who leads or supervises says to have received from a writer: the newest of theirs."""

    __table_args__ = (COMPACT,)
    giver: str = Field(primary_key=True)
    """Their writer."""
    writer: str = Field(primary_key=True)
    number: int
    refused: str
    """What of it was not let in, as a JSON object: by digest the code and the sentence in both languages."""
    person: str
    """Name of whose device it is."""
    at: str
    segment: int
    """Number of the segment that says so."""
