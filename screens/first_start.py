"""First start: who works on this laptop. One short form, in both languages at once, and then at work."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models import encryption
from models.desk import people
from models.errors import Refusal
from models.fields import Field, Option
from models.rules.permissions import ROLES
from models.settings import at_home
from models.views import Profile
from models.words import LANGUAGES, Words
from screens.base import HouseScreen
from screens.commands import FIRST, bindings
from screens.forms import Form

_NAMES: Final = {"id": "Bahasa Indonesia", "en": "English"}


class Founding(Form):
    """The form of the first start, which has room for what it says in two languages."""

    DEFAULT_CSS = "Founding StatusLine { max-height: 4; }"


class FirstStart(HouseScreen):
    """Asks for name, role, language and region, and for the passphrase or the file of a key where one is wanted."""

    KEYS = FIRST
    HELP_ID = "first"
    is_shut = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(FIRST)

    def __init__(self) -> None:
        super().__init__()
        self._profile: Profile | None = None

    def body(self) -> ComposeResult:
        """Give an empty room behind the form."""
        yield Container(classes="body")

    def on_mount(self) -> None:
        """Ask at once."""
        super().on_mount()
        both = [Words(language) for language in LANGUAGES]

        def said(key: str) -> str:
            return " / ".join(dict.fromkeys(words(key) for words in both))

        roles = tuple(Option(role, said(f"role.{role}")) for role in ROLES)
        languages = tuple(Option(language, _NAMES[language]) for language in LANGUAGES)
        fields: tuple[Field, ...] = (
            Field("name", said("first.name"), required=True, hint=said("first.name_hint")),
            Field("role", said("first.role"), kind="choice", value="verifier", options=roles, hint=said("first.role_hint")),
            Field("language", said("first.language"), kind="choice", value=self.words.language, options=languages),
            Field("region", said("first.region"), hint=said("first.region_hint")),
            Field("passphrase", said("key.passphrase"), kind="secret", hint=said("first.passphrase_hint")),
            Field("again", said("first.again"), kind="secret", hint=said("first.again_hint")),
            Field("key", said("first.key"), kind="path", hint=said("first.key_hint")),
        )
        if encryption.state(self.house.folder).is_possible:
            options = (Option("no", said("first.encrypt.no")), Option("yes", said("first.encrypt.yes")))
            hint = said("first.encrypt_hint")
            fields += (Field("encrypt", said("first.encrypt"), kind="choice", value="no", options=options, hint=hint),)
        self.app.push_screen(Founding(self.words, said("first.title"), fields, self.draft("first"), self._found), self._left)

    def _found(self, values: Mapping[str, str]) -> Refusal | None:
        who = {name: values[name] for name in ("name", "role", "language", "region")}
        passphrase, file = values["passphrase"], values["key"].strip()
        try:
            # Before anything is made: what is refused leaves no half profile behind.
            people.admitted(who["name"], who["region"])
            if not file and passphrase != values["again"]:
                raise Refusal("key.passphrases_differ")
            if is_encrypted := values.get("encrypt") == "yes":
                encryption.admit(passphrase)
            self.house.keyring.begin(passphrase, at_home(file) if file else None)
            if is_encrypted:
                self.house.closed_while(lambda: encryption.begin(self.house.folder, passphrase))
            self._profile = self.desk.do(people.found, **who, key=self.house.keyring.public)
        except Refusal as refused:
            return refused
        return None

    def _left(self, _values: Mapping[str, str] | None) -> None:
        if self._profile is None:
            self.app.exit(0)
            return
        self.house.begin_work(self._profile)

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit(0)
