"""The tables of the day in the field: the trip, the people of both sides who meet, and what they agree is to be mended."""

from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT, WHOLE


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


class Finding(SQLModel, table=True):
    """What is to be mended about an item, and what the agency says to it."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    text: str
    stance: str = ""
    response: str = ""
    deadline: str = ""


class Formula(SQLModel, table=True):
    """How the agency works out its boxes, for one item: components with weights, cut-offs and boxes, numbers as decimal texts."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    performance: str
    performance_middle: str
    performance_high: str
    potential: str
    potential_middle: str
    potential_high: str
    boxes: str


class Sample(SQLModel, table=True):
    """Somebody whose box is worked out anew: a number, never a name."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    scores: str
    box: int


class LooseNote(SQLModel, table=True):
    """A note that belongs to no item, and the item it was given to later."""

    __table_args__ = (COMPACT,)
    __tablename__ = "loose_note"
    verification_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    text: str
    at: str
    item: str = ""


class Scan(SQLModel, table=True):
    """A scan of minutes signed by hand: the minutes, and the file by its digest and where it lay."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    minutes: str
    name: str
    size: int = Field(sa_type=WHOLE)
    location: str
    at: str


class Completion(SQLModel, table=True):
    """Until when an agency may complete what the findings ask for, and when it had."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    until: str
    closed_at: str = ""
