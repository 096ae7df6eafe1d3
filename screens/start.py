"""The start screen: what is mine to do. It paints from one small read, before the desk is open."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from models import bookmark
from models.errors import Refusal
from models.moments import local_date, moment, written
from models.text import shown
from screens import tasks
from screens.base import HouseScreen
from screens.commands import START, Command, bindings
from screens.widgets.drawing import Columns, Tone, cropped
from screens.widgets.lines import Line, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.views import Profile, RoundLine, VerificationLine
    from screens.widgets.rows import Parts

_ROUND_WIDTH = 16
"""Most cells the name of a round takes from that of the agency."""


class StartScreen(HouseScreen):
    """My verifications, the one touched last first."""

    KEYS = START
    HELP_ID = "start"
    BINDINGS: ClassVar[list[BindingType]] = bindings(START)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = "StartScreen Lines { height: 1fr; }"

    def __init__(self, profile: "Profile", mine: "tuple[VerificationLine, ...]", *, is_new: bool = False) -> None:
        """`mine` until the desk is open; `is_new` where the profile was founded just now."""
        super().__init__()
        self._profile, self._mine, self._is_new = profile, mine, is_new
        self._first: RoundLine | None = None
        self._tasks, self._chosen_state = tasks.Tasks(), ""
        self._states: tuple[str, ...] = ()
        self._stood, self._came = "", ""
        """Where one stood before states were gone through, and where the last of them led to."""
        self._parts: Parts | None = None
        """What is listed once the desk is open."""

    def body(self) -> ComposeResult:
        """Give the list."""
        yield Lines(classes="body")

    def load(self) -> None:
        """Read what is mine to do; until the desk is open the screen shows what it was given."""
        if self.house.is_ready:
            from models.desk import people, rounds, verifications

            # Another screen may have taken a team over, which says who one is.
            self._profile = self.desk.ask(people.owner) or self._profile
            self._states = self.desk.ask(verifications.states)
            self._tasks = tasks.read(self.desk, self.house.settings.carriers)
            self._first = self.desk.ask(rounds.lines)[0] if self._is_new else None

    def begin(self) -> None:
        """Show what was read, and say where no checklist is in force on the day of the founding."""
        super().begin()
        if self._is_new:
            self.action_tour()
        elif self.house.is_demo:
            self.say("tour.offer")
        if self._first is not None and not self._first.is_covered:
            from models.checklist_told import round_warnings

            self.status.say(" ".join(round_warnings(self.words, self._first)), Tone.WARN)

    def heading(self) -> tuple[str, str]:
        """The program, and who works with it."""
        role = self.words(f"role.{self._role}")
        region = f" · {self._profile.region}" if self._profile.region else ""
        title = f"{self.words('start.title')} · {self.words(f'state.{self._state}')}" if self._state else self.words("start.title")
        return title, f"{self._profile.name} · {role}{region}"

    @property
    def _role(self) -> str:
        return self.desk.actor.role if self.house.is_ready else self._profile.role

    @property
    def _state(self) -> str:
        """The state of those that are listed, empty for all; of one in which there is none any more, all are."""
        return self._chosen_state if self._chosen_state in self._states else ""

    def fill(self, at: str = "") -> None:
        """Write the list anew, with the cursor on `at` where that is listed."""
        lines = self.query_one(Lines)
        lines.empty = self.words("start.empty" if self._role == "verifier" else "start.nothing_waits")
        if self.house.is_ready:
            from screens import mine

            before = lines.key or ""
            self._parts = mine.parts(self, self._state, self._tasks, self._told)
            lines.show(self._parts, at or None)
            if before.startswith(tasks.KEY) and lines.key != before and (last := mine.touched_last(self)):
                # What was begun from a task stands among one's own by now: the cursor was left on somebody else's agency.
                lines.move_to(last)
        else:
            first = sorted(self._mine, key=lambda line: (bool(line.followed_as), line.state != "returned"))
            lines.show([line for group in self._told(Columns(numbers=(0, 3)), first) for line in group])
        begun = self._row(lines.key or "")
        if begun is not None and begun.followed_as:
            # What one goes on with, not what can only be read.
            lines.action_edge(0)
        if place := bookmark.found(self.house.folder)[0]:
            lines.move_to(place)

    def _row(self, key: str) -> "VerificationLine | None":
        if self._parts is None:
            return next((line for line in self._mine if line.id == key), None)
        found: VerificationLine | None = self._parts.row(key)
        return found

    def _told(self, aligned: Columns, mine: "Sequence[VerificationLine]") -> list[list[Line]]:
        rows = aligned.of([self._columns(line) for line in mine])
        return [[self._line(line, row), *tasks.beneath(self.words, self._tasks, line.id)] for line, row in zip(mine, rows, strict=True)]

    def _columns(self, line: "VerificationLine") -> tuple[str, ...]:
        """How far it is, its verdict, its state, and the day it was touched last."""
        told = self.words("issuing.forked" if line.forks else f"state.{line.state}")
        state = f"→ {line.followed_as}" if line.followed_as else told
        return f"{line.answered}/{line.total}", line.counting, state, written(local_date(moment(line.touched_at)).isoformat())

    def _line(self, line: "VerificationLine", row: tuple[str, ...]) -> Line:
        is_full, is_back = line.answered == line.total, line.state == "returned" and not line.followed_as
        progress, verdict, state, day = row
        right = (
            (f"{progress}  {verdict}  " if verdict else f"{progress}  ", Tone.GOOD if is_full else Tone.ACCENT),
            (f"{state}  ", Tone.WARN if is_back or line.forks else Tone.MUTED),
            (day, Tone.MUTED),
        )
        name = f"{self.words('sheet.second')}: {line.agency_name}" if line.is_second else line.agency_name
        return Line(line.id, left=((f"{cropped(shown(line.round), _ROUND_WIDTH)}  ", Tone.MUTED),), text=name, right=right)

    def why_not(self, command: Command) -> Refusal | None:
        """Nothing here needs the desk to be open already."""
        return None if command.verb else super().why_not(command)

    def action_resume(self) -> None:
        """Open the highlighted verification at its last gap."""
        key = self.query_one(Lines).key
        if key is None:
            self.action_door("agencies")
        elif key.startswith(tasks.KEY):
            self.house.when_ready(lambda: tasks.begin(self, self._tasks, key))
        else:
            self.house.when_ready(lambda: self.go("sheet", verification=key))

    def action_export(self) -> None:
        """Write the verdict file of the highlighted verification."""
        key = self._begun
        if key is not None:
            self.house.when_ready(lambda: self._export(key))

    def _export(self, verification: str) -> None:
        from screens.handing_out import export

        export(self, verification)

    @property
    def _begun(self) -> str | None:
        """The highlighted verification; where it is none, that is said."""
        key = self.query_one(Lines).key
        if key is None or key.startswith(tasks.KEY):
            self.say("start.empty" if key is None else "start.not_begun")
            return None
        return key

    def action_discard(self) -> None:
        """Take away the highlighted verification, begun by mistake."""
        key = self._begun
        line = None if key is None else self._row(key)
        if line is not None:
            self.house.when_ready(lambda: self._discard(line))

    def _discard(self, line: "VerificationLine") -> None:
        from models.desk import verifications
        from screens.dialogs import Confirm

        def replied(reply: bool | None) -> None:
            if reply and self.do(verifications.discard, line.id) is not None:
                self.load()
                self.draw()
                self.say("start.discarded", agency=line.agency_name, round=line.round)

        if self.guarded(lambda: self.desk.ask(verifications.require_empty, line.id) is None):
            self.app.push_screen(Confirm(self.words, self.words("start.discard", agency=line.agency_name, round=line.round)), replied)

    def action_note_down(self) -> None:
        """Write a loose note for the highlighted verification."""
        key = self._begun
        line = None if key is None else self._row(key)
        if line is not None:
            from screens.noting_down import write_loose

            told = self.words("loose.new_title", agency=line.agency_name)
            self.house.when_ready(lambda: write_loose(self, line.id, told))

    def action_submitting(self) -> None:
        """See what blocks the submission of the highlighted verification, and submit."""
        key = self._begun
        if key is not None:
            self.house.when_ready(lambda: self.go("submitting", verification=key))

    def action_worksheet(self) -> None:
        """Write the worksheet of the highlighted verification, for colleagues to fill in."""
        key = self._begun
        if key is not None:
            self.house.when_ready(lambda: self._worksheet(key))

    def _worksheet(self, verification: str) -> None:
        from models.desk import worksheets
        from screens.handing_out import write

        write(self, "worksheet.is_written", lambda: self.desk.ask(worksheets.file, verification, self.words.language))

    def action_export_all(self) -> None:
        """Write the verdict files of all that have a verdict."""
        self.house.when_ready(self._export_all)

    def _export_all(self) -> None:
        from models.desk import verifications
        from screens.handing_out import export_all

        mine = self.look_up(verifications.mine) or ()
        wanted = (line for line in mine if self._state in ("", line.state) and line.verdict and not (line.is_second or line.followed_as))
        export_all(self, sorted(wanted, key=lambda line: line.state != "returned"))

    def action_state(self) -> None:
        """List only those of the next state in which there is one, at last all again."""
        self.house.when_ready(self._next_state)

    def _next_state(self) -> None:
        known, lines = ["", *self._states], self.query_one(Lines)
        self._chosen_state = known[(known.index(self._state) + 1) % len(known)]
        # Whoever only looked through them stands at the end where they stood before.
        self._stood = self._stood if lines.key == self._came else lines.key or ""
        self.draw_title()
        self.fill(self._stood)
        self.draw_keys()
        self._came = lines.key or ""
        from screens.mine import count_behind

        count_behind(self, self._state, self._say_how_many)

    def _say_how_many(self, state: str, count: int, of: int) -> None:
        if state != self._state:
            return
        if state:
            self.say("start.only", state=self.words(f"state.{state}"), count=count, of=of)
        else:
            self.say("start.all", of=of)
