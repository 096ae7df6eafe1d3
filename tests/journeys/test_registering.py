"""Files taken in at the screen: what was not read of a list of agencies is told, and a checklist is known as one."""

from pathlib import Path

from models.checklists import EXAMPLE, shipped
from models.desk.desk import Desk
from tests.driver import at_work
from tests.formats.kit import workbook


async def test_what_is_not_read_of_a_list_of_agencies_was_told_by_the_command_alone(folder: Path, desk: Desk) -> None:
    desk.close()
    first, second = (
        [("Kode", "Nama", "Jenis", "Propinsi"), (code, name, "kabupaten", "32")]
        for code, name in (("32.90", "Kab. A"), ("33.90", "Kab. B"))
    )
    path = Path.home() / "daftar.xlsx"
    path.write_bytes(workbook(first, second, names=("Jabar", "Jateng")))
    async with at_work(folder, size=(100, 30)) as ani:
        await ani.press("m", "tab")
        await ani.type(str(path))
        await ani.press("enter")
        await ani.worked()
        ani.sees("Tidak dibaca: Propinsi.", "Tidak dibaca: Jateng.", "32.90 Kab. A")
        ani.does_not_see("33.90")
        await ani.press("y")
        ani.sees("1 instansi disimpan")


async def test_a_checklist_written_by_hand_was_taken_for_a_document_without_a_signature(folder: Path, desk: Desk) -> None:
    desk.close()
    path = Path.home() / "contoh.toml"
    path.write_bytes(shipped(EXAMPLE))
    async with at_work(folder, size=(100, 30)) as ani:
        await ani.press("m", "tab")
        await ani.type(str(path))
        await ani.press("enter")
        await ani.worked()
        ani.sees("Daftar periksa dari contoh.toml", "contoh 1 belum ada di sini dan akan ditambahkan")
