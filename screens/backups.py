"""The copies of the database: which there are and why, what restoring one would change, and making, checking and taking one along."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import BindingType

from models import encryption, places
from models.errors import Refusal
from models.ledger import backups
from models.ledger.backups import Copy
from models.moments import now
from models.restored_told import told, why
from models.restoring import Restore
from screens.commands import BACKUPS, Command, bindings
from screens.dialogs import Confirm
from screens.previewing import PreviewScreen
from screens.unlocking import with_database
from screens.widgets.drawing import Tone, columns
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph
from screens.working import Outcome, Steps

_OF_ONE: Final = ("restore", "take_out", "check")
"""Actions on the copies in the list."""
_LOCKED: Final = ("profile.key_needed",)
"""Why a copy cannot be looked through although nothing is wrong with it: it is encrypted under a key that is not held."""


class BackupsScreen(PreviewScreen):
    """Every copy among the backups, the newest first."""

    KEYS = BACKUPS
    HELP_ID = "backups"
    BINDINGS: ClassVar[list[BindingType]] = bindings(BACKUPS)

    def __init__(self) -> None:
        super().__init__()
        self._copies: tuple[Copy, ...] = ()
        self._checked: dict[str, Refusal | None] = {}
        """What came of looking through copies in this visit."""

    @property
    def _folder(self) -> Path:
        return self.desk.ledger.folder

    def load(self) -> None:
        """Read which copies there are."""
        self._copies = backups.of(self._folder)

    def heading(self) -> tuple[str, str]:
        """How many there are."""
        return self.words("backups.title"), self.words.count("backups.count", len(self._copies))

    def fill(self) -> None:
        """Write the list anew."""
        lines = self.query_one(Lines)
        lines.empty = f"{self.words('backups.none')} {self.words('backups.first')}"
        rows = columns([self._columns(copy) for copy in self._copies], numbers=(0, 1))
        lines.show([self._line(copy, row) for copy, row in zip(self._copies, rows, strict=True)])
        self.draw_pane()

    def _columns(self, copy: Copy) -> tuple[str, str, str]:
        """When it was made, how big it is, and whether it is whole."""
        size = self.words("backup.kilobytes", size=self.words.number(-(-copy.size // 1000), 0))
        return self.words.moment(copy.moment), size, self._state(copy)[0]

    def _line(self, copy: Copy, row: tuple[str, ...]) -> Line:
        moment, size, state = row
        return Line(
            copy.path.name,
            left=((f"{moment}  ", Tone.PLAIN),),
            text=why(self.words, copy.reason, copy.why),
            right=((f"{size}  ", Tone.MUTED), (state, self._state(copy)[1])),
        )

    def _state(self, copy: Copy) -> tuple[str, Tone]:
        """Whether it is whole: each was looked through when it was made, and may have been since."""
        if copy.reason == backups.NEWER:
            return self.words("backups.newer"), Tone.WARN
        if copy.reason == backups.DAMAGED:
            return self.words("backups.damaged"), Tone.BAD
        if copy.path.name not in self._checked:
            return self.words("backups.checked_then"), Tone.MUTED
        refused = self._checked[copy.path.name]
        if refused is None:
            return self.words("backups.whole"), Tone.GOOD
        return (self.words("backups.locked"), Tone.WARN) if refused.code in _LOCKED else (self.words("backups.damaged"), Tone.BAD)

    def told(self, key: str) -> Iterator[Paragraph]:
        """What is known of a copy."""
        copy = self._at(key)
        if copy is None:
            yield Paragraph(self.words("backups.how"), tone=Tone.MUTED)
            return
        yield Paragraph(self.words.moment(copy.moment), tone=Tone.HEADING)
        refused = self._checked.get(key)
        if refused is not None:
            yield Paragraph(self.words.refusal(refused), tone=Tone.BAD)
        # By itself: behind a long path it would be broken anywhere.
        yield Paragraph(copy.path.name, label=self.words("backups.file"))
        yield Paragraph(places.told(copy.path.parent), label=self.words("backups.folder"))
        yield Paragraph(why(self.words, copy.reason, copy.why), label=self.words("backups.kept"))
        yield Paragraph(self.words("backups.without"), tone=Tone.MUTED)

    def _at(self, key: str | None) -> Copy | None:
        return next((copy for copy in self._copies if copy.path.name == key), None)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: there is no copy, or nobody keeps what is done here."""
        if command.action in _OF_ONE and self._is_loaded and not self._copies:
            return Refusal("backup.none")
        return super().why_not(command)

    def action_make(self) -> None:
        """Make a copy now."""

        def steps() -> Steps:
            yield 0, 1
            backups.make(encryption.database(self._folder), now())
            yield 1, 1

        def done(_outcome: Outcome) -> None:
            self.renewed(self.words("backup.made"), Tone.GOOD)
            self.query_one(Lines).move_to(self._copies[0].path.name)

        self.work(self.words("backups.making"), steps, done)

    def action_check(self) -> None:
        """Look through every copy; Esc stops, and what was seen by then stays."""
        if not self.may("check"):
            return

        def steps() -> Steps:
            # What was only kept as it lay says so already.
            copies = [copy for copy in self._copies if copy.reason not in backups.AS_IT_LAY]
            for number, copy in enumerate(copies):
                yield number, len(copies)
                try:
                    backups.require_whole(copy.path)
                except Refusal as refused:
                    self._checked[copy.path.name] = refused
                else:
                    self._checked[copy.path.name] = None
            yield len(copies), len(copies)

        def done(_outcome: Outcome) -> None:
            refused = [each.code not in _LOCKED for each in self._checked.values() if each is not None]
            damaged, whole = sum(refused), len(self._checked) - len(refused)
            said = self.words.count("backups.found_damaged", damaged) if damaged else self.words.count("backup.sound", whole)
            self.renewed(said, Tone.BAD if damaged else Tone.WARN if refused else Tone.GOOD)

        self.work(self.words("backup.checking"), steps, done)

    def action_take_out(self) -> None:
        """Copy the highlighted copy into another folder, such as a stick."""
        from screens.file_dialog import FolderDialog

        copy = self._at(self.query_one(Lines).key)
        if not self.may("take_out") or copy is None:
            return

        def chosen(folder: Path | None) -> None:
            if folder is not None:
                with_database(self, copy.path, partial(self._take_out, copy.path, folder / copy.path.name))

        self.app.push_screen(FolderDialog(self.words, self.words("backups.choose_folder")), chosen)

    def _take_out(self, path: Path, target: Path) -> None:
        def steps() -> Steps:
            yield 0, 1
            backups.copied(path, target)
            yield 1, 1

        def done(_outcome: Outcome) -> None:
            self.say("backups.taken_out", Tone.GOOD, file=places.told(target))

        self.work(self.words("backups.making"), steps, done)

    def action_open(self) -> None:
        """Choose a copy that lies elsewhere, such as on a stick."""
        from screens.file_dialog import FileDialog

        dialog = FileDialog(self.words, self.words("backups.choose"), lambda path: path.suffix.lower() == ".db", "files.copies")
        self.app.push_screen(dialog, lambda path: self._prepare(path) if path is not None else None)

    def action_restore(self) -> None:
        """Show what the highlighted copy would change, and restore it if that is wanted."""
        copy = self._at(self.query_one(Lines).key)
        if self.may("restore") and copy is not None:
            self._prepare(copy.path)

    def _prepare(self, file: Path) -> None:
        restore = Restore(self._folder, file)

        def done(outcome: Outcome) -> None:
            if outcome.is_stopped:
                restore.close()
            else:
                self._ask(restore)

        with_database(self, file, lambda: self.work(self.words("restore.doing"), restore.prepare, done))

    def _ask(self, restore: Restore) -> None:
        parts = list(told(self.words, restore.preview))
        lines = [line for part in parts for line in (part.said, *(f"  • {row}" for row in part.rows))]

        def replied(reply: bool | None) -> None:
            if reply:
                self.house.restore(restore)
            else:
                restore.close()

        self.app.push_screen(Confirm(self.words, "\n".join([*lines, "", self.words("backups.ask")])), replied)
