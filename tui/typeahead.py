"""Each key acts once, in order, on what was on screen when the key before it had done its work.

Textual hands a key to the widget that has the focus at that moment and takes the next one at once. The letters of a fast typist, or of a
terminal that was slow for a second, therefore reach the screen behind the dialog which the first of them is about to open. Here a key is
handed on only when everything the one before it set in motion has come to rest.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.message_pump import MessagePump

from tui import collecting

if TYPE_CHECKING:
    # To import it is to import fields, lists and trees.
    from textual.types import CSSPathType

Result = TypeVar("Result")

_CALM: Final = 5
"""Rounds of the event loop without any work that count as rest: a worker that goes on after a dialog's answer needs up to four."""
_EAGER: Final = 300
"""Rounds that are waited for without a pause; nearly every key is done by then."""
_NAP: Final = 0.002
_BREATH: Final = 0.02
"""Seconds in which a key alone is left to its work before anybody looks whether that is done."""
_ANSWERED: Final = 0.03
"""Seconds within which what was typed ahead has been answered, where it waits for nothing."""
_PATIENCE: Final = 1_000
"""Naps after which a handler that does not come to an end is no longer waited for: it may itself be waiting for a key."""


class KeysInOrder(App[Result]):
    """An app that hands on keys, pastes and clicks one at a time.

    The door used is `on_event`, the public hook of every message pump: whatever a driver sends arrives there first, in the order it was
    typed, and an event that was already handed on to a widget is marked as forwarded when it bubbles back. Not waited for: workers, timers
    and what was put off until after a repaint.
    """

    def __init__(
        self,
        driver_class: type[Driver] | None = None,
        css_path: "CSSPathType | None" = None,
        watch_css: bool = False,
        ansi_color: bool | None = None,
    ) -> None:
        super().__init__(driver_class, css_path, watch_css, ansi_color)
        self._waiting: deque[events.Event] = deque()
        self._turn: events.Event | None = None
        self._usher: asyncio.Task[None] | None = None
        self._has_rested = True
        """Whether all that the last key set in motion has come to rest."""
        self._looked_for = asyncio.Event()
        """That somebody waits for the rest: the next key, or who asked for it."""
        self._stuck: WeakSet[MessagePump] = WeakSet()
        self._forgotten_at = 0.0
        """When keys were last let go of, by the clock of events: one pressed before that may be on its way yet."""
        self._forgotten = 0
        """How many that were."""

    async def on_event(self, event: events.Event) -> None:
        """Let an event in its turn pass, and queue one that comes from the terminal."""
        if event is self._turn:
            self._turn = None
        elif isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded and not self._may_pass(event):
            if event.time < self._forgotten_at:
                self._forgotten += 1
                self.tell_forgotten(self._forgotten)
                return
            event = _meant(event)
            if not self._may_act_at_once():
                self._waiting.append(event)
                self._looked_for.set()
                self._begin_ushering()
                return
            self._has_rested = False
            self._begin_ushering()
        await super().on_event(event)

    async def settled(self) -> None:
        """Return when every key that has arrived is handled and the screen it led to is ready."""
        while self._is_open() and self._usher is not None:
            while self._is_open() and not self._usher.done():
                self._looked_for.set()
                await asyncio.sleep(0)
            await self._rest()
            if not self.is_holding():
                return
            await asyncio.sleep(_NAP)
        await self._rest()

    def behind_keys(self, act: Callable[[], object]) -> None:
        """Begin with something that would take turns with what was typed ahead: at once where that is nothing, else in a moment."""
        if self._waiting or not self._is_ushering_over():
            self.set_timer(_ANSWERED, act)
        else:
            act()

    def forget_typed(self) -> int:
        """Let go of the keys that were typed ahead, for what they were meant for is not what they would act on; how many they were."""
        self._forgotten = len(self._waiting)
        self._waiting.clear()
        # What was pressed while an act held everything up comes in after it.
        self._forgotten_at = events.Event().time
        return self._forgotten

    def tell_forgotten(self, _count: int, /) -> None:
        """Say that it was so many keys that were let go of: one more has come in since that was told; an app with words does."""

    def is_holding(self) -> bool:
        """Whether the keys that follow have to wait for something that no queue shows; an app with such a thing says so."""
        return False

    def is_stopped_by(self, _event: events.Event, /) -> bool:
        """Whether an event, and what was typed before it, need not wait while keys are held: it stops what they are held for."""
        return False

    def _may_act_at_once(self) -> bool:
        """Whether nothing is before a key, and all has come to rest: it need not queue up behind the app that hands it on."""
        at_work = self._waiting or not self._has_rested or not self._is_ushering_over() or self.message_queue_size
        return not at_work and self._is_open() and not self.is_holding() and self._is_calm(self._pumps()[1:])

    def _is_ushering_over(self) -> bool:
        return self._usher is None or self._usher.done()

    def _begin_ushering(self) -> None:
        if self._is_ushering_over():
            self._usher = asyncio.create_task(self._usher_in(), name="keys in order")

    def _may_pass(self, event: events.Event) -> bool:
        """Whether the order does not matter: a pointer that only moves, with nothing before it."""
        return isinstance(event, events.MouseMove) and not self._waiting

    def _is_open(self) -> bool:
        return self.is_running and not self._exit

    async def _usher_in(self) -> None:
        if not self._has_rested:
            await self._breath()
        while self._is_open() and (self._waiting or not self._has_rested):
            # Behind a key that has long been done nothing is waited for: what it led to is seen so much sooner.
            if not (self._waiting and self._has_rested and self._is_calm(self._pumps())):
                await self._rest()
            self._has_rested = True
            while self._waiting and self.is_holding() and self._is_open() and not any(map(self.is_stopped_by, self._waiting)):
                await asyncio.sleep(_NAP)
                await self._rest()
            # What was typed too early may have been dropped meanwhile.
            if self._waiting and self._turn is None and self._is_open():
                self._turn = self._waiting.popleft()
                self._has_rested = False
                self.post_message(self._turn)
            await self._breath()
        if self._is_open():
            collecting.collect()
        else:
            self._waiting.clear()

    async def _breath(self) -> None:
        """Let a key work that nobody waits for: looking at every step of it whether it is done would hold it up."""
        if self._waiting:
            await asyncio.sleep(0)
            return
        self._looked_for.clear()
        awake = asyncio.get_running_loop().call_later(_BREATH, self._looked_for.set)
        await self._looked_for.wait()
        awake.cancel()

    async def _rest(self) -> None:
        """Wait until nothing that a key may have set in motion is at work."""
        calm, rounds, pumps = 0, 0, self._pumps()
        while calm < _CALM and self._is_open():
            rounds += 1
            if self._is_calm(pumps):
                # Nothing can have been mounted meanwhile without someone at work, so the same pumps are looked at again.
                calm += 1
                self._stuck.clear()
            else:
                pumps = self._pumps()
                busy = [pump for pump in pumps if not _is_idle(pump)]
                if rounds > _EAGER + _PATIENCE:
                    self._stuck.update(busy)
                calm = calm + 1 if self._stuck.issuperset(busy) else 0
            await asyncio.sleep(0 if rounds < _EAGER else _NAP)

    def _is_calm(self, pumps: list[MessagePump]) -> bool:
        return bool(pumps) and all(map(_is_idle, pumps)) and pumps[-1] is self._front()

    def _front(self) -> MessagePump:
        stack = self.screen_stack
        return stack[-1] if stack else self

    def _pumps(self) -> list[MessagePump]:
        """The app, its screens, and what is on the one in front, which is last."""
        stack = self.screen_stack
        return [self, *stack[:-1], *stack[-1].walk_children(), stack[-1]] if stack else [self]


def _meant(event: events.Event) -> events.Event:
    """Enter, where it arrives as a line feed because it was pressed before the terminal was ours; otherwise `event` itself."""
    if isinstance(event, events.Key) and event.key == "ctrl+j":
        return events.Key("enter", "\r")
    return event


def _is_idle(pump: MessagePump) -> bool:
    """Whether `pump` waits for its next message.

    Nothing public tells a pump at work from one at rest, so this looks for someone waiting at its queue. Should a later Textual build its
    queue otherwise, an empty queue counts as rest, which is late by at most the message being handled.
    """
    queue: object = pump._message_queue  # noqa: SLF001 - see above
    waiters = getattr(getattr(queue, "ready_event", None), "_waiters", None)
    return pump.message_queue_size == 0 and (waiters is None or len(waiters) > 0)
