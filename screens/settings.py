"""The settings: every one with its value and what it is for, the user's own keys among them."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from models import places
from models.desk import people
from models.errors import Refusal
from models.fields import Field, Option
from models.rules.permissions import ROLES
from models.settings import CHOICES, KEYS, load, values
from screens.commands import ALL, SETTINGS, Command, bindings, every
from screens.dialogs import Pick
from screens.keys import keys_in, name_of
from screens.listing import ListScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_TABLES: Final = ("look", "lock", "places", "paper", "agenda", "exchange")
"""The tables that are shown before the keys: carriers have a screen of their own, and another database is the work of headquarters."""
_THEME: Final = "look.theme"
_NEXT_START: Final = "places.data"
"""What the running program cannot take."""
_BUILTIN: Final = load(None)
_USUAL: Final = {"places.data": places.profile_folder, "places.export": places.export_folder}
"""The folders, and where each is when nobody says otherwise."""
_ASKED: Final = {
    "folder": ("settings.folder", "settings.folder_hint"),
    "lines": ("settings.lines", "settings.lines_hint"),
    "keys": ("settings.keys", "settings.keys_hint"),
}
"""How a value is asked for that is typed, and what is said of it."""


class SettingsScreen(ListScreen):
    """Looks, folders, and the keys of every screen."""

    KEYS = SETTINGS
    HELP_ID = "settings"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SETTINGS)
    DEFAULT_CSS = "SettingsScreen Pane { height: 7; }"

    def __init__(self) -> None:
        super().__init__()
        self._builtin = values(None)
        self._values: dict[str, str] = {}
        self._why_not_person: Refusal | None = None
        """Why one cannot be called otherwise here."""

    def load(self) -> None:
        """Read the settings file, and whether a team says who one is."""
        self._values = values(self.house.settings.file)
        self._why_not_person = self.desk.ask(people.why_not_correct)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: who one is says the team where there is one."""
        return self._why_not_person if command.action == "person" and self._why_not_person else super().why_not(command)

    def heading(self) -> tuple[str, str]:
        """What is here, and the file it is kept in."""
        return self.words("settings.title"), places.told(self.house.settings_file)

    def fill(self) -> None:
        """Write the list anew."""
        lines: list[Line] = []
        for table in _TABLES:
            lines.append(self._head(table))
            lines += [self._line(key) for key in self._builtin if key.startswith(f"{table}.")]
        for screen in ALL:
            lines.append(self._head(f"keys.{screen}"))
            lines += [self._line(f"{KEYS}.{name}") for name, (first, _, _) in every().items() if first == screen]
        self.query_one(Lines).show(lines)
        self.follow()

    def _head(self, part: str) -> Line:
        return Line(f"heading.{part}", text=self.words(f"setting.part.{part}"), tone=Tone.HEADING, selectable=False)

    def _line(self, key: str) -> Line:
        is_own = self._is_own(key)
        changed = ((f"{self.words('settings.own')}  ", Tone.WARN),) if is_own else ()
        value = (self._shown(key, self._values), Tone.ACCENT if is_own else Tone.MUTED)
        return Line(key, text=self._called(key), right=(*changed, value))

    def _is_own(self, key: str) -> bool:
        return self._values.get(key) != self._builtin.get(key)

    def _called(self, key: str) -> str:
        if key in self._builtin:
            return self.words(f"setting.name.{key}")
        _, command, bound = every()[_command(key)]
        which = f" ({name_of(self.words, bound.keys)})" if len(command.bound) > 1 else ""
        return f"{self.words(f'what.{command.id}')}{which}"

    def _shown(self, key: str, said: Mapping[str, str]) -> str:
        """What a setting says, as people read it."""
        if key in CHOICES:
            return self.words(f"setting.value.{key}.{said[key] or 'none'}")
        if key in _USUAL:
            return said[key] or places.told(_USUAL[key](_BUILTIN))
        if key in self._builtin:
            return said[key] or self.words(f"setting.value.{key}.none")
        _, _, bound = every()[_command(key)]
        return " ".join(name_of(self.words, each) for each in keys_in(said.get(key, bound.keys)))

    def follow(self) -> None:
        """Show what is known of the highlighted line."""
        key = self.query_one(Lines).key or ""
        told = (
            Paragraph(self._called(key), tone=Tone.HEADING),
            Paragraph(self.words(f"setting.why.{key if key in self._builtin else KEYS}")),
            Paragraph(self._shown(key, self._values), label=self.words("settings.now")),
            Paragraph(self._shown(key, self._builtin), label=self.words("settings.builtin"), tone=Tone.MUTED),
            Paragraph(key, label=self.words("settings.key"), tone=Tone.MUTED),
        )
        self.query_one(Pane).show(told)

    def action_change(self) -> None:
        """Choose or type another value for the highlighted setting."""
        key = self.query_one(Lines).key or ""
        if key == _THEME:
            self.action_preview()
        elif key in CHOICES:
            self._choose(key)
        else:
            self._type(key)

    def _choose(self, key: str) -> None:
        options = [Option(value, self._shown(key, {key: value})) for value in CHOICES[key]]

        def picked(value: str | None) -> None:
            if value is not None:
                self._change(key, value)

        self.app.push_screen(Pick(self.words, self._called(key), options, self._values[key]), picked)

    def action_preview(self) -> None:
        """Choose a theme by its looks."""
        from screens.theming import ThemePreview

        def picked(theme: str | None) -> None:
            self.app.theme = self.house.settings.theme
            if theme is not None:
                self._change(_THEME, theme)

        names = {theme: self._shown(_THEME, {_THEME: theme}) for theme in CHOICES[_THEME]}
        self.app.push_screen(ThemePreview(self.words, names, self._values[_THEME]), picked)

    def _type(self, key: str) -> None:
        kind = "folder" if key in _USUAL else "lines" if key in self._builtin else "keys"
        builtin = self._builtin[key] if key in self._builtin else every()[_command(key)][2].keys
        label, hint = map(self.words, _ASKED[kind])
        field = Field("value", label, kind="path", value=self._values.get(key, builtin), hint=hint)

        def save(values: Mapping[str, str]) -> None:
            typed = values["value"].strip()
            self.house.change_setting(key, None if typed in ("", builtin) else typed)

        self.ask(
            self._called(key),
            (field,),
            f"setting/{key}",
            save,
            lambda _: self._changed(key),
        )

    def action_person(self) -> None:
        """Correct what was mistyped of oneself when the profile was begun."""
        if not self.may("person"):
            return
        who, words = self.desk.ask(people.owner), self.words
        if who is None:
            return
        roles = tuple(Option(role, words(f"role.{role}")) for role in ROLES)
        fields = (
            Field("name", words("first.name"), value=who.name, required=True, hint=words("first.name_hint")),
            Field("role", words("first.role"), kind="choice", value=who.role, options=roles, hint=words("first.role_hint")),
            Field("region", words("first.region"), value=who.region, hint=words("first.region_hint")),
        )
        self.ask(
            words("settings.person"),
            fields,
            "setting/person",
            lambda said: self.desk.do(people.correct, **said),
            lambda corrected: self.renewed(words("settings.person_corrected", name=corrected.name), Tone.GOOD),
        )

    def action_examining(self) -> None:
        """Look through the profile for anything wrong."""
        self.go("examining")

    def action_encryption(self) -> None:
        """See and change how the profile is encrypted."""
        self.go("encryption")

    def action_reset(self) -> None:
        """Let the highlighted setting be what is built in again."""
        key = self.query_one(Lines).key or ""
        if self._is_own(key):
            self._change(key, None)
        else:
            self.say("settings.is_builtin")

    def _change(self, key: str, value: str | None) -> None:
        def set_now() -> bool:
            self.house.change_setting(key, value)
            return True

        if self.guarded(set_now):
            self.mark_saved()
            self._changed(key)

    def _changed(self, key: str) -> None:
        self.renewed()
        if self.house.is_demo:
            self.say("settings.in_demo")
        elif key == _NEXT_START:
            self.say("settings.next_start", Tone.WARN)
        else:
            self.say("settings.changed", Tone.GOOD, name=self._called(key), value=self._shown(key, self._values))


def _command(key: str) -> str:
    """The command whose keys a setting holds."""
    return key.removeprefix(f"{KEYS}.")
