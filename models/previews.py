"""What a file would change, before anything is changed: what the desk shows of it and what it then takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.errors import Fault, Refusal
    from models.text import Phrase

SECOND: Final = "second_"
"""What the word for an assignment begins with that is for a second verification."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: what it is called, what stands here and what the file says."""

    label: Phrase
    here: Phrase | str
    there: Phrase | str


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """An agency that a list would add or change."""

    code: str
    name: str
    is_new: bool
    changes: tuple[Changed, ...]
    values: Mapping[str, str]
    """Its columns as they would stand."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A name of a list that may be taken for another agency's, or that looks Latin and is not."""

    code: str
    name: str
    other: str
    """The code of the other, empty where it is only its letters."""
    other_name: str
    letters: str
    """Its letters of other scripts."""


@dataclass(frozen=True, slots=True)
class AgencyPreview:
    """What a list of agencies would change in the register."""

    file: str
    changes: tuple[AgencyChange, ...]
    """The new and the changed ones, in the order of the list."""
    same: int
    kept: tuple[str, ...]
    """Codes of the agencies that the list does not name; they stay."""
    unread: tuple[str, ...]
    """Headings of columns, and names of sheets, that were not read."""
    faults: tuple[Fault, ...]
    """While there is one, nothing is taken."""
    doubtful: tuple[Doubtful, ...] = ()
    """Names to be looked at before they are taken."""


class Standing(StrEnum):
    """How what a worksheet says stands to what is known here."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    KEPT = "kept"
    """The worksheet says nothing, or less; what is here stays."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a worksheet says: an answer, a note, a count, evidence, a citation, a base figure, a row of a fact."""

    noun: str
    """answer, note, count, evidence, citation, base or fact."""
    key: tuple[str, ...]
    """Whose it is: item; item and count; evidence; item and evidence; figure; fact and row."""
    standing: Standing
    place: Phrase
    """Where in the worksheet."""
    changes: tuple[Changed, ...] = ()
    """The fields that are new or differ."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Its columns as they would stand."""
    why: Refusal | None = None
    """Why it is refused."""

    @property
    def id(self) -> str:
        """Its name among the entries, such as `REG-01/answer`, `B01` or `PEN-01/2`."""
        return "/".join((*self.key, *((self.noun,) if self.noun in ("answer", "note", "count") else ())))

    @property
    def subject(self) -> str:
        """The item, evidence, fact or figure it is about."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class WorksheetPreview:
    """What a worksheet would change in its verification, entry by entry."""

    file: str
    verification: str
    agency: str
    entries: tuple[Entry, ...]
    unread: tuple[str, ...]
    """Headings and sheets that were not read."""

    def of(self, *standings: Standing) -> tuple[Entry, ...]:
        """The entries that stand like this."""
        return tuple(entry for entry in self.entries if entry.standing in standings)

    def chosen(self, words: Iterable[str]) -> frozenset[str]:
        """The ids of the entries that `words` mean: `new`, `all`, ids and subjects; a word may mean nothing."""
        names = frozenset(words)
        found = {entry.id for entry in self.of(Standing.NEW) if "new" in names}
        named = {entry.id for entry in self.of(Standing.NEW, Standing.DIFFERS) if names & {"all", entry.id, entry.subject}}
        return frozenset(found | named)


class Arriving(StrEnum):
    """How a document that arrives stands to those that are here."""

    NEW = "new"
    HERE = "here"
    NEWER = "newer"
    REPLACED = "replaced"
    FORK = "fork"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file of others: what it is, whose, and how it stands to what is here."""

    file: str
    """Its name as it came."""
    digest: str
    standing: Arriving
    kind: str = ""
    """The kind of document, empty where nobody known here signed it."""
    title: str = ""
    """The agency and round, or the team and its number."""
    status: str = ""
    """What it says of itself."""
    signer: str = ""
    """Whose signature counts."""
    why: Refusal | None = None
    """Why it is refused."""
    lacks: tuple[str, ...] = ()
    """The digests of those in whose place it was put, or that it decides about, that are not here yet."""
    displaces: tuple[str, ...] = ()
    """The codes of what is noted here otherwise than in this submission of one's own, which takes its place."""
    word: str = ""
    """The same as words know it: an assignment for a second verification is told as one."""

    @property
    def said(self) -> str:
        """What it says of itself, as words know it: of what is withdrawn, a verdict or an approval, a withdrawal alone tells no more."""
        return self.kind if self.kind == "withdrawal" else self.word or self.status

    @property
    def is_admitted(self) -> bool:
        """Whether it can be taken."""
        return self.standing is not Arriving.REFUSED


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that is kept."""

    id: str
    """SHA-256 of its bytes."""
    kind: str
    name: str
    title: str
    status: str
    signer: str
    received_at: str
    is_hidden: bool
    is_current: bool
    """Whether nothing here was put in its place, nor withdrew it."""
    forks: int
    """How many others of the same verification are current beside it."""
    is_believed: bool = True
    """Whether its signature counts; in a file of one's own, where all came by the intake, that of each does."""
    ended: str = ""
    """What a withdrawal did to it: `withdrawn`, or `sent_back` for an approval; empty where none names it."""

    @property
    def purpose(self) -> str:
        """What it is for, as words know it: of a withdrawal by what it withdraws, where that is here; of an order by what is ordered."""
        if self.kind == "withdrawal":
            return self.status
        return f"{SECOND * self.status.startswith(SECOND)}{self.kind}"


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """Bytes of others that were not let in."""

    id: str
    name: str
    size: int
    reason: Phrase
    received_at: str
    is_hidden: bool = False
