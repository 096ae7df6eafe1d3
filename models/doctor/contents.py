"""What the tables of a profile say of each other: trail, pinned checklists, progress and search index, each computed anew."""

import re
from collections import defaultdict
from typing import Any, Final

from sqlalchemy import select

from models.checklists import load
from models.codes import digest
from models.desk import history, reading
from models.doctor.result import Found, Said, Subject, Told, judged
from models.errors import Refusal
from models.ledger import driver, search, tables
from models.ledger.tables import table
from models.ledger.transaction import Transaction
from models.rules import asking
from models.rules.answers import Answer

_AGENCY: Final = table(tables.Agency)
_ANSWER: Final = table(tables.Answer)
_CHECKLIST: Final = table(tables.Checklist)
_PROGRESS: Final = table(tables.Progress)
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
    given: dict[str, dict[str, Answer]] = defaultdict(dict)
    columns = _ANSWER.c
    answered = select(columns.verification_id, columns.item, columns.level).where(columns.level.is_not(None) | columns.not_applicable)
    for row in tx.connection.execute(answered):
        given[row.verification_id][row.item] = Answer(row.level, row.level is None)
    stored = {(row.verification_id, row.area): (row.answered, row.total) for row in tx.connection.execute(select(_PROGRESS))}
    kinds = {row.code: row.type for row in tx.connection.execute(select(_AGENCY.c.code, _AGENCY.c.type))}
    verifications = tx.connection.execute(select(_VERIFICATION).order_by(_VERIFICATION.c.agency_code, _VERIFICATION.c.round_id)).all()
    faults: list[Told] = []
    for each in verifications:
        asked = asking.asked(reading.checklist(tx, each.checklist_digest), given[each.id], kinds.get(each.agency_code, ""))
        for area, counted in asking.progress(asked, given[each.id]).items():
            said = stored.pop((each.id, area), None)
            if said != counted:
                told = "-" if said is None else f"{said[0]}/{said[1]}"
                place = {"agency": each.agency_code, "round": each.round_id, "area": area}
                faults.append(Said("progress.area", {**place, "said": told, "counted": f"{counted[0]}/{counted[1]}"}))
    faults += [f"{verification} {area}" for verification, area in stored]
    return faults, len(verifications)


def search_(subject: Subject) -> Found:
    """Whether the search index holds the texts that stand in the tables, and every word of them."""
    faults, count = subject.opened.ask(_texts)
    words = _unlike_words(subject)
    if words:
        faults.append(Said("search.words", {"count": words}))
    return judged("search.good", "search.wrong", "search", faults, count=count)


def _texts(tx: Transaction) -> tuple[list[Told], int]:
    """The places whose text is indexed otherwise than it stands, and how many texts there are."""
    kept = _indexed(tx)
    wanted = {_place(row): row["text"] for row in search.expected(tx.connection)}
    for row in tx.connection.execute(select(_CHECKLIST.c.digest)):
        wanted |= {_place(entry): entry["text"] for entry in search.items(reading.checklist(tx, row.digest))}
    agencies = {row.id: row.agency_code for row in tx.connection.execute(select(_VERIFICATION.c.id, _VERIFICATION.c.agency_code))}
    unlike = sorted(place for place in kept.keys() | wanted.keys() if kept.get(place) != wanted.get(place))
    faults: list[Told] = [" ".join(filter(None, (agencies.get(of, of), kind, key))) for of, kind, key in unlike]
    return faults, len(wanted)


def _indexed(tx: Transaction) -> dict[tuple[str, str, str], str]:
    """The texts in the index, by their places."""
    return {_place(row): row["text"] for row in tx.connection.execute(select(search.ENTRY)).mappings()}


def _place(row: Any) -> tuple[str, str, str]:
    return row["verification_id"], row["kind"], row["key"]


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
