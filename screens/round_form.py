"""Opening a round, with which checklist and by the rules of which day; and giving one another checklist in mid-season."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.checklist_told import round_warnings
from models.desk import rounds
from models.fields import Field, Option
from models.views import RoundLine
from screens.dialogs import Pick
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from screens.base import HouseScreen

Lines = tuple[RoundLine, ...]


def ask_round(screen: "HouseScreen", done: Callable[[Lines], None], checklist: str = "") -> None:
    """Ask for a round and open it, with the checklist of this digest unless another is chosen; the newest rules first without one."""
    words = screen.words
    known = screen.look_up(rounds.available_checklists)
    if known is None:
        return
    options = tuple(Option(line.digest, f"{line.name}  {words.of(line.title)}") for line in known)
    fields = (
        Field("id", words("round.id"), required=True, hint=words("round.id_hint")),
        Field("checklist", words("round.checklist"), kind="choice", value=checklist or options[0].key, options=options),
        Field("day", words("round.day"), "date", hint=words("round.day_hint")),
    )
    screen.ask(
        words("round.new"),
        fields,
        # What was typed for one checklist is no draft for another.
        f"round/new/{checklist}" if checklist else "round/new",
        lambda values: screen.desk.do(rounds.begin, values["id"], values["checklist"], values["day"]),
        done,
    )


def ask_checklist(screen: "HouseScreen", of: RoundLine, done: Callable[[Lines], None]) -> None:
    """Ask for the checklist that verifications begun in a round from now on go by."""
    words = screen.words
    known = screen.look_up(rounds.available_checklists)
    if known is None:
        return
    options = [Option(line.digest, f"{line.name}  {words.of(line.title)}", words("rounds.renew_detail")) for line in known]

    def chosen(checklist: str | None) -> None:
        lines = screen.do(rounds.renew, of.id, checklist) if checklist else None
        if lines is not None:
            done(lines)
            now = next(line for line in lines if line.id == of.id)
            screen.say("rounds.renewed", Tone.GOOD, round=now.id, checklist=now.checklist.name)

    screen.app.push_screen(Pick(words, words("rounds.renew", round=of.id), options, of.checklist.digest), chosen)


def say_round(screen: "HouseScreen", current: RoundLine) -> None:
    """Say which round one works in now, or what is to be seen to in it."""
    warnings = round_warnings(screen.words, current)
    if warnings:
        screen.status.say(" ".join(warnings), Tone.WARN)
    else:
        screen.say("rounds.chosen", Tone.GOOD, round=current.id, checklist=current.checklist.name)
