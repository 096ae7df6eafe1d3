"""What was done and the disk did not take: held in memory, tried again, and never shown as saved."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from models.errors import Refusal

R = TypeVar("R")


class _Held(NamedTuple):
    fields: Mapping[str, str]
    act: Callable[[], object]


class Tried(NamedTuple):
    """What came of another attempt."""

    saved: tuple[str, ...]
    """Places of what is on the disk now."""
    refused: Refusal | None
    """Why something will never be: what it was done to is another by now."""


class Unsaved:
    """What is not on the disk, by the place where it belongs, in the order in which it was done."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self.refused: Refusal | None = None
        """Why the disk took nothing at the last attempt."""
        self.changed: Callable[[], None] = lambda: None
        """Called whenever there is more or less of it."""

    def __len__(self) -> int:
        """How much of it there is."""
        return len(self._held)

    def __iter__(self) -> Iterator[str]:
        """The places."""
        return iter(tuple(self._held))

    def fields(self, place: str) -> Mapping[str, str] | None:
        """What belongs at `place` and is not on the disk."""
        held = self._held.get(place)
        return None if held is None else held.fields

    def tried(self, place: str, fields: Mapping[str, str], act: Callable[[], R]) -> R:
        """What `act` gives; where the disk does not take it, `fields` are held for `place` until it does, and the Refusal passes."""
        try:
            done = act()
        except Refusal as refused:
            if refused.is_of_disk:
                # What is done last is saved last.
                self._held.pop(place, None)
                self._held[place] = _Held(fields, act)
                self.refused = refused
                self.changed()
            raise
        self.drop(place)
        return done

    def in_turn(self, act: Callable[[], R]) -> R:
        """What `act` gives, after another attempt to save what was done before it: a submission goes by the answers."""
        if self._held:
            self.try_again()
        return act()

    def drop(self, place: str) -> bool:
        """Let go of what is held for `place`: it is saved, or taken back; whether there was any."""
        was_held = self._held.pop(place, None) is not None
        if was_held:
            self.changed()
        return was_held

    def try_again(self) -> Tried:
        """Save what is held, in the order in which it was done, until the disk refuses again."""
        saved, lost = [], None
        for place, held in tuple(self._held.items()):
            try:
                held.act()
            except Refusal as refused:
                if refused.is_of_disk:
                    self.refused = refused
                    break
                lost = refused
            else:
                saved.append(place)
            del self._held[place]
        if saved or lost is not None:
            self.changed()
        return Tried(tuple(saved), lost)
