"""Settings: `verifier.toml` as shipped, overlaid by the user's own file, as one frozen value. What a verdict is cannot be set here."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from models.causes import of_toml
from models.errors import Refusal

FILE: Final = "verifier.toml"
_CHOICES: Final = {
    "look.language": ("", "id", "en"),
    "look.theme": ("verifier-dark", "verifier-light", "verifier-contrast"),
}
_FREE: Final = ("keys",)
"""Tables whose keys are not fixed here."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, read once at start."""

    language: str
    """`id`, `en`, or empty for the one chosen at first start."""
    theme: str
    data: Path | None
    """The profile folder, None for the usual one."""
    export: Path | None
    """Where verdict files go, None for the usual place."""
    keys: Mapping[str, str]
    """Keys by command id, overriding the built-in ones."""
    file: Path | None = None
    """The user's own file, None where there is none."""


def load(user_file: Path | None) -> Settings:
    """The shipped settings overlaid by `user_file` where it is given.

    Raises:
        Refusal: `settings.missing`, `settings.not_toml`, `settings.unknown` (with the nearest known name) or `settings.value`.
    """
    merged = tomllib.loads(shipped())
    if user_file is not None:
        _overlay(merged, _parsed(user_file), user_file)
    look, places = merged["look"], merged["places"]
    return Settings(
        language=look["language"],
        theme=look["theme"],
        data=at_home(places["data"]) if places["data"] else None,
        export=at_home(places["export"]) if places["export"] else None,
        keys=merged["keys"],
        file=user_file,
    )


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
    packaged = files("models").joinpath(FILE)
    return packaged.read_text("utf-8") if packaged.is_file() else (Path(__file__).parents[1] / FILE).read_text("utf-8")


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal("settings.not_toml", file=file, cause=of_toml(error)) from error
    except OSError as error:
        raise Refusal("settings.missing", file=file) from error


def _overlay(known: dict[str, Any], given: Mapping[str, Any], file: Path, prefix: str = "") -> None:
    for key, value in given.items():
        dotted = f"{prefix}{key}"
        if key not in known and prefix.rstrip(".") not in _FREE:
            raise Refusal("settings.unknown", file=file, key=dotted, nearest=f"{prefix}{nearest(key, known)}")
        expected = known.get(key, "")
        if isinstance(expected, dict) and isinstance(value, dict):
            _overlay(expected, value, file, f"{dotted}.")
            continue
        if type(value) is not type(expected) or value not in _CHOICES.get(dotted, (value,)):
            wanted = " / ".join(f'"{choice}"' for choice in _CHOICES.get(dotted, ())) or '"…"'
            raise Refusal("settings.value", file=file, key=dotted, value=value, expected=wanted)
        known[key] = value
