"""What commands print in a terminal: no text of a user or a name of a file reaches it raw."""

import json
import re
import sys
from pathlib import Path

import pytest

from models.desk.desk import opened
from models.text import NOT_SHOWN
from tests.desk.acts import raw
from tests.terminal import Terminal
from tests.tui.commands import Commands, data, process

pytestmark = pytest.mark.slow

HOSTILE = "a\x1b]0;pwn\x07\x1b[31m\x9b2J\u202eb\u200b"
in_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")


def printed(folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> tuple[int, str]:
    """What a command wrote to a terminal, as text, and the code it ended with."""
    terminal = Terminal(folder, *arguments, size=size)
    code = terminal.ended()
    return code, terminal.raw.decode().replace("\r\n", "\n")


@pytest.fixture
def named(folder: Path, verification: str) -> str:
    """A verification of an agency whose name attacks, as a database from elsewhere may hold it."""
    with opened(folder) as desk:
        raw(desk, f"UPDATE agency SET name = '{HOSTILE}'")
    return verification


@in_a_terminal
@pytest.mark.parametrize("arguments", [("show", f"{HOSTILE}.toml"), ("export", "--to", f"{HOSTILE}.toml/x"), ("list", f"--{HOSTILE}")])
@pytest.mark.usefixtures("verification")
def test_the_name_of_a_file_does_not_steer_the_terminal(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (tmp_path / f"{HOSTILE}.toml").write_text("no verdict")
    command, *more = arguments
    code, text = printed(folder, command, *(str(tmp_path / part) if ".toml" in part else part for part in more))
    assert code in (1, 2)
    assert "a·]0;pwn··[31m·2J·b·" in text
    assert NOT_SHOWN.findall(text) == []


@in_a_terminal
def test_the_name_of_an_agency_does_not_steer_the_terminal(folder: Path, named: str) -> None:
    code, text = printed(folder, "list", size=(120, 24))
    assert (code, NOT_SHOWN.findall(text)) == (0, [])
    assert "a·]0;pwn··[31m·2J·b·" in text


@in_a_terminal
def test_data_holds_the_text_itself_in_escapes(folder: Path, named: str) -> None:
    code, text = printed(folder, "list", "--json")
    assert (code, NOT_SHOWN.findall(text)) == (0, [])
    assert {line["name"] for line in json.loads(text)["verifications"]} == {HOSTILE}


def test_data_of_a_pipe_is_the_same(verifier: Commands, named: str) -> None:
    assert {line["name"] for line in data(verifier("list", "--json"))["verifications"]} == {HOSTILE}


@in_a_terminal
@pytest.mark.parametrize("width", [40, 50, 80])
def test_list_never_cuts_an_id(folder: Path, verification: str, width: int) -> None:
    code, text = printed(folder, "list", size=(width, 24))
    assert code == 0
    (id_,) = re.findall(rf"\b{verification}\b", text)
    assert printed(folder, "show", id_)[0] == 0
    assert all(len(line) <= width for line in text.splitlines())
    assert all(part in " ".join(text.split()) for part in ("32 ", "2023-1", "draf", "52/52"))


def test_list_in_a_pipe_cuts_nothing(folder: Path, verification: str) -> None:
    with opened(folder) as desk:
        raw(desk, f"UPDATE agency SET name = '{'panjang ' * 40}' WHERE code = '32'")
    done = process("--data-dir", folder, "list", COLUMNS="40")
    head, first, second = done.stdout.splitlines()
    assert first.startswith(f"{verification}  32 {'panjang ' * 40}")
    assert [row.index("2023-1") for row in (first, second)] == [head.index("Periode")] * 2
    assert "…" not in done.stdout
