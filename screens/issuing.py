"""What the supervisor issues: verifications that were approved, issued or withdrawn, narrowed by what is asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import decided, issued
from models.errors import Refusal
from models.explanation import plenary_said
from models.fields import Field, Option
from models.issuance import IssueLine
from models.register import TYPES
from models.text import folded, shown
from screens import issuing_acts
from screens.commands import ISSUING, Command, bindings
from screens.handing_out import export_all, how_to_export
from screens.plenary_acts import begin
from screens.previewing import PreviewScreen
from screens.telling import STATE_TONES
from screens.widgets.drawing import Tone, columns, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_FILTERS: Final = ("text", "state", "type", "region", "round")
_ANY: Final = "*"


class IssuingScreen(PreviewScreen):
    """Verifications with their verdict: one or many are issued, and their files handed out."""

    KEYS = ISSUING
    HELP_ID = "issuing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ISSUING)

    def __init__(self) -> None:
        super().__init__()
        self._every: dict[str, IssueLine] = {}
        self._marked: set[str] = set()
        self._filter: Mapping[str, str] = {}

    def load(self) -> None:
        """Read what was approved or issued."""
        self._every = {line.id: line for line in self.desk.ask(issued.lines)}
        self._marked = {id_ for id_ in self._marked if id_ in self._every and self._every[id_].state == "approved"}

    @property
    def _shown(self) -> list[IssueLine]:
        """The lines that the filter leaves, what can be issued first."""
        found = [line for line in self._every.values() if self._is_wanted(line)]
        return sorted(found, key=lambda line: issued.STATES.index(line.state))

    def _is_wanted(self, line: IssueLine) -> bool:
        asked = {name: value for name, value in self._filter.items() if value not in ("", _ANY)}
        typed = folded(asked.pop("text", "")).split()
        text = folded(f"{line.agency_name} {line.agency} {line.round} {line.verifier} {line.verdict}")
        return all(part in text for part in typed) and all(getattr(line, name) == value for name, value in asked.items())

    def heading(self) -> tuple[str, str]:
        """How many there are of each state."""
        found = self._shown
        counted = {state: sum(line.state == state for line in found) for state in issued.STATES}
        return self.words("issuing.title"), self.words("issuing.counted", **counted)

    def fill(self) -> None:
        """Write the list anew."""
        found = self.query_one(Lines)
        found.empty = self.words("issuing.none_such" if self._every else "issuing.none")
        rows = columns([self._columns(line) for line in self._shown])
        found.show([self._line(line, row) for line, row in zip(self._shown, rows, strict=True)])
        self.draw_pane()

    def _columns(self, line: IssueLine) -> tuple[str, ...]:
        """That it is forked, its verdict or why it has none yet, its state, and its round."""
        verdict = line.verdict
        if self._is_put_off(line) and line.decided is not None:
            verdict = self.words("issuing.in_plenary" if line.decided.is_open else "plenary.postponed")
        forked = self.words("issuing.forked") if line.forks else ""
        return forked, verdict, self.words(f"state.{line.state}"), cropped(shown(line.round), 12)

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
        line = self._every.get(key)
        if line is None:
            return
        region = f" · {line.region}" if line.region and line.region != line.agency_name else ""
        yield Paragraph(f"{line.agency_name}, {line.round}", tone=Tone.HEADING, limit=2)
        yield Paragraph(f"{line.agency} · {self.words(f'type.{line.type}')}{region}", tone=Tone.MUTED)
        yield Paragraph(line.verifier, label=self.words("role.verifier"))
        if line.forks:
            yield Paragraph(self.words("issuing.forked_why", count=line.forks), tone=Tone.WARN)
        if line.decided is not None and line.state == "approved":
            tone = Tone.PLAIN if line.decided.verdict else Tone.WARN
            yield Paragraph(plenary_said(self.words, line.decided, line.decided.decision), tone=tone, limit=2)
        if line.is_own_approval and line.state == "approved":
            yield Paragraph(self.words("issuing.own_approval"), tone=Tone.WARN)
        if self._marked:
            yield Paragraph(self.words.count("issuing.marked", len(self._marked)), tone=Tone.ACCENT)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is issued is approved, and what is opened is there."""
        if (
            self._is_loaded
            and command.action in ("issue", "mark", "mark_all")
            and not any(line.state == "approved" for line in self._shown)
        ):
            return Refusal("issue.none_approved")
        if self._is_loaded and command.action == "open" and not self._shown:
            return Refusal("issue.none_approved")
        if self._is_loaded and command.action == "export" and all(line.state == "approved" for line in self._shown):
            return Refusal("export.none_issued")
        return super().why_not(command)

    @property
    def _current(self) -> IssueLine | None:
        return self._every.get(self.query_one(Lines).key or "")

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
        listed = {line.id for line in self._shown if line.state == "approved" and (line.decided is None or line.decided.verdict)}
        self._marked = self._marked - listed if listed <= self._marked else self._marked | listed
        self.fill()

    def action_issue(self) -> None:
        """Issue those that are listed and marked, else the highlighted one."""
        line = self._current
        marked = [each for each in self._shown if each.id in self._marked]
        wanted = marked or ([line] if line is not None and line.state == "approved" else [])
        if wanted:
            issuing_acts.issue(self, wanted)
        else:
            self.say("issuing.not_approved")

    def action_export(self) -> None:
        """Write the files of all that are listed, with what they rest on or without."""
        found = [line for line in self._shown if line.state != "approved"]
        how_to_export(self, len(found), lambda complete: export_all(self, found, complete=complete))

    def action_plenary(self) -> None:
        """Make a plenary of those that are listed and marked, else of all that are listed and wait for one."""
        if not self.may("plenary"):
            return
        waiting = self.look_up(decided.waiting)
        if waiting is None:
            return
        listed = {each.id for each in self._shown}
        # In the order of their names; what was decided before and is marked comes before the leaders once more.
        again = [each.id for each in self._shown if each.id in self._marked and each.id not in waiting]
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
        fields = [Field("text", self.words("issuing.filter.text"), value=self._filter.get("text", ""))]
        for name in _FILTERS[1:]:
            found = {getattr(line, name) for line in self._every.values()} - {""}
            order = (*issued.STATES, *TYPES)
            keys = sorted(found, key=lambda key: (order.index(key) if key in order else len(order), key))
            options = (Option(_ANY, self.words("issuing.filter.any")), *(Option(key, told.get(name, str)(key)) for key in keys))
            value = self._filter.get(name, _ANY)
            label = self.words(f"issuing.filter.{name}")
            fields.append(Field(name, label, kind="choice", value=value if value in keys else _ANY, options=options))
        self.ask(self.words("issuing.filter"), tuple(fields), "", dict, self._narrowed)

    def _narrowed(self, values: Mapping[str, str]) -> None:
        self._filter = values
        self.draw()
        told = [value for value in values.values() if value not in ("", _ANY)]
        self.say("issuing.narrowed" if told else "issuing.all", count=len(self._shown))
