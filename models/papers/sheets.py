"""What the papers about a sheet have in common: whose they are, and how their pages are counted."""

from models.documents.minutes import MinutesFinding
from models.minutes import Finding
from models.paper import Block, Office, Pairs, Paper
from models.rules.checklist import Item
from models.rules.trip import grouped
from models.views import Sheet
from models.words import Words


def of_sheet(words: Words, sheet: Sheet, office: Office, kind: str, blocks: tuple[Block, ...], subtitle: str = "", foot: str = "") -> Paper:
    """A paper of a kind about a sheet: it names agency, round and checklist before anything else, in its foot where no other is given."""
    head = Pairs(
        (
            (words("paper.agency"), f"{sheet.agency.name} ({sheet.agency.code})"),
            (words("paper.round"), sheet.round),
            (words("paper.checklist"), words.of(sheet.checklist.title)),
        )
    )
    about = f"{sheet.agency.name} · {sheet.round}"
    return Paper(
        language=words.language,
        letterhead=office.letterhead,
        title=words(f"paper.{kind}.title"),
        subtitle=subtitle,
        blocks=(head, *blocks),
        foot=foot or about,
        page=words("paper.page", page="{page}", pages="{pages}"),
        size=office.size,
        about=about,
    )


def finding(words: Words, item: Item, told: Finding | MinutesFinding) -> tuple[str, ...]:
    """A finding on an item as a row: what is to be mended, what the agency says to it, and until when."""
    stance = words(f"finding.stance.{told.stance}") if told.stance else ""
    until = words.day(told.deadline)
    return (item.code, f"{words.of(item.title)}:\n{told.text}", "\n".join(part for part in (stance, told.response) if part), until)


def named(words: Words, name: str, nip: str) -> str:
    """Somebody by name, with the NIP below where it is known."""
    return f"{name}\n{words('paper.nip')} {grouped(nip)}" if nip else name
