"""Searching everything that was typed: Enter opens what was found where it stands."""

from typing import ClassVar

from textual.binding import BindingType

from models.desk import searching
from models.documents.note import PRACTICE, PURPOSES
from models.hits import Hit
from models.text import shown
from screens.commands import SEARCH, bindings
from screens.narrowing import NarrowingScreen
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_PLACE_WIDTH = 30
_KIND_WIDTH = 11
_UNCODED = {"loose": "loose.title", "trip": "trip.title", "plenary": "search.kind.plenary"}
"""What it is headed with that has no code, by its kind."""


class SearchScreen(NarrowingScreen):
    """What holds the words typed, the newest first."""

    KEYS = SEARCH
    HELP_ID = "search"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCH)
    DEFAULT_CSS = "SearchScreen Pane { height: 7; }"

    def __init__(self) -> None:
        super().__init__()
        self._hits: dict[str, Hit] = {}

    def heading(self) -> tuple[str, str]:
        """What is here."""
        return self.words("search.title"), ""

    def reload(self) -> None:
        """Search again, as another screen may have changed something."""
        self.narrowed()

    def hint(self) -> str:
        """What can be typed here."""
        return self.words("search.type")

    def narrowed(self) -> None:
        """Search for what is typed."""
        hits = self.look_up(searching.find, self.query_text)
        if hits is not None:
            self._hits = {str(hit.id): hit for hit in hits}

    def found(self) -> tuple[list[Line], str]:
        """What holds the words typed."""
        self.query_one(Lines).empty = self.words("search.nothing") if self.query_text else ""
        count = f"{len(self._hits)}{'+' if len(self._hits) == searching.PAGE else ''}"
        return [self._line(hit) for hit in self._hits.values()], count

    def _line(self, hit: Hit) -> Line:
        # What is found by an id, or by its place in a list, has no code.
        code = "" if hit.kind in _UNCODED else hit.key.partition("/")[0]
        left = ((f"{self.words(f'search.kind.{hit.kind}'):<{_KIND_WIDTH}}", Tone.MUTED), (f"{code}  " if code else "", Tone.ACCENT))
        place = cropped(shown(self._place(hit)), _PLACE_WIDTH)
        return Line(str(hit.id), left=left, text=" ".join(self._text(hit).split()), right=((f"  {place}", Tone.MUTED),))

    def _code(self, hit: Hit) -> str:
        if hit.kind in _UNCODED:
            return self.words(_UNCODED[hit.kind])
        return hit.key.rpartition("/")[0] if hit.kind in PURPOSES else hit.key

    def _text(self, hit: Hit) -> str:
        return self.words.of(hit.item) if hit.item else hit.text

    def _place(self, hit: Hit) -> str:
        is_placed = hit.agency or hit.kind == "plenary"
        return f"{searching.when(hit)} {hit.agency}".strip() if is_placed else self.words("search.nowhere")

    def draw_pane(self) -> None:
        """Show the whole text of the highlighted hit."""
        hit = self._here()
        told = () if hit is None else (Paragraph(f"{self._code(hit)} · {self._place(hit)}", tone=Tone.HEADING), Paragraph(self._text(hit)))
        self.query_one(Pane).show(told)

    def _here(self) -> Hit | None:
        return self._hits.get(self.query_one(Lines).key or "")

    def action_open(self) -> None:
        """Open what was found, where it stands."""
        hit = self._here()
        if hit is None:
            self.status.say(self.hint())
        elif hit.kind == PRACTICE:
            self.go("practices", at=hit.key.rpartition("/")[2])
        elif hit.kind in PURPOSES:
            agency, _, note = hit.key.rpartition("/")
            self.go("noted", agency=agency, at=note)
        elif hit.kind == "plenary":
            self.go("plenary", plenary=hit.key)
        elif not hit.verification:
            self.say("search.no_verification")
        elif hit.kind == "evidence":
            self.go("evidence", verification=hit.verification, at=hit.key)
        elif hit.kind == "finding":
            self.go("minutes", verification=hit.verification, at=hit.key)
        elif hit.kind == "remark" and hit.key:
            self.go("thread", verification=hit.verification, item=hit.key)
        elif hit.kind == "action":
            self.go("agenda", verification=hit.verification, at=hit.key)
        elif hit.kind == "trip":
            self.go("trip", verification=hit.verification)
        elif hit.kind == "loose":
            self.go("loose", verification=hit.verification, at=hit.key)
        elif hit.kind == "fact":
            self.go("facts", verification=hit.verification, at=hit.key)
        elif hit.kind == "verdict":
            self.go("verdict", verification=hit.verification)
        else:
            self.go("sheet", verification=hit.verification, item=hit.key)
