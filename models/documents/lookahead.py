"""Many documents looked into before they are taken in, by other processes as far as that is quicker: what depends on their bytes alone.

What takes longest of it is found there and kept here by `once`: whether signatures fit, that a file follows from its answers, and what
it tells to be counted. What was found of bytes counts for these bytes alone, and only what these processes found.
"""

import gc
import os
import signal
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from typing import Any, Final, NamedTuple, cast

from models.checklists import load
from models.documents import checking, kinds, once, partly, resulted, signatures
from models.documents.checking import Known
from models.documents.kinds import Document
from models.documents.travelling import Signed
from models.documents.verdict_file import VerdictFile
from models.documents.verified import Verified
from models.errors import Refusal
from models.rules.checklist import Checklist

FEW: Final = 1_000
"""As many documents are taken in before another process has begun to look."""
_MOST: Final = 3
"""Most processes that look: one alone writes, and has more to do than a quarter of it."""
_CHUNK: Final = 25
_RARELY: Final = 100_000
"""After so many new objects it is looked for those that only know each other: what is read of a file goes without that."""
_Bytes = tuple[bytes, tuple[bytes, ...]]


class _Found(NamedTuple):
    """What was found in a document."""

    fits: tuple[bool, ...]
    """Whether each signature fits."""
    recommended: str | None = None
    """What the rules recommend where nothing in the file is untrue; None where that is not known."""
    told: Mapping[str, Any] | None = None
    """What a verdict file of which nothing is untrue tells to be counted."""
    document: Document | None = None
    """What it says; None where it was read by somebody else."""


@dataclass(frozen=True, slots=True)
class _Looking:
    """Looks into documents as far as one of these keys signed them, by these checklists."""

    keys: frozenset[str] = frozenset()
    checklists: Mapping[str, bytes] = field(default_factory=dict)

    def found(self, body: bytes, given: tuple[bytes, ...]) -> _Found:
        """What is in a document."""
        fits = tuple(signatures.fits(body, each) for each in given)
        # Ahead too nothing is parsed that nobody known signed.
        if not any(does_fit and signatures.signer(each, "") in self.keys for does_fit, each in zip(fits, given, strict=True)):
            return _Found(fits)
        try:
            document = kinds.read(body, "")
        except Refusal:
            return _Found(fits)
        checklist = self._checklist(document.checklist.digest) if isinstance(document, Verified) else None
        if isinstance(document, Verified) and checklist is not None:
            recommended, against = checking.recomputed(document, Known(lambda _digest: checklist))
            if not against:
                told = resulted.told(document, checklist) if isinstance(document, VerdictFile) else None
                return _Found(fits, recommended, told, document)
        return _Found(fits, document=document)

    def _checklist(self, digest: str) -> Checklist | None:
        """The checklist of a digest, None where it is not known or its bytes are not those: whoever takes the documents says so."""
        try:
            loaded = load(self.checklists[digest], digest) if digest in self.checklists else None
        except Refusal:
            return None
        return loaded if loaded is not None and loaded.digest == digest else None


@dataclass(slots=True)
class _Chunk:
    """Some documents of a part, on their way to another process or looked into here."""

    documents: list[Signed]
    looked: "Future[list[_Found]] | None"
    found: list[_Found] | None = None

    def is_done_by(self, looking: _Looking) -> bool:
        """Whether it was left to this process, which then looks into it at once."""
        if self.found is not None or not (self.looked is None or self.looked.cancel()):
            return False
        self.found = [looking.found(each.body, each.signatures) for each in self.documents]
        return True

    def keep(self) -> None:
        """Keep what was found; where who looked is gone, nothing was, and it is found where it is asked for."""
        found = self.found
        if found is None and self.looked is not None:
            with suppress(BrokenProcessPool):
                found = self.looked.result()
        for document, each in zip(self.documents, found or (), strict=found is not None):
            _keep(document, each)


@dataclass(slots=True)
class Lookahead:
    """Looks ahead, with the processes that do so as well; none where this one is as quick alone."""

    looking: _Looking
    pool: ProcessPoolExecutor | None = None
    _sent: list[list[_Chunk]] = field(default_factory=list)

    def send(self, documents: Iterable[object]) -> None:
        """Let the documents of a part be looked into."""
        signed = [each for each in documents if isinstance(each, Signed)]
        chunks = (signed[start : start + _CHUNK] for start in range(0, len(signed), _CHUNK))
        self._sent.append([_Chunk(each, self._handed_over(each)) for each in chunks])

    def _handed_over(self, documents: Sequence[Signed]) -> "Future[list[_Found]] | None":
        if self.pool is None:
            return None
        with suppress(BrokenProcessPool, RuntimeError):
            return self.pool.submit(_look, [(each.body, each.signatures) for each in documents])
        return None

    def keep(self) -> None:
        """Keep what was found in the documents of the part that was sent first."""
        part = self._sent.pop(0)
        # What nobody has begun with is done here sooner than waited for: from the end, since others go on from the beginning.
        for chunk in reversed(part):
            chunk.is_done_by(self.looking)
        for chunk in part:
            while self.pool is not None and chunk.looked is not None and not chunk.looked.done():
                # As long as others are at it, what comes later is gone on with.
                if not any(later.is_done_by(self.looking) for sent in self._sent for later in reversed(sent)):
                    break
            chunk.keep()


@contextmanager
def _hardly_looked_for() -> Iterator[None]:
    """Look seldom for what can be let go, and not among what is there already."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def lookahead(count: int, keys: Collection[str], checklists: Mapping[str, bytes]) -> Iterator[Lookahead]:
    """What looks into `count` documents, as far as one of these keys signed them, by these checklists."""
    helpers = min(_processors() - 1, _MOST) if count > FEW else 0
    looking = _Looking(frozenset(keys), dict(checklists))
    with _hardly_looked_for():
        # A frozen program is started anew for each of them, and would begin where everybody does.
        pool = None if helpers < 1 or getattr(sys, "frozen", False) else _begun(helpers, looking)
        try:
            yield Lookahead(looking, pool)
        finally:
            if pool is not None:
                pool.shutdown(wait=False, cancel_futures=True)


def _begun(helpers: int, looking: _Looking) -> ProcessPoolExecutor | None:
    """So many processes that look ahead; None where there is no room for what they share."""
    try:
        return ProcessPoolExecutor(helpers, get_context("spawn"), _begin, (looking,))
    except (ImportError, OSError):
        return None


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _keep(document: Signed, found: _Found) -> None:
    for signature, does_fit in zip(document.signatures, found.fits, strict=True):
        once.keep((signatures.fits, document.body, signature), does_fit)
    if found.recommended is not None:
        once.keep((checking.recomputed, document.digest, True), (found.recommended, ()))
    if found.document is not None:
        kinds.keep(document.body, found.document)
    if found.told is not None:
        once.keep((resulted.told, document.digest, True), found.told)
        part = None if found.document is not None else partly.read(document.body, partial(_read, document))
        if part is not None:
            once.keep((kinds.known, document.body), part)


def _read(document: Signed) -> VerdictFile:
    return cast("VerdictFile", kinds.parsed(document.body, document.name))


# In the other processes

_HERE: Final[list[_Looking]] = []


def _begin(looking: _Looking) -> None:
    # Whoever began it ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_RARELY)
    _HERE[:] = [looking]


def _look(documents: list[_Bytes]) -> list[_Found]:
    return [_sent(body, _HERE[0].found(body, given)) for body, given in documents]


def _sent(body: bytes, found: _Found) -> _Found:
    # Of what is told, its first tables alone are read there at first; where these are not all, it reads and tells by itself.
    is_partly = isinstance(found.document, VerdictFile) and partly.is_told_first(body, found.document)
    return found._replace(document=None, told=found.told if is_partly else None)
