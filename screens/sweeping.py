"""The files of evidence looked at again: where each is, whether it is still the one that was read, and what to do where it is not."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType

from models import evidence_files
from models.desk import filed
from models.errors import Refusal
from models.fields import Option
from models.moments import local_date, now
from models.swept import Reference, Swept
from models.swept_told import is_clean, ordered, summary
from models.tabled import FORMATS
from screens.commands import SWEEPING, Command, bindings
from screens.dialogs import Confirm, Pick
from screens.handing_out import write
from screens.previewing import PreviewScreen
from screens.swept_telling import TONES, paragraphs
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph
from screens.working import Outcome


class SweepingScreen(PreviewScreen):
    """Every file that evidence tells of, of one verification or of all, the worst first."""

    KEYS = SWEEPING
    HELP_ID = "sweeping"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SWEEPING)

    def __init__(self, verification: str = "") -> None:
        super().__init__()
        self._verification = verification
        self._references: dict[str, Reference] = {}

    def load(self) -> None:
        """Read what evidence says of its files."""
        found = self.desk.ask(filed.references, self._verification)
        self._references = {f"{each.verification}/{each.code}": each for each in found}

    def begin(self) -> None:
        """Look at once: it changes nothing."""
        super().begin()
        if self._references and not self._found:
            self.action_again()

    @property
    def _found(self) -> dict[str, Swept]:
        """What this run found of what evidence says now, the worst first."""
        return {key: each for key, each in ordered(self.house.swept) if self._references.get(key) == each.reference}

    def heading(self) -> tuple[str, str]:
        """Whose files, and how many."""
        agency = next((each.agency for each in self._references.values()), "") if self._verification else self.words("sweep.all")
        return self.words("sweep.title"), " · ".join(filter(None, (agency, self.words.count("sweep.files", len(self._references)))))

    def fill(self) -> None:
        """Write the list anew."""
        lines, found = self.query_one(Lines), self._found
        lines.empty = f"{self.words('sweep.nothing')} {self.words('sweep.first')}"
        later = [self._line(key, each, None) for key, each in self._references.items() if key not in found]
        lines.show([*(self._line(key, each.reference, each) for key, each in found.items()), *later])
        self.draw_pane()

    def _line(self, key: str, reference: Reference, found: Swept | None) -> Line:
        name = self.words(f"sweep.standing.{found.standing}") if found else self.words("sweep.later")
        agency = "" if self._verification else f"{reference.agency} · "
        tone = TONES[found.standing] if found else Tone.MUTED
        return Line(key, left=((f"{reference.code}  ", Tone.MUTED),), text=f"{agency}{reference.title}", right=((name, tone),))

    def told(self, key: str) -> Iterator[Paragraph]:
        """What is known of a file."""
        reference, found = self._references.get(key), self._found.get(key)
        if reference is not None:
            yield Paragraph(f"{reference.code}  {reference.title}", tone=Tone.HEADING, limit=2)
            yield Paragraph(found.path if found else reference.location, label=self.words("evidence.location"), limit=2)
            yield from paragraphs(self.words, found) if found else ()

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: there is nothing to look for where no evidence tells of a file."""
        if command.action in ("again", "open", "read_anew", "table") and self._is_loaded and not self._references:
            return Refusal("evidence.no_files")
        return super().why_not(command)

    def action_again(self) -> None:
        """Look at every file; Esc stops, and what was seen by then stays."""
        if not self.may("again"):
            return
        found: list[Swept] = []

        def done(outcome: Outcome) -> None:
            self.house.swept.update({f"{each.reference.verification}/{each.reference.code}": each for each in found})
            said = summary(self.words, found)
            if outcome.is_stopped:
                said = self.words("sweep.stopped", said=said)
            self.renewed(said, Tone.GOOD if is_clean(found) and not outcome.is_stopped else Tone.WARN)
            self.query_one(Lines).move_to(next(iter(self._found), ""))

        self.work(self.words("sweep.doing"), lambda: evidence_files.swept(self.desk, found, self._verification), done)

    def action_everything(self) -> None:
        """Look at the files of all verifications."""
        self._verification = ""
        self.renewed()
        self.action_again()

    def action_open(self) -> None:
        """See the evidence in its register."""
        reference = self._references.get(self.query_one(Lines).key or "")
        if self.may("open") and reference is not None:
            self.go("evidence", verification=reference.verification, at=reference.code)

    def action_read_anew(self) -> None:
        """Keep the file that lies there now as the evidence's own, once that was asked for."""
        found = self._found.get(self.query_one(Lines).key or "")
        if not self.may("read_anew"):
            return
        if found is None:
            self.say("sweep.look_first")
            return

        def replied(reply: bool | None) -> None:
            kept = self.guarded(lambda: evidence_files.read_anew(self.desk, found)) if reply else None
            if kept is not None:
                self.mark_saved()
                self.house.swept[f"{kept.reference.verification}/{kept.reference.code}"] = kept
                self.renewed(self.words("sweep.is_anew", evidence=found.reference.code), Tone.GOOD)

        if self.guarded(lambda: evidence_files.there(found)):
            question = self.words("sweep.ask_anew", evidence=found.reference.code, path=found.path, digest=found.digest[:16])
            self.app.push_screen(Confirm(self.words, question), replied)

    def action_table(self) -> None:
        """Write what was found as a table."""
        found = tuple(self._found.values())
        if not found:
            self.say("sweep.look_first")
            return
        options = [Option(form, self.words(f"report.form.{form}")) for form in FORMATS]

        def chosen(form: str | None) -> None:
            if form is not None:
                write(self, "sweep.written", lambda: evidence_files.table(self.words, found, form, local_date(now())))

        self.app.push_screen(Pick(self.words, self.words("sweep.table"), options), chosen)
