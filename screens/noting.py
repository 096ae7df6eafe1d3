"""Notes on agencies as screens tell them, ask for them and have them signed."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from models.desk import notes
from models.documents.keys import PrivateKey
from models.documents.note import KIND, PRACTICE
from models.exporting import signed_as
from models.fields import Field, Option
from models.keyring import PERSON
from models.moments import written
from models.noted import NoteLine
from models.rules.checklist import Item
from models.words import Words
from screens.unlocking import ask_and_sign
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line, Lines
from screens.widgets.pane import Paragraph

if TYPE_CHECKING:
    from models.documents.note import Purpose
    from screens.base import HouseScreen

_MEETINGS: Final[tuple["Purpose", ...]] = ("visit", "consultation")
_KIND_WIDTH: Final = 15


def note_line(words: Words, note: NoteLine) -> Line:
    """A note in the list of its agency."""
    kind = f"{words(f'status.{note.purpose}'):<{_KIND_WIDTH}}"
    left = ((f"{written(note.date):>10}  ", Tone.MUTED), (kind, Tone.GOOD if note.is_practice else Tone.ACCENT))
    text = f"{note.item}  {note.title}" if note.is_practice else note.title
    beside = ((f"{words('arriving.fork')}  ", Tone.WARN),) if note.beside else ()
    hidden = f"{words('documents.is_hidden')} " if note.is_hidden else ""
    return Line(note.digest, left=left, text=f"{hidden}{text}", right=(*beside, (note.person, Tone.MUTED)))


def paragraphs(words: Words, note: NoteLine) -> Iterator[Paragraph]:
    """A note in full."""
    yield Paragraph(f"{words(f'status.{note.purpose}')}: {note.title}", tone=Tone.HEADING)
    yield Paragraph(f"{note.agency} · {words.day(note.date)} · {note.person}", tone=Tone.MUTED)
    if note.beside:
        yield Paragraph(words("noted.beside"), tone=Tone.WARN)
    if note.item_title is not None:
        yield Paragraph(f"{note.item} {words.of(note.item_title)} ({note.checklist})", label=words("noted.item"))
        yield Paragraph(note.text, label=words("noted.done"))
        yield Paragraph(note.why, label=words("noted.why"))
        agreed = words("noted.agreed", who=note.consent_by, day=words.day(note.consent_on))
        yield Paragraph(agreed, label=words("noted.consent"))
        yield Paragraph(note.contact, label=words("noted.contact"))
        return
    yield Paragraph(note.text, label=words("noted.text"))
    advised, participants = (note.advised, words("noted.advised")), (note.participants, words("noted.participants"))
    for text, label in (advised, participants, (words.day(note.follow_up), words("noted.follow_up"))):
        if text:
            yield Paragraph(text, label=label)


def in_full(words: Words, note: NoteLine) -> str:
    """A note as a text to read."""
    told = paragraphs(words, note)
    return "\n\n".join(f"{each.label}:\n{each.text}" if each.label else each.text for each in told)


def show_written(screen: "HouseScreen", note: NoteLine) -> None:
    """Say on a list of notes that this one is written, and stand on it."""
    kind, when = screen.words(f"status.{note.purpose}"), screen.words.day(note.date)
    screen.renewed(screen.words("noted.written", kind=kind, agency=note.agency, day=when), Tone.GOOD)
    screen.query_one(Lines).move_to(note.digest)


def ask_meeting(screen: "HouseScreen", agency: str, name: str, done: Callable[[NoteLine], None], known: NoteLine | None = None) -> None:
    """Ask for a visit or consultation at an agency, or correct the `known` one."""
    words = screen.words
    kinds = tuple(Option(each, words(f"status.{each}")) for each in _MEETINGS)
    day_ = known.date if known else screen.look_up(notes.today)
    if day_ is None:
        return
    date = written(day_)
    fields = (
        Field("purpose", words("noted.kind"), kind="choice", value=known.purpose if known else "visit", options=kinds),
        Field("date", words("noted.date"), "date", date, required=True),
        Field("title", words("noted.subject"), value=known.title if known else "", required=True),
        Field("participants", words("noted.participants"), value=known.participants if known else "", hint=words("noted.hint.posts")),
        Field("text", words("noted.text"), kind="note", value=known.text if known else "", required=True),
        Field("advised", words("noted.advised"), kind="note", value=known.advised if known else ""),
        Field("follow_up", words("noted.follow_up"), "date", written(known.follow_up) if known else ""),
    )
    title = words("noted.correct_title" if known else "noted.new_title", agency=name)
    place = f"note/{agency}/{known.digest if known else 'new'}"
    _ask(screen, title, fields, place, agency, done, corrects=known.digest if known else "")


def ask_practice(
    screen: "HouseScreen",
    agency: str,
    name: str,
    item: Item | None,
    done: Callable[[NoteLine], None],
    *,
    checklist: str = "",
    known: NoteLine | None = None,
) -> None:
    """Ask for a practice of an agency on an item of the checklist with this digest, its consent too, or correct the `known` one."""
    words = screen.words
    code = known.item if known else item.code if item else ""
    posts = words("noted.hint.posts")
    consent = words("noted.hint.consent")
    agreed = written(known.consent_on) if known else ""
    fields = (
        Field("title", words("noted.title"), value=known.title if known else "", required=True),
        Field("text", words("noted.done"), kind="note", value=known.text if known else "", required=True),
        Field("why", words("noted.why"), kind="note", value=known.why if known else "", required=True),
        Field("consent_by", words("noted.consent_by"), value=known.consent_by if known else "", hint=consent, required=True),
        Field("consent_on", words("noted.consent_on"), "date", agreed, hint=consent, required=True),
        Field("contact", words("noted.contact"), value=known.contact if known else "", required=True, hint=posts),
    )
    title = words("noted.correct_practice" if known else "noted.new_practice", agency=name, item=code)
    place = f"note/{agency}/{known.digest if known else code}"
    asked: dict[str, Any] = {"corrects": known.digest} if known else {"item": code, "checklist_": checklist}
    _ask(screen, title, fields, place, agency, done, **asked)


def _ask(
    screen: "HouseScreen",
    title: str,
    fields: tuple[Field, ...],
    place: str,
    agency: str,
    done: Callable[[NoteLine], None],
    **asked: Any,
) -> None:
    ring, desk = screen.house.keyring, screen.desk

    def save(values: Mapping[str, str], key: PrivateKey) -> NoteLine:
        ring.hold(PERSON, key)
        purpose: Any = values.get("purpose", PRACTICE)
        file = desk.ask(notes.drawn_up, agency, purpose, values, **asked)
        return desk.do(notes.write, signed_as(file, KIND, ring.person()))

    ask_and_sign(screen, title, fields, place, partial(ring.opened, PERSON), save, done)
