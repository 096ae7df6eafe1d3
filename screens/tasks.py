"""What others gave me to do, as lines of the start screen: agencies to begin, and areas to merge."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from models.errors import Refusal
from models.moments import local_date, stamp, written
from models.text import shown
from models.words import Words
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line

if TYPE_CHECKING:
    from pathlib import Path

    from models.assignments import Task
    from models.desk.desk import Desk
    from models.exchanged import WayLine
    from models.minutes import Completion
    from models.reviews import Returned
    from screens.base import HouseScreen

_MOST: Final = 1_000
"""How far is counted what waits: whoever has more of it need not know at every start how much more."""
KEY: Final = "task."
"""The beginning of the keys of these lines."""
_MERGE: Final = f"{KEY}merge"
_ROUND_WIDTH: Final = 16
_NAME_WIDTH: Final = 18


class Tasks(NamedTuple):
    """What others wait for, and what is waited for of others."""

    assigned: "tuple[Task, ...]" = ()
    """The agencies assigned to me and not begun."""
    waiting: int = 0
    """Handovers of areas that wait for me."""
    submitted: int = 0
    """Submissions of others that wait for me."""
    approved: int = 0
    """What was approved and waits to be issued by me."""
    opinions: int = 0
    """Opinions of second verifications that I have yet to open, to settle or to sign."""
    stranded: int = 0
    """Opinions of mine that are sealed to somebody who cannot open them any more."""
    forked: int = 0
    """Agencies of which verdicts stand side by side until I choose one."""
    left: int = 0
    """Agencies assigned to people who verify no more."""
    returned: "Mapping[str, Returned]" = MappingProxyType({})
    """What came back, by verification."""
    refused: "Mapping[str, WayLine]" = MappingProxyType({})
    """My submissions that were refused where they came, by verification."""
    due: "Mapping[str, Completion]" = MappingProxyType({})
    """What agencies complete, by verification."""
    here_only: int = 0
    """How many of my verifications no carrier holds."""
    drafts: int = 0
    """How many texts were typed and not saved where they belong."""
    unsubmittable: int = 0
    """How many of mine I may not submit, as the team gives me no role for that any more."""
    failed: tuple[str, ...] = ()
    """Carriers with which the last exchange failed."""
    put_back: str = ""
    """The day on which a copy was put in the place of the database, where no exchange succeeded since then."""


def read(desk: "Desk", carriers: Collection[str]) -> Tasks:
    """What there is to do; of exchanges is told where `carriers` are set, and of those alone."""
    from models.desk import assigning, completions, drafts, issued, merging, sealing, submitting, undecided, verifications, ways, weighing

    return Tasks(
        assigned=desk.ask(assigning.inbox),
        waiting=len(desk.ask(merging.waiting)),
        submitted=desk.ask(weighing.waiting, _MOST + 1),
        approved=desk.ask(issued.waiting, _MOST + 1),
        opinions=desk.ask(undecided.waiting),
        stranded=len(desk.ask(sealing.stranded)),
        forked=desk.ask(issued.forked),
        left=desk.ask(assigning.left),
        returned={each.verification: each for each in desk.ask(submitting.returned)},
        refused=desk.ask(ways.refused_of),
        due=desk.ask(completions.due),
        # What is at a server is with everybody who works there.
        here_only=0 if desk.ledger.is_shared else desk.ask(ways.here_only, _MOST + 1),
        drafts=desk.ask(drafts.count),
        unsubmittable=desk.ask(verifications.unsubmittable),
        failed=tuple(name for name in desk.ask(ways.failures) if name in carriers),
        put_back=_put_back(desk.ledger.folder, desk.ask(ways.succeeded)) if carriers and not desk.ledger.is_shared else "",
    )


def _put_back(folder: "Path", exchanged: str) -> str:
    """The day on which a copy was put back last, empty where an exchange succeeded since, or nobody can say."""
    from models.ledger import backups

    with suppress(Refusal):
        for copy in backups.of(folder):
            if copy.reason in {backups.RESTORED, *backups.AS_IT_LAY}:
                return local_date(copy.moment).isoformat() if stamp(copy.moment) > exchanged else ""
    return ""


def warm(desk: "Desk") -> None:
    """Ask once, in a thread, what the start screen asks when the desk is open: what that imports and compiles would hold up keys."""
    from models.desk import verifications
    from screens import mine  # noqa: F401 - it draws with that then

    with suppress(Refusal):
        read(desk, ())
        desk.ask(verifications.states)


def summary(words: Words, tasks: Tasks, *, is_long: bool = False) -> Iterator[Line]:
    """What others wait for, above everything, and what has not left this laptop; nothing where there is none of it.

    Where so much `is_long` that what was given to me stands out of sight, how much that is too.
    """
    said = [_counted(words, "start.submitted", tasks.submitted)] if tasks.submitted else []
    said += [words.count("start.returned", len(tasks.returned))] if tasks.returned else []
    if said:
        yield Line("heading.summary", text=" · ".join(said), tone=Tone.WARN, selectable=False)
    if is_long and (tasks.assigned or tasks.waiting):
        yield _below(words, tasks)
    if tasks.opinions:
        yield Line("heading.opinions", text=words.count("start.opinions", tasks.opinions), tone=Tone.WARN, selectable=False)
    if tasks.stranded:
        yield Line("heading.stranded", text=words.count("start.stranded", tasks.stranded), tone=Tone.WARN, selectable=False)
    if tasks.approved:
        yield Line("heading.approved", text=_counted(words, "start.approved", tasks.approved), tone=Tone.WARN, selectable=False)
    if tasks.forked:
        yield Line("heading.forked", text=words.count("start.forked", tasks.forked), tone=Tone.WARN, selectable=False)
    if tasks.left:
        yield Line("heading.left", text=words.count("start.left", tasks.left), tone=Tone.WARN, selectable=False)
    if tasks.unsubmittable:
        told = words.count("start.unsubmittable", tasks.unsubmittable)
        yield Line("heading.unsubmittable", text=told, tone=Tone.WARN, selectable=False)
    if tasks.refused:
        yield Line("heading.refused", text=words.count("start.refused", len(tasks.refused)), tone=Tone.BAD, selectable=False)
    if tasks.failed:
        told = words("start.exchange_failed", carrier=", ".join(tasks.failed))
        yield Line("heading.failed", text=told, tone=Tone.WARN, selectable=False)
    if tasks.put_back:
        told = words("start.put_back", day=written(tasks.put_back))
        yield Line("heading.put_back", text=told, tone=Tone.WARN, selectable=False)
    if tasks.drafts:
        told = f"{words.count('start.drafts', tasks.drafts)} {words('start.see_drafts')}"
        yield Line("heading.drafts", text=told, tone=Tone.WARN, selectable=False)
    if tasks.here_only:
        told = _counted(words, "start.here_only", tasks.here_only)
        yield Line("heading.here_only", text=told, tone=Tone.MUTED, selectable=False)


def _below(words: Words, tasks: Tasks) -> Line:
    """How much stands at the end of the list, and how much of that is overdue."""
    late = sum(task.is_overdue for task in tasks.assigned)
    said = [words.count("start.handed", tasks.waiting)] if tasks.waiting else []
    said += [words.count("start.assigned", len(tasks.assigned))] if tasks.assigned else []
    said += [words.count("start.tasks_late", late)] if late else []
    return Line("heading.below", text=words("start.below", told=", ".join(said)), tone=Tone.WARN, selectable=False)


def _counted(words: Words, sentence: str, count: int) -> str:
    return words.count(sentence, count, count=f"{_MOST}+") if count > _MOST else words.count(sentence, count)


def beneath(words: Words, tasks: Tasks, verification: str) -> Iterator[Line]:
    """What stands below the line of a verification: why it was refused or came back, and until when its agency completes things."""
    returned, due = tasks.returned.get(verification), tasks.due.get(verification)
    refused = tasks.refused.get(verification)
    if refused is not None and refused.why is not None:
        told = words("start.refused_by", name=refused.by, why=" ".join(words.of(refused.why).split()))
        yield Line(f"{verification}/refused", left=(("  ! ", Tone.BAD),), text=told, tone=Tone.BAD, selectable=False)
    if returned is not None:
        from screens.returned import return_line

        told = return_line(words, returned)
        yield Line(f"{verification}/return", left=(("  ‹ ", Tone.WARN),), text=told, tone=Tone.WARN, selectable=False)
    if due is not None:
        tone = Tone.WARN if due.stage == "lapsed" else Tone.MUTED
        told = words(f"completion.stage.{due.stage}", day=words.day(due.until))
        yield Line(f"{verification}/completion", left=(("  › ", tone),), text=told, tone=tone, selectable=False)


def lines(words: Words, tasks: Tasks) -> Iterator[Line]:
    """A line for each task under its heading; nothing where there is none."""
    if tasks.waiting:
        yield Line(_MERGE, text=words.count("start.handed", tasks.waiting), tone=Tone.WARN)
    if tasks.assigned:
        yield Line("heading.tasks", text=words.count("start.tasks", len(tasks.assigned)), tone=Tone.HEADING, selectable=False)
    for task in tasks.assigned:
        given = task.assigned
        due = f"{words('start.task_late' if task.is_overdue else 'start.task_due', due=written(given.due))}  " if given.due else ""
        by = words("start.task_by", name=cropped(shown(given.assigner), _NAME_WIDTH))
        left = ((f"{cropped(shown(given.round), _ROUND_WIDTH)}  ", Tone.MUTED),)
        right = ((due, Tone.BAD if task.is_overdue else Tone.ACCENT), (by, Tone.MUTED))
        text = f"{task.agency_name} ({words('sheet.second')})" if task.is_second else task.agency_name
        yield Line(f"{KEY}{task.key}", left=left, text=text, right=right)


def begin(screen: "HouseScreen", tasks: Tasks, key: str) -> None:
    """Do the task under a line: begin its verification, or go where areas are merged."""
    from screens.beginning import begin as begin_agency

    if key == _MERGE:
        screen.go("handing")
        return
    task = next((task for task in tasks.assigned if f"{KEY}{task.key}" == key), None)
    if task is not None:
        begin_agency(screen, task.assigned.agency, task.assigned.round, is_second=task.is_second)
