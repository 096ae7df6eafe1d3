"""What tests of screens share: an app behind a dialog, a form and its draft, texts that attack, and looks at what is drawn."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from models.errors import Refusal
from models.fields import Field, Option
from models.words import Words
from screens.dialogs import HouseDialog
from screens.forms import Form
from screens.widgets.drafting import Values
from screens.widgets.status import KeyStrip, StatusLine, TitleLine
from tests.press import screen_text, send, settle
from tui.themes import THEMES
from tui.typeahead import KeysInOrder

HOSTILE: Final = (
    "[/]",
    "[bold]x",
    "[@click=app.quit]tutup[/]",
    "[link=file:///etc]y[/link]",
    "$accent [$error]z",
    "a\x1b]52;c;aGFsbw==\x07b",
    "a\u202eb",
    "\x9b2J",
    "名前と役割",
)
"""Texts that would steer a terminal or Textual, and one of wide characters."""
PASTED: Final = (
    ("a\x1b[31mb\x1b]52;c;eA==\x07c", "abc", "abc"),
    ("Nomor\u00a05 ber\u00adlaku\u202f\nlalu\u3000", "Nomor 5 berlaku lalu ", "Nomor 5 berlaku\nlalu "),
    ("satu\r\ndua\rtiga\n\nlima", "satu dua tiga  lima", "satu\ndua\ntiga\n\nlima"),
    ("a\tb\x00\x08\x7f\x9bc", "a bc", "a\tbc"),
    ("\u202eabc\u2066\u200b\ufeff\u2028", "abc", "abc"),
    ("e\u0301\u200bx", "éx", "éx"),
    ("\x1b\x07", "", ""),
    ("名前と役割 [/] [bold]x", "名前と役割 [/] [bold]x", "名前と役割 [/] [bold]x"),
)
"""What is pasted, and what of it a line and a note take."""
SIZES: Final = ((80, 24), (60, 18))
"""The usual window and the smallest."""
DISK_FULL: Final = "refusal.profile.disk_full folder=/x missing=9"
"""How the refusal of a `Drawer` is said."""
YES_NO: Final = (Option("yes", "Ya"), Option("partly", "Sebagian"), Option("no", "Tidak"))
FIELDS: Final = (
    Field("name", "Nama", hint="Nama lengkap Anda."),
    Field("level", "Jawaban", kind="choice", value="partly", options=YES_NO),
    Field("code", "Kode", value="lama"),
)


class StubWords(Words):
    """Gives back the id and the fields, so that no test depends on a catalogue."""

    def __init__(self) -> None:
        self.language = "en"

    def __call__(self, key: str, /, **fields: object) -> str:
        return " ".join([key, *(f"{name}={value}" for name, value in fields.items())])


class Stage(KeysInOrder[None]):
    """An app behind a dialog; digits, letters and Enter that reach it are remembered."""

    CSS = "Screen { background: $background; }"

    def __init__(self, theme: str = "verifier-dark") -> None:
        super().__init__()
        self.words = StubWords()
        self.answers: list[Any] = []
        self.strays: list[str] = []
        self._wanted = theme

    def compose(self) -> ComposeResult:
        yield Static("di belakang")

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._wanted

    def on_key(self, event: events.Key) -> None:
        if len(self.screen_stack) == 1:
            self.stray(event.key)

    def stray(self, key: str) -> None:
        """Take a key that no dialog took."""
        self.strays.append(key)

    async def ask(self, pilot: Pilot[Any], dialog: HouseDialog[Any]) -> None:
        """Show `dialog` and wait until it is there."""
        self.push_screen(dialog, self.answers.append)
        await painted(pilot)

    @property
    def mark(self) -> str:
        """What the status line says of drafts."""
        return self.screen.query_one(StatusLine).marked

    @property
    def notice(self) -> str:
        """What is said above the keys."""
        notice = self.screen.query_one("#notice", Static)
        return str(notice.content) if notice.display else ""


async def painted(pilot: Pilot[Any]) -> None:
    """Wait until what was pressed is handled and the screen drawn again, sizes and all."""
    await settle(pilot)
    await pilot.pause()


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Paste `text` where the cursor is."""
    send(pilot.app, events.Paste(text))
    await settle(pilot)


async def until(told: Callable[[], bool]) -> None:
    """Wait for what a short timer does."""
    end = time.monotonic() + 20
    while not told():
        assert time.monotonic() < end
        await asyncio.sleep(0.002)


async def points_at(app: "Filling", label: str) -> None:
    """Wait until the line of this label has the focus where it can be seen: a form scrolls once more after it is drawn."""
    await until(lambda: app.pointed_at() == [label])


def whole(app: App[Any], *widgets: Widget) -> None:
    """Assert that nothing sticks out of the window and each of `widgets` is wholly in it."""
    seen = screen_text(app).splitlines()
    assert all(cell_len(line) == app.size.width for line in seen)
    window = Region(0, 0, app.size.width, app.size.height)
    box = app.screen.query_one("#box").region
    assert window.contains_region(box), box
    for widget in (app.screen.query_one(TitleLine), app.screen.query_one(KeyStrip), *widgets):
        assert widget.region.height > 0, widget
        # A box of its content's height: the keys are its last line.
        assert app.screen.query_one(KeyStrip).region.bottom == box.bottom - 1
        assert box.shrink((1, 1, 1, 1)).contains_region(widget.region), (widget, widget.region, box)


def harmless(app: App[Any]) -> None:
    """Assert that nothing on the screen steers the terminal, and no text of a user has become a link or an action."""
    assert not any(character in screen_text(app) for character in "\x1b\x07\x9b\u2028\u202e\u200b")
    for y in range(app.size.height):
        for x in range(app.size.width):
            style = app.screen.get_style_at(x, y)
            assert style.link is None and "@click" not in style.meta, (x, y)


class Drawer:
    """A draft in memory that can be told to refuse."""

    def __init__(self, stored: Values | None = None) -> None:
        self.stored = stored
        self.kept: list[Values] = []
        self.is_full = False
        self.attempts = 0

    def keep(self, values: Values) -> None:
        self.attempts += 1
        if self.is_full:
            raise Refusal("profile.disk_full", folder="/x", missing=9)
        self.stored = dict(values)
        self.kept.append(dict(values))

    def recall(self) -> Values | None:
        return self.stored

    def forget(self) -> None:
        if self.is_full:
            raise Refusal("profile.disk_full", folder="/x", missing=9)
        self.stored = None


class Desk:
    """What `check` saves to."""

    def __init__(self) -> None:
        self.saved: list[Mapping[str, str]] = []
        self.refusal: Refusal | None = None

    def check(self, values: Mapping[str, str]) -> Refusal | None:
        if self.refusal is None:
            self.saved.append(values)
        return self.refusal


class Filling(Stage):
    """A form of three fields on a stage, unless it is given others."""

    def __init__(self, *fields: Field, draft: Drawer | None = None, title: str = "Judul", theme: str = "verifier-dark") -> None:
        super().__init__(theme)
        self.desk = Desk()
        self.draft = draft or Drawer()
        self.fields = fields or FIELDS
        self._title = title

    def form(self) -> Form:
        return Form(self.words, self._title, self.fields, self.draft, self.desk.check)

    async def open(self, pilot: Pilot[Any]) -> None:
        await self.ask(pilot, self.form())

    @property
    def shown_form(self) -> Form:
        assert isinstance(self.screen, Form)
        return self.screen

    @property
    def typed(self) -> Values:
        return self.shown_form.values()

    @property
    def pointed(self) -> str:
        """The label of the line that has the focus, as it can be read."""
        (label,) = self.pointed_at()
        return label

    def pointed_at(self) -> list[str]:
        """The same, nothing while that line is still being scrolled to where it can be seen."""
        found = [line for line in screen_text(self).splitlines() if "│›" in line or "› [" in line or "│ ›" in line]
        return [line.strip(" │").removeprefix("› ").split("  ")[0].strip() for line in found]
