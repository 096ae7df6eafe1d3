"""What journeys share: what somebody does at the keyboard in more than one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import StillClock
from tests.driver import Verifier, at_work


@dataclass
class OneClock:
    """Laptops that share a clock."""

    clock: StillClock

    @asynccontextmanager
    async def at(self, folder: Path, size: tuple[int, int] = (80, 24), language: str = "id") -> AsyncIterator[Verifier]:
        """Somebody at one of the laptops, a minute later."""
        self.clock.step(60)
        async with at_work(folder, size=size, clock=self.clock, language=language) as person:
            yield person


async def take_all(somebody: Verifier) -> None:
    """Take everything in that lies in the folder that the dialog opens at."""
    await somebody.press("i", "d", "tab", "enter")
    await somebody.worked()
    await somebody.press("y")
    await somebody.worked()
    await somebody.press("q", "q")
