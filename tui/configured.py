"""What the settings make of the application: language, theme, signs and keys, at the start and whenever one of them is changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome

from models import places
from models.errors import Refusal
from models.settings import Settings, load
from models.words import LANGUAGES, Words
from screens import keys
from screens.base import HouseScreen
from tui import VERSION, surroundings
from tui.colours import COLOURLESS, for_few
from tui.glyphs import PlainGlyphs
from tui.guard import TerminalGuard
from tui.rules import KeptRules
from tui.themes import THEMES
from tui.typeahead import KeysInOrder

if TYPE_CHECKING:
    from models.desk.desk import Desk
    from models.swept import Swept


class Configured(KeysInOrder[int]):
    """An app that speaks, looks and listens as its user has set it."""

    CSS = COLOURLESS

    def __init__(self, words: Words, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.words = self._with_keys(words)
        self.version = VERSION
        self.swept: dict[str, Swept] = {}
        self._has_plain_signs = False
        # Worn from the first rule on: all of them are parsed anew where it changes.
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, settings.theme)
        self.stylesheet = KeptRules(variables=self.get_css_variables())
        self._seen_through: tuple[LineFilter, ...] | None = None
        self._guard, self._plain = TerminalGuard(), PlainGlyphs(surroundings.encoding())

    @property
    def desk(self) -> "Desk":
        """The open desk."""
        raise NotImplementedError

    def close_desk(self) -> None:
        """Close the database, from whichever thread."""
        raise NotImplementedError

    @property
    def settings_file(self) -> Path:
        """The user's own settings file, which need not be there yet."""
        return self.settings.file or places.own_settings_file()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, the guard of the terminal and, where they are needed, plain signs and few colours for what is left."""
        if self._seen_through is None:
            plain = [self._plain] if self._has_plain_signs else []
            # Greys are colours too, and a theme has no colour that a terminal would draw in its own way.
            usual = (each for each in super().get_line_filters() if not isinstance(each, Monochrome | ANSIToTruecolor))
            self._seen_through = (*usual, self._guard, *plain, *for_few(self, self.theme))
        return self._seen_through

    def watch_theme(self) -> None:
        """Find out anew what lines are seen through: few colours are those of one theme."""
        self._seen_through = None

    def change_setting(self, key: str, value: str | None) -> None:
        """Let the setting `key` say `value`, or what is built in where that is None: in the file, and at once.

        Raises:
            Refusal: what `settings_file.change`, `keys.check` and `carrying.admit` refuse; nothing is changed then.
        """
        from models import settings_file
        from models.reaching import admit

        admit(key, value)
        file = self.settings_file
        if file.is_relative_to(self.desk.ledger.folder):
            self.desk.require_writing()
        if not settings_file.change(file, key, value, keys.check):
            return
        self.settings = load(file)
        self.take_settings()
        if key == "look.language":
            self.choose_language(self.settings.language or self._own_language())

    def take_settings(self) -> None:
        """Let theme, signs, movement and keys be as they are set."""
        self.theme = self.settings.theme
        self._has_plain_signs, self._seen_through = surroundings.is_plain(self.settings), None
        self.animation_level = "full" if surroundings.is_moving(self.settings) else "none"
        self.set_keymap(self.settings.keys)
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                # Filters act when a line is drawn, and drawn lines are kept.
                widget.refresh()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the cursor of a field blink only where things move."""
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = self.animation_level == "full"

    def choose_language(self, language: str) -> None:
        """Speak another language at once."""
        self.words = self._with_keys(Words(language))
        for screen in self.screen_stack:
            if isinstance(screen, HouseScreen):
                # What was last said was said in the language before.
                screen.status.say("")
                screen.status.mark("")
                screen.draw()

    def tell_forgotten(self, count: int, /) -> None:
        """Say behind what an act said how many keys were let go of, those among them that were pressed while it was at work."""
        if isinstance(self.screen, HouseScreen) and self.screen.is_mounted:
            status = self.screen.status
            said = status.message.removesuffix(self.words.count("sheet.forgotten", count - 1)).rstrip()
            status.say(f"{said} {self.words.count('sheet.forgotten', count)}".strip(), status.tone)

    def action_help_quit(self) -> None:
        """Say how one leaves, where Ctrl+C was pressed for that: Textual would say it in a notice of its own, in English."""
        if isinstance(self.screen, HouseScreen):
            self.screen.say("quit.how")

    def _with_keys(self, words: Words) -> Words:
        """`words`, naming keys as they are set now."""
        words.press = keys.Pressed(words, lambda: self.settings.keys)
        return words

    def switch_language(self) -> None:
        """Speak the next language, and keep it for the next start."""
        from models.desk import people

        language = LANGUAGES[(LANGUAGES.index(self.words.language) + 1) % len(LANGUAGES)]
        try:
            if self.settings.language:
                # It would be spoken again at the next start, whatever the profile says.
                self.change_setting("look.language", language)
            elif self.desk.read_only is None:
                self.desk.do(people.choose_language, language)
        except Refusal as refused:
            if isinstance(self.screen, HouseScreen):
                self.screen.refuse(refused)
            return
        self.choose_language(language)

    def _own_language(self) -> str:
        """The language chosen in the profile."""
        from models.desk import people

        owner = self.desk.ask(people.owner)
        return owner.language if owner else self.words.language
