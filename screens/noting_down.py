"""Writing a loose note in front of any screen."""

from typing import TYPE_CHECKING

from models.errors import Refusal
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from models.desk.loose import Loose
    from screens.base import HouseScreen


def write_loose(screen: "HouseScreen", verification: str, title: str, note: "Loose | None" = None) -> None:
    """Let a loose note of a verification be written, or one be changed; what is not saved stays a draft."""
    from models.desk import loose
    from screens.notes import AskNote

    def save(text: str) -> Refusal | None:
        def act() -> object:
            if note is None:
                return screen.desk.do(loose.write, verification, text)
            return screen.desk.do(loose.change, verification, note.id, text)

        try:
            screen.house.unsaved.in_turn(act)
        except Refusal as refused:
            return refused
        screen.mark_saved()
        screen.say("loose.noted", Tone.GOOD)
        return None

    place = loose.place(verification, note.id if note else "new")
    dialog = screen.begun(title, lambda: AskNote(screen.words, title, note.text if note else "", screen.draft(place), save))
    if dialog is not None:
        screen.app.push_screen(dialog)
