"""The linear front, talked to by a test: every line that is typed, and the record of the talk."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from rich.cells import cell_len

from tests.tui.commands import Commands

WIDTH = 78


def talk(program: Commands, *typed: str, language: str = "en") -> str:
    """The record of a talk in which these lines are typed; behind the last one nobody answers any more."""
    with typing(typed):
        code, out, said = program("--linear", language=language)
    assert code == 0, said
    assert [line for line in out.splitlines() if cell_len(line) > WIDTH and not line.startswith(("/", "{"))] == []
    assert "\x1b" not in out + said
    return out + said


@contextmanager
def typing(typed: tuple[str, ...]) -> Iterator[None]:
    """These lines are typed in the block."""
    with patch("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed))):
        yield


def folded(record: str) -> str:
    """A record with its lines run together."""
    return " ".join(record.split())
