"""Small questions in front of a screen, answered by `dismiss`: yes or no, one of several, or only read. Forms are in `forms`."""

from collections.abc import Sequence
from typing import ClassVar, Final, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.fields import Option
from models.text import shown_lines
from models.words import Words
from screens import helping
from screens.widgets.lines import Line, Lines, Tone
from screens.widgets.status import KeyHint, KeyStrip, TitleLine

Result = TypeVar("Result")

_DIGITS: Final = 9
_SHORT: Final = 40
"""Widest label that the line of an option shows whole in the smallest window, in cells."""


class HouseDialog(ModalScreen[Result]):
    """A box in front of a screen: a title, what the kind of dialog puts there, the keys."""

    AUTO_FOCUS = "Lines"
    HELP_ID = ""
    """Id of the sentence that says what one does here (`help.<id>`), where more is to be said than its keys."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,question_mark", "help", "dialog.help", id="dialog.help", show=False)]
    holds_keys = False
    """Whether keys wait until what is done here is done; Esc stops it, and so waits for nothing."""
    HORIZONTAL_BREAKPOINTS = [(0, "-snug"), (92, "-roomy")]  # noqa: RUF012 - Textual's own shape
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall"), (34, "-high")]  # noqa: RUF012 - Textual's own shape
    # Heights in cells: Textual leaves a greatest height in `vh` out when it measures the box, which then stands half empty.
    DEFAULT_CSS = """
    HouseDialog {
        align: center middle;
        background: $background 60%;
        & > #box {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            background: $surface;
            color: $foreground;
            border: solid $border;
        }
        &.-snug > #box { width: 100%; }
        Lines { background: $surface; height: auto; max-height: 12; }
        .text { width: 1fr; height: auto; padding: 0 1; background: $surface; color: $foreground; }
        .scroll { height: auto; max-height: 14; background: $surface; scrollbar-size-vertical: 1; }
        &.-low { Lines { max-height: 9; } .scroll { max-height: 10; } }
        &.-high { Lines { max-height: 18; } .scroll { max-height: 22; } }
    }
    """

    def __init__(self, words: Words, title: str) -> None:
        super().__init__()
        self.words = words
        """The sentences of the language."""
        self.heading = title
        """The title of the box."""
        self._left = False

    def compose(self) -> ComposeResult:
        """Give the box with what `body` puts into it."""
        with Vertical(id="box"):
            yield TitleLine(self.heading)
            yield from self.body()
            yield KeyStrip(self.hints())

    def body(self) -> ComposeResult:
        """Give what stands between title and keys."""
        yield from ()

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of this dialog."""
        return (KeyHint("Esc", self.words("dialog.key.close")),)

    def answer(self, result: Result) -> None:
        """Leave with `result`; a second answer on the way out is none, or it would close the screen behind."""
        if not self._left:
            self._left = True
            self.dismiss(result)

    def action_help(self) -> None:
        """Say what one does here, and the keys of what has the focus."""
        if self.HELP_ID:
            own = ((hint.key, hint.label) for hint in self.hints())
            told = filter(None, (self.explained(), helping.told(self.words, self, *own)))
            self.app.push_screen(Tell(self.words, self.words("dialog.help"), "\n\n".join(told)))

    def explained(self) -> str:
        """What is said of the place of the cursor and may be cut there; empty where nothing is."""
        return ""

    def action_scroll(self, lines: int) -> None:
        """Scroll the text by lines."""
        # At once: put off until the next repaint, the second of two quick keys would be lost.
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, step: int) -> None:
        """Scroll the text by what is seen of it."""
        self.action_scroll(step * max(1, self.query_one(VerticalScroll).scrollable_content_region.height - 1))

    def action_edge(self, step: int) -> None:
        """Scroll the text to its first or last line."""
        self.action_scroll(step * self.query_one(VerticalScroll).virtual_size.height)


def prose(text: str, *, id: str | None = None) -> Static:  # noqa: A002 - named so in every widget
    """A text of any length as a widget, never read as markup."""
    return Static(Content(shown_lines(text)), id=id, classes="text", markup=False)


class Confirm(HouseDialog[bool]):
    """A question with yes and no; Esc is no, and so is Enter until the cursor is moved."""

    HELP_ID = "dialog.confirm"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "reply(True)", "dialog.yes", id="dialog.yes", show=False),
        Binding("t,n,escape", "reply(False)", "dialog.no", id="dialog.no", show=False),
        # Before the list, which would take them for its two lines.
        Binding("pagedown", "page(1)", "dialog.page_down", id="dialog.page_down", show=False, priority=True),
        Binding("pageup", "page(-1)", "dialog.page_up", id="dialog.page_up", show=False, priority=True),
    ]

    def __init__(self, words: Words, question: str) -> None:
        super().__init__(words, words("dialog.confirm.title"))
        self._question = question

    def body(self) -> ComposeResult:
        """Give the question and its two answers."""
        with VerticalScroll(classes="scroll", can_focus=False):
            yield prose(self._question)
        lines = Lines(
            (
                Line("yes", left=(("y  ", Tone.MUTED),), text=self.words("dialog.confirm.yes")),
                Line("no", left=(("t  ", Tone.MUTED),), text=self.words("dialog.confirm.no")),
            )
        )
        lines.move_to("no")
        yield lines

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of the question."""
        return (
            KeyHint("y", self.words("dialog.confirm.yes")),
            KeyHint("t", self.words("dialog.confirm.no")),
            KeyHint("Enter", self.words("dialog.key.choose")),
            KeyHint("Esc", self.words("dialog.key.cancel")),
        )

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.answer(event.key == "yes")

    def action_reply(self, reply: bool) -> None:
        """Answer yes or no."""
        self.answer(reply)


class Tell(HouseDialog[None]):
    """A text to read, as long as it may be."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "close", "dialog.close", id="dialog.close", show=False),
        Binding("down,j", "scroll(1)", "dialog.scroll_down", id="dialog.scroll_down", show=False),
        Binding("up,k", "scroll(-1)", "dialog.scroll_up", id="dialog.scroll_up", show=False),
        Binding("pagedown,space", "page(1)", "dialog.page_down", id="dialog.page_down", show=False),
        Binding("pageup", "page(-1)", "dialog.page_up", id="dialog.page_up", show=False),
        Binding("home", "edge(-1)", "dialog.first", id="dialog.first", show=False),
        Binding("end", "edge(1)", "dialog.last", id="dialog.last", show=False),
    ]

    def __init__(self, words: Words, title: str, text: str) -> None:
        super().__init__(words, title)
        self._text = text

    def body(self) -> ComposeResult:
        """Give the text."""
        with VerticalScroll(classes="scroll", can_focus=False):
            yield prose(self._text)

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of reading."""
        return KeyHint("↑↓", self.words("dialog.key.scroll")), KeyHint("Esc", self.words("dialog.key.close"))

    def action_close(self) -> None:
        """Leave."""
        self.answer(None)


class Pick(HouseDialog[str | None]):
    """One of several options: its key, or nothing when left by Esc."""

    HELP_ID = "dialog.pick"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "dialog.cancel", id="dialog.cancel", show=False),
        *(Binding(str(digit), f"number({digit})", "dialog.number", show=False) for digit in range(1, _DIGITS + 1)),
    ]
    DEFAULT_CSS = """
    Pick #detail { color: $text-muted; max-height: 5; margin-top: 1; }
    Pick.-low #detail { max-height: 3; }
    """

    def __init__(self, words: Words, title: str, options: Sequence[Option], current: str | None = None) -> None:
        super().__init__(words, title)
        self._options = {option.key: option for option in options}
        self._current = current

    def body(self) -> ComposeResult:
        """Give the options and, if any of them has details or is too long for its line, those of the highlighted one."""
        lines = Lines([self._line(number, option) for number, option in enumerate(self._options.values(), 1)])
        lines.move_to(self._current or "")
        yield lines
        if any(map(self._detail, self._options)):
            yield prose(self._detail(lines.key), id="detail")

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of choosing."""
        count = min(_DIGITS, len(self._options))
        return (
            KeyHint("↑↓", self.words("dialog.key.move")),
            *((KeyHint(f"1-{count}" if count > 1 else "1", self.words("dialog.key.choose")),) if count else ()),
            KeyHint("Enter", self.words("dialog.key.choose")),
            KeyHint("Esc", self.words("dialog.key.cancel")),
        )

    def _line(self, number: int, option: Option) -> Line:
        right = ((self.words("dialog.pick.current"), Tone.MUTED),) if option.key == self._current else ()
        left = ((f"{number}  " if number <= _DIGITS else "   ", Tone.MUTED),)
        return Line(option.key, left=left, text=option.label, right=right)

    def _detail(self, key: str | None) -> str:
        if key is None:
            return ""
        option = self._options[key]
        return option.detail or (option.label if cell_len(option.label) > _SHORT else "")

    @on(Lines.Highlighted)
    def _highlighted(self, event: Lines.Highlighted) -> None:
        event.stop()
        for detail in self.query("#detail").results(Static):
            detail.update(Content(shown_lines(self._detail(event.key))))

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.answer(event.key)

    def action_number(self, number: int) -> None:
        """Choose the option of this number."""
        if number <= len(self._options):
            self.answer(tuple(self._options)[number - 1])

    def action_close(self) -> None:
        """Leave without an answer."""
        self.answer(None)
