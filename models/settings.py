"""Settings: `verifier.toml` as shipped, overlaid by the user's own file, as one frozen value. What a verdict is cannot be set here."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from models import built_in
from models.causes import Cause, of_toml
from models.database_address import EXAMPLE, has_password, is_address
from models.errors import Refusal
from models.foreign import taken
from models.office import SIZES, Office
from models.text import uncomposed

FILE: Final = "verifier.toml"
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "look.language": ("", "id", "en"),
    "look.theme": ("verifier-dark", "verifier-light", "verifier-contrast"),
    "look.glyphs": ("auto", "unicode", "ascii"),
    "look.motion": ("auto", "yes", "no"),
    "paper.size": SIZES,
    "paper.scores": ("no", "yes"),
    "agenda.quarters": ("0", "1", "2", "3", "4", "8"),
    "exchange.files": ("0", "1", "5", "20", "100"),
    "lock.minutes": ("0", "5", "15", "30", "60"),
}
"""What may be chosen, by dotted key."""
KEYS: Final = "keys"
"""The table of the user's own keys; what stands in it is not fixed here but by the commands there are."""
CARRIERS: Final = "carriers"
"""The table of addresses by the names of carriers; those are the user's own, and what an address may say is not fixed here."""
_NAME: Final = re.compile(r"[a-z0-9-]{1,20}")
"""What a carrier may be called: part of the name of a variable of the environment too."""
_FOLDERS: Final = "places"
_DATABASE: Final = "database.url"
_LINE_END: Final = "|"
"""Divides the lines of a letterhead."""


class Settings(NamedTuple):
    """What can be set, read once at start."""

    language: str
    """`id`, `en`, or empty for the one chosen at first start."""
    theme: str
    glyphs: str
    """`unicode`, `ascii` for a screen without any other sign, or `auto` for what the terminal can show."""
    data: Path | None
    """The profile folder, None for the usual one."""
    export: Path | None
    """Where verdict files go, None for the usual place."""
    keys: Mapping[str, str]
    """Keys by command id, overriding the built-in ones."""
    carriers: Mapping[str, str]
    """Addresses by the names of carriers."""
    office: Office
    """What papers have in common."""
    database: str = ""
    """The address of the database on a server; empty for one in the profile folder."""
    files: int = 0
    """Bytes up to which files of evidence go along in an exchange; 0 for none."""
    quarters: int = 2
    """How many quarters ahead the deadlines of a drafted agenda end."""
    idle: int = 15
    """Minutes without a key after which an encrypted profile is locked again; 0 for never."""
    motion: str = "auto"
    """Whether anything moves by itself: `yes`, `no`, or `auto` for not over a remote connection."""
    scores: bool = False
    """Whether minutes hold the provisional scores of the areas."""
    file: Path | None = None
    """The user's own file, None where there is none."""


def load(user_file: Path | None) -> Settings:
    """The shipped settings overlaid by `user_file` where it is given.

    Raises:
        Refusal: `settings.missing`, `settings.not_toml`, `settings.unknown` (with the nearest known name), `settings.value`,
            `settings.carrier` (a name that a carrier cannot have), `settings.key_apart` (a command named without quotes),
            `settings.password` (an address of a database that holds one).
    """
    merged = _merged(user_file)
    look, places = merged["look"], merged[_FOLDERS]
    return Settings(
        language=look["language"],
        theme=look["theme"],
        glyphs=look["glyphs"],
        motion=look["motion"],
        data=at_home(places["data"]) if places["data"] else None,
        export=at_home(places["export"]) if places["export"] else None,
        keys=merged[KEYS],
        carriers=merged[CARRIERS],
        database=merged["database"]["url"],
        office=Office(letterhead(merged["paper"]["letterhead"]), merged["paper"]["size"]),
        files=int(merged["exchange"]["files"]) * 1_000_000,
        quarters=int(merged["agenda"]["quarters"]),
        idle=int(merged["lock"]["minutes"]),
        scores=merged["paper"]["scores"] == "yes",
        file=user_file,
    )


def values(user_file: Path | None) -> dict[str, str]:
    """What every setting says by its dotted key, as `load` finds and refuses it; of keys and carriers only the user's own."""
    return {f"{table}.{key}": value for table, known in _merged(user_file).items() for key, value in known.items()}


def check(given: Mapping[str, Any], file: Path) -> None:
    """Refuse what a user's `file` may not say, as `load` does."""
    _overlay(_built_in(), given, file)


def letterhead(text: str) -> tuple[str, ...]:
    """The lines of a letterhead, which `|` divides; blank ones are left out."""
    return tuple(part.strip() for part in text.split(_LINE_END) if part.strip())


def at_home(text: str) -> Path:
    """The path typed as `text`, `~` meaning the user's home; the home of nobody known stays as typed."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def nearest(name: str, known: Iterable[str]) -> str:
    """The name among `known` that looks most like `name`."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0)), "-")


def shipped() -> str:
    """The text of the settings file that ships with the program; an editable install has it only at the root of the sources."""
    from importlib.resources import files

    packaged = files("models").joinpath(FILE)
    return packaged.read_text("utf-8") if packaged.is_file() else (Path(__file__).parents[1] / FILE).read_text("utf-8")


def content(file: Path) -> bytes:
    """The bytes of a user's file; Refusal `settings.missing` where they cannot be read, `settings.not_toml` where they are too many."""
    try:
        return taken(file, built_in.LONGEST)
    except Refusal as refused:
        if refused.code == "document.too_large":
            raise Refusal("settings.not_toml", file=file, cause=Cause("unusual")) from refused
        raise Refusal("settings.missing", file=file) from refused


def parsed(raw: bytes, file: Path) -> dict[str, Any]:
    """What the bytes of a user's file say; Refusal `settings.not_toml` where they are no TOML."""
    # Most have no file of their own, and what reads one takes long to import.
    import tomllib

    if not built_in.is_usual(raw):
        raise Refusal("settings.not_toml", file=file, cause=Cause("unusual"))
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal("settings.not_toml", file=file, cause=of_toml(error)) from error


def _built_in() -> dict[str, Any]:
    return {table: dict(known) for table, known in built_in.SETTINGS.items()}


def _merged(user_file: Path | None) -> dict[str, Any]:
    merged = _built_in()
    if user_file is not None:
        _overlay(merged, parsed(content(user_file), user_file), user_file)
    return merged


def _overlay(known: dict[str, Any], given: Mapping[str, Any], file: Path, prefix: str = "") -> None:
    for key, value in given.items():
        dotted = f"{prefix}{key}"
        if prefix == f"{CARRIERS}." and not _NAME.fullmatch(key):
            raise Refusal("settings.carrier", file=file, value=key)
        if key not in known and prefix.rstrip(".") not in (KEYS, CARRIERS):
            raise Refusal("settings.unknown", file=file, key=dotted, nearest=f"{prefix}{nearest(key, known)}")
        expected = known.get(key, "")
        if dotted == _DATABASE and isinstance(value, str) and is_address(value) and has_password(value):
            raise Refusal("settings.password", file=file, key=dotted)
        if isinstance(expected, dict) and isinstance(value, dict):
            _overlay(expected, value, file, f"{dotted}.")
            continue
        if prefix == f"{KEYS}." and isinstance(value, dict):
            raise Refusal("settings.key_apart", file=file, key=_together(key, value))
        if type(value) is not type(expected) or not _may_be(dotted, value):
            wanted = f"[{dotted}]" if isinstance(expected, dict) else _admitted(dotted)
            raise Refusal("settings.value", file=file, key=dotted, value=value, expected=wanted)
        known[key] = value


def _together(name: str, value: object) -> str:
    """The name of a command that was written without quotes, which TOML takes apart at its dots."""
    while isinstance(value, dict) and value:
        part, value = next(iter(value.items()))
        name = f"{name}.{part}"
    return name


def _may_be(dotted: str, value: str) -> bool:
    if dotted in CHOICES:
        return value in CHOICES[dotted]
    if dotted == _DATABASE and value and not is_address(value):
        return False
    # A folder named from the current one would be another one tomorrow.
    is_somewhere = not (value and is_folder(dotted)) or at_home(value).is_absolute()
    return is_somewhere and uncomposed(value) == value


def _admitted(dotted: str) -> str:
    """The values of a setting as a refusal lists them."""
    if dotted in CHOICES:
        return " / ".join(f'"{choice}"' for choice in CHOICES[dotted])
    if dotted == _DATABASE:
        return f'"" / "{EXAMPLE}"'
    return f'"" / "{Path.home().anchor}folder" / "~{os.sep}folder"' if is_folder(dotted) else '"…"'


def is_folder(dotted: str) -> bool:
    """Whether a setting names a folder."""
    return dotted.startswith(f"{_FOLDERS}.")
