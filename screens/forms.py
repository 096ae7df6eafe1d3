"""Forms of fields. Nothing typed is ever lost: Esc closes and keeps a draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from models.errors import Refusal
from models.fields import Field
from models.moments import day
from models.text import UNREAD, shown, uncomposed
from models.words import Words
from screens.dialogs import Pick
from screens.notes import AskNote, DraftDialog
from screens.widgets.drafting import Draft, Values
from screens.widgets.drawing import Tone, cropped
from screens.widgets.fields import ChoiceLine, LineInput, NoteArea, PathInput, SaveLine
from screens.widgets.status import KeyHint, KeyStrip, StatusLine

__all__ = ["AskNote", "Draft", "Form"]

Entry = LineInput | NoteArea | ChoiceLine

_LABEL_WIDTH: Final = 36
_KEYED_OPTIONS: Final = 9
"""Options that digits can reach; longer choices open a list."""


@dataclass(slots=True)
class _Row:
    field: Field
    entry: Entry
    label: Static


class _Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields, one below the other; where they are more than fit, the keys still move between them, and the rows follow the cursor."""

    def on_resize(self) -> None:
        """Keep the cursor in sight when the window changes."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            self.call_after_refresh(focused.scroll_visible, animate=False)


class Form(DraftDialog[Mapping[str, str] | None]):
    """Several fields: Enter goes on and saves at the end, ctrl+s saves from anywhere, Esc closes and keeps a draft (where there is one).

    `check` saves: it is given the values and gives back the refusal, or nothing when they are safe; then the draft is forgotten.
    """

    AUTO_FOCUS = "LineInput, NoteArea, ChoiceLine, SaveLine"
    HELP_ID = "dialog.form"
    SAVE, SAVE_KEY = "dialog.form.save", "dialog.key.save"
    """What its last line does, and the keys that do it."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "form.close", id="form.close", show=False),
        Binding("ctrl+s", "save", "form.save", id="form.save", show=False),
        Binding("up", "go(-1)", "form.previous", id="form.previous", show=False),
        Binding("down", "go(1)", "form.next", id="form.next", show=False),
    ]
    DEFAULT_CSS = """
    Form {
        .row { height: auto; width: 1fr; padding: 0 1; background: $surface; }
        .label { height: 1; background: $surface; color: $foreground; }
        NoteArea { height: 4; }
        SaveLine { margin: 1 0 0 0; }
        .scroll { max-height: 10; }
        &.-low .scroll { max-height: 6; }
        &.-high .scroll { max-height: 20; }
    }
    """

    def __init__(
        self, words: Words, title: str, fields: tuple[Field, ...], draft: Draft | None, check: Callable[[Mapping[str, str]], Refusal | None]
    ) -> None:
        self._rows: list[_Row] = []
        self._check = check
        self._secret = [each.key for each in fields if each.kind == "secret"]
        fixed = [each.key for each in fields if not each.enabled]
        super().__init__(
            words, title, draft, {each.key: each.admitted(each.value) for each in fields}, fixed=fixed, aside=_choices_if_new(fields)
        )
        self._rows = [_Row(each, self._entry(each, self.initial[each.key]), Static(classes="label", markup=False)) for each in fields]

    def _entry(self, each: Field, value: str) -> Entry:
        match each.kind:
            case "text" | "date":
                return LineInput(value, disabled=not each.enabled)
            case "path":
                return PathInput(value, disabled=not each.enabled)
            case "secret":
                return LineInput(value, disabled=not each.enabled, admit=uncomposed, is_secret=True)
            case "note":
                return NoteArea(value, disabled=not each.enabled)
            case "choice":
                return ChoiceLine(each.options, value, prompt=self.words("dialog.form.choose"), disabled=not each.enabled)

    def body(self) -> ComposeResult:
        """Give the fields, one a line."""
        width = min(_LABEL_WIDTH, max((cell_len(row.field.label) for row in self._rows), default=0)) + 5
        with _Rows(classes="scroll"):
            for row in self._rows:
                row.label.styles.width = width
                self._mark(row, has_focus=False)
                with Horizontal(classes="row"):
                    yield row.label
                    yield row.entry
        yield SaveLine(self.words(self.SAVE))
        yield from self.foot()

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of the field in focus."""
        hints = [KeyHint("↑↓", self.words("dialog.key.move"))]
        match self.focused:
            case NoteArea():
                hints += [KeyHint("Enter", self.words("dialog.key.line")), KeyHint("Tab", self.words("dialog.key.next"))]
            case ChoiceLine() as choice if _is_long(choice):
                hints += [KeyHint("Enter", self.words("dialog.key.list")), KeyHint("←→", self.words("dialog.key.change"))]
            case ChoiceLine() as choice:
                hints += [KeyHint("Enter", self._onward(choice)), KeyHint("←→", self.words("dialog.key.change"))]
            case entry:
                hints.append(KeyHint("Enter", self._onward(entry)))
        hints += [KeyHint("Ctrl+S", self.words(self.SAVE_KEY)), KeyHint("F1", self.words("dialog.help"))]
        return (*hints, KeyHint("Esc", self.words("dialog.key.leave")))

    def _onward(self, entry: Widget | None) -> str:
        is_last = isinstance(entry, SaveLine) or entry in self._open_entries()[-1:]
        return self.words(self.SAVE_KEY if is_last else "dialog.key.next")

    def values(self) -> Values:
        """What the fields hold, by key."""
        if not self._rows:
            return self.initial
        entered = {row.field: row.entry.text if isinstance(row.entry, NoteArea) else row.entry.value for row in self._rows}
        return {field.key: field.admitted(value) for field, value in entered.items()}

    def spoken(self, values: Values) -> Values:
        """What of `values` may be kept: no passphrase."""
        return {key: value for key, value in values.items() if key not in self._secret}

    @staticmethod
    def _mark(row: _Row, *, has_focus: bool) -> None:
        label = cropped(shown(row.field.label), _LABEL_WIDTH) + (" *" if row.field.required else "")
        row.label.update(Content(f"{'›' if has_focus else ' '} {label}"))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Point at the field, show its hint and its keys."""
        for row in self._rows:
            self._mark(row, has_focus=row.entry is event.widget)
        self._hint()
        self.query_one(KeyStrip).show(self.hints())

    @property
    def _row(self) -> _Row | None:
        return next((row for row in self._rows if row.entry is self.focused), None)

    def explained(self) -> str:
        """What belongs into the field in focus, of which a low window cuts the end."""
        row = self._row
        return f"{row.field.label}: {row.field.hint}" if row is not None and row.field.hint else ""

    @on(Input.Changed)
    def _hint(self) -> None:
        """Say what belongs into the field in focus; of a date that was typed, which day it is."""
        row = self._row
        hint = row.field.hint if row else ""
        if row and row.field.kind == "date" and isinstance(row.entry, LineInput):
            found = day(row.entry.value)
            hint = hint or self.words("fact.hint.date")
            if found is not None:
                hint = self.words("dialog.form.date", weekday=self.words(f"weekday.{found.isoweekday()}"), date=self.words.date(found))
        elif row and _is_long(row.entry):
            hint = self.words("dialog.form.list_hint")
        self.query_one(StatusLine).say(hint, Tone.MUTED)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._go_on(event.input)

    @on(PathInput.Several)
    def _took_one(self, event: PathInput.Several) -> None:
        event.stop()
        self.notice(self.words("files.several", count=event.count), is_refusal=True)

    @on(ChoiceLine.Entered)
    def _entered(self, event: ChoiceLine.Entered) -> None:
        choice = event.choice
        if not _is_long(choice):
            self._go_on(choice)
            return

        def picked(key: str | None) -> None:
            if key is not None:
                choice.value = key
                self._go_on(choice)

        row = next(row for row in self._rows if row.entry is choice)
        self.app.push_screen(Pick(self.words, row.field.label, row.field.options, choice.value), picked)

    @on(SaveLine.Pressed)
    def action_save(self) -> None:
        """Save, or say why not and stay."""
        values = self.values()
        for row in self._rows:
            if row.field.required and row.field.enabled and not values[row.field.key].strip():
                self.notice(self.words("dialog.form.required", label=row.field.label), is_refusal=True)
                row.entry.focus()
                return
            if row.field.kind == "secret" and UNREAD in values[row.field.key]:
                self.notice(self.words.refusal(Refusal("text.unread")), is_refusal=True)
                row.entry.focus()
                return
        self.save(values)

    def save(self, values: Values) -> None:
        """Save what is complete and leave, or say why not and stay."""
        refusal = self._check(values)
        if refusal is not None:
            self.keeper.keep()
            self.blame(refusal)
            return
        self.keeper.forget()
        self.answer(values)

    def blame(self, refusal: Refusal) -> None:
        """Say the refusal, at the field it is about."""
        self.notice(self.words.refusal(refusal), is_refusal=True)
        label = refusal.fields.get("label")
        for row in self._rows if label is not None else ():
            if row.field.enabled and row.field.label == self.words.called(label):
                row.entry.focus()
                return

    def clear(self) -> None:
        """Take away what was typed."""
        for row in self._rows:
            if isinstance(row.entry, LineInput):
                row.entry.value = ""

    def _open_entries(self) -> list[Widget]:
        return [row.entry for row in self._rows if row.field.enabled]

    def _go_on(self, entry: Widget) -> None:
        entries = self._open_entries()
        if entry is entries[-1]:
            self.action_save()
        else:
            entries[entries.index(entry) + 1].focus()

    def action_go(self, step: int) -> None:
        """Go to the next or previous field."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_close(self) -> None:
        """Leave; when the draft cannot be kept, only at the second time."""
        if self.keeper.keep():
            self.keeper.end()
            self.answer(None)
        else:
            self.stay_or_leave(None)


def _is_long(entry: Widget) -> bool:
    """Whether it is a choice of so many options that Enter opens the list of them."""
    return isinstance(entry, ChoiceLine) and len(entry.options) > _KEYED_OPTIONS


def _choices_if_new(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """The choices of a form that is still empty and cannot do without text: what is chosen says nothing before that is typed."""
    texts = [each for each in fields if each.kind != "choice"]
    is_new = any(each.required for each in texts) and not any(each.value for each in texts)
    return tuple(each.key for each in fields if each.kind == "choice") if is_new else ()
