"""What a handover tells of the day in the field: the visit and who met, findings, recalculations, loose notes, completion, scans."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field

from models.documents.agenda import PlannedAction
from models.documents.parts import STRICT, Code, Day, Digest, Moment, Name, Text
from models.errors import Fault, Refusal
from models.rules import findings, recalculation, trip
from models.rules.checklist import Checklist

_NUMBER: Final = re.compile("[1-9][0-9]{0,3}")
"""A row of a recalculation: from 1 to `recalculation.MOST`, in one way."""
_PLACES: Final = frozenset(map(str, range(500)))
"""The rows that people of a side stand in."""


class _Part(BaseModel):
    model_config = STRICT


class HandedTrip(_Part):
    """The visit: its letter of assignment, when, where and how."""

    letter: Text = ""
    letter_date: Text = ""
    begins: Text = ""
    ends: Text = ""
    place: Text = ""
    method: Text = ""


class HandedParty(_Part):
    """Somebody who takes part."""

    name: Name
    nip: Text = ""
    post: Text = ""
    function: Text = ""
    contact: Text = ""


class HandedFinding(_Part):
    """What is to be mended about an item, and what the agency says to it."""

    text: Text
    stance: Text = ""
    response: Text = ""
    deadline: Text = ""


class HandedSample(_Part):
    """A row of a recalculation: scores by component as text, and the box the agency gives."""

    scores: Text
    box: Annotated[int, Field(ge=1, le=9)]


class HandedRecalculation(_Part):
    """The agency's formula for an item, and the rows by number."""

    performance: Text
    performance_middle: Text
    performance_high: Text
    potential: Text
    potential_middle: Text
    potential_high: Text
    boxes: Text
    rows: dict[Code, HandedSample] = {}


class HandedLoose(_Part):
    """A loose note, and the item it was given to."""

    text: Text
    at: Moment
    item: Text = ""


class HandedCompletion(_Part):
    """Until when the agency completes what is asked for, and when it had."""

    until: Day
    closed_at: Text = ""


class HandedScan(_Part):
    """A scan attached to minutes: those minutes, and the file by its name, size and place."""

    minutes: Digest
    name: Name
    size: Annotated[int, Field(ge=0, lt=2**53)]
    location: Text = ""
    at: Moment


class HandedDay(_Part):
    """The day in the field. Areas tell findings and recalculations of their items alone."""

    trip: HandedTrip | None = None
    team: dict[Code, HandedParty] = {}
    agency: dict[Code, HandedParty] = {}
    findings: dict[Code, HandedFinding] = {}
    recalculations: dict[Code, HandedRecalculation] = {}
    loose: dict[Code, HandedLoose] = {}
    completion: HandedCompletion | None = None
    scans: dict[Digest, HandedScan] = {}
    actions: dict[Code, PlannedAction] = {}
    """Those of the acceleration agenda as it stands, signed or not."""
    agenda: Digest | Literal[""] = ""
    """The signed agenda that these go on from."""

    @property
    def is_of_items(self) -> bool:
        """Whether it tells nothing but what belongs to items."""
        return not (self.trip or self.team or self.agency or self.loose or self.completion or self.scans or self.actions or self.agenda)


def faults(day: HandedDay, checklist: Checklist, areas: Collection[str]) -> Iterator[Fault]:
    """Everything in a day that the rules of its entries do not admit."""
    if day.trip is not None and not _is_as_kept(trip.admit, day.trip.model_dump()):
        yield Fault("day.trip", "not_allowed")
    for side, people in (("team", day.team), ("agency", day.agency)):
        for number, person in people.items():
            if number not in _PLACES or not _is_as_kept(trip.admit_person, person.model_dump()):
                yield Fault(f"day.{side}.{number}", "not_allowed")
    for part, told in (("findings", day.findings), ("recalculations", day.recalculations)):
        known = (code for code in told if code not in checklist.items or checklist.items[code].area not in areas)
        yield from (Fault(f"day.{part}.{code}", "unknown_key") for code in known)
    for code, finding in day.findings.items():
        if not _is_as_kept(partial(findings.admit, code), finding.model_dump()):
            yield Fault(f"day.findings.{code}", "not_allowed")
    for code, sheet in day.recalculations.items():
        if code in checklist.items and not _is_recalculation(checklist, code, sheet):
            yield Fault(f"day.recalculations.{code}", "not_allowed")
    for id_, loose in day.loose.items():
        if not loose.text.strip() or (loose.item and loose.item not in checklist.items):
            yield Fault(f"day.loose.{id_}", "not_allowed")
    yield from (Fault(f"day.actions.{code}", "not_allowed") for code, told in day.actions.items() if told.item not in checklist.items)


def fitting(day: HandedDay, checklist: Checklist, areas: Collection[str]) -> HandedDay:
    """A day without what its rules do not admit: whoever is given it would have to refuse all of it for that."""
    told = day.model_dump()
    for fault in faults(day, checklist, areas):
        _, part, *key = str(fault.place).split(".", 2)
        if key:
            told[part].pop(key[0])
        else:
            told[part] = None
    return HandedDay.model_validate(told)


def _is_as_kept(admit: Callable[[Mapping[str, str]], Mapping[str, str]], told: dict[str, Any]) -> bool:
    """Whether what is told is what its rule would keep of it."""
    try:
        return admit(told) == told
    except Refusal:
        return False


def _is_recalculation(checklist: Checklist, code: str, sheet: HandedRecalculation) -> bool:
    formula = sheet.model_dump(exclude={"rows"})
    return (
        recalculation.asks(checklist.items[code])
        and _is_as_kept(recalculation.admit, formula)
        and all(_NUMBER.fullmatch(number) and _is_as_kept(_scores, {"scores": row.scores}) for number, row in sheet.rows.items())
    )


def _scores(told: Mapping[str, str]) -> Mapping[str, str]:
    return {"scores": recalculation.told(recalculation.components(told["scores"], "recalculation.scores"))}
