"""First start: who works on this laptop."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from models import encryption
from models.desk import people
from models.desk.desk import Desk, opened
from models.errors import Refusal
from models.fields import Field, Option
from models.keyring import Keyring
from models.rules.permissions import ROLES
from models.settings import at_home
from models.words import LANGUAGES, Words
from tui.linear.talk import NOTHING, Back, Talk

if TYPE_CHECKING:
    from tui.command_line import Session

_WHO: Final = ("name", "role", "region")
_ASKED_ANEW: Final = ("profile.name_missing", "text.", "key.", "document.")
"""How refusals begin that another answer mends."""


def found(session: "Session", talk: Talk) -> Desk:
    """The desk of the profile that was founded with what was answered.

    Raises:
        Back, Done: as `Talk.ask`; nothing was made then.
        Refusal: what keeps a profile from being made here.
    """
    words = talk.words
    talk.head(words("first.title"))
    for language in LANGUAGES:
        if language != words.language:
            # Whoever needs it reads no other.
            talk.say(Words(language)("linear.first.other"))
    talk.tell("linear.first")
    values, at_end = {"role": ROLES[0]}, talk.end
    talk.end = "linear.first.end"
    while True:
        values = _asked(talk, values)
        try:
            people.admitted(values["name"], values["region"])
            if values["passphrase"] != values["again"] and not values["key"]:
                raise Refusal("key.passphrases_differ")
            desk = _made(session, values)
        except Refusal as refused:
            if not refused.code.startswith(_ASKED_ANEW):
                raise
            talk.say(words.refusal(refused))
            continue
        talk.end = at_end
        if encryption.state(session.folder).is_possible:
            talk.tell("linear.first.encrypt")
        return desk


def _asked(talk: Talk, known: Mapping[str, str]) -> dict[str, str]:
    """What is answered field by field; what is `known` is offered again, and no passphrase."""
    words = talk.words
    roles = tuple(Option(role, words(f"role.{role}")) for role in ROLES)
    fields = [
        Field("name", words("first.name"), hint=words("first.name_hint")),
        Field("role", words("first.role"), kind="choice", options=roles, hint=words("linear.first.role")),
        Field("region", words("first.region"), hint=words("first.region_hint")),
        Field("key", words("first.key"), kind="path", hint=words("first.key_hint")),
        Field("passphrase", words("key.passphrase"), kind="secret", hint=words("first.passphrase_hint")),
        Field("again", words("first.again"), kind="secret", hint=words("first.again_hint")),
    ]
    values = {field.key: "" if field.kind == "secret" else known.get(field.key, "") for field in fields}
    at = 0
    while at < len(fields):
        field = fields[at]
        try:
            values[field.key] = _answer(talk, field, values)
        except Back:
            if at == 0:
                raise
            at -= 1
            continue
        at += 1
    return values


def _answer(talk: Talk, field: Field, values: dict[str, str]) -> str:
    value = values[field.key]
    if field.kind == "choice":
        return talk.choose(field.label, field.options, value, field.hint)
    if field.kind == "secret":
        # A key that is there has its passphrase already.
        is_asked = field.key == "passphrase" or (values["passphrase"] and not values["key"])
        return talk.secret(field.label, field.hint) if is_asked else ""
    if not value:
        return talk.ask(field.label, field.hint)
    typed = talk.ask(f"{field.label} [{value}]", f"{field.hint}\n{talk.words('linear.field.keep_or_clear')}")
    return "" if typed == NOTHING else typed or value


def _made(session: "Session", values: dict[str, str]) -> Desk:
    """Keys first and the profile then: what is refused leaves no half profile behind."""
    file = values["key"].strip()
    ring = Keyring(session.folder)
    ring.begin(values["passphrase"], at_home(file) if file else None)
    desk = opened(session.folder)
    desk.do(people.found, **{name: values[name] for name in _WHO}, language=session.words.language, key=ring.public)
    return desk
