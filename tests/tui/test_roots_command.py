"""`verifier team roots|root|threshold|sign` on three laptops that share a folder: two of three root keys, and what they refuse."""

from io import StringIO
from pathlib import Path

import pytest

from models.documents import keys
from models.keyring import Keyring
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that all laptops can see."""
    return tmp_path / "stick"


def laptop(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> Commands:
    verifier = Commands(folder, capsys)
    assert verifier("init", "--name", name)[0] == 0
    return verifier


def done(printed: tuple[int, str, str]) -> list[str]:
    """The lines that a command printed as data."""
    code, out, said = printed
    assert code == 0, said
    return out.splitlines()


@pytest.fixture
def ani(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The laptop of Ani, who founded a team."""
    ani = laptop(tmp_path / "ani", capsys, "Ani Lestari")
    done(ani("team", "found", "--name", "Tim Papua"))
    return ani


@pytest.fixture
def others(tmp_path: Path, capsys: pytest.CaptureFixture[str], ani: Commands, stick: Path) -> tuple[Commands, Commands]:
    """The laptops of Budi and Citra, who have the team."""
    budi, citra = (laptop(tmp_path / name, capsys, name.capitalize()) for name in ("budi", "citra"))
    for each in (budi, citra):
        handed_over(ani, each, stick)
    return budi, citra


def handed_over(ani: Commands, other: Commands, stick: Path) -> None:
    """Every team list of Ani that the other laptop lacks, taken there."""
    words = data(ani("team", "show", "--json"))["six_words"]
    known = 0 if other("team", "show", "--json")[0] else data(other("team", "show", "--json"))["number"]
    paths = done(ani("team", "export", "--to", stick))
    for path in paths[known:] if known else paths[-1:]:
        done(other("team", "take", path, "--words", words))


def asked(other: Commands, stick: Path) -> tuple[str, str]:
    """The path and the six words of a request for a root key."""
    path, words = done(other("team", "root", "request", "--to", stick))
    return path, words


def needed(verifier: Commands) -> tuple[int, list[str]]:
    """How many signatures are needed, and who may give one."""
    found = data(verifier("team", "roots", "--json"))
    return found["threshold"], [root["name"] for root in found["roots"]]


def test_the_rule_of_issuing_could_be_changed_by_nobody(ani: Commands) -> None:
    assert not data(ani("team", "show", "--json"))["approver_may_issue"]
    done(ani("team", "policy", "--approver-issues", "yes"))
    assert data(ani("team", "show", "--json"))["approver_may_issue"]
    assert "whoever approved a review may issue it" in ani("team", "show")[1]


def test_two_of_three_from_founding_to_the_change_that_two_of_them_sign(
    ani: Commands, others: tuple[Commands, Commands], stick: Path
) -> None:
    budi, citra = others
    for each in others:
        path, words = asked(each, stick)
        assert words == keys.six_words(str(Keyring(each.folder).root_public)) != keys.six_words(str(Keyring(each.folder).public))
        assert "not those of the key" in ani("team", "root", "add", path, "--words", "bada tilu bada tilu bada tilu")[2]
        done(ani("team", "root", "add", path, "--words", words))
    assert needed(ani) == (1, ["Ani Lestari", "Budi", "Citra"])
    for each in others:
        handed_over(ani, each, stick)
    assert "Choose 1 to 3" in ani.refused("team", "threshold", "4")
    code, out, said = ani("team", "threshold", "2", "--to", stick)
    (proposal,) = out.splitlines()
    assert (code, "not in force yet" in said, "1 more is needed, of: Budi, Citra" in said) == (0, True, True)
    assert needed(ani)[0] == 1
    assert "is signed by 1 of the root keys" in budi.refused("team", "take", proposal)
    code, out, said = citra("team", "sign", proposal, "--yes")
    assert (code, out.strip()) == (0, proposal)
    assert "- signatures needed: 1 becomes 2 of 3" in said
    assert "can be taken over" in said
    for each in (ani, *others):
        done(each("team", "take", proposal))
        assert needed(each)[0] == 2
    (person,) = [member["id"] for member in data(ani("team", "show", "--json"))["members"]]
    code, out, said = budi("team", "revoke", person, "--as", "lost", "--to", stick)
    (proposal,) = out.splitlines()
    assert "of: Ani Lestari, Citra" in said
    code, out, said = ani("team", "sign", proposal, "--dry-run")
    assert (code, out, "- Ani Lestari: key lost" in said) == (0, "", True)
    assert "is not signed" in ani("team", "sign", proposal)[2]
    assert len(list(stick.glob(f"{Path(proposal).name}*.sig"))) == 1
    done(citra("team", "sign", proposal, "--yes"))
    for each in (ani, *others):
        done(each("team", "take", proposal))
        assert data(each("team", "show", "--json"))["members"][0]["status"] == "lost"
    code, out, said = ani("team", "root", "remove", "Citra", "--to", stick)
    done(budi("team", "sign", out.strip(), "--yes"))
    done(ani("team", "take", out.strip()))
    assert needed(ani) == (2, ["Ani Lestari", "Budi"])
    assert "2 signatures are needed" in ani.refused("team", "root", "remove", "Budi")


def test_who_signs_is_asked_on_a_terminal_after_reading_what_would_change(
    ani: Commands, others: tuple[Commands, Commands], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    budi, _ = others
    path, words = asked(budi, stick)
    done(ani("team", "root", "add", path, "--words", words))
    handed_over(ani, budi, stick)
    (proposal,) = done(ani("team", "threshold", "2", "--to", stick))
    monkeypatch.setattr("tui.headless.rooting.has_terminal", lambda: True)
    for answer, code in (("t\n", 1), ("\n", 1), ("y\n", 0)):
        monkeypatch.setattr("sys.stdin", StringIO(answer))
        found, _, said = budi("team", "sign", proposal, language="id")
        assert (found, "tanda tangan yang diperlukan: dari 1 menjadi 2 dari 2" in said) == (code, True), said


def test_a_root_key_is_asked_for_under_the_passphrase_of_the_person(
    ani: Commands, others: tuple[Commands, Commands], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    budi, _ = others
    Keyring(budi.folder).make("kunci rahasia")
    assert "VERIFIER_PASSPHRASE" in budi.refused("team", "root", "request", "--to", stick)
    assert Keyring(budi.folder).root_public is None
    monkeypatch.setenv("VERIFIER_PASSPHRASE", "kunci rahasia")
    asked(budi, stick)
    Keyring(budi.folder).root("kunci rahasia")


def test_a_root_key_left_by_a_refused_founding_counted_as_present(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verifier = laptop(tmp_path / "dewi", capsys, "Dewi")
    before = {path.name: path.read_bytes() for path in (verifier.folder / "keys").iterdir()}
    assert "has no name" in verifier.refused("team", "found", "--name", "  ")
    assert "shorten" in verifier.refused("team", "found", "--name", "x" * 501).lower()
    assert {path.name: path.read_bytes() for path in (verifier.folder / "keys").iterdir()} == before
    assert Keyring(verifier.folder).root_public is None


def test_a_refused_founding_puts_back_the_root_key_that_was_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verifier = laptop(tmp_path / "dewi", capsys, "Dewi")
    first = Keyring(verifier.folder).make_root().public
    verifier.refused("team", "found", "--name", "  ")
    assert Keyring(verifier.folder).root_public == first
    assert not list((verifier.folder / "keys").glob("root-*"))
    done(verifier("team", "found", "--name", "Tim"))
    (kept,) = (verifier.folder / "keys").glob("root-*")
    assert keys.public_in(kept.read_bytes(), kept.name) == first != Keyring(verifier.folder).root_public


def test_a_holder_signed_two_lists_of_one_number_and_split_the_team_without_a_word(
    ani: Commands, others: tuple[Commands, Commands], stick: Path
) -> None:
    budi, citra = others
    for each in others:
        path, words = asked(each, stick)
        done(ani("team", "root", "add", path, "--words", words))
    for each in others:
        handed_over(ani, each, stick)
    (proposal,) = done(ani("team", "threshold", "2", "--to", stick))
    done(citra("team", "sign", proposal, "--yes"))
    for each in (ani, *others):
        done(each("team", "take", proposal))
    (first,), (second,) = done(ani("team", "threshold", "3", "--to", stick)), done(citra("team", "threshold", "1", "--to", stick))
    assert "already signed another team list" not in budi("team", "sign", first, "--yes")[2]
    assert "already signed another team list" not in budi("team", "sign", first, "--dry-run")[2]
    assert "already signed another team list" in budi("team", "sign", second, "--dry-run")[2]
    assert "sudah menandatangani daftar tim lain" in citra("team", "sign", first, "--dry-run", language="id")[2]
