"""A profile that cannot be written to is looked at: the title says so, every act says why not, and one key writes again."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models import encryption
from models.desk import answers, drafts, reading, verifications
from models.desk.desk import opened
from models.ledger import cipher, driver, holding
from tests.conftest import ROOT
from tests.desk.acts import begun, sheet_of
from tests.driver import at_work
from tests.ledger.earlier import bytes_of, left_by_a_kill, newer, unpacked
from tests.ledger.encrypted import SAID, encrypt
from tests.ledger.kit import run

HOLDER = "sedang dibuka oleh verifier lain"


@pytest.fixture
def profile(template: Path, folder: Path) -> Path:
    """A closed profile with one verification."""
    shutil.copytree(template, folder)
    with opened(folder) as desk:
        verification = begun(desk)
        desk.do(answers.record, verification, "REG-01", 3)
        desk.do(answers.annotate, verification, "REG-01", "Catatan lama")
    return folder


async def test_a_second_instance_looks_at_what_the_first_writes_and_goes_on_where_that_leaves(profile: Path) -> None:
    first = opened(profile)
    (line,) = first.ask(verifications.mine)
    async with at_work(profile) as ani:
        ani.sees(HOLDER, "PID")
        await ani.press("y")
        await ani.until(lambda: "hanya baca" in ani.screen)
        ani.sees("Jawa Barat", "W tulis")
        await ani.press("enter")
        ani.sees("hanya baca", "(n catatan)", "1 dari 52")
        await ani.press("4")
        ani.sees(HOLDER)
        await ani.press("n")
        ani.sees(HOLDER)
        assert "Simpan" not in ani.screen
        first.do(answers.record, line.id, "REG-02", 4)
        await ani.press("W")
        await ani.until(lambda: "2 dari 52" in ani.screen)
        ani.sees(HOLDER)
        assert sheet_of(first, line.id).answered == 2
        first.close()
        await ani.press("W")
        await ani.until(lambda: "hanya baca" not in ani.screen)
        ani.sees("terbuka untuk ditulis")
        await ani.press("home", "4")
        assert ani.desk.ask(reading.sheet, line.id).line("REG-01").answer.level == 4
        await ani.press("W")
        ani.sees("sudah terbuka untuk ditulis")


async def test_who_does_not_want_to_look_only_leaves_with_the_name_of_the_first(profile: Path) -> None:
    with opened(profile):
        async with at_work(profile) as ani:
            ani.sees(HOLDER)
            await ani.press("escape")
            await ani.until(lambda: ani.app.return_code is not None or not ani.app.is_running)
            assert ani.app.return_value == 1


async def test_a_profile_that_an_older_program_has_open_was_offered_to_be_looked_at_again_and_again(folder: Path) -> None:
    unpacked("0.1.0", folder)
    lock = holding.hold(folder)
    async with at_work(folder) as ani:
        ani.sees(HOLDER)
        await ani.press("y")
        await ani.until(lambda: ani.app.return_code is not None or not ani.app.is_running)
        assert ani.app.return_value == 1
    holding.let_go(folder, lock)


async def test_a_newer_profile_is_walked_through_and_stays_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    newer(folder, tmp_path)
    before = bytes_of(folder)
    async with at_work(folder) as ani:
        await ani.until(lambda: "verifier 9.8.7" in ani.screen)
        ani.sees("hanya baca", f"berformat {driver.FORMAT + 1}")
        for keys in (
            ("enter", "e", "q", "v", "q", "h", "q", "d", "q", "q"),
            ("p", "q"),
            ("u", "q"),
            ("t", "q"),
            ("C", "q"),
            ("i", "q"),
            ("c", "q"),
            ("s", "q"),
            ("slash", "escape"),
        ):
            await ani.press(*keys)
            ani.sees("hanya baca")
        await ani.press("n")
        ani.sees("verifier 9.8.7")
        await ani.press("b")
        ani.sees("read only", "My work")
        await ani.press("W")
        await ani.until(lambda: "9.8.7" in ani.screen)
    assert bytes_of(folder) == before


async def test_what_a_newer_program_keeps_otherwise_is_said_where_it_would_be_shown(folder: Path, tmp_path: Path) -> None:
    newer(folder, tmp_path)
    with closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        connection.execute("ALTER TABLE answer RENAME COLUMN level TO degree")
    async with at_work(folder) as ani:
        await ani.until(lambda: "hanya baca" in ani.screen)
        await ani.press("enter")
        ani.sees("Bagian ini tidak dapat dibaca", "verifier 9.8.7", "hanya baca")


async def test_what_a_newer_program_means_otherwise_and_cannot_be_drawn_ends_in_words(folder: Path, tmp_path: Path) -> None:
    newer(folder, tmp_path)
    with closing(driver.connect(folder / driver.DATABASE, writing=True)) as connection:
        connection.execute("UPDATE verification SET touched_at = 'pekan lalu'")
    before = bytes_of(folder)
    async with at_work(folder) as ani:
        await ani.until(lambda: not ani.app.is_running)
        assert ani.app.return_value == 1
    assert bytes_of(folder) == before


async def test_a_sqlite_too_old_to_write_safely_still_shows_everything(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver.MODULE, "sqlite_version_info", (3, 40, 0))
    monkeypatch.setattr(driver.MODULE, "sqlite_version", "3.40.0")
    async with at_work(profile) as ani:
        await ani.until(lambda: "SQLite 3.40.0" in ani.screen)
        ani.sees("hanya baca", "Jawa Barat")
        await ani.press("enter", "4")
        ani.sees("SQLite 3.40.0", "hanya baca", "1 dari 52")


AS_NOBODY = """
import asyncio, os, sys
from pathlib import Path
from models.desk.desk import opened
from tests.driver import at_work

async def look(folder, first=""):
    async with at_work(folder) as ani:
        await ani.press(*first)
        await ani.until(lambda: "hanya baca" in ani.screen)
        start = ani.screen
        await ani.press("enter", "4", "n")
        return start, ani.screen

# Everything is imported by then: the program itself may lie where nobody but root reads.
with opened(Path(sys.argv[2])):
    asyncio.run(look(Path(sys.argv[2]), "y"))
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
print(*asyncio.run(look(Path(sys.argv[1]))), sep="\\n")
"""


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root becomes another user")
@pytest.mark.parametrize(("closed", "sentence"), [("folder", "Folder profil"), ("file", "Berkas /"), ("killed", "Folder profil")])
def test_what_may_only_be_read_is_shown_and_says_so_at_every_act(
    profile: Path, tmp_path: Path, in_the_open: Callable[[Path], Path], closed: str, sentence: str
) -> None:
    if closed == "killed":
        left_by_a_kill(profile)
    shutil.copytree(profile, tmp_path / "first")
    profile = in_the_open(profile)
    for file in (path for path in profile.rglob("*") if path.is_file()):
        file.chmod(0o444)
    profile.chmod(0o777 if closed == "file" else 0o555)
    before = bytes_of(profile)
    done = run(AS_NOBODY, profile, tmp_path / "first", cwd="/", env={"PYTHONPATH": str(ROOT), "HOME": "/tmp", "TZ": "UTC"})
    assert done.stderr == ""
    seen = " ".join(done.stdout.split())
    assert seen.count("hanya baca · ") == 2
    assert seen.count(sentence) == 2
    assert "1 dari 52 butir terjawab" in seen and "(n catatan)" in seen and "Esc Selesai" not in seen
    assert {name: body for name, body in bytes_of(profile).items() if name in before and not name.endswith("-shm")} == {
        name: body for name, body in before.items() if not name.endswith("-shm")
    }


async def test_what_another_one_opened_while_it_was_locked_is_looked_at_and_half_typed_text_is_still_there(
    profile: Path,
) -> None:
    encrypt(profile)
    async with at_work(profile) as ani:
        await ani.press("enter", "n")
        await ani.type("setengah")
        assert ani.app.lock_now()
        await ani.until(lambda: encryption.is_locked(profile))
        encryption.unlock(profile, SAID)
        with opened(profile) as first:
            cipher.forget()
            # What is pressed before the prompt stands there goes nowhere.
            await ani.until(lambda: "Buka profil" in ani.screen)
            await ani.settle()
            await ani.type(SAID)
            await ani.press("enter")
            await ani.until(lambda: not ani.app.is_locked)
            await ani.settle()
            ani.sees("Catatan REG-02", "setengah")
            await ani.press("escape")
            ani.sees("Draf tetap tercatat")
            # However long the path before it is, a line may end within it.
            assert HOLDER in " ".join(ani.screen.replace("│", " ").split())
            await ani.press("escape")
            ani.sees("hanya baca")
            assert len(first.ask(drafts.under, "")) == 1
        await ani.press("W")
        await ani.until(lambda: "hanya baca" not in ani.screen)
        await ani.press("n")
        ani.sees("Catatan REG-02", "setengah")
