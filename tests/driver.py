"""A verifier at the keyboard: drives the real application without a terminal and reads what is on its screen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from textual import events
from textual.pilot import Pilot, WaitForScreenTimeout

from models import places
from models.desk.desk import Desk
from models.ledger.glance import look
from models.moments import Clock
from models.settings import load
from models.words import Words
from screens.dialogs import HouseDialog
from screens.working import Working
from tests.conftest import StillClock
from tests.press import burst, press, screen_text, send, settle
from tui.app import VerifierApp
from tui.command_line import Session
from tui.copies import Copies

# Whoever tries copies asks for them: made by the clock, they would lie there in some runs and not in others.
Copies.PAUSE = 3600.0
_ENDING: Final = 2.0
"""Seconds after which a program that does not answer has ended."""


class Verifier:
    """Somebody who presses keys and reads; counts the keys."""

    def __init__(self, app: VerifierApp, pilot: Pilot[Any]) -> None:
        self.app, self._pilot = app, pilot
        self.pressed = 0

    @property
    def screen(self) -> str:
        """What can be read now."""
        return screen_text(self.app)

    @property
    def desk(self) -> Desk:
        """The desk behind the screen."""
        return self.app.desk

    async def press(self, *keys: str) -> None:
        """Press keys one by one."""
        self.pressed += len(keys)
        await press(self._pilot, *keys)

    async def type(self, text: str) -> None:
        """Type a text in one go."""
        self.pressed += len(text)
        await burst(self._pilot, *text)

    async def takes_in(self, path: Path) -> None:
        """Choose a file to be taken in by typing its path."""
        await self.press("m", "tab")
        await self.type(str(path))
        await self.press("enter")
        await self.worked()

    async def paste(self, text: str) -> None:
        """Paste a text where the cursor is."""
        send(self.app, events.Paste(text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the screen has come to rest."""
        await settle(self._pilot)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until `condition` holds, at most twenty seconds."""
        for _ in range(2_000):
            if condition():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"waited in vain:\n{self.screen}")

    async def worked(self) -> None:
        """Wait until no long work stands in front."""
        await self.until(lambda: not isinstance(self.app.screen, Working))
        await self.settle()

    def sees(self, *texts: str) -> None:
        """Assert that each text can be read."""
        screen = " ".join(self.screen.split())
        for text in texts:
            assert text in screen, f"{text!r} is not on the screen:\n{self.screen}"

    def does_not_see(self, text: str) -> None:
        """Assert that a text cannot be read."""
        assert text not in " ".join(self.screen.split()), f"{text!r} is on the screen:\n{self.screen}"


@asynccontextmanager
async def at_work(
    folder: Path,
    *,
    language: str | None = "id",
    size: tuple[int, int] = (80, 24),
    clock: Clock | None = None,
    keys: Mapping[str, str] | None = None,
) -> AsyncIterator[Verifier]:
    """Somebody at the running program on the profile in `folder`, the desk already open, on 9 May 2023 unless a clock says otherwise."""
    glance = look(folder)
    settings = load(places.settings_file(folder))
    spoken = language or settings.language or (glance.profile.language if glance else "id")
    if keys is not None:
        settings = settings._replace(keys=keys)
    app = VerifierApp(Session(Words(spoken), settings, folder), glance, clock or StillClock())
    async with app.run_test(size=size) as pilot:
        while not app.is_ready and app.is_running and not isinstance(app.screen, HouseDialog):
            await app.workers.wait_for_complete()
            # One that ends by itself meanwhile answers no more.
            with suppress(WaitForScreenTimeout):
                await pilot._wait_for_screen(_ENDING)
        verifier = Verifier(app, pilot)
        await verifier.settle()
        yield verifier
