"""Two versions of a checklist side by side: what differs, thing by thing, with the text of both."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from models.carryover_told import counted, differing, heading, label, moved
from models.desk import checklists
from models.rules.carryover import Change, Kind, compared
from models.rules.checklist import Checklist
from screens.commands import COMPARISON, bindings
from screens.dialogs import Tell
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_TONES: Final = {Kind.EQUAL: Tone.MUTED, Kind.CHANGED: Tone.WARN, Kind.NEW: Tone.GOOD, Kind.GONE: Tone.BAD}


class ComparisonScreen(PreviewScreen):
    """What differs between two checklists."""

    KEYS = COMPARISON
    HELP_ID = "comparison"
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMPARISON)

    def __init__(self, first: str, second: str) -> None:
        """Both by their digests; `first` is the one of which `second` is told."""
        super().__init__()
        self._digests = (first, second)
        self._old: Checklist
        self._new: Checklist
        self._counted: Mapping[Kind, int] = {}
        self._changes: Mapping[str, Change] = {}

    def load(self) -> None:
        """Compare them."""
        self._old, self._new = (self.desk.ask(checklists.named, digest) for digest in self._digests)
        found = compared(self._old, self._new)
        self._counted = counted(found)
        self._changes = {f"{change.section}/{change.key}": change for change in found if not change.is_untouched}

    def heading(self) -> tuple[str, str]:
        """Which two, and how many items differ."""
        title = f"{self._old.name} → {self._new.name}"
        return title, self.words("comparison.counted", **{kind.value: count for kind, count in self._counted.items()})

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("comparison.none")
        lines.show([self._line(key, change) for key, change in self._changes.items()])
        self.draw_pane()

    def _line(self, key: str, change: Change) -> Line:
        kind = self.words("versions.same_meaning" if change.kind is Kind.EQUAL else f"versions.kind.{change.kind}")
        right = ((f"  {moved(self.words, change)}", Tone.MUTED),) if change.is_moved else ()
        left = ((f"{kind:<14}", _TONES[change.kind]),)
        return Line(key, left=left, text=heading(self.words, change, self._old, self._new), right=right)

    def told(self, key: str) -> Iterator[Paragraph]:
        """What the thing under the cursor says in the one and in the other."""
        change = self._changes.get(key)
        if change is None:
            return
        yield Paragraph(heading(self.words, change, self._old, self._new), tone=Tone.HEADING)
        if change.is_moved:
            yield Paragraph(moved(self.words, change), tone=Tone.MUTED)
        if change.kind in (Kind.NEW, Kind.GONE):
            yield Paragraph(self.words(f"comparison.only.{change.kind}"), tone=_TONES[change.kind])
        called = [each.version if self._old.version != self._new.version else each.name for each in (self._old, self._new)]
        for part in change.parts:
            before, after = differing(self.words, part)
            if named := label(self.words, part):
                yield Paragraph(named, tone=Tone.WARN if part.is_meaning else Tone.HEADING)
            yield Paragraph(before, label=f"{called[0]}:", tone=Tone.MUTED)
            yield Paragraph(after, label=f"{called[1]}:")

    def action_read(self) -> None:
        """Read all that differs in the thing under the cursor."""
        key = self.query_one(Lines).key
        if key is None:
            self.say("comparison.none")
        else:
            self.app.push_screen(Tell(self.words, key.rpartition("/")[2], "\n".join(map(str, self.told(key)))))

    def action_turn(self) -> None:
        """Tell the first of the second instead."""
        self._digests = (self._digests[1], self._digests[0])
        self.renewed()
