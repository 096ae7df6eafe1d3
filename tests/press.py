"""Keys for tests of screens, without naps: sent through the driver's door, and waited for until the screen has come to rest."""

import asyncio
import time
from typing import Any, Final

from textual import events
from textual._context import visible_screen_stack
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from tui.typeahead import KeysInOrder, _is_idle

_BEHIND: Final = 1.0
"""Most seconds for a screen behind a dialog to come to rest: one of its handlers may have no end."""
_CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t"}


def key_event(key: str) -> events.Key:
    """The event a terminal gives for `key`: one character, or the name of a key."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, _CHARACTERS.get(key))


def send(app: App[Any], *sent: events.Event) -> None:
    """Hand events to the app as its driver does, all at once."""
    driver = app._driver
    assert driver is not None
    for event in sent:
        event.set_sender(app)
        driver.send_message(event)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until what was sent is handled and painted."""
    # The driver's door takes two rounds of the loop to the app's queue.
    for _ in range(4):
        await asyncio.sleep(0)
    if isinstance(pilot.app, KeysInOrder):
        await pilot.app.settled()
        # Textual lays out and paints once its own queue is empty, on a timer of its own.
        while pilot.app.is_running and _is_to_be_painted(pilot.app.screen):
            await asyncio.sleep(0.001)
        # What stands behind a dialog is seen too, and nothing waits for that.
        until = time.monotonic() + _BEHIND
        while pilot.app.is_running and time.monotonic() < until and any(map(_is_at_work, pilot.app.screen_stack[:-1])):
            await asyncio.sleep(0.001)
    else:
        await pilot._wait_for_screen()


def _is_to_be_painted(screen: Screen[Any]) -> bool:
    return bool(screen._layout_required or screen._dirty_widgets)


def _is_at_work(screen: Screen[Any]) -> bool:
    # Unless the timer for it runs, it is not painted.
    is_due = bool(screen._update_timer._active.is_set()) and _is_to_be_painted(screen)
    return screen.is_current and (is_due or not all(map(_is_idle, screen.walk_children(with_self=True))))


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the one before it is done."""
    for key in keys:
        send(pilot.app, key_event(key))
        await settle(pilot)


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys faster than any program can follow; `*"text"` types a text."""
    send(pilot.app, *map(key_event, keys))
    await settle(pilot)


def strips(app: App[Any]) -> list[Strip]:
    """What is on the screen, row by row as it is drawn."""
    # What is not painted yet is drawn now, with what stands behind a dialog.
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips(app.size)


def screen_text(app: App[Any]) -> str:
    """What is on the screen, line by line."""
    return "\n".join("".join(segment.text for segment in strip) for strip in strips(app))
