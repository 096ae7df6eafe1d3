"""The start screen as plain escapes, drawn before Textual is imported: the same rows that it draws when it is there.

Only where it is certain to be the same: on a terminal with the signs and colours of the program, without keys of the user's own, for a
profile whose texts are of letters of one cell. Elsewhere nothing is drawn.
"""

from __future__ import annotations

import os
import sys

from models.catalogue import of_language
from tui.hues import NEAREST, ROLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Final

    from models.catalogue import Catalogue
    from tui.brief import Brief

    Span = tuple[str, str]
    """A text, and what its colour is for."""

LEAST: Final = (60, 18)
"""The smallest window that shows more than a sentence."""
STRIP: Final = (
    ("Enter", "start.resume"),
    ("a", "start.agencies"),
    ("r", "start.reviewing"),
    ("/", "start.search"),
    ("h", "start.issuing"),
    ("b", "start.language"),
    ("q", "quit"),
    ("s", "start.settings"),
    ("x", "start.export"),
    ("?", "menu"),
)
"""The keys at the foot of the start screen and the ids of their commands."""
_STAYING: Final = frozenset({"quit", "menu"})
_SIGNS: Final = "·…›→"
_ROUND_WIDTH: Final = 16
_LEAST_TEXT: Final = 12
_BOOKMARK: Final = "verifier.bookmark"


def drawn(known: Brief, size: tuple[int, int]) -> bytes:
    """The picture for a window of `size` (columns, rows), in escapes; nothing where it could be another one."""
    colour = _colours(known.look["theme"])
    if colour is None or not _is_usual(known):
        return b""
    lines = rows(known, *size)
    if not lines or not all(map(_is_narrow, (text for _, spans in lines for text, _ in spans))):
        return b""
    drawn_ = [f"\x1b[{place};1H{''.join(colour(ground, *span) for span in spans)}" for place, (ground, spans) in enumerate(lines, 1)]
    return f"\x1b[?1049h\x1b[?25l{''.join(drawn_)}\x1b[0m".encode()


def _is_usual(known: Brief) -> bool:
    """Whether this terminal and this profile are such that nothing but the usual picture can come."""
    shows = os.environ.get("TERM", "") not in ("", "dumb", "linux") and "NO_COLOR" not in os.environ and "TEXTUAL_DRIVER" not in os.environ
    is_plain = known.look["glyphs"] == "ascii" or (sys.stderr.encoding or "").lower().replace("-", "") != "utf8"
    bookmark = os.path.join(known.folder, _BOOKMARK)  # noqa: PTH118 - pathlib takes as long to import as all of this
    return shows and not is_plain and not os.path.exists(bookmark)  # noqa: PTH110


def _is_narrow(text: str) -> bool:
    return all(" " <= sign <= "~" or "\xc0" <= sign <= "\u024f" or sign in _SIGNS for sign in text)


def rows(known: Brief, width: int, height: int) -> list[tuple[str, list[Span]]]:
    """The rows of the screen: the colour of their ground, and what stands on it; none where there is nothing to list."""
    if known.first is None or not known.first[1] or width < LEAST[0] or height < LEAST[1]:
        return []
    words, (owner, found) = of_language(known.language), known.first
    room = height - 3
    listed = _listed(words, found, width - 1)[:room]
    listed += [("background", [(" " * (width - 1), "foreground")])] * (room - len(listed))
    return [
        ("panel", _title(words, owner, width)),
        # At the right edge is the place of the scroll bar.
        *((ground, [*spans, (" ", "background" if len(found) <= room else "panel")]) for ground, spans in listed),
        ("panel", [(" " * width, "foreground")]),
        ("panel", _strip(words, width)),
    ]


def _title(words: Catalogue, owner: Sequence[str], width: int) -> list[Span]:
    _, name, role, region, _ = owner
    told = f"{name} · {words(f'role.{role}')}" + (f" · {region}" if region else "")
    title = words("start.title")
    right = _cropped(told, max(width // 2, width - len(title) - 3))
    return _row([(" ", "foreground")], (title, "heading"), [(right, "muted"), (" ", "foreground")], width)


def _listed(words: Catalogue, found: Sequence[Sequence[Any]], width: int) -> list[tuple[str, list[Span]]]:
    """The verifications, the one on which the cursor stands first."""
    lines = sorted(found, key=lambda row: (bool(row[12]), row[5] != "returned"))
    cells = [
        (f"{row[10]}/{row[11]}", row[8] or "", f"→ {row[12]}" if row[12] else words(f"state.{row[5]}"), _day(row[13])) for row in lines
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    drawn_ = []
    for place, (row, cell) in enumerate(zip(lines, cells, strict=True)):
        progress, verdict, state, day = (
            text.rjust(least) if number in (0, 3) else text.ljust(least)
            for number, (text, least) in enumerate(zip(cell, widths, strict=True))
        )
        is_back = row[5] == "returned" and not row[12]
        right = [
            (f"{progress}  {verdict}  " if verdict else f"{progress}  ", "success" if row[10] == row[11] else "accent"),
            (f"{state}  ", "warning" if is_back else "muted"),
            (day, "muted"),
        ]
        name = f"{words('sheet.second')}: {row[2]}" if row[9] else row[2]
        left = [("› " if place == 0 else "  ", "foreground"), (f"{_cropped(row[3], _ROUND_WIDTH)}  ", "muted")]
        drawn_.append(("cursor" if place == 0 else "background", _row(left, (name, "foreground"), right, width)))
    return drawn_


def _day(date: str) -> str:
    year, month, day = map(int, date.split("-"))
    return f"{day}-{month}-{year}"


def _strip(words: Catalogue, width: int) -> list[Span]:
    """The keys that fit, those that stay before others."""
    hints = [(key, words(f"key.{id_}"), id_ in _STAYING) for key, id_ in STRIP]
    room, kept = width + 1, set[int]()
    for place in sorted(range(len(hints)), key=lambda place: (not hints[place][2], place)):
        key, label, stays = hints[place]
        taken = len(key) + len(label) + 3
        if taken <= room or stays:
            room -= taken
            kept.add(place)
    spans: list[Span] = []
    for place in sorted(kept):
        key, label, _ = hints[place]
        spans += [("  " if spans else " ", "foreground"), (key, "strong"), (f" {label}", "foreground")]
    return _row(spans, ("", "foreground"), [], width)


def _row(left: Sequence[Span], middle: Span, right: Sequence[Span], width: int) -> list[Span]:
    """Spans of exactly `width` cells: `left` fixed, `middle` cut to what is left, `right` flush right."""
    start = _cropped_spans(left, width)
    room = width - sum(len(text) for text, _ in start)
    end = _cropped_spans([(" ", "foreground"), *right], max(0, room - min(len(middle[0]), _LEAST_TEXT))) if right else []
    room -= sum(len(text) for text, _ in end)
    body = _cropped(middle[0], room)
    return [*start, (body, middle[1]), (" " * (room - len(body)), "foreground"), *end]


def _cropped_spans(spans: Sequence[Span], cells: int) -> list[Span]:
    kept: list[Span] = []
    for text, tone in spans:
        piece = _cropped(text, cells)
        kept.append((piece, tone))
        cells -= len(piece)
        if piece != text:
            break
    return kept


def _cropped(text: str, cells: int) -> str:
    if len(text) <= cells:
        return text
    return "" if cells <= 0 else f"{text[: cells - 1].rstrip()}…"


def _colours(theme: str) -> Any:
    """What puts a text in the colours of a theme; None where there are too few of them, or no such theme."""
    has_all = os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
    if theme not in ROLES or not (has_all or os.environ.get("TERM", "").endswith("256color")):
        return None
    codes = (
        {role: _code(colour) for role, colour in ROLES[theme].items()}
        if has_all
        else {role: f"5;{n}" for role, n in NEAREST[theme].items()}
    )
    codes |= {"heading": codes["foreground"], "strong": codes["accent"]}

    def colour(ground: str, text: str, tone: str) -> str:
        weight = "1" if tone in ("heading", "strong") else "22"
        return f"\x1b[{weight};38;{codes[tone]};48;{codes[ground]}m{text}"

    return colour


def _code(colour: str) -> str:
    return ";".join(["2", *(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))])
