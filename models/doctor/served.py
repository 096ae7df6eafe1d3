"""A database on a server, as far as one sees it from here: whether it is reached, how it is used, and that its pages hold."""

from typing import Any, Final

from sqlalchemy import text

from models.database_address import place
from models.desk import believing, taken_teams, teams
from models.desk.desk import Desk
from models.doctor import contents, signed, traced
from models.doctor.result import Found, Said, Subject, Told, judged
from models.ledger import dialects, driver, server
from models.ledger.engine import Ledger

_DURABLE: Final = ("fsync", "full_page_writes", "synchronous_commit")
"""Settings of the server without any of which a power cut takes what was said to be saved."""
_OFF: Final = ("off", "local")
_DAMAGED: Final = "SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database WHERE datname = current_database()"
_LOOSE: Final = "SELECT conrelid::regclass::text, conname::text FROM pg_constraint WHERE contype = 'f' AND NOT convalidated ORDER BY 1, 2"


def database(subject: Subject) -> Found:
    """Whether the server is reached and holds a database of ours, which then is open for reading."""
    ledger = Ledger.open(subject.folder, writing=False)
    subject.desk = Desk(ledger, None)
    version = str(_asked(subject, "SELECT current_setting('server_version')"))
    told = {"place": place(server.chosen(subject.folder)), "format": driver.FORMAT, "version": version}
    return Found(Said("database.server", told)) if ledger.newer is None else Found(ledger.newer)


def opening(subject: Subject) -> Found:
    """Whether what is said to be saved is on the disk of the server."""
    said = {name: str(_asked(subject, f"SELECT current_setting('{name}')")) for name in _DURABLE}
    faults: list[Told] = [f"{name} = {found}" for name, found in said.items() if found in _OFF]
    return judged("opening.server", "opening.wrong", "server", faults)


def integrity(subject: Subject) -> Found:
    """Whether the server finds out about damaged pages, and found none."""
    if _asked(subject, "SELECT current_setting('data_checksums')") != "on":
        return Found(Said("integrity.unchecked"), "server", is_note=True)
    damaged = int(_asked(subject, _DAMAGED))
    return Found(Said("integrity.server_wrong", {"count": damaged}), "server") if damaged else Found(Said("integrity.server"))


def references(subject: Subject) -> Found:
    """Whether the server lets no row go that another one names."""
    with subject.opened.ledger.transaction(writing=False) as connection:
        faults: list[Told] = [f"{row[0]}: {row[1]}" for row in connection.execute(text(_LOOSE))]
    return judged("references.good", "references.wrong", "server", faults)


def search(subject: Subject) -> Found:
    """Whether the texts that are searched are those that stand in the tables; the server keeps the index of their words itself."""
    faults, count = subject.opened.ask(contents.texts)
    return judged("search.good", "search.wrong", "search", faults, count=count)


def documents(subject: Subject) -> Found:
    """Whether every document is the one it was let in as, and one that counts: those of which nobody of the team signed what is said."""
    faults, count = subject.opened.ask(signed.faults_)
    faults += [Said("documents.left_out", {"file": row.name, "login": row.brought_by}) for row in subject.opened.ask(believing.left_out)]
    return judged("documents.good", "documents.wrong", "server", faults, count=count)


def team(subject: Subject) -> Found:
    """Whether all that stand as teams are some: each signed by enough keys of the one before it and of its own."""
    current, astray = subject.opened.ask(teams.current), subject.opened.ask(taken_teams.astray)
    faults: list[Told] = [Said("team.astray", {"digest": each[:16]}) for each in astray]
    seen = server.met(subject.folder).last
    if seen and seen not in subject.opened.ask(taken_teams.digests):
        faults.append(Said("team.behind", {"digest": seen[:16]}))
    if current is None:
        return Found(Said("team.none"))
    return judged("team.good", "team.wrong", "server", faults, name=current.team.name, number=current.team.number)


def rows(subject: Subject) -> Found:
    """Whether each row stands as the trail last left it."""
    faults, count = traced.unlike(subject.opened)
    return judged("rows.good", "rows.wrong", "server", faults, count=count)


def sees_all(subject: Subject) -> bool:
    """Whether whoever logged in sees the acts of all regions."""
    with subject.opened.ledger.transaction(writing=False) as connection:
        return dialects.sees_all(connection)


def _asked(subject: Subject, question: str) -> Any:
    with subject.opened.ledger.transaction(writing=False) as connection:
        return connection.execute(text(question)).scalar_one()
