"""What an exchange costs follows what changed: requests and bytes are counted."""

from pathlib import Path

import pytest

from tests.desk.reviewing_kit import trio
from tests.exchange.counting import costs

pytestmark = pytest.mark.slow
WRITERS = 30


def test_cost_follows_what_changed(tmp_path: Path) -> None:
    with trio(tmp_path) as team:
        found = costs(team, WRITERS, 58, 10)
    assert found.idle.requests <= WRITERS + 1
    assert (found.idle.bytes_in, found.idle.bytes_out) == (0, 0)
    assert found.push.requests - found.idle.requests <= 2  # put, and read back
    assert found.push.bytes_out <= 1.1 * found.new
