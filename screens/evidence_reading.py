"""Files of evidence, read before what is signed tells of them: whoever signs is asked about those that are others by now."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models import evidence_files
from models.fingerprints import is_path
from models.views import Sheet
from screens.dialogs import Confirm

if TYPE_CHECKING:
    from screens.base import HouseScreen
    from screens.working import Outcome, Steps


def with_files_read(screen: "HouseScreen", sheet: Sheet, then: Callable[[], None]) -> None:
    """Read the files of a verification, its progress in front, and go on; not where that is stopped, or what changed is not wanted."""
    if not any(is_path(each.location) for each in sheet.evidence):
        then()
        return
    changed: list[str] = []

    def steps() -> "Steps":
        changed.extend((yield from evidence_files.known(screen.desk, sheet.id)))

    def read(outcome: "Outcome") -> None:
        if outcome.is_stopped:
            return
        if not changed:
            then()
            return
        words = screen.words
        question = f"{words.count('evidence.anew', len(changed), evidence=', '.join(changed))} {words('evidence.anew_ask')}"
        screen.app.push_screen(Confirm(words, question), lambda reply: then() if reply else None)

    screen.work(screen.words("submitting.reading"), steps, read)
