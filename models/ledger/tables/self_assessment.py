"""The tables of what an agency says of itself: the sheet that was imported last, and its answers."""

from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT


class SelfAssessment(SQLModel, table=True):
    """The filled sheet that the answers of a verification's agency about itself came from."""

    __tablename__ = "self_assessment"
    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    file: str
    digest: str
    """SHA-256 of the bytes of that file."""
    person: str
    """The name of who imported it."""
    taken_at: str


class SelfAnswer(SQLModel, table=True):
    """What the agency says of an item; evidence as it typed it."""

    __tablename__ = "self_answer"
    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True, foreign_key="verification.id")
    item: str = Field(primary_key=True)
    level: int | None = None
    not_applicable: bool = False
    evidence: str = ""
    note: str = ""
