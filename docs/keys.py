"""The keys of every screen in `docs/keys.md`, drawn from `screens/commands/`: `python docs/keys.py` writes them anew."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.words import Words  # noqa: E402 - the program may not be installed
from screens.commands import ALL, Command  # noqa: E402
from screens.keys import told  # noqa: E402

PAGE = ROOT / "docs" / "keys.md"
BEGIN, END = "<!-- keys -->", "<!-- /keys -->"
_SAME_ON_ALL = ("menu", "back")
_TITLES = {
    "start": "Start",
    "agencies": "Agencies",
    "search": "Search",
    "practices": "Good practices",
    "noted": "Notes on an agency",
    "rounds": "Rounds",
    "checklists": "Checklists",
    "checklist": "One checklist",
    "checklist_file": "File of a checklist",
    "trial": "Trial of the rules",
    "comparison": "Two versions",
    "assigning": "Assignments",
    "handing": "Handing over",
    "arrivals": "Arriving documents",
    "documents": "Documents",
    "exchanging": "Exchange of data",
    "importing": "Worksheet",
    "registering": "List of agencies",
    "self": "Self-assessment",
    "self_taking": "Sheet of an agency",
    "sheet": "Sheet",
    "evidence": "Evidence",
    "sweeping": "Files of evidence",
    "facts": "Facts",
    "trip": "Visit",
    "minutes": "Minutes",
    "agenda": "Acceleration agenda",
    "agendas": "All agendas",
    "recalculation": "Recalculation sheet",
    "gathering": "Evidence from a folder",
    "citing": "One document, many items",
    "bulk": "Several items at once",
    "loose": "Loose notes",
    "history": "History",
    "verdict": "Verdict",
    "submitting": "Submission",
    "thread": "Remarks on an item",
    "reviewing": "Review queue",
    "review": "Review of a submission",
    "issuing": "Issuing",
    "issue": "One verdict",
    "revision": "One document",
    "forking": "Side by side",
    "plenaries": "Plenaries",
    "plenary": "One plenary",
    "seconding": "Second verifications",
    "settling": "Settling differences",
    "figures": "Figures",
    "behind": "Agencies behind a number",
    "filtering": "What is looked at",
    "trend": "Trend",
    "examining": "Examination of the profile",
    "encryption": "Encryption",
    "locked": "Locked profile",
    "settings": "Settings",
    "team": "Team",
    "endorsing": "Endorsing",
    "backups": "Copies of the database",
    "recovered": "Recovered text",
    "everywhere": "Every screen",
}


def _row(words: Words, command: Command) -> str:
    """A command: its key, what it does, and the id by which `verifier.toml` can give it another key."""
    ids = [bound.id for bound in command.bound]
    named = f"`{ids[0]}`" if len(ids) == 1 else f"`{ids[0]}` … `{ids[-1]}`"
    return f"| `{told(words, command, {})}` | {words(f'what.{command.id}')} | {named} |"


def _table(words: Words, title: str, commands: tuple[Command, ...]) -> str:
    rows = [_row(words, command) for command in commands]
    return "\n".join([f"### {title}\n", "| key | what it does | id |", "| --- | --- | --- |", *rows])


def tables() -> str:
    """The keys of every screen, those that are the same on all of them told once."""
    words = Words("en")
    own = {screen: tuple(command for command in commands if command.id not in _SAME_ON_ALL) for screen, commands in ALL.items()}
    same = {command.id: command for commands in ALL.values() for command in commands if command.id in _SAME_ON_ALL}
    everywhere = (*(same[id_] for id_ in _SAME_ON_ALL), *own.pop("everywhere"))
    return "\n\n".join(
        [_table(words, _TITLES["everywhere"], everywhere), *(_table(words, _TITLES[screen], commands) for screen, commands in own.items())]
    )


def rewritten(page: str) -> str:
    """The page with today's keys between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text("utf-8")), "utf-8")
