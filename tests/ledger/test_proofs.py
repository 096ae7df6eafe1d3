"""What a computer proved of documents at a server is its own word: what is torn, foreign or marked otherwise is proved anew."""

import os
from pathlib import Path

import pytest

from models.codes import digest
from models.ledger import proofs
from models.ledger.proofs import Proof, Proofs

TEAM = digest(b"team")
ONE, OTHER = (digest(each) for each in (b"one", b"other"))


def proof(said: int, key: str = "ssh-ed25519 A") -> Proof:
    return Proof(bytes([said]) * 16, TEAM, key)


@pytest.fixture
def kept(tmp_path: Path) -> Proofs:
    found = Proofs(tmp_path, b"mine")
    found.add({ONE: proof(1)})
    found.add({OTHER: proof(2, "ssh-ed25519 B"), ONE: proof(3)})
    return found


def test_what_was_proved_last_counts(kept: Proofs, tmp_path: Path) -> None:
    assert kept.known([ONE, OTHER]) == {ONE: proof(3), OTHER: proof(2, "ssh-ed25519 B")}
    assert kept.known([OTHER, "no digest", "É" * 64]) == {OTHER: proof(2, "ssh-ed25519 B")}
    assert (tmp_path / proofs.FILE).stat().st_mode & 0o77 == 0


def test_what_another_installation_wrote_counts_for_nothing(kept: Proofs, tmp_path: Path) -> None:
    other = Proofs(tmp_path, b"another's")
    assert other.known([ONE, OTHER]) == {}
    other.add({ONE: proof(4)})
    assert other.known([ONE, OTHER]) == {ONE: proof(4)}


@pytest.mark.parametrize("place", [0, 20, 60, -1, -40])
def test_a_part_that_was_changed_counts_for_nothing(kept: Proofs, tmp_path: Path, place: int) -> None:
    file = tmp_path / proofs.FILE
    body = bytearray(file.read_bytes())
    body[place] ^= 1
    file.write_bytes(body)
    assert {*kept.known([ONE, OTHER]).values()} <= {proof(1)}
    kept.add({OTHER: proof(5)})
    assert kept.known([OTHER]) == {OTHER: proof(5)}


def test_a_part_that_was_cut_off_is_written_anew(kept: Proofs, tmp_path: Path) -> None:
    file = tmp_path / proofs.FILE
    file.write_bytes(file.read_bytes()[:-3])
    assert kept.known([ONE, OTHER]) == {ONE: proof(1)}
    kept.add({OTHER: proof(2)})
    assert kept.known([ONE, OTHER]) == {ONE: proof(1), OTHER: proof(2)}


def test_many_parts_become_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "_PARTS", 3)
    kept = Proofs(tmp_path, b"mine")
    for said in range(5):
        kept.add({ONE: proof(said)})
    before = (tmp_path / proofs.FILE).stat().st_size
    assert kept.known([ONE]) == {ONE: proof(4)}
    assert (tmp_path / proofs.FILE).stat().st_size < before
    assert kept.known([ONE]) == {ONE: proof(4)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_nothing_is_written_through_a_link_or_into_a_pipe(tmp_path: Path) -> None:
    theirs, place = tmp_path / "theirs", tmp_path / proofs.FILE
    theirs.write_bytes(b"theirs")
    place.symlink_to(theirs)
    kept = Proofs(tmp_path, b"mine")
    kept.add({ONE: proof(1)})
    assert kept.known([ONE]) == {}
    assert theirs.read_bytes() == b"theirs"
    place.unlink()
    os.mkfifo(place)
    kept.add({ONE: proof(1)})
    assert kept.known([ONE]) == {}
