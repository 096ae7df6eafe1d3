"""What a copy of the database took of the memory is given back."""

import sys
from pathlib import Path
from threading import Thread

import pytest

from tui.copies import _give_back


def _held() -> int:
    """Pages of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is given back by itself")
def test_what_a_thread_took_in_small_pieces_is_not_kept_behind_it() -> None:
    kept: list[bytes] = []

    def take() -> None:
        # Too small to be given back one by one, and something that stays above them.
        pieces = [bytes(4096) for _ in range(5_000)]
        kept.append(bytes(4096))
        pieces.clear()

    taking = Thread(target=take)
    taking.start()
    taking.join()
    before = _held()
    _give_back()
    assert before - _held() > 1_000
