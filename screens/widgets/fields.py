"""What text and choices are entered with: nothing that could steer the terminal gets in, by key or by paste."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, Protocol

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from models import places
from models.text import clean, pasted, shown, uncomposed


class Choice(Protocol):
    """Something to choose: what is stored and what is read."""

    @property
    def key(self) -> str:
        """What is stored."""

    @property
    def label(self) -> str:
        """What is read."""


class LineInput(Input):
    """A one-line input that holds only what `admit` makes of it: what may be stored, a paste of several lines as one line."""

    HELP_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("← →", "typing.letter"), ("Home End", "typing.ends"), ("Ctrl+W", "typing.word"))
    """Its keys as people name them, and the sentences that tell them."""
    DEFAULT_CSS = """
    LineInput { background: $panel; color: $foreground; width: 1fr; }
    LineInput:focus { background: $panel; background-tint: $foreground 0%; }
    LineInput:disabled { color: $text-muted; opacity: 100% !important; }
    """

    def __init__(
        self, value: str = "", *, disabled: bool = False, admit: Callable[[str], str] | None = None, is_secret: bool = False
    ) -> None:
        self._admit = admit or _one_line
        # Text selected on arrival would be lost by the first key.
        super().__init__(self._admit(value), password=is_secret, disabled=disabled, compact=True, select_on_focus=False)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window changes."""
        if self.has_focus:
            self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        at = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(at, 0, 1, 1), force=True, animate=False)

    def validate_value(self, value: str) -> str:
        """The value as it may be stored."""
        return self._admit(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part, with the cursor behind what has become of `text`: an accent may have joined the letter before it."""
        head = self.value[: max(0, min(start, end))]
        super().replace(text, start, end)
        self.cursor_position = len(self._admit(head + text))

    def _on_paste(self, event: events.Paste) -> None:
        # Textual keeps the first line of a paste and drops the rest without a word. A path is what it is, to the last odd blank.
        event.text = self._admit(pasted(event.text) if self._admit is _one_line else event.text)
        if event.text:
            super()._on_paste(event)
        event.prevent_default()
        event.stop()


class PathInput(LineInput):
    """A one-line input for a path, kept as it is typed; of a file dropped on the window, its path, of several that of the first."""

    class Several(Message):
        """Several files were dropped on it, of which it takes one."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, value: str = "", *, disabled: bool = False) -> None:
        super().__init__(value, disabled=disabled, admit=uncomposed)

    def _on_paste(self, event: events.Paste) -> None:
        if several := places.several(event.text):
            self.post_message(self.Several(len(several)))
        event.text = places.dropped(event.text)
        super()._on_paste(event)


class NoteArea(TextArea):
    """Text of many lines that holds only what may be stored; beyond its first and last line the keys go to the form."""

    HELP_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("↑ ↓ ← →", "typing.text"),
        ("Home End", "typing.ends"),
        ("Ctrl+W", "typing.word"),
        ("Ctrl+Z Ctrl+Y", "typing.undo"),
        ("Ctrl+E", "typing.outside"),
    )
    """Its keys as people name them, and the sentences that tell them."""
    DEFAULT_CSS = """
    NoteArea { background: $panel; color: $foreground; padding: 0; scrollbar-size-vertical: 1; }
    NoteArea:disabled { color: $text-muted; opacity: 100% !important; }
    NoteArea:light .text-area--cursor { color: $input-cursor-foreground; background: $input-cursor-background; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+e,f4", "outside", "edit.external", id="edit.external", show=False)]

    class Outside(Message):
        """The text is to be written in an editor of the user's own."""

        def __init__(self, area: "NoteArea") -> None:
            super().__init__()
            self.area = area
            """Where it stands."""

    def __init__(self, text: str = "", *, disabled: bool = False) -> None:
        super().__init__(clean(text), disabled=disabled, compact=True, highlight_cursor_line=False)

    def on_mount(self) -> None:
        """Go on writing at the end."""
        self.move_cursor(self.document.end)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window changes."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def _on_paste(self, event: events.Paste) -> None:  # type: ignore[override]  # Textual's own follows
        event.text = pasted(event.text)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit with the text that may be stored."""
        text = clean(edit.text)
        result = super().edit(edit if text == edit.text else replace(edit, text=text))
        # Textual looks for the cursor before it knows of a new last row, and would leave it below the edge.
        self.scroll_cursor_visible()
        return result

    def action_outside(self) -> None:
        """Ask for the user's own editor."""
        self.post_message(self.Outside(self))

    def take(self, text: str) -> None:
        """Let the whole text be another, as one edit that can be taken back."""
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor(self.document.end)

    def undo(self) -> None:
        """Take back an edit."""
        self._from_the_start(super().undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._from_the_start(super().redo)

    def _from_the_start(self, change: Callable[[], None]) -> None:
        # Textual looks for the cursor before it has moved it, and ends the program when the text has become too short for it.
        text, selection = self.text, self.selection
        self.selection = Selection.cursor((0, 0))
        change()
        if self.text == text:
            self.selection = selection
        self.scroll_cursor_visible()

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up a line, or let the form have the key on the first."""
        if not select and self.wrapped_document.location_to_offset(self.cursor_location).y == 0:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down a line, or let the form have the key on the last."""
        if not select and self.wrapped_document.location_to_offset(self.cursor_location).y >= self.wrapped_document.height - 1:
            raise SkipAction
        super().action_cursor_down(select)


class ChoiceLine(Widget, can_focus=True):
    """One of several options on one line: arrows or space go round, digits and first letters jump."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "choice.next", id="choice.next", show=False),
        Binding("left", "turn(-1)", "choice.previous", id="choice.previous", show=False),
        Binding("enter", "enter", "choice.enter", id="choice.enter", show=False),
    ]
    HELP_KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("← →", "choosing.turn"), ("1-9 a…z", "choosing.jump"))
    """Its keys as people name them, and the sentences that tell them."""
    DEFAULT_CSS = """
    ChoiceLine { height: 1; width: 1fr; background: $panel; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis; }
    ChoiceLine:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    ChoiceLine:disabled { color: $text-muted; opacity: 100% !important; }
    """

    value: reactive[str] = reactive("")
    """Key of the option chosen, or nothing."""

    class Changed(Message):
        """Another option was chosen."""

    class Entered(Message):
        """Enter was pressed."""

        def __init__(self, choice: "ChoiceLine") -> None:
            super().__init__()
            self.choice = choice
            """The line."""

    def __init__(self, options: Sequence[Choice], value: str, *, prompt: str, disabled: bool = False) -> None:
        super().__init__(disabled=disabled)
        self.options = tuple(options)
        """What can be chosen."""
        self._prompt = prompt
        self.set_reactive(ChoiceLine.value, value)

    def watch_value(self) -> None:
        """Say that another option was chosen."""
        self.post_message(self.Changed())

    def render(self) -> Content:
        """The label between arrows; in parentheses when it cannot be changed."""
        label = next((option.label for option in self.options if option.key == self.value), self._prompt)
        return Content(shown(f"({label})" if self.disabled else f"‹ {label} ›"))

    def on_key(self, event: events.Key) -> None:
        """Jump to the option of a digit, or to the next that begins with a letter."""
        character = event.character or ""
        if character.isdigit() and character.isascii():
            place = int(character) - 1
            if 0 <= place < len(self.options):
                self.value = self.options[place].key
                event.stop()
        elif character.isalpha():
            start = self._place() + 1
            for option in (*self.options[start:], *self.options[:start]):
                if option.label.casefold().startswith(character.casefold()):
                    self.value = option.key
                    event.stop()
                    return

    def _place(self) -> int:
        return next((place for place, option in enumerate(self.options) if option.key == self.value), -1)

    def action_turn(self, step: int) -> None:
        """Choose the next or the previous option."""
        if self.options:
            place = self._place()
            self.value = self.options[(place + step) % len(self.options) if place >= 0 else (0 if step > 0 else -1)].key

    def action_enter(self) -> None:
        """Tell the form to go on."""
        self.post_message(self.Entered(self))


class SaveLine(Widget, can_focus=True):
    """The last stop of a form: Enter saves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", "form.save", id="form.save_line", show=False)]
    DEFAULT_CSS = """
    SaveLine { height: 1; width: auto; background: $surface; color: $foreground; }
    SaveLine:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    """

    class Pressed(Message):
        """Enter was pressed."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label

    def render(self) -> Content:
        """The label in brackets, with the pointer when it has the focus."""
        return Content(shown(f"{'›' if self.has_focus else ' '} [ {self._label} ]"))

    def action_press(self) -> None:
        """Say that Enter was pressed."""
        self.post_message(self.Pressed())


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ").replace("\t", " ")
