"""`verifier issue`, `withdraw`, `export` and `check` on what was issued, with ssh-keygen as foreign judge."""

import errno
import json
import shutil
from pathlib import Path

import pytest

from models import landing
from models.codes import digest
from models.desk import keeping, people, teams, verifications
from models.desk.desk import opened
from models.documents import kinds, team_chain
from models.documents.verdict_file import VerdictFile
from tests.desk.reviewing_kit import WAIVED, approved, ready, trio
from tests.documents.signing import judged, ssh_keygen
from tests.tui.commands import Commands

pytestmark = pytest.mark.slow

AGENCY = "11"


@pytest.fixture
def surya(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """The supervisor's laptop, with one approved verification of Aceh."""
    with trio(tmp_path) as team:
        approved(team, AGENCY)
    return Commands(tmp_path / "surya", capsys)


def kept(surya: Commands, kind: str) -> dict[str, bytes]:
    """The documents of a kind on this laptop, by the names of their files."""
    with opened(surya.folder, writing=False) as desk:
        found = [desk.ask(keeping.stored, line.id) for line in desk.ask(keeping.lines) if line.kind == kind]
    return {document.name: document.body for document in found}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@judged
def test_an_approved_verification_is_issued_handed_out_as_it_was_and_checked_by_an_auditor(surya: Commands, tmp_path: Path) -> None:
    code, out, said = surya("issue", AGENCY, "--dry-run")
    assert (code, kept(surya, "verdict")) == (0, {})
    assert "Provinsi Aceh, round 2023-1" in said
    code, _, said = surya("issue", AGENCY, "--valid-until", "31-12-2027")
    assert code == 0, said
    ((name, body),) = kept(surya, "verdict").items()
    folder = tmp_path / "out"
    for _ in range(2):
        code, out, said = surya("export", "--state", "issued", "--type", "provinsi", "--to", folder)
        assert (code, out.strip()) == (0, str(folder / name)), said
        assert set(contents(folder)) == {name, f"{name}.sig", "allowed_signers", "CARA-PERIKSA.txt"}
        assert contents(folder)[name] == body
    document = kinds.parsed(body, name)
    assert isinstance(document, VerdictFile)
    for role, holds in (("supervisor", True), ("verifier", False)):
        asked = ("-f", folder / "allowed_signers", "-I", document.people[role].id, "-n", "verdict@verifier", "-s", folder / f"{name}.sig")
        assert (ssh_keygen("-Y", "verify", *asked, stdin=body).returncode == 0) is holds
    assert surya("issue", AGENCY)[0] == 1


def test_an_issued_verdict_was_exported_as_a_new_draft(surya: Commands, tmp_path: Path) -> None:
    surya("issue", AGENCY)
    surya("export", "--to", tmp_path / "out", "--complete")
    found = {file.name: file.read_bytes() for file in (tmp_path / "out").glob("*.toml")}
    assert found == {**kept(surya, "verdict"), **kept(surya, "submission"), **kept(surya, "review")}
    assert all(kinds.status(kinds.parsed(body, name)) in ("issued", "submitted", "approved") for name, body in found.items())


def test_check_follows_an_issued_verdict_to_what_lies_beside_it(surya: Commands, tmp_path: Path) -> None:
    surya("issue", AGENCY)
    surya("export", "--to", tmp_path / "out", "--complete")
    (verdict,) = kept(surya, "verdict")
    code, out, _ = surya("check", tmp_path / "out" / verdict)
    assert code == 0
    assert all(text in out for text in ("issued", "by Vera: at hand and holds", "by Lina: at hand and holds"))
    code, out, _ = surya("check", *sorted((tmp_path / "out").glob("*.toml")))
    assert (code, len(out.splitlines())) == (0, 3)
    code, out, _ = surya.plain("--data-dir", tmp_path / "nobody", "check", "--json", tmp_path / "out" / verdict)
    assert [each["at_hand"] for each in json.loads(out)["files"][0]["rests_on"]] == [True, True]
    (submission,) = kept(surya, "submission")
    (tmp_path / "out" / submission).unlink()
    code, out, _ = surya.plain("--data-dir", tmp_path / "nobody", "--lang", "en", "check", tmp_path / "out" / verdict)
    assert "is not at hand" in out


def test_a_folder_of_an_export_was_refused_as_no_file(surya: Commands, tmp_path: Path) -> None:
    surya("issue", AGENCY)
    surya("export", "--to", tmp_path / "out", "--complete")
    code, out, said = surya("check", tmp_path / "out")
    assert (code, len(out.splitlines())) == (0, 3)
    assert said.startswith("3 of 3 verdict files hold.")
    (tmp_path / "empty").mkdir()
    for none in (tmp_path / "empty", "x" * 5_000):
        code, out, said = surya("check", none)
        assert (code, "DOES NOT HOLD" in out, said.split()[0]) == (1, True, "0")


def test_a_withdrawn_verdict_leaves_with_its_withdrawal(surya: Commands, tmp_path: Path) -> None:
    surya("issue", AGENCY)
    assert "--reason" in surya("withdraw", AGENCY)[2]
    code, _, said = surya("withdraw", AGENCY, "--reason", "Salah instansi.")
    assert (code, said) == (0, "The verdict of Provinsi Aceh, round 2023-1, is withdrawn.\n")
    surya("export", "--state", "withdrawn", "--to", tmp_path / "out")
    found = {file.name: file.read_bytes() for file in (tmp_path / "out").glob("*.toml")}
    assert found == {**kept(surya, "verdict"), **kept(surya, "withdrawal")}
    code, out, _ = surya("check", *(tmp_path / "out").glob("*.toml"))
    assert (code, len(out.splitlines())) == (0, 2)


def test_a_full_disk_left_signature_and_signers_without_their_file(
    surya: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    surya("issue", AGENCY)
    write, written = landing._write, list[Path]()

    def fills(path: Path, content: bytes, **how: bool) -> None:
        if path.name.endswith(".toml.part"):
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        write(path, content, **how)

    monkeypatch.setattr(landing, "_write", fills)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "allowed_signers").write_bytes(b"# lama\n")
    code, out, said = surya("export", "--to", folder, "--complete")
    assert (code, out) == (1, "")
    assert "Provinsi Aceh" in said
    assert len(written) > 2
    assert contents(folder) == {"allowed_signers": b"# lama\n"}


def test_a_verdict_that_was_issued_was_said_to_be_refused(surya: Commands, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("no folder")
    code, out, said = surya("issue", AGENCY, "--to", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "is kept here, but the file was not written" in said
    assert "1 verdict issued" in said
    assert len(kept(surya, "verdict")) == 1


def test_a_verdict_that_was_replaced_or_withdrawn_was_checked_and_shown_as_if_it_counted(surya: Commands, tmp_path: Path) -> None:
    first, second, gone = tmp_path / "1", tmp_path / "2", tmp_path / "3"
    surya("issue", AGENCY, "--to", first)
    surya("issue", AGENCY, "--amend", "V4", "--reason", "Temuan Inspektorat.", "--to", second)
    (old,), (new,) = first.glob("*.toml"), second.glob("*.toml")
    code, out, _ = surya("check", old, new)
    assert code == 0
    assert [said.split(": ")[1] for said in out.splitlines()] == ["HOLDS, BUT NO LONGER COUNTS", "HOLDS"]
    assert f"replaced by {digest(new.read_bytes())[:16]}, issued by Surya on" in out
    assert "Verdict: V4" in surya("show", AGENCY)[1]
    withdrawal = Path(surya("withdraw", AGENCY, "--reason", "Salah instansi.", "--to", gone)[1].strip())
    assert {path.name for path in gone.iterdir()} == {withdrawal.name, f"{withdrawal.name}.sig", "allowed_signers", "CARA-PERIKSA.txt"}
    assert "HOLDS, BUT NO LONGER COUNTS: withdrawn by Surya on" in surya("check", new)[1]
    assert "withdrawn by Surya on" in surya("show", AGENCY)[1]
    assert json.loads(surya("show", AGENCY, "--json")[1])["ended"]["reason"] == "Salah instansi."


def test_a_withdrawal_beside_a_verdict_ends_it_only_where_it_holds(
    surya: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts, gone = tmp_path / "verdicts", tmp_path / "gone"
    surya("issue", AGENCY, "--to", verdicts)
    surya("withdraw", AGENCY, "--reason", "Salah instansi.", "--to", gone)
    lina = Commands(tmp_path / "lina", capsys)
    (verdict,), (withdrawal,) = verdicts.glob("*.toml"), gone.glob("*.toml")
    assert "HOLDS: V" in lina("check", verdict)[1]
    shutil.copy(withdrawal, verdicts / withdrawal.name)
    assert "HOLDS: V" in lina("check", verdict)[1]
    shutil.copy(f"{withdrawal}.sig", verdicts / f"{withdrawal.name}.sig")
    assert "HOLDS, BUT NO LONGER COUNTS: withdrawn" in lina("check", verdict)[1]


def test_a_trail_of_one_verification_hid_how_its_documents_came(surya: Commands) -> None:
    surya("issue", AGENCY)
    told = json.loads(surya("trail", AGENCY, "--json")[1])["entries"]
    code, out, said = surya("trail", AGENCY, "--export")
    given = [json.loads(line)["seq"] for line in out.splitlines()]
    apart = [each["seq"] for each in told if each["seq"] not in given]
    assert (code, len(apart)) == (0, len(told) - len(given))
    assert apart
    assert said.startswith(f"{len(apart)} act")


def test_check_called_a_verdict_untrue_on_a_new_laptop_once_its_lead_had_lost_their_key(
    surya: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    surya("issue", AGENCY)
    surya("export", AGENCY, "--complete", "--to", tmp_path / "out")
    surya("team", "revoke", "Lina", "--as", "lost")
    with opened(surya.folder, writing=False) as desk:
        newest = desk.ask(teams.demanded).document
    with opened(tmp_path / "nina") as desk:
        desk.do(people.found, name="Nina", role="lead", language="id")
        desk.do(teams.take, newest, team_chain.six_words(newest.body))
    nina = Commands(tmp_path / "nina", capsys)
    code, out, _ = nina("check", tmp_path / "out")
    assert (code, out.count("\n")) == (0, 3), out
    code, _, said = nina("import", tmp_path / "out")
    assert code == 0, said


def test_a_supervisor_was_not_told_that_the_approval_was_signed_with_a_key_in_other_hands(surya: Commands) -> None:
    assert "other hands" not in surya("issue", AGENCY, "--dry-run")[2]
    surya("team", "revoke", "Lina", "--as", "compromised")
    code, _, said = surya("issue", AGENCY, "--dry-run")
    assert (code, said.count("The key of Lina is in other hands")) == (0, 1)


def test_check_told_one_of_two_verdicts_side_by_side_like_one_that_counts(
    surya: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(surya.folder, tmp_path / "copy")
    for laptop, until in ((surya, "31-12-2027"), (Commands(tmp_path / "copy", capsys), "31-12-2028")):
        assert laptop("issue", AGENCY, "--valid-until", until, "--to", tmp_path / "out")[0] == 0
    assert surya("import", tmp_path / "out")[0] == 0
    _, out, _ = surya("check", tmp_path / "out")
    assert out.count("HOLDS, BUT DOES NOT COUNT YET: stands beside") == 2
    digest_ = json.loads(surya("check", tmp_path / "out", "--json")[1])["files"][0]["ended"]["digest"]
    assert surya("issue", AGENCY, "--amend", "V4", "--keep", digest_, "--reason", "Satu saja.")[0] == 0
    assert surya("check", tmp_path / "out")[1].count("HOLDS, BUT NO LONGER COUNTS: replaced by") == 2


def test_check_said_nothing_of_the_day_until_which_a_verdict_holds(surya: Commands, tmp_path: Path) -> None:
    first, amended = tmp_path / "out", tmp_path / "amended"
    assert surya("issue", AGENCY, "--valid-until", "31-12-2099", "--to", first)[0] == 0
    assert "valid until 31 December 2099" in surya("check", first)[1]
    assert surya("issue", AGENCY, "--amend", "V4", "--reason", "Masa berlaku.", "--valid-until", "1-1-2024", "--to", amended)[0] == 0
    code, out, _ = surya("check", amended)
    assert (code, "its validity is over (until 1 January 2024)" in out) == (0, True), out
    (file,) = amended.glob("*.toml")
    _, out, _ = surya("show", file)
    assert "Reason given at issue: Masa berlaku.\nValid until 1 January 2024\n" in out


def test_a_verdict_was_issued_that_had_ended_before(surya: Commands) -> None:
    code, _, said = surya("issue", AGENCY, "--valid-until", "1-1-2024")
    assert (code, "that day is over" in said, kept(surya, "verdict")) == (1, True, {}), said


def test_check_said_nothing_of_a_verdict_that_one_person_approved_and_issued(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with trio(tmp_path) as team:
        boss, verification = team.supervisor, ready(team.verifier.desk, AGENCY)
        boss.desk.do(teams.assign, boss.desk.actor.person, ("lead", "supervisor"), "Jawa Barat", boss.ring.root())
        boss.takes(team.verifier.submits(verification))
    surya, out = Commands(tmp_path / "surya", capsys), tmp_path / "out"
    assert surya("team", "policy", "--approver-issues", "yes")[0] == 0
    assert surya("review", AGENCY, "--confirm", WAIVED, "--approve")[0] == 0
    assert surya("issue", AGENCY, "--reason", "The other lead is ill.", "--to", out)[0] == 0
    assert "Surya both approved the review and issued it, because: The other lead is ill." in surya("check", out)[1]


@pytest.mark.parametrize("command", [("issue", AGENCY, "--dry-run"), ("open", "12")])
def test_for_one_verification_all_of_them_were_listed_and_their_verdicts_proved(
    surya: Commands, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(_tx: object) -> None:
        raise AssertionError

    monkeypatch.setattr(verifications, "every", listed)
    code, _, said = surya(*command)
    assert code == 0, said
