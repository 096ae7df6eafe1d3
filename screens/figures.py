"""The figures: what is counted and what others stated, one board; any number opens the agencies behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import cohorts, figures, recaps
from models.desk.freeze import Frozen
from models.figures_board import PARTS, Cell, Entry, board, named
from models.figures_moved import with_moved
from models.figures_told import how, recap, scope
from models.moments import local_date, now
from models.rules.checklist import Checklist
from models.rules.figures import Figures
from models.rules.movement import Movement
from models.rules.results import EVERYTHING, Filter
from screens import cohorting
from screens.commands import FIGURES, bindings
from screens.dialogs import Tell
from screens.figures_telling import lines, place
from screens.handing_out import write
from screens.previewing import PreviewScreen
from screens.reports import choose_report
from screens.widgets.drawing import Tone
from screens.widgets.lines import Lines
from screens.widgets.pane import Paragraph

_LAST: Final = 99
"""A column beyond all: the line itself."""


class FiguresScreen(PreviewScreen):
    """The board of figures of what a filter chooses."""

    KEYS = FIGURES
    HELP_ID = "figures"
    BINDINGS: ClassVar[list[BindingType]] = bindings(FIGURES)
    DEFAULT_CSS = """
    FiguresScreen {
        Pane { height: 6; }
        &.-low Pane { height: 4; }
        &.-high Pane { height: 8; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._filter = EVERYTHING
        self._figures: Figures
        self._moved: Movement
        self._checklists: Mapping[str, Checklist] = {}
        self._was_left = False
        self._entries: dict[str, Entry] = {}
        self._column = _LAST

    def load(self) -> None:
        """Count what the filter chooses; one whose cohort is no longer here chooses everything again."""
        if self._filter.cohort and self._filter.cohort not in {each.name for each in self.desk.ask(cohorts.lines)}:
            self._filter = replace(self._filter, cohort="")
        self._figures, self._moved = self.desk.ask(recaps.told, self._filter)
        self._checklists = self.desk.ask(figures.checklists, self._figures)

    def reload(self) -> None:
        """Count anew after another screen, not after a dialog: of ten thousand results that is felt."""
        if self._was_left:
            self._was_left = False
            self.load()

    def go(self, route: str, then: str = "", /, **ids: object) -> None:
        """Ask the application for another screen, which may change what is counted."""
        self._was_left = True
        super().go(route, then, **ids)

    def heading(self) -> tuple[str, str]:
        """What is looked at, and how many agencies that is."""
        return self.words(
            "board.title"
        ), f"{scope(self.words, self._figures.filter)}: {self.words.count('figure.agencies', len(self._figures.agencies))}"

    def fill(self) -> None:
        """Write the board anew, in the language of now."""
        entries = with_moved(self.words, board(self.words, self._figures, self._checklists), self._moved)
        self._entries = {each.key: each for each in entries}
        self.query_one(Lines).empty = self.words("board.nothing")
        self.follow()

    def on_resize(self) -> None:
        """Give bars and columns what room there is now."""
        if self._is_loaded:
            self._draw_lines()

    def follow(self) -> None:
        """Mark the cell under the cursor, and show what is told of it."""
        self._draw_lines()
        self.draw_pane()

    def _draw_lines(self) -> None:
        listed = self.query_one(Lines)
        first = next(iter(self._entries), None)
        shown = lines(self.words, tuple(self._entries.values()), self.size.width, listed.key or first, self._column)
        listed.show(shown)

    @property
    def _here(self) -> Entry | None:
        return self._entries.get(self.query_one(Lines).key or "")

    def _cell(self, entry: Entry) -> Cell:
        return entry.cells[place(entry, self._column)]

    def _named(self, entry: Entry) -> str:
        return named(self.words, entry, place(entry, self._column))

    def told(self, key: str) -> Iterator[Paragraph]:
        """What the number under the cursor is, and how it was counted."""
        entry = self._entries.get(key)
        if entry is not None:
            cell = self._cell(entry)
            counted = Paragraph(how(self.words, entry.how), label=self.words("board.how"), tone=Tone.MUTED)
            more = map(Paragraph, cell.more or entry.more)
            yield Paragraph(f"{self._named(entry)}: {cell.text}", tone=Tone.HEADING, limit=2)
            # Of what others stated, who stated it when is asked before what stating means.
            yield from (*more, counted) if entry.how == "stated" else (counted, *more)

    def action_how(self) -> None:
        """Say in full how the number under the cursor was counted."""
        entry = self._here
        if entry is not None:
            text = "\n\n".join([how(self.words, entry.how), *([entry.said] if entry.said else []), *entry.more, self._apart()])
            self.app.push_screen(Tell(self.words, f"{self._named(entry)}: {self._cell(entry).text}", text))

    def _apart(self) -> str:
        """What is in no number, in one line."""
        named = ((self.words(f"figure.apart.{code}"), each.count) for code, each in self._figures.apart.items())
        return self.words("board.apart", apart=", ".join(f"{name} {count}" for name, count in named))

    def action_column(self, step: int) -> None:
        """Go to the next cell of the line."""
        entry = self._here
        if entry is None or len(entry.cells) == 1:
            self.say("board.one_cell")
            return
        self._column = min(max(place(entry, self._column) + step, 0), len(entry.cells) - 1)
        self.status.say("")
        self.follow()

    def action_part(self, step: int) -> None:
        """Go to the first line of the next part that has any, or of the one before."""
        entry = self._here
        if entry is None:
            return
        filled = [part for part in PARTS if any(each.part == part for each in self._entries.values())]
        part = filled[(filled.index(entry.part) + step) % len(filled)]
        listed = self.query_one(Lines)
        listed.move_to([key for key, each in self._entries.items() if each.part == part][-1])
        listed.move_to(next(key for key, each in self._entries.items() if each.part == part))
        self.status.say("")

    def action_open(self) -> None:
        """See the agencies behind the number, or where a stated one is from."""
        entry = self._here
        if entry is None:
            return
        cell = self._cell(entry)
        if cell.agencies:
            self.go("behind", title=self._named(entry), agencies=cell.agencies, chosen=self._filter)
        elif entry.how == "stated":
            self.action_how()
        else:
            self.say("board.nobody", figure=self._named(entry))

    def action_filter(self) -> None:
        """Choose what is looked at."""
        self.go("filtering", chosen=self._filter, done=self._chosen_filter)

    def _chosen_filter(self, chosen: Filter) -> None:
        self._filter = chosen

    def action_agendas(self) -> None:
        """See the acceleration agendas of what is looked at."""
        self.go("agendas", chosen=self._filter)

    def action_trend(self) -> None:
        """See the number under the cursor over the years."""
        entry = self._here
        if entry is not None:
            of, column = {"found": self._figures, "moved": self._moved, "checklists": self._checklists}, place(entry, self._column)
            self.go("number_trend", **of, key=entry.key, place=column)

    def action_recap(self) -> None:
        """Show the recap for a messenger, and write it as a file."""
        today = local_date(now())
        text = "\n".join(recap(self.words, self._figures, self._moved, today))
        name = f"{self.words('board.recap_file')}-{today.isoformat()}.txt"
        write(self, "board.recap_written", lambda: Frozen(name, f"{text}\n".encode()))
        self.app.push_screen(Tell(self.words, self.words("board.recap"), text))

    def action_export(self) -> None:
        """Write a report on what is looked at."""
        choose_report(self, self._figures.filter)

    def action_keep_recap(self) -> None:
        """Keep how everything stands now, to tell later what moved."""
        if self.may("keep_recap") and (kept := self.do(recaps.keep, self._filter)) is not None:
            self._was_left = True
            self.renewed(f"{self.words.count('figure.recap.kept', len(kept.stood))} ({scope(self.words, self._filter)})", Tone.GOOD)

    def action_save(self) -> None:
        """Save what is looked at under a name."""
        if self.may("save"):
            cohorting.save(self, self._filter)

    def action_list(self) -> None:
        """Save the agencies of a list under a name."""
        if self.may("list"):
            cohorting.from_list(self)

    def action_rename(self) -> None:
        """Give a cohort another name."""
        if self.may("rename"):
            cohorting.rename(self, self._anew)

    def action_remove(self) -> None:
        """Take away a cohort."""
        if self.may("remove"):
            cohorting.remove(self, self._anew)

    def action_undo(self) -> None:
        """Take back the last act on a cohort."""
        if self.may("undo"):
            cohorting.undo(self, self._anew)

    def _anew(self, said: str, before: str = "", after: str = "") -> None:
        """Count again after a cohort changed; what is looked at follows its name."""
        if before and self._filter.cohort == before:
            self._filter = replace(self._filter, cohort=after)
        self._was_left = True
        self.renewed(said, Tone.GOOD)
