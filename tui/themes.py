"""The looks of the program as Textual takes them.

Every text colour reaches 4.5:1 on every ground it may stand on, 7:1 in `verifier-contrast`; a test computes it, for the colours themselves,
for the nearest of 256 and for the sixteen that every terminal has.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from rich.color_triplet import ColorTriplet
from textual.color import Color
from textual.theme import Theme

from tui.hues import ROLES


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    """A theme in which Textual derives no text colour by itself: its own mixtures miss the contrast."""
    return Theme(
        name=name,
        primary=colours["accent"],
        secondary=colours["accent"],
        accent=colours["accent"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        dark=dark,
        variables=_variables(colours),
    )


def _variables(colours: dict[str, str]) -> dict[str, str]:
    """Every colour that Textual would otherwise mix by itself."""
    text, muted, ground, cursor = colours["foreground"], colours["muted"], colours["background"], colours["cursor"]
    derived = {
        "text": text,
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "block-cursor-background": cursor,
        "block-cursor-foreground": text,
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": colours["cursor-blurred"],
        "block-cursor-blurred-foreground": text,
        "border": colours["accent"],
        "border-blurred": muted,
        "input-cursor-background": text,
        "input-cursor-foreground": ground,
        "input-selection-background": cursor,
        "input-selection-foreground": text,
        "screen-selection-background": cursor,
        "scrollbar": muted,
        "scrollbar-hover": muted,
        "scrollbar-active": colours["accent"],
        "scrollbar-background": colours["panel"],
        "link-color": colours["accent"],
    }
    derived |= {f"text-{tone}": colours[tone] for tone in ("accent", "success", "warning", "error")}
    derived |= {"text-primary": colours["accent"], "text-secondary": colours["accent"]}
    return derived


THEMES: Final = tuple(_theme(name, colours, dark=name != "verifier-light") for name, colours in ROLES.items())


class Sixteen(NamedTuple):
    """What a theme becomes where there are sixteen colours, by their numbers; grounds are among the first eight, which alone can be one."""

    grounds: Mapping[str, int]
    texts: Mapping[str, int]
    all_alike: Mapping[str, int]
    """Grounds on which every text has the same colour."""


_BLACK, _BLUE, _CYAN, _WHITE, _GREY, _GREEN, _AQUA, _PINK, _YELLOW, _BRIGHT = 0, 4, 6, 7, 8, 10, 14, 13, 11, 15
_ON_BLACK: Final = {"muted": _WHITE, "accent": _AQUA, "success": _GREEN, "warning": _YELLOW, "error": _PINK}
SIXTEEN: Final = {
    "verifier-dark": Sixteen(
        {"background": _BLACK, "surface": _BLACK, "panel": _BLUE, "cursor": _CYAN, "cursor-blurred": _BLUE},
        {"foreground": _BRIGHT, **_ON_BLACK},
        {"cursor": _BLACK},
    ),
    "verifier-light": Sixteen(
        {"background": _WHITE, "surface": _WHITE, "panel": _BLUE, "cursor": _BLACK, "cursor-blurred": _CYAN},
        {**dict.fromkeys(("foreground", "muted", "success", "warning", "error"), _BLACK), "accent": _BLUE},
        {"panel": _BRIGHT, "cursor": _BRIGHT, "cursor-blurred": _BLACK},
    ),
    "verifier-contrast": Sixteen(
        {"background": _BLACK, "surface": _BLACK, "panel": _BLACK, "cursor": _WHITE, "cursor-blurred": _BLACK},
        {"foreground": _BRIGHT, **_ON_BLACK},
        {"cursor": _BLACK},
    ),
}
FADED: Final = _GREY
"""The colour of what lies behind a dialog, among sixteen."""


def roles(theme: str) -> dict[ColorTriplet, str]:
    """What each colour of a theme is for; where two are the same, the first."""
    mixed = next(known for known in THEMES if known.name == theme).to_color_system().generate()
    found: dict[ColorTriplet, str] = {}
    for role, colour in ROLES[theme].items():
        # On the way through Textual some colours change by the smallest step there is.
        for each in (colour, mixed.get(role, colour)):
            found.setdefault(ColorTriplet(*Color.parse(each).rgb), role)
    return found
