"""The glance of the start screen says what the desk says, without loading what makes the desk slow to start."""

import json
import subprocess
import sys
from pathlib import Path

from models.desk import people, verifications
from models.desk.desk import Desk
from models.ledger import driver
from models.ledger.glance import look
from tests.conftest import StillClock
from tests.desk.acts import answer_all, begun, decided, raw


def glance_equals_the_desk(desk: Desk) -> None:
    glance = look(desk.ledger.folder)
    assert glance is not None
    assert glance.profile == desk.ask(people.owner)
    said = desk.ask(verifications.mine)
    assert [(line.id, line.answered, line.total, line.verdict) for line in glance.mine] == [
        (line.id, line.answered, line.total, line.verdict) for line in said
    ]
    names = ("agency", "agency_name", "round", "checklist", "state", "verifier", "touched_at")
    for seen, line in zip(glance.mine, said, strict=True):
        assert [getattr(seen, name) for name in names] == [getattr(line, name) for name in names]


def test_the_glance_equals_the_answer_of_the_desk(desk: Desk, clock: StillClock) -> None:
    glance_equals_the_desk(desk)
    for agency in ("11", "32", "31"):
        clock.step()
        begun(desk, agency)
    clock.step()
    answer_all(desk, begun(desk, "11"), 2)
    glance_equals_the_desk(desk)
    clock.step()
    decided(desk, "32")
    glance_equals_the_desk(desk)


def test_the_glance_leaves_out_what_somebody_else_verifies(desk: Desk) -> None:
    verification = begun(desk)
    raw(desk, "INSERT INTO person VALUES ('b0', 'Budi', 'lead', '', 'id', 0)")
    raw(desk, f"UPDATE verification SET person_id = 'b0' WHERE id = '{verification}'")
    glance = look(desk.ledger.folder)
    assert glance is not None
    assert glance.mine == ()


def test_there_is_no_glance_of_what_is_no_profile_of_this_format(desk: Desk, tmp_path: Path) -> None:
    assert look(tmp_path / "nothing") is None
    (tmp_path / driver.DATABASE).write_bytes(b"no database" * 1000)
    assert look(tmp_path) is None
    raw(desk, "PRAGMA user_version=99")
    assert look(desk.ledger.folder) is None


LOOK = """
import json, pathlib, sys
from models.ledger.glance import look
glance = look(pathlib.Path(sys.argv[1]))
print(json.dumps([glance.profile.name, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def test_a_glance_loads_neither_tables_nor_screens(desk: Desk) -> None:
    done = subprocess.run([sys.executable, "-c", LOOK, str(desk.ledger.folder)], capture_output=True, text=True, timeout=60, check=True)
    name, loaded = json.loads(done.stdout)
    assert name == "Ani Lestari"
    assert not {"sqlmodel", "sqlalchemy", "textual", "rich", "pydantic", "alembic"} & set(loaded)
