"""Long work in front of a screen: how far it is, and Esc stops it before its next step."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ProgressBar, Static

from models.errors import Refusal
from models.words import Words
from screens.dialogs import HouseDialog, prose
from screens.widgets.status import KeyHint

Steps = Iterator[tuple[int, int]]
"""The steps of some work: after each one how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the work ended."""

    done: int
    """Steps that were done."""
    is_stopped: bool = False
    """Whether it was stopped before its end."""
    refused: Refusal | None = None
    """What it ended in, where it did."""


class Working(HouseDialog[Outcome]):
    """Runs `steps` in a thread of its own and answers how that ended."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", "working.stop", id="working.stop", show=False)]
    DEFAULT_CSS = """
    Working ProgressBar { margin: 0 1; width: 1fr; Bar { width: 1fr; } }
    """

    def __init__(self, words: Words, title: str, steps: Callable[[], Steps]) -> None:
        super().__init__(words, title)
        self._steps = steps
        self._is_stopping = False

    def body(self) -> ComposeResult:
        """Give how far it is."""
        yield prose("", id="far")
        yield ProgressBar(show_eta=False)

    def hints(self) -> tuple[KeyHint, ...]:
        """The key that stops."""
        return (KeyHint("Esc", self.words("working.stop")),)

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._run, thread=True, name="long work")

    def _run(self) -> None:
        done, outcome = 0, Outcome(0)
        try:
            for done, total in self._steps():
                self.app.call_from_thread(partial(self._tell, done, total))
                if self._is_stopping and done < total:
                    outcome = Outcome(done, is_stopped=True)
                    break
            else:
                outcome = Outcome(done)
        except Refusal as refused:
            outcome = Outcome(done, refused=refused)
        self.app.call_from_thread(partial(self.answer, outcome))

    def _tell(self, done: int, total: int) -> None:
        if not self.is_current:
            # The program is being left meanwhile.
            return
        self.query_one("#far", Static).update(self.words("working.far", done=done, total=total))
        self.query_one(ProgressBar).update(total=total, progress=done)

    def action_stop(self) -> None:
        """Stop before the next step."""
        self._is_stopping = True
        self.query_one("#far", Static).update(self.words("working.stopping"))


class WorkingTold(Working):
    """Runs work that tells how far it is by calling, and hears from that call whether to go on."""

    def __init__(self, words: Words, title: str, act: Callable[[Callable[[int, int], bool]], object]) -> None:
        super().__init__(words, title, lambda: iter(()))
        self._act = act
        self._percent = -1

    def _run(self) -> None:
        from models.ledger.backups import Stopped

        outcome = Outcome(100)
        try:
            self._act(self._hear)
        except Stopped:
            outcome = Outcome(self._percent, is_stopped=True)
        except Refusal as refused:
            outcome = Outcome(self._percent, refused=refused)
        self.app.call_from_thread(partial(self.answer, outcome))

    def _hear(self, done: int, total: int) -> bool:
        percent = 100 * done // max(1, total)
        if percent != self._percent:
            self._percent = percent
            self.app.call_from_thread(partial(self._tell, percent, 100))
        return not self._is_stopping
