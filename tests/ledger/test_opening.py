"""Opening a profile: who is let in, and everything that is refused in words and stays as it is."""

import getpass
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from models.desk import people, verifications
from models.desk.desk import Desk, opened
from models.ledger import driver, first
from models.ledger.glance import look
from models.ledger.holding import HOLDER
from models.words import LANGUAGES, Words
from tests.desk.acts import begun, raw, sheet_of
from tests.ledger.kit import database, refused, run


def closed_with(desk: Desk, *statements: str) -> tuple[Path, bytes]:
    """The database file of a closed desk, changed behind the program's back, and its bytes."""
    file = database(desk)
    desk.close()
    with closing(driver.MODULE.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return file, file.read_bytes()


@pytest.mark.parametrize(
    ("pragma", "writing", "code", "fields"),
    [
        (f"user_version={driver.FORMAT + 1}", True, "profile.newer", {"found": driver.FORMAT + 1, "known": driver.FORMAT}),
        ("application_id=7", True, "profile.foreign", {}),
        ("application_id=7", False, "profile.foreign", {}),
    ],
)
def test_a_database_we_do_not_know_is_refused_and_stays_as_it_is(
    desk: Desk, pragma: str, writing: bool, code: str, fields: dict[str, object]
) -> None:
    file, before = closed_with(desk, f"PRAGMA {pragma}")
    refusal = refused(lambda: opened(file.parent, writing=writing))
    assert refusal.code == code
    assert refusal.fields.items() >= fields.items()
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"notes of a meeting " * 400, b"SQLite format 3\x00" + b"\xff" * 4080, b"\x00" * 8192])
@pytest.mark.parametrize("writing", [True, False])
def test_a_damaged_file_is_refused_and_stays_as_it_is(folder: Path, content: bytes, writing: bool) -> None:
    folder.mkdir()
    file = folder / driver.DATABASE
    file.write_bytes(content)
    assert refused(lambda: opened(folder, writing=writing)).code in ("profile.damaged", "profile.foreign")
    assert file.read_bytes() == content


def test_damaged_pages_are_refused_in_words(desk: Desk) -> None:
    verification = begun(desk)
    file, before = closed_with(desk)
    file.write_bytes(before[:4096] + b"\xa5" * (len(before) - 4096))
    refusal = refused(lambda: sheet_of(opened(file.parent, writing=False), verification))
    assert refusal.code == "profile.damaged"


def test_no_answer_is_written_into_a_file_with_one_damaged_page(desk: Desk) -> None:
    file, before = closed_with(desk)
    page = len(before) // 4096 // 2 * 4096
    file.write_bytes(before[:page] + b"\xa5" * 4096 + before[page + 4096 :])
    assert refused(lambda: opened(file.parent)).code == "profile.damaged"


@pytest.mark.parametrize("make", [True, False])
def test_there_is_nothing_to_read_in_an_empty_folder(folder: Path, make: bool) -> None:
    if make:
        folder.mkdir()
    assert refused(lambda: opened(folder, writing=False)).code == "profile.missing"
    assert folder.exists() is make
    assert not make or list(folder.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_refused(folder: Path) -> None:
    folder.write_text("a file")
    assert refused(lambda: opened(folder)).code == "profile.folder"


def test_a_sqlite_that_could_damage_the_file_does_not_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver.MODULE, "sqlite_version_info", (3, 51, 2))
    monkeypatch.setattr(driver.MODULE, "sqlite_version", "3.51.2")
    refusal = refused(lambda: opened(folder))
    assert (refusal.code, refusal.fields) == ("profile.sqlite_old", {"found": "3.51.2", "needed": "3.51.3"})
    assert not folder.exists()


def test_a_sqlite_that_could_damage_the_file_may_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(desk)
    monkeypatch.setattr(driver.MODULE, "sqlite_version_info", (3, 40, 0))
    with opened(desk.ledger.folder, writing=False) as reader:
        assert len(reader.ask(verifications.every)) == 1


def test_a_second_instance_is_refused_naming_user_host_and_process_of_the_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ani")
    monkeypatch.setattr(platform, "node", lambda: "KANTOR-07")
    with opened(folder):
        refusal = refused(lambda: opened(folder))
    assert (refusal.code, refusal.fields["holder"]) == ("profile.locked", f"ani@KANTOR-07, PID {os.getpid()}")
    for language in LANGUAGES:
        assert f"(ani@KANTOR-07, PID {os.getpid()})" in Words(language).refusal(refusal)


@pytest.mark.parametrize("error", [ImportError, KeyError, OSError])
def test_a_user_or_host_without_a_name_is_no_reason_to_stay_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    monkeypatch.setattr(platform, "node", lambda: "")
    with opened(folder):
        assert refused(lambda: opened(folder)).fields["holder"] == f"?@?, PID {os.getpid()}"


@pytest.mark.parametrize(
    ("left", "told"),
    [(b"a\x1b[2Jb\n\nc", "a[2Jb c"), (b"\xff\xfe", "?"), (b"", "?"), (b"x" * 9_000, "x" * 200)],
    ids=["escape", "bytes", "", "long"],
)
def test_whatever_stands_in_the_holder_file_reaches_the_terminal_as_one_clean_line(desk: Desk, left: bytes, told: str) -> None:
    (desk.ledger.folder / HOLDER).write_bytes(left)
    assert refused(lambda: opened(desk.ledger.folder)).fields["holder"] == told


def test_a_start_that_is_refused_leaves_no_holder_behind(desk: Desk) -> None:
    file, _ = closed_with(desk, "PRAGMA application_id=7")
    assert refused(lambda: opened(file.parent)).code == "profile.foreign"
    assert not (file.parent / HOLDER).exists()


def test_the_next_instance_is_let_in_after_the_first_is_closed(desk: Desk) -> None:
    desk.close()
    with opened(desk.ledger.folder) as next_one:
        assert next_one.ask(people.owner) is not None


def test_what_was_opened_in_another_thread_is_let_go_of_with_its_log_folded_in(folder: Path) -> None:
    found: list[Desk] = []
    thread = Thread(target=lambda: found.append(opened(folder)))
    thread.start()
    thread.join()
    (desk,) = found
    desk.do(people.found, name="Ani", role="verifier", language="id")
    # Whoever reads keeps the log from being deleted at the end.
    with opened(folder, writing=False) as reader:
        assert reader.ask(verifications.every) == ()
        desk.close()
        assert (folder / f"{driver.DATABASE}-wal").stat().st_size == 0
        opened(folder).close()


def test_reading_goes_on_beside_a_writer_and_sees_its_commits(desk: Desk) -> None:
    with opened(desk.ledger.folder, writing=False) as reader:
        verification = begun(desk)
        assert [line.id for line in reader.ask(verifications.every)] == [verification]


HOLD = """
import sys, pathlib
from models.desk.desk import opened
desk = opened(pathlib.Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_killed_instance_holds_nobody_up(desk: Desk) -> None:
    folder = desk.ledger.folder
    desk.close()
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        refusal = refused(lambda: opened(folder))
        assert (refusal.code, str(other.pid) in str(refusal.fields["holder"])) == ("profile.locked", True)
        other.send_signal(signal.SIGKILL)
        other.wait(30)
        with opened(folder) as next_one:
            assert next_one.ask(people.owner) is not None


READ_ONLY = """
import os, sys, pathlib
folder = pathlib.Path(sys.argv[1])
from models.desk.desk import opened
from models.desk import verifications
from models.errors import Refusal
import models.ledger.migrations, alembic, sqlcipher3, filelock
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with opened(folder, writing=sys.argv[2] == "writing") as desk:
        print(len(desk.ask(verifications.every)))
except Refusal as refusal:
    print(refusal.code)
"""


@pytest.fixture
def read_only(desk: Desk, in_the_open: Callable[[Path], Path]) -> Path:
    """The folder of a closed profile with one verification, in which nobody but root may write."""
    begun(desk)
    desk.close()
    folder = in_the_open(desk.ledger.folder)
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
@pytest.mark.parametrize(("mode", "said"), [("writing", "profile.read_only"), ("reading", "1")])
def test_a_read_only_profile_is_read_and_not_written(read_only: Path, mode: str, said: str) -> None:
    done = run(READ_ONLY, read_only, mode, cwd="/")
    assert (done.stdout.strip(), done.stderr) == (said, "")


def test_a_log_of_which_a_power_cut_left_the_heading_kept_its_owner_out(desk: Desk) -> None:
    begun(desk)
    path = database(desk)
    log = Path(f"{path}-wal").read_bytes()
    desk.close()
    for name, content in (("wal", log[:32]), ("shm", bytes(3))):
        Path(f"{path}-{name}").write_bytes(content)
    assert driver.gate(path) == driver.FORMAT
    with opened(path.parent) as again:
        assert again.ask(people.owner) is not None


@pytest.mark.parametrize("log", [b"x" * 9_000, b"\x37\x7f\x06\x82" + b"x" * 9_000, bytes(9_000)])
@pytest.mark.parametrize("beside", [{"-shm": bytes(32_768)}, {}])
def test_what_is_no_log_in_the_place_of_one_kept_its_owner_out_or_was_a_traceback(desk: Desk, log: bytes, beside: dict[str, bytes]) -> None:
    begun(desk)
    path = database(desk)
    desk.close()
    for side, content in {"-wal": log, **beside}.items():
        Path(f"{path}{side}").write_bytes(content)
    for writing in (False, True, False):
        with opened(path.parent, writing=writing) as again:
            assert again.ask(people.owner) is not None
    assert look(path.parent) is not None


def test_the_log_of_a_killed_program_is_known_as_one(desk: Desk) -> None:
    begun(desk)
    path = Path(f"{database(desk)}-wal")
    assert path.stat().st_size > 32 and first._is_log(str(path))


def test_a_name_of_a_table_that_is_no_text_any_more_was_a_traceback(desk: Desk) -> None:
    path = database(desk)
    desk.close()
    body = path.read_bytes()
    at = body.index(b"CREATE TABLE answer (")
    path.write_bytes(body[:at] + b"CREATE TABLE a\xf4swer(" + body[at + 21 :])
    assert look(path.parent) is None
    for writing in (True, False):
        assert refused(lambda writing=writing: opened(path.parent, writing=writing)).code == "profile.damaged"  # type: ignore[misc]


def test_a_row_that_is_no_text_any_more_was_a_traceback(desk: Desk) -> None:
    verification = begun(desk)
    raw(desk, "UPDATE verification SET touched_at = CAST(x'3230f432' AS TEXT)", "UPDATE person SET region = CAST(x'd22031' AS TEXT)")
    assert refused(lambda: sheet_of(desk, verification)).code == "profile.damaged"
