"""Dialogs whose text is kept while it is typed: their common part, and the note of many lines."""

from collections.abc import Callable, Collection
from typing import ClassVar, TypeVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from models.errors import Refusal
from models.fields import Option
from models.text import NOTE_LIMIT, clean, shown_lines
from models.words import Words
from screens.dialogs import HouseDialog, Pick, prose
from screens.house import House
from screens.widgets.drafting import Draft, DraftKeeper, Kept, Values
from screens.widgets.drawing import Tone
from screens.widgets.fields import ChoiceLine, NoteArea
from screens.widgets.status import KeyHint, StatusLine

Result = TypeVar("Result")


class DraftDialog(HouseDialog[Result]):
    """A dialog whose text is kept while it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+r", "unsaved", "draft.unsaved", id="draft.unsaved", show=False)]
    DEFAULT_CSS = """
    DraftDialog {
        StatusLine { max-height: 2; }
        #notice { display: none; max-height: 4; color: $accent; }
        #notice.-told { display: block; }
        #notice.-refused { color: $error; }
    }
    """

    def __init__(
        self, words: Words, title: str, draft: Draft | None, initial: Values, *, fixed: Collection[str] = (), aside: Collection[str] = ()
    ) -> None:
        super().__init__(words, title)
        self.initial = dict(initial)
        """What the dialog starts with: what is stored, or what an earlier one left behind."""
        self.keeper = DraftKeeper(self, draft, self.spoken(self.initial), self._spoken, self._told, fixed=fixed, aside=aside)
        """Keeps the draft."""
        recalled = self.keeper.recalled()
        self._is_recovered = recalled is not None
        self.refused: Refusal | None = None
        """Why the draft could not be kept at the last attempt."""
        self._is_about_draft = False
        self._given_up: Values | None = None
        self.initial |= recalled or {}

    def values(self) -> Values:
        """What the dialog holds now, as it may be stored."""
        raise NotImplementedError

    def spoken(self, values: Values) -> Values:
        """What of `values` may be kept where others could read it: a passphrase never is."""
        return values

    def _spoken(self) -> Values:
        return self.spoken(self.values())

    def foot(self) -> ComposeResult:
        """Give the lines in which the dialog speaks."""
        yield prose("", id="notice")
        yield StatusLine()

    def on_mount(self) -> None:
        """Say that text was recovered."""
        if self._is_recovered:
            self.notice(self.words("dialog.draft.recovered"), is_refusal=False)

    def notice(self, sentence: str, *, is_refusal: bool, is_about_draft: bool = False) -> None:
        """Say `sentence` above the keys until another takes its place; what it says about the draft only until that is kept."""
        told = self.query_one("#notice", Static)
        told.update(Content(shown_lines(sentence)))
        told.set_class(bool(sentence), "-told").set_class(is_refusal, "-refused")
        self._is_about_draft = is_about_draft

    def _told(self, kept: Kept, refusal: Refusal | None) -> None:
        self.refused = refusal
        status, told = next(iter(self.query(StatusLine)), None), next(iter(self.query("#notice")), None)
        if status is None or told is None or self._left:
            # Kept on the way out, when the lines are gone already.
            return
        if kept is Kept.NO and refusal is not None:
            status.mark(self.words("dialog.draft.not_kept"), Tone.BAD)
            # Whoever is leaving is told what Esc would lose, until the text is another.
            is_leaving = self._given_up == self.values()
            if not is_leaving and (self._is_about_draft or not told.has_class("-refused")):
                cause = self.words.refusal(refusal)
                self.notice(self.words("dialog.draft.retry", cause=cause), is_refusal=True, is_about_draft=True)
        elif kept in (Kept.YES, Kept.NOTHING):
            if self._is_about_draft:
                self.notice("", is_refusal=False)
            status.mark(self.words("dialog.draft.kept" if kept is Kept.YES else "dialog.draft.nothing"), Tone.GOOD)
        elif status.marked != self.words("dialog.draft.not_kept"):
            status.mark(self.words("dialog.draft.pending"), Tone.MUTED)

    def stay_or_leave(self, result: Result) -> None:
        """Leave with `result` unless text would be lost; then say so, and leave at the second time."""
        values, refused = self.values(), self.refused
        if values == self._given_up:
            self.keeper.end()
            self.answer(result)
            return
        self._given_up = values
        said = "dialog.draft.leave_kept" if self.keeper.keep() else "dialog.draft.leave"
        cause = "" if refused is None else self.words.refusal(refused)
        self.notice(self.words(said, cause=cause), is_refusal=True, is_about_draft=True)

    def action_unsaved(self) -> None:
        """See what is not saved: try again, or copy it elsewhere."""
        self.keeper.keep()
        house = cast("House", self.app)
        if house.unsaved:
            house.see_unsaved()

    @on(NoteArea.Outside)
    def _lend(self, event: NoteArea.Outside) -> None:
        event.stop()
        self._lent(event.area)

    @work(exclusive=True, name="editor")
    async def _lent(self, area: NoteArea) -> None:
        """Let the text be written in the user's own editor; what it saves stands here, and is kept as if typed here."""
        self.keeper.keep()
        self.notice("", is_refusal=False)
        try:
            await cast("House", self.app).lend(area.text, area.take)
        except Refusal as refused:
            self.notice(self.words.refusal(refused), is_refusal=True)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def _changed(self) -> None:
        self.keeper.changed()

    def keep_typed(self) -> None:
        """Keep what was typed, whatever state the dialog is in."""
        self.keeper.keep()

    def on_descendant_blur(self) -> None:
        """Keep what was typed when a field is left."""
        self.keeper.keep()

    def on_screen_suspend(self) -> None:
        """Keep what was typed when something comes in front."""
        self.keeper.keep()

    def on_unmount(self) -> None:
        """Keep what was typed when the program ends."""
        self.keeper.keep()
        self.keeper.end()


class AskNote(DraftDialog[None]):
    """A note of many lines: Esc and ctrl+s save it and leave. What `save` refuses keeps the text on the screen.

    `save` is given the text and gives back the refusal, or nothing when it is safe; a text left as it was is not saved again.
    """

    HELP_ID = "dialog.note"
    AUTO_FOCUS = "NoteArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "close", "note.close", id="note.close", show=False),
        Binding("tab", "others", "note.others", id="note.others", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    AskNote NoteArea { height: 12; padding: 0 1; }
    AskNote.-low NoteArea { height: 8; }
    AskNote.-high NoteArea { height: 22; }
    """

    def __init__(self, words: Words, title: str, text: str, draft: Draft, save: Callable[[str], Refusal | None]) -> None:
        self._area: NoteArea | None = None
        self._is_too_long = False
        self._save = save
        super().__init__(words, title, draft, {"text": clean(text)})
        self._area = NoteArea(self.initial["text"])

    def body(self) -> ComposeResult:
        """Give the text."""
        if self._area is not None:
            yield self._area
        yield from self.foot()

    def hints(self) -> tuple[KeyHint, ...]:
        """The key that leaves, and those of what else can be done."""
        words = self.words
        return (
            KeyHint("Esc", words("dialog.key.done")),
            KeyHint("Ctrl+Z", words("dialog.key.undo")),
            KeyHint("Ctrl+E", words("dialog.key.outside")),
            KeyHint("Tab", words("dialog.key.others")),
        )

    def action_others(self) -> None:
        """Choose what else can be done with the text, where a terminal keeps the keys of that for itself."""
        words, area = self.words, self.query_one(NoteArea)
        acts: dict[Option, Callable[[], object]] = {
            Option("undo", words("note.act.undo")): area.undo,
            Option("redo", words("note.act.redo")): area.redo,
            Option("outside", words("note.act.outside")): area.action_outside,
            Option("done", words("note.act.done")): self.action_close,
        }

        def chosen(key: str | None) -> None:
            for option, act in acts.items():
                if option.key == key:
                    act()

        self.app.push_screen(Pick(words, self.heading, list(acts)), chosen)

    def values(self) -> Values:
        """The text under the key `text`."""
        return self.initial if self._area is None else {"text": clean(self._area.text)}

    @on(TextArea.Changed)
    def _measure(self) -> None:
        if len(self.values()["text"]) > NOTE_LIMIT:
            refusal = Refusal("text.too_long", label=self.heading, limit=NOTE_LIMIT)
            self.notice(self.words.refusal(refusal), is_refusal=True)
            self._is_too_long = True
        elif self._is_too_long:
            self.notice("", is_refusal=False)
            self._is_too_long = False

    def action_close(self) -> None:
        """Save and leave; what cannot be saved stays here until it is left a second time."""
        text = self.values()["text"]
        refusal = None if self.keeper.is_as_stored() else self._save(text)
        if refusal is None:
            self.keeper.forget()
            self.answer(None)
        else:
            self.refused = refusal
            self.stay_or_leave(None)
