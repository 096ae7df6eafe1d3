"""The report for others: codes and figures, whatever stands in the profile."""

import tomllib
from pathlib import Path

import pytest

from models.desk import answers, evidence, people
from models.desk.desk import opened
from models.doctor import Wish, examine, report
from models.ledger import backups, driver
from models.moments import now
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, begun
from tests.doctor.kit import broken

pytestmark = pytest.mark.slow

SECRET = "RAHASIA7"


def told(folder: Path, carriers: dict[str, str] | None = None) -> str:
    return report.written(examine(folder, lambda: folder / f"{SECRET}.toml", wish=Wish(is_full=True, carriers=carriers)), "0.1.0").decode()


def test_nothing_that_anybody_wrote_stands_in_it(folder: Path) -> None:
    place = folder / SECRET
    with opened(place, clock=StillClock()) as desk:
        desk.do(people.found, name=f"{SECRET} Ani", role="verifier", language="id", region=SECRET)
        verification = begun(desk)
        desk.do(answers.annotate, verification, LEVELS, f"Catatan {SECRET}")
        file = place / f"{SECRET}.pdf"
        file.write_text(SECRET)
        desk.do(evidence.register, verification, {"title": SECRET, "location": str(file), "source": SECRET}, LEVELS)
    backups.make(place / driver.DATABASE, now()).write_bytes(SECRET.encode() * 1000)
    (place / "keys").mkdir(exist_ok=True)
    (place / "keys" / "person").write_text(SECRET)
    file.unlink()
    broken(
        place,
        f"UPDATE progress SET area = '{SECRET}' WHERE area = 'REG'",
        f"UPDATE person SET name = '{SECRET} Budi'",
        f"UPDATE search_entry SET text = '{SECRET}'",
        f"UPDATE checklist SET id = '{SECRET}', body = x'00'",
        "UPDATE trail SET body = replace(body, 'level', 'levle')",
        f"INSERT INTO quarantine SELECT 'ab', '{SECRET}.toml', x'01', '[]', 'c', '{{}}', '2026', '' FROM person LIMIT 1",
        "INSERT INTO document(digest, kind, name, body, about, supersedes, title, status, signer, signer_id, refers, received_at)"
        f" VALUES ('{SECRET}', 'note', '{SECRET}', x'00', '', '[]', '{SECRET}', '', '{SECRET}', '', '{{}}', '')",
    )
    said = told(place, {SECRET.lower(): str(place / SECRET)})
    assert SECRET.lower() not in said.lower()
    assert str(folder) not in said
    found = tomllib.loads(said)
    assert (found["kind"], found["major"], found["machine"]["program"]) == ("doctor", 1, "0.1.0")
    wrong = {name for name, check in found["checks"].items() if check["state"] == "wrong"}
    assert {"progress", "rows", "search", "trail", "checklists", "documents", "backups", "keys", "carriers"} <= wrong
    assert found["checks"]["progress"]["faults"]["progress.area"] >= 1
    assert found["checks"]["sqlite"]["fields"]["version"] == driver.MODULE.sqlite_version


def test_a_file_that_cannot_be_opened_is_told_by_its_code(folder: Path) -> None:
    place = folder / SECRET
    place.mkdir(parents=True)
    (place / driver.DATABASE).write_text(SECRET * 1000)
    said = told(place)
    assert SECRET not in said
    assert tomllib.loads(said)["checks"]["database"]["said"] == "profile.damaged"
