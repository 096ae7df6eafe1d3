"""What is done with plenaries from several screens, and what is asked before one is closed or decided about in bulk."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from models.desk import plenaries
from models.errors import Refusal
from models.plenary import Plenary
from models.rules.plenary import POSTPONED
from screens.dialogs import Confirm
from screens.plenary_telling import date
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from screens.base import HouseScreen


def begin(screen: "HouseScreen", verifications: Collection[str]) -> None:
    """Make a plenary of results, and go to it."""
    found = screen.do(plenaries.begin, verifications)
    if found is not None:
        screen.go("plenary", plenary=found.id)


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

    told = {"number": found.number, "day": date(words, found.day), "postponed": postponed}
    screen.app.push_screen(Confirm(words, words.count("plenary.ask_close", len(found.entries) - postponed, **told)), reply)
