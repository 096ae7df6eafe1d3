"""Second verifications: one's own begun and sealed to a lead, opinions that came here, and the draw of agencies for them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from models import kept_told, places
from models.desk import agencies, drafts, drawing, reading, rounds, sealing, seconding, verifications
from models.desk.freeze import Frozen
from models.documents import keys
from models.documents.keys import PrivateKey
from models.documents.travelling import Signed
from models.errors import Refusal
from models.fields import Field, Option
from models.finding import Named, ranked
from models.moments import moment
from models.rules.permissions import Standing, refusal
from models.seconds import Draw, Second
from models.text import shown
from models.views import Sheet, VerificationLine
from screens.commands import SECONDING, Command, bindings
from screens.dialogs import Confirm, Pick, Tell
from screens.handing import hand_over
from screens.previewing import PreviewScreen
from screens.unlocking import with_key
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph


class SecondingScreen(PreviewScreen):
    """One's own second verifications, and beneath them the opinions that are here."""

    KEYS = SECONDING
    HELP_ID = "seconding"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SECONDING)

    def __init__(self, verification: str = "") -> None:
        """Where a verification is named, with the cursor on the first opinion that approval of it waits for."""
        super().__init__()
        self._wanted = verification
        self._mine: dict[str, VerificationLine] = {}
        self._held: dict[str, Second] = {}
        self._stranded: frozenset[str] = frozenset()
        """Mine whose opinion nobody can open any more."""

    def load(self) -> None:
        """Read what is mine to do, and what came."""
        self._mine = {line.id: line for line in self.desk.ask(verifications.mine) if line.is_second}
        self._held = {each.key: each for each in self.desk.ask(seconding.held)}
        self._stranded = frozenset(self.desk.ask(sealing.stranded))

    def heading(self) -> tuple[str, str]:
        """What is here, and how many opinions."""
        return self.words("seconding.title"), self.words.count("seconding.counted", len(self._held))

    def fill(self) -> None:
        """Write the list anew."""
        lines = []
        if self._mine:
            lines.append(Line("heading.mine", text=self.words("seconding.mine"), tone=Tone.HEADING, selectable=False))
            lines += [self._own(line) for line in self._mine.values()]
        if self._held:
            lines.append(Line("heading.held", text=self.words("seconding.held"), tone=Tone.HEADING, selectable=False))
            lines += [self._opinion(each) for each in self._held.values()]
        found = self.query_one(Lines)
        found.empty = self.words("seconding.none")
        found.show(lines)
        if self._wanted:
            against = [key for key, each in self._held.items() if each.verification == self._wanted]
            found.move_to(min(against, key=lambda key: self._held[key].is_signed, default=""))
            self._wanted = ""
        self.draw_pane()

    def _own(self, line: VerificationLine) -> Line:
        state = "seconding.again" if line.id in self._stranded else "seconding.sealed" if line.state == "submitted" else "seconding.open"
        tone = Tone.WARN if line.id in self._stranded else Tone.MUTED
        right = ((f"{line.answered}/{line.total}  ", Tone.ACCENT), (self.words(state), tone))
        return Line(line.id, left=((f"{shown(line.round)}  ", Tone.MUTED),), text=line.agency_name, right=right)

    def _opinion(self, each: Second) -> Line:
        stage = _stage(each)
        told = self.words.count("seconding.stage.differences", len(each.unsettled)) if stage == "differences" else ""
        tone = Tone.GOOD if stage == "signed" else Tone.WARN if each.verification else Tone.MUTED
        right = ((f"{shown(each.person)}  ", Tone.MUTED), (told or self.words(f"seconding.stage.{stage}"), tone))
        return Line(each.key, left=((f"{shown(each.round)}  ", Tone.MUTED),), text=each.agency_name, right=right)

    def told(self, key: str) -> Iterator[Paragraph]:
        """How a line stands and what comes next."""
        if key in self._mine:
            line = self._mine[key]
            yield Paragraph(f"{line.agency_name} · {line.round}", tone=Tone.HEADING)
            means = "again" if key in self._stranded else "sealed" if line.state == "submitted" else "open"
            yield Paragraph(self.words(f"seconding.means.{means}"))
        elif key in self._held:
            each = self._held[key]
            yield Paragraph(f"{each.agency_name} · {each.round}", tone=Tone.HEADING)
            if each.verifier:
                yield Paragraph(self.words("settling.title", first=each.verifier, second=each.person))
            given = self.words.moment(moment(each.given_at))
            yield Paragraph(self.words("seconding.told", person=each.person, lead=each.recipient, moment=given, items=len(each.items)))
            yield Paragraph(self.words(f"seconding.means.{_stage(each)}"), tone=Tone.MUTED)

    def why_not(self, command: Command) -> Refusal | None:
        """Besides permission: only one's own second verification is sealed."""
        if command.action == "seal" and self._is_loaded and not self._mine:
            return Refusal("second.none_mine")
        return super().why_not(command)

    def action_open(self) -> None:
        """Open one's own sheet, or an opinion with one's key once both are in."""
        key = self.query_one(Lines).key or ""
        if key in self._mine:
            self.go("sheet", verification=key)
        elif key not in self._held:
            self.say("seconding.none")
        elif self._held[key].is_opened:
            self._settle(self._held[key])
        else:
            self._unseal(self._held[key])

    def _settle(self, each: Second) -> None:
        self.go("settling", opinion=each.opinion, verification=each.verification)

    def _unseal(self, each: Second) -> None:
        def act(key: PrivateKey) -> None:
            body = keys.unsealed(self.desk.ask(seconding.sealed, each.opinion, each.verification), key)
            if self.do(seconding.unseal, each.opinion, body, each.verification) is not None:
                self.renewed()
                self._settle(each)

        # What cannot be opened is said before anybody is asked for a passphrase.
        if self.look_up(seconding.sealed, each.opinion, each.verification) is not None:
            with_key(self, act)

    def action_new(self) -> None:
        """Begin a second verification of an agency."""
        field = Field("agency", self.words("seconding.agency"), required=True, hint=self.words("seconding.agency_hint"))

        def save(values: Mapping[str, str]) -> str:
            return self.desk.do(verifications.begin, self._agency(values["agency"]), is_second=True)

        self.ask(self.words("seconding.new"), (field,), "seconding/new", save, lambda begun: self.go("sheet", verification=begun))

    def _agency(self, typed: str) -> str:
        lines = {line.agency.code: line.agency for line in self.desk.ask(agencies.lines)}
        if typed.strip() in lines:
            return typed.strip()
        found = list(ranked(typed, {code: Named(code, each.name, each.short_name) for code, each in lines.items()}))
        exact = [code for code in found if lines[code].name.casefold() == typed.strip().casefold()]
        if len(exact or found) != 1:
            names = ", ".join(f"{lines[code].name} ({code})" for code in found[:5])
            raise Refusal("second.which", agency=typed, names=names) if found else Refusal("agency.unknown", agency=typed)
        return (exact or found)[0]

    def action_seal(self) -> None:
        """Seal one's opinion to a lead."""
        line = self._mine.get(self.query_one(Lines).key or "")
        if line is None:
            self.refuse(Refusal("second.none_mine"))
            return
        leads = self.look_up(sealing.leads)
        if leads is None:
            return
        if not leads:
            self.refuse(Refusal("second.no_lead"))
            return
        options = [Option(each.id, each.name, each.region) for each in leads]

        def chosen(lead: str | None) -> None:
            if lead is not None:
                self._ask_to_seal(line, lead, next(each.name for each in leads if each.id == lead))

        self.app.push_screen(Pick(self.words, self.words("seconding.to_whom"), options), chosen)

    def _ask_to_seal(self, line: VerificationLine, lead: str, name: str) -> None:
        sheet = self.look_up(reading.sheet, line.id)
        if sheet is None:
            return
        items = sealing.answered(sheet)
        covered = () if len(items) == len(sheet.lines) else items
        about = {"agency": line.agency_name, "round": line.round, "lead": name}
        key = "seconding.ask_again" if line.state == "submitted" else "seconding.ask" if covered else "seconding.ask_all"
        question = self.words(key, count=len(items), **about)
        if typed := self.look_up(drafts.under, f"{line.id}/"):
            question = f"{question}\n\n{kept_told.left_out(self.words, typed)}"
        if self.guarded(lambda: self.desk.ask(sealing.drawn_up, line.id, lead, covered)) is None:
            return
        self.app.push_screen(Confirm(self.words, question), lambda reply: self._seal(line.id, lead, covered) if reply else None)

    def _seal(self, verification: str, lead: str, covered: tuple[str, ...]) -> None:
        content: list[bytes] = []

        def drawn_up() -> Frozen:
            drawn = self.desk.ask(sealing.drawn_up, verification, lead, covered)
            content[:] = [drawn.content]
            return drawn.file

        def enter(signed: Signed) -> Sheet:
            return self.desk.do(sealing.give, verification, signed, content[0])

        def done(sheet: Sheet, path: Path) -> str:
            folder = places.told(path.parent)
            return self.words("seconding.given", agency=sheet.agency.name, round=sheet.round, file=path.name, folder=folder)

        hand_over(self, "opinion", drawn_up, enter, done)

    def action_draw(self) -> None:
        """Draw agencies for second verifications, and show which."""
        known = self.look_up(rounds.lines)
        if known is None:
            return
        options = tuple(Option(line.id, line.id) for line in known)
        fields = (
            Field("round", self.words("draw.round"), kind="choice", value=options[0].key, options=options),
            Field("share", self.words("draw.share"), value="10", required=True, hint=self.words("draw.share_hint")),
            Field("seed", self.words("draw.seed"), required=True, hint=self.words("draw.seed_hint")),
        )

        def save(values: Mapping[str, str]) -> Draw:
            return self.desk.ask(drawing.drawn, values["round"], values["share"], values["seed"])

        self.ask(self.words("draw.title"), fields, "seconding/draw", save, self._drawn)

    def _drawn(self, found: Draw) -> None:
        told = self.words("draw.told", count=len(found.agencies), of=found.of, share=found.share, seed=found.seed, round=found.round)
        listed = "\n".join(f"{each.code:<7} {shown(each.name)}  ({self.words(f'type.{each.type}')})" for each in found.agencies)
        if refusal(self.desk.actor.person, self.desk.actor.roles, "assignment.give", Standing()) is not None:
            self.app.push_screen(Tell(self.words, self.words("draw.title"), f"{told}\n\n{listed}"))
            return
        codes = tuple(each.code for each in found.agencies)

        def replied(reply: bool | None) -> None:
            if reply:
                self.go("assigning", purpose="second", round=found.round, codes=codes)

        self.app.push_screen(Confirm(self.words, f"{told}\n\n{self.words('draw.assign')}\n\n{listed}"), replied)


def _stage(each: Second) -> str:
    """How far an opinion has come."""
    if not each.verification:
        return "waiting"
    if not each.is_opened:
        return "unopened"
    if each.unsettled:
        return "differences"
    if not each.is_signed:
        return "unsigned"
    return "repair" if each.to_repair else "signed"
