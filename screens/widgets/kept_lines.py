"""`KeptLines`: what a widget has drawn stays as it went to the screen, so that a repaint draws the lines that changed and no others.

Textual keeps the lines of a widget too, but looks all of them up anew, through every filter, as soon as one line anywhere is repainted.
"""

from collections.abc import Iterable

from rich.style import Style
from textual._styles_cache import StylesCache
from textual.color import Color
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
        self._is_looked_at = False
        """Whether it is known what the widget looks like."""
        self._ground: Color | None = None
        """The ground of the widget where that is bare."""

    def clear(self) -> None:
        """Forget what was drawn: something about the look of the widget is another."""
        super().clear()
        self._is_looked_at = False

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
            if not self._is_looked_at:
                self._is_looked_at, self._ground = True, widget.background_colors[1] if _is_bare(widget) else None
            part = Region(crop.x, changed[0], crop.width, changed[-1] - changed[0] + 1)
            strips = super().render_widget(widget, part) if self._ground is None else self._rendered(widget, part, self._ground)
            for y, strip in zip(part.line_range, strips, strict=True):
                # What a widget takes back while it is drawn is drawn anew next time.
                seen[y] = drawn.get(y, strip), strip
        return [seen[y][1] for y in crop.line_range]

    def _rendered(self, widget: Widget, crop: Region, ground: Color) -> list[Strip]:
        """The lines in `crop` of a bare widget, around whose lines there is nothing to draw."""
        width, filters = widget.outer_size.width, widget.get_line_filters()
        if width != self._width:
            super().clear()
            self._width = width
        strips = []
        for y in crop.line_range:
            if y in self._dirty_lines or y not in self._cache:
                self._cache[y] = widget.render_line(y).adjust_cell_length(width, Style.from_color(bgcolor=ground.rich_color))
            strip = self._cache[y]
            for each in filters:
                strip = strip.apply_filter(each, ground)
            strips.append(strip)
        self._dirty_lines.difference_update(crop.line_range)
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]


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
