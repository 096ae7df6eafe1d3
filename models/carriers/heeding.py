"""A carrier that nobody is bound to wait for: while it is asked, whoever waits may turn away, and no answer is waited for without end."""

import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import Final, TypeVar

from models.carriers import telling
from models.carriers.address import Address
from models.carriers.base import Carrier
from models.carriers.opening import connected

T = TypeVar("T")
Heed = Callable[[], None]
"""Called again and again while something is waited for; what it raises ends the wait."""

PATIENCE: Final = 900
"""Most seconds for one verb: as long as the longest segment takes on the slowest line; who sends a byte now and then stays no longer."""
_LOOK: Final = 0.2
"""Seconds from one look at whether to go on to the next."""


class Heeding:
    """Carries out each verb of a carrier in a thread of its own, which is left alone where it is no longer waited for."""

    def __init__(self, address: Address, carrier: Carrier, heed: Heed, patience: float = PATIENCE) -> None:
        self._address, self._carrier, self._heed, self._patience = address, carrier, heed, patience
        self._is_left = False

    def names(self, folder: str) -> frozenset[str]:
        """What stands directly in a folder."""
        return self._done(lambda: self._carrier.names(folder))

    def get(self, path: str, limit: int) -> bytes | None:
        """The bytes at a path."""
        return self._done(lambda: self._carrier.get(path, limit))

    def put(self, path: str, content: bytes) -> None:
        """Put bytes where nothing stands yet."""
        self._done(lambda: self._carrier.put(path, content))

    def put_over(self, path: str, content: bytes) -> None:
        """Put bytes in the place of what stands there."""
        self._done(lambda: self._carrier.put_over(path, content))

    def close(self) -> None:
        """Let go of the place; not waited for where a verb of it was not."""
        if self._is_left:
            Thread(target=self._carrier.close, name="carrier", daemon=True).start()
        else:
            self._carrier.close()

    def _done(self, act: Callable[[], T]) -> T:
        until = time.monotonic() + self._patience

        def heed() -> None:
            self._heed()
            if time.monotonic() > until:
                raise telling.away(self._address, telling.NO_ANSWER)

        try:
            return _heeded(act, heed, lambda _: None)
        except BaseException:
            self._is_left = True
            raise


def reached(address: Address, password: str, heed: Heed) -> Heeding:
    """The carrier at an address as `connected` gives it, which is let go of where it is reached when nobody waits any more."""
    return Heeding(address, _heeded(lambda: connected(address, password), heed, lambda late: late.close()), heed)


def _heeded(act: Callable[[], T], heed: Heed, late: Callable[[T], None]) -> T:
    """What an act gives or raises; `late` is given what it gives when nobody waits any more."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(act())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, name="carrier", daemon=True).start()
    try:
        while not wait((future,), _LOOK).done:
            heed()
    except BaseException:
        future.add_done_callback(lambda done: None if done.exception() else late(done.result()))
        raise
    return future.result()
