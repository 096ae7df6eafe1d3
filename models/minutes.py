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
class Scan:
    """A scan of minutes that were signed by hand; its file stays where it lies."""

    digest: str
    name: str
    size: int
    location: str
    minutes: str = ""
    """The digest of the minutes it was attached to, empty while it is not."""
    at: str = ""

    @property
    def kilobytes(self) -> int:
        """Its size in units of a thousand bytes, rounded up."""
        return -(-self.size // 1000)


@dataclass(frozen=True, slots=True)
class Completion:
    """The period in which an agency completes what the findings ask for."""

    until: str
    """Its last day."""
    stage: str
    """"waiting", "completed", or "lapsed" once its last day is over."""
