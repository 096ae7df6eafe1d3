"""The tables of acceleration agendas: what is to be done about the gaps of a verification, and the signed agenda that this goes on from."""

from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT


class Agenda(SQLModel, table=True):
    """The agenda of a verification; its actions stand here also where the verification does not."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    agency_code: str
    round_id: str
    checklist_digest: str
    document: str = ""
    """The signed agenda that it goes on from, empty where none is."""
    person: str = ""
    """Who signed that, when, and which revision it is."""
    written_at: str = ""
    revision: int = 0
    changed_at: str = ""
    """When it was changed first since; empty where it says what that document says."""


class Action(SQLModel, table=True):
    """What is to be done about an item, with its target, owner, deadline and how far it has come."""

    __table_args__ = (COMPACT,)
    verification_id: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    item: str
    item_digest: str
    title: str
    """Of the item, as a JSON object of both languages."""
    scale: str
    gate: str = ""
    """"yes" where a failed gate was the gap."""
    was: str = ""
    action: str
    output: str = ""
    level: str = ""
    number: str = ""
    unit: str = ""
    owner: str = ""
    deadline: str = ""
    status: str
    done_on: str = ""
    evidence: str = ""
    cited: str = ""
    reason: str = ""
