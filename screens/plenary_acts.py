"""What is done with plenaries from several screens, and what is asked before one is closed or decided about in bulk."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from models.desk import plenaries
from models.errors import Refusal
from models.plenary import Plenary
from models.rules.plenary import POSTPONED
from screens.dialogs import Confirm
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps


def begin(screen: "HouseScreen", verifications: Collection[str]) -> None:
    """Make a plenary of results, each of which is read for it, and go to it."""
    made: list[Plenary] = []

    def steps() -> "Steps":
        yield 0, len(verifications)
        made.append(screen.desk.do(plenaries.begin, verifications))
        yield len(verifications), len(verifications)

    def done(_outcome: "Outcome") -> None:
        if made:
            screen.mark_saved()
            screen.go("plenary", plenary=made[0].id)

    screen.work(screen.words("plenaries.making"), steps, done)


def ask_to_follow(screen: "HouseScreen", found: Plenary, done: Callable[[Plenary], None]) -> None:
    """Ask, then let what is recommended be decided about all that are left."""
    left = [each for each in found.entries if not each.is_decided and each.state == "waiting"]
    if not left:
        screen.refuse(Refusal("plenary.none_left"))
        return

    def reply(yes: bool | None) -> None:
        after = screen.do(plenaries.follow, found.id) if yes else None
        if after is not None:
            done(after)

    screen.app.push_screen(Confirm(screen.words, screen.words.count("plenary.ask_rest", len(left))), reply)


def ask_to_close(screen: "HouseScreen", found: Plenary) -> None:
    """Ask, then close the plenary: what it decided is what is issued from then on."""
    words, postponed = screen.words, sum(each.decision == POSTPONED for each in found.entries)

    def reply(yes: bool | None) -> None:
        if yes and screen.do(plenaries.close, found.id) is not None:
            screen.renewed(words("plenary.closed"), Tone.GOOD)

    told = {"number": found.number, "day": words.day(found.day), "postponed": postponed}
    screen.app.push_screen(Confirm(words, words.count("plenary.ask_close", len(found.entries) - postponed, **told)), reply)
