"""The dialog that chooses a file."""

from pathlib import Path

import pytest
from textual.widgets import Select

from tests.driver import at_work

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["id", "en"])
async def test_the_kinds_of_file_are_told_in_one_line_in_a_usual_window(folder: Path, language: str) -> None:
    async with at_work(folder, language=language) as ani:
        await ani.type("Ani Lestari")
        await ani.press("ctrl+s", "escape", "m")
        assert ani.app.screen.query_one(Select).region.height == 3
