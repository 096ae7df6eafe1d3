"""Cohorts kept from the board: saved from a filter or a list, renamed, removed, and all of it taken back."""

from collections.abc import Callable

from models.desk import cohorts, history
from models.errors import Refusal
from models.fields import Field, Option
from models.figures_told import scope
from models.rules.results import Cohort, Filter
from models.words import Words
from screens.base import HouseScreen
from screens.dialogs import Pick
from screens.widgets.drawing import Tone

Renewed = Callable[..., None]
"""Shows anew what a cohort may have changed, and says a sentence; the name before and after where it has another."""


def save(screen: HouseScreen, chosen: Filter) -> None:
    """Save what is looked at under a name."""
    words = screen.words
    if chosen.is_empty:
        screen.refuse(Refusal("cohort.empty", cohort=words("figure.scope.all")))
        return
    title = words("board.save", scope=scope(words, chosen))
    screen.ask(title, (_name(words),), "cohort/new", lambda values: screen.desk.do(cohorts.save, values["name"], chosen), _saved(screen))


def from_list(screen: HouseScreen) -> None:
    """Save the agencies of a list, pasted or typed."""
    words = screen.words
    fields = (_name(words), Field("list", words("cohort.list"), "note", required=True, hint=words("cohort.list_hint")))
    screen.ask(
        words("what.figures.list"),
        fields,
        "cohort/list",
        lambda values: screen.desk.do(cohorts.save_listed, values["name"], values["list"]),
        _saved(screen),
    )


def rename(screen: HouseScreen, renewed: Renewed) -> None:
    """Give a cohort another name."""

    def chosen(name: str) -> None:
        def done(found: Cohort) -> None:
            renewed(screen.words("cohort.renamed", cohort=name, name=found.name), name, found.name)

        fields = (_name(screen.words, name),)
        title = screen.words("what.figures.rename")
        screen.ask(title, fields, f"cohort/name/{name}", lambda values: screen.desk.do(cohorts.rename, name, values["name"]), done)

    _pick(screen, "what.figures.rename", chosen)


def remove(screen: HouseScreen, renewed: Renewed) -> None:
    """Take away a cohort."""

    def chosen(name: str) -> None:
        if screen.do(cohorts.remove, name) is not None:
            renewed(screen.words("board.removed", cohort=name))

    _pick(screen, "what.figures.remove", chosen)


def undo(screen: HouseScreen, renewed: Renewed) -> None:
    """Take back the last act on a cohort."""
    found = screen.do(history.undo_apart, "cohort.save")
    if found is not None:
        renewed(screen.words("cohort.undone", cohort=found[1]))


def _pick(screen: HouseScreen, title: str, done: Callable[[str], None]) -> None:
    known = screen.look_up(cohorts.lines)
    if known is None:
        return
    if not known:
        screen.say("board.no_cohorts")
        return
    options = [Option(each.name, each.name, _content(screen.words, each)) for each in known]
    screen.app.push_screen(Pick(screen.words, screen.words(title), options), lambda name: None if name is None else done(name))


def _name(words: Words, value: str = "") -> Field:
    return Field("name", words("cohort.name"), value=value, required=True)


def _content(words: Words, cohort: Cohort) -> str:
    return words.count("figure.agencies", len(cohort.agencies)) if cohort.agencies else scope(words, cohort.filter)


def _saved(screen: HouseScreen) -> Callable[[Cohort], None]:
    def said(cohort: Cohort) -> None:
        content = _content(screen.words, cohort)
        screen.say("board.saved", Tone.GOOD, cohort=f"{cohort.name} ({content})" if cohort.agencies else cohort.name)

    return said
