"""The acceleration agenda in words: what is drafted for a gap, what is to be reached, and how the whole stands."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from models.agenda import Action, Agenda
from models.moments import local_date, moment
from models.rules.agenda import Gap
from models.rules.checklist import Scale
from models.words import Words


def drafted(words: Words, gaps: Iterable[Gap]) -> Mapping[str, tuple[str, str]]:
    """Action and output for each gap by its item, in the words of the checklist: the evidence it wants, and its next level."""
    found = {}
    for gap in gaps:
        item = gap.item
        told = {"title": words.of(item.title), "question": words.of(item.question), "evidence": words.of(item.evidence).rstrip(".")}
        found[item.code] = (words("agenda.draft", **told), words.of(item.ladder[gap.wanted]))
    return found


def level(words: Words, scale: str, value: str) -> str:
    """A level as it is said: `3`, or yes, partly, no."""
    return value if scale == Scale.LEVEL or not value else words(f"answer.{value}")


def target(words: Words, action: Action) -> str:
    """What is to be reached, and from where; empty where nothing is said."""
    told = []
    if action.level:
        to, was = level(words, action.scale, action.level), level(words, action.scale, action.was)
        told.append(words("agenda.target.from", was=was, to=to) if was else words("agenda.target", to=to))
    if action.number:
        told.append(f"{decimal(words, action.number)} {action.unit}".strip())
    return "; ".join(told)


def decimal(words: Words, number: str) -> str:
    """A decimal text as it is written in the language."""
    return words.number(Fraction(number), len(number.partition(".")[2]))


def on(words: Words, stored: str) -> str:
    """A stored day as people write it."""
    return words.day(stored)


def signed_on(words: Words, stamp: str) -> str:
    """The day of a moment as it was stored, on this laptop's calendar."""
    return words.date(local_date(moment(stamp)))


def standing(words: Words, action: Action, today: str) -> str:
    """How an action stands: overdue, else its status."""
    return words("agenda.standing.overdue") if action.is_overdue(today) else words(f"agenda.status.{action.status}")


def lacking(words: Words, action: Action) -> str:
    """What an action lacks to be planned, measurable and orderly; empty where nothing."""
    return ", ".join(words(f"agenda.lacks.{each}") for each in action.lacks)


def over(words: Words, action: Action) -> str:
    """By what an action is over: its day and evidence, or the reason for dropping it; empty while it is open."""
    if action.status == "dropped":
        return action.reason
    if action.status != "done":
        return ""
    return ", ".join(part for part in (on(words, action.done_on), action.cited, action.evidence) if part)


def counts(words: Words, agenda: Agenda) -> str:
    """How many actions of an agenda there are, and how they stand."""
    told = {"count": len(agenda.actions), "done": len(agenda.done), "open": len(agenda.open), "overdue": len(agenda.overdue)}
    said, dropped = words("agenda.counts", **told), len(agenda.dropped)
    return words("agenda.counts.dropped", counts=said, dropped=dropped) if dropped else said


def state(words: Words, agenda: Agenda) -> str:
    """How an agenda stands, in a sentence."""
    return words("agenda.state", counts=counts(words, agenda))


def follow_up(words: Words, agenda: Agenda | None) -> str:
    """How what is planned stands, where papers tell of what is to follow; that nothing is planned yet where nothing is."""
    return words("agenda.none") if agenda is None else f"{state(words, agenda)} {signed(words, agenda)}"


def signed(words: Words, agenda: Agenda) -> str:
    """Who signed it as which revision, and whether it was changed since."""
    if not agenda.revision:
        return words("agenda.unsigned")
    told = words(
        "agenda.signed", revision=agenda.revision, person=agenda.person, day=signed_on(words, agenda.at), mark=agenda.document[:16]
    )
    return f"{told} {words('agenda.changed_since')}" if agenda.is_changed else told


def earlier(words: Words, agenda: Agenda | None, item: str, digest: str) -> Iterator[tuple[Action, str]]:
    """What the agenda of the round before planned about an item, and that the item asks otherwise now where it does."""
    for action in agenda.of(item) if agenda else ():
        assert agenda is not None
        until = on(words, action.deadline) if action.deadline else "–"
        how = standing(words, action, agenda.today)
        said = words("agenda.earlier.item", round=agenda.round, code=action.code, standing=how, deadline=until)
        changed = "" if action.item_digest == digest else f" {words('agenda.earlier.changed')}"
        yield action, f"{said}{changed} {' '.join(action.action.split())}"
