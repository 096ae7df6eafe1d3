"""A window on more rows than anybody wants to hold: a few screens of them, asked for where one looks."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from threading import Lock
from typing import Final, Generic, NamedTuple, TypeVar

from models.windows import Mark, Span
from screens.widgets.drawing import Line

SCREENS: Final = 2
"""How many pages are asked for at once: what is seen, and half as much above and below."""
SIGHT: Final = 80
"""More lines than are seen at once as a rule; so many are held before anybody knows how high the list is."""
ENOUGH: Final = 1_000
"""Rows that are counted at once; how many more there are is asked behind the first paint."""
NOTHING: Final = Line("")
"""What stands where nothing is held."""
COUNTING: Final = Lock()
"""Held by whoever counts many rows in a thread: a connection more for each who does would remember what nobody asks for again."""
R = TypeVar("R")


class Source(NamedTuple, Generic[R]):
    """The questions that a window is drawn from."""

    read: Callable[[Span], Sequence[R]]
    count_of: Callable[[Mark, int], int]
    """How many rows there are, only those before a mark where one is given; no further than a number where it is not 0."""
    one: Callable[[str], R | None]
    """The row of an id."""
    mark: Callable[[R], Mark]
    """Where a row stands; its id comes last."""
    told: Callable[[Sequence[R]], Sequence[Sequence[Line]]]
    """The lines of each row, the first of them with its id as key."""
    known: Callable[[], int | None] = lambda: None
    """How many rows there are where that is known already."""


class Window(Generic[R]):
    """Lines of some rows of a source."""

    def __init__(self, source: Source[R]) -> None:
        self._source = source
        self._rows: list[R] = []
        self._groups: list[Sequence[Line]] = []
        self._lines: list[Line] = []
        self._places: dict[str, int] = {}
        self._start, self._page = 0, SIGHT
        self._has_first = self._has_last = False
        known = source.known()
        self._total = source.count_of((), ENOUGH + 1) if known is None else known
        self.is_counted = known is not None or self._total <= ENOUGH
        """Whether it is known how many rows there are, and not only that there are many."""
        self.is_placed = True
        """Whether it is known where what is held stands among them."""
        if self._total <= SIGHT:
            self._put(source.read(Span(2 * SIGHT)) if self._total else (), has_first=True, has_last=True)

    def __len__(self) -> int:
        """How many lines there are, as far as that is known."""
        return self._total

    def __getitem__(self, place: int) -> Line:
        """The line at a place, an empty one where it is not held."""
        held = place - self._start
        return self._lines[held] if 0 <= held < len(self._lines) else NOTHING

    @property
    def said(self) -> str:
        """How many rows there are, as one says it while nobody has counted them all."""
        return str(self._total) if self.is_counted else f"{ENOUGH}+"

    @property
    def is_whole(self) -> bool:
        """Whether all there is is held."""
        return self._has_first and self._has_last

    def held(self) -> Iterator[Line]:
        """The lines that are held, in order."""
        return iter(self._lines)

    def place(self, key: str) -> int | None:
        """Where the line of a key stands, as far as it is held."""
        found = self._places.get(key)
        return None if found is None else self._start + found

    def row(self, id_: str) -> R | None:
        """The row of an id, as far as it is held."""
        return next((row for row in self._rows if self._source.mark(row)[-1] == id_), None)

    def looked_up(self, id_: str) -> R | None:
        """The row of an id, wherever it stands; None where there is none."""
        return self._source.one(id_)

    def tell(self) -> None:
        """Tell the rows that are held anew."""
        self._tell(self._rows)

    def replace(self, line: Line) -> None:
        """Let the line of this key, which is held, be another."""
        self._lines[self._places[line.key]] = line

    def see(self, lines: int) -> None:
        """Know how many lines are seen at once, of which a page is made."""
        self._page = max(1, lines)

    def hold(self, first: int, last: int) -> bool:
        """Hold the lines of these places; whether other lines may stand there now."""
        self.see(-(-(last - first + 1) // SCREENS))
        first, last = max(0, first), min(self._total - 1, last)
        if last < first or (self._start <= first and last < self._end):
            return False
        if not self._rows or last < self._start - self._page or first > self._end + self._page:
            self._jump(first)
        # Where what was thought of places was wrong they move, and more is not looked for than was to be held.
        for _ in range(2 * SCREENS):
            if last >= self._end and not self._has_last:
                self._extend_down()
            elif first < self._start and not self._has_first:
                self._extend_up()
        return True

    def hold_edge(self, *, is_last: bool) -> bool:
        """Hold the first lines or the last; whether other lines are held now."""
        if not self._total or (self._has_last if is_last else self._has_first):
            return False
        limit = SCREENS * self._page
        rows = self._source.read(Span(limit, backwards=is_last))
        is_all = len(rows) < limit
        self._put(rows, has_first=is_all or not is_last, has_last=is_all or is_last, above=None if is_last else 0)
        return True

    def hold_around(self, row: R, guess: int | None) -> int:
        """Hold what stands around a row, which may be gone; its place or that of the next one, a guess where it would be long to count."""
        # Wherever on the screen it comes to stand, what is asked for is held.
        mark, limit = self._source.mark(row), self._page + self._page // 2 + 1
        before = self._source.read(Span(limit, beyond=mark, backwards=True))
        behind = self._source.read(Span(limit, beyond=self._source.mark(before[-1]) if before else ()))
        has_first, has_last = len(before) < limit, len(behind) < limit
        # At an edge it is known without counting.
        is_edge = has_first or (has_last and self.is_counted)
        above = 0 if is_edge else self._source.count_of(mark, ENOUGH + 1)
        is_guess = above > ENOUGH
        if is_guess and guess is not None:
            above = guess
        start = None if is_edge else max(0, min(above, self._total - 1) - len(before))
        self._put([*before, *behind], has_first=has_first, has_last=has_last, above=start)
        self.is_placed = not is_guess
        lines_before = sum(map(len, self._groups[: len(before)]))
        return self._start + min(lines_before, len(self._lines) - 1)

    def counts(self) -> tuple[int, Mark, int]:
        """How many rows there are; and the first row that is held, with how many stand before it."""
        mark = self._source.mark(self._rows[0]) if self._rows else ()
        return self._source.count_of((), 0), mark, 0 if self._has_first or not mark else self._source.count_of(mark, 0)

    def counted(self, told: tuple[int, Mark, int]) -> None:
        """Take over what `counts` told."""
        total, mark, above = told
        self.is_counted = self.is_placed = True
        if not self.is_whole:
            self._total = max(total, len(self._lines))
            if self._rows and self._source.mark(self._rows[0]) == mark:
                self._start = above
                # As many as were asked for came, and none is beyond them.
                self._has_first = self._has_first or above == 0
                self._has_last = self._has_last or self._end == total
            elif self._has_last:
                self._start = self._total - len(self._lines)
            self._fit()

    @property
    def _end(self) -> int:
        return self._start + len(self._lines)

    def _jump(self, first: int) -> None:
        """Hold what stands around a place far from what is held, counted from the nearer end."""
        limit = (SCREENS + 1) * self._page
        skip = max(0, first - self._page // 2)
        is_nearer = first * 2 <= self._total
        behind = 0 if is_nearer else max(0, self._total - skip - limit)
        rows = self._source.read(Span(limit, skip=skip) if is_nearer else Span(limit, backwards=True, skip=behind))
        if not rows:
            self._has_last = False
            self.hold_edge(is_last=True)
            return
        is_all = len(rows) < limit
        above = skip if is_nearer else max(0, self._total - behind - len(rows))
        self._put(rows, has_first=skip == 0 if is_nearer else is_all, has_last=is_all if is_nearer else behind == 0, above=above)

    def _extend_down(self) -> None:
        """Hold a page more at the end, and let go of what then lies farthest above."""
        rows = self._source.read(Span(self._page, beyond=self._source.mark(self._rows[-1])))
        self._has_last = len(rows) < self._page
        kept = [*self._rows, *rows]
        dropped = max(0, len(kept) - (SCREENS + 2) * self._page)
        self._has_first = self._has_first and not dropped
        self._start += sum(map(len, self._groups[:dropped]))
        self._tell(kept[dropped:])
        self._fit()

    def _extend_up(self) -> None:
        """Hold a page more at the beginning, and let go of what then lies farthest below."""
        rows = self._source.read(Span(self._page, beyond=self._source.mark(self._rows[0]), backwards=True))
        self._has_first = len(rows) < self._page
        kept = [*rows, *self._rows]
        dropped = max(0, len(kept) - (SCREENS + 2) * self._page)
        self._has_last = self._has_last and not dropped
        end = self._end - sum(map(len, self._groups[len(self._groups) - dropped :]))
        self._tell(kept[: len(kept) - dropped])
        self._start = end - len(self._lines)
        self._fit()

    def _put(self, rows: Sequence[R], *, has_first: bool, has_last: bool, above: int | None = 0) -> None:
        """Hold other rows, so many lines above them; as many as there must be where that is None."""
        self._has_first, self._has_last = has_first, has_last
        self._tell(list(rows))
        self._start = max(0, self._total - len(self._lines)) if above is None else above
        self._fit()

    def _tell(self, rows: list[R]) -> None:
        self._rows = rows
        self._groups = list(self._source.told(rows))
        self._lines = list(chain.from_iterable(self._groups))
        self._places = {line.key: place for place, line in enumerate(self._lines)}

    def _fit(self) -> None:
        """Let the places be what is held tells: at an edge it is known that nothing lies beyond, elsewhere that something does."""
        self._start = 0 if self._has_first else self._start if self._start >= 1 else self._page
        self._total = self._end if self._has_last else max(self._total, self._end + 1)
