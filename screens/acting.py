"""How a screen acts and speaks: what it does is on the disk, held until it is, or refused in words."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar, cast

from textual.screen import Screen

from models.errors import Refusal
from models.moments import now
from models.words import Words
from screens.house import House
from screens.kept import DeskDraft
from screens.widgets.drawing import Tone
from screens.widgets.status import StatusLine

if TYPE_CHECKING:
    from models.desk.desk import Desk, Verb
    from models.fields import Field
    from screens.working import Outcome, Steps

P = ParamSpec("P")
R = TypeVar("R")
LONG: Final = 200
"""Items of a sheet above which writing all of them is seen to take its time."""


class ActingScreen(Screen[None]):
    """A screen with the words and the desk of the house, and a status line."""

    _marks_unsaved = False

    @property
    def house(self) -> House:
        """The application."""
        return cast("House", self.app)

    @property
    def words(self) -> Words:
        """The sentences of the language."""
        return self.house.words

    @property
    def desk(self) -> "Desk":
        """The desk."""
        return self.house.desk

    @property
    def reads_only(self) -> Refusal | None:
        """Why nothing can be written to the profile; None where it can, or where it is not open yet."""
        return self.desk.read_only if self.house.is_ready else None

    @property
    def status(self) -> StatusLine:
        """The line that says what happened."""
        return self.query_one(StatusLine)

    def say(self, key: str, tone: Tone = Tone.PLAIN, **fields: object) -> None:
        """Say a sentence in the status line."""
        self.status.say(self.words(key, **fields), tone)

    def refuse(self, refused: Refusal) -> None:
        """Say why not; what is held to be saved stays named, and nothing else is called saved beside a disk that refused."""
        self.status.say(self.words.refusal(refused), Tone.BAD)
        if self.house.unsaved:
            self.mark_unsaved()
        elif refused.is_of_disk:
            self.status.mark("")

    def guarded(self, act: Callable[[], R]) -> R | None:
        """What `act` gives; None where it is refused, which is then said in the status line."""
        try:
            return act()
        except Refusal as refused:
            self.refuse(refused)
            return None

    def look_up(self, question: "Verb[P, R]", *args: P.args, **kwargs: P.kwargs) -> R | None:
        """The answer to `question`; None where it cannot be read, which is then said in the status line."""
        return self.guarded(lambda: self.desk.ask(question, *args, **kwargs))

    def do(self, verb: "Verb[P, R]", *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Do `verb`, say that it is saved or why not; None when it was refused."""
        try:
            result = self.house.unsaved.in_turn(lambda: self.desk.do(verb, *args, **kwargs))
        except Refusal as refused:
            self.refuse(refused)
            return None
        self.mark_saved()
        return result

    def do_or_hold(self, place: str, fields: Mapping[str, str], verb: "Verb[P, R]", *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Do `verb` as `do` does; where the disk does not take it, it is held until that does, as `fields` of `place`."""
        if self.reads_only is not None:
            self.refuse(self.reads_only)
            return None
        unsaved = self.house.unsaved
        try:
            # What was done before is saved before: it would be taken for the last act otherwise.
            result = unsaved.in_turn(lambda: unsaved.tried(place, fields, lambda: self.desk.do(verb, *args, **kwargs)))
        except Refusal as refused:
            if refused.is_of_disk:
                self.say("unsaved.held", Tone.BAD, cause=self.words.refusal(refused))
            else:
                self.refuse(refused)
            return None
        self.mark_saved()
        return result

    def ask(
        self, title: str, fields: "tuple[Field, ...]", place: str, save: Callable[[Mapping[str, str]], R], done: Callable[[R], None]
    ) -> None:
        """Show a form, its draft at `place` if any; `save` is tried with its values, a Refusal stays in it, `done` gets what it saved."""
        if self.reads_only is not None:
            # Nothing is to be typed that could not be kept.
            self.refuse(self.reads_only)
            return
        saved: list[R] = []

        def check(values: Mapping[str, str]) -> Refusal | None:
            try:
                saved[:] = [self.house.unsaved.in_turn(lambda: save(values))]
            except Refusal as refused:
                return refused
            return None

        def left(_values: Mapping[str, str] | None) -> None:
            if saved:
                self.mark_saved()
                done(saved[0])

        from screens.forms import Form

        form = self.begun(title, lambda: Form(self.words, title, fields, self.draft(place) if place else None, check))
        if form is not None:
            self.app.push_screen(form, left)

    def begun(self, title: str, dialog: Callable[[], R]) -> R | None:
        """A dialog to type in; None where its draft cannot be read, which is told over the screen: what is typed on would be its keys."""
        try:
            return dialog()
        except Refusal as refused:
            from screens.dialogs import Tell

            self.refuse(refused)
            self.app.push_screen(Tell(self.words, title, self.words.refusal(refused)))
            return None

    def mark_saved(self) -> None:
        """Say that all is on the disk, or how much still is not."""
        # What was said before is not about what is saved now.
        self.status.say("")
        self._marks_unsaved = True
        self.mark_unsaved()

    def mark_unsaved(self) -> None:
        """Say how much is not on the disk; where it was said and is true no longer, that all is."""
        count = len(self.house.unsaved)
        if count:
            self.status.mark(self.words.count("saved.waiting", count), Tone.BAD)
        elif self._marks_unsaved:
            self.status.mark(self.words("saved.at", time=self.words.time(now())), Tone.GOOD)
        self._marks_unsaved = count > 0

    def work(self, title: str, steps: "Callable[[], Steps]", done: "Callable[[Outcome], None]") -> None:
        """Do long work in steps, with its progress in front of this screen; a Refusal is said, anything else is told to `done`."""
        from screens.working import Working

        def ended(outcome: "Outcome | None") -> None:
            if outcome is not None and outcome.refused is not None:
                self.refuse(outcome.refused)
            elif outcome is not None:
                done(outcome)

        self.app.push_screen(Working(self.words, title, steps), ended)

    def at_length(self, title: str, items: int, act: Callable[[], R], done: Callable[[R], None]) -> None:
        """Do what writes so many items, `title` says what; of many it takes seconds, so progress is shown; a Refusal is said."""
        found: list[R] = []

        def steps() -> "Steps":
            yield 0, 1
            found.append(act())
            yield 1, 1

        def ended(_outcome: object) -> None:
            for each in found:
                self.mark_saved()
                done(each)

        if items > LONG:
            self.work(title, steps, ended)
        else:
            self.guarded(lambda: list(steps()))
            ended(None)

    def draft(self, place: str) -> DeskDraft:
        """Where text typed at `place` is kept."""
        return DeskDraft(self.house, place)
