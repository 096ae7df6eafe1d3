"""`verifier check`: a line for each file, whatever it is; 1 where one does not hold, and never a traceback."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from models.desk import teams
from models.desk.desk import opened
from models.documents import signatures
from models.keyring import Keyring
from tests.documents.team_kit import key
from tests.tui.commands import Commands, data

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


@pytest.fixture
def signed(verifier: Commands, verification: str, tmp_path: Path) -> Path:
    """A verdict file of a profile with a key and without a team."""
    verifier("key", "make")
    return Path(verifier("export", "--to", tmp_path / "out")[1].strip())


def of_demo(demonstrated: Path, capture: pytest.CaptureFixture[str], out: Path) -> tuple[Commands, list[Path]]:
    """The program on the demo's profile, and the files it exported to `out`."""
    verifier = Commands(demonstrated, capture)
    code, printed, said = verifier("export", "--to", out)
    assert code == 0, said
    return verifier, [Path(line) for line in printed.splitlines()]


def codes(found: Any) -> list[list[str]]:
    """What speaks against each file."""
    return [[each["code"] for each in file["against"]] for file in found["files"]]


def checked(verifier: Commands, *arguments: object) -> Any:
    """What is found, as data, where something does not hold."""
    code, out, said = verifier("check", "--json", *arguments)
    assert (code, said) == (1, "")
    return data((0, out, said))


def test_a_file_of_ones_own_holds(verifier: Commands, signed: Path) -> None:
    code, out, said = verifier("check", signed)
    assert (code, len(out.splitlines())) == (0, 1)
    assert out.startswith(f"{signed}: HOLDS: V")
    assert "signed with the key of this profile (Ani Lestari)" in out
    assert said.startswith("1 of 1 verdict files holds.")


def test_everything_the_demo_hands_out_holds_and_its_signer_and_team_are_told(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verifier, files = of_demo(demonstrated, capsys, tmp_path)
    found = data(verifier("check", "--json", *files))
    assert [file["file"] for file in found["files"]] == [str(path) for path in files]
    assert codes(found) == [[]] * len(files)
    (person,) = {(file["signer"]["name"], file["signer"]["region"], file["signer"]["status"]) for file in found["files"]}
    assert person == ("Ani Lestari", "Papua Tengah", "active")
    assert found["team"]["number"] == 4
    code, out, said = verifier("check", files[0], language="id")
    assert (code, "verifikator, penanggung jawab" in out, "nomor 4, terbit" in said) == (0, True, True)


def test_a_verdict_that_its_own_answers_do_not_carry_is_named_though_it_is_well_signed(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verifier, files = of_demo(demonstrated, capsys, tmp_path / "out")
    path = next(file for file in files if b'code = "V3"\ndiffers = false' in file.read_bytes())
    forged = tmp_path / "hasil.toml"
    body = path.read_bytes().replace(b'code = "V3"', b'code = "V1"')
    for language in ("id", "en"):
        names = {"id": (b"Menerapkan", b"Desain terbangun, belum disetujui"), "en": (b"Implementing", b"Design built, not yet approved")}
        body = body.replace(names[language][1], names[language][0])
    forged.write_bytes(body)
    Path(f"{forged}.sig").write_bytes(signatures.sign(Keyring(demonstrated).person(), body, "verdict"))
    code, out, _ = verifier("check", forged, language="id")
    assert code == 1
    assert "TIDAK TERBUKTI BENAR: V1" in out
    assert "usulan kesimpulan: tertulis V1, padahal menurut jawabannya V3" in out
    (found,) = checked(verifier, forged)["files"]
    assert (found["document"]["recommended"], found["document"]["recommended_by_its_answers"]) == ("V1", "V3")


def test_one_byte_makes_it_another_file(verifier: Commands, signed: Path) -> None:
    signed.write_bytes(signed.read_bytes().replace(b"Provinsi Jawa Barat", b"Provinsi Jawa Batar", 1))
    assert codes(checked(verifier, signed)) == [["signature.bytes", "check.name"]]


def test_who_is_no_longer_in_the_team_or_was_never_is_named(demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verifier, paths = of_demo(demonstrated, capsys, tmp_path / "out")
    # What was issued is kept here, and counts by what was known then.
    path = next(path for path in paths if b'status = "draft"' in path.read_bytes())
    copy = tmp_path / "profile"
    shutil.copytree(demonstrated, copy)
    with opened(copy) as desk:
        desk.do(teams.mark, f"people.{desk.actor.person}", "compromised", "", Keyring(copy).make_root())
    assert codes(checked(Commands(copy, capsys), path)) == [["signer.compromised"]]
    Path(f"{path}.sig").write_bytes(signatures.sign(key("dewa"), path.read_bytes(), "verdict"))
    assert codes(checked(verifier, path)) == [["signer.unknown"]]
    Path(f"{path}.sig").write_bytes(signatures.sign(Keyring(demonstrated).person(), path.read_bytes(), "submission"))
    assert codes(checked(verifier, path)) == [["signature.purpose"]]


def test_without_a_profile_nobody_is_known(signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = checked(Commands(tmp_path / "nothing", capsys), signed)
    assert (codes(found), found["team"]) == ([["check.stranger"]], None)
    assert found["files"][0]["document"]["recommended_by_its_answers"]
    assert not (tmp_path / "nothing").exists()


def test_an_unsigned_draft_is_said_to_be_one(verifier: Commands, verification: str, tmp_path: Path) -> None:
    path = Path(verifier("export", "--to", tmp_path / "out")[1].strip())
    code, out, _ = verifier("check", path)
    assert (code, "unsigned draft" in out, "--allow-unsigned" in out) == (1, True, True)
    code, out, _ = verifier("check", "--allow-unsigned", path)
    assert (code, "HOLDS: V" in out, "unsigned draft" in out) == (0, True, True)


def test_a_signature_that_is_missing_is_not_forgiven(verifier: Commands, signed: Path) -> None:
    Path(f"{signed}.sig").unlink()
    for more in ((), ("--allow-unsigned",)):
        assert codes(checked(verifier, signed, *more)) == [["check.no_signature"]]


def test_anything_else_is_told_in_words(verifier: Commands, signed: Path, tmp_path: Path) -> None:
    strange = {
        "folder.toml": "document.unreadable",
        "nothing.toml": "document.missing",
        "empty.toml": "document.kind",
        "text.toml": "document.not_toml",
        "zeros.toml": "document.too_large",
        "other.toml": "document.kind",
        "signature.toml": "document.unreadable",
    }
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "empty.toml").touch()
    (tmp_path / "text.toml").write_text("Yth. Bapak/Ibu")
    with (tmp_path / "zeros.toml").open("wb") as file:
        file.truncate(5_000_000_000)
    (tmp_path / "other.toml").write_text('format = "verifier"\nkind = "team"\n')
    shutil.copy(signed, tmp_path / "signature.toml")
    (tmp_path / "signature.toml.sig").mkdir()
    paths = [tmp_path / name for name in strange]
    assert codes(checked(verifier, *paths)) == [[code] for code in strange.values()]
    code, out, said = verifier("check", *paths, signed)
    assert (code, len(out.splitlines())) == (1, len(paths) + 1)
    assert said.startswith(f"1 of {len(paths) + 1} ")
    assert "Traceback" not in out + said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_keeps_nobody_waiting(verifier: Commands, signed: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    os.mkfifo(tmp_path / "other.toml.sig")
    shutil.copy(signed, tmp_path / "other.toml")
    assert codes(checked(verifier, tmp_path / "pipe.toml", tmp_path / "other.toml")) == [["document.unreadable"]] * 2


def test_a_signature_named_beside_its_document_was_told_as_not_genuine_and_kept_all_from_being_taken_in(
    verifier: Commands, signed: Path
) -> None:
    beside = signed.with_name(f"{signed.name}.sig")
    assert verifier("check", signed, beside)[0] == 0
    assert codes(checked(verifier, beside)) == [["document.not_toml"]]
    code, out, said = verifier("import", signed, beside)
    assert (code, len(out.splitlines())) == (0, 2), said


def test_a_file_of_signers_is_no_verdict_file(verifier: Commands, signed: Path) -> None:
    beside = [path for path in signed.parent.iterdir() if path != signed]
    assert len(beside) == 3
    assert all(found for found in codes(checked(verifier, *beside)))
