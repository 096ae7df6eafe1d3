"""The README tells what is there."""

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

from tui import VERSION

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _keys() -> ModuleType:
    spec = importlib.util.spec_from_file_location("keys", ROOT / "docs" / "keys.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_keys_is_the_one_of_the_program() -> None:
    assert _keys().rewritten(README) == README, "run: python docs/keys.py"


def test_every_picture_it_shows_is_there() -> None:
    pictures = re.findall(r"\]\((docs/[^)]+)\)", README)
    assert len(pictures) >= 4
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_its_test_command_is_the_one_of_ci() -> None:
    command = "pip install -e '.[test]'"
    assert command in README
    assert "'.[test]'" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_version_is_told_once() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
