"""Agendas of many agencies, chosen with the filter that every figure and list is asked with; what is overdue first."""

from collections.abc import Iterator

from models.agenda import Action, Agenda
from models.desk import figures, listed, planned
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.rules.results import EVERYTHING, Filter


def chosen(tx: Transaction, wanted: Filter = EVERYTHING) -> tuple[Agenda, ...]:
    """The agenda of each agency that a filter chooses: of its latest round that has one, or of the round named; as `figures.stands`."""
    codes = {stand.place.code for stand in figures.stands(tx, wanted)}
    found: dict[str, Agenda] = {}
    for each in planned.every(tx):
        if each.agency_code in codes and wanted.round in ("", each.round):
            found.setdefault(each.agency_code, each)
    return tuple(found.values())


def named(tx: Transaction, text: str, *, to_draft: bool = False) -> str:
    """The verification whose agenda `text` means: its id, or its agency's code, then the latest that has one.

    To draft one, of an agency the verification that was touched last; Refusal `verification.unknown`.
    """
    lines = (listed.one(tx, text), *(line for line in listed.of_agency(tx, text) if not line.followed_as))
    here = [line.id for line in lines if line is not None and not line.is_second]
    those = [each.verification for each in (*planned.of_agency(tx, text), *filter(None, (planned.of(tx, text),)))]
    found = [*here, *those] if to_draft else [*those, *here]
    if not found:
        raise Refusal("verification.unknown", verification=text)
    return found[0]


def in_order(agendas: tuple[Agenda, ...]) -> tuple[tuple[Agenda, Action], ...]:
    """Every action with its agenda: overdue ones first, then open ones, by deadline, then those that are over."""

    def order(pair: tuple[Agenda, Action]) -> tuple[int, str, str, str]:
        agenda, action = pair
        place = 0 if action.is_overdue(agenda.today) else 1 if action.is_open else 2
        return place, action.deadline or "9999", agenda.agency_code, action.code.rjust(8)

    return tuple(sorted(_pairs(agendas), key=order))


def _pairs(agendas: tuple[Agenda, ...]) -> Iterator[tuple[Agenda, Action]]:
    return ((agenda, action) for agenda in agendas for action in agenda.actions)
