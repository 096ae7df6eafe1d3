"""`verifier encryption` and `init --encrypt`: the whole way of a passphrase, from the start to a call to headquarters."""

from pathlib import Path

import pytest

from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow
SAID, NEW = "VERIFIER_PROFILE_PASSPHRASE", "VERIFIER_NEW_PROFILE_PASSPHRASE"


@pytest.fixture
def sari(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The laptop of Sari, encrypted from its first byte on."""
    monkeypatch.setenv(SAID, "kuda baterai staples")
    verifier = Commands(tmp_path / "sari", capsys)
    assert verifier("init", "--name", "Sari Dewi", "--encrypt")[0] == 0
    return verifier


def test_every_command_opens_it_with_the_passphrase_and_none_without(sari: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data(sari("encryption", "show", "--json"))["encrypted"]
    assert b"Sari" not in (sari.folder / "verifier.db").read_bytes()
    assert sari("list")[0] == sari("doctor")[0] == 0
    monkeypatch.setenv(SAID, "kuda baterai stapler")
    assert "does not open" in sari.refused("list")
    monkeypatch.delenv(SAID)
    assert SAID in sari.refused("list")
    assert "already is a profile" in sari.refused("init", "--name", "Budi")
    code, out, _ = sari("doctor")
    assert (code, "still locked" in out) == (1, True)


def test_it_is_turned_off_and_on_and_gets_another_passphrase(sari: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not encrypted" in sari("encryption", "off")[1]
    assert not data(sari("encryption", "show", "--json"))["encrypted"]
    for part in ("off", "passphrase"):
        assert "is not encrypted" in sari.refused("encryption", part)
    monkeypatch.setenv(SAID, "pendek")
    assert "at least 8" in sari.refused("encryption", "on")
    monkeypatch.setenv(SAID, "kuda baterai staples")
    code, out, _ = sari("encryption", "on")
    assert (code, "nobody can recover" in out) == (0, True)
    monkeypatch.setenv(NEW, "empat kata yang lain")
    assert sari("encryption", "passphrase")[0] == 0
    assert "does not open" in sari.refused("list")
    monkeypatch.setenv(SAID, "empat kata yang lain")
    assert sari("list")[0] == 0


def test_who_forgot_it_calls_a_holder_of_a_root_key(
    sari: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    assert sari("team", "found", "--name", "Tim Papua")[0] == 0
    root = (sari.folder / "keys" / "root").read_bytes()
    budi = Commands(tmp_path / "budi", capsys)
    assert budi("init", "--name", "Budi")[0] == 0
    words = data(sari("team", "show", "--json"))["six_words"]
    for path in sari("team", "export", "--to", stick)[1].splitlines():
        assert budi("team", "take", path, "--words", words)[0] == 0
    (budi.folder / "keys" / "root").write_bytes(root)
    monkeypatch.setenv(SAID, "terlupa sama sekali")
    request, asked = sari("encryption", "request", "--to", stick)[1].splitlines()
    assert "not those of the request" in budi("encryption", "recover", request, "--words", words)[2]
    code, out, said = budi("encryption", "recover", request, "--words", asked)
    assert (code, "Sari Dewi" in said) == (0, True), said
    answer, told = out.splitlines()
    monkeypatch.setenv(NEW, "empat kata yang lain")
    assert "do not open this answer" in sari.refused("encryption", "open", answer, "--words", asked)
    assert sari("encryption", "open", answer, "--words", told)[0] == 0
    monkeypatch.setenv(SAID, "empat kata yang lain")
    assert sari("list")[0] == 0


def test_whose_copies_a_power_cut_left_plain_was_sent_to_make_the_whole_profile_plain_first(sari: Commands) -> None:
    assert sari("encryption", "off")[0] == sari("backup")[0] == 0
    (copy,) = (sari.folder / "backups").glob("*.db")
    plain = copy.read_bytes()
    assert sari("encryption", "on")[0] == 0
    copy.write_bytes(plain)
    copy.with_name(f"{copy.name}.key").unlink()
    code, out, _ = sari("doctor")
    assert (code, "encryption on once more" in " ".join(out.split())) == (1, True)
    assert sari("encryption", "on")[0] == sari("doctor")[0] == 0


def test_a_copy_that_only_lacks_its_key_file_was_said_to_be_damaged(sari: Commands, tmp_path: Path) -> None:
    copy, key = tmp_path / "taken.db", tmp_path / "taken.db.key"
    assert sari("backup", copy)[0] == 0
    kept = key.read_bytes()
    key.unlink()
    assert f"lacks its key file {key}" in sari.refused("restore", copy)
    key.write_bytes(kept)
    assert sari("restore", copy, "--yes")[0] == 0
    (made,) = (sari.folder / "backups").glob("*.db")
    (sari.folder / "backups" / f"{made.name}.key").unlink()
    code, _, said = sari("backup", "--check")
    assert (code, "lacks its key file" in said) == (1, True)


def test_an_encrypted_profile_without_any_key_file_opens_for_nobody(sari: Commands) -> None:
    (sari.folder / "verifier.db.key").unlink()
    assert "is encrypted, but its key file" in sari.refused("list")
