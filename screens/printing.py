"""Papers from the screens: one is chosen, written while its progress shows, and put where people find their files."""

from typing import TYPE_CHECKING, Final

from models import places, printing
from models.desk import worksheets
from models.fields import Option
from models.paper import FORMATS, KINDS, RESULTS, TABLE
from screens.dialogs import Pick
from screens.widgets.drawing import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from screens.base import HouseScreen
    from screens.working import Outcome, Steps


CONCLUDED: Final = (*RESULTS, "minutes")
"""The papers that whoever reviews or issues looks at."""


def choose_paper(screen: "HouseScreen", verification: str, kinds: "Sequence[str]" = KINDS) -> None:
    """Ask which paper of a verification is to be written and in which format, then write it."""
    words = screen.words
    options = [
        Option(
            f"{kind}.{suffix}",
            f"{words(f'paper.{kind}.name')} · {format_}",
            words("paper.request.back" if suffix == TABLE[0] else f"paper.{kind}.why"),
        )
        for kind in kinds
        for suffix, format_ in (*FORMATS.items(), *([TABLE] if kind == "request" else []))
    ]

    def chosen(key: str | None) -> None:
        if key is not None:
            kind, _, suffix = key.partition(".")
            _write(screen, verification, kind, suffix)

    screen.app.push_screen(Pick(words, words("printing.title"), options), chosen)


def choose_plenary_paper(screen: "HouseScreen", plenary: str) -> None:
    """Ask in which format the list of a plenary is to be written, then write it."""
    words, settings = screen.words, screen.house.settings
    options = [Option(suffix, format_) for suffix, format_ in (*FORMATS.items(), TABLE)]
    landed: list[Path] = []

    def chosen(suffix: str | None) -> None:
        if suffix is None:
            return

        def steps() -> "Steps":
            yield 0, 1
            file = screen.desk.ask(printing.plenary, plenary, suffix, words, settings.office)
            landed.append(printing.put(places.export_folder(settings), file))
            yield 1, 1

        def done(_outcome: "Outcome") -> None:
            if landed:
                screen.say("plenary.paper_done", Tone.GOOD, file=landed[0])

        screen.work(words("printing.title"), steps, done)

    screen.app.push_screen(Pick(words, words("printing.title"), options), chosen)


def _write(screen: "HouseScreen", verification: str, kind: str, suffix: str) -> None:
    """Write a paper, and say in full where it is."""
    words, settings = screen.words, screen.house.settings
    landed: list[Path] = []
    # What permits no paper is said before any work begins.
    drawn = screen.look_up(printing.drawn, verification, kind, words, settings.office)
    if drawn is None:
        return
    name, paper = drawn

    def steps() -> "Steps":
        yield 0, 1
        is_table = suffix == TABLE[0]
        file = screen.desk.ask(worksheets.request, verification, words.language) if is_table else printing.written(name, paper, suffix)
        landed.append(printing.put(places.export_folder(settings), file))
        yield 1, 1

    def done(_outcome: "Outcome") -> None:
        if landed:
            screen.say("printing.done", Tone.GOOD, paper=words(f"paper.{kind}.name"), agency=paper.about, file=landed[0])

    screen.work(words("printing.title"), steps, done)
