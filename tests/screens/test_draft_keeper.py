"""The keeper of a draft: when it keeps, when it tries again, and when it leaves off."""

from collections.abc import Callable
from typing import cast

from textual.message_pump import MessagePump

from screens.widgets.drafting import DraftKeeper, Kept, Values
from tests.screens.kit import Drawer


class Clock:
    """Stands for the message pump of a screen; a timer rings when it is told to."""

    def __init__(self) -> None:
        self.timers: list[Ring] = []

    def set_timer(self, pause: float, callback: Callable[[], object]) -> "Ring":
        self.timers.append(Ring(pause, callback))
        return self.timers[-1]


class Ring:
    def __init__(self, pause: float, callback: Callable[[], object]) -> None:
        self.pause, self.ring = pause, callback
        self.is_stopped = False

    def stop(self) -> None:
        self.is_stopped = True


class Keeping:
    """A keeper of one value, its clock and what it told."""

    def __init__(self, stored: Values | None = None) -> None:
        self.clock, self.draft = Clock(), Drawer(stored)
        self.text = ""
        self.told: list[tuple[Kept, str]] = []
        self.keeper = DraftKeeper(
            cast("MessagePump", self.clock),
            self.draft,
            {"text": ""},
            lambda: {"text": self.text},
            lambda kept, refusal: self.told.append((kept, "" if refusal is None else refusal.code)),
        )

    def type(self, text: str) -> None:
        for character in text:
            self.text += character
            self.keeper.changed()


def test_a_draft_waits_no_longer_than_promised() -> None:
    assert DraftKeeper.PAUSE <= 0.7


def test_the_first_change_sets_the_clock_and_no_later_one_resets_it() -> None:
    keeping = Keeping()
    keeping.type("abc")
    (timer,) = keeping.clock.timers
    assert (timer.pause, timer.is_stopped) == (DraftKeeper.PAUSE, False)
    assert keeping.told == [(Kept.PENDING, "")]
    timer.ring()
    assert keeping.draft.kept == [{"text": "abc"}]
    assert keeping.told[-1] == (Kept.YES, "")
    keeping.type("d")
    assert len(keeping.clock.timers) == 2
    assert keeping.told[-1] == (Kept.PENDING, "")


def test_what_is_taken_back_needs_no_keeping_and_is_not_pending() -> None:
    keeping = Keeping()
    keeping.type("a")
    keeping.text = ""
    keeping.keeper.changed()
    keeping.clock.timers[0].ring()
    assert keeping.draft.attempts == 0
    assert keeping.told == [(Kept.PENDING, ""), (Kept.NOTHING, "")]


def test_a_refused_draft_is_tried_again_until_it_is_kept() -> None:
    keeping = Keeping()
    keeping.draft.is_full = True
    keeping.type("a")
    keeping.clock.timers[0].ring()
    keeping.type("b")
    assert [timer.pause for timer in keeping.clock.timers] == [DraftKeeper.PAUSE, DraftKeeper.RETRY]
    keeping.clock.timers[1].ring()
    assert keeping.told == [(Kept.PENDING, ""), (Kept.NO, "profile.disk_full"), (Kept.NO, "profile.disk_full")]
    assert not keeping.keeper.keep()
    assert keeping.clock.timers[2].is_stopped
    keeping.draft.is_full = False
    keeping.clock.timers[3].ring()
    assert keeping.draft.kept == [{"text": "ab"}]
    assert keeping.told[-1] == (Kept.YES, "")


def test_nothing_is_kept_after_the_end() -> None:
    keeping = Keeping()
    keeping.type("a")
    keeping.keeper.end()
    assert keeping.clock.timers[0].is_stopped
    keeping.type("b")
    assert keeping.keeper.keep()
    assert (keeping.draft.attempts, len(keeping.clock.timers)) == (0, 1)


def test_forgetting_ends_even_when_it_is_refused() -> None:
    keeping = Keeping({"text": "x"})
    keeping.draft.is_full = True
    keeping.type("a")
    keeping.keeper.forget()
    assert keeping.keeper.keep()
    assert (keeping.draft.attempts, keeping.draft.stored) == (0, {"text": "x"})
