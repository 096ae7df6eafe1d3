"""A carrier that nobody is bound to wait for: while it is asked, whoever waits may turn away, and no answer is waited for without end."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, TypeVar

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


class _Hand:
    """A thread that does one thing after the other: to begin one for each verb would take longer than most verbs of a stick."""

    def __init__(self) -> None:
        self._given: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        # Whatever it waits for does not keep the program from ending.
        Thread(target=self._work, name="carrier", daemon=True).start()

    def give(self, act: Callable[[], T]) -> Future[T]:
        """What will come of an act."""
        future: Future[T] = Future()
        self._given.put((act, future))
        return future

    def let_go(self) -> None:
        """Do nothing more once all that was given is done."""
        self._given.put(None)

    def _work(self) -> None:
        while (given := self._given.get()) is not None:
            act, future = given
            try:
                future.set_result(act())
            except BaseException as error:
                future.set_exception(error)
            del given, act, future


class Heeding:
    """Carries out each verb of a carrier in a thread of its own, which is left alone where it is no longer waited for."""

    def __init__(self, address: Address, carrier: Carrier, heed: Heed, patience: float = PATIENCE) -> None:
        self._address, self._carrier, self._heed, self._patience = address, carrier, heed, patience
        self._hand = _Hand()
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
        self._hand.let_go()
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

        future = self._hand.give(act)
        try:
            _wait(future, heed)
        except BaseException:
            # What is asked for after this, if anything, does not wait behind it.
            self._is_left = True
            self._hand.let_go()
            self._hand = _Hand()
            raise
        return future.result()


def reached(address: Address, password: str, heed: Heed, mark: str = "") -> Heeding:
    """The carrier at an address as `connected` gives it, which is let go of where it is reached when nobody waits any more."""
    hand = _Hand()
    future = hand.give(lambda: connected(address, password, mark=mark))
    hand.let_go()
    try:
        _wait(future, heed)
    except BaseException:
        future.add_done_callback(lambda late: None if late.exception() else late.result().close())
        raise
    return Heeding(address, future.result(), heed)


def _wait(future: Future[Any], heed: Heed) -> None:
    """Wait for what comes of an act, and look every now and then whether to go on."""
    while not future.done():
        # Not by its result: what an act raises may be a timeout as well.
        with suppress(TimeoutError):
            future.exception(_LOOK)
            return
        if not future.done():
            heed()
