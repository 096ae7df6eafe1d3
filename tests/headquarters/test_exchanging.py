"""At headquarters one role exchanges data with carriers for all."""

from pathlib import Path

import pytest

from models.carriers.address import Address
from models.carrying import carry
from models.desk import ways
from models.errors import Refusal
from tests.headquarters.kit import Headquarters

pytestmark = pytest.mark.slow


def _no_password(_address: Address) -> str:
    raise AssertionError


@pytest.mark.parametrize("only_looks", [False, True])
def test_a_try_of_somebody_who_may_not_exchange_marked_the_carrier_as_failed_for_all(
    hq: Headquarters, tmp_path: Path, only_looks: bool
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with hq.laptop("surya") as surya, hq.laptop("tono") as tono:
        with pytest.raises(Refusal) as caught:
            carry(surya.desk, "usb", str(stick), _no_password, only_looks=only_looks)
        assert caught.value.code == "exchange.no_worker"
        assert not surya.desk.ask(ways.failures)
        assert carry(tono.desk, "usb", str(stick), lambda _address: "").sent > 0
