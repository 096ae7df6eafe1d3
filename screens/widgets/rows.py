"""What a list shows, by places: lines that are all held, windows on more than anybody wants to hold, or several below each other."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Protocol

from models.windows import Mark
from screens.widgets.drawing import Line
from screens.widgets.windows import NOTHING, SIGHT, Window

Counts = tuple[tuple[int, Mark, int], ...]
"""What each window knows once somebody counted."""


class Rows(Protocol):
    """Lines by their places."""

    def __len__(self) -> int:
        """How many there are, as far as that is known."""
        ...

    def __getitem__(self, place: int, /) -> Line:
        """The line at a place, an empty one where it is not held."""
        ...

    def held(self) -> Iterator[Line]:
        """The lines that are held, in order."""
        ...

    def place(self, key: str) -> int | None:
        """Where the line of a key stands, as far as it is held."""
        ...

    def reach(self, key: str, before: Any) -> int | None:
        """The same wherever it stands; of one that is gone from the rows `before`, where the next one does, as far as that is known."""
        ...

    def hold(self, first: int, last: int) -> bool:
        """Hold the lines of these places; whether other lines may stand there now."""
        ...

    def hold_edge(self, *, is_last: bool) -> bool:
        """Hold the first lines or the last; whether other lines are held now."""
        ...

    def replace(self, line: Line) -> None:
        """Let the line of this key, which is held, be another."""
        ...


class Held(list[Line]):
    """Lines that are all held."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        super().__init__(lines)
        self._places = {line.key: place for place, line in enumerate(self)}

    def held(self) -> Iterator[Line]:
        """All of them."""
        return iter(self)

    def place(self, key: str) -> int | None:
        """Where the line of a key stands."""
        return self._places.get(key)

    def reach(self, key: str, before: Any) -> int | None:  # noqa: ARG002 - all of them are known
        """The same."""
        return self._places.get(key)

    def hold(self, first: int, last: int) -> bool:  # noqa: ARG002 - all of them are held
        """Nothing is to be done."""
        return False

    def hold_edge(self, *, is_last: bool) -> bool:  # noqa: ARG002 - all of them are held
        """Nothing is to be done."""
        return False

    def replace(self, line: Line) -> None:
        """Let the line of this key be another."""
        self[self._places[line.key]] = line


class Parts:
    """What several of these show, one below the other."""

    def __init__(self, *parts: Held | Window[Any]) -> None:
        self._parts = parts

    @property
    def windows(self) -> Sequence[Window[Any]]:
        """Those that are windows."""
        return [part for part in self._parts if isinstance(part, Window)]

    def __len__(self) -> int:
        """How many lines there are in all."""
        return sum(map(len, self._parts))

    def __getitem__(self, place: int) -> Line:
        """The line at a place."""
        for part, start in self._placed():
            if start <= place < start + len(part):
                return part[place - start]
        return NOTHING

    def _placed(self) -> Iterator[tuple[Held | Window[Any], int]]:
        """Each part with the place of its first line, as it is when its turn comes."""
        start = 0
        for part in self._parts:
            yield part, start
            start += len(part)

    def held(self) -> Iterator[Line]:
        """The lines that are held, in order."""
        return chain.from_iterable(part.held() for part in self._parts)

    def place(self, key: str) -> int | None:
        """Where the line of a key stands, as far as it is held."""
        return next((start + place for part, start in self._placed() if (place := part.place(key)) is not None), None)

    def row(self, key: str) -> Any:
        """The row of an id that is in a window, whether it is held or not; None where there is none."""
        asked = (look(key) for look in chain((each.row for each in self.windows), (each.looked_up for each in self.windows)))
        return next((row for row in asked if row is not None), None)

    def reach(self, key: str, before: Any) -> int | None:
        """Where the line of a key stands; of one that is gone from the parts `before`, where the next one does, as far as that is known."""
        found = self.place(key)
        if found is not None:
            return found
        gone = None
        for number, (part, start) in enumerate(self._placed()):
            if isinstance(part, Window) and not part.is_whole:
                old = before.window(number) if isinstance(before, Parts) else None
                guess = None if old is None else old.place(key)
                if (row := part.looked_up(key)) is not None:
                    return start + part.hold_around(row, guess)
                if old is not None and (row := old.row(key)) is not None:
                    gone = start + part.hold_around(row, guess)
        return gone

    def window(self, number: int) -> "Window[Any] | None":
        """The part of a number where it is a window."""
        found = self._parts[number] if number < len(self._parts) else None
        return found if isinstance(found, Window) else None

    def see(self, lines: int) -> None:
        """Let every window know how many lines are seen at once."""
        for window in self.windows:
            window.see(lines)

    def hold(self, first: int, last: int) -> bool:
        """Hold the lines of these places; whether other lines may stand there now."""
        changed = [part.hold(first - start, last - start) for part, start in self._placed() if first < start + len(part) and start <= last]
        return any(changed)

    def hold_edge(self, *, is_last: bool) -> bool:
        """Hold the first lines or the last; whether other lines are held now."""
        changed, held = False, 0
        for part in reversed(self._parts) if is_last else self._parts:
            if held < SIGHT:
                changed = part.hold_edge(is_last=is_last) or changed
                held += len(part)
        return changed

    def replace(self, line: Line) -> None:
        """Let the line of this key, which is held, be another."""
        next(part for part in self._parts if part.place(line.key) is not None).replace(line)

    def align(self) -> None:
        """Tell the rows of every window anew, where one that was told later made a column wider."""
        for window in self.windows[:-1]:
            window.tell()

    @property
    def is_counted(self) -> bool:
        """Whether it is known how many lines there are and where those that are held stand, and not only that there are many."""
        return all(window.is_counted and window.is_placed for window in self.windows)

    def counts(self) -> Counts:
        """What is not known yet, asked of every window: nobody waits for it, a thread of its own may ask."""
        return tuple(window.counts() for window in self.windows)

    def counted(self, counts: Counts) -> None:
        """Take over what was counted."""
        for window, told in zip(self.windows, counts, strict=True):
            window.counted(told)
