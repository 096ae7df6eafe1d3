"""Encryption of the profile: how it stands, turned on and off, another passphrase, and letting in again who forgot theirs."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from models import encryption, places
from models.documents.keys import PrivateKey
from models.encryption import Letter
from models.errors import Refusal
from models.fields import Field
from models.foreign import taken
from models.ledger.cipher import LONGEST
from models.text import shown_lines
from screens.base import HouseScreen
from screens.commands import ENCRYPTION, Command, bindings
from screens.dialogs import Tell, prose
from screens.forms import Form
from screens.unlocking import ask_and_sign, root_key
from screens.widgets.drawing import Tone
from screens.working import Outcome, WorkingTold

if TYPE_CHECKING:
    from models.ledger.encrypting import Told


class EncryptionScreen(HouseScreen):
    """What keeps the profile from whoever finds the laptop."""

    KEYS = ENCRYPTION
    HELP_ID = "encryption"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ENCRYPTION)

    def body(self) -> ComposeResult:
        """Give how it stands."""
        with Container(classes="body"):
            yield prose("", id="told")

    def load(self) -> None:
        """Read how it stands."""
        self._state = encryption.state(self._folder)

    @property
    def _folder(self) -> Path:
        return self.house.folder

    def heading(self) -> tuple[str, str]:
        """What is here, and whether it is on."""
        return self.words("encryption.title"), self.words("encryption.is_on" if self._state.is_on else "encryption.is_off")

    def fill(self) -> None:
        """Say how it stands and what follows from it."""
        words, state = self.words, self._state
        told = [words("encryption.on" if state.is_on else "encryption.off"), words("encryption.means")]
        if not state.is_possible:
            told.append(words("encryption.impossible"))
        if state.is_on:
            told.append(words.count("encryption.roots", state.roots) if state.roots else words("encryption.no_roots"))
        if state.plain_copies:
            told.append(words.count("encryption.plain_left", state.plain_copies))
        self.query_one("#told", Static).update(Content(shown_lines("\n\n".join(told))))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what needs encryption to be on, or to be there at all."""
        if command.action in ("change", "lock_now") and not self._state.is_on:
            return Refusal("profile.not_encrypted", folder=self._folder)
        if command.action == "turn" and not self._state.is_possible:
            return Refusal("profile.no_cipher", folder=self._folder)
        return super().why_not(command)

    def action_turn(self) -> None:
        """Turn it on, or off where it is on; copies that are plain still are encrypted first."""
        if self.may("turn"):
            if self._state.is_on and not self._state.plain_copies:
                self._turn("off", (self._field("passphrase"),), encryption.turn_off)
            elif self._state.is_on:
                self._turn("on", (self._field("passphrase"),), encryption.turn_on)
            else:
                self._turn("on", (self._field("new"), self._field("new_again")), encryption.turn_on)

    def _field(self, key: str) -> Field:
        hint = self.words(f"encryption.{key}_hint", least=encryption.LEAST)
        return Field(key, self.words(f"encryption.{key}"), kind="secret", required=True, hint=hint)

    def _turn(self, to: str, fields: tuple[Field, ...], act: "Callable[[Path, str, Told], object]") -> None:
        passphrase = fields[0].key

        def check(values: Mapping[str, str]) -> Refusal | None:
            return self._refused(lambda: _admit(values))

        def go(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._make_over(to, lambda told: act(self._folder, values[passphrase], told))

        self.app.push_screen(Form(self.words, self.words(f"encryption.turn_{to}"), fields, None, check), go)

    def _make_over(self, to: str, act: "Callable[[Told], object]") -> None:
        def work(told: "Told") -> None:
            self.house.closed_while(lambda: act(told))

        def ended(outcome: Outcome | None) -> None:
            refused = None if outcome is None else outcome.refused
            if refused is not None:
                self.renewed(self.words.refusal(refused), Tone.BAD)
            elif outcome is not None:
                said = "encryption.stopped_here" if outcome.is_stopped else f"encryption.turned_{to}"
                self.renewed(self.words(said), Tone.WARN if outcome.is_stopped else Tone.GOOD)

        self.app.push_screen(WorkingTold(self.words, self.words(f"encryption.turning_{to}"), work), ended)

    @staticmethod
    def _refused(act: Callable[[], object]) -> Refusal | None:
        try:
            act()
        except Refusal as refused:
            return refused
        return None

    def action_change(self) -> None:
        """Set another passphrase."""
        if not self.may("change"):
            return
        fields = (self._field("passphrase"), self._field("new"), self._field("new_again"))
        left: list[Path] = []

        def check(values: Mapping[str, str]) -> Refusal | None:
            def change() -> None:
                _admit(values)
                left[:] = encryption.change(self._folder, values["passphrase"], values["new"])

            return self._refused(change)

        def changed(values: Mapping[str, str] | None) -> None:
            if values is not None and left:
                self.status.say(self.words.count("encryption.changed_but", len(left)), Tone.WARN)
            elif values is not None:
                self.say("encryption.changed", Tone.GOOD)

        self.app.push_screen(Form(self.words, self.words("encryption.change"), fields, None, check), changed)

    def action_lock_now(self) -> None:
        """Lock the profile at once."""
        if self.may("lock_now"):
            self.house.lock_now()

    def action_let_in(self) -> None:
        """Choose the request of somebody who forgot their passphrase."""
        from screens.file_dialog import FileDialog

        dialog = FileDialog(self.words, self.words("encryption.choose_request"), lambda path: path.suffix == ".toml")
        self.app.push_screen(dialog, lambda path: self.guarded(lambda: self._answer(path)) if path else None)

    def _answer(self, file: Path) -> None:
        body = taken(file, LONGEST)
        name = encryption.asker_told(self.words, encryption.asker(self.desk, body, file))
        field = Field("words", self.words("locked.words"), required=True, hint=self.words("encryption.words_hint"))

        def save(values: Mapping[str, str], root: PrivateKey) -> tuple[Letter, Path]:
            from models.landing import land

            letter = encryption.answer(body, file, values["words"], root)
            land(file.with_name(letter.name), letter.body)
            return letter, file.with_name(letter.name)

        def done(answered: tuple[Letter, Path]) -> None:
            letter, written = answered
            told = self.words("encryption.answer_told", name=name, file=places.told(written), words=letter.words)
            self.app.push_screen(Tell(self.words, self.words("encryption.let_in"), told))

        ask_and_sign(self, self.words("encryption.asked", name=name), (field,), "", root_key(self), save, done)


def _admit(values: Mapping[str, str]) -> None:
    """Refuse a new passphrase that is too short, or typed in two ways."""
    if "new" in values:
        encryption.admit(values["new"])
        if values["new"] != values["new_again"]:
            raise Refusal("key.passphrases_differ")
