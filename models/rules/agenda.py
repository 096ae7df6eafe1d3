"""The acceleration agenda: what a gap is, what an action needs to be planned, measurable and orderly, and when it is overdue or done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from models.errors import Refusal
from models.rules.answers import Answer
from models.rules.checklist import TOP_LEVEL, Checklist, Item
from models.rules.numbers import decimal, plain
from models.rules.verdict import Gate
from models.text import dated, line, note

STATUSES: Final = ("planned", "under_way", "done", "dropped")
"""How far an action has come."""
OPEN: Final = ("planned", "under_way")
PLANNED, DONE, DROPPED = "planned", "done", "dropped"
PLAN: Final = ("action", "output", "level", "number", "unit", "owner", "deadline")
"""What is planned of an action."""
FACT: Final = "PEN-04"
"""The status fact that says whether there is an agenda."""
_QUARTER: Final = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """An item that is not where it could be, and the level that is wanted of it next."""

    item: Item
    level: int
    wanted: int
    is_gate: bool
    """Whether it is a gate that fails; then that level passes it."""


def gaps(checklist: Checklist, answers: Mapping[str, Answer], gates: Iterable[Gate]) -> tuple[Gap, ...]:
    """The items answered below the top, failed gates first, then by what they lose of the score; what is not answered is no gap yet."""
    failed = {gate.item: gate.needed for gate in gates if not gate.passed}
    found = []
    for item in checklist.items.values():
        level = answers[item.code].level if item.code in answers else None
        if level is not None and level < TOP_LEVEL:
            wanted = failed.get(item.code) or min(each for each in item.scale.levels if each > level)
            found.append(Gap(item, level, wanted, item.code in failed))
    return tuple(sorted(found, key=lambda gap: (not gap.is_gate, -gap.item.weight * (TOP_LEVEL - gap.level))))


def admit(item: str, entered: Mapping[str, str], levels: Iterable[int]) -> dict[str, str]:
    """An action on an item, as stored, from what was typed: action, output, level, number, unit, owner, deadline.

    Raises:
        Refusal: `agenda.action_missing`, `agenda.level`, `agenda.unit_missing` for a number of nothing, `count.not_a_number`,
            `count.negative`, `fact.date`, `text.too_long`.
    """
    values = {name: note(entered.get(name, ""), f"action.{name}").strip() for name in PLAN[:2]}
    values |= {name: line(entered.get(name, ""), f"action.{name}") for name in PLAN[2:]}
    if not values["action"]:
        raise Refusal("agenda.action_missing", item=item)
    known = tuple(map(str, levels))
    if values["level"] and values["level"] not in known:
        raise Refusal("agenda.level", item=item, value=values["level"], levels=", ".join(known))
    if values["number"]:
        values["number"] = plain(decimal(values["number"], "action.number"))
        if not values["unit"]:
            raise Refusal("agenda.unit_missing", item=item)
    values["deadline"] = dated(values["deadline"], "action.deadline")
    return values


def admit_status(item: str, entered: Mapping[str, str], today: date) -> dict[str, str]:
    """How far an action on an item has come, as stored, from what was typed: status, done_on, evidence, cited, reason.

    Done needs its day and evidence: in words, or by the code of evidence that is registered. Dropped needs a reason.

    Raises:
        Refusal: `fact.choice`, `fact.date`, `agenda.no_day`, `agenda.future`, `agenda.no_evidence`, `agenda.no_reason`, `text.too_long`.
    """
    values = {name: note(entered.get(name, ""), f"action.{name}").strip() for name in ("evidence", "reason")}
    values |= {name: line(entered.get(name, ""), f"action.{name}") for name in ("status", "done_on", "cited")}
    values["cited"] = values["cited"].upper()
    if values["status"] not in STATUSES:
        raise Refusal("fact.choice", label="action.status", value=values["status"], choices=", ".join(STATUSES))
    values["done_on"] = dated(values["done_on"], "action.done_on")
    if values["status"] == DONE:
        if not values["done_on"]:
            raise Refusal("agenda.no_day", item=item)
        if date.fromisoformat(values["done_on"]) > today:
            raise Refusal("agenda.future", item=item)
        if not values["evidence"] and not values["cited"]:
            raise Refusal("agenda.no_evidence", item=item)
    elif values["done_on"]:
        values["done_on"] = ""
    if values["status"] == DROPPED and not values["reason"]:
        raise Refusal("agenda.no_reason", item=item)
    return values


def lacks(output: str, target: bool, owner: str, deadline: str) -> tuple[str, ...]:
    """What an action lacks to be planned (output), measurable (target) and orderly (owner, deadline)."""
    has = {"output": bool(output.strip()), "target": target, "owner": bool(owner), "deadline": bool(deadline)}
    return tuple(name for name, is_there in has.items() if not is_there)


def is_overdue(status: str, deadline: str, today: str) -> bool:
    """Whether the last day of an action, an ISO date, is over and it is neither done nor dropped."""
    return status in OPEN and "" < deadline < today


def proposed_deadline(today: date, quarters: int) -> date:
    """The last day of the quarter that comes `quarters` after the one of `today`."""
    months = (today.month - 1) // _QUARTER * _QUARTER + _QUARTER * (quarters + 1)
    return date(today.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
