"""`verifier sync`: what came and went, as text and as data; failures, passwords, and again and again until it is stopped."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from models.carriers.folder import Folder
from models.causes import Cause
from models.errors import Refusal
from models.ledger import backups
from tests.conftest import ROOT
from tests.desk.reviewing_kit import ready, trio
from tests.tui.commands import Commands, data, loaded
from tui import stopping
from tui.headless import arrivals

pytestmark = pytest.mark.slow

SECRET = "kuda-terbang-9"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that three laptops know; on Vera's a submission waits."""
    with trio(tmp_path) as team:
        team.verifier.submits(ready(team.verifier.desk))
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in ("vera", "lina"):
        (tmp_path / name / "verifier.toml").write_text(f"[carriers]\nusb = '{stick}'\n", "utf-8")
    return stick


@pytest.fixture
def vera(stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "vera", capsys)


@pytest.fixture
def lina(stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "lina", capsys)


def test_a_submission_goes_and_a_receipt_comes_back(vera: Commands, lina: Commands, stick: Path) -> None:
    code, out, said = vera("sync", "--dry-run")
    assert (code, out, [*stick.iterdir()]) == (0, "", [])
    assert "usb: 0 documents would come; 2 documents would go." in said
    code, out, said = vera("sync", "usb")
    assert (code, out) == (0, "")
    assert "usb: 0 documents came; 2 documents sent and read back." in said
    assert len(backups.of(vera.folder)) == 1
    found = data(vera("sync", "--status", "--json"))
    assert [(each["name"], each["unsent"], each["failure"]) for each in found["carriers"]] == [("usb", 0, "")]
    assert ({each["way"] for each in found["documents"]}, found["here_only"]) == ({"carried"}, 0)
    (looked,) = data(lina("sync", "--dry-run", "--json"))["exchanges"]
    assert [(each["standing"], each["taken"]) for each in looked["arrivals"]] == [("here", False), ("new", False)]
    code, out, said = lina("sync")
    assert code == 0
    assert "Provinsi Aceh · 2023-1, submitted, signed by Vera" in out
    assert "usb: 2 documents came (1 new, 1 already here); 0 documents sent" in said
    (done,) = data(vera("sync", "--json"))["exchanges"]
    assert (done["sent"], done["waiting"], done["lost"], done["failure"]) == (0, [], 0, "")
    code, out, said = vera("sync", "--status")
    assert (code, said) == (0, "")
    assert "received by Lina" in out
    assert "0 verifications exist only on this laptop" in out


def test_one_carrier_that_fails_keeps_none_of_the_others_from_it(vera: Commands, stick: Path, tmp_path: Path) -> None:
    file = vera.folder / "verifier.toml"
    file.write_text(f"[carriers]\ngone = '{tmp_path / 'gone'}'\nbad = 'x'\nhq = 'sftp://ani@hq.invalid/x'\nusb = '{stick}'\n", "utf-8")
    code, out, said = vera("sync")
    assert (code, out) == (1, "")
    assert "gone: The carrier “gone”" in said
    assert "bad: x is no address" in said
    assert "hq: The carrier “hq” needs a password" in said and "VERIFIER_PASSWORD_HQ" in said
    assert "usb: 0 documents came; 2 documents sent" in said
    code, out, said = vera("sync", "--status")
    assert code == 1
    assert "gone: The carrier “gone”" in out
    assert "gone, bad, hq, usb" in vera.refused("sync", "lain")
    assert vera("sync", "--every", "5x")[0] == 2


def test_without_a_carrier_it_is_said_how_to_add_one(vera: Commands) -> None:
    (vera.folder / "verifier.toml").write_text("", "utf-8")
    assert "[carriers]" in vera.refused("sync")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_again_and_again_goes_on_after_a_failure_and_ends_when_it_is_told_to(vera: Commands, stick: Path) -> None:
    stick.rename(stick.with_name("out"))
    command = [sys.executable, "-m", "tui.cli", "--data-dir", str(vera.folder), "--lang", "en", "sync", "--every", "1s", "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env={**os.environ}
    ) as running:
        assert running.stdout is not None
        (first,) = json.loads(running.stdout.readline())["exchanges"]
        assert "cannot be reached" in first["failure"]
        stick.with_name("out").rename(stick)
        while (found := json.loads(running.stdout.readline())["exchanges"][0])["failure"]:
            pass
        assert found["sent"] == 2
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0


def test_a_carrier_is_set_by_a_command_and_never_with_a_password(vera: Commands, stick: Path) -> None:
    assert vera("config", "set", "carriers.hq", "sftp://ani@hq.example/tim")[0] == 0
    assert '\nhq = "sftp://ani@hq.example/tim"\n' in (vera.folder / "verifier.toml").read_text("utf-8")
    assert "password" in vera.refused("config", "set", "carriers.hq", f"sftp://ani:{SECRET}@hq.example/tim")
    assert SECRET not in (vera.folder / "verifier.toml").read_text("utf-8")
    assert "“Pusat Jakarta”" in vera.refused("config", "set", "carriers.Pusat Jakarta", str(stick))
    assert "stick" in vera("config", "show")[1]
    assert vera("config", "unset", "carriers.hq")[0] == 0
    assert (vera.folder / "verifier.toml").read_text("utf-8") == f"[carriers]\nusb = '{stick}'\n"


def test_the_command_loads_no_screen() -> None:
    assert "textual" not in loaded("sync", "--help")


def test_what_came_before_the_stick_was_full_was_not_told(
    vera: Commands, lina: Commands, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera("sync")

    def full(_folder: Folder, path: str, _content: bytes) -> None:
        raise Refusal("carrier.failed", carrier="usb", path=path, cause=Cause("enospc"))

    monkeypatch.setattr(Folder, "put", full)
    code, out, said = lina("sync")
    assert code == 1
    assert "Provinsi Aceh · 2023-1, submitted, signed by Vera" in out
    assert "usb: 2 documents came (1 new, 1 already here)" in said
    assert "full" in said
    assert len(backups.of(lina.folder)) == 1
    code, out, said = lina("sync", "--json")
    (again,) = json.loads(out)["exchanges"]
    assert (again["arrivals"], again["is_clean"]) == ([], False)
    assert "full" in again["failure"]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), stopping.Stopped(2)])
def test_what_came_before_it_was_interrupted_was_not_told(
    vera: Commands, lina: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], interruption: BaseException
) -> None:
    vera("sync")

    def interrupted(*_: object) -> None:
        raise interruption

    monkeypatch.setattr(Folder, "put", interrupted)
    for told in ("usb: 2 documents came (1 new, 1 already here)", ""):
        try:
            code, _, said = lina("sync")
        except KeyboardInterrupt:
            code, said = 130, capsys.readouterr().err
        assert code == 130
        assert told in said
        assert bool(told) == bool(said)


def test_what_came_before_it_was_interrupted_was_no_object_of_data(vera: Commands, lina: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    vera("sync")

    def interrupted(*_: object) -> None:
        raise stopping.Stopped(2)

    monkeypatch.setattr(Folder, "put", interrupted)
    code, out, _ = lina("sync", "--json")
    (told,) = json.loads(out)["exchanges"]
    assert (code, told["is_clean"], len(told["arrivals"])) == (130, False, 2)


def test_what_was_taken_in_from_a_folder_before_a_signal_was_not_told(
    vera: Commands, lina: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vera("submit", "11", "--to", str(tmp_path / "berkas"))
    really = arrivals._Taking.steps

    def steps(self: arrivals._Taking, paths: Sequence[Path]) -> Iterator[tuple[int, int]]:
        yield from really(self, paths)
        raise stopping.Stopped(2)

    monkeypatch.setattr(arrivals._Taking, "steps", steps)
    code, out, said = lina("import", str(tmp_path / "berkas"), "--take", "new")
    assert code == 130
    assert "Provinsi Aceh" in out + said


def test_the_folder_of_a_carrier_is_imported_by_saying_how_it_is_read(vera: Commands, lina: Commands, stick: Path) -> None:
    vera("sync")
    code, out, _ = lina("import", str(stick), "--json")
    (found,) = json.loads(out)["documents"]
    assert (code, found["standing"], found["file"]) == (1, "unread", str(stick))
    assert "exchange screen" in found["why"]
