"""The shapes of what commands print as data are those that `docs/json.md` tells, and every command can print some."""

import argparse
import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.words import Words
from tests.conftest import ROOT
from tui.command_line import parser


@pytest.mark.slow
@pytest.mark.xdist_group("demo")
def test_the_page_tells_what_is_printed(demonstrated: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demonstrated, tmp_path / "profile"))
    found = importlib.util.spec_from_file_location("json_shapes", ROOT / "docs" / "json_shapes.py")
    assert found is not None
    assert found.loader is not None
    shapes = importlib.util.module_from_spec(found)
    found.loader.exec_module(shapes)
    page = shapes.text(shapes.drawn(folder, tmp_path / "out"))
    assert (ROOT / "docs" / "json.md").read_text("utf-8") == page, "python docs/json_shapes.py"


def leaves(command: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The commands that take no further word of a name."""
    parts = [action for action in command._actions if isinstance(action, argparse._SubParsersAction)]
    if not parts:
        yield name.strip(), command
    for part in parts:
        for word, its in part.choices.items():
            yield from leaves(its, f"{name} {word}")


def test_every_command_prints_data_where_that_is_wanted() -> None:
    without = {name for name, command in leaves(parser(Words("id"))) if "--json" not in command._option_string_actions}
    assert without == {"serve", "completion", "help"}
