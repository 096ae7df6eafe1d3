"""The dialog that chooses a file."""

from pathlib import Path

import pytest
from textual.widgets import Input, Select
from textual_fspicker.parts import DirectoryNavigation

from tests.driver import at_work

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["id", "en"])
async def test_the_kinds_of_file_are_told_in_one_line_in_a_usual_window(folder: Path, language: str) -> None:
    async with at_work(folder, language=language) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape", "m")
        assert ani.app.screen.query_one(Select).region.height == 3


@pytest.mark.parametrize("keys", [(), ("tab",)])
async def test_a_file_dropped_on_the_dialog_went_nowhere_or_was_none_with_its_quotes(
    folder: Path, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    path = tmp_path / "berkas dari tim.toml"
    path.write_text("x = 1\n")
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape", "m", *keys)
        await ani.paste("berkas")
        await ani.paste(f"'{path}' ")
        assert ani.app.screen.query_one(Input).value == str(path)
        await ani.press("enter")
        await ani.worked()
        ani.sees("berkas dari tim.toml")


@pytest.mark.parametrize("typed", ["ma*", "**", "**/x", "[a", pytest.param("x" * 5_000, id="long"), "lingkar/x", "~takada/x", "tiada/x"])
async def test_what_no_file_is_called_ended_the_program_as_it_was_typed(folder: Path, tmp_path: Path, typed: str) -> None:
    (tmp_path / "lingkar").symlink_to(tmp_path / "lingkar")
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape", "m", "tab")
        ani.app.screen.query_one(DirectoryNavigation).location = tmp_path
        await ani.paste(typed[:-1])
        await ani.type(typed[-1])
        await ani.press("enter")
        ani.sees("Berkas itu tidak ada")


async def test_a_file_that_begins_so_is_offered(folder: Path, tmp_path: Path) -> None:
    for name in ("kiriman b.toml", "kiriman a.toml", "lain.toml"):
        (tmp_path / name).touch()
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape", "m", "tab")
        await ani.type(f"{tmp_path}/kir")
        await ani.press("right")
        assert ani.app.screen.query_one(Input).value == f"{tmp_path}/kiriman a.toml"


async def test_several_files_dropped_at_once_are_told_and_the_first_is_taken(folder: Path, tmp_path: Path) -> None:
    for name in ("satu.toml", "dua.toml"):
        (tmp_path / name).touch()
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape", "m")
        await ani.paste(f"'{tmp_path}/satu.toml' '{tmp_path}/dua.toml' ")
        assert ani.app.screen.query_one(Input).value == f"{tmp_path}/satu.toml"
        ani.sees("2 berkas dilepas sekaligus; hanya yang pertama dipakai")


async def test_a_folder_dropped_on_the_dialog_of_folders_is_gone_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bukti dukung").mkdir()
    async with at_work(folder) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape", "i", "d")
        await ani.paste("lemari 2")
        await ani.paste(f"'{tmp_path}/bukti dukung'")
        assert ani.app.screen.query_one(DirectoryNavigation).location == tmp_path / "bukti dukung"
