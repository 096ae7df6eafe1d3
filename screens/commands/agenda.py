"""The commands of acceleration agendas: of one agency, and of all that are looked at."""

from typing import Final

from screens.commands.command import BACK, KEYS, Command

TO_AGENDA: Final = Command("agenda.open", "z", "agenda", in_strip=False)
TO_AGENDAS: Final = Command("agendas.open", "z", "agendas", in_strip=False)
BEHIND_AGENDA: Final = Command("behind.agenda", "tab", "agenda")

AGENDA: Final = (
    Command("agenda.change", "enter", "change", is_act=True),
    Command("agenda.draft", "a", "draft", "agenda.plan"),
    Command("agenda.mark", "t", "mark", "agenda.plan"),
    Command("agenda.add", "n", "add", "agenda.plan"),
    Command("agenda.remove", "x", "remove", "agenda.plan"),
    Command("agenda.sign", "s", "sign", "agenda.sign"),
    Command("agenda.export", "e", "export"),
    Command("agenda.beside", "d", "beside", "agenda.plan", in_strip=False),
    Command("agenda.undo", "u", "undo", "agenda.plan"),
    BACK,
    KEYS,
)

AGENDAS: Final = (
    Command("agendas.show", "enter", "show"),
    Command("agendas.filter", "f", "filter"),
    Command("agendas.standing", "o", "standing"),
    Command("agendas.export", "e", "export"),
    BACK,
    KEYS,
)
