"""What the fields of a status fact admit, which are missing, and what the verdict reads from them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Refusal
from models.rules.checklist import FactField
from models.rules.facts import Facts, Row, admit, is_approved, missing, placements, unfilled, value
from models.text import Phrase
from models.words import LANGUAGES, Words
from tests.builders import APPROVED, NO_APPROVAL, Rows, filled, quick, some_facts
from tests.sheets import ABSENT, loaded, small_checklist

SMALL = loaded(small_checklist())
POSTS, APPROVAL, REASON = SMALL.facts["PEN-01"], SMALL.facts["PEN-02"], SMALL.facts["PEN-05"]
ONE_POST = filled(("2023-03-02", 9))


def field(kind: str, *choices: str) -> FactField:
    """A field of one kind."""
    return FactField("key", Phrase("Isian", "Field"), kind, choices={choice: Phrase(choice, choice) for choice in choices})


@pytest.mark.parametrize(
    ("kind", "entered", "stored"),
    [
        ("text", "", ""),
        ("text", "800/12/BKD", "800/12/BKD"),
        ("number", "", ""),
        ("number", "0", "0"),
        ("number", "7", "7"),
        ("number", " 7 ", "7"),
        ("number", "007", "7"),
        ("number", "12500", "12500"),
        ("number", "12.500", "12500"),
        ("number", "12 500", "12500"),
        ("number", "999.999", "999999"),
        ("date", "", ""),
        ("date", "2023-05-09", "2023-05-09"),
        ("date", "09-05-2023", "2023-05-09"),
        ("date", "9/5/2023", "2023-05-09"),
        ("date", "9.5.2023", "2023-05-09"),
        ("date", "31 Des 2026", "2026-12-31"),
        ("date", "31 Des. 2026", "2026-12-31"),
        ("date", "9 - 5 - 2023", "2023-05-09"),
        ("date", "9\u20135\u20132023", "2023-05-09"),
        ("date", "9  Nopember 2023", "2023-11-09"),
        ("date", "1-Peb-2023", "2023-02-01"),
        ("date", " 29-02-2024 ", "2024-02-29"),
        ("choice", "", ""),
        ("choice", "madya", "madya"),
    ],
)
def test_a_field_admits(kind: str, entered: str, stored: str) -> None:
    assert admit(field(kind, "madya", "pratama"), "Isian", entered) == stored


@pytest.mark.parametrize(
    ("kind", "entered"),
    [
        ("number", "tujuh"),
        ("number", "-1"),
        ("number", "+1"),
        ("number", "1,5"),
        ("number", "1.5"),
        ("number", "7.25"),
        ("number", "1.2345"),
        ("number", "12 34"),
        ("number", "."),
        ("number", "1_000"),
        ("number", "٧"),
        ("number", "²"),
        ("number", "1000000"),
        ("number", "1.000.000"),
        ("number", "9" * 5000),
        ("date", "kemarin"),
        ("date", "2023-13-01"),
        ("date", "31-02-2023"),
        ("date", "09-05-23"),
        ("date", "29-02-2023"),
        ("date", "9 Mai 2023"),
        ("date", "9-5-23"),
        ("date", "9-5-0001"),
        ("choice", "utama"),
        ("choice", "Madya"),
    ],
)
def test_a_field_refuses_with_its_label_and_what_was_entered(kind: str, entered: str) -> None:
    with pytest.raises(Refusal) as refused:
        admit(field(kind, "madya", "pratama"), "Isian", entered)
    offered = {"choices": "madya, pratama"} if kind == "choice" else {}
    assert (refused.value.code, refused.value.fields) == (f"fact.{kind}", {"label": "Isian", "value": entered} | offered)


@pytest.mark.parametrize(("entered", "stored"), [("1", "1"), ("09", "9"), ("", ""), ("0", None), ("10", None), ("999999", None)])
def test_a_box_outside_one_to_nine_was_kept(entered: str, stored: str | None) -> None:
    box = replace(field("number"), least=1, greatest=9)
    if stored is not None:
        assert admit(box, "Kotak talenta", entered) == stored
        return
    with pytest.raises(Refusal) as refused:
        admit(box, "Kotak talenta", entered)
    assert refused.value.code == "fact.range"
    assert refused.value.fields == {"label": "Kotak talenta", "value": entered, "least": 1, "greatest": 9}
    assert Words("id").refusal(refused.value).startswith(f"Kotak talenta: {entered} di luar 1 sampai 9.")


@quick
@given(st.integers(0, 999_999))
def test_a_number_means_the_same_with_and_without_thousands_points(number: int) -> None:
    pointed = f"{number:,}".replace(",", ".")
    assert admit(field("number"), "Isian", pointed) == admit(field("number"), "Isian", str(number)) == str(number)


@quick
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_means_the_same_in_every_spelling(found: date) -> None:
    year, month, day = found.isoformat().split("-")
    numbers = (f"{year}-{month}-{day}", f"{day}-{month}-{year}", f"{int(day)}/{int(month)}/{year}")
    named = [f"{found.day} {Words(language)(f'month.{found.month}')} {found.year}" for language in LANGUAGES]
    spellings = (*numbers, *named)
    assert {admit(field("date"), "Isian", spelling) for spelling in spellings} == {found.isoformat()}


@quick
@given(st.sampled_from(("text", "number", "date", "choice")), st.text(max_size=12))
def test_what_was_admitted_is_admitted_again_unchanged(kind: str, entered: str) -> None:
    try:
        stored = admit(field(kind, "madya"), "Isian", entered)
    except Refusal:
        return
    assert admit(field(kind, "madya"), "Isian", stored) == stored


@pytest.mark.parametrize(
    ("code", "row", "keys"),
    [
        ("PEN-01", {}, ["post", "date", "box"]),
        ("PEN-01", {"post": "Kepala Dinas", "box": "9"}, ["date"]),
        ("PEN-01", {"post": "Kepala Dinas", "date": "2023-03-02", "box": "9"}, []),
        ("PEN-02", {}, ["status"]),
        ("PEN-02", {"status": "proposed"}, []),
        ("PEN-02", {"status": "received"}, ["number", "date"]),
        ("PEN-02", {"status": "received", "number": "12", "date": ""}, ["date"]),
        ("PEN-02", {"status": "revoked"}, []),
        ("PEN-05", {"reason": "budget"}, []),
        ("PEN-05", {"reason": "other"}, ["other"]),
        ("PEN-05", {"reason": "other", "other": "banjir"}, []),
        ("PEN-06", {"year": "2022"}, ["category"]),
    ],
)
def test_a_row_lacks_what_is_required_given_the_other_fields(code: str, row: Row, keys: list[str]) -> None:
    assert [missed.key for missed in missing(SMALL.facts[code], row)] == keys


MERIT: Rows = {"PEN-06": ({"category": "baik"},)}
BUDGET: Rows = {"PEN-05": ({"reason": "budget"},)}


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        pytest.param({}, ["PEN-02", "PEN-05", "PEN-06"], id="nothing entered; the list of posts may be empty"),
        pytest.param(NO_APPROVAL | MERIT, ["PEN-05"], id="no post: the reason is asked"),
        pytest.param(NO_APPROVAL | MERIT | BUDGET, [], id="no post, with its reason"),
        pytest.param(NO_APPROVAL | MERIT | ONE_POST, [], id="a post counts: no reason asked"),
        pytest.param(APPROVED | MERIT | ONE_POST, [], id="approved, and a post counts"),
        pytest.param(
            APPROVED | MERIT | filled(("2023-02-28", 9)), ["PEN-05"], id="the only post was filled before the approval: the reason is asked"
        ),
        pytest.param(NO_APPROVAL | MERIT | filled(("2023-03-02", 6)), ["PEN-05"], id="the only post is from box 6: the reason is asked"),
        pytest.param(NO_APPROVAL | MERIT | {"PEN-01": ({"box": "9"},)}, ["PEN-01"], id="a post without name and date"),
        pytest.param(NO_APPROVAL | MERIT | {"PEN-05": ({"reason": "other"},)}, ["PEN-05"], id="another reason, not told"),
        pytest.param({"PEN-02": ({"status": "received"},)} | MERIT | ONE_POST, ["PEN-02"], id="received, without number and date"),
    ],
)
def test_submission_still_needs_these_facts(facts: Facts, codes: list[str]) -> None:
    assert [fact.code for fact in unfilled(SMALL, facts)] == codes


@pytest.mark.parametrize(
    ("filled_on", "box", "counts"),
    [
        ("2023-03-01", "9", True),
        ("2023-03-02", "8", True),
        ("2024-01-01", "7", True),
        ("2023-02-28", "9", False),
        ("2023-03-02", "6", False),
        ("2023-03-02", "1", False),
        ("2023-03-02", "10", False),
        ("2023-03-02", "", False),
        ("2023-03-02", "²", False),
        ("", "9", False),
        ("segera", "9", False),
    ],
)
def test_after_an_approval_posts_of_boxes_seven_to_nine_count_from_its_day_on(filled_on: str, box: str, counts: bool) -> None:
    facts = APPROVED | {"PEN-01": ({"post": "Kepala Dinas", "date": filled_on, "box": box},)}
    assert placements(SMALL, facts) == ((1, 0) if counts else (0, 1))


@pytest.mark.parametrize("status", ["", "not_proposed", "proposed", "to_improve", "refused", "revoked"])
def test_without_an_approval_the_box_alone_counts(status: str) -> None:
    facts = {"PEN-02": ({"status": status, "date": "2023-03-01"},)} | filled(("2020-01-01", 9), ("2023-04-01", 7), ("2023-04-01", 5))
    assert placements(SMALL, facts) == (2, 1)
    assert not is_approved(SMALL, facts)


def test_what_does_not_count_is_a_finding() -> None:
    facts = APPROVED | filled(("2023-03-01", 9), ("2023-02-28", 9), ("2023-03-05", 4), ("2023-06-01", 7))
    assert placements(SMALL, facts) == (2, 2)
    assert placements(SMALL, APPROVED) == (0, 0)


def test_only_the_values_that_the_checklist_names_are_an_approval() -> None:
    wider = loaded(small_checklist(**{"verdict.approval_received": ["received", "to_improve"]}))
    improving: Facts = {"PEN-02": ({"status": "to_improve"},)}
    assert is_approved(SMALL, APPROVED)
    assert is_approved(wider, improving)
    assert not is_approved(SMALL, improving)


def test_a_checklist_without_a_role_knows_nothing_of_it() -> None:
    bare = loaded(small_checklist(**{f"facts.{code}": ABSENT for code in ("PEN-01", "PEN-02", "PEN-06")}))
    facts = APPROVED | ONE_POST | MERIT
    assert (placements(bare, facts), is_approved(bare, facts), value(bare, facts, "merit", "category")) == ((0, 0), False, "")


@quick
@given(some_facts())
def test_every_post_either_counts_or_is_a_finding(facts: Facts) -> None:
    assert sum(placements(SMALL, facts)) == len(facts.get("PEN-01", ()))


@quick
@given(some_facts())
def test_the_reason_for_not_starting_is_asked_exactly_when_no_post_counts(facts: Facts) -> None:
    assert ("PEN-05" in [fact.code for fact in unfilled(SMALL, facts)]) is (placements(SMALL, facts)[0] == 0)


@quick
@given(
    st.dictionaries(
        st.sampled_from(tuple(SMALL.facts)),
        st.lists(st.dictionaries(st.sampled_from(("box", "date", "status")), st.text(max_size=3))).map(tuple),
    )
)
def test_unadmitted_values_in_a_foreign_file_never_raise(facts: Facts) -> None:
    assert sum(placements(SMALL, facts)) == len(facts.get("PEN-01", ()))
    assert {fact.code for fact in unfilled(SMALL, facts)} <= set(SMALL.facts)
