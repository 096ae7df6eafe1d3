"""The receipt for documents that were handed over: what they are, in which state they were taken, and who gave and took them."""

from datetime import date

from models.paper import Office, Paper, Paragraph, Signature, Signatures, Table
from models.papers.sheets import of_sheet
from models.views import Evidence, Sheet
from models.words import Words
from models.words.spelling import day_in_words


def receipt(words: Words, sheet: Sheet, office: Office, day: date) -> Paper:
    """The receipt of a day for all evidence that is registered, but for what was only told in an interview."""
    handed = [each for each in sheet.evidence if each.kind != "interview"]
    head = (words("paper.code"), words("paper.document"), words("paper.number"), words("evidence.location"), words("evidence.status"))
    rows = tuple(_row(words, each) for each in handed)
    blocks = (
        Paragraph(words("paper.receipt.intro", day=day_in_words(day, words), agency=sheet.agency.name)),
        *((Table(head, rows, (2, 7, 5, 5, 3)),) if rows else (Paragraph(words("paper.receipt.none")),)),
        Paragraph(words.count("paper.receipt.counted", len(rows))),
        Signatures((Signature(words("paper.receipt.given"), ""), Signature(words("paper.receipt.taken"), sheet.verifier))),
    )
    return of_sheet(words, sheet, office, "receipt", blocks)


def _row(words: Words, evidence: Evidence) -> tuple[str, ...]:
    kind = words(f"evidence.kind.{evidence.kind}")
    seen = words(f"evidence.seen.{'yes' if evidence.seen else 'no'}")
    numbered = "\n".join(part for part in (evidence.number, _day(words, evidence.date)) if part)
    status = f"{words(f'evidence.status.{evidence.status}')}, {seen}"
    return (evidence.code, f"{evidence.title}\n{kind}", numbered, evidence.location, status)


def _day(words: Words, stored: str) -> str:
    return words.date(date.fromisoformat(stored)) if stored else ""
