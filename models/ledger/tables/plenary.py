"""The tables of plenaries: when and where leaders met, who attended, and what was decided about each agency."""

from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT


class Plenary(SQLModel, table=True):
    """A meeting of leaders that decides about results of a round that wait for issue."""

    __table_args__ = (COMPACT,)
    id: str = Field(primary_key=True)
    round_id: str
    number: str = ""
    day: str = ""
    place: str = ""
    chair: str = ""
    note: str = ""
    opened_at: str
    closed_at: str = ""
    """Empty while it is open."""


class Attendee(SQLModel, table=True):
    """Somebody who attends, in the order of the list."""

    __table_args__ = (COMPACT,)
    plenary_id: str = Field(primary_key=True)
    row: int = Field(primary_key=True)
    name: str
    nip: str = ""
    post: str = ""


class PlenaryEntry(SQLModel, table=True):
    """A result that a plenary decides about, as it stood when it was put on the list."""

    __table_args__ = (COMPACT,)
    __tablename__ = "plenary_entry"
    plenary_id: str = Field(primary_key=True)
    verification_id: str = Field(primary_key=True)
    row: int
    """Its place on the list."""
    submission: str
    """Digest of the submission that is decided about."""
    recommended: str
    variant: str
    """The variant of the name of the recommended verdict."""
    recorded: str
    """The verdict that its verifier recorded."""
    recorded_reason: str
    decision: str = ""
    """A verdict, or `postponed`; empty while nothing is decided."""
    reason: str = ""
