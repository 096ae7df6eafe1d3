"""Deadlines of agendas as a calendar (iCalendar, RFC 5545): an event for each, the whole day of its deadline.

Events, not tasks: the calendars of offices import tasks nowhere, Outlook and Google leave them out without a word. Every moment in it
comes from the agenda, so that the same agenda gives the same bytes, and a later revision takes the place of the earlier in a calendar.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from icalendar import Calendar, Event

from models import agenda_told as told
from models.agenda import Action, Agenda
from models.moments import moment
from models.rules.agenda import DONE, DROPPED
from models.words import Words

_PRODUCT: Final = "-//verifier//agenda//ID"
_DOMAIN: Final = "verifier"


def written(agendas: Iterable[Agenda], words: Words) -> bytes:
    """The calendar of the actions that have a deadline; of one that was dropped, that it is cancelled."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words("agenda.title"))
    for agenda in agendas:
        for action in agenda.actions:
            if action.deadline:
                calendar.add_component(_event(agenda, action, words))
    body: bytes = calendar.to_ical()
    return body


def _event(agenda: Agenda, action: Action, words: Words) -> Event:
    until, at = date.fromisoformat(action.deadline), moment(agenda.stamp)
    event = Event()
    event.add("uid", f"{agenda.verification}-{action.code}@{_DOMAIN}")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", agenda.revision + agenda.is_changed)
    event.add("dtstart", until)
    event.add("dtend", until + timedelta(days=1))
    event.add("summary", _summary(agenda, action, words))
    event.add("description", _description(agenda, action, words))
    event.add("location", agenda.agency)
    event.add("categories", [words("agenda.title"), told.standing(words, action, agenda.today)])
    event.add("status", "CANCELLED" if action.status == DROPPED else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(agenda: Agenda, action: Action, words: Words) -> str:
    summary = words("agenda.calendar.summary", agency=agenda.agency, item=action.item, title=words.of(action.title))
    return f"{words('agenda.status.done')}: {summary}" if action.status == DONE else summary


def _description(agenda: Agenda, action: Action, words: Words) -> str:
    parts = {
        "action": action.action,
        "output": action.output,
        "target": told.target(words, action),
        "owner": action.owner,
        "status": told.standing(words, action, agenda.today),
        "evidence": told.over(words, action),
    }
    return "\n".join(words("trip.label", name=words(f"action.{name}")) + " " + text for name, text in parts.items() if text)
