"""A checklist of two thousand items, made of the shipped one by repeating its items under other codes, and a profile that works with it."""

import tomllib
from pathlib import Path
from string import ascii_uppercase
from typing import Final

import tomli_w
from sqlalchemy import insert

from models.checklists import shipped
from models.codes import digest
from models.desk import people, rounds, verifications
from models.desk.desk import opened
from models.ledger.tables import Checklist, table
from models.moments import Clock
from tests.desk.acts import AGENCY

TIMES: Final = 39
"""How often the 52 items stand in it."""
ITEMS: Final = 52 * TIMES


def long_checklist(times: int = TIMES) -> bytes:
    """The file of a checklist in which every item stands `times` times; its areas weigh as much beside each other as before."""
    raw = tomllib.loads(shipped("mt-kasn-2023.toml").decode())
    raw |= {"id": "mt-panjang", "version": "1"}
    items: dict[str, object] = {}
    for area, described in raw["areas"].items():
        for number in range(times):
            prefix = area if number == 0 else f"{area[0]}{ascii_uppercase[number // 26]}{ascii_uppercase[number % 26]}"
            items |= {f"{prefix}-{code[-2:]}": item for code, item in raw["items"].items() if item["area"] == area}
        described["weight"] *= times
    raw["items"] = items
    return tomli_w.dumps(raw).encode()


def begun_long(folder: Path, clock: Clock, times: int = TIMES) -> str:
    """Found a profile that works with such a checklist; the verification begun there."""
    body = long_checklist(times)
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        with desk.ledger.transaction(writing=True) as connection:
            connection.execute(insert(table(Checklist)), {"digest": digest(body), "id": "mt-panjang", "version": "1", "body": body})
        desk.do(rounds.begin, "2023-2", "mt-panjang 1")
        return desk.do(verifications.begin, AGENCY)
