"""The tables of figures: what issued verdicts tell, cohorts of agencies saved by name, and the recaps that movement is counted from."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.ledger.tables.base import COMPACT, WHOLE


class Result(SQLModel, table=True):
    """An issued verdict file that is here, as its document tells it, to be counted.

    It can be made anew from the documents at any time, so the trail, which has those, does not repeat it.
    """

    __table_args__ = (
        # Which of an agency's counts is told by the index alone: what else each tells is long, and need not be read.
        Index("ix_result_agency_code", "agency_code", "round_id", "standing", "verdict", "verification", "issued_at", "digest"),
        Index(None, "round_id"),
        Index(None, "verification"),
        COMPACT,
    )
    digest: str = Field(primary_key=True)
    """The document."""
    standing: str
    """Empty where it counts, else `replaced`, `withdrawn`, `fork`, `unsupported` or `hidden`."""
    verification: str
    round_id: str
    agency_code: str
    agency: str
    type: str
    province: str
    """Name of the province of a regency or city."""
    checklist: str
    """Digest of the checklist."""
    verdict: str
    name: str
    """Its name, as a JSON object of both languages; so are all labels here."""
    recommended: str
    differs: bool
    flags: str
    """The flags of the recommendation, as a JSON object of labels by code."""
    approval: str
    """The status of the approval, empty where the checklist asks none."""
    approval_label: str
    placements: int = Field(sa_type=WHOLE)
    """The posts that count as filled from the succession pool."""
    merit_scheme: str
    """The scheme of the merit assessment: the label of the fact that asks for it."""
    merit: str
    """Its category."""
    merit_label: str
    merit_year: str
    reason: str
    """Why talent management is not yet applied."""
    reason_label: str
    overall: str
    """The overall score, cut to two decimals; empty where there is none."""
    areas: str
    """A JSON object of name, weight, score, exact score and band by area; the last three are null where nothing was applicable."""
    items: str
    """The first digits of each item's digest by its code, as a JSON object; the same text for all that used the same items."""
    levels: str
    """The level of each of `items`, a digit each in their order; a dash where it was not applicable."""
    counts: str
    """n and N of each count, as a JSON object by item and key."""
    base: str
    """The base figures, as a JSON object."""
    people: str
    """The names of who took part by their role, as a JSON object."""
    issued_at: str
    valid_until: str


class AgencySum(SQLModel, table=True):
    """How an agency stands in the figures of a year, written in the transaction that changes it, so that figures need not count all.

    It can be made anew from results and verifications at any time; what the columns mean `rules.summing.Sum` tells.
    """

    __tablename__ = "agency_sum"
    __table_args__ = (Index(None, "year"), COMPACT)
    agency_code: str = Field(primary_key=True)
    year: str = Field(primary_key=True)
    """Empty for all years together."""
    result: str
    verdict: str
    work: str
    issued: int
    apart: str


class Cohort(SQLModel, table=True):
    """Agencies chosen by a filter, or one by one, and saved by name."""

    __table_args__ = (COMPACT,)
    name: str = Field(primary_key=True)
    filter: str
    """What is set in the filter, as a JSON object of texts."""
    agencies: str
    """The codes of agencies chosen one by one, as a JSON array; empty where the filter alone chooses."""
    saved_at: str


class Recap(SQLModel, table=True):
    """How all agencies stood in the round of a filter at a moment, so that what moved since can be told of those it chooses."""

    __table_args__ = (COMPACT,)
    at: str = Field(primary_key=True)
    filter: str
    stood: str
    """Verdict and state of each agency by its code, as a JSON object of arrays."""
