"""The commands of the figures: the board, the agencies behind a number, and what is looked at."""

from typing import Final

from screens.commands.agenda import BEHIND_AGENDA, TO_AGENDAS
from screens.commands.command import BACK, KEYS, Command

FIGURES: Final = (
    Command("figures.open", "enter", "open"),
    Command("figures.filter", "f", "filter"),
    Command("figures.trend", "t", "trend"),
    Command("figures.next_part", "right_square_bracket", "part(1)"),
    Command("figures.recap", "r", "recap"),
    Command("figures.export", "e", "export"),
    Command("figures.how", "h", "how"),
    Command("figures.save", "s", "save", "cohort.save"),
    Command("figures.list", "n", "list", "cohort.save", in_strip=False),
    Command("figures.rename", "w", "rename", "cohort.save", in_strip=False),
    Command("figures.remove", "x", "remove", "cohort.save", in_strip=False),
    Command("figures.undo", "u", "undo", "cohort.save", in_strip=False),
    Command("figures.keep", "m", "keep_recap", "recap.keep", in_strip=False),
    Command("figures.previous_part", "left_square_bracket", "part(-1)", in_strip=False),
    TO_AGENDAS,
    Command("figures.left", "left", "column(-1)", in_strip=False),
    Command("figures.right", "right", "column(1)", in_strip=False),
    BACK,
    KEYS,
)

BEHIND: Final = (
    Command("behind.type", "slash", "type", shown="a…z"),
    Command("behind.open", "enter", "open"),
    BEHIND_AGENDA,
    Command("behind.trend", "right", "trend"),
    Command("behind.mark", "left", "mark"),
    Command("behind.save", "insert,ctrl+n", "save", "cohort.save"),
    Command("behind.back", "escape", "back"),
    KEYS,
)

TREND: Final = (
    Command("trend.open", "enter", "open"),
    BACK,
    KEYS,
)

FILTERING: Final = (
    Command("filtering.type", "slash", "type", shown="a…z"),
    Command("filtering.tick", "enter", "tick"),
    Command("filtering.clear", "delete", "clear"),
    Command("filtering.back", "escape", "back"),
    KEYS,
)
