"""What is done with a checklist, from the list and from itself: its rules tried out, compared, exported, a round opened with it."""

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from models import checklists as shipped
from models import places
from models.codes import path_part
from models.desk import checklists, publishing
from models.desk.freeze import Frozen
from models.documents.checklist import KIND
from models.documents.travelling import Signed
from models.errors import Refusal
from models.fields import Field, Option
from models.formats import checklist_file, checklist_pages
from models.rules.checklist import Checklist
from models.versions import KnownChecklist
from models.views import RoundLine
from screens.base import HouseScreen
from screens.dialogs import Confirm, Pick
from screens.forms import Form
from screens.handing import hand_over
from screens.handing_out import write
from screens.round_form import ask_round, say_round

if TYPE_CHECKING:
    from screens.working import Outcome, Steps


class ChecklistActs(HouseScreen):
    """A screen on which there is a checklist to do something with."""

    _verification = ""
    """The verification whose sheet one comes from, if any."""

    @abstractmethod
    def here(self) -> Checklist | None:
        """The checklist to act on; None where there is none."""

    def action_trial(self) -> None:
        """Try its rules out."""
        used = self.here()
        if used is not None:
            self.go("trial", checklist=used.digest, verification=self._verification)

    def action_compare(self) -> None:
        """Choose another one, the same checklist of other versions first, and see both side by side."""
        used = self.here()
        known = self.look_up(checklists.lines)
        if used is None or known is None:
            return
        others = sorted((line for line in known if line.digest != used.digest), key=lambda line: line.name.rpartition(" ")[0] != used.id)
        options = [Option(line.digest, f"{line.name}  {self.words.of(line.title)}") for line in others]

        def chosen(other: str | None) -> None:
            if other is not None:
                pair = (line for line in known if line.digest in (other, used.digest))
                first, second = sorted(pair, key=lambda line: (line.valid_from, line.name))
                self.go("comparison", first=first.digest, second=second.digest)

        if len(others) == 1:
            chosen(others[0].digest)
            return
        self.app.push_screen(Pick(self.words, self.words("comparison.choose", checklist=used.name), options), chosen)

    def action_export(self) -> None:
        """Write its file."""
        used = self.here()
        if used is not None:
            options = [Option(kind, self.words(f"checklist.export.{kind}")) for kind in ("xlsx", "toml", "template")]
            title = self.words("checklist.export", checklist=used.name)
            self.app.push_screen(Pick(self.words, title, options), lambda kind: self._export(used, kind) if kind else None)

    def _export(self, used: Checklist, kind: str) -> None:
        """Write it as a sheet or as it is; as a sheet only where that says the same when read back."""
        body = self.look_up(checklists.body, used.digest)
        if body is None:
            return
        if kind == "template":
            example = shipped.shipped(shipped.EXAMPLE)
            name = f"{self.words('checklist.template_file')}.xlsx"
            write(self, "checklist.is_written", lambda: Frozen(name, checklist_pages.of_file(example, self.words)))
            return
        name, made = f"{path_part(f'{used.id}-{used.version}')}.{kind}", [body]

        def steps() -> "Steps":
            yield 0, 2
            made.append(checklist_pages.of_file(body, self.words))
            yield 1, 2
            if not checklist_file.says(made[-1], used):
                raise Refusal("checklist.not_in_a_sheet", checklist=used.name)
            yield 2, 2

        def done(outcome: "Outcome | None" = None) -> None:
            if outcome is None or not outcome.is_stopped:
                write(self, "checklist.is_written", lambda: Frozen(name, made[-1]))

        if kind == "xlsx":
            self.work(self.words("checklist.exporting", checklist=used.name), steps, done)
        else:
            done()

    def action_publish(self) -> None:
        """Ask what to say of it and whether to, then publish it as a signed document."""
        used = self.here()
        if used is None or not self.may("publish") or self.look_up(publishing.preview, used.digest) is None:
            return
        question = self.words("checklist.publish_ask", checklist=used.name, items=self.words.count("checklist.items", len(used.items)))

        def said(note: str) -> None:
            # The form is done, the act is not.
            self.guarded(lambda: draft.keep({"note": note}))
            self.app.push_screen(Confirm(self.words, question), lambda reply: self._publish(used, note) if reply else None)

        field = Field("note", self.words("checklist.publish_note"), kind="note", hint=self.words("checklist.publish_hint"))
        draft, title = self.draft(f"checklist/{used.digest}"), self.words("checklist.publish_title", checklist=used.name)
        form = self.begun(title, lambda: Form(self.words, title, (field,), draft, lambda _values: None))
        if form is not None:
            self.app.push_screen(form, lambda values: said(values["note"]) if values is not None else None)

    def _publish(self, used: Checklist, note: str) -> None:
        def done(known: KnownChecklist, path: Path) -> str:
            self.guarded(self.draft(f"checklist/{used.digest}").forget)
            return self.words("checklist.is_published", checklist=known.name, file=path.name, folder=places.told(path.parent))

        def publish(signed: Signed) -> KnownChecklist:
            return self.desk.do(publishing.publish, signed)

        hand_over(self, KIND, lambda: self.desk.ask(publishing.drawn_up, used.digest, note), publish, done)

    def action_round(self) -> None:
        """Open a round with it."""
        used = self.here()
        if used is not None and self.may("round"):
            ask_round(self, self._opened, used.digest)

    def _opened(self, lines: tuple[RoundLine, ...]) -> None:
        self.renewed()
        say_round(self, lines[0])
