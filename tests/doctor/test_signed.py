"""Documents, the team and keys that were changed, swapped or taken away are findings."""

import shutil
import sys
from pathlib import Path

import pytest

from models.desk import people
from models.desk.desk import opened
from models.doctor import State
from models.documents import keys
from models.keyring import Keyring
from tests.conftest import StillClock
from tests.doctor.kit import broken, codes, results, wrong

pytestmark = pytest.mark.slow

OF = "(SELECT document FROM team WHERE number = {})"
UNPRIVATE = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")


def test_a_document_changed_by_one_byte_is_found(sound: Path) -> None:
    broken(sound, f"UPDATE document SET body = CAST(body || x'0a' AS BLOB) WHERE digest = {OF.format(2)}")
    found = results(sound)
    assert codes(found["documents"]) == {"documents.wrong", "documents.other", "signature.bytes"}
    assert wrong(sound) == {"documents", "team"}


def test_the_signature_of_another_document_is_found(sound: Path) -> None:
    taken = f"SELECT body FROM signature WHERE document = {OF.format(1)}"
    broken(sound, f"UPDATE signature SET body = ({taken}) WHERE document = {OF.format(3)}")
    assert codes(results(sound)["documents"]) == {"documents.wrong", "signature.bytes"}
    assert wrong(sound) == {"documents", "team"}


def test_a_signature_under_another_key_is_found(sound: Path) -> None:
    broken(sound, f"UPDATE signature SET key = '{keys.made().public}'")
    assert "signature.key" in codes(results(sound)["documents"])


def test_a_damaged_signature_is_found(sound: Path) -> None:
    broken(sound, "UPDATE signature SET body = x'00'")
    assert "signature.damaged" in codes(results(sound)["documents"])


def test_a_gap_in_the_chain_of_teams_is_found(sound: Path) -> None:
    broken(sound, "DELETE FROM team WHERE number = 2")
    assert (wrong(sound), codes(results(sound)["team"])) == ({"team", "rows"}, {"team.wrong", "team.gap"})


def test_a_team_under_another_number_is_found(sound: Path) -> None:
    broken(sound, "UPDATE team SET number = 9 WHERE number = 3")
    assert codes(results(sound)["team"]) == {"team.wrong", "team.number"}


def test_a_laptop_that_came_later_has_no_beginning_of_the_chain(sound: Path) -> None:
    broken(sound, "DELETE FROM team WHERE number = 1")
    # Here it once had it, which the trail tells.
    assert wrong(sound) == {"rows"}


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("person", None, "keys.lacking"),
        ("person.pub", None, "keys.lacking"),
        ("device", None, "keys.lacking"),
        ("person", b"x", "key.damaged"),
        ("device", b"", "key.device_damaged"),
        ("root", b"-----BEGIN RSA PRIVATE KEY-----\n", "key.kind"),
        ("person.pub", b"ssh-rsa AAAA", "key.kind"),
        ("device.pub", b"\xff", "key.damaged"),
    ],
)
def test_a_key_that_cannot_be_used_is_found(sound: Path, file: str, change: bytes | None, code: str) -> None:
    path = sound / "keys" / file
    if change is None:
        path.unlink()
    else:
        path.write_bytes(change)
    assert wrong(sound) == {"keys"}
    assert codes(results(sound)["keys"]) == {"keys.wrong", code}


def test_a_damaged_key_in_whose_place_another_stands_was_a_fault_for_ever(sound: Path) -> None:
    (sound / "keys" / "person").write_bytes(b"x")
    assert results(sound)["keys"].found.remedy == "keys"
    Keyring(sound).make()
    assert wrong(sound) == set()


def test_whose_laptop_had_a_damaged_key_was_sent_to_replace_their_own(sound: Path) -> None:
    (sound / "keys" / "device").write_bytes(b"x")
    assert results(sound)["keys"].found.remedy == "device"


def test_the_public_line_of_another_key_is_found(sound: Path) -> None:
    (sound / "keys" / "person.pub").write_text(keys.made().public, "utf-8")
    assert codes(results(sound)["keys"]) == {"keys.wrong", "keys.unlike"}


@UNPRIVATE
@pytest.mark.parametrize("name", ["person", "device", "root"])
def test_a_key_that_others_can_read_is_found(sound: Path, name: str) -> None:
    (sound / "keys" / name).chmod(0o640)
    assert (wrong(sound), codes(results(sound)["keys"])) == ({"keys"}, {"keys.open", f"{name} (640)"})


def test_a_locked_key_is_no_finding(sound: Path) -> None:
    Keyring(sound).make("frasa")
    assert wrong(sound) == set()


def test_the_device_of_a_profile_of_before_is_no_finding(sound: Path) -> None:
    (sound / "keys" / "device.pub").unlink()
    assert wrong(sound) == set()


def test_a_profile_whose_folder_of_keys_is_gone_was_called_sound(sound: Path) -> None:
    shutil.rmtree(sound / "keys")
    assert wrong(sound) == {"keys"}
    assert codes(results(sound)["keys"]) == {"keys.wrong", "keys.lacking"}
    assert results(sound)["keys"].found.remedy == "keys"


def test_a_profile_that_never_had_keys_is_no_finding(folder: Path) -> None:
    with opened(folder, clock=StillClock()) as desk:
        desk.do(people.found, name="Ani", role="verifier", language="id")
    shutil.rmtree(folder / "keys", ignore_errors=True)
    assert results(folder)["keys"].state is State.GOOD
