"""What the supervisor issues: verifications that were approved, issued or withdrawn, narrowed by what is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import BindingType

from models.desk import decided, issued, supervised
from models.errors import Refusal
from models.explanation import plenary_said
from models.fields import Field, Option
from models.issuance import IssueLine, Narrowed
from models.register import TYPES
from models.text import shown
from screens import issuing_acts
from screens.commands import ISSUING, Command, bindings
from screens.handing_out import export_all, how_to_export
from screens.plenary_acts import begin
from screens.previewing import PreviewScreen
from screens.telling import STATE_TONES
from screens.widgets.drawing import Columns, Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph
from screens.widgets.rows import Parts
from screens.widgets.windows import ENOUGH, Source, Window

_FILTERS: Final = ("text", "state", "type", "region", "round")
_ANY: Final = "*"


class IssuingScreen(PreviewScreen):
    """Verifications with their verdict: one or many are issued, and their files handed out."""

    KEYS = ISSUING
    HELP_ID = "issuing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ISSUING)

    def __init__(self) -> None:
        super().__init__()
        self._marked: set[str] = set()
        self._filter = Narrowed()
        self._windows: dict[str, Window[IssueLine]] = {}
        """What is listed of each state, what can be issued first."""
        self._parts, self._aligned = Parts(), Columns()

    def load(self) -> None:
        """Read what was approved or issued."""
        self._marked = self.desk.ask(supervised.still, self._marked)
        self._aligned = Columns()
        self._windows = {state: self._window(self._filter, state) for state in supervised.states(self._filter)}
        self._parts = Parts(*self._windows.values())

    def _window(self, narrowed: Narrowed, state: str) -> Window[IssueLine]:
        ask = self.desk.ask
        return Window(
            Source(
                read=lambda span: ask(supervised.page, narrowed, state, span),
                count_of=lambda before, most: ask(supervised.count, narrowed, state, before, most),
                one=lambda id_: ask(supervised.one, narrowed, state, id_),
                mark=lambda line: (line.touched_at, line.id),
                told=self._told,
            )
        )

    def _told(self, lines: Sequence[IssueLine]) -> list[list[Line]]:
        rows = self._aligned.of([self._columns(line) for line in lines])
        return [[self._line(line, row)] for line, row in zip(lines, rows, strict=True)]

    def _has(self, *states: str) -> bool:
        """Whether one in one of these states is listed."""
        return any(len(window) for state, window in self._windows.items() if state in states)

    def _every(self, *states: str) -> tuple[IssueLine, ...]:
        """All that are listed in these states."""
        return self.look_up(supervised.every, self._filter, states) or ()

    def _of_marked(self) -> list[IssueLine]:
        """Those that are listed and marked."""
        return list(self.look_up(supervised.every, self._filter, ("approved",), self._marked) or ()) if self._marked else []

    def heading(self) -> tuple[str, str]:
        """How many there are of each state."""
        counted = {state: self._windows[state].said if state in self._windows else "0" for state in issued.STATES}
        return self.words("issuing.title"), self.words("issuing.counted", **counted)

    @on(Lines.Counted)
    def _count(self) -> None:
        """Say how many there are as soon as that is known."""
        self.draw_title()

    def fill(self) -> None:
        """Write the list anew."""
        found = self.query_one(Lines)
        found.empty = self.words("issuing.none" if self._filter == Narrowed() else "issuing.none_such")
        for window in self._windows.values():
            window.tell()
        self._parts.align()
        found.show(self._parts)
        self.draw_pane()

    def _columns(self, line: IssueLine) -> tuple[str, ...]:
        """That it is forked or crossed, its verdict or why it has none yet, its state, and its round."""
        verdict = line.verdict
        if self._is_put_off(line) and line.decided is not None:
            verdict = self.words("issuing.in_plenary" if line.decided.is_open else "plenary.postponed")
        marks = {"forked": line.forks, "crossed_short": line.is_crossed, "doubled": line.is_doubled, "overtaken": line.is_overtaken}
        mark = next((self.words(f"issuing.{name}") for name, is_so in marks.items() if is_so), "")
        return mark, verdict, self.words(f"state.{line.state}"), cropped(shown(line.round), 12)

    def _is_put_off(self, line: IssueLine) -> bool:
        """Whether a plenary still has to decide on it."""
        return line.decided is not None and line.state == "approved" and not line.decided.verdict

    def _line(self, line: IssueLine, row: tuple[str, ...]) -> Line:
        mark = f"[{'x' if line.id in self._marked else ' '}] " if line.state == "approved" else "    "
        tones = (Tone.WARN, Tone.WARN if self._is_put_off(line) else Tone.PLAIN, STATE_TONES[line.state], Tone.MUTED)
        right = tuple((f"  {text}" if text else "", tone) for text, tone in zip(row, tones, strict=True))
        return Line(line.id, left=((mark, Tone.ACCENT),), text=line.agency_name, right=right)

    def told(self, key: str) -> Iterator[Paragraph]:
        """Whose verification it is, and what is to be known before it is opened."""
        line: IssueLine | None = self._parts.row(key)
        if line is None:
            return
        region = f" · {line.region}" if line.region and line.region != line.agency_name else ""
        yield Paragraph(f"{line.agency_name}, {line.round}", tone=Tone.HEADING, limit=2)
        yield Paragraph(f"{line.agency} · {self.words(f'type.{line.type}')}{region}", tone=Tone.MUTED)
        yield Paragraph(line.verifier, label=self.words("role.verifier"))
        if line.forks:
            yield Paragraph(self.words("issuing.forked_why", count=line.forks), tone=Tone.WARN)
        if line.is_crossed:
            yield Paragraph(self.words("issuing.crossed_why"), tone=Tone.WARN, limit=2)
        if line.is_doubled:
            yield Paragraph(self.words("issuing.doubled_why"), tone=Tone.WARN, limit=2)
        if line.is_overtaken:
            yield Paragraph(self.words("issuing.overtaken_why", person=line.verifier), tone=Tone.WARN, limit=2)
        if line.decided is not None and line.state == "approved":
            tone = Tone.PLAIN if line.decided.verdict else Tone.WARN
            yield Paragraph(plenary_said(self.words, line.decided, line.decided.decision), tone=tone, limit=2)
        if line.is_own_approval and line.state == "approved":
            yield Paragraph(self.words("issuing.own_approval"), tone=Tone.WARN)
        if self._marked:
            yield Paragraph(self.words.count("issuing.marked", len(self._marked)), tone=Tone.ACCENT)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is issued is approved, and what is opened is there."""
        if self._is_loaded and command.action in ("issue", "mark", "mark_all") and not self._has("approved"):
            return Refusal("issue.none_approved")
        if self._is_loaded and command.action == "open" and not len(self._parts):
            return Refusal("issue.none_approved")
        if self._is_loaded and command.action == "export" and not self._has("issued", "withdrawn"):
            return Refusal("export.none_issued")
        return super().why_not(command)

    @property
    def _current(self) -> IssueLine | None:
        found: IssueLine | None = self._parts.row(self.query_one(Lines).key or "")
        return found

    def action_open(self) -> None:
        """See everything of the highlighted one."""
        line = self._current
        if line is None:
            self.say("issuing.none")
        else:
            self.go("issue", verification=line.id)

    def action_mark(self) -> None:
        """Mark the highlighted one to be issued, or not."""
        line = self._current
        if line is None or line.state != "approved":
            self.say("issuing.not_approved")
            return
        self._marked ^= {line.id}
        self.fill()

    def action_mark_all(self) -> None:
        """Mark all that are listed and can be issued, or none; what a plenary has or put off cannot."""
        listed = {line.id for line in self._every("approved") if line.decided is None or line.decided.verdict}
        if not listed:
            self.say("issuing.not_approved")
            return
        self._marked = self._marked - listed if listed <= self._marked else self._marked | listed
        self.fill()

    def action_issue(self) -> None:
        """Issue those that are listed and marked, else the highlighted one."""
        line = self._current
        marked = self._of_marked()
        wanted = marked or ([line] if line is not None and line.state == "approved" else [])
        if wanted:
            issuing_acts.issue(self, wanted)
        else:
            self.say("issuing.not_approved")

    def action_export(self) -> None:
        """Write the files of all that are listed, with what they rest on or without."""
        found = self._every("issued", "withdrawn")
        how_to_export(self, len(found), lambda complete: export_all(self, found, complete=complete))

    def action_plenary(self) -> None:
        """Make a plenary of those that are listed and marked, else of all that are listed and wait for one."""
        if not self.may("plenary"):
            return
        waiting = self.look_up(decided.waiting)
        if waiting is None:
            return
        listed = {each.id for each in self._every("approved")}
        # In the order of their names; what was decided before and is marked comes before the leaders once more.
        again = [each.id for each in self._of_marked() if each.id not in waiting]
        wanted = [id_ for id_ in waiting if id_ in listed and (id_ in self._marked or not self._marked & listed)] + again
        if wanted:
            begin(self, wanted)
        else:
            self.refuse(Refusal("plenary.none_waiting"))

    def action_plenaries(self) -> None:
        """See the plenaries."""
        self.go("plenaries")

    def action_filter(self) -> None:
        """Narrow the list by what is typed, state, type, region and round."""
        told: dict[str, Callable[[str], str]] = {
            "state": lambda key: self.words(f"state.{key}"),
            "type": lambda key: self.words(f"type.{key}"),
        }
        fields = [Field("text", self.words("issuing.filter.text"), value=self._filter.text)]
        offered = self.look_up(supervised.offered)
        if offered is None:
            return
        for name in _FILTERS[1:]:
            order = (*issued.STATES, *TYPES)
            keys = sorted(offered[name], key=lambda key: (order.index(key) if key in order else len(order), key))
            options = (Option(_ANY, self.words("issuing.filter.any")), *(Option(key, told.get(name, str)(key)) for key in keys))
            value = getattr(self._filter, name) or _ANY
            label = self.words(f"issuing.filter.{name}")
            fields.append(Field(name, label, kind="choice", value=value if value in keys else _ANY, options=options))
        self.ask(self.words("issuing.filter"), tuple(fields), "", dict, self._narrowed)

    def _narrowed(self, values: Mapping[str, str]) -> None:
        self._filter = Narrowed(**{name: "" if value == _ANY else value for name, value in values.items()})
        self.load()
        self.draw()
        few = sum(map(len, self._windows.values())) if self._parts.is_counted else f"{ENOUGH}+"
        self.say("issuing.all" if self._filter == Narrowed() else "issuing.narrowed", count=few)
