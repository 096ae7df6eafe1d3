"""The commands of work that is shared: agencies assigned, verifications handed over, and data exchanged."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

ASSIGNING: Final = (
    Command("assigning.mark", "space", "mark", "assignment.give"),
    Command("assigning.mark_all", "a", "mark_all", "assignment.give"),
    Command("assigning.give", "y", "give", "assignment.give"),
    Command("assigning.find", "slash", "find"),
    Command("assigning.type", "t", "kind"),
    Command("assigning.region", "w", "region"),
    Command("assigning.free", "f", "free", in_strip=False),
    Command("assigning.take_back", "x", "take_back", "assignment.give"),
    Command("assigning.round", "p", "round"),
    BACK,
    KEYS,
)

HANDING: Final = (
    Command("handing.act", "enter", "act", "handover.merge"),
    Command("handing.give", "n", "give", "handover.give"),
    Command("handing.drop", "x", "drop", "document.take"),
    BACK,
    KEYS,
)

EXCHANGING: Final = (
    Command("exchanging.act", "enter", "act", is_act=True),
    Command("exchanging.look", "l", "look"),
    Command("exchanging.new", "n", "new"),
    Command("exchanging.change", "e", "change"),
    Command("exchanging.remove", "x", "remove"),
    BACK,
    KEYS,
)
