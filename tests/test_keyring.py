"""The keys of a profile: made, taken, locked, and never lost."""

import hashlib
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from models.documents import keys, signatures
from models.errors import Refusal
from models.keyring import IDLE, Keyring
from tests.conftest import Watch
from tests.documents.signing import ani, judged


def code(act: object) -> str:
    with pytest.raises(Refusal) as caught:
        act()  # type: ignore[operator]
    return caught.value.code


def test_an_empty_profile_has_no_key_and_says_so(folder: Path) -> None:
    ring = Keyring(folder)
    assert (ring.public, ring.is_open) == (None, False)
    assert code(ring.person) == "key.missing"
    assert not folder.exists()


def test_a_key_without_passphrase_signs_in_every_run(folder: Path) -> None:
    made = Keyring(folder).make()
    again = Keyring(folder)
    assert again.public == made.public
    signature = signatures.sign(again.person(), b"x", "verdict")
    signatures.check(b"x", signature, made.public, "verdict", "x")


def test_a_key_under_a_passphrase_is_unlocked_once_and_locked_after_idle_time(folder: Path) -> None:
    Keyring(folder).make("rahasia é")
    watch = Watch()
    ring = Keyring(folder, watch)
    assert code(ring.person) == "key.passphrase_needed"
    assert code(lambda: ring.unlock("salah")) == "key.passphrase_wrong"
    assert not ring.is_open
    ring.unlock("rahasia é")
    watch.now += IDLE - 1
    ring.person()
    watch.now += IDLE
    assert ring.is_open
    watch.now += 1.1
    assert not ring.is_open
    assert code(ring.person) == "key.passphrase_needed"
    ring.unlock("rahasia é")
    ring.lock()
    assert not ring.is_open


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_private_keys_are_closed_to_others(folder: Path) -> None:
    ring = Keyring(folder)
    ring.make()
    ring.device()
    for name in ("person", "device"):
        assert stat.S_IMODE((folder / "keys" / name).stat().st_mode) == 0o600


def test_a_new_key_keeps_the_one_before(folder: Path) -> None:
    ring = Keyring(folder)
    first = ring.make("lama")
    second = ring.make()
    assert ring.public == second.public != first.public
    (kept,) = [path for path in (folder / "keys").iterdir() if path.name.startswith("person-")]
    assert keys.read(kept.read_bytes(), kept.name, "lama").public == first.public


@pytest.mark.parametrize("line", [None, b"", b"\0" * 90])
def test_a_key_whose_public_line_was_lost_was_written_over_by_the_next_or_could_not_be_replaced(folder: Path, line: bytes | None) -> None:
    ring = Keyring(folder)
    first, beside = ring.make("rahasia"), folder / "keys" / "person.pub"
    before, told = (folder / "keys" / "person").read_bytes(), beside.read_bytes()
    if line is None:
        beside.unlink()
    else:
        beside.write_bytes(line)
    again = Keyring(folder)
    assert again.public == first.public
    again.unlock("rahasia")
    again.person()
    assert beside.read_bytes() == told
    beside.unlink()
    Keyring(folder).make()
    assert before in [path.read_bytes() for path in (folder / "keys").iterdir()]


@pytest.mark.parametrize("has_line", [True, False])
def test_a_damaged_key_was_replaced_by_none_where_its_public_line_is_gone_too(folder: Path, has_line: bool) -> None:
    Keyring(folder).make()
    (folder / "keys" / "person").write_bytes(b"x")
    if not has_line:
        (folder / "keys" / "person.pub").unlink()
    made = Keyring(folder).make()
    assert Keyring(folder).person().public == Keyring(folder).public == made.public
    assert b"x" in [path.read_bytes() for path in (folder / "keys").iterdir()]


def test_the_device_has_one_key_of_its_own(folder: Path) -> None:
    ring = Keyring(folder)
    assert ring.device().public == Keyring(folder).device().public != ring.make().public


def test_the_id_of_the_device_is_told_without_its_key(folder: Path) -> None:
    ring = Keyring(folder)
    assert ring.device_id == ""
    line = ring.device().public
    (folder / "keys" / "device").unlink()
    assert Keyring(folder).device_id == keys.device_id(line) == hashlib.sha256(line.encode()).hexdigest()[:16]


def test_a_profile_of_before_gets_its_device_with_the_next_signature(folder: Path) -> None:
    ring = Keyring(folder)
    ring.make()
    device = ring.device().public
    (folder / "keys" / "device.pub").unlink()
    ring.person()
    assert Keyring(folder).device_id == keys.device_id(device)
    for name in ("device", "device.pub"):
        (folder / "keys" / name).unlink()
    ring.person()
    assert Keyring(folder).device_id not in ("", keys.device_id(device))


def test_a_device_that_cannot_be_named_never_kept_from_signing(folder: Path) -> None:
    ring = Keyring(folder)
    ring.make()
    (folder / "keys" / "device.pub").unlink()
    (folder / "keys" / "device").write_bytes(b"rusak")
    assert ring.person().public == ring.public
    (folder / "keys" / "device.pub").mkdir()
    assert ring.device_id == ""


def test_an_existing_key_is_taken_and_a_foreign_one_is_refused(folder: Path) -> None:
    ring = Keyring(folder)
    ring.adopt(keys.written(ani(), "frasa"), "id_ed25519", "frasa")
    assert ring.public == ani().public
    assert code(lambda: ring.adopt(keys.written(ani(), "frasa"), "id_ed25519", "salah")) == "key.passphrase_wrong"
    assert code(lambda: ring.adopt(b"-----BEGIN RSA PRIVATE KEY-----\n", "id_rsa")) == "key.kind"
    assert ring.public == ani().public


@judged
def test_ssh_keygen_reads_what_is_kept(folder: Path) -> None:
    made = Keyring(folder).make("frasa sandi")
    said = subprocess.run(
        ["ssh-keygen", "-y", "-P", "frasa sandi", "-f", folder / "keys" / "person"], capture_output=True, text=True, check=True
    )
    assert said.stdout.split()[:2] == made.public.split()
