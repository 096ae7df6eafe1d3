"""Assigning: agencies of a round narrowed and marked, given to a verifier or taken back, and handed out as a signed document."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from models import places
from models.assignments import Assigning, AssigningLine
from models.desk import assigning, colleagues, reading, rounds
from models.desk.freeze import Frozen
from models.documents.travelling import Signed
from models.errors import Refusal
from models.fields import Field, Option
from models.finding import Named, ranked
from models.moments import written
from models.seconds import Purpose
from models.text import QUERY_LIMIT
from screens.assigning_telling import asked, called, titled
from screens.commands import ASSIGNING, Command, bindings
from screens.dialogs import Confirm, Pick
from screens.handing import hand_over
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Span, Tone, cropped
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_NAME_WIDTH = 20
"""Most cells the name of a verifier takes from that of the agency."""


class AssigningScreen(PreviewScreen):
    """Every agency of a round with whose it is; what is marked is assigned at once."""

    KEYS = ASSIGNING
    HELP_ID = "assigning"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ASSIGNING)

    def __init__(self, purpose: Purpose = "first", round: str = "", codes: Collection[str] = ()) -> None:  # noqa: A002 - so the route calls it
        super().__init__()
        self._purpose, self._round = purpose, round
        self._lines: dict[str, AssigningLine] = {}
        self._named: dict[str, Named] = {}
        self._marked: set[str] = set(codes)
        self._query, self._type, self._region = "", "", ""
        self._is_typing = self._is_free_only = self._is_closed = False

    def load(self) -> None:
        """Read the agencies of the round, at first of the one worked in."""
        self._round = self._round or self.desk.ask(rounds.lines)[0].id
        self._take(self.desk.ask(assigning.lines, self._round, self._purpose))

    def _take(self, lines: Sequence[AssigningLine]) -> None:
        known = self._named
        self._lines = {line.agency.code: line for line in lines}
        self._is_closed = self.desk.ask(reading.round_named, self._round).is_closed
        self._named = {code: known.get(code) or Named(code, line.agency.name, line.region) for code, line in self._lines.items()}
        self._marked &= self._lines.keys()

    def heading(self) -> tuple[str, str]:
        """The round, and how many are marked and shown."""
        title = titled(self.words, self._round, is_second=self._purpose == "second", is_closed=self._is_closed)
        return title, self.words("assigning.counted", marked=len(self._marked), shown=len(self._shown()))

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: nothing is assigned in a round that is closed; it is only taken back."""
        refused = super().why_not(command)
        if refused is None and command.action == "give" and self._is_closed:
            return Refusal("round.closed", round=self._round)
        return refused

    def _shown(self) -> list[AssigningLine]:
        found = (self._lines[code] for code in ranked(self._query, self._named))
        return [line for line in found if self._is_wanted(line)]

    def _is_wanted(self, line: AssigningLine) -> bool:
        if self._is_free_only and line.assigned:
            return False
        return self._type in ("", line.agency.type) and self._region in ("", line.region)

    def fill(self) -> None:
        """Write the list anew."""
        found = self.query_one(Lines)
        found.empty = self.words("agencies.none")
        found.show([self._line(line) for line in self._shown()])
        self.draw_pane()
        self._say_filter()

    def _say_filter(self) -> None:
        told = (
            [self.words("assigning.typed", query=f"{self._query}{'▏' if self._is_typing else ''}")]
            if self._query or self._is_typing
            else []
        )
        told += [self.words(f"type.{self._type}")] if self._type else []
        told += [self._region] if self._region else []
        told += [self.words("assigning.only_free")] if self._is_free_only else []
        self.status.mark(" · ".join(told), Tone.ACCENT)

    def _line(self, line: AssigningLine) -> Line:
        code = line.agency.code
        mark = f"[{'x' if code in self._marked else ' '}] "
        right: list[Span] = []
        if line.begun:
            right.append((f"{self.words('assigning.begun', name=cropped(line.begun[0], _NAME_WIDTH))}  ", Tone.WARN))
        if line.assigned:
            whose = " / ".join(called(self.words, each, cropped(each.name, _NAME_WIDTH)) for each in line.assigned)
            due = f" {written(line.assigned[0].due)}" if line.assigned[0].due else ""
            right.append((f"→ {whose}{due}", Tone.BAD if line.is_left or len(line.assigned) > 1 else Tone.GOOD))
        else:
            right.append((self.words(f"type.{line.agency.type}"), Tone.MUTED))
        return Line(code, left=((mark, Tone.ACCENT),), text=line.agency.name, right=tuple(right))

    def told(self, key: str) -> Iterator[Paragraph]:
        """Which agency it is, whose by which assignment, and who has begun."""
        line = self._lines.get(key)
        if line is None:
            return
        yield Paragraph(line.agency.name, tone=Tone.HEADING)
        region = f" · {line.region}" if line.region and line.region != line.agency.name else ""
        yield Paragraph(f"{line.agency.code} · {self.words(f'type.{line.agency.type}')}{region}", tone=Tone.MUTED)
        if len(line.assigned) > 1:
            yield Paragraph(self.words("assigning.twice"), tone=Tone.BAD)
        for each in line.assigned:
            due = self.words("assigning.until", due=written(each.due)) if each.due else self.words("assigning.no_due")
            yield Paragraph(self.words("assigning.told", name=called(self.words, each, each.name), assigner=each.assigner, due=due))
            yield from (Paragraph(text, tone=Tone.MUTED) for text in (each.note,) if text)
        if line.begun:
            yield Paragraph(self.words("assigning.begun_by", names=", ".join(line.begun)), tone=Tone.WARN)

    def on_key(self, event: events.Key) -> None:
        """While one types, take the keys as what is looked for."""
        if not self._is_typing or self.is_too_small:
            return
        if event.key in ("enter", "escape"):
            self._is_typing = False
            query = self._query if event.key == "enter" else ""
            self.status.say("")
        elif event.key == "backspace":
            query = self._query[:-1]
        elif event.is_printable and event.character:
            query = (self._query + event.character)[:QUERY_LIMIT]
        else:
            return
        event.stop()
        event.prevent_default()
        self._query = query
        self.draw()
        if self._is_typing:
            # The best of what is left, as wherever one types a name: another agency was assigned than the one that was typed.
            self.query_one(Lines).action_edge(0)

    def action_find(self) -> None:
        """Type part of a name; Enter keeps what it leaves, Esc shows all again."""
        self._is_typing = True
        self.say("assigning.type_now")
        self.draw()

    def action_kind(self) -> None:
        """Show the agencies of one type."""
        types = dict.fromkeys(line.agency.type for line in self._lines.values())
        self._narrow("assigning.which_type", {key: self.words(f"type.{key}") for key in types}, self._type, self._to_type)

    def _to_type(self, chosen: str) -> None:
        self._type = chosen

    def action_region(self) -> None:
        """Show the agencies of one province."""
        regions = sorted({line.region for line in self._lines.values() if line.region})
        self._narrow("assigning.which_region", {region: region for region in regions}, self._region, self._to_region)

    def _to_region(self, chosen: str) -> None:
        self._region = chosen

    def _narrow(self, question: str, known: Mapping[str, str], current: str, take: Callable[[str], None]) -> None:
        options = [Option("", self.words("assigning.all")), *(Option(key, label) for key, label in known.items())]

        def chosen(key: str | None) -> None:
            if key is not None:
                take(key)
                self.draw()

        self.app.push_screen(Pick(self.words, self.words(question), options, current), chosen)

    def action_free(self) -> None:
        """Show only what is nobody's, or all again."""
        self._is_free_only = not self._is_free_only
        self.draw()

    def action_round(self) -> None:
        """Assign for another round."""
        known = self.look_up(rounds.lines) or ()
        closed = f" ({self.words('rounds.amiss_mark.closed')})"
        options = [Option(line.id, f"{line.id}{closed if line.is_closed else ''}", line.checklist.name) for line in known]

        def chosen(key: str | None) -> None:
            lines = None if key is None else self.look_up(assigning.lines, key, self._purpose)
            if key is not None and lines is not None:
                self._round = key
                self._marked.clear()
                self._take(lines)
                self.draw()

        self.app.push_screen(Pick(self.words, self.words("assigning.which_round"), options, self._round), chosen)

    def action_mark(self) -> None:
        """Mark the agency, or not."""
        code = self.query_one(Lines).key
        if code is not None:
            self._marked ^= {code}
            self.draw()

    def action_mark_all(self) -> None:
        """Mark all that is shown, or none of it."""
        shown = {line.agency.code for line in self._shown()}
        self._marked = self._marked - shown if shown <= self._marked else self._marked | shown
        self.draw()

    def action_give(self) -> None:
        """Assign what is marked, else the highlighted agency, to a verifier of the team."""
        codes, members = self._wanted(), self.look_up(colleagues.members)
        if members is None or not self.may("give"):
            return
        options = [Option(member.id, member.name, member.region) for member in members]

        def chosen(person: str | None) -> None:
            if person is not None:
                name = next(member.name for member in members if member.id == person)
                self._ask(codes, person, self.words("assigning.to", name=name))

        self.app.push_screen(Pick(self.words, self.words("assigning.to_whom"), options), chosen)

    def action_take_back(self) -> None:
        """Take back what is marked, else the highlighted agency, from whomever it is assigned to."""
        self._ask(self._wanted(), "", self.words("assigning.back"))

    def _wanted(self) -> frozenset[str]:
        return frozenset(self._marked or {self.query_one(Lines).key or ""} - {""})

    def _ask(self, codes: frozenset[str], person: str, title: str) -> None:
        """Ask until when and why, then once more for all of it together."""
        round_id = self._round
        place = f"assign/{round_id}/{person or 'back'}{'/second' if self._purpose == 'second' else ''}"
        due = Field("due", self.words("assignment.due"), "date")
        fields = (*((due,) if person else ()), Field("note", self.words("assignment.note"), kind="note"))

        def previewed(values: Mapping[str, str]) -> tuple[Assigning, Mapping[str, str]]:
            return self.desk.ask(assigning.preview, round_id, codes, person, values.get("due", ""), self._purpose), values

        def confirmed(previewed: tuple[Assigning, Mapping[str, str]]) -> None:
            found, values = previewed
            # The form is done, the act is not.
            self.guarded(lambda: self.draft(place).keep(values))

            def replied(reply: bool | None) -> None:
                if reply:
                    self._assign(found, person, values["note"], place)

            self.app.push_screen(Confirm(self.words, asked(self.words, found)), replied)

        if self.guarded(lambda: self.desk.ask(assigning.preview, round_id, codes, person, "", self._purpose)) is not None:
            self.ask(title, fields, place, previewed, confirmed)

    def _assign(self, found: Assigning, person: str, note: str, place: str) -> None:
        codes = [line.agency.code for line in found.lines]

        def enter(signed: Signed) -> None:
            self.desk.do(assigning.assign, signed)
            if found.round == self._round:
                self._marked.clear()
            self.guarded(self.draft(place).forget)

        def told(_entered: None, path: Path) -> str:
            key = "assigning.done" if person else "assigning.taken_back"
            return self.words(key, file=path.name, folder=places.told(path.parent))

        def drawn_up() -> Frozen:
            return self.desk.ask(assigning.drawn_up, found.round, codes, person, found.due, note, self._purpose)

        hand_over(self, "assignment", drawn_up, enter, told)
