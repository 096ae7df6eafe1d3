"""The commands of the supervisor: what can be issued, one verification, one document and two side by side."""

from typing import Final

from screens.commands.agenda import TO_AGENDA
from screens.commands.command import BACK, KEYS, Command

ISSUING: Final = (
    Command("issuing.open", "enter", "open"),
    Command("issuing.mark", "space", "mark"),
    Command("issuing.mark_all", "a", "mark_all"),
    Command("issuing.issue", "i", "issue", is_act=True),
    Command("issuing.plenaries", "p", "plenaries"),
    Command("issuing.filter", "slash", "filter"),
    Command("issuing.export", "x", "export"),
    Command("issuing.plenary", "n", "plenary", "plenary.hold"),
    BACK,
    KEYS,
)

ISSUE: Final = (
    Command("issue.open", "enter", "open"),
    Command("issue.issue", "i", "issue", "issue"),
    Command("issue.amend", "m", "amend", "amend"),
    Command("issue.withdraw", "w", "withdraw", "withdraw"),
    Command("issue.send_back", "b", "send_back", "send_back"),
    Command("issue.forks", "d", "forks"),
    Command("issue.sheet", "s", "sheet"),
    Command("issue.export", "x", "export"),
    Command("issue.print", "n", "print", "result.print"),
    TO_AGENDA,
    Command("issue.trend", "t", "trend", in_strip=False),
    BACK,
    KEYS,
)

REVISION: Final = (BACK, KEYS)

FORKING: Final = (
    Command("forking.keep", "1,2", "keep", "amend", shown="1 2"),
    Command("forking.next", "n", "next"),
    BACK,
    KEYS,
)
