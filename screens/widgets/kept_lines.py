"""`KeptLines`: what a widget has drawn stays as it went to the screen, so that a repaint draws the lines that changed and no others.

Textual keeps the lines of a widget too, but looks all of them up anew, through every filter, as soon as one line anywhere is repainted.
"""

from collections.abc import Iterable
from typing import Any

from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class KeptLines(StylesCache):
    """The drawn lines of one widget."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[int, tuple[Strip, Strip]] = {}
        """Each line as it was drawn, and as it was seen through the filters."""
        self._seen_by: object = None
        self._is_bare = False

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines in `crop`: those that are as they were as they are, the others drawn."""
        if widget.hover_style.link_id:
            # Links under a pointer look otherwise, which nothing here would show.
            return super().render_widget(widget, crop)
        seen_by = crop.column_span, widget.outer_size, widget.get_line_filters()
        if seen_by != self._seen_by:
            self._seen_by = seen_by
            self._seen.clear()
        seen, drawn, is_dirty = self._seen, self._cache, self._dirty_lines.__contains__
        changed = [y for y in crop.line_range if is_dirty(y) or y not in drawn or y not in seen or seen[y][0] is not drawn[y]]
        if changed:
            self._is_bare = _is_bare(widget)
            part = Region(crop.x, changed[0], crop.width, changed[-1] - changed[0] + 1)
            for y, strip in zip(part.line_range, super().render_widget(widget, part), strict=True):
                # What a widget takes back while it is drawn is drawn anew next time.
                seen[y] = drawn.get(y, strip), strip
        return [seen[y][1] for y in crop.line_range]

    def render_line(self, *args: Any) -> Strip:
        """One line; around that of a bare widget there is nothing to draw."""
        _, y, size, _, _, base_background, background, draw, *_ = args
        if not self._is_bare:
            return super().render_line(*args)
        strip: Strip = draw(y)
        inner, _ = self.get_inner_outer(base_background, background)
        return strip.adjust_cell_length(size.width, inner.rich_style)


def _is_bare(widget: Widget) -> bool:
    """Whether the lines of a widget are seen as they are drawn: without a border, and not faint or tinted."""
    styles = widget.styles
    is_framed = any(styles.gutter) or any(side[0] for side in styles.outline)
    is_faded = widget.opacity != 1 or styles.text_opacity != 1 or styles.tint.a != 0
    return not (is_framed or is_faded or styles.has_rule("hatch"))


def keep_lines(widgets: Iterable[Widget]) -> None:
    """Let widgets keep what they have drawn."""
    for widget in widgets:
        widget._styles_cache = KeptLines()  # noqa: SLF001 - nothing public lets a widget draw less
