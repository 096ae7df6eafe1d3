"""Reports on what the figures look at: one is chosen with its format, written while its progress shows, and put where files are found."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from models import places, reporting
from models.fields import Option
from models.paper import FORMATS as PAPERS
from models.rules.results import Filter
from models.tabled import REPORTS
from screens.dialogs import Pick
from screens.widgets.drawing import Tone
from screens.working import Outcome, Steps

if TYPE_CHECKING:
    from screens.base import HouseScreen

_OFFERED: Final = ("national", "recap", "figures")


def choose_report(screen: "HouseScreen", chosen: Filter) -> None:
    """Ask which report on what a filter chooses is to be written and in which format, then write it."""
    words = screen.words
    options = [
        Option(
            f"{name}.{form}",
            f"{words(f'report.name.{name}')} · {PAPERS.get(form) or words(f'report.form.{form}')}",
            words(f"report.why.{name}"),
        )
        for name in _OFFERED
        for form in REPORTS[name]
    ]

    def wanted(key: str | None) -> None:
        if key is not None:
            name, _, form = key.partition(".")
            _write(screen, reporting.Order(name, form, chosen, words, screen.house.settings.office))

    screen.app.push_screen(Pick(words, words("report.title"), options), wanted)


def _write(screen: "HouseScreen", order: reporting.Order) -> None:
    folder, words = places.export_folder(screen.house.settings), screen.words
    paths: list[Path] = []

    def steps() -> Steps:
        yield 0, 1
        paths.extend(reporting.put(folder, reporting.made(screen.desk, order).files))
        yield 1, 1

    def done(_outcome: Outcome) -> None:
        if paths:
            more = words.count("report.more", len(paths) - 1) if len(paths) > 1 else ""
            name = words(f"report.name.{order.name}")
            said = words("report.done", report=name, scope=order.scope, file=paths[0].name, folder=places.told(folder))
            screen.status.say(f"{said} {more}".strip(), Tone.GOOD)

    screen.work(words("report.title"), steps, done)
