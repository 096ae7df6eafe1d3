"""What was read of a checklist's sheet, before it is a checklist: the file it would be, where each part stands, what is wrong already."""

from dataclasses import dataclass, field

from models.errors import Fault
from models.formats.cells import Cell
from models.formats.checklist_rows import Raw
from models.text import Phrase


@dataclass
class Draft:
    """A checklist as a sheet gives it; its reader fills it in."""

    order: tuple[str, ...]
    """The names of the sheets, in order."""
    raw: Raw = field(default_factory=dict)
    places: dict[str, Cell] = field(default_factory=dict)
    """The cell of each dotted place of the file; of a table that of its code."""
    sheets: dict[str, str] = field(default_factory=dict)
    """The sheet of each page that was found, by the page's key."""
    faults: list[tuple[Cell | None, Fault]] = field(default_factory=list)
    """What is wrong in the sheet itself; without a cell where that is a whole sheet."""
    broken: set[str] = field(default_factory=set)
    """Pages that lack a row for a fault in its codes: what refers to them is not told as well."""
    notes: list[Phrase] = field(default_factory=list)
    """What the reader decided where the sheet says nothing, to be told before anything is kept."""

    def put(self, path: tuple[str, ...], cell: Cell) -> None:
        """Remember that `path` stands in `cell`, and so do the tables around it that have no cell yet."""
        self.places[".".join(path)] = cell
        for length in range(len(path) - 1, 0, -1):
            self.places.setdefault(".".join(path[:length]), cell)
