"""A carrier is added, or its address changed: by five kinds of places, each with an example of how its address is written."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from models.errors import Refusal
from models.fields import Field, Option
from models.settings import CARRIERS
from screens.dialogs import Pick

if TYPE_CHECKING:
    from screens.base import HouseScreen

KINDS: Final = ("stick", "share", "sftp", "webdav", "s3")
"""The kinds of places, by what people have."""
_BEGINNINGS: Final = {"stick": "", "share": "", "sftp": "sftp://", "webdav": "https://", "s3": "s3://"}


def add(screen: "HouseScreen", done: Callable[[str], None]) -> None:
    """Ask what kind of place it is, then its name and address; `done` gets the name."""
    words = screen.words
    options = [Option(kind, words(f"exchange.kind.{kind}"), words(f"exchange.kind_hint.{kind}")) for kind in KINDS]

    def picked(kind: str | None) -> None:
        if kind is None:
            return
        fields = (
            Field("name", words("exchange.name"), required=True, hint=words("exchange.name_hint")),
            _address(screen, _BEGINNINGS[kind], kind),
        )

        def save(values: Mapping[str, str]) -> str:
            name = values["name"].strip()
            if name in screen.house.settings.carriers:
                raise Refusal("carrier.exists", carrier=name, label="exchange.name")
            return _saved(screen, name, values)

        _form(screen, words("exchange.add"), fields, save, done)

    screen.app.push_screen(Pick(words, words("exchange.kind"), options), picked)


def change(screen: "HouseScreen", name: str, done: Callable[[str], None]) -> None:
    """Ask for the address of the carrier `name` anew; `done` gets the name."""
    fields = (_address(screen, screen.house.settings.carriers[name], "any"),)
    _form(screen, screen.words("exchange.change", carrier=name), fields, lambda values: _saved(screen, name, values), done)


def _address(screen: "HouseScreen", value: str, kind: str) -> Field:
    words = screen.words
    return Field("address", words("exchange.address"), kind="path", value=value, required=True, hint=words(f"exchange.kind_hint.{kind}"))


def _form(
    screen: "HouseScreen", title: str, fields: tuple[Field, ...], save: Callable[[Mapping[str, str]], str], done: Callable[[str], None]
) -> None:
    # No draft: whoever types a password into an address by mistake shall not find it kept.
    screen.ask(title, fields, "", save, done)


def _saved(screen: "HouseScreen", name: str, values: Mapping[str, str]) -> str:
    screen.house.change_setting(f"{CARRIERS}.{name}", values["address"].strip())
    return name
