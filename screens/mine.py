"""One's own verifications as the start screen lists them once the desk is open: in windows, however many there are."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from models.desk import verifications
from models.errors import Refusal
from models.views import VerificationLine
from models.windows import Mark, Span
from screens import tasks
from screens.widgets.drawing import Columns
from screens.widgets.rows import Held, Parts
from screens.widgets.windows import COUNTING, ENOUGH, Source, Window

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.widgets.drawing import Line

_IN_SIGHT = 12
"""How many verifications leave room in the smallest window for what is beneath them."""
Told = Callable[[Columns, Sequence[VerificationLine]], Sequence[Sequence["Line"]]]


def parts(screen: "HouseScreen", state: str, found: tasks.Tasks, told: Told) -> Parts:
    """What others wait for, mine of a state, and what was given to me; what came back is on top, for somebody waits for it."""
    aligned, desk = Columns(numbers=(0, 3)), screen.desk
    ask = desk.ask

    def window(part: verifications.Part) -> Window[VerificationLine]:
        def count(before: Mark, most: int) -> int:
            if before or most:
                return ask(verifications.count, part, state, before, most)
            return desk.ask_once(verifications.counts).get((part, state), 0)

        def known() -> int | None:
            counts = desk.known(verifications.counts)
            return None if counts is None else counts.get((part, state), 0)

        return Window(
            Source(
                read=lambda span: ask(verifications.page, part, state, span),
                count_of=count,
                one=lambda id_: ask(verifications.one_of, part, state, id_),
                mark=lambda line: (line.touched_at, line.id),
                told=lambda mine: told(aligned, mine),
                known=known,
            )
        )

    mine = map(window, verifications.parts(state))
    is_long = ask(verifications.counted, _IN_SIGHT + 1) > _IN_SIGHT
    listed = Parts(Held(tasks.summary(screen.words, found, is_long=is_long)), *mine, Held(tasks.lines(screen.words, found)))
    listed.align()
    return listed


def touched_last(screen: "HouseScreen") -> str:
    """The id of the one of mine that was touched last, empty where there is none."""
    return next((line.id for line in screen.desk.ask(verifications.page, "others", "", Span(1))), "")


def count_behind(screen: "HouseScreen", state: str, say: Callable[[str, int, int], None]) -> None:
    """Say how many of mine are in a state and how many there are: at once, or in a moment where there are so many that one would wait."""
    desk = screen.desk

    def counted() -> tuple[str, int, int]:
        # The lists ask for the same: what one of them counted is not counted again.
        counts = desk.ask_once(verifications.counts)
        in_state, of = (sum(counts.get((part, each), 0) for part in verifications.parts(each)) for each in (state, ""))
        return state, in_state, of

    def later() -> None:
        with suppress(Refusal):
            with COUNTING:
                found = counted()
            screen.app.call_from_thread(say, *found)

    if desk.known(verifications.counts) is not None or desk.ask(verifications.counted, ENOUGH + 1) <= ENOUGH:
        say(*counted())
    else:
        screen.run_worker(later, thread=True, exclusive=True, group="count", name="count")
