"""What every screen has: title, body, status and keys; the words and the desk of the house; how it does and refuses."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from models.errors import Refusal
from screens.commands import EVERYWHERE, Command, bindings
from screens.commands.command import WRITE
from screens.everywhere import Everywhere
from screens.keys import keys_of, told
from screens.widgets.drawing import Tone
from screens.widgets.kept_lines import keep_lines
from screens.widgets.lines import Lines
from screens.widgets.status import KeyHint, KeyStrip, StatusLine, TitleLine

if TYPE_CHECKING:
    from models.rules.permissions import Standing

LEAST_WIDTH, LEAST_HEIGHT = 60, 18
_UNSEEN = frozenset({"quit", "back"})
"""What may be done in a window too small to show anything."""


class Bare(Screen[None]):
    """What is there while nothing can be shown yet."""


class HouseScreen(Everywhere):
    """A screen of the house."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)
    HELP_ID = ""
    """Id of the sentence that says what one does here (`help.<id>`)."""
    takes_text = False
    """Whether one types here to narrow what is shown, so that letters are no keys."""
    first_action = ""
    """What is done as soon as it is shown."""
    _is_loaded = False
    _is_fresh = False
    """Whether it is loaded and was not in front of all yet."""
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

    def compose(self) -> ComposeResult:
        """Give title, body, status and keys."""
        # Textual knows them once it has painted, and styles everything again.
        self.add_class(*self._size_classes(), update=False)
        yield TitleLine()
        yield Static(id="small", markup=False)
        yield from self.body()
        yield StatusLine()
        yield KeyStrip()

    def _size_classes(self) -> list[str]:
        """The classes that tell how large the window is."""
        cells = zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True)
        return [max(each for each in steps if each[0] <= size)[1] for size, steps in cells]

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
        keep_lines((self, *self.walk_children(Widget)))
        try:
            self.load()
        except Refusal as refused:
            self.house.turn_back(refused)
            return
        self._is_loaded = self._is_fresh = True
        self.begin()
        if self.first_action:
            self.call_after_refresh(self.run_action, self.first_action)

    def begin(self) -> None:
        """Show what was read for the first time."""
        self.draw()
        for listed in self.query(Lines):
            listed.follower = self.follow

    def follow(self) -> None:
        """Show what goes with the line that the cursor came to, in the same frame."""

    def on_screen_resume(self) -> None:
        """Show what another screen changed, which is nothing when this one comes up first."""
        if self._is_fresh:
            self._is_fresh = False
        else:
            self.show_changed()

    def show_changed(self) -> None:
        """Show what changed elsewhere; where it cannot be read, say why and leave what is shown."""
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
        small, told = self.query_one("#small", Static), Content(self.words("screen.small", width=LEAST_WIDTH, height=LEAST_HEIGHT))
        if small.content != told:
            # Everything is laid out anew for it.
            small.update(told)
        self.draw_title()
        self.fill()
        self.draw_keys()
        self.mark_unsaved()

    def draw_title(self) -> None:
        """Write the title anew."""
        left, right = self.heading()
        marks = [self.words("demo.mark")] * self.house.is_demo + [self.words("reading.mark")] * (self.reads_only is not None)
        self.title_line.show(" · ".join([*marks, left]), right)

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

    def draw_keys(self) -> None:
        """Write the key strip anew; keys that cannot act now stand in parentheses."""
        shown = [*((WRITE,) if self.reads_only else ()), *(command for command in self.KEYS if command.in_strip)]
        words, own = self.words, self.house.settings.keys
        hints = [KeyHint(told(words, each, own), words(f"key.{each.id}"), self.refusal_of(each) is None, each.stays) for each in shown]
        self.query_one(KeyStrip).show(tuple(hints))

    def standing(self) -> "Standing":
        """What permissions depend on here."""
        from models.rules.permissions import Standing

        return Standing()

    def refusal_of(self, command: Command) -> Refusal | None:
        """Why `command` cannot act now, None when it can: nothing here can be written, or what the screen says."""
        if command is WRITE:
            return None if self.reads_only else Refusal("profile.is_written")
        read_only = self.reads_only
        if read_only is not None and not command.writes:
            read_only = None
        return read_only or (self.why_not_anywhere(command) if command.anywhere else self.why_not(command))

    def why_not(self, command: Command) -> Refusal | None:
        """Why `command` cannot act on what is shown, None when it can."""
        if command.action == "unsaved" and not self.house.unsaved:
            return Refusal("unsaved.none")
        if not command.verb:
            return None
        from models.rules.permissions import refusal

        actor = self.desk.actor
        return refusal(actor.person, actor.roles, command.verb, self.standing())

    def may(self, action: str) -> bool:
        """Whether the command with this action can act now; why not is said."""
        refused = next(self.refusal_of(command) for command in self.KEYS if command.action == action)
        if refused is not None:
            self.refuse(refused)
        return refused is None

    @on(events.Paste)
    def _refuse_paste(self) -> None:
        """Say that keys are commands here, and that what is pasted is none."""
        self.say("paste.not_here", Tone.WARN)

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
