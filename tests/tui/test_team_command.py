"""`verifier team` on two laptops: founded, asked, accepted, handed over, taken by six words alone, and marked."""

import shutil
from io import StringIO
from pathlib import Path

import pytest

from models.desk import teams
from models.desk.desk import opened
from models.documents import keys
from models.keyring import Keyring
from models.rules.signing import ENDED
from tests.conftest import StillClock
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that both laptops can see."""
    return tmp_path / "stick"


def laptop(folder: Path, capsys: pytest.CaptureFixture[str], name: str, role: str) -> Commands:
    verifier = Commands(folder, capsys)
    assert verifier("init", "--name", name, "--role", role)[0] == 0
    return verifier


@pytest.fixture
def ani(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The laptop of Ani, who founds the team."""
    return laptop(tmp_path / "ani", capsys, "Ani Lestari", "verifier")


@pytest.fixture
def budi(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The laptop of Budi, who asks to be let in."""
    return laptop(tmp_path / "budi", capsys, "Budi", "lead")


def done(printed: tuple[int, str, str]) -> list[str]:
    """The lines that a command printed as data."""
    code, out, said = printed
    assert code == 0, said
    return out.splitlines()


def newest(ani: Commands, stick: Path) -> tuple[Path, str]:
    """The newest team document on the stick and its six words."""
    *_, path = done(ani("team", "export", "--to", stick))
    return Path(path), data(ani("team", "show", "--json"))["six_words"]


def accepted(ani: Commands, budi: Commands, stick: Path, *more: str) -> Path:
    """Budi's request, let in by Ani."""
    request, words = done(budi("team", "request", "--to", stick))
    done(ani("team", "accept", request, "--role", "lead", "--words", words, *more))
    return Path(request)


def test_a_team_goes_from_laptop_to_laptop_by_folder(ani: Commands, budi: Commands, stick: Path) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    assert "already belongs to a team" in ani.refused("team", "found", "--name", "Lain")
    request = accepted(ani, budi, stick, "--region", "Papua Tengah")
    assert sorted(path.name for path in stick.iterdir()) == [request.name, f"{request.name}.1.sig", f"{request.name}.sig"]
    path, words = newest(ani, stick)
    said = budi.refused("team", "take", path, "--words", "bada tilu bada tilu bada tilu")
    assert "read the six words of the team list from their screen" in said
    assert "There is no team" in budi.refused("team", "show")
    done(budi("team", "take", path, "--words", words.upper().replace(" ", "-")))
    found = data(budi("team", "show", "--json"))
    assert found["mine"] == {"person": found["members"][1]["id"], "role": "lead", "key": "active"}
    assert [(member["name"], member["roles"], member["region"]) for member in found["members"]] == [
        ("Ani Lestari", ["supervisor"], ""),
        ("Budi", ["lead"], "Papua Tengah"),
    ]
    code, out, said = budi("team", "show", language="id")
    assert (code, said) == (0, "")
    for told in ("Tim Papua", "umur 0 hari", "aktif", "Budi", "ketua tim", keys.fingerprint(str(Keyring(budi.folder).public)), words):
        assert told in out


def test_a_request_is_accepted_by_the_words_of_its_key_alone(ani: Commands, budi: Commands, stick: Path) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    request, words = done(budi("team", "request", "--to", stick))
    for wrong in (("--words", "bada tilu bada tilu bada tilu"), ("--words", " ".join(reversed(words.split())))):
        code, out, said = ani("team", "accept", request, "--role", "lead", *wrong)
        assert (code, out) == (1, "")
        assert "Budi asks to be let into the team" in said
        assert "not those of the key of Budi" in said
        assert words not in said
    assert len(data(ani("team", "show", "--json"))["members"]) == 1
    Path(f"{request}.sig").unlink()
    assert "without proof of possession" in ani.refused("team", "accept", request, "--role", "lead", "--words", words)


def test_words_that_were_not_given_were_called_wrong_ones(ani: Commands, budi: Commands, stick: Path) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    request, words = done(budi("team", "request", "--to", stick))
    for given in ((), ("--words", " ")):
        _, _, said = ani("team", "accept", request, "--role", "lead", *given)
        assert "Nothing was changed: the words that are compared were not given" in said
    done(ani("team", "accept", request, "--role", "lead", "--words", words))
    path, _ = newest(ani, stick)
    assert "or give them with --words" in budi.refused("team", "take", path)


def test_roles_are_given_several_at_once(ani: Commands, budi: Commands, stick: Path) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    accepted(ani, budi, stick, "--role", "verifier")
    assert data(ani("team", "show", "--json"))["members"][1]["roles"] == ["lead", "verifier"]


def test_an_older_team_and_one_with_a_gap_are_refused(ani: Commands, budi: Commands, stick: Path) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    first, _ = newest(ani, stick)
    accepted(ani, budi, stick)
    second, words = newest(ani, stick)
    done(budi("team", "take", second, "--words", words))
    for status in ("lost", "left"):
        done(ani("team", "revoke", "Budi", "--as", status))
    fourth, _ = newest(ani, stick)
    assert "number 1, while number 2 is in force" in budi.refused("team", "take", first)
    assert "from number 3 on" in budi.refused("team", "take", fourth)
    (third,) = stick.glob("team_0003_*.toml")
    done(budi("team", "take", third))
    done(budi("team", "take", fourth))
    assert data(budi("team", "show", "--json"))["mine"] == {
        "person": data(ani("team", "show", "--json"))["members"][1]["id"],
        "role": "former",
        "key": "left",
    }
    assert "left the team" in budi.refused("round", "open", "2030-1")


@pytest.mark.parametrize("status", ENDED)
def test_a_member_is_marked_with_the_last_document_that_counts(ani: Commands, budi: Commands, stick: Path, status: str) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    accepted(ani, budi, stick)
    assert "is not in the team list" in ani.refused("team", "revoke", "Citra", "--as", status)
    assert "64 digits" in ani.refused("team", "revoke", "Budi", "--as", status, "--last", "abc")
    done(ani("team", "revoke", "budi", "--as", status, "--last", "A" * 64))
    member = data(ani("team", "show", "--json"))["members"][1]
    assert (member["status"], member["last"]) == (status, "a" * 64)


def test_a_device_is_marked_by_its_id(ani: Commands) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    (device,) = data(ani("team", "show", "--json"))["devices"]
    done(ani("team", "revoke", device["id"], "--as", "lost"))
    assert data(ani("team", "show", "--json"))["devices"][0]["status"] == "lost"
    assert data(ani("team", "show", "--json"))["members"][0]["status"] == "active"


def test_only_a_root_key_changes_the_team(ani: Commands, budi: Commands, stick: Path) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    request = accepted(ani, budi, stick)
    path, words = newest(ani, stick)
    done(budi("team", "take", path, "--words", words))
    own = keys.six_words(str(Keyring(budi.folder).public))
    for act in (("revoke", "Ani Lestari", "--as", "left"), ("accept", request, "--role", "supervisor", "--words", own)):
        code, out, said = budi("team", *act)
        assert (code, out) == (1, "")
        assert "root key" in said
        assert "Ani Lestari" in said


def test_the_root_key_has_the_passphrase_of_the_person(ani: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    Keyring(ani.folder).make("kunci rahasia")
    assert "VERIFIER_PASSPHRASE" in ani.refused("team", "found", "--name", "Tim Papua")
    assert Keyring(ani.folder).root_public is None
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "kunci rahasia")
    done(ani("team", "found", "--name", "Tim Papua"))
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "lain")
    assert "does not open" in ani.refused("team", "revoke", "Ani Lestari", "--as", "lost")
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "kunci rahasia")
    done(ani("team", "revoke", "Ani Lestari", "--as", "lost"))
    assert data(ani("team", "show", "--json"))["mine"]["key"] == "lost"


def test_words_are_asked_for_on_a_terminal(ani: Commands, budi: Commands, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done(ani("team", "found", "--name", "Tim Papua"))
    request, words = done(budi("team", "request", "--to", stick))
    monkeypatch.setattr("tui.headless.rooting.has_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", StringIO(f"{words}\n"))
    code, out, said = ani("team", "accept", request, "--role", "lead")
    assert code == 0, said
    assert "Type the six words as the one who asks reads them out:" in said
    assert f"Budi: {words}" in out


def test_an_old_team_is_said_to_be_old(ani: Commands, clock: StillClock) -> None:
    with opened(ani.folder, clock=clock) as desk:
        ring = Keyring(ani.folder)
        desk.do(teams.found, "Tim Papua", desk.ask(teams.request, ring.person(), ring.device()), ring.make_root())
    code, out, said = ani("team", "show")
    assert (code, "days old" in out) == (0, True)
    assert "members who left and keys that were stolen since are not known here yet" in said


def test_without_a_key_the_remedy_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], stick: Path) -> None:
    verifier = Commands(tmp_path / "citra", capsys)
    verifier("init", "--name", "Citra")
    shutil.rmtree(verifier.folder / "keys")
    assert "verifier key make" in verifier.refused("team", "found", "--name", "Tim")
    assert "verifier key make" in verifier.refused("team", "request", "--to", stick)
    assert "There is no team" in verifier.refused("team", "export", "--to", stick)
    assert not stick.exists()
