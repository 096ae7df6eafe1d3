"""Endorsing what a member signed whose key or role ended: what laptops that join later would refuse, marked and signed for at once."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from models import places
from models.desk import endorsing
from models.desk.endorsing import Endorsable, Lacking
from models.documents.endorsement import KIND
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed
from models.errors import Refusal
from models.exporting import signed_as
from models.fields import Field
from models.keyring import PERSON
from screens.arrivals import told
from screens.commands import ENDORSING, Command, bindings
from screens.handing import put
from screens.previewing import PreviewScreen
from screens.ticking import box
from screens.unlocking import ask_and_sign
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph


class EndorsingScreen(PreviewScreen):
    """The documents of a member that lack an endorsement; all are ticked at first but those whose key is in other hands."""

    KEYS = ENDORSING
    HELP_ID = "endorsing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ENDORSING)

    def __init__(self, person: str) -> None:
        super().__init__()
        self._person = person
        self._lacking: Lacking | None = None
        self._documents: Mapping[str, Endorsable] = {}
        self._ticked: set[str] | None = None

    def load(self) -> None:
        """Read what lacks an endorsement; nothing does any more where all of it was endorsed."""
        try:
            self._lacking = self.desk.ask(endorsing.lacking, self._person)
        except Refusal as refused:
            if refused.code != "endorsing.nothing":
                raise
            self._lacking = None
        self._documents = {} if self._lacking is None else {each.digest: each for each in self._lacking.documents}
        at_first = {each.digest for each in self._documents.values() if not each.is_stolen}
        self._ticked = at_first if self._ticked is None else self._ticked & self._documents.keys()

    def heading(self) -> tuple[str, str]:
        """Whose documents, and how many of them are ticked."""
        if self._lacking is None:
            return self.words("endorsing.title"), ""
        counted = self.words.count("endorsing.ticked", len(self._documents), ticked=len(self._ticked or ()))
        return self.words("endorsing.title"), f"{self._lacking.name} · {counted}" if self._documents else self._lacking.name

    def fill(self) -> None:
        """Write the list anew."""
        lines = [self._line(each) for each in self._documents.values()]
        if self._lacking is not None and self._lacking.logs:
            lines.append(Line("heading.logs", text=self.words("endorsing.logs"), tone=Tone.MUTED, selectable=False))
        found = self.query_one(Lines)
        found.empty = self.words("endorsing.empty")
        found.show(lines)
        self.draw_pane()

    def _line(self, each: Endorsable) -> Line:
        warned = ((self.words("endorsing.stolen"), Tone.BAD),) if each.is_stolen else ()
        text = f"{each.title} ({self.words(f'purpose.{each.purpose}')})"
        return Line(each.digest, left=(box(each.digest, self._ticked or ()),), text=text, right=warned)

    def told(self, key: str) -> Iterator[Paragraph]:
        """What the document is, since when it is here, and that it may be no work of its owner."""
        each = self._documents.get(key)
        if self._lacking is None:
            return
        if each is None:
            yield Paragraph(self.words("endorsing.means"))
            return
        yield from told(self.words, each.title, each.status, self._lacking.name)
        if each.is_stolen:
            yield Paragraph(self.words("endorsing.stolen_why"), tone=Tone.BAD)
        yield Paragraph(self.words.kept_moment(each.received_at), label=self.words("documents.received"), tone=Tone.MUTED)
        yield Paragraph(each.digest, label=self.words("documents.id"), tone=Tone.MUTED)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: nothing is endorsed before something is ticked."""
        refused = super().why_not(command)
        if refused is not None or not command.verb or not self._is_loaded:
            return refused
        name = self.desk.ask(endorsing.name_of, self._person) if self._lacking is None else self._lacking.name
        if self._lacking is None:
            return Refusal("endorsing.nothing", name=name)
        is_idle = command.action == "endorse" and not self._ticked and bool(self._documents)
        return Refusal("endorsing.none", name=name) if is_idle else None

    def action_tick(self) -> None:
        """Tick the document under the cursor, or take its tick back, and move on."""
        key = self.query_one(Lines).key or ""
        if key in self._documents:
            self._ticked = (self._ticked or set()) ^ {key}
            self.draw()
            self.query_one(Lines).action_step(1)

    def action_tick_all(self) -> None:
        """Tick all documents, or none."""
        every = set(self._documents)
        self._ticked = set() if self._ticked == every else every
        self.draw()

    def action_endorse(self) -> None:
        """Ask for the reason, and endorse what is ticked with the person's key."""
        if not self.may("endorse") or self._lacking is None:
            return
        ticked, name = frozenset(self._ticked or ()), self._lacking.name

        def endorsed(values: Mapping[str, str], key: PrivateKey) -> Signed:
            self.house.keyring.hold(PERSON, key)
            signed = signed_as(self.desk.ask(endorsing.drawn_up, self._person, values["reason"], ticked), KIND, key)
            self.desk.do(endorsing.endorse, signed)
            return signed

        def handed_out(signed: Signed) -> None:
            self.mark_saved()
            put(self, signed, lambda path: self.words("endorsing.done", name=name, file=path.name, folder=places.told(path.parent)))

        title = self.words.count("endorsing.ask", len(ticked), name=name) if ticked else self.words("endorsing.ask_logs", name=name)
        field = Field("reason", self.words("endorsing.reason"), kind="note", required=True, hint=self.words("endorsing.hint"))
        opens = partial(self.house.keyring.opened, PERSON)
        ask_and_sign(self, title, (field,), f"team/endorse/{self._person}", opens, endorsed, handed_out)
