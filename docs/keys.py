"""The table of keys in the README, drawn from `screens/commands/`: `python docs/keys.py` writes it anew."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from models.words import Words  # noqa: E402 - the program may not be installed
from screens.commands import ALL  # noqa: E402
from screens.keys import told  # noqa: E402

BEGIN, END = "<!-- keys -->", "<!-- /keys -->"
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
    "backups": "Copies of the database",
    "recovered": "Recovered text",
    "everywhere": "Every screen",
}


def table() -> str:
    """Every key of every screen with what it does and the id by which `verifier.toml` can give it another key."""
    words = Words("en")
    rows = ["| screen | key | what it does | id |", "| --- | --- | --- | --- |"]
    for screen, commands in ALL.items():
        for command in commands:
            key = told(words, command, {})
            ids = [bound.id for bound in command.bound]
            named = f"`{ids[0]}`" if len(ids) == 1 else f"`{ids[0]}` … `{ids[-1]}`"
            rows.append(f"| {_TITLES[screen]} | `{key}` | {words(f'what.{command.id}')} | {named} |")
    return "\n".join(rows)


def rewritten(readme: str) -> str:
    """The README with today's table between its marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(rewritten(path.read_text("utf-8")), "utf-8")
