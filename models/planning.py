"""Agendas as files: chosen, written in a format, and named for people. What writes them is imported when one is written."""

from collections.abc import Sequence
from dataclasses import replace

from models.agenda import Agenda
from models.codes import path_part
from models.concluded import MARK
from models.desk.freeze import Frozen
from models.paper import FORMATS as PAPERS
from models.paper import Office
from models.tabled import CALENDAR, DATA, EXCEL, WORKBOOK
from models.words import Words


def narrowed(agendas: Sequence[Agenda], standing: str) -> tuple[Agenda, ...]:
    """The agendas with the actions alone that stand like this, those without any left out; all of them where it is empty."""
    if not standing:
        return tuple(agendas)
    found = (replace(each, actions=tuple(one for one in each.actions if one.is_of(standing, each.today))) for each in agendas)
    return tuple(each for each in found if each.actions)


def written(words: Words, agendas: Sequence[Agenda], form: str, office: Office, scope: str, standing: str = "") -> Frozen:
    """The agendas as a file of a format; `scope` says what was chosen, `standing` to which actions they are narrowed.

    Raises:
        Refusal: `export.cell` where a text is too long for a workbook.
    """
    name = f"{_name(words, agendas, standing)}.{'csv' if form in (EXCEL, DATA) else form}"
    return Frozen(name, _body(words, agendas, form, office, scope, is_part=bool(standing)))


def _body(words: Words, agendas: Sequence[Agenda], form: str, office: Office, scope: str, *, is_part: bool) -> bytes:
    if form in PAPERS:
        from models import printing
        from models.papers.agenda import agenda

        return printing.written("", agenda(words, agendas, office, scope, is_part=is_part), form).body
    if form == CALENDAR:
        from models.formats import calendar

        return calendar.written(agendas, words)
    from models.formats import agenda_pages, separated_out, workbook

    if form == WORKBOOK:
        return workbook.written(agenda_pages.pages(agendas, words, scope), words("worksheet.lists"))
    return separated_out.written(agenda_pages.actions(agendas, words), form)


def _name(words: Words, agendas: Sequence[Agenda], standing: str) -> str:
    """What the file is called: of one whole agenda its round, agency and digest, of several and of parts the day."""
    called = words("agenda.file")
    if len(agendas) != 1 or standing:
        part = (words(f"agendas.only.{standing}"),) if standing else ()
        return "_".join(map(path_part, (called, *part, *(each.today for each in agendas[:1]))))
    (only,) = agendas
    mark = only.document[:MARK] if only.document and not only.is_changed else words("state.draft")
    return "_".join(map(path_part, (only.round, only.agency_code, called, mark)))
