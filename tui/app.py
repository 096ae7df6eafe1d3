"""The application: it opens the desk behind the first frame, fulfils the screens' wishes, and leaves a clean terminal whatever happens."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text
from textual import events, on, work
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen

from models.errors import Refusal
from models.ledger.glance import Glance, look
from models.moments import Clock, now
from models.settings import FILE
from screens.base import Bare, HouseScreen
from screens.navigation import Go
from screens.start import StartScreen
from tui import collecting, own_keys, stopping
from tui.copies import Copies
from tui.driver import driver_class
from tui.ending import Ending
from tui.polling import Polling
from tui.routes import made
from tui.sticks import Sticks

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.reaching import Run
    from models.views import Profile
    from tui.command_line import Session
    from tui.terminal import Terminal


CHECKED_AT_START = 1_000
"""Entries of the trail whose chain is recomputed at every start."""
LOOKED_AT = 30
"""Seconds between looks at how long the keys have been idle."""


class VerifierApp(Polling):
    """The program with screens."""

    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0

    class DeskOpened(Message):
        """The desk is open."""

        def __init__(self, desk: "Desk", profile: "Profile | None", warning: Refusal | None) -> None:
            super().__init__()
            self.desk, self.profile, self.warning = desk, profile, warning

    class DeskRefused(Message):
        """The profile cannot be opened."""

        def __init__(self, refusal: Refusal, *, is_final: bool) -> None:
            super().__init__()
            self.refusal, self.is_final = refusal, is_final

    def __init__(self, session: "Session", glance: Glance | None, clock: Clock = now) -> None:
        super().__init__(session.words, session.settings, session.folder)
        self._clock = clock
        self.session = session
        self._glance = glance
        self._desk: Desk | None = None
        self._opened: Desk | None = None
        """The desk from the moment it is open; nothing is asked of it before that is told."""
        self._is_over = False
        self.ending = Ending(self, session.folder)
        self._waiting_for_desk: list[Callable[[], None]] = []
        self.sticks = Sticks(self)
        self.copies = Copies(self, clock)

    @property
    def desk(self) -> "Desk":
        """The open desk; only screens that are shown behind it ask."""
        if self._desk is None:
            raise RuntimeError("the desk is not open yet")
        return self._desk

    @cached_property
    def exchanging(self) -> "Run":
        """What is known of exchanging in this run."""
        from models.reaching import Run

        return Run()

    @property
    def is_demo(self) -> bool:
        """Whether nobody keeps what is done here."""
        return self.session.is_demo

    @property
    def is_ready(self) -> bool:
        """Whether the desk is open."""
        return self._desk is not None

    def take_settings(self) -> None:
        """Let theme, keys, signs and carriers be as they are set."""
        super().take_settings()
        self.sticks.watch(self.settings)

    def get_driver_class(self) -> type[Driver]:
        """The driver that outlives its terminal, where there is one."""
        return driver_class() or super().get_driver_class()

    def on_load(self) -> None:
        """Be ready to end, before the terminal is taken over."""
        self.ending.begin()

    def get_default_screen(self) -> Screen[Any]:
        """The start screen where it can be shown at once, so that no other is drawn before it."""
        return Bare() if self._glance is None else StartScreen(self._glance.profile, self._glance.mine)

    def on_mount(self) -> None:
        """Show the first screen, then open the desk behind it."""
        self.take_settings()
        self.set_interval(LOOKED_AT, self._lock_when_idle, name="lock idle keys")
        if self._glance is not None or not self.ask_to_unlock():
            self.begin()
        else:
            collecting.begin()

    def begin(self) -> None:
        """Show what can be shown at once, and open the desk behind it."""
        self._glance = self._glance or look(self.session.folder)
        if self._glance is not None and isinstance(self.screen, Bare):
            self.push_screen(StartScreen(self._glance.profile, self._glance.mine))
        self.call_after_refresh(self.behind_keys, self._open_desk)

    @work(thread=True, name="open the desk", exit_on_error=True)
    def _open_desk(self, why: Refusal | None = None) -> None:
        from models import starting
        from models.desk import people, rounds
        from models.desk.desk import opened_at_best
        from screens import tasks

        try:
            desk = opened_at_best(self.session.folder, clock=self._clock, why=why)
        except Refusal as refused:
            # Somebody who wants to look only and cannot, as at one of an older program, is not asked again.
            self.post_message(self.DeskRefused(refused, is_final=why is not None))
            return
        self._opened = desk
        if self._is_over:
            desk.close()
            return
        warning = starting.warning(desk, CHECKED_AT_START)
        try:
            desk.ask(rounds.prepare)
        except Refusal as broken:
            warning = warning or broken
        try:
            if profile := desk.ask(people.owner):
                tasks.warm(desk)
            self.post_message(self.DeskOpened(desk, profile, warning))
        except Refusal as refused:
            desk.close()
            self.post_message(self.DeskRefused(refused, is_final=False))

    @on(DeskOpened)
    def _desk_opened(self, event: DeskOpened) -> None:
        self.take_desk(event.desk)
        collecting.begin()
        glanced = [screen for screen in self.screen_stack if isinstance(screen, StartScreen)]
        if event.profile is None:
            from screens.first_start import FirstStart

            self.push_screen(FirstStart())
        elif not glanced:
            self.push_screen(StartScreen(event.profile, ()))
        for screen in glanced:
            # A glance is cut where there is much, and older than the lock.
            screen.show_changed()
        warning = event.warning or event.desk.read_only
        if warning is not None and isinstance(self.screen, HouseScreen):
            # One that was pushed just now has no status line yet.
            self.screen.call_after_refresh(self.screen.refuse, warning)
        for wanted in self._waiting_for_desk:
            wanted()
        self._waiting_for_desk.clear()

    @on(DeskRefused)
    def _desk_refused(self, event: DeskRefused) -> None:
        collecting.begin()
        if event.refusal.code == "profile.locked" and not event.is_final:
            self._waiting_for_desk.clear()
            self.offer_to_look(event.refusal, self._open_desk)
        else:
            self.end(event.refusal)

    def open_to_write(self) -> "Desk":
        """The desk of the profile, open for writing; Refusal why it cannot be."""
        from models.desk.desk import opened

        return opened(self.session.folder, clock=self._clock)

    def take_desk(self, desk: "Desk") -> None:
        """Work at this desk from now on."""
        self._desk = self._opened = desk
        if desk.read_only is None and not self.is_demo:
            self.copies.begin(desk)

    def turn_back(self, refused: Refusal) -> None:
        """Leave the screen in front, which cannot be read, and say why on the one beneath; the program where there is none."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
            if isinstance(self.screen, HouseScreen) and not isinstance(self.screen, Bare):
                self.screen.refuse(refused)
                return
        self.end(refused)

    def begin_work(self, profile: "Profile") -> None:
        """Show what is mine to do in place of the screen in front, in the language of `profile`."""
        self.choose_language(profile.language)
        self.switch_screen(StartScreen(profile, (), is_new=True))

    def when_ready(self, wanted: Callable[[], None]) -> None:
        """Do what a key asked for, now or as soon as the desk is open."""
        if self.is_ready:
            wanted()
        else:
            self._waiting_for_desk.append(wanted)

    def is_holding(self) -> bool:
        """Keys wait for the first screen, those typed behind one that needs the desk for that too, and all while a dialog holds them."""
        stack = self.screen_stack
        return bool(self._waiting_for_desk) or not stack or isinstance(stack[-1], Bare) or self._is_held_by_dialog()

    def is_stopped_by(self, event: events.Event, /) -> bool:
        """Esc stops what a dialog holds keys for."""
        return isinstance(event, events.Key) and event.key == "escape" and self._is_held_by_dialog()

    def _is_held_by_dialog(self) -> bool:
        return bool(getattr(self.screen, "holds_keys", False))

    def _lock_when_idle(self) -> None:
        # Made when it is first asked for, which looking at it would be.
        if "keyring" in vars(self):
            self.keyring.lock_when_idle()
        self.lock_when_idle()

    @on(Go)
    def _go(self, event: Go) -> None:
        event.stop()
        if event.route == "sheet_at":
            self.pop_screen()
            for screen in reversed(self.screen_stack):
                if (at := getattr(screen, "go_to", None)) is not None:
                    at(event.ids["item"])
                    return
            return
        if event.instead:
            self.pop_screen()
        screen = made(event.route, event.ids)
        screen.first_action = event.then
        self.push_screen(screen)

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End with an exit code; the first end counts, and what a screen still stumbles over on the way out is none."""
        if not self._exit:
            # No text, whoever wrote it, is markup.
            super().exit(result, return_code, Text(message) if isinstance(message, str) else message)

    def on_unmount(self) -> None:
        """Close the database."""
        self._is_over = True
        self.copies.stop()
        self.close_desk()

    def close_desk(self) -> None:
        """Close the database, from whichever thread."""
        if self._opened is not None:
            self._opened.close()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback with every local variable, answers and passphrases among them.
        if self._desk is not None and self._desk.ledger.newer is not None:
            self.end(Refusal("profile.newer_shape", **self._desk.ledger.newer.fields))
        elif self.is_headless:
            super()._handle_exception(error)
        else:
            self.ending.crashed(error)


def run(session: "Session", terminal: "Terminal") -> int:
    """Run the program until it is left; its exit code. Raises Refusal where `keys.check` does."""
    own_keys.check(session.settings.keys, session.settings.file or FILE)
    app = VerifierApp(session, session.glance or look(session.folder))
    app.terminal = terminal
    with stopping.orderly(terminal, app.ending.told, app.ending.last):
        app.run()
        if not app.return_value:
            app.copies.last()
    return app.return_value or 0
