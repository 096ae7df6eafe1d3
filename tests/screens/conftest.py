"""What tests of screens are given."""

import pytest

from screens.widgets.drafting import DraftKeeper


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are kept after thirty milliseconds instead of seven hundred."""
    monkeypatch.setattr(DraftKeeper, "PAUSE", 0.03)
    monkeypatch.setattr(DraftKeeper, "RETRY", 0.03)
