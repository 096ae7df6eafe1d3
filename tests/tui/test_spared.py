"""What Textual is started without: nobody but those it is meant for misses it, and behind the start all is there."""

import subprocess
import sys
from importlib import import_module

import pytest

from tui.spared import spared

pytestmark = pytest.mark.slow

_STARTED = """
import sys
from tui.spared import spared
with spared():
    import tui.app
"""


def _told(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", _STARTED + program], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.split()


def test_only_asyncio_does_without_encrypted_sockets() -> None:
    without = _told("print(*(name for name, module in sys.modules.items() if getattr(module, 'ssl', sys) is None))")
    assert without
    assert all(name.startswith("asyncio.") for name in without)


def test_what_reaches_other_machines_finds_encrypted_sockets_behind_the_start() -> None:
    assert _told("import http.client, ssl; print(http.client.HTTPSConnection.__name__, ssl.__name__)") == ["HTTPSConnection", "ssl"]


def test_the_palette_of_textual_is_itself_behind_the_start() -> None:
    program = "from textual.command import CommandPalette, Provider; from textual.screen import Screen\n"
    assert _told(program + "print(issubclass(CommandPalette, Screen), Provider.__module__)") == ["True", "textual.command"]


def test_the_first_frame_needs_no_field_and_no_tree() -> None:
    assert _told("print(*(name for name in ('textual.widgets._input', 'textual.widgets._tree', 'ssl') if name in sys.modules))") == []


def test_where_things_are_saved_is_asked_of_whoever_knows_once_somebody_asks() -> None:
    program = "print('platformdirs' in sys.modules); from textual.app import user_downloads_path as asked\n"
    compared = "import platformdirs; print(asked() == platformdirs.user_downloads_path(), asked is platformdirs.user_downloads_path)"
    assert _told(program + compared) == ["False", "True", "False"]


def test_nothing_stands_in_where_textual_is_loaded_already() -> None:
    import_module("textual.app")
    before = dict(sys.modules)
    with spared():
        assert sys.modules == before
