"""What putting a copy of the database in its place would change, in sentences; and what is told of the copies."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.moments import moment
from models.restored import Preview, Work
from models.rules.rotation import Kept
from models.words import Words


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, and what it is about line by line."""

    said: str
    rows: tuple[str, ...] = ()
    warns: bool = False
    """Whether somebody should think twice."""


def told(words: Words, found: Preview) -> Iterator[Part]:
    """All that would change, what is lost for good first."""
    yield Part(words("restore.of", file=found.file.name, owner=found.owner, last=words.moment(moment(found.last)) if found.last else "-"))
    if found.migrated:
        yield Part(words("restore.migrated", format=found.migrated))
    if found.is_another:
        yield Part(words("restore.another", owner=found.owner), warns=True)
    if found.team:
        yield Part(words("restore.other_team", team=found.team, words=found.team_words), warns=True)
    if found.teams_lost:
        yield Part(words.count("restore.teams_lost", found.teams_lost), warns=True)
    if found.is_new:
        yield Part(words("restore.new"))
    elif found.unreadable is not None:
        yield Part(words("restore.unreadable"), (words.refusal(found.unreadable),), warns=True)
    elif not found.changes:
        yield Part(words("restore.same"))
    elif found.is_unrelated:
        yield Part(words("restore.unrelated"), warns=True)
    yield from _work(words, found)
    yield from _documents(words, found)
    for name in ("elsewhere_lost", "elsewhere_back", "drafts_lost", "drafts_back"):
        if count := getattr(found, name):
            yield Part(words.count(f"restore.{name}", count), warns=name.endswith("lost"))


def _work(words: Words, found: Preview) -> Iterator[Part]:
    for name, work in (("lost", found.lost), ("returning", found.returning), ("back", found.back)):
        if work:
            rows = tuple(_done(words, each) for each in work)
            yield Part(words.count(f"restore.{name}", len(work)), rows, warns=name == "lost")


def _done(words: Words, work: Work) -> str:
    parts = [words.count("restore.answers", work.answers)] if work.answers else []
    parts += [words.count("restore.others", work.others)] if work.others else []
    return words("restore.work", agency=work.agency, round=work.round, what=", ".join(parts), last=words.moment(moment(work.last)))


def _documents(words: Words, found: Preview) -> Iterator[Part]:
    if found.documents_lost:
        yield Part(words.count("restore.documents_lost", len(found.documents_lost)), found.documents_lost, warns=True)
    for name in ("returning", "given", "back"):
        if count := getattr(found, f"documents_{name}"):
            yield Part(words.count(f"restore.documents_{name}", count))


def why(words: Words, reason: str, kept: Kept | None) -> str:
    """Why a copy is there: before what it was made, else which hour, day or week keeps it."""
    before, _, number = reason.partition("-")
    return words(f"backup.before.{before}", number=number) if reason else words(f"backup.kept.{kept.value if kept else 'no'}")
