"""The commands of what stands around the work: files of others, the team, rounds and settings."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command
from screens.commands.upkeep import TO_ENCRYPTION, TO_EXAMINING

IMPORTING: Final = (
    Command("importing.mark", "space", "mark", "worksheet.take"),
    Command("importing.mark_all", "a", "mark_all", "worksheet.take"),
    Command("importing.take", "y", "take", "worksheet.take"),
    Command("importing.open", "enter", "open"),
    BACK,
    KEYS,
)

SELF: Final = (
    Command("self.open", "enter", "open"),
    Command("self.next", "g", "next"),
    Command("self.take", "m", "take", "self_assessment.take"),
    Command("self.blank", "w", "blank"),
    BACK,
    KEYS,
)

SELF_TAKING: Final = (
    Command("self.accept", "y", "take", "self_assessment.take"),
    BACK,
    KEYS,
)

ARRIVALS: Final = (
    Command("arrivals.mark", "space", "mark", "document.take"),
    Command("arrivals.mark_all", "a", "mark_all", "document.take"),
    Command("arrivals.take", "y", "take", "document.take"),
    BACK,
    KEYS,
)

DOCUMENTS: Final = (
    Command("documents.take", "m", "take", "document.take"),
    Command("documents.take_folder", "d", "take_folder", "document.take"),
    Command("documents.again", "r", "again", "document.take"),
    Command("documents.hand_on", "e", "hand_on"),
    Command("documents.hide", "x", "hide", "document.take"),
    Command("documents.hidden", "h", "hidden"),
    BACK,
    KEYS,
)

REGISTERING: Final = (
    Command("registering.take", "y", "take", "agency.import"),
    BACK,
    KEYS,
)

TO_CHECKLISTS: Final = Command("checklists.open", "C", "checklists", in_strip=False)

ROUNDS: Final = (
    Command("rounds.choose", "enter", "choose", "round.open"),
    Command("rounds.new", "n", "new", "round.open"),
    Command("rounds.renew", "r", "renew", "round.open", in_strip=False),
    Command("rounds.close", "t", "close", "round.open", in_strip=False),
    Command("rounds.announce", "p", "announce", "round.announce", in_strip=False),
    Command("rounds.state", "b", "state", "baseline.state"),
    Command("rounds.remove", "x", "remove", "baseline.state"),
    Command("rounds.undo", "u", "undo", "baseline.state", in_strip=False),
    TO_CHECKLISTS._replace(in_strip=True),
    BACK,
    KEYS,
)

SETTINGS: Final = (
    Command("settings.change", "enter", "change"),
    Command("settings.reset", "x", "reset"),
    Command("settings.preview", "p", "preview"),
    Command("settings.person", "n", "person", is_act=True),
    TO_EXAMINING,
    TO_ENCRYPTION,
    BACK,
    KEYS,
)

BACKUPS: Final = (
    Command("backups.restore", "enter", "restore", is_act=True),
    Command("backups.make", "a", "make", is_act=True),
    Command("backups.check", "c", "check"),
    Command("backups.take_out", "x", "take_out"),
    Command("backups.open", "m", "open", is_act=True),
    BACK,
    KEYS,
)

TEAM: Final = (
    Command("team.enter", "enter", "enter"),
    Command("team.found", "f", "found", "team.change", in_strip=False),
    Command("team.take", "m", "take", "team.change"),
    Command("team.request", "r", "request", in_strip=False),
    Command("team.accept", "a", "accept", "team.change"),
    Command("team.mark", "x", "mark", "team.change"),
    Command("team.export", "e", "export"),
    Command("team.sign", "s", "sign", "team.change"),
    Command("team.endorse", "p", "endorse", "document.endorse", in_strip=False),
    Command("team.lock", "l", "lock", in_strip=False),
    BACK,
    KEYS,
)

ENDORSING: Final = (
    Command("endorsing.tick", "space", "tick", "document.endorse"),
    Command("endorsing.tick_all", "a", "tick_all", "document.endorse"),
    Command("endorsing.endorse", "y", "endorse", "document.endorse"),
    BACK,
    KEYS,
)
