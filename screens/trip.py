"""The trip of a verification: its letter, days, place and method, and the people of both sides."""

from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import drafts, reading, trips
from models.errors import Refusal
from models.fields import Field, Option
from models.moments import written
from models.rules.trip import METHODS, SIDES, grouped
from models.trips import Person, Trip
from models.views import Sheet
from models.words import Words
from screens.commands import TRIP, Command, bindings
from screens.listing import SheetListScreen
from screens.printing import choose_paper
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane, Paragraph

_TRIP: Final = "trip"
_DATES: Final = ("letter_date", "begins", "ends")
_TOLD: Final = ("letter", *_DATES, "place", "method")
_OF_PERSON: Final = ("name", "nip", "post", "function", "contact")


class TripScreen(SheetListScreen):
    """A line for the trip, then those who verify, then those who speak for the agency."""

    KEYS = TRIP
    HELP_ID = "trip"
    BINDINGS: ClassVar[list[BindingType]] = bindings(TRIP)
    DEFAULT_CSS = "TripScreen Pane { height: 9; }"

    def __init__(self, verification: str) -> None:
        super().__init__()
        self._verification = verification
        self._sheet: Sheet
        self._trip: Trip

    def load(self) -> None:
        """Read the trip, and whose it is."""
        self._sheet = self.desk.ask(reading.sheet, self._verification)
        self._trip = self.desk.ask(trips.of, self._verification)

    def heading(self) -> tuple[str, str]:
        """What is here, the agency and the round."""
        return self.words("trip.title"), f"{self._sheet.agency.short_name} · {self._sheet.round}"

    def fill(self) -> None:
        """Write the list anew."""
        told = " · ".join(_in_short(self.words, self._trip)) or self.words("trip.unknown")
        lines = [Line(_TRIP, text=told, tone=Tone.PLAIN if self._trip.is_known else Tone.WARN)]
        for side in SIDES:
            here = self._trip.people(side)
            right = ((self.words.count("trip.people", len(here)), Tone.GOOD if here else Tone.MUTED),)
            lines.append(Line(side, text=self.words(f"trip.{side}"), tone=Tone.HEADING, right=right))
            lines += [_person_line(side, each) for each in here]
        self.query_one(Lines).show(lines)
        self._draw_pane()

    def follow(self) -> None:
        """Show what is known of the highlighted line, and which keys act on it."""
        self._draw_pane()
        self.draw_keys()

    def _draw_pane(self) -> None:
        side, person = self._here()
        if side == _TRIP:
            title, values = self.words("trip.title"), {name: str(getattr(self._trip, name)) for name in _TOLD}
        elif person is not None:
            title, values = self.words(f"trip.{side}"), {name: str(getattr(person, name)) for name in _OF_PERSON}
        else:
            title, values = self.words(f"trip.{side}"), {}
        told = [
            Paragraph(self._told(name, value), label=self.words("trip.label", name=self.words(f"trip.{name}")))
            for name, value in values.items()
            if value
        ]
        why = () if told else (Paragraph(self.words(f"trip.why.{side}"), tone=Tone.MUTED),)
        self.query_one(Pane).show((Paragraph(title, tone=Tone.HEADING), *told, *why))

    def _told(self, name: str, value: str) -> str:
        return grouped(value) if name == "nip" else _value(self.words, name, value)

    def _here(self) -> tuple[str, Person | None]:
        """The side under the cursor, or `_TRIP`, and whoever is there."""
        side, _, row = (self.query_one(Lines).key or _TRIP).partition("/")
        return side, next((each for each in self._trip.people(side) if str(each.row) == row), None) if row else None

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: where nobody can be added or removed."""
        side, person = self._here()
        if command.action == "add" and side == _TRIP:
            return Refusal("trip.no_side")
        if command.action == "remove" and person is None:
            return Refusal("trip.nobody_here")
        return super().why_not(command)

    def action_change(self) -> None:
        """Enter or change what is under the cursor; on the heading of a side, add somebody."""
        side, person = self._here()
        if not self.may("change"):
            return
        if side == _TRIP:
            self._ask_trip()
        else:
            self._ask_person(side, person)

    def action_add(self) -> None:
        """Add somebody to the side under the cursor."""
        side, _ = self._here()
        if side == _TRIP:
            self.refuse(Refusal("trip.no_side"))
        elif self.may("add"):
            self._ask_person(side, None)

    def _ask_trip(self) -> None:
        self.ask(
            self.words("trip.title"),
            _trip_fields(self.words, self._trip),
            f"{self._verification}/trip",
            lambda values: self.desk.do(trips.record, self._verification, values),
            lambda trip: self._show(trip, _TRIP),
        )

    def _ask_person(self, side: str, person: Person | None) -> None:
        row = None if person is None else person.row
        behind = len(self._trip.people(side)) if row is None else row
        self.ask(
            self.words(f"trip.{side}"),
            _person_fields(self.words, person),
            drafts.of_person(self._verification, side, row),
            lambda values: self.desk.do(trips.person, self._verification, side, values, row),
            lambda trip: self._show(trip, f"{side}/{behind}"),
        )

    def _show(self, trip: Trip, at: str) -> None:
        self._trip = trip
        self.fill()
        self.query_one(Lines).move_to(at)
        self.follow()

    def action_remove(self) -> None:
        """Take somebody off."""
        side, person = self._here()
        if person is None:
            self.refuse(Refusal("trip.nobody_here"))
            return
        trip = self.do(trips.remove, self._verification, side, person.row)
        if trip is not None:
            last = len(trip.people(side)) - 1
            self._show(trip, side if last < 0 else f"{side}/{min(person.row, last)}")
            self.say("trip.removed", name=person.name)

    def action_minutes(self) -> None:
        """See the findings and the minutes."""
        self.go("minutes", verification=self._verification)

    def action_print(self) -> None:
        """Write one of the papers of the visit."""
        choose_paper(self, self._verification)


def _value(words: Words, name: str, value: str) -> str:
    """A field of a trip as people read it."""
    return words.day(value) if name in _DATES else words(f"trip.method.{value}") if name == "method" and value else value


def _in_short(words: Words, trip: Trip) -> list[str]:
    days = [words.day(each) for each in dict.fromkeys((trip.begins, trip.ends)) if each]
    method = _value(words, "method", trip.method)
    return [part for part in (trip.letter, " – ".join(days), trip.place, method) if part]


def _person_line(side: str, person: Person) -> Line:
    told = ((f"{person.function}  ", Tone.MUTED),) if person.function else ()
    text = f"{person.name} · {person.post}" if person.post else person.name
    return Line(f"{side}/{person.row}", left=((f"  {person.row + 1}. ", Tone.MUTED),), text=text, right=told)


def _trip_fields(words: Words, trip: Trip) -> tuple[Field, ...]:
    methods = (Option("", words("fact.none")), *(Option(method, words(f"trip.method.{method}")) for method in METHODS))
    texts = {name: Field(name, words(f"trip.{name}"), value=getattr(trip, name)) for name in ("letter", "place")}
    dates = {name: Field(name, words(f"trip.{name}"), "date", written(getattr(trip, name))) for name in _DATES}
    method = Field("method", words("trip.method"), kind="choice", value=trip.method, options=methods)
    return tuple({**texts, **dates, "method": method}[name] for name in _TOLD)


def _person_fields(words: Words, person: Person | None) -> tuple[Field, ...]:
    def text(name: str, *, hint: str = "") -> Field:
        return Field(name, words(f"trip.{name}"), value=getattr(person, name) if person else "", required=name == "name", hint=hint)

    hints = {"nip": words("trip.hint.nip"), "function": words("trip.hint.function")}
    return tuple(text(name, hint=hints.get(name, "")) for name in _OF_PERSON)
