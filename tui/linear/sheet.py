"""One verification, item by item: answer and go on, with the same letters that the screen has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from models import agenda_told, item_told, kept_told
from models.desk import agreed, answers, carrying, drafts, history, planned, reading, reviewing, submitting
from models.errors import Refusal
from models.finding import Named, ranked
from models.sheet_told import asked_otherwise
from models.text import folded
from models.views import Sheet, SheetLine
from tui.linear import entries
from tui.linear.facts import facts_room
from tui.linear.talk import Back
from tui.linear.verdict import verdict_room
from tui.linear.work import Work

_WORDS: Final = {"yes": 4, "partly": 2, "no": 0}
_LETTERS: Final = {item_told.LETTERS[level]: name for name, level in _WORDS.items()}


def sheet_room(work: Work, verification: str, at: str = "") -> None:
    """Work on a verification until one steps back; Refusal `verification.unknown`."""
    room = _Room(work, verification, work.desk.ask(reading.sheet, verification))
    room.begin(at)
    while True:
        try:
            room.turn()
        except Back:
            return


@dataclass(slots=True)
class _Room:
    work: Work
    id: str
    sheet: Sheet
    at: str = ""
    is_told: bool = False
    """Whether the item at hand was read out."""

    def begin(self, at: str) -> None:
        """Say whose verification it is and what was left half typed, and stand on the first gap."""
        sheet, talk, words = self.sheet, self.work.talk, self.work.words
        second = f"{words('sheet.second')}: " if sheet.standing.is_second else ""
        talk.head(f"{second}{sheet.agency.name}. {sheet.round}, {sheet.checklist.name}. {words(f'state.{sheet.state}')}.")
        talk.tell("linear.sheet.progress", answered=sheet.answered, total=len(sheet.lines))
        if moved := sheet.standing.followed_as:
            talk.tell("linear.sheet.moved", checklist=moved)
        elif waiting := sum(line.answer.is_carried for line in sheet.lines):
            talk.say(words.count("linear.sheet.carried", waiting))
        if typed := self.work.desk.ask(drafts.under, f"{self.id}/"):
            places = ", ".join(sorted({kept_told.told(words, each) for each in typed}))
            talk.say(words.count("linear.sheet.drafts", len(typed), places=places))
        if (returned := self.work.desk.ask(submitting.return_of, self.id)) is not None:
            talk.say("\n".join(item_told.returned(words, returned)))
        for remark in self.work.desk.ask(reviewing.standing, self.id).remarks:
            if remark.stage == "open":
                talk.say("\n".join(item_told.thread(words, remark)))
        last = sheet.checklist.codes[-1]
        self.at = at if at in sheet.checklist.items else sheet.next_gap(last) or sheet.lines[0].item.code

    @property
    def line(self) -> SheetLine:
        """The item at hand."""
        return self.sheet.line(self.at)

    def turn(self) -> None:
        """Read out the item where that was not done, and do what is typed; Back where one leaves the sheet."""
        talk, words = self.work.talk, self.work.words
        if not self.is_told:
            talk.head(item_told.head(words, self.sheet, self.line))
            for told in item_told.asked(words, self.sheet, self.line):
                talk.say(told, indent="  ")
            for told in (*self._agreed(), *self._before()):
                talk.say(told, indent="  ")
            self.is_told = True
        typed = talk.ask(words("linear.sheet.ask", item=self.at), words("linear.sheet.help"))
        try:
            self._hear(typed)
        except Back:
            talk.tell("linear.sheet.still", item=self.at)

    def _agreed(self) -> Iterator[str]:
        """That the answer is another than in the minutes that stand."""
        minutes = self.work.desk.ask(agreed.of, self.id)
        if minutes is not None and agreed.is_changed(minutes, self.line):
            yield item_told.differing(self.work.words, self.line, agreed.then(minutes, self.at))

    def _before(self) -> Iterator[str]:
        """How the item stood in the verification whose answers were carried over, and what the agenda of the round before planned."""
        words, line = self.work.words, self.line
        found = self.work.desk.ask(carrying.earlier, self.id, self.at) if self.sheet.follows else None
        if found is not None:
            yield from (f"{label} {text}".strip() for _, label, text in item_told.before(words, found, line))
        if line.answer.is_carried:
            yield words("linear.sheet.confirm")
        agenda = self.work.desk.ask(planned.earlier, self.id)
        yield from (said for _, said in agenda_told.earlier(words, agenda, self.at, line.item.digest))

    def _hear(self, typed: str) -> None:
        act = ACTS.get(typed.casefold()) or self._act_called(typed)
        level = self._level(typed)
        if not typed:
            self._go(self._behind())
        elif typed.startswith("/") or typed.upper() in self.sheet.checklist.items:
            self._find(typed.removeprefix("/").strip())
        elif level is not None:
            self._answer(level)
        elif act is not None:
            act(self)
        else:
            self.work.talk.tell("linear.sheet.unknown", typed=typed)

    def _act_called(self, typed: str) -> "Callable[[_Room], None] | None":
        called = {folded(self.work.words(f"linear.act.{act.__name__}")): act for act in ACTS.values()}
        return called.get(folded(typed))

    def _level(self, typed: str) -> int | str | None:
        """What an answer was typed as: a level, or yes, partly, no; None where it is none."""
        if typed.isascii() and typed.isdigit() and len(typed) == 1:
            return int(typed)
        said = {folded(self.work.words(f"answer.{level}")): name for name, level in _WORDS.items()}
        return _LETTERS.get(typed.casefold()) or said.get(folded(typed))

    def _answer(self, level: int | str) -> None:
        work, code = self.work, self.at
        sheet = work.do(answers.record, self.id, code, level) if isinstance(level, int) else work.do(answers.say, self.id, code, level)
        self.changed(sheet, goes_on=True)

    def changed(self, sheet: Sheet | None, *, goes_on: bool = False) -> None:
        """Say how the item stands after an act, and go on to the next where nothing more is missing of it."""
        if sheet is None:
            return
        before, self.sheet = self.sheet, sheet
        words, talk, line = self.work.words, self.work.talk, self.line
        talk.tell("linear.sheet.saved", item=self.at, answer=item_told.answer_text(words, line))
        for told in (*item_told.lacks(words, line), *self._agreed()):
            talk.say(told, indent="  ")
        if sheet.asked is not before.asked:
            talk.say(asked_otherwise(words, before, sheet))
        if sheet.answered == len(sheet.lines) and before.answered < len(sheet.lines):
            talk.tell("linear.sheet.all_answered")
        if goes_on and not line.is_hidden:
            self._go(self._behind())

    def _behind(self) -> str:
        """The next item that is asked, the first behind the last."""
        codes = [line.item.code for line in self.sheet.lines]
        later = (code for code in codes if self.sheet.checklist.places[code] > self.sheet.checklist.places[self.at])
        return next(later, codes[0])

    def _go(self, code: str) -> None:
        self.at, self.is_told = code, False

    def _find(self, typed: str) -> None:
        named = {
            line.item.code: Named(line.item.code, line.item.title.id, line.item.title.en)
            for line in self.sheet.every
            if not line.is_hidden or line.says_something
        }
        found = next(iter(ranked(typed, named)), None)
        if found is None:
            self.work.talk.tell("linear.none_found", typed=typed)
        else:
            self._go(found)

    def following(self) -> None:
        """Go to the next item."""
        self._go(self._behind())

    def previous(self) -> None:
        """Go to the item before."""
        codes = [line.item.code for line in self.sheet.lines]
        earlier = [code for code in codes if self.sheet.checklist.places[code] < self.sheet.checklist.places[self.at]]
        self._go(earlier[-1] if earlier else codes[-1])

    def gap(self) -> None:
        """Go to the next item that lacks something."""
        found = self.sheet.next_gap(self.at)
        if found is None:
            self.work.talk.tell("linear.sheet.no_gap")
        else:
            self._go(found)

    def again(self) -> None:
        """Read the item out again."""
        self.is_told = False

    def details(self) -> None:
        """Read out what counts as evidence, and the basis."""
        for told in item_told.helped(self.work.words, self.sheet, self.line):
            self.work.talk.say(told, indent="  ")

    def accept(self) -> None:
        """Let a carried answer stand, else take the level that the counts propose."""
        if self.line.answer.is_carried:
            self.changed(self.work.do(carrying.confirm, self.id, self.at), goes_on=True)
        elif self.line.proposed is None:
            self.work.talk.tell("linear.sheet.nothing_proposed")
        else:
            self._answer(self.line.proposed)

    def clear(self) -> None:
        """Take the answer back."""
        self.changed(self.work.do(answers.clear, self.id, self.at))

    def undo(self) -> None:
        """Take back the last act, and go where it was."""
        undone = self.work.do(history.undo, self.id)
        if undone is None:
            return
        self.sheet = undone.sheet
        words = self.work.words
        self.work.talk.say(words("sheet.undone", act=words(f"act.{undone.verb}"), item=undone.item))
        self._go(undone.item if undone.item in self.sheet.checklist.items else self.at)

    def facts(self) -> None:
        """Go to the facts."""
        facts_room(self.work, self.id)
        self._back_here()

    def verdict(self) -> None:
        """Go to the verdict."""
        verdict_room(self.work, self.id)
        self._back_here()

    def _back_here(self) -> None:
        self.sheet, self.is_told = self.work.desk.ask(reading.sheet, self.id), False

    def note(self) -> None:
        """Write the note."""
        self.changed(entries.note(self.work, self.sheet, self.line))

    def not_applicable(self) -> None:
        """Mark the item as not applicable, with a reason."""
        if self.line.item.not_applicable:
            self.changed(entries.not_applicable(self.work, self.sheet, self.line), goes_on=True)
        else:
            self.work.refuse(Refusal("answer.not_applicable", item=self.at))

    def counts(self) -> None:
        """Enter the counts."""
        if self.line.item.counts:
            self.changed(entries.counts(self.work, self.sheet, self.line))
        else:
            self.work.refuse(Refusal("count.not_asked", item=self.at))

    def evidence(self) -> None:
        """Register and cite evidence."""
        entries.evidence_room(self.work, self.id, self.at)
        self._back_here()

    def remarks(self) -> None:
        """Read what was remarked on the item, and reply."""
        entries.reply(self.work, self.id, self.at)

    def overview(self) -> None:
        """Read out every item with its answer."""
        words = self.work.words
        for line in self.sheet.lines:
            self.work.talk.say(f"{line.item.code} {words.of(line.item.title)}: {item_told.answer_text(words, line)}", indent="  ")


ACTS: Final[Mapping[str, Callable[[_Room], None]]] = {
    "-": _Room.not_applicable,
    "n": _Room.note,
    "e": _Room.evidence,
    "c": _Room.counts,
    "f": _Room.facts,
    "v": _Room.verdict,
    "r": _Room.remarks,
    "g": _Room.gap,
    "u": _Room.undo,
    "x": _Room.clear,
    "i": _Room.details,
    "j": _Room.following,
    "k": _Room.previous,
    "=": _Room.accept,
    "*": _Room.overview,
    ".": _Room.again,
}
"""What a letter does, or the word `linear.act.<name>` in its place; the letters of the screen mean the same here."""
