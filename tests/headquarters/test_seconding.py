"""Second verifications at headquarters, where two people work in one database."""

from models.desk import answers, verifications
from tests.desk.acts import LEVELS, sheet_of
from tests.headquarters.kit import PLACE, Headquarters


def test_whoever_began_the_first_verification_was_given_the_second_of_somebody_else(hq: Headquarters) -> None:
    with hq.laptop("dian") as dian, hq.laptop("vera") as vera:
        second = dian.desk.do(verifications.begin, PLACE, is_second=True)
        first = vera.desk.do(verifications.begin, PLACE)
        assert first != second
        vera.desk.do(answers.record, first, LEVELS, 3)
        assert (sheet_of(vera.desk, first).standing.is_second, vera.desk.do(verifications.begin, PLACE)) == (False, first)
        # Whose second it is goes on with that.
        assert dian.desk.do(verifications.begin, PLACE, is_second=True) == second
