"""`verifier key`, `verifier init --key`, and passphrases: typed unseen, taken from the environment, or missed in words."""

import getpass
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.documents import keys
from models.keyring import Keyring
from tests.documents.signing import ani, generated, judged
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow

Typing = Callable[..., list[str]]
"""Lets these lines be typed where a passphrase is asked for; what was asked stands in the list."""


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    def typing(*lines: str) -> list[str]:
        asked: list[str] = []
        waiting: Iterator[str] = iter(lines)

        def typed(prompt: str) -> str:
            asked.append(prompt)
            line = next(waiting, None)
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr(getpass, "getpass", typed)
        return asked

    return typing


@pytest.fixture
def ring(verification: str, folder: Path) -> Keyring:
    ring = Keyring(folder)
    ring.make("frasa sandi")
    return ring


def private_file(folder: Path, passphrase: str = "") -> Path:
    path = folder / "id_ed25519"
    path.write_bytes(keys.written(ani(), passphrase))
    return path


def test_init_makes_a_key(verifier: Commands) -> None:
    assert verifier("init", "--name", "Ani")[0] == 0
    found = data(verifier("key", "show", "--json"))
    public = Keyring(verifier.folder).public
    assert public is not None
    assert (found["public"], found["has_passphrase"]) == (public, False)
    assert (found["fingerprint"], found["six_words"]) == (keys.fingerprint(public), keys.six_words(public))


def test_init_takes_a_key_that_is_there_with_its_passphrase(verifier: Commands, tmp_path: Path, typing: Typing) -> None:
    asked = typing("frasa")
    assert verifier("init", "--name", "Ani", "--key", private_file(tmp_path, "frasa"))[0] == 0
    assert ["id_ed25519" in prompt for prompt in asked] == [True]
    found = data(verifier("key", "show", "--json"))
    assert (found["public"], found["has_passphrase"]) == (ani().public, True)


@judged
def test_init_takes_a_key_of_ssh_keygen(verifier: Commands, tmp_path: Path) -> None:
    generated(tmp_path, "-t", "ed25519")
    assert verifier("init", "--name", "Ani", "--key", tmp_path / "key")[0] == 0
    assert Keyring(verifier.folder).public == keys.checked((tmp_path / "key.pub").read_text("utf-8"))


@pytest.mark.parametrize("what", ["missing", "folder", "garbage", "locked"])
def test_a_key_that_cannot_be_taken_founds_nothing(verifier: Commands, tmp_path: Path, what: str) -> None:
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what != "missing":
        path.write_bytes(keys.written(ani(), "frasa") if what == "locked" else b"\0garbage")
    assert what in verifier.refused("init", "--name", "Ani", "--key", path)
    assert not verifier.folder.exists()
    assert verifier("init", "--name", "Ani")[0] == 0


def test_init_asks_twice_for_a_new_passphrase(verifier: Commands, typing: Typing) -> None:
    typing("frasa", "frase")
    assert "not the same" in verifier.refused("init", "--name", "Ani", "--passphrase")
    assert not verifier.folder.exists()
    assert len(asked := typing("frasa", "frasa")) == 0
    assert verifier("init", "--name", "Ani", "--passphrase")[0] == 0
    assert len(asked) == 2
    Keyring(verifier.folder).unlock("frasa")


def test_a_profile_without_a_key_is_told_how_to_make_one(verifier: Commands, verification: str) -> None:
    assert "verifier key make" in verifier.refused("key", "show")
    assert "verifier key make" in verifier.refused("key", "passphrase")
    code, out, said = verifier("key", "make")
    assert (code, said) == (0, "")
    assert keys.six_words(str(Keyring(verifier.folder).public)) in out


def test_without_a_profile_no_key_is_made(verifier: Commands) -> None:
    for part in ("show", "make", "passphrase"):
        verifier.refused("key", part)
    assert not verifier.folder.exists()


def test_a_key_is_replaced_only_where_that_is_said(verifier: Commands, ring: Keyring, tmp_path: Path) -> None:
    first = str(ring.public)
    for arguments in (("make",), ("adopt", private_file(tmp_path))):
        assert keys.fingerprint(first) in verifier.refused("key", *arguments)
    assert ring.public == first
    assert verifier("key", "adopt", private_file(tmp_path), "--replace")[0] == 0
    assert ring.public == ani().public
    assert verifier("key", "make", "--replace")[0] == 0
    assert len([path for path in (verifier.folder / "keys").iterdir() if path.name.startswith("person-")]) == 2


def test_a_passphrase_is_changed_and_taken_off(verifier: Commands, ring: Keyring, typing: Typing) -> None:
    typing("salah", "frasa sandi", "baru", "baru")
    code, out, said = verifier("key", "passphrase")
    assert (code, "salah" in out + said) == (0, False)
    assert "Caps Lock" in said
    Keyring(verifier.folder).unlock("baru")
    typing("baru", "", "")
    assert verifier("key", "passphrase")[0] == 0
    assert not Keyring(verifier.folder).has_passphrase


def test_the_key_of_the_team_is_kept_under_the_same_passphrase(verifier: Commands, ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    root = ring.make_root("frasa sandi").public
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "frasa sandi")
    monkeypatch.setenv("VERIFIER_NEW_PASSPHRASE", "baru")
    assert verifier("key", "passphrase")[0] == 0
    again = Keyring(verifier.folder)
    again.unlock("baru")
    assert again.root().public == root


def test_export_asks_three_times_and_then_writes_nothing(verifier: Commands, ring: Keyring, typing: Typing, tmp_path: Path) -> None:
    asked = typing("satu", "dua", "tiga", "frasa sandi")
    code, out, said = verifier("export", "--to", tmp_path / "out")
    assert (code, out, len(asked), said.count("Caps Lock")) == (1, "", 3, 3)
    assert not (tmp_path / "out").exists()
    typing("satu", "frasa sandi")
    assert verifier("export", "--to", tmp_path / "out")[0] == 0


def test_who_types_nothing_is_refused(verifier: Commands, ring: Keyring, typing: Typing, tmp_path: Path) -> None:
    typing()
    verifier.refused("export", "--to", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_a_terminal_the_environment_is_asked(
    verifier: Commands, ring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "VERIFIER_PASSPHRASE" in verifier.refused("export", "--to", tmp_path / "out")
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "salah")
    assert "Caps Lock" in verifier.refused("export", "--to", tmp_path / "out")
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "frasa sandi")
    assert verifier("export", "--to", tmp_path / "out")[0] == 0
    assert "VERIFIER_NEW_PASSPHRASE" in verifier.refused("key", "passphrase")
