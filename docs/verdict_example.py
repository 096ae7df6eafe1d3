"""A complete verdict file with its signature, signed by somebody who does not exist: `example()` gives the files, the same every time.

The keys are made of names and are no secret. `python docs/verdict_file.py` writes the files to `docs/example`.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from unittest.mock import patch

from models import exporting
from models.desk import answers, evidence, facts, people, reading, teams, verdicts, verifications
from models.desk.desk import Desk, opened
from models.documents import signatures, toml
from models.documents.travelling import Signed
from models.ledger.transaction import Actor
from models.rules.checklist import Scale
from tests.conftest import StillClock
from tests.documents.team_kit import key, request

PERSON: Final = "ani-lestari"
_REGULATION: Final = {
    "title": "Peraturan Gubernur tentang Manajemen Talenta",
    "kind": "regulation",
    "number": "27/2022",
    "date": "2022-09-12",
    "source": "Biro SDM",
    "seen": "yes",
}
_BASE: Final = {"jpt_filled": "38", "administrator": "120", "pengawas": "305", "pelaksana": "1500"}
_MERIT: Final = {"category": "baik", "year": "2022", "value": "301"}


def example() -> Mapping[str, bytes]:
    """Every file that an export hands out, by its name."""
    with tempfile.TemporaryDirectory() as place, opened(Path(place) / "profile", clock=StillClock()) as desk:
        desk.actor = Actor(PERSON, "", "verifier")
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id", region="Jawa Barat")
        _team(desk)
        how = exporting.terms(desk, key(PERSON).public)
        document = exporting.signed(exporting.frozen(desk, how, _verification(desk)), how, key(PERSON))
        folder = Path(place) / "out"
        exporting.hand_out(desk, [document], how, folder)
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _team(desk: Desk) -> None:
    """Ani founds the team; Budi, who leads, and Citra, who verifies, are let in."""
    root = key("root")
    desk.do(teams.found, "Tim Verifikasi Manajemen Talenta", desk.ask(teams.request, key(PERSON), key("laptop")), root)
    for person, role in (("budi", "lead"), ("citra", "verifier")):
        body = toml.write(request(person))
        given = tuple(signatures.sign(key(name), body, "enrolment") for name in (person, f"laptop-{person}"))
        desk.do(teams.enrol, Signed(person, body, given), (role,), "Jawa Barat", root)


def _verification(desk: Desk) -> str:
    """A verification in which design and regulation are there, and instruments and systems are not yet."""
    with patch.object(verifications, "minted", lambda: "9f2c4a1e7b305d68"):
        verification = desk.do(verifications.begin, "32")
    items = desk.ask(reading.sheet, verification).checklist.items.values()
    levels = {item.code: 4 if item.area in ("REG", "DSN") else 2 if item.scale is Scale.LEVEL else 0 for item in items}
    desk.do(answers.record_all, verification, levels)
    desk.do(facts.base, verification, _BASE)
    desk.do(answers.count, verification, "REG-09", {"posts": ("30", "38")})
    desk.do(answers.annotate, verification, "REG-01", "Diperlihatkan pada rapat; salinan menyusul melalui surel.")
    desk.do(evidence.register, verification, _REGULATION, "REG-01", "Pasal 8")
    desk.do(facts.record, verification, "PEN-02", {"status": "proposed"})
    desk.do(facts.record, verification, "PEN-06", _MERIT)
    found = desk.ask(reading.sheet, verification).recommendation
    if found is None:
        raise RuntimeError("the example does not answer every item")
    desk.do(verdicts.record, verification, found.code)
    return verification
