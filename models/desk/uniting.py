"""Findings and recalculations of merged areas beside one's own: what each becomes.

Findings unite as answers do: one that only one of two has comes in, texts of both are kept, and where the two noted another stance of the
agency or another deadline, that is a disagreement on the item. A recalculation is one piece of work: it comes in where none stands; another
one stays in its document, and takes the place of the one here only when its maker's answer is settled to count.
"""

from models.desk import visited
from models.documents.handover import Handover
from models.documents.visited import HandedDay, HandedFinding
from models.handovers import FindingEntry
from models.ledger import tables
from models.ledger.transaction import Transaction
from models.minutes import Finding
from models.rules import merging as rules


def findings(here: HandedDay, found: Handover) -> tuple[FindingEntry, ...]:
    """How each finding of a handover stands to those here."""
    entries = []
    for code, there in found.day.findings.items():
        mine = here.findings.get(code)
        standing = rules.finding_standing(None if mine is None else mine.model_dump(), there.model_dump(), found.giver.name)
        entries.append(FindingEntry(code, standing, None if mine is None else finding(code, mine), finding(code, there)))
    return tuple(entries)


def recalculations(here: HandedDay, found: Handover) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items whose recalculation comes in, and those of which another stands here."""
    told = found.day.recalculations
    new = tuple(code for code in told if code not in here.recalculations)
    return new, tuple(code for code, sheet in told.items() if code in here.recalculations and here.recalculations[code] != sheet)


def unite(tx: Transaction, verification: str, found: Handover) -> dict[str, tuple[HandedFinding, HandedFinding]]:
    """Let in what does not differ; the findings that do, by item: the one here and theirs."""
    here = visited.told(tx, verification)
    differing = {}
    for entry in findings(here, found):
        there = found.day.findings[entry.item]
        mine = here.findings.get(entry.item)
        if mine is not None and entry.standing == "differs":
            differing[entry.item] = (mine, there)
        else:
            put_finding(tx, verification, entry.item, there if mine is None else _united(mine, there, found.giver.name))
    for code in recalculations(here, found)[0]:
        visited.put_recalculation(tx, verification, code, found.day.recalculations[code])
    return differing


def put_finding(tx: Transaction, verification: str, item: str, told: HandedFinding) -> None:
    """Let the finding on an item be this one."""
    tx.put(tables.Finding, {"verification_id": verification, "item": item}, **told.model_dump())


def finding(item: str, told: HandedFinding) -> Finding:
    """A finding as screens are given it."""
    return Finding(item, **told.model_dump())


def _united(mine: HandedFinding, there: HandedFinding, name: str) -> HandedFinding:
    return HandedFinding(**rules.united(mine.model_dump(), there.model_dump(), name))
