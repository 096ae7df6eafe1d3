"""Two documents of one verification that are current side by side: what differs, and which of two verdicts is kept."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from models.desk import issued, keeping, reading
from models.documents.differences import Difference, differences
from models.documents.verified import Verified
from models.errors import Refusal
from models.issuance import Revision, Standing
from models.moments import moment, written
from models.rules.permissions import Standing as Permitted
from models.text import shown
from models.views import Sheet
from screens import issuing_acts
from screens.commands import FORKING, Command, bindings
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_NARROWEST = 18
"""Least cells of each of the two columns."""


class ForkingScreen(PreviewScreen):
    """Both sides of a fork, line by line."""

    KEYS = FORKING
    HELP_ID = "forking"
    BINDINGS: ClassVar[list[BindingType]] = bindings(FORKING)

    def __init__(self, verification: str) -> None:
        super().__init__()
        self._verification = verification
        self._sheet: Sheet
        self._found: Standing
        self._pair = 0
        self._differences: tuple[Difference, ...] = ()

    def load(self) -> None:
        """Read both sides."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self._found = self.desk.ask(issued.standing, self._verification)
        documents = [self.desk.ask(keeping.parsed, each.digest) for each in self._sides]
        verified = [each for each in documents if isinstance(each, Verified)]
        self._differences = differences(*verified) if len(verified) == 2 else ()

    @property
    def _pairs(self) -> list[tuple[Revision, Revision]]:
        """The documents of one kind, two and two; verdicts first."""
        found = []
        for kind in ("verdict", "submission"):
            alike = [each for each in self._found.forks if each.kind == kind]
            found += [(first, second) for place, first in enumerate(alike) for second in alike[place + 1 :]]
        return found

    @property
    def _sides(self) -> tuple[Revision, ...]:
        pairs = self._pairs
        return pairs[self._pair % len(pairs)] if pairs else ()

    def heading(self) -> tuple[str, str]:
        """Whose they are, and how many fields differ."""
        named = {"agency": self._sheet.agency.name, "round": self._sheet.round}
        return self.words("forking.title", **named), self.words.count("diff.found", len(self._differences))

    def standing(self) -> Permitted:
        """Whose verification it is and its state."""
        return self._sheet.standing

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: only of verdicts one is kept, and only where there are more pairs one goes on."""
        if self._is_loaded and command.action == "keep" and (not self._sides or self._sides[0].kind != "verdict"):
            return Refusal("forks.submission" if self._sides else "forks.none")
        if self._is_loaded and command.action == "next" and len(self._pairs) < 2:
            return Refusal("forks.one_pair" if self._sides else "forks.none")
        return super().why_not(command)

    def on_resize(self) -> None:
        """Give both columns what room there is now."""
        if self._is_loaded:
            self.fill()

    def fill(self) -> None:
        """Write both sides anew."""
        width = max(_NARROWEST, (self.size.width - 30) // 2)
        lines = [
            Line(f"side.{number}", left=((f"{number}  ", Tone.ACCENT),), text=self._side(each), selectable=True)
            for number, each in enumerate(self._sides, 1)
        ]
        if self._sides:
            told = "forking.same" if not self._differences else "forking.differs"
            lines.append(Line("heading", text=self.words(told), tone=Tone.HEADING, selectable=False))
        for number, each in enumerate(self._differences):
            label = f"{each.place} {self.words.of(each.changed.label)}".strip()
            told_ = [cropped(shown(" ".join(self.said(value).split())), width - 2) for value in (each.changed.here, each.changed.there)]
            right = ((f"{told_[0]:<{width}}", Tone.PLAIN), (f"{told_[1]:<{width}}", Tone.WARN))
            lines.append(Line(f"{number}", text=label, right=right))
        found = self.query_one(Lines)
        found.empty = self.words("refusal.forks.none")
        found.show(lines)
        self.draw_pane()

    def _side(self, each: Revision) -> str:
        when = self.words.moment(moment(each.at)) if each.at else ""
        said = {"kind": self.words(f"forking.{each.kind}"), "person": each.person, "moment": when, "digest": each.digest[:16]}
        return f"{self.words('forking.side', **said)} {each.verdict}".strip()

    def told(self, key: str) -> Iterator[Paragraph]:
        """Both values in full, or the reason a side gives."""
        if key.startswith("side."):
            each = self._sides[int(key.removeprefix("side.")) - 1]
            yield Paragraph(self._side(each), tone=Tone.HEADING)
            if each.reason:
                yield Paragraph(each.reason, label=self.words("reason.label"))
            if each.valid_until:
                yield Paragraph(written(each.valid_until), label=self.words("issue.valid_until"))
            yield Paragraph(self.words("forking.how" if each.kind == "verdict" else "refusal.forks.submission"), tone=Tone.MUTED)
        elif key.isdigit():
            found = self._differences[int(key)]
            yield Paragraph(f"{found.place} {self.words.of(found.title)}".strip(), tone=Tone.HEADING, limit=2)
            yield Paragraph(self.said(found.changed.here), label="1")
            yield Paragraph(self.said(found.changed.there), label="2")

    def action_keep(self, number: int) -> None:
        """Amend with this side kept, which is put in the place of all."""
        if self.may("keep"):
            issuing_acts.amend(self, self._sheet, self._found, self._sides[number - 1].digest)

    def action_next(self) -> None:
        """See the next pair, where more than two stand side by side."""
        if self.may("next"):
            self._pair += 1
            self.renewed()
