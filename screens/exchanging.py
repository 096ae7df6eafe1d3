"""The exchange of data: by which carriers, what came of the last one, and how far each document of this laptop got."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from models.desk import ways
from models.errors import Refusal
from models.exchange_told import is_clean, summary, warnings
from models.exchanged import CarrierLine, Exchanged, WayLine
from models.previews import Arrival
from models.settings import CARRIERS
from screens import exchange_telling as telling
from screens.arrivals import of_arrival
from screens.commands import EXCHANGING, Command, bindings
from screens.dialogs import Confirm, Tell
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph


class ExchangingScreen(PreviewScreen):
    """Carriers above, what the last exchange brought, and beneath it the documents of this laptop on their way."""

    KEYS = EXCHANGING
    HELP_ID = "exchanging"
    BINDINGS: ClassVar[list[BindingType]] = bindings(EXCHANGING)

    def __init__(self) -> None:
        super().__init__()
        self._carriers: dict[str, CarrierLine] = {}
        self._ways: dict[str, WayLine] = {}

    def load(self) -> None:
        """Read how the exchange stands with each carrier, and where each document is."""
        carriers, documents = self.desk.ask(ways.overview, tuple(self.house.settings.carriers))
        self._carriers = {telling.CARRIER + line.name: line for line in carriers}
        self._ways = {telling.WAY + line.digest: line for line in documents}

    def heading(self) -> tuple[str, str]:
        """How many documents are only here."""
        return self.words("exchange.title"), self.words.count("exchange.here_only", sum(line.way == "here" for line in self._ways.values()))

    @property
    def _last(self) -> Exchanged | None:
        return self.house.exchanging.last

    def _arrivals(self) -> dict[str, Arrival]:
        return {f"{telling.ARRIVAL}{number}": each for number, each in enumerate(self._last.arrivals if self._last else ())}

    def _warnings(self) -> dict[str, str]:
        found = warnings(self.words, self._last) if self._last else ()
        return {f"{telling.WARNING}{number}": each for number, each in enumerate(found)}

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("exchange.empty")
        found = [telling.carrier_line(self.words, line, self.house.settings.carriers[line.name]) for line in self._carriers.values()]
        if found:
            found.insert(0, self._head("carriers", "exchange.carriers"))
        elif self._ways:
            found.append(Line("heading.none", text=self.words("exchange.empty"), selectable=False))
        if self._last is not None:
            found += self._came(self._last)
        if self._ways:
            found.append(self._head("documents", "exchange.documents"))
            found += [telling.way_line(self.words, line) for line in self._ways.values()]
        lines.show(found)
        self.draw_pane()

    def _head(self, part: str, key: str, **fields: object) -> Line:
        return Line(f"heading.{part}", text=self.words(key, **fields), tone=Tone.HEADING, selectable=False)

    def _came(self, last: Exchanged) -> Iterator[Line]:
        """What the last exchange brought, or the last look saw; nothing of it where there is nothing to say."""
        told = [Line(key, left=(("! ", Tone.WARN),), text=text, tone=Tone.WARN) for key, text in self._warnings().items()]
        told += [telling.arrival_line(self.words, key, each) for key, each in self._arrivals().items()]
        if told:
            key = "exchange.would_arrive" if self.house.exchanging.is_preview else "exchange.arrived"
            yield self._head("arrivals", key, carrier=last.carrier)
            yield from told

    def told(self, key: str) -> Iterator[Paragraph]:
        """What is known of a carrier, of something that came, or of a document on its way."""
        if (carrier := self._carriers.get(key)) is not None:
            return telling.of_carrier(self.words, carrier, self.house.settings.carriers[carrier.name])
        if (way := self._ways.get(key)) is not None:
            return telling.of_way(self.words, way)
        if (arrival := self._arrivals().get(key)) is not None:
            return of_arrival(self.words, arrival)
        return iter(Paragraph(text, tone=Tone.WARN) for name, text in self._warnings().items() if name == key)

    @property
    def _carrier(self) -> str:
        """The name of the carrier under the cursor; of the only one there is, wherever the cursor stands; empty where it is unclear."""
        line = self._carriers.get(self.query_one(Lines).key or "")
        if line is not None:
            return line.name
        return next(iter(self.house.settings.carriers)) if len(self._carriers) == 1 else ""

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is done with a carrier needs one."""
        if command.action in ("look", "change", "remove") and self._is_loaded and not self._carriers:
            return Refusal("carrier.none")
        return super().why_not(command)

    def action_act(self) -> None:
        """Exchange with the carrier under the cursor; of anything else, read all that is known."""
        key = self.query_one(Lines).key or ""
        if key in self._carriers or not key:
            self._exchange(only_looks=False)
            return
        parts = [f"{each.label} {each.text}".strip() for each in self.told(key)]
        self.app.push_screen(Tell(self.words, self.words("exchange.details"), "\n\n".join(parts)))

    def action_look(self) -> None:
        """See what an exchange would bring, without changing anything."""
        self._exchange(only_looks=True)

    def _exchange(self, *, only_looks: bool) -> None:
        from screens.exchange_acts import exchange

        name = self._named()
        if name:
            exchange(self, name, self._done, only_looks=only_looks)

    def _named(self) -> str:
        """The carrier meant; that there is none, or which, is said."""
        if not self._carriers:
            self.refuse(Refusal("carrier.none"))
        elif not self._carrier:
            self.say("exchange.which")
        return self._carrier

    def _done(self, done: Exchanged, *, is_preview: bool, ended: str = "", tone: Tone = Tone.BAD) -> None:
        run = self.house.exchanging
        run.last, run.is_preview = done, is_preview
        what = summary(self.words, done, is_preview=is_preview)
        if ended:
            self.renewed(self.words("exchange.until_then", ended=ended, what=what), tone)
            return
        is_good = is_clean(done) and not any(True for _ in warnings(self.words, done))
        self.renewed(f"{done.carrier}: {what}", Tone.GOOD if is_good else Tone.WARN)

    def action_new(self) -> None:
        """Add a carrier."""
        from screens.carrier_form import add

        add(self, self._set)

    def action_change(self) -> None:
        """Change the address of the carrier under the cursor."""
        from screens.carrier_form import change

        name = self._named()
        if name:
            change(self, name, self._set)

    def _set(self, name: str) -> None:
        self.house.exchanging.passwords.pop(name, None)
        self.renewed(self.words("exchange.is_set", carrier=name), Tone.GOOD)
        self.query_one(Lines).move_to(telling.CARRIER + name)

    def action_remove(self) -> None:
        """Take the carrier under the cursor out of the settings."""
        name = self._named()

        def remove() -> bool:
            self.house.change_setting(f"{CARRIERS}.{name}", None)
            return True

        def replied(reply: bool | None) -> None:
            if reply and self.guarded(remove):
                self.house.exchanging.passwords.pop(name, None)
                self.renewed(self.words("exchange.is_removed", carrier=name), Tone.GOOD)

        if name:
            self.app.push_screen(Confirm(self.words, self.words("exchange.remove", carrier=name)), replied)
