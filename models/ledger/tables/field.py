"""The tables of the day in the field: the trip, and the people of both sides who meet."""

from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT


class Trip(SQLModel, table=True):
    """The visit that a verification is made by: its letter of assignment, when, where and how."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    letter: str = ""
    letter_date: str = ""
    begins: str = ""
    ends: str = ""
    place: str = ""
    method: str = ""


class Party(SQLModel, table=True):
    """Somebody of the team, or who speaks for the agency, in the order of the minutes."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    side: str = Field(primary_key=True)
    row: int = Field(primary_key=True)
    name: str
    nip: str = ""
    post: str = ""
    function: str = ""
    contact: str = ""
