"""The receipt for documents that were handed over: what they are, in which state they were taken, and who gave and took them."""

from datetime import date
from typing import Final

from models.paper import Office, Paper, Paragraph, Signature, Signatures, Table
from models.papers.sheets import of_sheet
from models.rules.trip import grouped
from models.trips import Trip
from models.views import Evidence, Sheet
from models.words import Words
from models.words.spelling import day_in_words

NO_TRIP: Final = Trip()


def receipt(words: Words, sheet: Sheet, office: Office, day: date, trip: Trip = NO_TRIP) -> Paper:
    """The receipt of a day for all evidence that is registered, but for what was only told in an interview.

    Whoever speaks first for the agency on the `trip` signs that it was given.
    """
    handed = [each for each in sheet.evidence if each.kind != "interview"]
    head = (words("paper.code"), words("paper.document"), words("paper.number"), words("evidence.location"), words("evidence.status"))
    rows = tuple(_row(words, each) for each in handed)
    told = {"day": day_in_words(day, words), "agency": sheet.agency.name}
    listed = (Paragraph(words("paper.receipt.intro", **told)), Table(head, rows, (2, 7, 5, 5, 3)))
    blocks = (
        *(listed if rows else (Paragraph(words("paper.receipt.none", **told)),)),
        Paragraph(words.count("paper.receipt.counted", len(rows))),
        Signatures((_given(words, trip), Signature(words("paper.receipt.taken"), sheet.verifier))),
    )
    return of_sheet(words, sheet, office, "receipt", blocks)


def _given(words: Words, trip: Trip) -> Signature:
    if not trip.agency:
        return Signature(words("paper.receipt.given"), "")
    first = trip.agency[0]
    nip = f"{words('paper.nip')} {grouped(first.nip)}" if first.nip else ""
    return Signature(words("paper.receipt.given"), first.name, "\n".join(part for part in (first.post, nip) if part))


def _row(words: Words, evidence: Evidence) -> tuple[str, ...]:
    kind = words(f"evidence.kind.{evidence.kind}")
    seen = words(f"evidence.seen.{'yes' if evidence.seen else 'no'}")
    numbered = "\n".join(part for part in (evidence.number, words.day(evidence.date)) if part)
    status = f"{words(f'evidence.status.{evidence.status}')}, {seen}"
    return (evidence.code, f"{evidence.title}\n{kind}", numbered, evidence.location, status)
