"""An event loop in a thread of its own: libraries that only know coroutines are called like any function, from any thread."""

import asyncio
from collections.abc import Coroutine
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class Waiting:
    """Runs coroutines one after the other; between them the loop goes on, so that a line is kept alive."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        # Whoever forgets to close it does not keep the program from ending.
        self._thread = Thread(target=self._loop.run_forever, name="carrier", daemon=True)
        self._thread.start()

    def result(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """What a coroutine gives or raises; it is called off where the wait is."""
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def close(self) -> None:
        """End the loop and its thread, with all that still runs in it."""
        if not self._loop.is_closed():
            self.result(_called_off())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()


async def _called_off() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
