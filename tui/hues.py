"""The colours of the program by what they are for: the only place where they are written as numbers."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

# Grounds are so grey that their nearest of 256 colours is a grey too, and not the blue or green beside it.
_DARK: Final = {
    "background": "#15181b",
    "surface": "#1b1e22",
    "panel": "#24292e",
    "cursor": "#1b2e5e",
    "cursor-blurred": "#31373d",
    "foreground": "#e6eaee",
    "muted": "#b0b9c2",
    "accent": "#86c8f7",
    "success": "#86d698",
    "warning": "#f0c466",
    "error": "#ffa69e",
}
_LIGHT: Final = {
    "background": "#f7f8f8",
    "surface": "#ffffff",
    "panel": "#eaecee",
    "cursor": "#cde1f3",
    "cursor-blurred": "#dfe2e5",
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
    "panel": "#171a1c",
    "cursor": "#002f57",
    "cursor-blurred": "#2a2e32",
    "foreground": "#ffffff",
    "muted": "#d4d8dc",
    "accent": "#9bdcff",
    "success": "#86ffa8",
    "warning": "#ffe27a",
    "error": "#ffc0ba",
}
ROLES: Final = {"verifier-dark": _DARK, "verifier-light": _LIGHT, "verifier-contrast": _CONTRAST}
NEAREST: Final = {
    "verifier-dark": {
        "background": 233,
        "surface": 234,
        "panel": 235,
        "cursor": 17,
        "cursor-blurred": 236,
        "foreground": 189,
        "muted": 249,
        "accent": 117,
        "success": 114,
        "warning": 221,
        "error": 217,
    },
    "verifier-light": {
        "background": 255,
        "surface": 231,
        "panel": 254,
        "cursor": 189,
        "cursor-blurred": 253,
        "foreground": 16,
        "muted": 239,
        "accent": 24,
        "success": 22,
        "warning": 58,
        "error": 88,
    },
    "verifier-contrast": {
        "background": 16,
        "surface": 16,
        "panel": 233,
        "cursor": 17,
        "cursor-blurred": 236,
        "foreground": 231,
        "muted": 252,
        "accent": 117,
        "success": 121,
        "warning": 222,
        "error": 217,
    },
}
"""The numbers of the nearest of 256 colours."""
