"""Every entry of the trail says on which installation it was made, and a profile of several laptops tells them apart."""

import hashlib
import json
import sys
from pathlib import Path
from subprocess import run

import pytest

from models.desk import answers, history, teams
from models.desk.desk import Desk, opened
from models.documents import enrolment, keys
from models.keyring import Keyring
from models.views import TrailLine
from tests.conftest import StillClock
from tests.desk.acts import LEVELS, begun, raw

pytestmark = pytest.mark.slow

ACT = """
import sys
from pathlib import Path
from models.desk import answers
from models.desk.desk import opened

with opened(Path(sys.argv[1])) as desk:
    desk.do(answers.record, sys.argv[2], "REG-01", 2)
print(*sorted({"asyncssh", "nacl", "cryptography", "pydantic_core"} & set(sys.modules) & set(sys.argv[3:])))
"""


def bodies(desk: Desk) -> list[dict[str, object]]:
    """What the chain covers of each entry, the oldest first."""
    return [json.loads(body) for _, _, body in entries(desk)]


def entries(desk: Desk) -> list[tuple[int, str, str]]:
    """Number, hash and body of each entry."""
    with desk.ledger.transaction(writing=False) as connection:
        return [(seq, hash_, body) for seq, hash_, body in connection.exec_driver_sql("SELECT seq, hash, body FROM trail ORDER BY seq")]


def newest(desk: Desk, verification: str) -> TrailLine:
    return desk.ask(history.entries, verification)[0]


def test_an_entry_names_no_device_until_there_is_one_and_then_always(desk: Desk, folder: Path) -> None:
    verification = begun(desk)
    assert {body["device"] for body in bodies(desk)} == {""}
    device = Keyring(folder).device()
    desk.do(answers.record, verification, LEVELS, 2)
    desk.do(history.undo, verification)
    assert [body["device"] for body in bodies(desk)][-2:] == [keys.device_id(device.public)] * 2
    assert desk.ask(history.check) == len(bodies(desk))


def test_the_device_is_the_one_that_asks_to_be_let_into_a_team(desk: Desk, folder: Path) -> None:
    ring = Keyring(folder)
    ring.make()
    begun(desk)
    asked = desk.ask(teams.request, ring.person(), ring.device())
    request = enrolment.opened_request(asked.body, asked.signatures, asked.name)
    assert request.device == bodies(desk)[-1]["device"] == ring.device_id


@pytest.mark.on_file
def test_naming_the_device_costs_no_library_of_keys(desk: Desk, folder: Path) -> None:
    Keyring(folder).device()
    verification = begun(desk)
    desk.close()
    program = [sys.executable, "-c", ACT, str(folder), verification, "asyncssh", "nacl", "cryptography"]
    done = run(program, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == []
    with opened(folder, writing=False) as again:
        assert newest(again, verification).device == Keyring(folder).device_id != ""


def test_an_entry_from_before_devices_were_named_still_holds(desk: Desk) -> None:
    verification = begun(desk)
    seq, prev, known = entries(desk)[-1]
    body = json.dumps({key: value for key, value in json.loads(known).items() if key != "device"}, separators=(",", ":"), sort_keys=True)
    chained = hashlib.sha256(f"{prev}{body}".encode()).hexdigest()
    raw(
        desk,
        "INSERT INTO trail (seq, verification_id, person_id, verb, body, prev, hash) "
        f"SELECT {seq + 1}, verification_id, person_id, verb, '{body}', '{prev}', '{chained}' FROM trail WHERE seq = {seq}",
    )
    assert desk.ask(history.check) == seq + 1
    told = newest(desk, verification)
    assert (told.seq, told.device, told.elsewhere) == (seq + 1, "", "")


def test_only_what_was_done_on_another_laptop_is_told_as_such(desk: Desk, folder: Path) -> None:
    verification = begun(desk)
    first = keys.device_id(Keyring(folder).device().public)
    desk.do(answers.record, verification, LEVELS, 2)
    assert (newest(desk, verification).device, newest(desk, verification).elsewhere) == (first, "")
    for file in (folder / "keys").iterdir():
        file.unlink()
    Keyring(folder).device()
    told = desk.ask(history.entries, verification)
    assert [(line.device, line.elsewhere) for line in told] == [(first, first), ("", "")]


def test_a_laptop_that_the_team_knows_is_called_as_there(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verification, ring = begun(desk), Keyring(folder)
    ring.make()
    desk.do(answers.record, verification, LEVELS, 2)
    with monkeypatch.context() as patched:
        patched.setattr(teams, "device_id", lambda _: "laptop-rapat")
        asked = desk.ask(teams.request, ring.person(), ring.device())
    desk.do(teams.found, "Tim Papua", asked, keys.made())
    before = ring.device_id
    (folder / "keys" / "device").unlink()
    (folder / "keys" / "device.pub").unlink()
    ring.device()
    told = newest(desk, verification)
    assert (told.device, told.elsewhere) == (before, "laptop-rapat")


def test_a_founded_profile_has_its_device_from_the_first_act_on(folder: Path, clock: StillClock) -> None:
    from models.desk import people

    with opened(folder, clock=clock) as desk:
        Keyring(folder).begin()
        desk.do(people.found, name="Ani", role="verifier", language="id")
        assert [body["device"] for body in bodies(desk)] == [Keyring(folder).device_id]
