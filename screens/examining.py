"""The doctor at the screen: each part of the profile with what was found and what to do, a report for others, and moving the profile."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import BindingType

from models import places, rehousing
from models.carriers.address import Address, parsed
from models.carriers.opening import needs_password
from models.desk.freeze import Frozen
from models.doctor import Result, State, Wish, examine, named, report
from models.doctor.telling import called, remedy, told
from models.errors import Refusal
from models.fields import Field
from models.moments import now
from models.settings import at_home, load
from models.text import harmless
from screens import keys
from screens.commands import EXAMINING, bindings
from screens.dialogs import Confirm, Tell
from screens.forms import Form
from screens.handing_out import write
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph
from screens.working import Outcome, Steps

_TONES: Final = {State.GOOD: Tone.GOOD, State.NOTED: Tone.WARN, State.WRONG: Tone.BAD, State.SKIPPED: Tone.MUTED}
_ORDER: Final = (State.WRONG, State.NOTED, State.GOOD, State.SKIPPED)
_SHOWN: Final = 3
"""Most faults that stand beneath the list; Enter shows all."""


class ExaminingScreen(PreviewScreen):
    """Every check, what is wrong first."""

    KEYS = EXAMINING
    HELP_ID = "examining"
    BINDINGS: ClassVar[list[BindingType]] = bindings(EXAMINING)

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, Result] = {}

    def begin(self) -> None:
        """Look at once: it changes nothing."""
        super().begin()
        self.action_again()

    def heading(self) -> tuple[str, str]:
        """What is looked at, and how much is wrong."""
        wrong, noted = self._tally
        return self.words("doctor.title"), self.words("doctor.tally", wrong=wrong, noted=noted) if self._found else ""

    @property
    def _tally(self) -> tuple[int, int]:
        """How much is wrong, and how much is worth a note."""
        states = [each.state for each in self._found.values()]
        return states.count(State.WRONG), states.count(State.NOTED)

    def _summary(self) -> str:
        wrong, noted = self._tally
        said = self.words.count("doctor.findings", wrong) if wrong else self.words("doctor.sound")
        return f"{said} {self.words.count('doctor.notes', noted)}" if noted else said

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = self.words("doctor.not_yet")
        lines.show([self._line(each) for each in self._sorted()])
        self.draw_pane()

    def _sorted(self) -> list[Result]:
        return sorted(self._found.values(), key=lambda each: _ORDER.index(each.state))

    def _line(self, each: Result) -> Line:
        width = max(len(called(self.words, "state", state)) for state in State)
        left = ((f"{called(self.words, 'state', each.state):<{width}}  ", _TONES[each.state]),)
        return Line(each.check, left=left, text=f"{called(self.words, 'check', each.check)}: {told(self.words, each.found.said)}")

    def told(self, key: str) -> Iterator[Paragraph]:
        """What was found, what is wrong one by one, and what to do."""
        each = self._found.get(key)
        if each is None:
            return
        yield Paragraph(f"{called(self.words, 'check', key)}: {told(self.words, each.found.said)}", tone=Tone.HEADING, limit=3)
        yield from (Paragraph(f"- {told(self.words, fault)}", limit=1) for fault in each.found.faults[:_SHOWN])
        if len(each.found.faults) > _SHOWN:
            yield Paragraph(f"- {self.words.count('doctor.more', len(each.found.faults) - _SHOWN)}", tone=Tone.MUTED)
        for text in filter(None, (remedy(self.words, each), told(self.words, each.found.copy) if each.found.copy else "")):
            yield Paragraph(f"→ {text}", tone=_TONES[each.state])

    def action_open(self) -> None:
        """Read all that was found of the highlighted part."""
        each = self._found.get(self.query_one(Lines).key or "")
        if each is not None:
            faults = "\n".join(f"- {told(self.words, fault)}" for fault in each.found.faults)
            copy = told(self.words, each.found.copy) if each.found.copy else ""
            took = self.words("doctor.took", milliseconds=round(each.seconds * 1000))
            parts = (told(self.words, each.found.said), faults, remedy(self.words, each), copy, took)
            self.app.push_screen(Tell(self.words, called(self.words, "check", each.check), "\n\n".join(filter(None, parts))))

    def action_again(self) -> None:
        """Look at everything."""
        self._examine(Wish())

    def action_full(self) -> None:
        """Look through every copy and every file of evidence too, and reach the carriers whose password is known."""
        known = self.house.exchanging.passwords
        self._examine(Wish(True, self._reachable(known), lambda address: known.get(address.name, "")))

    def _reachable(self, known: Mapping[str, str]) -> dict[str, str]:
        def asks(address: Address) -> bool:
            return needs_password(address) and address.name not in known

        found = {}
        for name, text in self.house.settings.carriers.items():
            try:
                is_open = not asks(parsed(name, text))
            except Refusal:  # which the check itself says
                is_open = True
            if is_open:
                found[name] = text
        return found

    def _examine(self, wish: Wish) -> None:
        found: list[Result] = []

        def steps() -> Steps:
            total = len(named(wish))
            for result in examine(self.desk.ledger.folder, self._settings, wish=wish):
                found.append(result)
                yield len(found), total

        def done(outcome: Outcome) -> None:
            self._found = {each.check: each for each in found}
            is_sound = not outcome.is_stopped and all(each.state is not State.WRONG for each in found)
            self.renewed(self._summary(), Tone.GOOD if is_sound else Tone.WARN)
            self.query_one(Lines).move_to(next((each.check for each in self._sorted()), ""))

        self.work(self.words("doctor.doing"), steps, done)

    def _settings(self) -> Path | None:
        """Read the settings as at the next start."""
        file = self.house.settings.file
        own = load(file)
        if own.keys and file is not None:
            keys.check(own.keys, file)
        return file

    def action_report(self) -> None:
        """Write the report without personal data."""
        if not self._found:
            self.say("doctor.not_yet")
            return
        name = f"{self.words('doctor.file')}_{now():%Y%m%d-%H%M%S}.toml"
        write(self, "doctor.written", lambda: Frozen(name, report.written(self._found.values(), self.house.version)))

    def action_accept(self) -> None:
        """Go on from the trail as it stands, where it lacks what was saved."""
        gap = self.desk.ledger.gap
        if not self.may("accept"):
            return
        if gap is None:
            self.say("doctor.no_gap")
            return

        def replied(reply: bool | None) -> None:
            if reply:
                self.guarded(self.desk.ledger.accept_gap)
                self.action_again()

        self.app.push_screen(Confirm(self.words, f"{self.words.refusal(gap)}\n\n{self.words('doctor.ask_accept')}"), replied)

    def action_move(self) -> None:
        """Let the profile go on in another folder, and end the program, which begins there the next time."""
        folder = self.desk.ledger.folder
        if self.house.is_demo:
            self.refuse(Refusal("move.demo"))
            return
        field = Field("to", self.words("move.to"), kind="path", required=True, hint=self.words("move.hint"))

        def check(values: Mapping[str, str]) -> Refusal | None:
            try:
                rehousing.admit(folder, at_home(values["to"]))
            except Refusal as refused:
                return refused
            return None

        def left(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._move(at_home(values["to"]))

        # A profile that can only be read is the first that has to move.
        self.app.push_screen(Form(self.words, self.words("move.title"), (field,), None, check), left)

    def _move(self, to: Path) -> None:
        folder, is_held = self.desk.ledger.folder, self.desk.read_only is None
        is_usual = places.profile_folder(self.house.settings) == folder

        def done(outcome: Outcome) -> None:
            if outcome.is_stopped:
                self.say("move.stopped", Tone.WARN)
                return
            is_named = is_usual and self._named(to)
            said = self.words("move.done" if is_named else "move.done_named", old=folder, folder=to)
            self.app.exit(0, message=harmless(f"verifier: {said}"))

        self.work(self.words("move.doing"), lambda: rehousing.rehouse(folder, to, is_held=is_held), done)

    def _named(self, to: Path) -> bool:
        """Whether the settings name the new folder from now on."""
        try:
            self.house.change_setting("places.data", str(to))
        except Refusal:  # then whoever moved it is told how to open it there
            return False
        return True
