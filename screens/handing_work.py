"""Handing over: areas that came to me, merged item by item; answers that differ, settled; and what I gave away."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from models import kept_told, places
from models.assignments import Member
from models.desk import colleagues, drafts, handing, intake, merging, reading, verifications
from models.errors import Refusal
from models.fields import Field, Option
from models.handovers import Disagreement, GivenAway, Handed
from models.minutes import Finding
from models.rules.answers import Answer
from models.rules.workflow import EDITABLE
from models.views import Sheet
from screens.commands import HANDING, Command, bindings
from screens.dialogs import Confirm, Pick
from screens.evidence_reading import with_files_read
from screens.forms import Form
from screens.handing import hand_over
from screens.merge_telling import asked, counts, day_lines, said, short
from screens.previewing import PreviewScreen
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph


class HandingScreen(PreviewScreen):
    """What waits to be merged, what differs, and what was handed over."""

    KEYS = HANDING
    HELP_ID = "handing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(HANDING)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[str, Handed] = {}
        self._differing: dict[str, tuple[str, str, Disagreement]] = {}
        self._away: dict[str, GivenAway] = {}
        self._sheets: dict[str, Sheet] = {}

    def load(self) -> None:
        """Read all three."""
        self._waiting = {each.document: each for each in self.desk.ask(merging.waiting)}
        found = self.desk.ask(merging.disagreements)
        self._differing = {f"{of}/{each.item}/{each.document}": (of, agency, each) for of, agency, each in found}
        self._away = {each.verification: each for each in self.desk.ask(handing.given_away)}
        self._away |= {f"{each.verification}/{number}": each for number, each in enumerate(self.desk.ask(handing.areas_given))}
        # A sheet is too much to read at every step of the cursor.
        self._sheets = {of: self.desk.ask(reading.sheet, of) for of in {of for of, _, _ in found}}

    def heading(self) -> tuple[str, str]:
        """How many wait, and how many differ."""
        open_ = sum(each.is_open for _, _, each in self._differing.values())
        return self.words("handing.title"), self.words("handing.counted", waiting=len(self._waiting), open=open_)

    def why_not(self, command: Command) -> Refusal | None:  # noqa: ARG002 - asked of every screen alike
        """Whose it is and in which state depends on what is chosen then."""
        return None

    def fill(self) -> None:
        """Write the list anew."""
        lines: list[Line] = []
        for name, found in (("waiting", self._waiting), ("differs", self._differing), ("away", self._away)):
            if found:
                lines.append(Line(f"heading.{name}", text=self.words(f"handing.{name}"), tone=Tone.HEADING, selectable=False))
            lines += [self._line(key) for key in found]
        shown = self.query_one(Lines)
        shown.empty = self.words("handing.empty")
        shown.show(lines)
        self.draw_pane()

    def _line(self, key: str) -> Line:
        if key in self._waiting:
            handed = self._waiting[key]
            right = ((f"{', '.join(handed.areas)}  ", Tone.ACCENT), (self.words("handing.from", name=handed.giver), Tone.MUTED))
            return Line(key, text=f"{handed.agency_name} · {handed.round}", right=right)
        if key in self._away:
            given = self._away[key]
            areas = (f"{', '.join(given.areas)}  ", Tone.ACCENT) if given.areas else ("", Tone.MUTED)
            to = (self.words("handing.to", name=given.receiver), Tone.MUTED)
            return Line(key, text=f"{given.agency_name} · {given.round}", right=(areas, to))
        _, agency, found = self._differing[key]
        stands = self.words("handing.is_open" if found.is_open else "handing.is_closed")
        if found.is_of_findings:
            both = self.words("handing.findings_of", ours=found.our_name, theirs=found.their_name)
        else:
            both = f"{found.our_name} {short(found.ours)} / {found.their_name} {short(found.theirs)}"
        tone = Tone.WARN if found.is_open else Tone.MUTED
        left = ((f"{'! ' if found.is_open else '  '}{found.item}  ", tone),)
        return Line(key, left=left, text=agency, right=((f"{both}  {stands}", tone),))

    def told(self, key: str) -> Iterator[Paragraph]:
        """What is known of one line."""
        if key in self._waiting:
            handed = self._waiting[key]
            yield Paragraph(f"{handed.agency_name} · {handed.round}", tone=Tone.HEADING)
            yield Paragraph(f"{', '.join(handed.areas)} · {self.words('handing.from', name=handed.giver)}")
            if handed.other:
                told = {"giver": handed.giver, "agency": handed.agency_name, "theirs": handed.checklist, "mine": handed.other}
                apart = "refusal.merge.apart_mine" if handed.is_current else "refusal.merge.apart_theirs"
                yield Paragraph(self.words(apart, **told), tone=Tone.WARN)
            else:
                is_mine = bool(handed.verification)
                yield Paragraph(self.words("handing.mine" if is_mine else "handing.not_mine"), tone=Tone.MUTED if is_mine else Tone.WARN)
        elif key in self._away:
            given = self._away[key]
            yield Paragraph(f"{given.agency_name} · {given.round}", tone=Tone.HEADING)
            yield Paragraph(self.words("handing.to", name=given.receiver))
            if given.areas:
                yield Paragraph(", ".join(given.areas), tone=Tone.ACCENT)
            else:
                yield Paragraph(self.words("handing.read_only"), tone=Tone.MUTED)
        elif key in self._differing:
            yield from self._told_difference(*self._differing[key])

    def _told_difference(self, of: str, agency: str, found: Disagreement) -> Iterator[Paragraph]:
        sheet = self._sheets[of]
        yield Paragraph(f"{found.item} · {agency}", tone=Tone.HEADING)
        for name, answer, finding in _sides(found):
            told = said(self.words, sheet, found.item, answer, finding)
            label = f"{name}:" if found.is_of_findings else self.words("handing.answer_of", name=name)
            yield Paragraph(told, label=label, limit=3)
        if not found.is_open:
            name = found.their_name if found.counts == "theirs" else found.our_name
            yield Paragraph(self.words("handing.settled", by=found.settled_by, name=name), tone=Tone.GOOD)
            yield Paragraph(found.reason, limit=3)

    def action_act(self) -> None:
        """Merge, settle, or open what was handed over."""
        key = self.query_one(Lines).key or ""
        if key in self._waiting:
            self._merge(key)
        elif key in self._differing:
            self._settle(*self._differing[key])
        elif key in self._away:
            self.go("sheet", verification=self._away[key].verification)
        else:
            self.say("handing.empty")

    def _merge(self, document: str) -> None:
        areas = ", ".join(self._waiting[document].areas)
        seen = self.look_up(merging.preview, document)
        sheet = None if seen is None else self.look_up(reading.sheet, seen.verification)
        if seen is None or sheet is None:
            return

        def replied(reply: bool | None) -> None:
            if reply and self.do(merging.merge, document) is not None:
                self.renewed(" ".join((self.words("handing.merged", **counts(seen)), *day_lines(self.words, seen))), Tone.GOOD)

        self.app.push_screen(Confirm(self.words, asked(self.words, seen, sheet, areas)), replied)

    def _settle(self, of: str, agency: str, found: Disagreement) -> None:
        if not found.is_open:
            self.say("handing.locked")
            return
        sheet, words = self._sheets[of], self.words
        names = {"ours": found.our_name, "theirs": found.their_name}
        options = [
            Option(side, f"{name}: {said(words, sheet, found.item, answer, finding)}")
            for side, (name, answer, finding) in zip(names, _sides(found), strict=True)
        ]

        def chosen(side: str | None) -> None:
            if side is None:
                return
            side_: merging.Side = "theirs" if side == "theirs" else "ours"
            self.ask(
                words("handing.whose", item=found.item, agency=agency),
                (Field("reason", words("handing.settle_reason"), kind="note", required=True),),
                f"{of}/disagreement/{found.item}.{found.document[:16]}",
                lambda values: self.desk.do(merging.settle, of, found.item, found.document, side_, values["reason"]),
                lambda _sheet: self._go_on(words("handing.is_settled", item=found.item, name=names[side_])),
            )

        self.app.push_screen(Pick(words, words("handing.whose", item=found.item, agency=agency), options), chosen)

    def _go_on(self, told: str) -> None:
        """Say what was settled, with the cursor on the next that waits, as what is settled goes to the end of the list."""
        keys = list(self._differing)
        place = keys.index(self.query_one(Lines).key or keys[0])
        self.renewed(told, Tone.GOOD)
        waiting = [key for key in (*keys[place + 1 :], *keys[:place]) if self._differing[key][2].is_open]
        if waiting:
            self.query_one(Lines).move_to(waiting[0])

    def action_drop(self) -> None:
        """Put areas that cannot be merged, or need not be, out of sight; their document stays."""
        handed = self._waiting.get(self.query_one(Lines).key or "")
        if handed is None:
            self.say("handing.none_to_drop")
            return

        def replied(reply: bool | None) -> None:
            if reply and self.guarded(lambda: self.desk.do(intake.hide, [handed.document]) is None):
                self.mark_saved()
                self.renewed(self.words("handing.dropped"))

        told = {"areas": ", ".join(handed.areas), "name": handed.giver, "agency": handed.agency_name}
        self.app.push_screen(Confirm(self.words, self.words("handing.drop", **told)), replied)

    def action_give(self) -> None:
        """Hand a verification over: which, all of it or which areas, and to whom."""
        lines = self.look_up(verifications.mine) or ()
        mine = [line for line in lines if line.state in EDITABLE and not (line.is_second or line.followed_as)]
        members = self.look_up(colleagues.members)
        if members is None:
            return
        if not mine:
            self.refuse(Refusal("handover.nothing"))
            return
        options = [Option(line.id, f"{line.agency_name} · {line.round}") for line in mine]
        self._pick("handing.which", options, lambda of: self._give(of, [each for each in members if each.id != self.desk.actor.person]))

    def _pick(self, title: str, options: list[Option], act: Callable[[str], object]) -> None:
        def chosen(key: str | None) -> None:
            if key is not None:
                act(key)

        self.app.push_screen(Pick(self.words, self.words(title), options), chosen)

    def _give(self, of: str, members: list[Member]) -> None:
        sheet = self.look_up(reading.sheet, of)
        if sheet is None:
            return
        options = [Option(name, self.words(f"handing.{name}"), self.words(f"handing.{name}_detail")) for name in ("whole", "areas")]

        def to(areas: tuple[str, ...]) -> None:
            people = [Option(member.id, member.name, member.region) for member in members]
            names = {member.id: member.name for member in members}
            self._pick("handing.to_whom", people, lambda person: self._confirm(sheet, areas, person, names[person]))

        self._pick("handing.what", options, lambda what: to(()) if what == "whole" else self._choose_areas(sheet, to))

    def _choose_areas(self, sheet: Sheet, to: Callable[[tuple[str, ...]], object]) -> None:
        options = tuple(Option(name, self.words(f"handing.{name}")) for name in ("no", "yes"))
        fields = tuple(
            Field(code, f"{code} {self.words.of(area.name)}", kind="choice", value="no", options=options)
            for code, area in sheet.checklist.areas.items()
        )

        def left(values: Mapping[str, str] | None) -> None:
            areas = tuple(code for code, chosen in (values or {}).items() if chosen == "yes")
            if areas:
                to(areas)
            elif values is not None:
                self.say("handing.no_area", Tone.WARN)

        self.app.push_screen(Form(self.words, self.words("handing.which_areas"), fields, None, lambda _values: None), left)

    def _confirm(self, sheet: Sheet, areas: tuple[str, ...], person: str, name: str) -> None:
        told = {"agency": sheet.agency.name, "round": sheet.round, "name": name}
        text = self.words("handing.confirm_areas", areas=", ".join(areas), **told) if areas else self.words("handing.confirm_whole", **told)
        typed = self.look_up(drafts.under, f"{sheet.id}/")
        text = f"{text}\n\n{kept_told.left_out(self.words, typed)}" if typed else text

        def done(_sheet: Sheet, path: Path) -> str:
            return self.words("handing.done", file=path.name, folder=places.told(path.parent), name=name)

        def give() -> None:
            hand_over(
                self,
                "handover",
                lambda: self.desk.ask(handing.drawn_up, sheet.id, person, areas),
                lambda signed: self.desk.do(handing.hand_over, sheet.id, signed),
                done,
            )

        def replied(reply: bool | None) -> None:
            if reply:
                # Whoever is given it cannot read the files.
                with_files_read(self, sheet, give)

        if self.guarded(lambda: self.desk.ask(handing.drawn_up, sheet.id, person, areas)) is not None:
            self.app.push_screen(Confirm(self.words, text), replied)


def _sides(found: Disagreement) -> tuple[tuple[str, Answer, Finding | None], ...]:
    """Both with what they say."""
    return (found.our_name, found.ours, found.our_finding), (found.their_name, found.theirs, found.their_finding)
