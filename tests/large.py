"""A checklist of two thousand items, made of the shipped one by repeating its items under other codes, and a profile that works with it."""

import tomllib
from collections import Counter
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
ODD: Final = (
    "Apakah pengelolaan talenta telah ditetapkan dan dijalankan? " * 330,
    "pertanggungjawabanpenyelenggaraanmanajementalenta" * 390,
    "Talenta 😀🇮🇩👩‍💼 dan kotak 9️⃣ ✅ ".replace("\u200d", "") * 30,
    "هل صدرت لائحة إدارة المواهب في الجهة وهل هي سارية المفعول ",
    "Ḑ̷i̶a̴k̵r̷i̸t̶i̵k̴ ȩ̃ dan ｆｕｌｌｗｉｄｔｈ 漢字かな " * 12,
)
"""Texts as no checklist should have and some will: twenty kilobytes, one endless word, emoji, Arabic script, piled-up marks."""


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
    return _begun(folder, clock, long_checklist(times), "mt-panjang")


def begun_odd(folder: Path, clock: Clock, items: int, areas: int = 4) -> str:
    """Found a profile that works with an odd checklist; the verification begun there."""
    return _begun(folder, clock, odd_checklist(items, areas), "mt-aneh")


def _begun(folder: Path, clock: Clock, body: bytes, name: str) -> str:
    with opened(folder, clock=clock) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        with desk.ledger.transaction(writing=True) as connection:
            connection.execute(insert(table(Checklist)), {"digest": digest(body), "id": name, "version": "1", "body": body})
        desk.do(rounds.begin, "2023-2", f"{name} 1")
        return desk.do(verifications.begin, AGENCY)


def odd_checklist(items: int, areas: int = 4) -> bytes:
    """The file of a checklist of `items` items in `areas` areas, ten of them with a text of `ODD`, a third on conditions."""
    every = items // 10
    raw = tomllib.loads(shipped("mt-kasn-2023.toml").decode())
    model = {key: value for key, value in raw["items"]["REG-01"].items() if key != "gate"}
    codes = [f"A{number * areas // items:02}-{number:04}" for number in range(items)]
    found: dict[str, dict[str, object]] = {}
    for number, code in enumerate(codes):
        odd = ODD[number // every % len(ODD)] if number % every == 0 else ""
        text = {"id": odd or f"Butir {number}", "en": odd or f"Item {number}"}
        found[code] = {**model, "area": code[:3], "weight": 1, "title": text, "question": text}
        if number % 3 == 2:
            found[code]["when"] = [f"{codes[number - 1]} >= 2"]
    weights = Counter(code[:3] for code in codes)
    raw |= {"id": "mt-aneh", "version": "1", "items": found}
    raw["areas"] = {name: {"name": {"id": ODD[3], "en": name}, "weight": weight} for name, weight in weights.items()}
    raw["verdict"] |= {"design_areas": [*weights][:2], "not_started_items": codes[:1], "design_gates_when_approved": {}}
    return tomli_w.dumps(raw).encode()
