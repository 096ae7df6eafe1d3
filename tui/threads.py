"""Threads in which long work is done beside the screen: nobody who leaves the program waits for them."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import Any, TypeVar

R = TypeVar("R")


class Threads(ThreadPoolExecutor):
    """An executor whose threads end with the program: what they do is whole or not done at all, as when the battery dies."""

    def submit(self, act: Callable[..., R], /, *args: Any, **more: Any) -> Future[R]:
        """Begin `act` in a thread of its own."""
        future: Future[R] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = act(*args, **more)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        Thread(target=run, daemon=True, name=getattr(act, "__name__", "work")).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave them to themselves."""
