"""What every part of the talk works with: the talk itself, the desk, and the ways to act so that a refusal is said and nothing is lost."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from models import places
from models.desk import drafts
from models.desk.desk import Desk
from models.errors import Refusal
from models.fields import Field
from models.ledger.transaction import Transaction
from models.rules import permissions
from models.views import Sheet
from models.words import Words
from tui.headless.columns import heard
from tui.linear.talk import NOTHING, Back, Done, Talk, width
from tui.stopping import Stopped

if TYPE_CHECKING:
    from tui.command_line import Session

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Work:
    """One sitting at the linear front."""

    session: "Session"
    desk: Desk
    talk: Talk

    @property
    def words(self) -> Words:
        """The sentences of the talk."""
        return self.talk.words

    def refuse(self, refused: Refusal) -> None:
        """Say why something is not done."""
        self.talk.say(self.words.refusal(refused))

    def do(self, verb: Callable[Concatenate[Transaction, P], R], *args: P.args, **kwargs: P.kwargs) -> R | None:
        """What a verb gives, done durably; None where it was refused, which is said."""
        with self.said():
            return self.desk.do(verb, *args, **kwargs)
        return None

    @contextmanager
    def said(self) -> Iterator[None]:
        """Say what is refused in the block, and go on behind it."""
        try:
            yield
        except Refusal as refused:
            self.refuse(refused)

    def command(self, *arguments: str) -> int:
        """The exit code of a plain command on this profile, which has the database to itself meanwhile; Refusal as it gives."""
        from tui.command_line import within

        self.desk.close()
        try:
            with heard(width()):
                return within(self.session, arguments)
        finally:
            self.desk.reopen()

    def command_kept(self, *arguments: str) -> None:
        """Do a plain command; Back where it came to nothing, so that what was typed for it is kept. Refusal as it gives."""
        if self.command(*arguments):
            raise Back

    def may(self, verb: str, sheet: Sheet) -> bool:
        """Whether `verb` may be done with a verification as it stands."""
        return permissions.refusal(self.desk.actor.person, self.desk.actor.roles, verb, sheet.standing) is None

    def require(self, verb: str, sheet: Sheet) -> None:
        """Say why `verb` may not be done, before anything is typed for it in vain; Back then."""
        refused = permissions.refusal(self.desk.actor.person, self.desk.actor.roles, verb, sheet.standing)
        if refused is not None:
            self.refuse(refused)
            raise Back

    def fill(self, title: str, fields: Sequence[Field], place: str, save: Callable[[Mapping[str, str]], R]) -> R:
        """Ask field by field, then `save`; what is typed is kept at `place` until it is saved, and taken up again.

        Raises:
            Back, Done: as `Talk.ask`, at the first field; at a later one a step back is to the field before. Back, too, where nothing
                could be kept, which is said.
        """
        if self.desk.read_only is not None:
            self.refuse(self.desk.read_only)
            raise Back
        self.talk.head(title)
        before = {field.key: field.value for field in fields}
        values = dict(before)
        known = self.desk.ask(drafts.recall, place)
        if known is not None and (taken := {key: value for key, value in known.items() if key in values}) != values:
            self.talk.tell("linear.recovered")
            values |= taken
        asked, at = [field for field in fields if field.enabled], 0
        while True:
            self._ask_all(asked, before, values, place, at)
            try:
                done = save(values)
            except Refusal as refused:
                self.refuse(refused)
                at = self._about(asked, refused)
                continue
            with suppress(Refusal):
                self.desk.do(drafts.forget, place)
            return done

    def _about(self, asked: Sequence[Field], refused: Refusal) -> int:
        """Where among the fields the one stands that was refused; the first where none was alone."""
        label = refused.fields.get("label")
        named = "" if label is None else self.words.called(label)
        return next((at for at, field in enumerate(asked) if field.label == named), 0)

    def _ask_all(self, asked: Sequence[Field], before: Mapping[str, str], values: dict[str, str], place: str, at: int) -> None:
        """Ask from the field at `at` on; `before` is what they held."""
        while at < len(asked):
            field = asked[at]
            try:
                values[field.key] = self._asked(field, values, place)
            except Back:
                if at == 0:
                    self._leave(place, before, values, asked)
                    raise
                at -= 1
                continue
            except Done:
                self._leave(place, before, values, asked)
                raise
            except Stopped:
                print()
                self._leave(place, before, values, asked)
                raise
            if field.required and not values[field.key].strip():
                self.talk.tell("linear.required", label=field.label)
                continue
            if values != before:
                self._keep(place, values, asked)
            at += 1

    def _asked(self, field: Field, values: dict[str, str], place: str) -> str:
        value, help_ = values[field.key], field.hint
        if field.kind == "choice" and help_ in ("", self.words("fact.hint.choice")):
            # No arrow chooses here.
            help_ = "\n".join(f"{option.label}: {option.detail}" for option in field.options if option.detail)
        if value and field.kind not in ("secret", "note"):
            taken = self.words("linear.field.keep" if field.kind == "choice" or field.required else "linear.field.keep_or_clear")
            help_ = "\n".join(filter(None, (help_, taken)))
        if field.kind == "choice":
            return self.talk.choose(field.label, field.options, value, help_)
        if field.kind == "secret":
            return self.talk.secret(field.label, help_)
        if field.kind == "note":

            def kept(text: str) -> None:
                values[field.key] = text
                self._keep(place, values)

            return field.admitted(self.talk.text(field.label, value, help_, kept))
        typed = self.talk.ask(f"{field.label} [{value}]" if value else field.label, help_)
        if field.kind == "path":
            if several := places.several(typed):
                self.talk.tell("files.several", count=len(several))
            typed = places.dropped(typed)
        return "" if typed == NOTHING else field.admitted(typed) or value

    def _keep(self, place: str, values: Mapping[str, str], fields: Sequence[Field] = ()) -> bool:
        """Keep what is typed as a draft; why not is said."""
        secret = {field.key for field in fields if field.kind == "secret"}
        try:
            self.desk.do(drafts.keep, place, {key: value for key, value in values.items() if key not in secret})
        except Refusal as refused:
            self.refuse(refused)
            return False
        return True

    def _leave(self, place: str, before: Mapping[str, str], values: Mapping[str, str], asked: Sequence[Field]) -> None:
        if before == values:
            return
        if self._keep(place, values, asked):
            self.talk.tell("linear.kept")
        else:
            self.talk.tell("linear.not_kept")
            self.talk.end = "linear.end.but"


def switch(name: str, typed: str) -> str:
    """A switch of a plain command with what was typed, which is no switch of its own however it begins."""
    return f"--{name}={typed}"
