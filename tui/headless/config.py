"""`verifier config`: which settings file is used, what every setting says and why, and changes of one setting that leave the rest alone."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from models.errors import Refusal
from models.words import LANGUAGES, Words
from tui import own_keys
from tui.headless import common
from tui.headless.columns import print_rows

if TYPE_CHECKING:
    from tui.command_line import Session


class _Said(NamedTuple):
    """A setting: what it says, what is built in, and by whom it says so."""

    key: str
    value: str
    default: str
    origin: str


def add(commands: Any, words: Words) -> None:
    """Add the arguments."""
    parser = common.parser(commands, words, "config")
    parts = parser.add_subparsers(dest="part", metavar=words("cli.command"), required=True)
    for name in ("path", "show", "set", "unset"):
        part = parts.add_parser(name, help=words(f"cli.config.{name}"), description=words(f"cli.config.{name}"))
        if name == "show":
            common.json_switch(part, words)
        if name in ("set", "unset"):
            part.add_argument("key", metavar="KEY", help=words("cli.config.key"))
        if name == "set":
            part.add_argument("value", metavar="VALUE", help=words("cli.config.value"))


def run(session: "Session", parsed: argparse.Namespace) -> int:
    """Do what was asked of the settings; Refusal where the file is at fault or would be."""
    from models import places

    # Where the file is at fault the session has none.
    file = session.settings.file or places.settings_file(parsed.data_dir, parsed.config)
    match parsed.part:
        case "path":
            return _path(session.words, file or places.own_settings_file())
        case "show":
            return _show(session, parsed, file)
        case _:
            return _change(session.words, parsed, file or places.own_settings_file())


def _path(words: Words, file: Path) -> int:
    print(file)
    if not file.is_file():
        print(words("cli.config.not_yet"), file=sys.stderr)
    return 0


def _show(session: "Session", parsed: argparse.Namespace, file: Path | None) -> int:
    from models import places
    from models.settings import load

    settings = load(file)
    own = places.own_settings_file()
    own_keys.check(settings.keys, file or own)
    found = list(_said(parsed, file))
    if parsed.json:
        common.print_data(file=str(file or own), exists=file is not None, settings=[each._asdict() for each in found])
        return 0
    words = session.words
    headings = [words(f"cli.config.column.{name}") for name in ("key", "value", "origin")]
    rows = [(each.key, json.dumps(each.value, ensure_ascii=False), words(f"cli.config.origin.{each.origin}")) for each in found]
    print_rows(headings, rows, cut=1)
    print(words("cli.config.used" if file else "cli.config.unused", file=file or own), file=sys.stderr)
    return 0


def _said(parsed: argparse.Namespace, file: Path | None) -> Iterator[_Said]:
    """Every setting, as this very command line would have it."""
    from models.settings import CARRIERS, KEYS, values
    from screens.commands import every

    said = values(file)
    given = _given(parsed, said)
    builtin = values(None) | {key: "" for key in said if key.startswith(f"{CARRIERS}.")}
    builtin |= {f"{KEYS}.{name}": bound.keys for name, (_, _, bound) in every().items()}
    for key, default in builtin.items():
        value, origin = given.get(key) or (said.get(key, default), "file")
        yield _Said(key, value, default, origin if value != default or origin != "file" else "default")


def _given(parsed: argparse.Namespace, said: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What the command line or the environment says in the place of the file, and which of them."""
    given = {}
    if parsed.data_dir is not None:
        given["places.data"] = (str(parsed.data_dir), "command_line")
    if parsed.lang:
        given["look.language"] = (parsed.lang, "command_line")
    elif not said["look.language"] and os.environ.get("VERIFIER_LANG") in LANGUAGES:
        given["look.language"] = (os.environ["VERIFIER_LANG"], "environment")
    return given


def _change(words: Words, parsed: argparse.Namespace, file: Path) -> int:
    from models import settings_file
    from models.reaching import admit

    value = _typed(parsed.key, parsed.value) if parsed.part == "set" else None
    _known(parsed.key, file, is_unset=parsed.part == "unset")
    admit(parsed.key, value)
    told = "cli.config.same"
    if settings_file.change(file, parsed.key, value, own_keys.check):
        told = "cli.config.was_unset" if value is None else "cli.config.was_set"
    print(words(told, key=parsed.key, value=value, file=file), file=sys.stderr)
    return 0


def _typed(key: str, value: str) -> str:
    """A value as it is to be kept: a folder is named from the current one only here, where there is one."""
    from models.settings import is_folder

    return str(common.path(value)) if value and is_folder(key) and not value.startswith("~") else value


def _known(key: str, file: Path, *, is_unset: bool) -> None:
    """Refuse a setting that does not exist, unless it is one that stands in the file and is to be taken out."""
    from models.settings import CARRIERS, KEYS, nearest, values

    if key in values(None) or (is_unset and file.is_file() and key in values(file)):
        return
    if key.startswith(f"{CARRIERS}.") and not is_unset:
        return
    from screens.commands import every

    known = [*values(None), *(f"{KEYS}.{name}" for name in every())]
    if key not in known:
        raise Refusal("settings.unknown", file=file, key=key, nearest=nearest(key, known))
