"""The minutes on paper, drawn from the document alone, so that they can be drawn again and say the same; scores where it holds any."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from models.concluded import MARK
from models.documents.minutes import SUPPLEMENT, Minutes, MinutesParty
from models.paper import Block, Heading, Numbered, Office, Pairs, Paper, Paragraph, Signature, Signatures, Table
from models.papers.sheets import finding, named
from models.rules import asking
from models.rules.answers import Answer
from models.rules.checklist import Checklist
from models.rules.trip import grouped
from models.text import Phrase
from models.words import Words
from models.words.spelling import day_in_words


def minutes(words: Words, document: Minutes, digest: str, checklist: Checklist, office: Office) -> Paper:
    """The paper of minutes whose digest is given."""
    is_supplement = document.status == SUPPLEMENT
    about = f"{document.agency.name} · {document.round}"
    return Paper(
        language=words.language,
        letterhead=office.letterhead,
        title=words("paper.minutes.title_more" if is_supplement else "paper.minutes.title"),
        subtitle=words("paper.minutes.numbered", number=document.number or "." * 30),
        blocks=(
            *_meeting(words, document),
            *_checked(words, document, checklist),
            *_scored(words, document),
            *_agreed(words, document, checklist),
            *_end(words, document),
        ),
        foot=f"{about} · {digest[:MARK]}",
        page=words("paper.page", page="{page}", pages="{pages}"),
        size=office.size,
        about=about,
    )


def _meeting(words: Words, document: Minutes) -> Iterator[Block]:
    """When and where who met, and by which rules."""
    day = day_in_words(date.fromisoformat(document.day), words)
    told = {"day": day, "place": document.place, "agency": document.agency.name, "round": document.round}
    yield Paragraph(words("paper.minutes.intro", **told))
    head = (words("paper.minutes.no"), words("trip.name"), words("trip.post"), words("trip.function"))
    for side, people in (("team", document.parties.team), ("agency", document.parties.agency)):
        yield Heading(words(f"trip.{side}"))
        rows = ((number, named(words, each.name, each.nip), each.post, each.function) for number, each in people.items())
        yield Table(head, tuple(rows), (1, 6, 6, 4))
    trip = document.trip
    dated = words("paper.minutes.dated", day=words.day(trip.letter_date)) if trip.letter_date else ""
    letter = (words("paper.minutes.letter", letter=trip.letter, dated=dated).strip(),) if trip.letter else ()
    yield Heading(words("paper.minutes.basis"))
    yield Numbered((*letter, *document.basis))


def _checked(words: Words, document: Minutes, checklist: Checklist) -> Iterator[Block]:
    """What was looked at: how, by which checklist, how much of each area, and with which documents."""
    trip = document.trip
    days = " – ".join(words.day(day) for day in dict.fromkeys((trip.begins, trip.ends)) if day)
    method = ((words("trip.method"), words(f"trip.method.{trip.method}")),) if trip.method else ()
    yield Heading(words("paper.minutes.checked"))
    yield Pairs(((words("paper.checklist"), words.of(checklist.title)), (words("paper.minutes.days"), days), *method))
    answers = {code: Answer(item.level, item.not_applicable) for code, item in document.items.items()}
    counted = asking.progress(asking.asked(checklist, answers, document.agency.type), answers)
    rows = tuple((words.of(checklist.areas[code].name), str(asked), str(done)) for code, (done, asked) in counted.items())
    yield Table((words("paper.minutes.area"), words("paper.minutes.items"), words("paper.minutes.done")), rows, (8, 2, 3))
    if document.evidence:
        head = (words("paper.code"), words("paper.document"))
        yield Table(head, tuple((code, each.title) for code, each in document.evidence.items()), (1, 8))


def _scored(words: Words, document: Minutes) -> Iterator[Block]:
    """The results of the areas as they stood on the day, where the document holds them."""
    if not document.scores:
        return
    yield Heading(words("paper.minutes.scores"))
    yield Paragraph(words("paper.minutes.provisional"))
    head = (words("paper.minutes.area"), words("paper.minutes.score"), words("paper.minutes.band"))
    rows = tuple(
        (
            words.of(Phrase(each.name.id, each.name.en)),
            words.number(Fraction(each.score)) if each.score else words("score.none"),
            words.of(Phrase(each.band.id, each.band.en)) if each.band else "",
        )
        for each in document.scores.values()
    )
    yield Table(head, rows, (8, 3, 4))


def _agreed(words: Words, document: Minutes, checklist: Checklist) -> Iterator[Block]:
    """What is to be mended, by area; for a supplement first what was changed."""
    if document.changed:
        yield Heading(words("paper.minutes.changed"))
        yield Paragraph(words("paper.minutes.supplements", mark=document.supplements[:MARK]))
        yield Table(
            (words("paper.code"), words("paper.minutes.item")),
            tuple((code, words.of(checklist.items[code].title)) for code in document.changed),
            (1, 6),
        )
    yield Heading(words("paper.minutes.findings"))
    if not document.findings:
        yield Paragraph(words("paper.minutes.none"))
    head = (words("paper.code"), words("finding.text"), words("finding.stance"), words("finding.deadline"))
    for code, area in checklist.areas.items():
        here = [(item.code, document.findings[item.code]) for item in checklist.by_area[code] if item.code in document.findings]
        if here:
            yield Heading(words.of(area.name))
            yield Table(head, tuple(finding(words, checklist.items[item], each) for item, each in here), (2, 7, 6, 3))


def _end(words: Words, document: Minutes) -> Iterator[Block]:
    """What the minutes do not say, who was there, and who signs."""
    parties = document.parties
    yield Heading(words("paper.minutes.reserved_title"))
    yield Paragraph(words("paper.minutes.reserved"))
    yield Heading(words("paper.minutes.present"))
    people = (*parties.team.values(), *parties.agency.values())
    head = (words("paper.minutes.no"), words("trip.name"), words("trip.post"), words("paper.minutes.signed"))
    yield Table(
        head,
        tuple((str(number), named(words, each.name, each.nip), each.post, "") for number, each in enumerate(people, 1)),
        (1, 6, 6, 4),
        True,
    )
    yield Signatures(
        (_signature(words("paper.minutes.for_agency"), words, parties.agency), _signature(words("trip.team"), words, parties.team)),
        words("paper.minutes.closing"),
    )


def _signature(role: str, words: Words, people: Mapping[str, MinutesParty]) -> Signature:
    """Where the first of a side signs for all of it."""
    first = next(iter(people.values()))
    nip = f"{words('paper.nip')} {grouped(first.nip)}" if first.nip else ""
    return Signature(role, first.name, "\n".join(part for part in (first.post, nip) if part))
