"""Many documents looked into ahead by other processes, while those before them are taken in: what depends on their bytes alone.

What takes longest of it is found there and kept here by `once`: whether signatures fit, and that a file follows from its answers.
"""

import os
import signal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Final

from models.checklists import load
from models.documents import checking, kinds, once, signatures
from models.documents.checking import Known
from models.documents.travelling import Signed
from models.documents.verified import Verified
from models.errors import Refusal
from models.rules.checklist import Checklist

FEW: Final = 300
"""As many documents are taken in before another process has begun to look."""
_MOST: Final = 3
"""Most processes that look: one alone writes, and has more to do than a quarter of it."""
_CHUNK: Final = 25
_Bytes = tuple[bytes, tuple[bytes, ...]]
_Found = tuple[tuple[bool, ...], str | None]
"""Whether each signature fits, and what the rules recommend where nothing in the file is untrue; None where that is not known."""


@dataclass(slots=True)
class Ahead:
    """The processes that look ahead; none where this one is as quick alone."""

    pool: ProcessPoolExecutor | None = None
    _sent: list[list[tuple[list[Signed], "Future[list[_Found]]"]]] = field(default_factory=list)

    def send(self, documents: Iterable[object]) -> None:
        """Let the documents of a part be looked into."""
        self._sent.append([])
        signed = [each for each in documents if isinstance(each, Signed)]
        if self.pool is None:
            return
        with suppress(BrokenProcessPool, RuntimeError):
            for start in range(0, len(signed), _CHUNK):
                some = signed[start : start + _CHUNK]
                looked = self.pool.submit(_look, [(each.body, each.signatures) for each in some])
                self._sent[-1].append((some, looked))

    def keep(self) -> None:
        """Keep what was found in the documents of the part that was sent first; what was not found is found where it is asked for."""
        for documents, looked in self._sent.pop(0):
            with suppress(BrokenProcessPool):
                for document, found in zip(documents, looked.result(), strict=True):
                    _keep(document, *found)


@contextmanager
def ahead(count: int, keys: Collection[str], checklists: Mapping[str, bytes]) -> Iterator[Ahead]:
    """Processes that look into `count` documents, as far as one of these keys signed them, by these checklists."""
    helpers = min(_processors() - 1, _MOST) if count > FEW else 0
    # A frozen program is started anew for each of them, and would begin where everybody does.
    if helpers < 1 or getattr(sys, "frozen", False):
        yield Ahead()
        return
    try:
        pool = ProcessPoolExecutor(helpers, get_context("spawn"), _begin, (frozenset(keys), dict(checklists)))
    except (ImportError, OSError):  # no room for what processes share
        yield Ahead()
        return
    try:
        yield Ahead(pool)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _keep(document: Signed, fits: Sequence[bool], recommended: str | None) -> None:
    for signature, does_fit in zip(document.signatures, fits, strict=True):
        once.keep((signatures.fits, document.body, signature), does_fit)
    if recommended is not None:
        once.keep((checking.recomputed, document.digest, True), (recommended, ()))


# In the other processes

_KEYS: frozenset[str] = frozenset()
_CHECKLISTS: dict[str, bytes] = {}


def _begin(keys: frozenset[str], checklists: dict[str, bytes]) -> None:
    global _KEYS
    # Whoever began it ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _KEYS = keys
    _CHECKLISTS.update(checklists)


def _look(documents: list[_Bytes]) -> list[_Found]:
    return [_found(*each) for each in documents]


def _found(body: bytes, given: tuple[bytes, ...]) -> _Found:
    fits = tuple(signatures.fits(body, each) for each in given)
    # Here too nothing is parsed that nobody known signed.
    if not any(does_fit and signatures.signer(each, "") in _KEYS for does_fit, each in zip(fits, given, strict=True)):
        return fits, None
    with suppress(Refusal):
        document = kinds.parsed(body, "")
        if isinstance(document, Verified) and document.checklist.digest in _CHECKLISTS:
            recommended, against = checking.recomputed(document, Known(_CHECKLIST))
            return fits, None if against else recommended
    return fits, None


def _checklist_in(bodies: Mapping[str, bytes]) -> Callable[[str], Checklist | None]:
    return lambda digest: load(bodies[digest], digest) if digest in bodies else None


_CHECKLIST: Final = _checklist_in(_CHECKLISTS)
