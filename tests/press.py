"""Keys for tests of screens, without naps: sent through the driver's door, and waited for until the screen has come to rest."""

import asyncio
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from tui.typeahead import KeysInOrder

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
        while pilot.app.is_running and any(map(_is_to_be_painted, pilot.app.screen_stack)):
            await asyncio.sleep(0.001)
    else:
        await pilot._wait_for_screen()


def _is_to_be_painted(screen: Screen[Any]) -> bool:
    # What stands behind a dialog is seen too, but painted only while the timer for that runs.
    is_due = screen.is_active or (screen.is_current and screen._update_timer._active.is_set())
    return is_due and bool(screen._layout_required or screen._dirty_widgets)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when the one before it is done."""
    for key in keys:
        send(pilot.app, key_event(key))
        await settle(pilot)


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys faster than any program can follow; `*"text"` types a text."""
    send(pilot.app, *map(key_event, keys))
    await settle(pilot)


def screen_text(app: App[Any]) -> str:
    """What is on the screen, line by line."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
