"""What `verifier sync --every` writes of its rounds."""

import pytest

from models.words import Words
from tui.headless.sync_again import Log


def test_a_server_that_came_back_was_told_nowhere_and_the_last_line_was_that_it_is_away(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log(Words("en"), as_data=False)
    for _ in range(2):
        log.failed("", "The database cannot be reached.")
    for _ in range(2):
        log.ended()
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith("verifier: The database cannot be reached.")
    assert second.endswith("verifier: The exchange goes on again.")
