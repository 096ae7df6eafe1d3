"""What lies outside the profile: how old is what is known of the team, carriers, and the files of evidence."""

import time
from contextlib import closing
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from models import evidence_files
from models.carriers.address import parsed
from models.carriers.opening import connected
from models.carriers.passwords import password_of
from models.desk import reading, teams
from models.doctor.result import Found, Said, Subject, Told, judged
from models.errors import Refusal
from models.ledger import tables
from models.ledger.tables import table
from models.ledger.transaction import Actor, Transaction
from models.moments import moment
from models.swept import Standing, Swept

_EXCHANGE: Final = table(tables.Exchange)
_OLD_TEAM, _OLD_EXCHANGE = 365, 30
"""Days after which the team document, and the last exchange, are told to be old: here, whoever was struck from the team still counts."""


def age(subject: Subject) -> Found:
    """How old the newest team document and the last exchange are; one of both is said to be too old."""
    issued, exchanged = subject.opened.ask(_ages)
    if issued is None:
        return Found(Said("age.none"))
    # Of a clock that is behind the check of the clock tells.
    team, last = max(0, (subject.now - issued).days), max(0, (subject.now - exchanged).days) if exchanged else None
    told = {"team": team, "exchange": Said("age.never") if last is None else Said("age.exchanged", {"count": last})}
    is_old = team > _OLD_TEAM or last is None or last > _OLD_EXCHANGE
    return Found(Said("age.old", told), "exchange", is_note=True) if is_old and team > _OLD_EXCHANGE else Found(Said("age.good", told))


def _ages(tx: Transaction) -> tuple[datetime | None, datetime | None]:
    current = teams.current(tx)
    last = tx.connection.execute(select(func.max(_EXCHANGE.c.succeeded_at))).scalar()
    return moment(current.team.issued_at) if current else None, moment(last) if last else None


def carriers(subject: Subject) -> Found:
    """Whether each carrier is there, and how long it takes to answer."""
    given = subject.wish.carriers or {}
    faults: list[Told] = []
    told = []
    for name, address in given.items():
        started = time.perf_counter()
        try:
            _reach(subject, name, address)
        except Refusal as refused:
            faults.append(refused)
        told.append(f"{name} {round((time.perf_counter() - started) * 1000)} ms")
    return judged("carriers.good", "carriers.wrong", "carriers", faults, times=", ".join(told) or "-")


def _reach(subject: Subject, name: str, address: str) -> None:
    found = parsed(name, address)
    with closing(connected(found, password_of(found, subject.wish.environment, subject.wish.password))) as carrier:
        carrier.names("w")


def evidence(subject: Subject) -> Found:
    """Whether the files of evidence are where they were read, and still the same."""
    owner = subject.opened.ask(reading.owner)
    if owner is not None:
        # Whose files lie on this laptop.
        subject.opened.actor = Actor(owner.person, owner.name, owner.role)
    found: list[Swept] = []
    for _ in evidence_files.swept(subject.opened, found):
        pass
    counts = {str(standing): sum(each.standing is standing for each in found) for standing in Standing}
    faults: list[Told] = [_file(each) for each in found if each.standing in (Standing.CHANGED, Standing.MISSING)]
    return judged("evidence.good", "evidence.wrong", "evidence", faults, is_note=True, **counts)


def _file(each: Swept) -> Said:
    known = each.reference
    return Said(f"evidence.{each.standing}", {"agency": known.agency, "round": known.round, "evidence": known.code, "file": each.path})
