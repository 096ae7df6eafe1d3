"""What every screen has: title, body, status and keys; the words and the desk of the house; how it does and refuses."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from models.errors import Refusal
from models.moments import now
from models.rules.permissions import Standing, refusal
from models.words import Words
from screens.commands import Command
from screens.house import House
from screens.kept import DeskDraft
from screens.keys import keys_of, told
from screens.navigation import Go
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.status import KeyHint, KeyStrip, StatusLine, TitleLine

if TYPE_CHECKING:
    from models.desk.desk import Desk, Verb
    from screens.forms import Field
    from screens.working import Outcome, Steps

P = ParamSpec("P")
R = TypeVar("R")

LEAST_WIDTH, LEAST_HEIGHT = 60, 18
_UNSEEN = frozenset({"quit", "back"})
"""What may be done in a window too small to show anything."""


class HouseScreen(Screen[None]):
    """A screen of the house."""

    KEYS: ClassVar[tuple[Command, ...]] = ()
    STEP_KEYS = "↑ ↓ j k"
    """The keys that move the cursor, as people name them."""
    HELP_ID = ""
    """Id of the sentence that says what one does here (`help.<id>`)."""
    _is_loaded = False
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's own shape
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-low"), (22, "-tall"), (34, "-high")]  # noqa: RUF012
    DEFAULT_CSS = """
    HouseScreen {
        background: $background;
        layout: vertical;
        #small { display: none; width: 1fr; height: 1fr; padding: 1; color: $foreground; }
        &.-tiny, &.-flat { #small { display: block; } & > .body { display: none; } }
        & > .body { height: 1fr; }
        &.-low Pane { max-height: 6; }
    }
    """

    @property
    def house(self) -> House:
        """The application."""
        return cast("House", self.app)

    @property
    def words(self) -> Words:
        """The sentences of the language."""
        return self.house.words

    @property
    def desk(self) -> "Desk":
        """The desk."""
        return self.house.desk

    def compose(self) -> ComposeResult:
        """Give title, body, status and keys."""
        yield TitleLine()
        yield Static(id="small", markup=False)
        yield from self.body()
        yield StatusLine()
        yield KeyStrip()

    def body(self) -> ComposeResult:
        """Give what stands between title and status."""
        yield from ()

    def load(self) -> None:
        """Read what is shown here; a Refusal is said by whoever asks for it."""

    def reload(self) -> None:
        """Read what another screen may have changed."""
        self.load()

    def on_mount(self) -> None:
        """Read and fill everything in; where it cannot be read, leave and say why on the screen one came from."""
        try:
            self.load()
        except Refusal as refused:
            self.house.turn_back(refused)
            return
        self._is_loaded = True
        self.begin()

    def begin(self) -> None:
        """Show what was read for the first time."""
        self.draw()

    def on_screen_resume(self) -> None:
        """Show what another screen changed; where it cannot be read, say why and leave what is shown."""
        if not self._is_loaded:
            return
        try:
            self._renew()
        except Refusal as refused:
            # An act that could not show itself has said so already, with what it did.
            if " ".join(self.words.refusal(refused).splitlines()) not in self.status.message:
                self.refuse(refused)

    def _renew(self) -> None:
        self.reload()
        self.draw()

    def renewed(self, said: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Show what an act changed, then say the sentence; where it cannot be read anew, that too, and what was shown stays."""
        try:
            self._renew()
        except Refusal as refused:
            said, tone = f"{said} {self.words.refusal(refused)}".strip(), Tone.BAD
        self.status.say(said, tone)

    def draw(self) -> None:
        """Write everything anew in the language of now."""
        self.query_one("#small", Static).update(Content(self.words("screen.small", width=LEAST_WIDTH, height=LEAST_HEIGHT)))
        left, right = self.heading()
        self.title_line.show(f"{self.words('demo.mark')} · {left}" if self.house.is_demo else left, right)
        self.fill()
        self.draw_keys()

    @property
    def is_too_small(self) -> bool:
        """Whether the window is too small to show anything but that."""
        return self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key may act: nothing is done to what cannot be seen."""
        return super().check_action(action, parameters) if not self.is_too_small or action in _UNSEEN else False

    def heading(self) -> tuple[str, str]:
        """The title, and what stands at its right."""
        return "", ""

    def fill(self) -> None:
        """Fill the body in."""

    @property
    def title_line(self) -> TitleLine:
        """The line at the top."""
        return self.query_one(TitleLine)

    @property
    def status(self) -> StatusLine:
        """The line that says what happened."""
        return self.query_one(StatusLine)

    def draw_keys(self) -> None:
        """Write the key strip anew; keys that cannot act now stand in parentheses."""
        shown = [command for command in self.KEYS if command.in_strip]
        hints = (KeyHint(self.key_of(command), self.words(f"key.{command.id}"), self.why_not(command) is None) for command in shown)
        self.query_one(KeyStrip).show(tuple(hints))

    def key_of(self, command: Command) -> str:
        """The key of a command as people name it, the user's own one where it was changed."""
        return told(self.words, command, self.house.settings.keys)

    def standing(self) -> Standing:
        """What permissions depend on here."""
        return Standing()

    def why_not(self, command: Command) -> Refusal | None:
        """Why `command` cannot act now, None when it can."""
        if not command.verb:
            return None
        actor = self.desk.actor
        return refusal(actor.person, actor.roles, command.verb, self.standing())

    def may(self, action: str) -> bool:
        """Whether the command with this action can act now; why not is said."""
        refused = next(self.why_not(command) for command in self.KEYS if command.action == action)
        if refused is not None:
            self.refuse(refused)
        return refused is None

    def say(self, key: str, tone: Tone = Tone.PLAIN, **fields: object) -> None:
        """Say a sentence in the status line."""
        self.status.say(self.words(key, **fields), tone)

    def refuse(self, refused: Refusal, *, saving: bool = False) -> None:
        """Say why not; `saving`, that nothing is saved where the disk is why."""
        self.status.say(self.words.refusal(refused), Tone.BAD)
        if saving and refused.code.startswith("profile."):
            self.status.mark(self.words("saved.not"), Tone.BAD)

    def guarded(self, act: Callable[[], R]) -> R | None:
        """What `act` gives; None where it is refused, which is then said in the status line."""
        try:
            return act()
        except Refusal as refused:
            self.refuse(refused)
            return None

    def look_up(self, question: "Verb[P, R]", *args: P.args, **kwargs: P.kwargs) -> R | None:
        """The answer to `question`; None where it cannot be read, which is then said in the status line."""
        return self.guarded(lambda: self.desk.ask(question, *args, **kwargs))

    def do(self, verb: "Verb[P, R]", *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Do `verb`, say that it is saved or why not; None when it was refused."""
        try:
            result = self.desk.do(verb, *args, **kwargs)
        except Refusal as refused:
            self.refuse(refused, saving=True)
            return None
        self.mark_saved()
        return result

    def ask(
        self, title: str, fields: "tuple[Field, ...]", place: str, save: Callable[[Mapping[str, str]], R], done: Callable[[R], None]
    ) -> None:
        """Show a form, its draft at `place` if any; `save` is tried with its values, a Refusal stays in it, `done` gets what it saved."""
        saved: list[R] = []

        def check(values: Mapping[str, str]) -> Refusal | None:
            try:
                saved[:] = [save(values)]
            except Refusal as refused:
                return refused
            return None

        def left(_values: Mapping[str, str] | None) -> None:
            if saved:
                self.mark_saved()
                done(saved[0])

        from screens.forms import Form

        # A form begins with its draft, and that may not be readable.
        form = self.guarded(lambda: Form(self.words, title, fields, self.draft(place) if place else None, check))
        if form is not None:
            self.app.push_screen(form, left)

    def mark_saved(self) -> None:
        """Say that all is on the disk."""
        # What was said before is not about what is saved now.
        self.status.say("")
        self.status.mark(self.words("saved.at", time=self.words.time(now())), Tone.GOOD)

    def work(self, title: str, steps: "Callable[[], Steps]", done: "Callable[[Outcome], None]") -> None:
        """Do long work in steps, with its progress in front of this screen; a Refusal is said, anything else is told to `done`."""
        from screens.working import Working

        def ended(outcome: "Outcome | None") -> None:
            if outcome is not None and outcome.refused is not None:
                self.refuse(outcome.refused, saving=True)
            elif outcome is not None:
                done(outcome)

        self.app.push_screen(Working(self.words, title, steps), ended)

    def draft(self, place: str) -> DeskDraft:
        """Where text typed at `place` is kept."""
        return DeskDraft(self.desk, place)

    def go(self, route: str, **ids: object) -> None:
        """Ask the application for another screen."""
        self.post_message(Go(route, ids))

    @on(Lines.Chosen)
    async def _enter(self, event: Lines.Chosen) -> None:
        # The list has the focus and takes Enter for itself; what Enter does is the screen's.
        event.stop()
        for bound in (bound for command in self.KEYS for bound in command.bound):
            if "enter" in keys_of(bound, self.house.settings.keys):
                await self.run_action(bound.action)

    def action_back(self) -> None:
        """Leave this screen."""
        self.app.pop_screen()

    def action_menu(self) -> None:
        """Show all keys of this screen; the one chosen there acts."""
        from screens.menu import Menu

        self.app.push_screen(Menu(self), self._chosen)

    async def _chosen(self, action: str | None) -> None:
        if action:
            await self.run_action(action)
