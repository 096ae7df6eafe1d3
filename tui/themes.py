"""The looks of the program: the only place with colours written as numbers.

Every text colour reaches 4.5:1 on every ground it may stand on, 7:1 in `verifier-contrast`; a test computes it.
"""

from typing import Final

from textual.theme import Theme


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


_DARK: Final = {
    "background": "#11161c",
    "surface": "#171e26",
    "panel": "#1f2933",
    "cursor": "#1f4160",
    "cursor-blurred": "#2a3540",
    "foreground": "#e6eaee",
    "muted": "#aab6c2",
    "accent": "#86c8f7",
    "success": "#86d698",
    "warning": "#f0c466",
    "error": "#ffa69e",
}
_LIGHT: Final = {
    "background": "#f6f7f9",
    "surface": "#ffffff",
    "panel": "#e8ecf0",
    "cursor": "#cde1f3",
    "cursor-blurred": "#dde3e9",
    "foreground": "#17202a",
    "muted": "#47535f",
    "accent": "#0a4c86",
    "success": "#135a2a",
    "warning": "#664400",
    "error": "#931818",
}
_CONTRAST: Final = {
    "background": "#000000",
    "surface": "#000000",
    "panel": "#14181c",
    "cursor": "#002f57",
    "cursor-blurred": "#1e2328",
    "foreground": "#ffffff",
    "muted": "#d4d8dc",
    "accent": "#9bdcff",
    "success": "#86ffa8",
    "warning": "#ffe27a",
    "error": "#ffc0ba",
}

THEMES: Final = (
    _theme("verifier-dark", _DARK, dark=True),
    _theme("verifier-light", _LIGHT, dark=False),
    _theme("verifier-contrast", _CONTRAST, dark=True),
)
