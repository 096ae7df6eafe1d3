"""Which answers of two people differ, and how long a settlement holds."""

from models.rules.disagreement import Given, Settled, compared, differing, independent, pairs, standing, to_repair, unsettled

FIRST = {"A": Given(3), "B": Given(2), "C": Given(not_applicable=True), "D": Given(), "E": Given(0)}
SECOND = {"E": Given(0), "C": Given(0), "B": Given(1), "A": Given(3), "D": Given(4)}


def test_only_what_both_answered_is_compared_in_the_order_of_the_sheet() -> None:
    assert compared(FIRST, SECOND) == ("A", "B", "C", "E")
    assert differing(FIRST, SECOND) == ("B", "C")
    assert pairs(FIRST, SECOND, ["C", "A", "D"]) == (("3", "3"), ("-", "0"))


def test_not_applicable_differs_from_nought() -> None:
    assert differing({"A": Given(not_applicable=True)}, {"A": Given(0)}) == ("A",)


def test_what_the_second_did_not_answer_is_no_difference() -> None:
    assert differing(FIRST, {"B": Given(2)}) == ()


def test_a_settlement_holds_for_the_answers_it_was_about() -> None:
    settled = {"B": Settled("2", "1", "second"), "C": Settled("-", "0", "first")}
    assert unsettled(FIRST, SECOND, settled) == ()
    assert to_repair(FIRST, SECOND, settled) == ("B",)
    assert to_repair({**FIRST, "B": Given(1)}, SECOND, settled) == ()
    # The verifier neither kept the answer nor took the other one.
    changed = {**FIRST, "B": Given(4)}
    assert unsettled(changed, SECOND, settled) == ("B",)
    assert set(standing(changed, SECOND, settled)) == {"C"}


def test_an_answer_repaired_by_a_settlement_counted_as_one_on_which_both_had_agreed() -> None:
    settled = {"B": Settled("2", "1", "second"), "C": Settled("-", "0", "second")}
    repaired = {**FIRST, "B": Given(1), "C": Given(0)}
    assert independent(repaired, settled) == FIRST
    assert independent(FIRST, {}) == FIRST
