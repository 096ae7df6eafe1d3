"""Whatever laptops, carriers and people do in whatever order: nothing is lost, nothing is twice, and all agree in the end."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from models.desk import exchanging, notes
from tests.exchange.model import Machine

pytestmark = pytest.mark.slow
FIXED = settings(
    derandomize=True,
    deadline=None,
    max_examples=8,
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)


@pytest.fixture(autouse=True)
def numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (exchanging, notes):
        monkeypatch.setattr(module, "minted", Machine.minted)


def test_everything_acknowledged_is_everywhere_in_the_end() -> None:
    run_state_machine_as_test(Machine, settings=FIXED)
