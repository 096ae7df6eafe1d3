"""A verdict file as lines of text, for a terminal without screens, a pipe or a screen reader."""

from collections.abc import Iterator
from fractions import Fraction

from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.documents.verdict_file import VerdictFile
from models.documents.verified import Bilingual, ItemResult
from models.explanation import plenary_named, status_word
from models.moments import moment
from models.rules.checklist import Scale
from models.words import Words


def show_document(words: Words, document: VerdictFile, ended: str = "") -> None:
    """Print the verdict, what took it out of force if anything did, its explanation, the areas and every item to stdout."""
    console = Console(force_terminal=False, color_system=None)

    def of(text: Bilingual) -> str:
        return text.en if words.language == "en" else text.id

    def say(key: str, **fields: object) -> None:
        console.print(words(key, **fields), markup=False, highlight=False)

    verdict, recommended = document.verdict, document.recommendation
    console.print(Text(f"{document.agency.name} ({document.agency.code})"))
    say(
        "show.head",
        round=document.round,
        checklist=f"{document.checklist.id} {document.checklist.version}",
        status=status_word(words, document.status),
    )
    if ended:
        say("show.flag", flag=ended)
    say("show.verdict", code=verdict.code, name=of(verdict.name), person=verdict.person, moment=words.moment(moment(verdict.recorded_at)))
    if verdict.differs:
        say("show.differs", code=recommended.code, name=of(recommended.name), reason=verdict.reason)
    for line in _issued_so(words, document):
        console.print(line, markup=False, highlight=False)
    for flag in recommended.flags.values():
        say("show.flag", flag=of(flag))
    for reason in (*recommended.because.values(), *recommended.missing.values()):
        say("show.reason", reason=of(reason.text))
    areas = Table(box=None, pad_edge=False)
    for code, area in document.areas.items():
        score = words.number(Fraction(area.score)) if area.score else words("score.none")
        areas.add_row(Text(code), Text(of(area.name)), Text(score, justify="right"), Text(of(area.band) if area.band else ""))
    console.print(areas)
    items = Table(box=None, pad_edge=False)
    for code, item in document.items.items():
        items.add_row(Text(code), Text(_answer(words, item)), Text(of(item.title)), Text(", ".join(item.citations)))
    console.print(items)
    if (own := document.self_assessment) is not None:
        say("show.self", file=own.file, count=len(own.items))


def _issued_so(words: Words, document: VerdictFile) -> Iterator[str]:
    """Who decided a verdict, why it was issued so, and until when it holds, as far as it says that."""
    if document.plenary is not None:
        yield words("plenary.of_verdict", plenary=plenary_named(words, document.plenary.number, document.plenary.date))
    if document.issue_reason:
        yield words("show.issue_reason", reason=document.issue_reason)
    if document.valid_until:
        yield words("show.until", date=words.day(document.valid_until))


def _answer(words: Words, item: ItemResult) -> str:
    hidden = f"({words('mark.hidden')})" if item.hidden else ""
    return " ".join(filter(None, (_given(words, item), hidden)))


def _given(words: Words, item: ItemResult) -> str:
    if item.not_applicable:
        return words("answer.not_applicable")
    if item.level is None:
        return ""
    return str(item.level) if item.scale is Scale.LEVEL else words(f"answer.{item.level}")
