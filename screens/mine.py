"""One's own verifications as the start screen lists them once the desk is open: in windows, however many there are."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from models.desk import verifications
from models.errors import Refusal
from models.views import VerificationLine
from screens import tasks
from screens.widgets.drawing import Columns
from screens.widgets.rows import Held, Parts
from screens.widgets.windows import COUNTING, ENOUGH, Source, Window

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.widgets.drawing import Line

Told = Callable[[Columns, Sequence[VerificationLine]], Sequence[Sequence["Line"]]]


def parts(screen: "HouseScreen", state: str, found: tasks.Tasks, told: Told) -> Parts:
    """What others wait for, mine of a state, and what was given to me; what came back is on top, for somebody waits for it."""
    aligned, ask = Columns(numbers=(0, 3)), screen.desk.ask

    def window(part: verifications.Part) -> Window[VerificationLine]:
        return Window(
            Source(
                read=lambda span: ask(verifications.page, part, state, span),
                count=lambda before, most: ask(verifications.count, part, state, before, most),
                one=lambda id_: ask(verifications.one_of, part, state, id_),
                mark=lambda line: (line.touched_at, line.id),
                told=lambda mine: told(aligned, mine),
            )
        )

    mine = map(window, verifications.parts(state))
    listed = Parts(Held(tasks.summary(screen.words, found)), *mine, Held(tasks.lines(screen.words, found)))
    listed.align()
    return listed


def count_behind(screen: "HouseScreen", state: str, say: Callable[[str, int, int], None]) -> None:
    """Say how many of mine are in a state and how many there are: at once, or in a moment where there are so many that one would wait."""

    def counted(most: int = 0) -> tuple[str, int, int]:
        of = screen.desk.ask(verifications.counted, "", most)
        return state, screen.desk.ask(verifications.counted, state, most) if state else of, of

    def later() -> None:
        with suppress(Refusal):
            with COUNTING:
                found = counted()
            screen.app.call_from_thread(say, *found)

    found = counted(ENOUGH + 1)
    if found[-1] <= ENOUGH:
        say(*found)
    else:
        screen.run_worker(later, thread=True, exclusive=True, group="count", name="count")
