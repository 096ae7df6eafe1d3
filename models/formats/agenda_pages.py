"""From agendas to pages: every action, how each agenda stands, and what was chosen and how it is counted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from models import agenda_told as told
from models import figures_told
from models.agenda import Action, Agenda
from models.formats.workbook import Cell, Column, Page
from models.words import Words

_WIDTHS: Final[Mapping[str, int]] = {
    "agency": 36,
    "type": 18,
    "province": 24,
    "title": 36,
    "action": 56,
    "output": 48,
    "owner": 28,
    "standing": 16,
    "evidence": 40,
    "reason": 32,
    "lacks": 28,
    "signed": 44,
    "digest": 24,
    "said": 40,
    "meaning": 90,
}
_WIDTH: Final = 13
_AGENCY: Final = ("agency_code", "agency", "type", "province", "round")
_ITEM: Final = ("code", "item", "title", "gate", "action", "output", "was", "level", "number", "unit", "owner", "deadline")
_STATUS: Final = ("standing", "done_on", "evidence", "cited", "reason", "lacks")
_WHOLE: Final = ("count", "overdue", "open", "done", "dropped", "lacking", "signed", "digest")
_HOW: Final = ("overdue", "done", "orderly", "latest")


def pages(agendas: Sequence[Agenda], words: Words, scope: str) -> tuple[Page, ...]:
    """The pages: the actions, the agendas, and what it means; `scope` says what was chosen."""
    return (actions(agendas, words), _agendas(agendas, words), _meaning(agendas, words, scope))


def actions(agendas: Iterable[Agenda], words: Words) -> Page:
    """The page of every action, in the order of agencies and codes."""
    names = (*_AGENCY, *_ITEM, *_STATUS)
    rows = [{**_agency(each, words), **_action(each, action, words)} for each in agendas for action in each.actions]
    return _page(words("agenda.page.actions"), names, rows, words)


def _agency(agenda: Agenda, words: Words) -> dict[str, Cell]:
    return {
        "agency_code": agenda.agency_code,
        "agency": agenda.agency,
        "type": figures_told.type_name(words, agenda.type) if agenda.type else "",
        "province": agenda.region,
        "round": agenda.round,
    }


def _action(agenda: Agenda, action: Action, words: Words) -> dict[str, Cell]:
    same = ("code", "item", "action", "output", "unit", "owner", "evidence", "cited", "reason")
    return {
        **{name: getattr(action, name) for name in same},
        "title": words.of(action.title),
        "gate": words("report.differs.yes") if action.gate else "",
        "was": told.level(words, action.scale, action.was),
        "level": told.level(words, action.scale, action.level),
        "number": _number(action.number),
        "deadline": _day(action.deadline),
        "done_on": _day(action.done_on),
        "standing": told.standing(words, action, agenda.today),
        "lacks": told.lacking(words, action),
    }


def _agendas(agendas: Iterable[Agenda], words: Words) -> Page:
    rows = [
        {
            **_agency(each, words),
            "count": len(each.actions),
            "overdue": len(each.overdue),
            "open": len(each.open),
            "done": len(each.done),
            "dropped": len(each.dropped),
            "lacking": len(each.lacking),
            "signed": told.signed(words, each),
            "digest": each.document,
        }
        for each in agendas
    ]
    return _page(words("agenda.page.agendas"), (*_AGENCY, *_WHOLE), rows, words)


def _meaning(agendas: Sequence[Agenda], words: Words, scope: str) -> Page:
    today = agendas[0].today if agendas else ""
    rows: list[dict[str, Cell]] = [{"said": words("figure.chosen"), "meaning": scope}]
    if today:
        rows.append({"said": words("agenda.day"), "meaning": _day(today)})
    for each in _HOW:
        rows.append({"said": words(f"agenda.how.{each}.name"), "meaning": words(f"agenda.how.{each}")})  # noqa: PERF401 - as above
    return _page(words("agenda.page.meaning"), ("said", "meaning"), rows, words)


def _page(name: str, names: Sequence[str], rows: Iterable[Mapping[str, Cell]], words: Words) -> Page:
    columns = tuple(Column(words(f"agenda.column.{each}"), _WIDTHS.get(each, _WIDTH)) for each in names)
    cells = tuple(tuple(None if row.get(each) == "" else row.get(each) for each in names) for row in rows)
    return Page(name, columns, cells, is_filtered=True)


def _day(stored: str) -> Cell:
    return date.fromisoformat(stored) if stored else None


def _number(stored: str) -> Cell:
    if not stored:
        return None
    return Decimal(stored) if "." in stored else int(stored)
