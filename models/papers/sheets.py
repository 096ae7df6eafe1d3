"""What the papers about a sheet have in common: whose they are, and how their pages are counted."""

from models.paper import Block, Office, Pairs, Paper
from models.views import Sheet
from models.words import Words


def of_sheet(words: Words, sheet: Sheet, office: Office, kind: str, blocks: tuple[Block, ...]) -> Paper:
    """A paper of a kind about a sheet: it names agency, round and checklist before it says anything else."""
    about = Pairs(
        (
            (words("paper.agency"), f"{sheet.agency.name} ({sheet.agency.code})"),
            (words("paper.round"), sheet.round),
            (words("paper.checklist"), words.of(sheet.checklist.title)),
        )
    )
    return Paper(
        language=words.language,
        letterhead=office.letterhead,
        title=words(f"paper.{kind}.title"),
        subtitle="",
        blocks=(about, *blocks),
        foot=f"{sheet.agency.name} · {sheet.round}",
        page=words("paper.page", page="{page}", pages="{pages}"),
        size=office.size,
    )
