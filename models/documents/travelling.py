"""Signed documents as files that travel: NAME.toml, and beside it a file for each signature (NAME.toml.sig, NAME.toml.1.sig, …).

Whoever signs adds a small file of their own; nobody edits anybody's file.
"""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models import causes
from models.documents import once, signatures
from models.documents.toml import SIZE_LIMIT
from models.errors import Refusal
from models.foreign import taken
from models.landing import Landing, whole
from models.text import Phrase, harmless

MOST: Final = 40
"""Most signatures beside a document: twice as many as a team can have roots."""
_ENDS: Final = (".sig", *(f".{number}.sig" for number in range(1, MOST)))
"""What stands behind the name of a document in those of its signatures."""
_SIGNATURE: Final = re.compile(f"(.+\\.toml)({'|'.join(map(re.escape, _ENDS))})", re.DOTALL)
_WRITER: Final = re.compile("[0-9a-f]{16}")
"""The folder of a writer on a carrier."""
AT_ONCE: Final = 700
"""Most documents that are read together: one from every agency."""
PART: Final = 250
"""Documents of a part, where there are more."""
BYTES_AT_ONCE: Final = 64_000_000
"""Most bytes of documents that are read together, since all of them are held until it is decided which to keep."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with everybody's signatures over it; its name is what people read, harmless and perhaps no longer that of a file."""

    name: str
    body: bytes
    signatures: tuple[bytes, ...]

    @property
    def digest(self) -> str:
        """The digest of its bytes."""
        return once.digest_of(self.body)


def put(folder: Path, document: Signed, why: Phrase | None = None) -> Path:
    """Write a document into `folder`, behind its signatures, beside those that lie there already; where it is then.

    `why` is written beside one that was refused. Where one of the files cannot land, none of them stays.

    Raises:
        Refusal: what `land` refuses, what `taken` does of signatures that lie there, `document.signatures` where no more may.
    """
    with whole() as landing:
        return put_with(landing, folder, document, why)


def put_with(landing: Landing, folder: Path, document: Signed, why: Phrase | None = None) -> Path:
    """Write a document as `put` does, as part of a greater act."""
    path = folder / document.name
    there: set[bytes] = set()
    places = _places(path)
    free = _free(places, there) if document.signatures else None
    for signature in document.signatures:
        if signature in there:
            continue
        if free is None:
            raise Refusal("document.signatures", file=path, limit=MOST)
        landing.land(free, signature)
        there.add(signature)
        free = _free(places, there)
    if why is not None:
        landing.land(path.with_name(f"{path.name}.txt"), f"{why.id}\n\n{why.en}\n".encode())
    landing.land(path, document.body)
    return path


def _free(places: Iterator[Path], there: set[bytes]) -> Path | None:
    """The next place where no signature lies, None where there is none; those that lie before it are `there`."""
    # Whoever adds one puts it behind the others, so that nobody need look further than this.
    for place in places:
        content = _content(place) if os.path.lexists(place) else None
        if content is None:
            return place
        there.add(content)
    return None


def met(path: Path, limit: int = SIZE_LIMIT, *, follows: bool = True, beside: Sequence[str] = _ENDS) -> Signed:
    """The document at `path`, of at most `limit` bytes, and every signature beside it; whether they fit is for others to say.

    A link is read only where one `follows` it. Who has listed the folder says which of the ends of signatures lie `beside`.

    Raises:
        Refusal: what `taken` refuses of any of these files.
    """
    body = taken(path, limit, follows=follows)
    found = (_content(place, follows=follows) for place in _places(path, beside))
    return Signed(harmless(path.name), body, tuple(content for content in found if content is not None))


def gathered(paths: Iterable[Path]) -> Iterator[Signed | Refusal]:
    """Each document at `paths`, and in the folders among them, or why it cannot be read; links are not followed to a file.

    Of more than may be read together the rest is left, and `documents.many` says so.
    """
    count = size = 0
    for path, beside in _found(paths):
        if isinstance(path, Refusal):
            yield path
        elif count == AT_ONCE or size > BYTES_AT_ONCE:
            yield Refusal("documents.many", file=path.parent, count=count)
            return
        else:
            document = _met(path, beside)
            count, size = count + 1, size + (len(document.body) if isinstance(document, Signed) else 0)
            yield document


def in_parts(
    paths: Iterable[Path], turn: Callable[[Collection[str]], int], most: int = PART
) -> Iterator[tuple[list[Signed | Refusal], int]]:
    """Each document as `gathered` gives it, however many there are, in parts; with each part how many there are in all.

    They come by their `turn`, which the kinds tell that their signatures say they are made for.
    """
    found = list(_found(paths))
    if len(found) > most:
        found.sort(key=lambda each: turn(_said(*each)))
    part: list[Signed | Refusal] = []
    size = 0
    for path, beside in found:
        document = path if isinstance(path, Refusal) else _met(path, beside)
        size += len(document.body) if isinstance(document, Signed) else 0
        part.append(document)
        if len(part) == most or size > BYTES_AT_ONCE:
            yield part, len(found)
            part, size = [], 0
    if part:
        yield part, len(found)


def _said(path: Path | Refusal, beside: Sequence[str]) -> Collection[str]:
    """The kinds that the signatures beside a document say they are made for, as far as they can be read."""
    said: set[str] = set()
    if isinstance(path, Refusal):
        return said
    for place in _places(path, beside):
        with suppress(Refusal):
            said.add(signatures.kind(_content(place, follows=False) or b"", path.name))
    return said


def _found(paths: Iterable[Path]) -> Iterator[tuple[Path | Refusal, Sequence[str]]]:
    """Each document's path with the ends of the signatures beside it, all of them where its folder was not listed."""
    for path in paths:
        try:
            if not path.is_dir():
                yield path, _ENDS
                continue
            names = [entry.name for entry in path.iterdir()]
        except OSError as error:
            yield Refusal("document.unreadable", file=path, cause=causes.of_system(error)), ()
            continue
        # Trying forty names for each of ten thousand documents would take half a minute.
        beside: dict[str, list[str]] = {}
        for signature in filter(None, map(_SIGNATURE.fullmatch, {name.lower() for name in names})):
            beside.setdefault(signature[1], []).append(signature[2])
        documents = sorted(name for name in names if name.lower().endswith(".toml"))
        if not documents and _is_carrier(path):
            yield Refusal("documents.carrier", file=path), ()
        for name in documents:
            yield path / name, sorted(beside.get(name.lower(), ()), key=_ENDS.index)


def _is_carrier(folder: Path) -> bool:
    """Whether what lies in a folder is what laptops exchange by it."""
    try:
        return any(_WRITER.fullmatch(entry.name) for entry in (folder / "w").iterdir())
    except OSError:
        return False


def _met(path: Path, beside: Sequence[str]) -> Signed | Refusal:
    try:
        return met(path, follows=False, beside=beside)
    except Refusal as refused:
        return refused


def _places(path: Path, beside: Sequence[str] = _ENDS) -> Iterator[Path]:
    """Where signatures of a document may lie; of those that do, where it is known which lie `beside` it."""
    return (path.with_name(path.name + end) for end in beside)


def _content(path: Path, *, follows: bool = True) -> bytes | None:
    try:
        return taken(path, signatures.LONGEST, follows=follows)
    except Refusal as refused:
        if refused.code != "document.missing":
            raise
        return None
