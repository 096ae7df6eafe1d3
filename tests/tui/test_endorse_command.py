"""`verifier team endorse`: what lacks an endorsement told, some or all of it endorsed, and let in by a laptop that joins later."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import exporting
from models.codes import digest
from models.documents.team import Status
from models.documents.travelling import Signed, put
from tests.desk.ended_kit import assign, endorse, follows, mark, newcomer, of_kind, person, successor
from tests.desk.reviewing_kit import Trio, approved, done, ready, trio
from tests.tui.commands import Commands, data

pytestmark = pytest.mark.slow
REASON = "Diterbitkan sebelum Surya keluar."


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Trio]:
    with trio(tmp_path) as found:
        yield found


def issued_by_surya(team: Trio, tmp_path: Path, status: Status = "left") -> Signed:
    """A verdict that Surya issued whose key or, where it is still active, role ended since, which lies with Wati; its document."""
    verdict = done(team.supervisor, approved(team), "issue")
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict)
        if status == "active":
            assign(team, "Surya", "verifier")
        else:
            mark(team, "Surya", status)
        follows(team, wati)
    return verdict


def test_what_lacks_an_endorsement_is_told_and_endorsed(team: Trio, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict, verifier = issued_by_surya(team, tmp_path), Commands(tmp_path / "wati", capsys)
    code, out, said = verifier("team", "endorse", "Surya", "--dry-run", language="id")
    assert (code, said.strip()) == (0, "1 dokumen Surya akan dikukuhkan.")
    assert digest(verdict.body)[:16] in out and "kesimpulan verifikasi" in out
    assert "Alasannya belum ditulis" in verifier("team", "endorse", "Surya", language="id")[2]
    found = data(verifier("team", "endorse", "Surya", "--reason", REASON, "--to", tmp_path / "out", "--json"))
    assert (found["name"], [each["digest"] for each in found["documents"]]) == ("Surya", [digest(verdict.body)])
    assert Path(found["file"]).parent == tmp_path / "out"
    assert "Nothing needs an endorsement" in verifier.refused("team", "endorse", "Surya", "--dry-run")
    assert "tiada" in verifier.refused("team", "endorse", "tiada", "--dry-run")
    device = team.supervisor.ring.device_id
    assert str(device) in verifier.refused("team", "endorse", f"devices.{device}", "--dry-run")


def test_of_a_stolen_key_only_what_is_named_is_endorsed(team: Trio, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict, verifier = issued_by_surya(team, tmp_path, "compromised"), Commands(tmp_path / "wati", capsys)
    wanted = digest(verdict.body)[:16]
    assert [each["endorsed"] for each in data(verifier("team", "endorse", "Surya", "--dry-run", "--json"))["documents"]] == [False]
    assert "--only" in verifier.refused("team", "endorse", "Surya", "--reason", REASON)
    for only in (wanted[:8], "0" * 16):
        assert only in verifier.refused("team", "endorse", "Surya", "--reason", REASON, "--only", only)
    assert verifier("team", "endorse", "Surya", "--reason", REASON, "--only", wanted)[0] == 0


@pytest.mark.parametrize("status", ["active", "left", "compromised"])
def test_an_exported_verdict_of_who_left_was_untrue_by_itself(
    team: Trio, tmp_path: Path, capsys: pytest.CaptureFixture[str], status: Status
) -> None:
    verdict, out = issued_by_surya(team, tmp_path, status), tmp_path / "out"
    verifier = Commands(tmp_path / "wati", capsys)
    assert verifier("team", "endorse", "Surya", "--reason", REASON, "--only", digest(verdict.body), "--to", tmp_path)[0] == 0
    printed = verifier("export", "--to", out)[1].splitlines()
    assert [Path(line).name.split("_")[1] for line in printed] == ["11", "endorsement"]
    with newcomer(team, tmp_path / "nina"):
        pass
    nina = Commands(tmp_path / "nina", capsys)
    (file, endorsement) = map(Path, printed)
    (found,) = data(nina("check", file, "--json"))["files"]
    assert (found["holds"], found["endorsed_by"]) == (True, ["Wati"])
    assert "endorsed by Wati" in nina("check", file)[1]
    endorsement.unlink()
    assert nina("check", file)[0] == 1


def test_whoever_marks_a_member_by_a_command_is_told_what_lacks_an_endorsement(
    team: Trio, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submission = team.verifier.submits(ready(team.verifier.desk, "12"))
    team.supervisor.takes(submission)
    team.supervisor.desk.ledger.close()
    verifier = Commands(tmp_path / "surya", capsys)
    assert "1 dokumen Vera akan ditolak" in verifier("team", "revoke", "Vera", "--as", "left", language="id")[2]
    assert data(verifier("team", "endorse", "Vera", "--reason", REASON, "--to", tmp_path, "--json"))["documents"][0]["endorsed"]


def test_what_waited_in_quarantine_had_to_be_taken_again_by_hand(team: Trio, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = issued_by_surya(team, tmp_path)
    assert Commands(tmp_path / "wati", capsys)("team", "endorse", "Surya", "--reason", REASON, "--to", tmp_path / "out")[0] == 0
    put(tmp_path / "kiriman", verdict)
    with newcomer(team, tmp_path / "nina"):
        pass
    nina = Commands(tmp_path / "nina", capsys)
    assert nina("import", tmp_path / "kiriman", "--take", "new")[0] == 1
    code, _, said = nina("import", tmp_path / "out", "--take", "new", language="id")
    assert (code, "1 dokumen yang menunggu di karantina ikut diterima." in said) == (0, True)
    assert "verdict" in {each["kind"] for each in data(nina("documents", "--json"))["documents"]}


def test_an_endorsement_of_another_name_was_told_to_hold_and_not_used(
    team: Trio, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = issued_by_surya(team, tmp_path)
    (path,) = Commands(tmp_path / "wati", capsys)("team", "endorse", "Surya", "--reason", REASON, "--to", tmp_path)[1].splitlines()
    renamed = tmp_path / "lain" / "pengukuhan.toml"
    renamed.parent.mkdir()
    for end in ("", ".sig"):
        Path(f"{path}{end}").rename(f"{renamed}{end}")
    with newcomer(team, tmp_path / "nina"):
        pass
    found = data(Commands(tmp_path / "nina", capsys)("check", renamed, put(tmp_path / "hasil", verdict), "--json"))
    assert [each["holds"] for each in found["files"]] == [True, True]


def test_a_later_export_into_the_same_folder_took_the_signer_who_left_out_of_the_list(team: Trio, tmp_path: Path) -> None:
    verdict, out = done(team.supervisor, approved(team), "issue"), tmp_path / "out"
    with successor(team, tmp_path / "wati") as wati:
        wati.takes(of_kind(team.lead, "submission"), of_kind(team.lead, "review"), verdict)
        mark(team, "Surya", "left")
        follows(team, wati)
        how = exporting.terms(wati.desk, wati.ring.public)
        exporting.hand_out(wati.desk, (verdict,), exporting.for_all(wati.desk, how, (verdict,)), out)
        before = (out / exporting.SIGNERS).read_bytes()
        own = endorse(wati, person(team, "Surya"))
        exporting.hand_out(wati.desk, (own,), exporting.for_all(wati.desk, how, (own,)), out)
        assert (out / exporting.SIGNERS).read_bytes() == before
        assert b": left" in before and str(team.supervisor.ring.public).encode() in before
        mark(team, "Surya", "compromised")
        follows(team, wati)
        how = exporting.terms(wati.desk, wati.ring.public)
        exporting.hand_out(wati.desk, (own,), exporting.for_all(wati.desk, how, (own,)), out)
        assert str(team.supervisor.ring.public).encode() not in (out / exporting.SIGNERS).read_bytes()
