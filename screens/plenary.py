"""One plenary: its head, who attends, and the results one after another, decided about by one key each."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from models.desk import decided, plenaries
from models.errors import Refusal
from models.explanation import decision_said
from models.plenary import Attendee, Entry, Plenary
from models.rules.plenary import OF_ATTENDEE, POSTPONED, is_reason_needed
from models.rules.verdict import CODES
from screens.commands import PLENARY, Command, bindings
from screens.listing import ListScreen
from screens.plenary_acts import ask_to_close, ask_to_follow
from screens.plenary_forms import attendee_fields, decision_fields, head_fields, reason_field
from screens.plenary_telling import PEOPLE, entry_line, head_line, number, person_line, told_entry, told_head, told_person
from screens.printing import choose_plenary_paper
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Pane

_HEAD: Final = "head"
_DECIDING: Final = ("follow", "decide", "postpone")
_CHANGING: Final = (*_DECIDING, "follow_rest", "change", "conclude", "attend", "remove", "add", "undo")


class PlenaryScreen(ListScreen):
    """What a plenary decides."""

    KEYS = PLENARY
    HELP_ID = "plenary"
    BINDINGS: ClassVar[list[BindingType]] = bindings(PLENARY)

    def __init__(self, plenary: str) -> None:
        super().__init__()
        self._of = plenary
        self._plenary: Plenary

    def load(self) -> None:
        """Read the plenary."""
        self._plenary = self.desk.ask(decided.of, self._of)

    def begin(self) -> None:
        """Show it with the cursor where the work goes on."""
        self.draw()
        entries = self._plenary.entries
        first = next((each for each in entries if not each.is_decided), entries[0] if entries else None)
        if first is not None:
            self.query_one(Lines).move_to(first.verification)
        self.follow()

    def heading(self) -> tuple[str, str]:
        """Which plenary it is, and how far it has come."""
        found = self._plenary
        told = {"number": number(self.words, found.number), "round": found.round}
        progress = self.words("plenary.progress", decided=found.decided, count=len(found.entries))
        return self.words("plenary.title", **told), f"{progress} · {self.words('plenary.open' if found.is_open else 'plenary.is_closed')}"

    def fill(self) -> None:
        """Write the list anew."""
        found = self._plenary
        lines = [head_line(self.words, found, _HEAD)]
        count = (self.words.count("plenaries.people", len(found.attendees)), Tone.GOOD if found.attendees else Tone.WARN)
        lines.append(Line(PEOPLE, text=self.words("plenary.attendees"), tone=Tone.HEADING, right=(count,)))
        lines += [person_line(each) for each in found.attendees]
        lines.append(Line("results", text=self.words("plenary.results"), tone=Tone.HEADING, selectable=False))
        lines += [entry_line(self.words, each) for each in found.entries]
        self.query_one(Lines).show(lines)
        self.follow()

    def follow(self) -> None:
        """Show what is known of the highlighted line, and which keys act on it."""
        if not self._is_loaded:
            return
        entry, person = self._entry, self._person
        words = self.words
        told = told_entry(words, entry) if entry else told_person(words, person) if person else told_head(words, self._plenary)
        self.query_one(Pane).show(tuple(told))
        self.draw_keys()

    @property
    def _key(self) -> str:
        return self.query_one(Lines).key or _HEAD

    @property
    def _entry(self) -> Entry | None:
        """The result under the cursor."""
        return self._plenary.entry(self._key)

    @property
    def _person(self) -> Attendee | None:
        """Who is under the cursor."""
        side, _, row = self._key.partition("/")
        return next((each for each in self._plenary.attendees if side == PEOPLE and str(each.row) == row), None)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: a closed one is not changed, and what is decided about is a result."""
        refused = super().why_not(command)
        if refused is not None or not self._is_loaded:
            return refused
        found, entry = self._plenary, self._entry
        if command.action in _CHANGING and not found.is_open:
            return Refusal("plenary.closed")
        if command.action in (*_DECIDING, "look") and entry is None:
            return Refusal("plenary.no_entry")
        if command.action in _DECIDING and entry is not None and entry.state != "waiting":
            return Refusal("plenary.changed", agency=entry.agency_name)
        if command.action == "remove" and entry is None and self._person is None:
            return Refusal("plenary.nothing_here")
        if command.action == "conclude":
            return plenaries.unclosable(found)
        if command.action == "reopen":
            return self.look_up(plenaries.unopenable, found)
        return None

    def action_follow(self) -> None:
        """Decide what is recommended, and go on."""
        entry = self._entry
        if self.may("follow") and entry is not None:
            if entry.recommended:
                self._decide(entry, entry.recommended)
            else:
                self.action_change()

    def action_decide(self, key: int) -> None:
        """Decide a verdict, and go on; the reason for another than the recommended one is asked for."""
        if self.may("decide"):
            self._decide_as(CODES[key - 1])

    def action_postpone(self) -> None:
        """Put the result off to a later plenary; the reason is asked for."""
        if self.may("postpone"):
            self._decide_as(POSTPONED)

    def _decide_as(self, decision: str) -> None:
        entry = self._entry
        if entry is None:
            return
        has_reason = decision == entry.recorded and entry.recorded_reason
        if has_reason or not is_reason_needed(entry.recommended, decision):
            self._decide(entry, decision)
            return
        title = self.words("plenary.reason_title", agency=entry.agency_name, decision=decision_said(self.words, entry, decision))
        before = entry.reason if entry.decision == decision else ""
        place = f"plenary/{self._of}/{entry.verification}/{decision}"
        self.ask(title, (reason_field(self.words, before),), place, self._saving(entry, decision), self._went_on(entry))

    def _decide(self, entry: Entry, decision: str) -> None:
        found = self.do(plenaries.decide, self._of, entry.verification, decision)
        if found is not None:
            self._went_on(entry)(found)

    def _saving(self, entry: Entry, decision: str = "") -> Callable[[Mapping[str, str]], Plenary]:
        def save(values: Mapping[str, str]) -> Plenary:
            return self.desk.do(plenaries.decide, self._of, entry.verification, decision or values["decision"], values["reason"])

        return save

    def _went_on(self, entry: Entry) -> Callable[[Plenary], None]:
        """Show the plenary, with the cursor on the result behind the one decided about; past the last, on one that is left."""

        def show(found: Plenary) -> None:
            behind = [each.verification for each in found.entries]
            at = behind.index(entry.verification)
            left = (each.verification for each in found.entries if not each.is_decided)
            self._show(found, behind[at + 1] if at + 1 < len(behind) else next(left, entry.verification))

        return show

    def _show(self, found: Plenary, at: str) -> None:
        self._plenary = found
        self.draw()
        self.query_one(Lines).move_to(at)
        self.follow()
        if found.decided == len(found.entries) and found.is_open:
            self.say("plenary.all_decided", Tone.GOOD)

    def action_follow_rest(self) -> None:
        """Let what is recommended be decided about all that are left."""
        if self.may("follow_rest"):
            ask_to_follow(self, self._plenary, lambda found: self._show(found, self._key))

    def action_change(self) -> None:
        """Enter or change what is under the cursor."""
        if not self.may("change"):
            return
        entry, key = self._entry, self._key
        if entry is not None:
            title = self.words("plenary.decide_title", agency=entry.agency_name)
            place = f"plenary/{self._of}/{entry.verification}"
            self.ask(title, decision_fields(self.words, entry), place, self._saving(entry), self._went_on(entry))
        elif key == _HEAD:
            self.ask(
                self.words("plenary.head"),
                head_fields(self.words, self._plenary),
                f"plenary/{self._of}/head",
                lambda values: self.desk.do(plenaries.record, self._of, values),
                lambda found: self._show(found, _HEAD),
            )
        else:
            self._ask_person(self._person)

    def action_attend(self) -> None:
        """Enter somebody who attends."""
        if self.may("attend"):
            self._ask_person(None)

    def _ask_person(self, person: Attendee | None) -> None:
        row = None if person is None else person.row
        at = len(self._plenary.attendees) if row is None else row
        self.ask(
            self.words("plenary.attendee"),
            attendee_fields(self.words, person),
            f"plenary/{self._of}/attendee.{'new' if row is None else row}",
            lambda values: self.desk.do(plenaries.attend, self._of, {name: values[name] for name in OF_ATTENDEE}, row),
            lambda found: self._show(found, f"{PEOPLE}/{at}"),
        )

    def action_remove(self) -> None:
        """Take the result or who is under the cursor off."""
        entry, person = self._entry, self._person
        if not self.may("remove"):
            return
        gone = (
            self.do(plenaries.remove, self._of, entry.verification)
            if entry is not None
            else self.do(plenaries.dismiss, self._of, person.row)
            if person is not None
            else None
        )
        if gone is not None:
            self._show(gone, self._key)
            self.say("plenary.removed", name=entry.agency_name if entry else person.name if person else "")

    def action_add(self) -> None:
        """Put all that waits in the round on the list."""
        if not self.may("add"):
            return
        wanted = self.look_up(decided.waiting, self._plenary.round)
        if not wanted:
            self.refuse(Refusal("plenary.none_waiting"))
            return
        found = self.do(plenaries.add, self._of, wanted)
        if found is not None:
            self._show(found, self._key)
            self.status.say(self.words.count("plenary.added", len(wanted)))

    def action_conclude(self) -> None:
        """Close the plenary: what it decided is what is issued from then on."""
        if self.may("conclude"):
            ask_to_close(self, self._plenary)

    def action_reopen(self) -> None:
        """Open a closed plenary again."""
        if self.may("reopen") and self.do(plenaries.reopen, self._of) is not None:
            self.renewed(self.words("plenary.reopened"))

    def action_undo(self) -> None:
        """Take back the last act."""
        if not self.may("undo"):
            return
        undone = self.do(plenaries.undo, self._of)
        if undone is not None:
            verb, found = undone
            self._show(found, self._key)
            self.say("sheet.undone", act=self.words(f"act.{verb}"), item="")

    def action_look(self) -> None:
        """See everything that a supervisor looks at of the result under the cursor."""
        entry = self._entry
        if self.may("look") and entry is not None:
            self.go("issue", verification=entry.verification)

    def action_print(self) -> None:
        """Write the list as PDF, Word or Excel."""
        choose_plenary_paper(self, self._of)
