"""What must hold after a soak: what was acknowledged is there once, every reader saw every document, and a recount gives the same."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select

from models.desk import allotting, keeping, projections, reading
from models.errors import Refusal
from models.ledger import tables
from models.ledger.engine import Ledger
from models.ledger.tables import table
from models.ledger.trail import TRAIL, verify
from models.ledger.transaction import Actor, Transaction
from models.moments import now
from models.rules.revisions import current
from tests.soak.told import said

BEGIN: Final = "verifications.begin"
_UNSURE: Final = ("server.unreachable", "server.unsure", "server.failed")
"""Refusals after which nobody knows whether it was done."""
Act = tuple[str, str, str]
"""Who did what about which verification."""


@dataclass
class Found:
    """What a soak came to."""

    acknowledged: int = 0
    unsure: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Documents that a reader did not see, or saw again."""
    documents: int = 0
    entries: int = 0
    """Of the trail."""
    unlike: list[str] = field(default_factory=list)
    """Where a recount differs, or the trail does not hold."""

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return not (self.lost or self.twice or self.missed or self.unlike)


def checked(ledger: Ledger, clients: Iterable[Path], readers: Iterable[Path], sent: Iterable[str], after: int = 0) -> Found:
    """What was found, given what clients and readers said of what was done after an entry of the trail, and what was put on the carrier."""
    found = Found()
    with ledger.transaction(writing=False) as connection:
        entries = connection.execute(
            select(TRAIL.c.person_id, TRAIL.c.verb, TRAIL.c.verification_id, TRAIL.c.body).where(TRAIL.c.seq > after)
        ).all()
        documents = Counter(connection.execute(select(table(tables.Document).c.digest)).scalars())
        segments = Counter(map(tuple, connection.execute(select(table(tables.Segment).c.writer, table(tables.Segment).c.number))))
        found.entries, found.documents = len(entries), len(documents)
        tokens = Counter(token for row in entries for token in _tokens(row.body))
        done = Counter((row.person_id, row.verb, "" if row.verb == BEGIN else row.verification_id) for row in entries)
        for file in clients:
            _against_client(found, [*said(file)], done, tokens, documents)
        for file in readers:
            _against_reader(found, file.name, [*said(file)], documents)
        found.lost += [f"document {each[:8]} of a segment" for each in sent if each not in documents]
        found.twice += [f"segment {key}" for key, count in segments.items() if count > 1]
        found.lost += _beside(connection)
        found.unlike += _unlike(connection)
    return found


def _against_client(
    found: Found, lines: list[dict[str, Any]], done: Mapping[Act, int], tokens: Mapping[str, int], documents: Mapping[str, int]
) -> None:
    person = next((line["person"] for line in lines if "person" in line), "")
    ends = {line["ends"]: line for line in lines if "ends" in line}
    sure: Counter[Act] = Counter()
    most: Counter[Act] = Counter()
    for line in (line for line in lines if "begins" in line):
        act = (person, line["verb"], "" if line["verb"] == BEGIN else line["about"])
        end = ends.get(line["begins"])
        is_done = end is not None and "refused" not in end
        if is_done and end is not None:
            found.acknowledged += 1
            sure[act] += end["writes"]
            most[act] += end["writes"]
            if "token" in line and not tokens[line["token"]]:
                found.lost.append(f"note {line['token']}")
            if "document" in line and line["document"] not in documents:
                found.lost.append(f"document {line['document'][:8]}")
        elif end is None or end["refused"] in _UNSURE:
            found.unsure += 1
            most[act] += 1
        if "token" in line and tokens[line["token"]] > 1:
            found.twice.append(f"note {line['token']}")
    for line in (line for line in lines if "arrived" in line):
        found.acknowledged += 1
        if line["arrived"] not in documents:
            found.lost.append(f"document {line['arrived'][:8]} taken from the carrier")
    found.lost += [f"{act}: {count - done[act]}" for act, count in sure.items() if done[act] < count]
    found.twice += [f"{act}: {done[act] - count}" for act, count in most.items() if done[act] > count]


def _against_reader(found: Found, name: str, lines: list[dict[str, Any]], documents: Mapping[str, int]) -> None:
    seen = Counter(line["saw"] for line in lines if "saw" in line)
    found.missed += [f"{name}: {each[:8]} not seen" for each in documents if not seen[each]]
    found.missed += [f"{name}: {each[:8]} seen {count} times" for each, count in seen.items() if count > 1]
    found.missed += [f"{name}: {each[:8]} is not there" for each in seen if each not in documents]


def _tokens(body: str) -> Iterator[str]:
    """The notes that an act wrote."""
    if "catatan " not in body:
        return
    for name, _key, before, after in json.loads(body)["writes"]:
        note = (after or {}).get("note", "") if name == "answer" else ""
        if note.startswith("catatan ") and note != (before or {}).get("note"):
            yield note


def _beside(connection: Connection) -> list[str]:
    """Where two documents stand in one place: somebody decided who did not see what another one had."""
    tx = Transaction(connection, Actor("", "", ""), now())
    standing = Counter(each.series for each in current(tuple(keeping.revisions(tx))))
    places = {f"the assignment of {code}": len(each) for code, each in _assigned(tx).items()}
    return [f"{count} documents stand as {place}" for place, count in (standing | Counter(places)).items() if count > 1]


def _assigned(tx: Transaction) -> Mapping[str, tuple[str, ...]]:
    return allotting.standing(tx, reading.current_round(tx).id, "first")


def _unlike(connection: Connection) -> list[str]:
    tx = Transaction(connection, Actor("", "", ""), now())
    counted: dict[str, projections.Counted[Any, Any]] = {
        "progress": projections.progress(tx),
        "search": projections.texts(tx),
        "results": projections.results(tx),
        "outbox": projections.waiting(tx),
    }
    found = [f"{name}: {len(each.unlike)}" for name, each in counted.items() if each.unlike]
    try:
        verify(connection)
    except Refusal as refused:
        found.append(str(refused))
    return found
