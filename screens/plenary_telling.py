"""What a plenary's screen says: the lines of its list, and what is known of the one under the cursor."""

from collections.abc import Iterator
from typing import Final

from models.explanation import decision_said, entry_state
from models.plenary import Attendee, Entry, Plenary
from models.rules.plenary import HEAD, POSTPONED
from models.rules.trip import grouped
from models.words import Words
from screens.widgets.drawing import Tone
from screens.widgets.lines import Line
from screens.widgets.pane import Paragraph

PEOPLE: Final = "attendees"
"""Key of the line above who attends; the lines of those are below it."""
_STATES: Final = {"waiting": Tone.MUTED, "issued": Tone.GOOD, "amended": Tone.WARN, "withdrawn": Tone.WARN, "changed": Tone.BAD}


def number(words: Words, told: str) -> str:
    """The number of a plenary, or that it has none yet."""
    return told or words("plenary.unnumbered")


def head_line(words: Words, found: Plenary, key: str) -> Line:
    """The plenary as a whole; what it cannot be closed without is missed."""
    parts = (number(words, found.number), words.day(found.day), found.place, found.chair)
    return Line(key, text=" · ".join(filter(None, parts)), tone=Tone.PLAIN if found.number and found.day else Tone.WARN)


def entry_line(words: Words, entry: Entry) -> Line:
    """A result: what is decided, what is recommended, and where the verifier said otherwise."""
    mark = words("plenary.postponed") if entry.decision == POSTPONED else entry.decision or "·"
    tone = Tone.MUTED if not entry.is_decided else Tone.WARN if entry.decision == POSTPONED or entry.differs else Tone.GOOD
    recorded = f" ({words('plenary.recorded', verdict=entry.recorded)})" if entry.recorded != entry.recommended else ""
    right = [(words("plenary.recommended", verdict=entry.recommended or "–"), Tone.MUTED), (recorded, Tone.WARN)]
    if entry.state != "waiting":
        right.append((f"  {words(f'plenary.state.{entry.state}')}", _STATES[entry.state]))
    return Line(entry.verification, left=((f"{mark:<9}", tone),), text=entry.agency_name, right=tuple(right))


def person_line(person: Attendee) -> Line:
    """Somebody who attends."""
    text = f"{person.name} · {person.post}" if person.post else person.name
    return Line(f"{PEOPLE}/{person.row}", left=((f"  {person.row + 1}. ", Tone.MUTED),), text=text)


def told_head(words: Words, found: Plenary) -> Iterator[Paragraph]:
    """What is noted of the plenary as a whole."""
    yield Paragraph(words("plenary.head"), tone=Tone.HEADING)
    for name in HEAD:
        value = str(getattr(found, name))
        if value:
            yield Paragraph(words.day(value) if name == "day" else value, label=_label(words, f"plenary.{name}"), limit=2)
    yield Paragraph(words("plenary.head_why"), tone=Tone.MUTED)


def told_person(words: Words, person: Attendee) -> Iterator[Paragraph]:
    """What is noted of who attends."""
    yield Paragraph(person.name, tone=Tone.HEADING)
    yield Paragraph(person.post, label=_label(words, "trip.post"))
    yield Paragraph(grouped(person.nip) if person.nip else "–", label=_label(words, "trip.nip"))


def told_entry(words: Words, entry: Entry) -> Iterator[Paragraph]:
    """What leaders look at before they decide about a result, and what they decided."""
    yield Paragraph(entry.agency_name, tone=Tone.HEADING, limit=1)
    kind = f" · {words(f'type.{entry.type}')}" if entry.type else ""
    yield Paragraph(f"{entry.agency}{kind} · {entry.verifier}", tone=Tone.MUTED, limit=1)
    yield Paragraph(decision_said(words, entry, entry.recommended), label=_label(words, "paper.plenary.recommended"), limit=2)
    if entry.recorded != entry.recommended:
        said = decision_said(words, entry, entry.recorded)
        why = f" ({entry.recorded_reason})" if entry.recorded_reason else ""
        yield Paragraph(f"{said}{why}", label=_label(words, "plenary.recorded_long"), tone=Tone.WARN, limit=3)
    if entry.is_decided:
        why = f" ({entry.reason})" if entry.reason else ""
        yield Paragraph(f"{decision_said(words, entry, entry.decision)}{why}", label=_label(words, "paper.plenary.decision"))
    if entry.state != "waiting":
        yield Paragraph(entry_state(words, entry), tone=_STATES[entry.state])


def _label(words: Words, key: str) -> str:
    return words("trip.label", name=words(key))
