"""The checklists known here, several versions side by side: what each is, how it stands, and how much rests on it."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import BindingType

from models.desk import checklists
from models.rules.checklist import Checklist
from models.versions import KnownChecklist
from screens.checklist_acts import ChecklistActs
from screens.commands import CHECKLISTS, bindings
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_SHORT = 16
"""How many digits of a digest are told."""


class ChecklistsScreen(PreviewScreen, ChecklistActs):
    """Every checklist, the newest rules first."""

    KEYS = CHECKLISTS
    HELP_ID = "checklists"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CHECKLISTS)

    def __init__(self, at: str = "") -> None:
        """`at` is the digest of the one to begin with."""
        super().__init__()
        self._first = at
        self._known: Mapping[str, KnownChecklist] = {}

    def load(self) -> None:
        """Read what is known here."""
        self._known = {line.digest: line for line in self.desk.ask(checklists.lines)}

    def begin(self) -> None:
        """Open at the one that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """What is here, and how many there are."""
        return self.words("checklists.title"), self.words.count("checklists.count", len(self._known))

    def fill(self) -> None:
        """Write the list anew."""
        self.query_one(Lines).show([self._line(known) for known in self._known.values()])
        self.draw_pane()

    def _line(self, known: KnownChecklist) -> Line:
        used = self.words("checklists.used", rounds=known.rounds, verifications=known.verifications)
        tone = Tone.MUTED if known.is_fixed else Tone.WARN
        right = ((f"{self.words(f'checklists.standing.{known.standing}')}  ", tone), (used, Tone.MUTED))
        return Line(known.digest, left=((f"{known.name:<16}  ", Tone.ACCENT),), text=self.words.of(known.title), right=right)

    def told(self, key: str) -> Iterator[Paragraph]:
        """What the highlighted one is, how it stands, and what rests on it."""
        known = self._known.get(key)
        if known is None:
            return
        since, until = (self._date(text) for text in (known.valid_from, known.valid_to))
        yield Paragraph(f"{known.name} · {self.words.of(known.title)}", tone=Tone.HEADING)
        items = self.words.count("checklist.items", known.items)
        yield Paragraph(self.words("checklists.holds", areas=known.areas, items=items, since=since, until=until))
        yield Paragraph(self.words(f"checklists.means.{known.standing}", publisher=known.publisher))
        yield Paragraph(self.words("checklists.rests", rounds=known.rounds, verifications=known.verifications))
        yield Paragraph(known.digest[:_SHORT], label=self.words("checklists.digest"), tone=Tone.MUTED)

    def _date(self, text: str) -> str:
        return self.words.day(text) or self.words("rounds.until_replaced")

    def here(self) -> Checklist | None:
        """The highlighted checklist."""
        key = self.query_one(Lines).key
        return None if key is None else self.look_up(checklists.named, key)

    def action_show(self) -> None:
        """Open the highlighted checklist."""
        key = self.query_one(Lines).key
        if key is not None:
            self.go("checklist", checklist=key)

    def action_take(self) -> None:
        """Take a checklist in from a file."""
        if self.may("take"):
            from screens.checklist_file import choose

            choose(self)
