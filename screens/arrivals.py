"""Documents that arrive: how each stands to what is here; nothing is kept before it was looked at."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from models.desk import exchanging, intake, verifications
from models.documents.travelling import Signed, gathered
from models.errors import Refusal
from models.exchange_told import displaced
from models.explanation import status_word
from models.previews import Arrival, Arriving
from models.words import Words
from screens.base import HouseScreen
from screens.commands import ARRIVALS, bindings
from screens.dialogs import Confirm
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

if TYPE_CHECKING:
    from screens.working import Outcome, Steps

_ORDER: Final = (Arriving.FORK, Arriving.REFUSED, Arriving.NEWER, Arriving.NEW, Arriving.REPLACED, Arriving.HERE)
"""Those that ask for a look first."""
TONES: Final = {Arriving.FORK: Tone.WARN, Arriving.REFUSED: Tone.BAD, Arriving.HERE: Tone.MUTED, Arriving.REPLACED: Tone.MUTED}
"""How each is drawn that is not simply good."""
_UNREAD: Final = "unread."


def told(words: Words, title: str, status: str, signer: str) -> Iterator[Paragraph]:
    """What a document is, what it says of itself and whose signature counts."""
    yield Paragraph(title or words("arrivals.unknown"), tone=Tone.HEADING)
    if status:
        yield Paragraph(status_word(words, status), label=words("arrivals.status"))
    if signer:
        yield Paragraph(signer, label=words("arrivals.signer"))


def means(standing: str, kind: str) -> str:
    """The sentence that says what a standing means: of two reviews of one submission the return counts, and nobody has to decide."""
    return "arriving.means.fork_review" if (standing, kind) == ("fork", "review") else f"arriving.means.{standing}"


def of_arrival(words: Words, arrival: Arrival) -> Iterator[Paragraph]:
    """All that is known of something that came: what it is, and how it stands or why it is refused."""
    yield from told(words, arrival.title, arrival.said, arrival.signer)
    yield Paragraph(arrival.file, label=words("arrivals.file"), tone=Tone.MUTED)
    if arrival.why is not None:
        yield Paragraph(words.refusal(arrival.why), tone=Tone.BAD)
    else:
        yield Paragraph(words(means(arrival.standing.value, arrival.kind)), tone=TONES.get(arrival.standing, Tone.GOOD))
    if arrival.lacks:
        yield Paragraph(words.count("arrivals.lacks", len(arrival.lacks)), tone=Tone.WARN)
    if arrival.displaces and arrival.is_admitted:
        yield Paragraph(displaced(words, arrival), tone=Tone.WARN)


class ArrivalsScreen(PreviewScreen):
    """The documents of files and folders: all that hold are marked, `y` keeps them and sets aside what is refused."""

    KEYS = ARRIVALS
    HELP_ID = "arrivals"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ARRIVALS)

    def __init__(self, paths: Sequence[Path] = (), offered: Sequence[Signed] = ()) -> None:
        """Of `paths`, which are read first, or `offered` already."""
        super().__init__()
        self._paths, self._offered = tuple(paths), tuple(offered)
        self._unread: tuple[Refusal, ...] = ()
        self._arrivals: dict[str, Arrival] = {}
        self._marked: set[str] = set()
        self._suggested: set[str] = set()
        """What was marked at first."""
        self._is_read = self._has_taken = False

    def heading(self) -> tuple[str, str]:
        """How many came."""
        return self.words("arrivals.title"), self.words.count("arrivals.came", len(self._arrivals) + len(self._unread))

    def begin(self) -> None:
        """Read the files and judge them, which may take a while."""
        super().begin()

        def steps() -> "Steps":
            yield 0, 2
            if self._paths:
                found = tuple(gathered(self._paths))
                self._offered = tuple(each for each in found if isinstance(each, Signed))
                self._unread = tuple(each for each in found if isinstance(each, Refusal))
            yield 1, 2
            self._judge(self.desk.ask(intake.judged, self._offered))
            yield 2, 2

        def done(outcome: "Outcome") -> None:
            if outcome.is_stopped:
                self.app.pop_screen()
                return
            self._is_read = True
            self._suggested = {id_ for id_, each in self._arrivals.items() if each.is_admitted and each.standing is not Arriving.HERE}
            self._marked = set(self._suggested)
            self.draw()

        self.work(self.words("arrivals.reading"), steps, done)

    def _judge(self, judged: Sequence[Arrival]) -> None:
        numbered = enumerate(judged)
        self._arrivals = {str(number): each for number, each in sorted(numbered, key=lambda pair: _ORDER.index(pair[1].standing))}

    def fill(self) -> None:
        """Write the list anew."""
        lines = [self._line(id_, arrival) for id_, arrival in self._arrivals.items()]
        for number, why in enumerate(self._unread):
            lines.append(Line(f"{_UNREAD}{number}", text=" ".join(self.words.refusal(why).split()), tone=Tone.BAD))
        found = self.query_one(Lines)
        found.empty = self.words("arrivals.none" if self._is_read else "arrivals.reading")
        found.show(lines)
        self.draw_pane()

    def _line(self, id_: str, arrival: Arrival) -> Line:
        mark = f"[{'x' if id_ in self._marked else ' '}] " if arrival.is_admitted else " !  "
        standing = self.words(f"arriving.{arrival.standing.value}")
        tone = TONES.get(arrival.standing, Tone.GOOD)
        text = arrival.title or arrival.file
        return Line(id_, left=((mark, Tone.ACCENT), (f"{standing:<14}", tone)), text=text, right=((arrival.signer, Tone.MUTED),))

    def told(self, key: str) -> Iterator[Paragraph]:
        """What the file is, and how it stands or why it is refused."""
        if key.startswith(_UNREAD):
            yield Paragraph(self.words.refusal(self._unread[int(key.removeprefix(_UNREAD))]), tone=Tone.BAD)
        if key in self._arrivals:
            yield from of_arrival(self.words, self._arrivals[key])

    def action_mark(self) -> None:
        """Mark the document to be kept, or not."""
        id_ = self.query_one(Lines).key or ""
        arrival = self._arrivals.get(id_)
        if arrival is None or not arrival.is_admitted:
            self.say("arrivals.not_takeable")
            return
        self._marked ^= {id_}
        self.query_one(Lines).replace(self._line(id_, arrival))

    def action_mark_all(self) -> None:
        """Mark every document that can be kept, or none."""
        takeable = {id_ for id_, arrival in self._arrivals.items() if arrival.is_admitted}
        self._marked = set() if self._marked == takeable else takeable
        self.fill()

    def action_take(self) -> None:
        """Keep what is marked and set aside what is refused, as one act."""
        refused = [each for each in self._arrivals.values() if not each.is_admitted]
        if not self._marked and not refused:
            self.say("arrivals.nothing_marked")
            return
        teams = {self._arrivals[id_].digest for id_ in self._marked if self._arrivals[id_].kind == "team"}
        stranded = self.look_up(verifications.stranded_by, [each for each in self._offered if each.digest in teams]) if teams else ("", 0)
        if stranded is None:
            return
        role, count = stranded
        if not count:
            self._take(refused)
            return
        question = self.words.count("arrivals.strands", count, role=self.words(f"role.{role}"))
        self.app.push_screen(Confirm(self.words, question), lambda reply: self._take(refused) if reply else None)

    def _take(self, refused: Sequence[Arrival]) -> None:
        marked, judged, healed = [self._arrivals[id_] for id_ in self._marked], list[Arrival](), list[Arrival]()
        wanted, here = {each.digest for each in marked}, sum(each.standing is Arriving.HERE for each in marked)

        def steps() -> "Steps":
            yield 0, 2
            self.desk.do(intake.take, self._offered, wanted)
            # What waited for a team list or an endorsement need not be taken a second time by hand.
            healed.extend(self.desk.do(exchanging.again) if self.desk.ask(exchanging.heals) else ())
            yield 1, 2
            judged.extend(self.desk.ask(intake.judged, self._offered))
            yield 2, 2

        def done(outcome: "Outcome") -> None:
            if not outcome.done:
                # Stopped before anything was taken.
                return
            self.mark_saved()
            self._has_taken = True
            self._marked, self._suggested = set(), set()
            if judged:
                self._judge(judged)
            self.draw()
            said = [self.words.count("arrivals.done", len(marked) - here)]
            said += [self.words.count("arrivals.healed", len(healed))] if healed else []
            said += [self.words.count("arrivals.here", here)] if here else []
            said += [self.words.count("arrivals.aside", len(refused))] if refused else []
            self.status.say(" ".join(said), Tone.WARN if refused else Tone.GOOD)

        self.work(self.words("arrivals.taking"), steps, done)

    def action_back(self) -> None:
        """Leave; what was chosen by hand and not taken only after a question."""
        if not self._marked:
            self.app.pop_screen()
        elif self._marked == self._suggested:
            self._leave()
        else:
            question = self.words.count("arrivals.leave", len(self._marked))
            self.app.push_screen(Confirm(self.words, question), lambda reply: self._leave() if reply else None)

    def _leave(self) -> None:
        """Leave, and say on the screen one came from where nothing was taken."""
        self.app.pop_screen()
        if not self._has_taken and isinstance(self.app.screen, HouseScreen):
            self.app.screen.say("arrivals.left", Tone.WARN)
