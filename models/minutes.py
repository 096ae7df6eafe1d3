"""The findings and the minutes of a verification as screens and papers are given them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be mended about an item, and what the agency says to it."""

    item: str
    text: str
    stance: str = ""
    """"agree", "object", or empty while it has not been asked."""
    response: str = ""
    """The agency's own words."""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """The period in which an agency completes what the findings ask for."""

    until: str
    """Its last day."""
    stage: str
    """"waiting", "completed", or "lapsed" once its last day is over."""
