"""What was done and the disk did not take: held in memory, tried again, and never shown as saved."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Final, NamedTuple, TypeVar

from models.errors import Refusal

R = TypeVar("R")
_LATER: Final = frozenset(
    {
        *("profile.locked", "profile.file_read_only", "profile.moved", "profile.network", "profile.synced", "profile.stick"),
        *("profile.altered", "profile.sqlite_old", "server.standby"),
    }
)
"""Why a profile that was opened again, as after a lock, can only be read for now, beside what the disk says."""


class _Held(NamedTuple):
    fields: Mapping[str, str]
    act: Callable[[], object]


class Tried(NamedTuple):
    """What came of another attempt."""

    saved: tuple[str, ...]
    """Places of what is on the disk now."""
    refused: Refusal | None
    """Why something will never be: what it was done to is another by now."""
    lost: str = ""
    """The place where that belongs."""


class Unsaved:
    """What is not on the disk, by the place where it belongs, in the order in which it was done."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._over: dict[str, Callable[[], object]] = {}
        """What is saved where it belongs and has yet to be dropped where it was kept, by the place of that."""
        self.refused: Refusal | None = None
        """Why the disk took nothing at the last attempt."""
        self.changed: Callable[[], None] = lambda: None
        """Called whenever there is more or less of it."""
        self.lost: Callable[[str, Mapping[str, str]], object] = lambda _place, _fields: None
        """Called with what will never be saved where it belongs, and its place."""

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
            if _may_pass(refused):
                # What is done last is saved last.
                self._held.pop(place, None)
                self._over.pop(place, None)
                self._held[place] = _Held(fields, act)
                self.refused = refused
                self.changed()
            raise
        self._over.pop(place, None)
        self.drop(place)
        return done

    def in_turn(self, act: Callable[[], R]) -> R:
        """What `act` gives, after another attempt to save what was done before it: a submission goes by the answers.

        Raises:
            Refusal: as `act` does, or why something done before it will never be saved; then nothing is done.
        """
        lost = self.try_again().refused if self._held else None
        if lost is not None:
            raise lost
        return act()

    def drop(self, place: str) -> bool:
        """Let go of what is held for `place`: it is saved, or taken back; whether there was any."""
        was_held = self._held.pop(place, None) is not None
        if was_held:
            self.changed()
        return was_held

    def forget(self, place: str, act: Callable[[], object]) -> None:
        """Do `act`, which drops what was kept at `place`; where the disk refuses, it is over all the same, and the Refusal passes."""
        self.drop(place)
        self._over.pop(place, None)
        try:
            act()
        except Refusal as refused:
            if _may_pass(refused):
                self._over[place] = act
            raise

    def is_over(self, place: str) -> bool:
        """Whether what is kept at `place` is saved where it belongs and only could not be dropped."""
        return place in self._over

    def forget_again(self) -> None:
        """Drop what is over, as far as the disk lets one."""
        with suppress(Refusal):
            for place, act in tuple(self._over.items()):
                self.forget(place, act)

    def try_again(self) -> Tried:
        """Save what is held, in the order in which it was done, until the disk refuses again."""
        saved, lost, where = [], None, ""
        for place, held in tuple(self._held.items()):
            try:
                held.act()
            except Refusal as refused:
                if _may_pass(refused):
                    self.refused = refused
                    break
                lost, where = refused, place
                with suppress(Refusal):
                    self.lost(place, held.fields)
            else:
                saved.append(place)
            del self._held[place]
        self.forget_again()
        if saved or lost is not None:
            self.changed()
        return Tried(tuple(saved), lost, where)


def _may_pass(refused: Refusal) -> bool:
    """Whether what was refused may be saved later: the disk did not take it, or the profile can only be read, as somebody has it open."""
    return refused.is_of_disk or refused.code in _LATER
