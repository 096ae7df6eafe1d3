"""What is assigned to me and not begun, as lines of the start screen."""

from collections.abc import Iterator, Sequence
from typing import Final

from models.assignments import Task
from models.moments import written
from models.text import shown
from models.words import Words
from screens.widgets.drawing import Tone, cropped
from screens.widgets.lines import Line

KEY: Final = "task."
"""The beginning of the keys of these lines."""
_ROUND_WIDTH: Final = 16
_NAME_WIDTH: Final = 18


def task_lines(words: Words, tasks: Sequence[Task]) -> Iterator[Line]:
    """A heading and a line for each task; nothing where there is none."""
    if tasks:
        yield Line("heading.tasks", text=words.count("start.tasks", len(tasks)), tone=Tone.HEADING, selectable=False)
    for task in tasks:
        given = task.assigned
        due = f"{words('start.task_due', due=written(given.due))}  " if given.due else ""
        right = (
            (due, Tone.BAD if task.is_overdue else Tone.ACCENT),
            (words("start.task_by", name=cropped(shown(given.assigner), _NAME_WIDTH)), Tone.MUTED),
        )
        yield Line(
            f"{KEY}{task.key}", left=((f"{cropped(shown(given.round), _ROUND_WIDTH)}  ", Tone.MUTED),), text=task.agency_name, right=right
        )
