"""The start screen: what is mine to do. It paints from one small read, before the desk is open."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from models.errors import Refusal
from models.moments import moment
from models.views import Profile, VerificationLine
from screens.base import HouseScreen
from screens.commands import START, Command, bindings
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines


class StartScreen(HouseScreen):
    """My verifications, the one touched last first."""

    KEYS = START
    HELP_ID = "start"
    BINDINGS: ClassVar[list[BindingType]] = bindings(START)
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = "StartScreen Lines { height: 1fr; }"

    def __init__(self, profile: Profile, mine: tuple[VerificationLine, ...]) -> None:
        super().__init__()
        self._profile, self._mine = profile, mine

    def body(self) -> ComposeResult:
        """Give the list."""
        with Container(classes="body"):
            yield Lines()

    def load(self) -> None:
        """Read what is mine to do; until the desk is open the screen shows what it was given."""
        if self.house.is_ready:
            from models.desk import verifications

            self._mine = self.desk.ask(verifications.mine)

    def heading(self) -> tuple[str, str]:
        """The program, and who works with it."""
        role = self.words(f"role.{self._profile.role}")
        region = f" · {self._profile.region}" if self._profile.region else ""
        return self.words("start.title"), f"{self._profile.name} · {role}{region}"

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("start.empty")
        lines.show([self._line(line) for line in self._mine])

    def _line(self, line: VerificationLine) -> Line:
        is_full = line.answered == line.total
        progress = f"{line.answered}/{line.total}"
        verdict = f"  {line.verdict}" if line.verdict else ""
        touched = self.words.moment(moment(line.touched_at))
        right = (
            (f"{progress}{verdict}", Tone.GOOD if is_full else Tone.ACCENT),
            (f"  {self.words(f'state.{line.state}')}  {touched}", Tone.MUTED),
        )
        return Line(line.id, left=((f"{line.round}  ", Tone.MUTED),), text=line.agency_name, right=right)

    def why_not(self, command: Command) -> Refusal | None:  # noqa: ARG002 - asked of every screen alike
        """Nothing here needs the desk to be open already."""
        return None

    def action_resume(self) -> None:
        """Open the highlighted verification at its last gap."""
        key = self.query_one(Lines).key
        if key is None:
            self.action_agencies()
        else:
            self.house.when_ready(lambda: self.go("sheet", verification=key))

    def action_agencies(self) -> None:
        """Choose an agency."""
        self.house.when_ready(lambda: self.go("agencies"))

    def action_search(self) -> None:
        """Search everything that was typed."""
        self.house.when_ready(lambda: self.go("search"))

    def action_rounds(self) -> None:
        """See the rounds and choose one."""
        self.house.when_ready(lambda: self.go("rounds"))

    def action_language(self) -> None:
        """Change the language."""
        self.house.when_ready(self.house.switch_language)

    def action_export(self) -> None:
        """Write the verdict file of the highlighted verification."""
        self.house.when_ready(self._export)

    def _export(self) -> None:
        key = self.query_one(Lines).key
        if key is None:
            self.say("start.empty")
        else:
            self.export(key)

    def action_quit(self) -> None:
        """Leave the program; nothing is unsaved."""
        self.app.exit(0)
