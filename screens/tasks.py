"""What others gave me to do, as lines of the start screen: agencies to begin, and areas to merge."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from models.moments import written
from models.text import shown
from models.words import Words
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line

if TYPE_CHECKING:
    from models.assignments import Task
    from models.desk.desk import Desk
    from screens.base import HouseScreen

KEY: Final = "task."
"""The beginning of the keys of these lines."""
_MERGE: Final = f"{KEY}merge"
_ROUND_WIDTH: Final = 16
_NAME_WIDTH: Final = 18


@dataclass(frozen=True, slots=True)
class Tasks:
    """The agencies assigned to me and not begun, and how many handovers of areas, and submissions of others, wait for me."""

    assigned: "tuple[Task, ...]" = ()
    waiting: int = 0
    submitted: int = 0


def read(desk: "Desk") -> Tasks:
    """What there is to do."""
    from models.desk import assigning, merging, weighing

    return Tasks(desk.ask(assigning.inbox), len(desk.ask(merging.waiting)), desk.ask(weighing.waiting))


def summary(words: Words, tasks: Tasks, returned: int) -> Iterator[Line]:
    """What others wait for, above everything; nothing where nobody does."""
    said = [words.count("start.submitted", tasks.submitted)] if tasks.submitted else []
    said += [words.count("start.returned", returned)] if returned else []
    if said:
        yield Line("heading.summary", text=" · ".join(said), tone=Tone.WARN, selectable=False)


def lines(words: Words, tasks: Tasks) -> Iterator[Line]:
    """A line for each task under its heading; nothing where there is none."""
    if tasks.waiting:
        yield Line(_MERGE, text=words.count("start.handed", tasks.waiting), tone=Tone.WARN)
    if tasks.assigned:
        yield Line("heading.tasks", text=words.count("start.tasks", len(tasks.assigned)), tone=Tone.HEADING, selectable=False)
    for task in tasks.assigned:
        given = task.assigned
        due = f"{words('start.task_due', due=written(given.due))}  " if given.due else ""
        by = words("start.task_by", name=cropped(shown(given.assigner), _NAME_WIDTH))
        left = ((f"{cropped(shown(given.round), _ROUND_WIDTH)}  ", Tone.MUTED),)
        right = ((due, Tone.BAD if task.is_overdue else Tone.ACCENT), (by, Tone.MUTED))
        text = f"{task.agency_name} ({words('sheet.second')})" if task.is_second else task.agency_name
        yield Line(f"{KEY}{task.key}", left=left, text=text, right=right)


def begin(screen: "HouseScreen", tasks: Tasks, key: str) -> None:
    """Do the task under a line: begin its verification, or go where areas are merged."""
    from models.desk import verifications

    if key == _MERGE:
        screen.go("handing")
        return
    task = next((task for task in tasks.assigned if f"{KEY}{task.key}" == key), None)
    verification = task and screen.do(verifications.begin, task.assigned.agency, task.assigned.round, is_second=task.is_second)
    if verification is not None:
        screen.go("sheet", verification=verification)
