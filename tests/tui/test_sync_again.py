"""`verifier sync --every` beside a carrier that comes and goes: each round in a line, nothing twice, and no failure ends it."""

import json
import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from models.errors import Refusal
from models.exchange import Stopped
from models.exchanged import Exchanged
from models.ledger import tables
from models.ledger.engine import Ledger
from models.ledger.tables import table
from models.words import Words
from tests.carriers.faults import scripted
from tests.conftest import ROOT
from tests.desk.reviewing_kit import ready, trio
from tests.tui.commands import Commands
from tui.headless import sync
from tui.headless.sync_again import Log

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that is not plugged in, which Vera's laptop knows, on which a submission waits, and Lina's."""
    with trio(tmp_path) as team:
        team.verifier.submits(ready(team.verifier.desk))
    stick = tmp_path / "stick"
    for name in ("vera", "lina"):
        (tmp_path / name / "verifier.toml").write_text(f"[carriers]\nusb = '{stick}'\n", "utf-8")
    return stick


@pytest.fixture
def lina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "lina", capsys)


@contextmanager
def again(folder: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command running every second, what it says going to a file."""
    command = [sys.executable, "-m", "tui.cli", "--data-dir", str(folder), "--lang", "en", "sync", "--every", "1s"]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=ROOT) as it,
    ):
        try:
            yield it
        finally:
            it.kill()


def until(holds: Callable[[], object], running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert running.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)


def tried(folder: Path) -> str:
    """When the last round ended, as the profile keeps it."""
    with suppress(Refusal), Ledger.open(folder, writing=False) as ledger, ledger.transaction(writing=False) as connection:
        return str(connection.execute(table(tables.Exchange).select()).mappings().one()["tried_at"])
    return ""


def test_a_password_that_was_refused_was_tried_at_every_round_until_the_server_locked_the_account(stick: Path, tmp_path: Path) -> None:
    folder = tmp_path / "vera"
    with scripted() as server:
        server.answers["PROPFIND"] = [(401, b"")]
        (folder / "verifier.toml").write_text(f"[carriers]\nhq = 'http://vera@127.0.0.1:{server.port}'\nusb = '{stick}'\n", "utf-8")
        command = [sys.executable, "-m", "tui.cli", "--data-dir", str(folder), "--lang", "en", "sync", "--every", "1s", "--json"]
        environment = {**os.environ, "VERIFIER_PASSWORD_HQ": "kemarin"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment) as running:
            assert running.stdout is not None
            for _ in range(3):
                hq, usb = json.loads(running.stdout.readline())["exchanges"]
                assert "refuses the user or the password" in hq["failure"]
                assert "cannot be reached" in usb["failure"]
            running.kill()
        assert server.methods() == ["PROPFIND"]


def test_a_round_that_was_ended_in_the_middle_was_told_to_scripts_as_a_clean_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        raise Stopped

    monkeypatch.setattr(sync, "_exchanged", ended)
    session, parsed = SimpleNamespace(words=Words("en")), Namespace(dry_run=False)
    found: list[dict[str, Any]] = []
    assert sync._one(session, None, "usb", parsed, Log(session.words, as_data=True), lambda: True, found)  # type: ignore[arg-type]
    (told,) = found
    assert told["is_clean"] is False
    assert "was stopped" in told["failure"]


def test_it_is_left_alone_ever_longer_and_no_more_once_it_let_somebody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    log, at = Log(Words("en"), as_data=True), [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: at[0])
    for seconds in (300, 600, 1200, 2400, 3600, 3600):
        log.denied("hq", "no")
        assert (log.waits("hq"), log.waits("usb")) == ("no", "")
        at[0] += seconds - 1
        assert log.waits("hq")
        at[0] += 1
        assert not log.waits("hq")
    log.done(Exchanged("hq"))
    log.denied("hq", "no")
    at[0] += 300
    assert not log.waits("hq")


def test_rounds_tell_what_happened_in_one_line_and_a_failure_once(stick: Path, tmp_path: Path, lina: Commands) -> None:
    folder, log = tmp_path / "vera", tmp_path / "log"

    def said() -> list[str]:
        return [line[len("2023-05-09 10:11 ") :] for line in log.read_text("utf-8").splitlines()]

    with again(folder, log) as running:
        until(said, running)
        for _ in range(2):
            last = tried(folder)
            until(lambda last=last: tried(folder) > last, running)  # type: ignore[misc]
        assert len(said()) == 1
        assert said()[0].startswith("usb: The carrier “usb”")
        stick.mkdir()
        until(lambda: len(said()) == 2, running)
        assert said()[1] == "usb: 0 documents came; 2 documents sent and read back."
        assert lina("sync")[0] == 0
        last = tried(folder)
        until(lambda: tried(folder) > last, running)
        stick.rename(tmp_path / "out")
        until(lambda: len(said()) == 3, running)
        (tmp_path / "out").rename(stick)
        until(lambda: len(said()) == 4, running)
        assert said()[3].startswith("usb: 0 documents came")
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert len(said()) == 4


def test_a_span_is_a_second_at_least_and_a_day_at_most(lina: Commands, stick: Path) -> None:
    for wrong in ("0s", "25h", "86401s", "1441m", "5", "m", "-1s", "1d", "1.5h"):
        code, _, told = lina("sync", f"--every={wrong}")
        assert code == 2
        assert f"{wrong} is no span of time between 1s and 24h" in told


def test_a_round_in_which_nothing_happened_was_told_while_a_segment_waits(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log(Words("en"), as_data=False)

    def said() -> list[str]:
        return [line[len("2023-05-09 10:11 ") :] for line in capsys.readouterr().err.splitlines()]

    def waits() -> Exchanged:
        return Exchanged("usb", waiting=[Refusal("segment.framing", file="w/3f/1.seg")])

    log.done(waits())
    assert [line.split(";")[0] for line in said()] == ["usb: w/3f/1.seg is not whole yet. It may still be on its way"]
    log.done(waits())
    assert said() == []
    log.failed("usb", "Away.")
    log.done(waits())
    told = said()
    assert (told[0], len(told)) == ("usb: Away.", 3)
    assert told[-1] == "usb: 0 documents came; 0 documents sent and read back; 1 segment waits."
