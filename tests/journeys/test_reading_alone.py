"""A profile that cannot be written to is looked at: the title says so, every act says why not, and one key writes again."""

import shutil
from pathlib import Path

import pytest

from models.desk import answers, reading, verifications
from models.desk.desk import opened
from models.ledger import driver
from tests.desk.acts import begun, sheet_of
from tests.driver import at_work
from tests.ledger.earlier import bytes_of, newer

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
        ani.sees("hanya baca", "Jawa Barat", "W tulis")
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


async def test_a_newer_profile_is_walked_through_and_stays_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    newer(folder, tmp_path)
    before = bytes_of(folder)
    async with at_work(folder) as ani:
        await ani.until(lambda: "hanya baca" in ani.screen)
        ani.sees("verifier 9.8.7", f"berformat {driver.FORMAT + 1}")
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
    with driver.connect(folder / driver.DATABASE, writing=True) as connection:
        connection.execute("ALTER TABLE answer RENAME COLUMN level TO degree")
    async with at_work(folder) as ani:
        await ani.until(lambda: "hanya baca" in ani.screen)
        await ani.press("enter")
        ani.sees("Bagian ini tidak dapat dibaca", "verifier 9.8.7", "hanya baca")
