"""Half-typed text is kept while it is typed: at most `PAUSE` seconds of typing are ever only on the screen."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from enum import Enum, auto
from typing import ClassVar, Protocol

from textual.message_pump import MessagePump
from textual.timer import Timer

from models.errors import Refusal

Values = Mapping[str, str]


class Draft(Protocol):
    """A place outside the screen where half-typed text is kept."""

    def keep(self, values: Values) -> None:
        """Keep `values` so that they outlive the program; raises Refusal when that is not possible."""

    def recall(self) -> Values | None:
        """What was kept and not forgotten."""

    def forget(self) -> None:
        """Drop what was kept: it is saved where it belongs, or taken back; raises Refusal when that is not possible."""


class Kept(Enum):
    """How it stands with what was typed."""

    PENDING = auto()
    YES = auto()
    NO = auto()
    NOTHING = auto()


class DraftKeeper:
    """Keeps what a dialog holds: soon after the first change however fast the typing goes on, and again until it succeeds.

    What is as it was at the start is no draft: it is forgotten. Values named in `fixed` are never recalled, as they cannot be typed;
    those in `aside` make no draft by themselves.
    """

    PAUSE: ClassVar[float] = 0.7
    """Seconds from the first change not kept to its keeping; later changes do not put it off."""
    RETRY: ClassVar[float] = 2.0
    """Seconds to the next attempt after a refusal."""

    def __init__(
        self,
        host: MessagePump,
        draft: Draft | None,
        initial: Values,
        values: Callable[[], Values],
        told: Callable[[Kept, Refusal | None], None],
        *,
        fixed: Collection[str] = (),
        aside: Collection[str] = (),
    ) -> None:
        self._host, self._draft, self._values, self._told = host, draft, values, told
        self._fixed, self._aside = fixed, aside
        self._stored = self._kept = dict(initial)
        self._timer: Timer | None = None
        self._is_over = False

    def recalled(self) -> Values | None:
        """What an earlier dialog left behind, unless it is what is there anyway; it counts as kept. Refusal where it cannot be read."""
        found = None if self._draft is None else self._draft.recall()
        if found is None:
            return None
        merged = {key: value if key in self._fixed else found.get(key, value) for key, value in self._stored.items()}
        if self._is_nothing(merged):
            self._dropped()
            return None
        self._kept = merged
        return merged

    def changed(self) -> None:
        """Take note of a change."""
        if self._draft is None or self._timer is not None or self._is_over or dict(self._values()) == self._kept:
            return
        self._told(Kept.PENDING, None)
        self._timer = self._host.set_timer(self.PAUSE, self.keep)

    def keep(self) -> bool:
        """Keep what is typed now; False when it was refused and will be tried again."""
        was_due = self._timer is not None
        self._stop()
        values = dict(self._values())
        if self._draft is None or self._is_over:
            return True
        is_nothing = self._is_nothing(values)
        if values == self._kept:
            if was_due:
                # What was typed was taken back.
                self._told(Kept.NOTHING if is_nothing else Kept.YES, None)
            return True
        if is_nothing:
            if self._dropped():
                self._kept = values
                self._told(Kept.NOTHING, None)
            return True
        try:
            self._draft.keep(values)
        except Refusal as refusal:
            self._told(Kept.NO, refusal)
            self._timer = self._host.set_timer(self.RETRY, self.keep)
            return False
        self._kept = values
        self._told(Kept.YES, None)
        return True

    def is_as_stored(self) -> bool:
        """Whether what is typed says no more than what is stored."""
        return self._is_nothing(self._values())

    def end(self) -> None:
        """Keep nothing more; what is typed has gone where it belongs."""
        self._stop()
        self._is_over = True

    def forget(self) -> None:
        """End, and drop the draft."""
        self.end()
        self._dropped()

    def _is_nothing(self, values: Values) -> bool:
        """Whether `values` say no more than what is stored."""
        return all(values[key].rstrip() == value.rstrip() for key, value in self._stored.items() if key not in self._aside)

    def _dropped(self) -> bool:
        """Drop the draft, as far as the disk lets one: it says what is stored anyway, and is tried again at the next opening."""
        with suppress(Refusal):
            if self._draft is not None:
                self._draft.forget()
            return True
        return False

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
