"""What is not saved, seen: why, what it is, and what can be done: try again, copy it elsewhere, or leave it behind knowingly."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from models import kept_told, places
from models.fields import Field, Option
from models.moments import now
from models.settings import at_home
from screens import kept
from screens.dialogs import Pick, Tell, prose
from screens.forms import Form

if TYPE_CHECKING:
    from models.errors import Refusal
    from models.ledger.rescue import Rescued
    from models.words import Words
    from screens.base import HouseScreen
    from screens.unsaved import Unsaved
    from screens.working import Outcome, Steps


class UnsavedDialog(Pick):
    """What is not saved and why, with what can be done."""

    DEFAULT_CSS = """
    UnsavedDialog .scroll { max-height: 9; }
    UnsavedDialog.-low .scroll { max-height: 6; }
    """

    def __init__(self, words: "Words", unsaved: "Unsaved", lost: "Refusal | None", *, leaving: bool) -> None:
        names = ("again", "rescue", *(("leave",) if leaving else ()))
        details = {name: words(f"unsaved.{name}_detail") for name in names}
        if lost is not None and leaving:
            details["leave"] = words("unsaved.leave_gone")
        options = [Option(name, words(f"unsaved.{name}"), details[name]) for name in names]
        title = words.count("unsaved.title", len(unsaved)) if unsaved else words("unsaved.folder_gone")
        super().__init__(words, title, options)
        self._told = told(words, unsaved, lost)

    def body(self) -> ComposeResult:
        """Give why, what, and what can be done."""
        with VerticalScroll(classes="scroll", can_focus=False):
            yield prose(self._told)
        yield from super().body()


def told(words: "Words", unsaved: "Unsaved", lost: "Refusal | None" = None) -> str:
    """Why the disk took nothing, or all of it is `lost`, and a line for each thing that is not saved."""
    refused = lost or unsaved.refused
    why = [words.refusal(refused)] if refused is not None else []
    return "\n".join([*why, *(f"· {kept_told.told(words, place)}: {kept.excerpt(unsaved.fields(place) or {})}" for place in unsaved)])


def lost(screen: "HouseScreen") -> "Refusal | None":
    """Why nothing of the profile is left once the program ends: its folder was taken away while it is open; None where it is there."""
    if not screen.house.is_ready or screen.desk.ledger.folder.is_dir():
        return None
    return screen.desk.ledger.replaced


def see(screen: "HouseScreen", leave: Callable[[], None] | None = None) -> None:
    """Show what is not saved and do what is chosen; where somebody wants to `leave`, that comes once nothing is unsaved, or is chosen."""
    unsaved = screen.house.unsaved

    def again() -> None:
        if unsaved or (leave is not None and lost(screen) is not None):
            see(screen, leave)
        elif leave is not None:
            leave()

    def chosen(choice: str | None) -> None:
        if choice == "again":
            screen.house.save_again()
            again()
        elif choice == "rescue":
            _rescue(screen, again if leave is not None else lambda: None)
        elif choice == "leave" and leave is not None:
            leave()

    screen.app.push_screen(UnsavedDialog(screen.words, unsaved, lost(screen), leaving=leave is not None), chosen)


def _rescue(screen: "HouseScreen", then: Callable[[], None]) -> None:
    """Ask for a folder and put a rescue copy there."""
    words = screen.words
    suggested = places.told(places.export_folder(screen.house.settings))
    field = Field("folder", words("unsaved.folder"), kind="path", value=suggested, hint=words("unsaved.folder_hint"), required=True)

    def left(values: Mapping[str, str] | None) -> None:
        if values is not None:
            _copy(screen, at_home(values["folder"]), then)

    screen.app.push_screen(Form(words, words("unsaved.rescue"), (field,), None, lambda _values: None), left)


def _copy(screen: "HouseScreen", folder: Path, then: Callable[[], None]) -> None:
    from models.ledger import rescue

    unsaved, ledger = screen.house.unsaved, screen.desk.ledger
    texts = {place: unsaved.fields(place) or {} for place in unsaved}
    made: list[Rescued] = []

    def steps() -> "Steps":
        yield 0, 1
        made.append(rescue.rescued(ledger.folder, folder, texts, now(), ledger.lent))
        yield 1, 1

    def done(_outcome: "Outcome") -> None:
        words = screen.words
        for found in made:
            why = "" if found.why is None else words.refusal(found.why)
            said = words("unsaved.texts_rescued" if why else "unsaved.rescued", file=places.told(found.file), count=len(texts), cause=why)
            # In front of whatever dialog holds the text.
            screen.app.push_screen(Tell(words, words("unsaved.rescue"), said), lambda _none: then())

    screen.work(screen.words("unsaved.copying"), steps, done)
