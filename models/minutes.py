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
