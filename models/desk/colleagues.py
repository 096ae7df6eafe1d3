"""The verifiers of the team, to whom agencies are assigned and work is handed over."""

from models.assignments import Member
from models.desk import teams
from models.errors import Refusal
from models.ledger.transaction import Transaction
from models.text import folded


def members(tx: Transaction) -> tuple[Member, ...]:
    """Everybody of the team who verifies, by name; Refusal `team.missing` where there is no team."""
    people = teams.demanded(tx).team.people
    found = [Member(id_, each.name, each.region) for id_, each in people.items() if each.status == "active" and "verifier" in each.roles]
    return tuple(sorted(found, key=lambda member: (member.name, member.id)))


def member(tx: Transaction, named: str) -> Member:
    """The verifier of the team whose id or name this is; Refusal `assignment.person` where there is none or more than one."""
    known = members(tx)
    found = [each for each in known if named == each.id or folded(named) == folded(each.name)]
    found = found or [each for each in known if folded(named) in folded(each.name)]
    if len(found) != 1:
        raise Refusal("assignment.person", person=named, known=", ".join(each.name for each in found or known))
    return found[0]
