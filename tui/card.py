"""The test card of a terminal, drawn by the means of the program: what is known of it, signs, widths, colours, and the keys that arrive."""

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.color import Color
from textual.screen import Screen
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from models.settings import Settings
from models.words import Words
from screens.commands import BANNED
from screens.keys import name_of
from screens.widgets.drawing import Tone
from screens.widgets.pane import Pane, Paragraph
from screens.widgets.status import KeyHint, KeyStrip, StatusLine, TitleLine
from tui.colours import for_few
from tui.configured import Configured
from tui.signs import SIGNS
from tui.surroundings import Surroundings
from tui.themes import THEMES

_LABEL: Final = 10
"""Cells of the names on the left."""
_WIDTHS: Final = ("Kab. Toli-Toli", "名前と役割の管理", "Cafe\u0301 Re\u0301sume\u0301", "وزارة العدل")
"""Texts of other widths than they have characters."""
_WIDE: Final = 20
_TONES: Final = ("foreground", "muted", "success", "warning", "error", "accent", "cursor")


def told(words: Words, found: Surroundings) -> dict[str, str]:
    """What is known of a terminal in words, by what it is called."""
    signs = words("setting.value.look.glyphs.ascii" if found.plain_signs else "setting.value.look.glyphs.unicode")
    motion = words("setting.value.look.motion.yes" if found.moving else "setting.value.look.motion.no")
    return {
        words("card.terminal"): f"{found.term or '?'} · {found.columns} × {found.rows} · {found.encoding}",
        words("card.colours"): words(f"card.colours.{found.colours}"),
        words("card.line"): words("card.line.remote" if found.remote else "card.line.near", motion=motion),
        words("card.signs"): signs,
    }


class Swatch(Widget):
    """One row in the colours of a theme, whichever is worn."""

    DEFAULT_CSS = "Swatch { height: 1; }"

    def __init__(self, name: str, theme: Theme, samples: tuple[str, ...]) -> None:
        super().__init__()
        self._name, self._theme, self._samples = name, theme, samples

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has but one
        """The name, then a word of each tone on the ground of the theme."""
        segments = [Segment(f" {self._name:<{_LABEL}}", self._style("foreground")), *self._words()]
        for few in for_few(self.app, self._theme.name):
            segments = few.apply(segments, Color(0, 0, 0))
        return Strip(segments).adjust_cell_length(self.size.width, segments[0].style)

    def _words(self) -> Iterator[Segment]:
        for tone, sample in zip(_TONES, self._samples, strict=True):
            yield Segment(f" {sample} ", self._style(tone))

    def _style(self, tone: str) -> Style:
        theme = self._theme
        named = {**theme.variables, **{name: str(getattr(theme, name, "")) for name in ("foreground", "background")}}
        named |= {"muted": theme.variables["text-muted"], "cursor": named["foreground"]}
        text = named.get(tone) or theme.variables[f"text-{tone}"]
        ground = named["block-cursor-background"] if tone == "cursor" else named["background"]
        return Style(color=Color.parse(text).rich_color, bgcolor=Color.parse(ground).rich_color)


class CardScreen(Screen[None]):
    """The card; every key is named and does nothing, Esc leaves."""

    DEFAULT_CSS = """
    CardScreen { background: $background; Pane { height: 1fr; background: $background; } }
    """

    def __init__(self, words: Words, found: Surroundings) -> None:
        super().__init__()
        self._words, self._found = words, found

    def compose(self) -> ComposeResult:
        """Give title, what is known, colours, what was pressed and how to leave."""
        yield TitleLine(self._words("card.title"))
        yield Pane()
        samples = tuple(self._words(f"card.tone.{tone}") for tone in _TONES)
        for theme in THEMES:
            yield Swatch(self._words(f"card.theme.{theme.name}"), theme, samples)
        yield StatusLine()
        yield KeyStrip((KeyHint("Esc", self._words("dialog.key.close")),))

    def on_mount(self) -> None:
        """Fill the card in."""
        self.query_one(Pane).show(tuple(self._paragraphs()))
        self.query_one(StatusLine).say(self._words("card.press"), Tone.ACCENT)

    def _paragraphs(self) -> Iterator[Paragraph]:
        for name, value in told(self._words, self._found).items():
            yield Paragraph(value, label=f"{name:<{_LABEL}}")
        yield Paragraph(" ".join(SIGNS), label=" " * _LABEL)
        yield Paragraph(" ".join(SIGNS.values()), label=" " * _LABEL)
        for number, text in enumerate(_WIDTHS):
            name = "" if number else self._words("card.widths")
            yield Paragraph(f"│{text}{' ' * (_WIDE - cell_len(text))}│", label=f"{name:<{_LABEL}}")

    def on_key(self, event: events.Key) -> None:
        """Name a key, or leave."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.app.exit(0)
            return
        said = [self._words("keyname.named", name=name_of(self._words, event.key), key=event.key)]
        said += [self._words("keyname.banned")] * (event.key in BANNED)
        self.query_one(StatusLine).say(" ".join(said), Tone.GOOD if len(said) == 1 else Tone.WARN)


class Card(Configured):
    """The program with nothing but its test card."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, words: Words, settings: Settings, found: Surroundings) -> None:
        super().__init__(words, settings)
        self._found = found

    def on_mount(self) -> None:
        """Show the card."""
        for theme in THEMES:
            self.register_theme(theme)
        self.take_settings()
        self.push_screen(CardScreen(self.words, self._found))
