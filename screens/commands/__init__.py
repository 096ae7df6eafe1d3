"""Every command of the program by screen. Key strip, keys menu and docs/keys.md are drawn from here.

Labels are `key.<id>` in the catalogue; they stand in the strip as far as they fit, in the order given here.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from screens.commands.agenda import AGENDA, AGENDAS
from screens.commands.around import (
    ARRIVALS,
    BACKUPS,
    DOCUMENTS,
    ENDORSING,
    IMPORTING,
    REGISTERING,
    ROUNDS,
    SELF,
    SELF_TAKING,
    SETTINGS,
    TEAM,
)
from screens.commands.checklists import CHECKLIST, CHECKLIST_FILE, CHECKLISTS, COMPARISON, TRIAL
from screens.commands.command import BANNED, EVERYWHERE, RECOVERED, Bound, Command, bindings
from screens.commands.field import BULK, CITING, GATHERING, LOOSE, MINUTES, RECALCULATION, TRIP
from screens.commands.figures import BEHIND, FIGURES, FILTERING, TREND
from screens.commands.issuing import FORKING, ISSUE, ISSUING, REVISION
from screens.commands.noting import NOTED, PRACTICES
from screens.commands.plenary import PLENARIES, PLENARY
from screens.commands.reviewing import REVIEW, REVIEWING
from screens.commands.seconding import SECONDING, SETTLING
from screens.commands.sharing import ASSIGNING, EXCHANGING, HANDING
from screens.commands.submitting import SUBMITTING, THREAD
from screens.commands.upkeep import ENCRYPTION, EXAMINING
from screens.commands.working import AGENCIES, EVIDENCE, FACTS, FIRST, HISTORY, LOCKED, SEARCH, SHEET, START, SWEEPING, VERDICT

__all__ = [
    "AGENCIES",
    "AGENDA",
    "AGENDAS",
    "ALL",
    "ARRIVALS",
    "ASSIGNING",
    "BACKUPS",
    "BANNED",
    "BEHIND",
    "BULK",
    "CHECKLIST",
    "CHECKLISTS",
    "CHECKLIST_FILE",
    "CITING",
    "COMPARISON",
    "DOCUMENTS",
    "ENCRYPTION",
    "ENDORSING",
    "EVERYWHERE",
    "EVIDENCE",
    "EXAMINING",
    "EXCHANGING",
    "FACTS",
    "FIGURES",
    "FILTERING",
    "FIRST",
    "FORKING",
    "GATHERING",
    "HANDING",
    "HISTORY",
    "IMPORTING",
    "ISSUE",
    "ISSUING",
    "LOCKED",
    "LOOSE",
    "MINUTES",
    "NOTED",
    "PLENARIES",
    "PLENARY",
    "PRACTICES",
    "RECALCULATION",
    "RECOVERED",
    "REGISTERING",
    "REVIEW",
    "REVIEWING",
    "REVISION",
    "ROUNDS",
    "SEARCH",
    "SECONDING",
    "SELF",
    "SELF_TAKING",
    "SETTINGS",
    "SETTLING",
    "SHEET",
    "START",
    "SUBMITTING",
    "SWEEPING",
    "TEAM",
    "THREAD",
    "TREND",
    "TRIAL",
    "TRIP",
    "VERDICT",
    "Bound",
    "Command",
    "bindings",
    "every",
]

ALL: Final = {
    "start": START,
    "agencies": AGENCIES,
    "search": SEARCH,
    "practices": PRACTICES,
    "noted": NOTED,
    "rounds": ROUNDS,
    "checklists": CHECKLISTS,
    "checklist": CHECKLIST,
    "checklist_file": CHECKLIST_FILE,
    "trial": TRIAL,
    "comparison": COMPARISON,
    "assigning": ASSIGNING,
    "handing": HANDING,
    "importing": IMPORTING,
    "registering": REGISTERING,
    "self": SELF,
    "self_taking": SELF_TAKING,
    "arrivals": ARRIVALS,
    "documents": DOCUMENTS,
    "exchanging": EXCHANGING,
    "sheet": SHEET,
    "bulk": BULK,
    "evidence": EVIDENCE,
    "sweeping": SWEEPING,
    "facts": FACTS,
    "trip": TRIP,
    "minutes": MINUTES,
    "agenda": AGENDA,
    "agendas": AGENDAS,
    "recalculation": RECALCULATION,
    "gathering": GATHERING,
    "citing": CITING,
    "loose": LOOSE,
    "history": HISTORY,
    "verdict": VERDICT,
    "submitting": SUBMITTING,
    "thread": THREAD,
    "reviewing": REVIEWING,
    "review": REVIEW,
    "issuing": ISSUING,
    "issue": ISSUE,
    "revision": REVISION,
    "forking": FORKING,
    "plenaries": PLENARIES,
    "plenary": PLENARY,
    "seconding": SECONDING,
    "settling": SETTLING,
    "figures": FIGURES,
    "behind": BEHIND,
    "filtering": FILTERING,
    "trend": TREND,
    "backups": BACKUPS,
    "settings": SETTINGS,
    "examining": EXAMINING,
    "encryption": ENCRYPTION,
    "locked": LOCKED,
    "team": TEAM,
    "endorsing": ENDORSING,
    "recovered": RECOVERED,
    "everywhere": EVERYWHERE,
}
"""The commands of each screen, and those of all."""


@cache
def every() -> Mapping[str, tuple[str, Command, Bound]]:
    """Every binding by its id, with the first screen it acts on and its command."""
    found: dict[str, tuple[str, Command, Bound]] = {}
    for screen, commands in ALL.items():
        for command in commands:
            for bound in command.bound:
                found.setdefault(bound.id, (screen, command, bound))
    return found
