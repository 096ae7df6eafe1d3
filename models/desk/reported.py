"""What reports ask for: all figures of a filter together, an agency over its rounds, and the verifications that papers are about."""

from models.desk import decided, figures, notes, recaps, tabling
from models.ledger.transaction import Transaction
from models.moments import local_date
from models.reported import AgencyOver, National
from models.rules.results import EVERYTHING, Filter, Stand
from models.rules.trend import of_agency


def national(tx: Transaction, chosen: Filter = EVERYTHING) -> National:
    """Everything that the national report tells of what a filter chooses; Refusal as `figures.counted`."""
    found, moved = recaps.told(tx, chosen)
    return National(
        day=local_date(tx.moment),
        figures=found,
        checklists=figures.checklists(tx, found),
        years=figures.by_year(tx, chosen),
        moved=moved,
        names={each.place.code: each.place.name for each in moved.moved},
    )


def agency(tx: Transaction, code: str) -> AgencyOver:
    """An agency over its rounds; Refusal `agency.unknown`."""
    found = figures.results(tx, code)
    name = found[-1].agency_name if found else notes.name_of(tx, code)
    asked = tabling.asked(tx, found)
    return AgencyOver(name, of_agency(code, found, {item: told.area for item, told in asked.items()}), asked)


def behind(tx: Transaction, chosen: Filter = EVERYTHING) -> tuple[tuple[Stand, str], ...]:
    """The agencies that a filter chooses, each with the verification behind its result, else its newest one.

    Where nobody worked on an agency that is empty. Refusal as `figures.stands` gives.
    """
    found = figures.stands(tx, chosen)
    return tuple((stand, stand.result.verification if stand.result else stand.work.id if stand.work else "") for stand in found)


def trail_of(tx: Transaction, chosen: Filter) -> tuple[str, ...]:
    """The verifications of the agencies that a filter chooses, of its round or of all; Refusal as `figures.stands` gives."""
    codes = {stand.place.code for stand in figures.stands(tx, chosen)}
    return tuple(each.id for each in figures.work(tx) if each.agency in codes and chosen.round in ("", each.round))


def plenaries(tx: Transaction, chosen: Filter) -> tuple[str, ...]:
    """The plenaries of a round, or of all, that have a result of the agencies that a filter chooses; Refusal as `figures.stands` gives."""
    codes = {stand.place.code for stand in figures.stands(tx, chosen)}
    here = (line.id for line in decided.lines(tx) if chosen.round in ("", line.round))
    return tuple(id_ for id_ in here if any(entry.agency in codes for entry in decided.of(tx, id_).entries))
