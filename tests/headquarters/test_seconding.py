"""Second verifications at headquarters, where many people work in one database."""

import pytest

from models.desk import verifications
from tests.desk.acts import refused
from tests.desk.reviewing_kit import Trio
from tests.headquarters.kit import PLACE, Headquarters, approved

pytestmark = pytest.mark.slow


def test_a_second_verification_began_where_each_reads_the_other_and_held_up_the_first(hq: Headquarters) -> None:
    with hq.laptop("dian") as dian, hq.laptop("vera") as vera, hq.laptop("lina") as lina, hq.laptop("surya") as surya:
        assert refused(lambda: dian.desk.do(verifications.begin, PLACE, is_second=True)) == "second.shared"
        approved(Trio(vera, lina, surya), PLACE)
        assert refused(lambda: dian.desk.do(verifications.begin, PLACE, is_second=True)) == "second.shared"
