"""How well a text can be read: the contrast of WCAG 2.2, and which text may stand on which ground."""

from itertools import product
from typing import Final

from textual.color import Color
from textual.theme import Theme

TEXTS: Final = (
    *("foreground", "accent", "success", "warning", "error", "primary", "secondary", "border", "link-color"),
    *("text", "text-muted", "text-disabled", "text-accent", "text-success", "text-warning", "text-error"),
)
GROUNDS: Final = ("background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background")
PAIRS: Final = (
    *product(TEXTS, GROUNDS),
    *product(("block-cursor-foreground", "block-cursor-blurred-foreground"), GROUNDS),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("foreground", "screen-selection-background"),
)


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Color, second: Color) -> float:
    """Contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def least(theme: str) -> float:
    """The contrast a text must have."""
    return 7.0 if theme == "verifier-contrast" else 4.5


def colours(theme: Theme) -> dict[str, Color]:
    """The colours of a theme by name, as style sheets see them."""
    values = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(value) for name, value in values.items() if value.startswith("#")}
