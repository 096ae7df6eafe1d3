"""The acceleration agenda of an agency: drafted from the gaps in one key, changed, tracked long after the verdict, signed and written."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from textual.binding import BindingType

from models import agenda_told as told
from models import places
from models.agenda import Action, Agenda
from models.desk import agenda, planned, reading
from models.errors import Refusal
from models.fields import Field, Option
from models.rules.agenda import FACT, Gap
from models.rules.checklist import Checklist, Scale
from models.rules.permissions import Standing
from models.rules.workflow import EDITABLE
from models.views import Sheet
from screens.agenda_telling import (
    action_line,
    choose_export,
    earlier_paragraphs,
    latest,
    paragraphs,
    plan_fields,
    status_fields,
)
from screens.commands import AGENDA, Command, bindings
from screens.dialogs import Confirm, Pick
from screens.finder import Finder, items
from screens.handing import hand_over
from screens.previewing import PreviewScreen
from screens.telling import prose
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

_OF_AN_ACTION: Final = frozenset({"mark", "remove"})
_STATE, _FACT, _EARLIER = "state", "fact", "earlier/"


class AgendaScreen(PreviewScreen):
    """What is planned, what is left over from the round before, and what is known of the line under the cursor."""

    KEYS = AGENDA
    HELP_ID = "agenda"
    BINDINGS: ClassVar[list[BindingType]] = bindings(AGENDA)
    DEFAULT_CSS = """
    AgendaScreen {
        Pane { height: 9; }
        &.-low Pane { height: 5; }
        &.-high Pane { height: 45%; }
    }
    """

    def __init__(self, verification: str, at: str = "") -> None:
        super().__init__()
        self._verification, self._first = verification, at
        self._agenda: Agenda
        self._earlier: Agenda | None = None
        self._sheet: Sheet | None = None
        self._checklist: Checklist | None = None
        self._gaps: tuple[Gap, ...] = ()

    def load(self) -> None:
        """Read the agenda, that of the round before, and the sheet where it is here."""
        ask, of = self.desk.ask, self._verification
        self._agenda, self._earlier, self._gaps = ask(agenda.of, of), ask(planned.earlier, of), ask(agenda.gaps, of)
        self._checklist = ask(planned.checklist, of)
        try:
            self._sheet = ask(reading.sheet, of)
        except Refusal:  # the agenda came alone
            self._sheet = None

    def begin(self) -> None:
        """Open at the action that was asked for."""
        super().begin()
        self.query_one(Lines).move_to(self._first)

    def heading(self) -> tuple[str, str]:
        """The agency, and the round."""
        return self.words("agenda.of", agency=self._agenda.agency), self._agenda.round

    def standing(self) -> Standing:
        """Whose verification it is and its state, where it is here."""
        return Standing() if self._sheet is None else self._sheet.standing

    def fill(self) -> None:
        """Write the list anew."""
        own = [action_line(self.words, self._agenda, each, each.code) for each in self._agenda.actions]
        self.query_one(Lines).show([*self._stands(), *self._before(), *own, *self._left_over()])
        self.draw_pane()

    def _stands(self) -> Iterator[Line]:
        words, found = self.words, self._agenda
        if not found.actions:
            yield from prose(_STATE, words("agenda.empty"), self.size.width, Tone.WARN, selectable=True)
            return
        signed = words("agenda.mark.changed" if found.document else "agenda.mark.unsigned") if found.is_changed else ""
        revision = words("agenda.mark.revision", revision=found.revision) if found.document else ""
        right = ((" · ".join(part for part in (revision, signed) if part), Tone.WARN if signed else Tone.MUTED),)
        yield Line(_STATE, text=told.counts(words, found), right=right, tone=Tone.BAD if found.overdue else Tone.GOOD)
        if found.beside:
            yield Line("beside", text=words.count("agenda.beside", len(found.beside)), tone=Tone.WARN)
        if self._lacks_fact:
            yield Line(_FACT, text=words("agenda.fact", fact=FACT), tone=Tone.WARN)

    @property
    def _lacks_fact(self) -> bool:
        """Whether the status facts do not say yet that there is an agenda, and can still be filled in."""
        if self._sheet is None or FACT not in self._sheet.checklist.facts or self._sheet.state not in EDITABLE:
            return False
        return not any(row.get("exists") == "yes" for row in self._sheet.facts.get(FACT, ()))

    def _before(self, *, is_heading: bool = False) -> Iterator[Line]:
        """How the agenda of the round before stands: at the top a line that opens it, at the bottom the heading of its actions."""
        found = self._earlier
        if found is not None and found.actions:
            text = self.words("agenda.earlier", round=found.round, counts=told.counts(self.words, found))
            tone = Tone.HEADING if is_heading else Tone.WARN if found.open else Tone.MUTED
            yield Line("before" if is_heading else _EARLIER, text=text, tone=tone, selectable=not is_heading)

    def _left_over(self) -> Iterator[Line]:
        yield from self._before(is_heading=True)
        if self._earlier is not None:
            yield from (action_line(self.words, self._earlier, each, f"{_EARLIER}{each.code}") for each in self._earlier.actions)

    def told(self, key: str) -> Iterator[Paragraph]:
        """The action in full, or how the agenda stands."""
        words, action = self.words, self._agenda.action(key)
        if action is not None:
            yield from paragraphs(words, self._agenda, action)
            yield from earlier_paragraphs(words, self._earlier, action.item, action.item_digest)
        elif key.startswith(_EARLIER) and self._earlier and (before := self._earlier.action(key.removeprefix(_EARLIER))):
            item = self._checklist.items.get(before.item) if self._checklist else None
            if item is None or item.digest != before.item_digest:
                yield Paragraph(words("agenda.earlier.changed"), tone=Tone.WARN)
            yield from paragraphs(words, self._earlier, before)
        elif key == _FACT:
            until = latest(self._agenda)
            yield Paragraph(words("agenda.fact.why", fact=FACT, deadline=told.on(words, until) if until else "–"))
        else:
            yield from self._told_whole()

    def _told_whole(self) -> Iterator[Paragraph]:
        words, found = self.words, self._agenda
        if found.actions:
            yield Paragraph(told.signed(words, found))
            if found.lacking:
                yield Paragraph(words.count("agenda.lacking_count", len(found.lacking)), tone=Tone.WARN)
        if self._gaps:
            yield Paragraph(words.count("agenda.gaps", len(self._gaps)), tone=Tone.MUTED)
        yield Paragraph(words("agenda.why"), tone=Tone.MUTED)

    @property
    def _here(self) -> Action | None:
        return self._agenda.action(self.query_one(Lines).key or "")

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: what is done with an action needs one."""
        if self._is_loaded:
            if command.action in _OF_AN_ACTION and self._here is None:
                return super().why_not(command) or Refusal("agenda.none_here")
            if command.action == "draft" and not self._gaps:
                return super().why_not(command) or Refusal("agenda.no_gaps", agency=self._agenda.agency)
            if command.action == "export" and not self._agenda.actions:
                return Refusal("agenda.empty", agency=self._agenda.agency)
        return super().why_not(command)

    def action_change(self) -> None:
        """Change the action under the cursor; on another line, do what that asks for."""
        here, key = self._here, self.query_one(Lines).key or ""
        if here is not None:
            refused = next(super(AgendaScreen, self).why_not(each) for each in AGENDA if each.action == "add")
            if refused is not None:
                self.refuse(refused)
                return
            fields = plan_fields(self.words, Scale(here.scale), here.planned)
            self._ask(f"{here.code} · {here.item} {self.words.of(here.title)}", fields, here.code, here.code)
        elif key == "beside":
            self.action_beside()
        elif key == _FACT:
            self.go("facts", verification=self._verification)
        elif key.startswith(_EARLIER) and self._earlier is not None:
            self.go("agenda", verification=self._earlier.verification, at=key.removeprefix(_EARLIER))
        elif not self._agenda.actions:
            self.action_draft()
        else:
            self.action_add()

    def action_draft(self) -> None:
        """Put down an action for each gap that has none."""
        count, quarters = len(self._gaps), self.house.settings.quarters
        if self.may("draft") and self.do(agenda.draft, self._verification, told.drafted(self.words, self._gaps), quarters) is not None:
            self.renewed(self.words.count("agenda.drafted", count), Tone.GOOD)

    def action_add(self) -> None:
        """Plan another action: the item first, then what is to be done."""
        if not self.may("add"):
            return
        used = self._checklist
        if used is None:
            self.refuse(Refusal("agenda.no_checklist"))
            return

        def found(code: str | None) -> None:
            if code is not None:
                item = used.items[code]
                self._ask(f"{code} {self.words.of(item.title)}", plan_fields(self.words, item.scale, {}), f"new.{code}", "", code)

        self.app.push_screen(Finder(self.words, self.words("agenda.which_item"), items(self.words, used)), found)

    def _ask(self, title: str, fields: tuple[Field, ...], place: str, code: str, item: str = "") -> None:
        of = self._verification

        def save(values: Mapping[str, str]) -> Action:
            return self.desk.do(agenda.record, of, code, values) if code else self.desk.do(agenda.add, of, item, values)

        self.ask(title, fields, agenda.place(of, place), save, self._saved)

    def _saved(self, action: Action) -> None:
        lacking = told.lacking(self.words, action)
        said = self.words("agenda.saved", code=action.code)
        self.renewed(f"{said} {self.words('agenda.lacking', what=lacking)}" if lacking else said, Tone.WARN if lacking else Tone.GOOD)
        self.query_one(Lines).move_to(action.code)

    def action_mark(self) -> None:
        """Say how far the action has come."""
        here, of = self._here, self._verification
        if not self.may("mark") or here is None:
            return
        fields = status_fields(self.words, here, self._agenda.today, self.desk.ask(agenda.evidence, of))
        title = self.words("agenda.marking", code=here.code, item=here.item)
        place = agenda.place(of, f"{here.code}.status")
        self.ask(title, fields, place, lambda values: self.desk.do(agenda.mark, of, here.code, values), self._marked)

    def _marked(self, action: Action) -> None:
        self.renewed(self.words("agenda.marked", code=action.code, status=self.words(f"agenda.status.{action.status}")), Tone.GOOD)
        self.query_one(Lines).move_to(action.code)

    def action_remove(self) -> None:
        """Take the action off where no signed agenda tells it."""
        here = self._here
        if self.may("remove") and here is not None and self.do(agenda.remove, self._verification, here.code) is not None:
            self.renewed(self.words("agenda.removed", code=here.code))

    def action_undo(self) -> None:
        """Take back the last act on the agenda."""
        verb = self.do(agenda.undo, self._verification) if self.may("undo") else None
        if verb is not None:
            self.renewed(self.words("agenda.undone", act=self.words(f"act.{verb}")))

    def action_sign(self) -> None:
        """Sign the agenda as it stands, and write its document."""
        found = self._agenda
        if not self.may("sign"):
            return
        key = "agenda.ask_over" if found.beside else "agenda.ask"
        question = self.words(key, agency=found.agency, round=found.round, count=len(found.actions))
        ready = self.guarded(lambda: self.desk.ask(agenda.drawn_up, self._verification, over=True))
        if ready is not None:
            self.app.push_screen(Confirm(self.words, question), lambda reply: self._sign(found) if reply else None)

    def _sign(self, found: Agenda) -> None:
        of = self._verification
        hand_over(
            self,
            "action",
            lambda: self.desk.ask(agenda.drawn_up, of, over=bool(found.beside)),
            lambda signed: self.desk.do(agenda.sign, of, signed),
            lambda made, path: self.words(
                "agenda.is_signed", agency=made.agency, revision=made.revision, file=path.name, folder=places.told(path.parent)
            ),
        )

    def action_beside(self) -> None:
        """Look at the agendas that stand beside this one, and go on from one of them."""
        beside = self._agenda.beside
        if not self.may("beside"):
            return
        if not beside:
            self.say("agenda.none_beside")
            return
        say = self.words
        options = [
            Option(each.digest, say("agenda.beside_one", person=each.person, day=told.signed_on(say, each.at), count=each.actions))
            for each in beside
        ]
        self.app.push_screen(Pick(self.words, self.words("agenda.take_title"), options), self._take)

    def _take(self, digest: str | None) -> None:
        if digest is not None and self.do(agenda.take, self._verification, digest) is not None:
            self.renewed(self.words("agenda.taken"), Tone.GOOD)

    def action_export(self) -> None:
        """Write the agenda as a workbook, calendar, paper or text."""
        if self.may("export"):
            choose_export(self, (self._agenda,), f"{self._agenda.agency} · {self._agenda.round}")
