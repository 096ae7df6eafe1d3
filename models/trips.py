"""The trip of a verification as screens and papers are given it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part in a visit."""

    row: int
    name: str
    nip: str
    post: str
    function: str
    contact: str


@dataclass(frozen=True, slots=True)
class Trip:
    """The visit that a verification is made by; what is not known yet is empty."""

    letter: str = ""
    letter_date: str = ""
    begins: str = ""
    ends: str = ""
    place: str = ""
    method: str = ""
    team: tuple[Person, ...] = ()
    """Those who verify, the leader first."""
    agency: tuple[Person, ...] = ()
    """Those who speak for the agency, whoever signs for it first."""

    @property
    def is_known(self) -> bool:
        """Whether anything is noted of the trip itself."""
        return any((self.letter, self.letter_date, self.begins, self.ends, self.place, self.method))

    def people(self, side: str) -> tuple[Person, ...]:
        """Those of one side."""
        return self.team if side == "team" else self.agency
