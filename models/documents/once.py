"""What takes long to find out of bytes and depends on nothing else is found out once, as long as somebody keeps what was found."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar, cast

from models.codes import digest

T = TypeVar("T")
_KEPT: Final[ContextVar[dict[Hashable, Any] | None]] = ContextVar("kept", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Keep within the block, and its thread, what is found; an inner block keeps it for as long as the outermost."""
    if _KEPT.get() is not None:
        yield
        return
    before = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(before)


def digest_of(body: bytes) -> str:
    """The digest of bytes."""
    return found((digest, body), lambda: digest(body))


def keep(key: Hashable, value: object) -> None:
    """Keep for this key what was found elsewhere, where anybody keeps anything."""
    known = _KEPT.get()
    if known is not None:
        known[key] = value


def found(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` finds, made anew only where nobody keeps what was found for this key; what it raises is not kept."""
    known = _KEPT.get()
    if known is None:
        return make()
    if key not in known:
        known[key] = make()
    return cast("T", known[key])
