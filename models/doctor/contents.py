"""What the tables of a profile say of each other: trail, pinned checklists, progress and search index, each computed anew."""

import re
from typing import Final

from sqlalchemy import select

from models.checklists import load
from models.codes import digest
from models.desk import history, projections, reading
from models.doctor.result import Found, Said, Subject, Told, judged
from models.errors import Refusal
from models.ledger import driver, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction

_CHECKLIST: Final = table(tables.Checklist)
_VERIFICATION: Final = table(tables.Verification)
_TOKENS: Final = re.compile(r"tokenize='[^']*'")
_DIFFERENT: Final = "SELECT count(*) FROM (SELECT * FROM temp.{0} EXCEPT SELECT * FROM temp.{1})"


def trail(subject: Subject) -> Found:
    """Whether every entry of the trail follows from the one before; Refusal `trail.broken`."""
    desk = subject.opened
    count = desk.ask(history.check)
    if not count and desk.ask(reading.owner) is not None:
        return Found(Said("trail.gone"), "damaged")
    return Found(Said("trail.good", {"count": count}))


def checklists(subject: Subject) -> Found:
    """Whether every checklist that rounds and verifications are pinned to can be loaded and is the one it was."""
    with subject.opened.ledger.transaction(writing=False) as connection:
        rows = connection.execute(select(_CHECKLIST)).all()
    faults: list[Told] = []
    for row in rows:
        name = f"{row.id} {row.version}"
        try:
            if digest(row.body) != row.digest:
                faults.append(Said("checklists.other", {"checklist": name}))
                continue
            loaded = load(row.body, name)
        except Refusal as refused:
            faults.append(refused)
            continue
        if (loaded.id, loaded.version) != (row.id, row.version):
            faults.append(Said("checklists.named", {"checklist": name, "found": f"{loaded.id} {loaded.version}"}))
    return judged("checklists.good", "checklists.wrong", "damaged", faults, count=len(rows))


def progress(subject: Subject) -> Found:
    """Whether the summary of each area says what counting its answers anew gives."""
    wrong, count = subject.opened.ask(_recounted)
    return judged("progress.good", "progress.wrong", "progress", wrong, count=count)


def _recounted(tx: Transaction) -> tuple[list[Told], int]:
    """What is wrong with the summaries, and how many verifications there are."""
    areas = projections.progress(tx)
    columns = (_VERIFICATION.c.id, _VERIFICATION.c.agency_code, _VERIFICATION.c.round_id)
    verifications = {row.id: row for row in tx.connection.execute(select(*columns))}
    faults: list[Told] = []
    for verification, area in areas.unlike:
        of, said, counted = verifications.get(verification), areas.kept.get((verification, area)), areas.wanted.get((verification, area))
        if of is None or counted is None:
            faults.append(f"{verification} {area}")
            continue
        told = "-" if said is None else f"{said[0]}/{said[1]}"
        place = {"agency": of.agency_code, "round": of.round_id, "area": area}
        faults.append(Said("progress.area", {**place, "said": told, "counted": f"{counted[0]}/{counted[1]}"}))
    return faults, len(verifications)


def search_(subject: Subject) -> Found:
    """Whether the search index holds the texts that stand in the tables, and every word of them."""
    faults, count = subject.opened.ask(texts)
    words = _unlike_words(subject)
    if words:
        faults.append(Said("search.words", {"count": words}))
    return judged("search.good", "search.wrong", "search", faults, count=count)


def texts(tx: Transaction) -> tuple[list[Told], int]:
    """The places whose text is indexed otherwise than it stands, and how many texts there are."""
    entries = projections.texts(tx)
    agencies = {row.id: row.agency_code for row in tx.connection.execute(select(_VERIFICATION.c.id, _VERIFICATION.c.agency_code))}
    faults: list[Told] = [" ".join(filter(None, (agencies.get(of, of), kind, key))) for of, kind, key in sorted(entries.unlike)]
    return faults, len(entries.wanted)


def _unlike_words(subject: Subject) -> int:
    """How many words the full-text index has too many or too few: it is made anew in memory, as the kept one is, and compared."""
    connection = driver.connect(subject.folder / driver.DATABASE, writing=False)
    try:
        connection.execute("PRAGMA temp_store=2")
        (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search_text'").fetchone()
        tokens = _TOKENS.search(made)
        connection.execute(f"CREATE VIRTUAL TABLE temp.again USING fts5(text, content='', {tokens[0] if tokens else ''})")
        connection.execute("INSERT INTO temp.again(rowid, text) SELECT id, text FROM search_entry")
        for name, of in (("now", "'temp', 'again'"), ("before", "'main', 'search_text'")):
            connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab({of}, 'instance')")
        pairs = (("now", "before"), ("before", "now"))
        return sum(int(connection.execute(_DIFFERENT.format(*pair)).fetchone()[0]) for pair in pairs)
    finally:
        connection.close()
