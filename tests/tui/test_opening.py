"""The start screen between the first glance and the open desk, and what is said when the desk stays closed."""

import sys
from pathlib import Path

import pytest

from models.desk import agencies, people, verifications
from models.desk.desk import opened
from models.ledger import driver
from models.ledger.glance import look
from models.text import NOT_SHOWN
from screens.widgets.lines import Lines
from tests.driver import at_work
from tests.terminal import Terminal

pytestmark = pytest.mark.slow


@pytest.fixture
def many(folder: Path) -> int:
    """A profile with more verifications than a glance reads; how many."""
    with opened(folder) as desk:
        desk.do(people.found, name="Ani Lestari", role="verifier", language="id")
        chosen = desk.ask(agencies.lines)[:120]
        for line in chosen:
            desk.do(verifications.begin, line.agency.code)
    return len(chosen)


async def test_the_start_screen_showed_only_what_the_glance_had_read(folder: Path, many: int) -> None:
    glance = look(folder)
    assert glance is not None and 0 < len(glance.mine) < many
    async with at_work(folder) as ani:
        # Fewer are held; a heading may stand above them.
        assert ani.app.screen.query_one(Lines).virtual_size.height >= many
        await ani.press("end")
        last = ani.desk.ask(verifications.mine)[-1]
        ani.sees(f"› {last.round} {last.agency_name[:20].strip()}")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_refusal_behind_the_screens_does_not_steer_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b]0;pwn\x07b"
    folder.mkdir()
    (folder / driver.DATABASE).write_bytes(b"no database " * 1000)
    terminal = Terminal(folder, size=(200, 24))
    terminal.ended()
    _, said, rest = terminal.raw.decode().partition("verifier: ")
    assert said and "a·]0;pwn·b" in rest
    assert NOT_SHOWN.findall(rest.replace("\r\n", "\n")) == []
