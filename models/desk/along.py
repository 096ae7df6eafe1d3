"""What goes along when a verification is carried over: which rows of which tables, and what they say otherwise then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import SQLModel

from models.ledger import tables
from models.rules.checklist import Checklist


@dataclass(frozen=True, slots=True)
class Plan:
    """From which verification to which checklist, and in which round."""

    verification: str
    agency: str
    old: Checklist
    old_round: str
    new: Checklist
    round: str

    @property
    def is_same_round(self) -> bool:
        """Whether the earlier verification ends with it."""
        return self.old_round == self.round


def changed(plan: Plan, model: type[SQLModel], row: Mapping[Any, Any]) -> dict[str, object]:
    """What a row says otherwise in the new verification."""
    if model is tables.Answer:
        return {"is_carried": row["level"] is not None or row["not_applicable"]}
    if model is tables.LooseNote and not _means_the_same(plan, row):
        # What was given to an item that is another now is to be given anew.
        return {"item": ""}
    return {}


def _always(_plan: Plan, _row: Mapping[Any, Any]) -> bool:
    return True


def _within(plan: Plan, _row: Mapping[Any, Any]) -> bool:
    return plan.is_same_round


def _means_the_same(plan: Plan, row: Mapping[Any, Any]) -> bool:
    old, new = (each.items.get(row["item"]) for each in (plan.old, plan.new))
    return old is not None and new is not None and old.digest == new.digest


def _of_item(plan: Plan, row: Mapping[Any, Any]) -> bool:
    return plan.is_same_round and _means_the_same(plan, row)


def _counted_alike(plan: Plan, row: Mapping[Any, Any]) -> bool:
    item, key = row["item"], row["key"]
    return _of_item(plan, row) and plan.old.items[item].counts.get(key) == plan.new.items[item].counts.get(key)


def _defined_alike(plan: Plan, row: Mapping[Any, Any]) -> bool:
    name, key = ("facts", row["fact"]) if "fact" in row else ("base", row["key"])
    old, new = (getattr(each, name).get(key) for each in (plan.old, plan.new))
    return plan.is_same_round and old is not None and old == new


Goes = Callable[[Plan, Mapping[Any, Any]], bool]
ROWS: Final[Mapping[type[SQLModel], Goes]] = {
    tables.Evidence: _always,
    tables.Answer: _means_the_same,
    tables.Citation: _means_the_same,
    tables.Count: _counted_alike,
    tables.Base: _defined_alike,
    tables.FactRow: _defined_alike,
    tables.SelfAssessment: _within,
    tables.SelfAnswer: _of_item,
    tables.Trip: _within,
    tables.Party: _within,
    tables.Completion: _within,
    tables.LooseNote: _within,
    tables.Finding: _of_item,
    tables.Formula: _of_item,
    tables.Sample: _of_item,
    tables.Contribution: _within,
    tables.Disagreement: _of_item,
}
"""What goes along, and when. The scan of signed minutes stays with the minutes it is of."""
