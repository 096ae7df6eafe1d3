"""What is typed finds what was meant, and that first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checklists import SHIPPED, load, shipped
from models.finding import Named, ranked
from models.register import agencies

ITEMS = {item.code: Named(item.code, item.title.id, item.title.en) for item in load(shipped(SHIPPED[0]), SHIPPED[0]).items.values()}
AGENCIES = {row["code"]: Named(row["code"], row["name"], row["short_name"]) for row in agencies()}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("sis 01", "SIS-01"),
        ("sis-01", "SIS-01"),
        ("SIS01", "SIS-01"),
        ("reg-3", "REG-03"),
        ("ins2", "INS-02"),
        ("reg 1", "REG-01"),
        ("reg 10", "REG-10"),
        ("ins 1", "INS-01"),
        ("komite talenta", "REG-06"),
        ("talent committee", "REG-06"),
    ],
)
def test_an_item_is_found_by_its_code_however_it_is_typed(query: str, code: str) -> None:
    assert next(iter(ranked(query, ITEMS))) == code


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kab. intan", "94.07"),
        ("intan jaya", "94.07"),
        ("intan-jaya", "94.07"),
        ("INTANJAYA", "94.07"),
        ("toli toli", "72.04"),
        ("dki", "31"),
        ("d k i", "31"),
        ("kpk", "KPK"),
        ("mahkamah konst", "MK"),
        ("94.07", "94.07"),
        ("kota bandung", "32.73"),
    ],
)
def test_an_agency_is_found_first_by_how_its_name_begins(query: str, name: str) -> None:
    assert next(iter(ranked(query, AGENCIES))) == name


@pytest.mark.parametrize("query", ["xyzzy", "reg-99", "kabupaten kota provinsi xyzzy"])
def test_what_fits_nothing_finds_nothing(query: str) -> None:
    assert list(ranked(query, ITEMS | AGENCIES)) == []


def test_nothing_typed_leaves_everything_in_its_order() -> None:
    assert list(ranked("", ITEMS)) == list(ITEMS)
    assert list(ranked("  ", ITEMS)) == list(ITEMS)


def test_composed_and_decomposed_letters_and_apostrophes_are_alike() -> None:
    named = {"a": Named("a", "Jum'at Cafe\u0301"), "b": Named("b", "Lain")}
    for query in ("jumat café", "JUM’AT CAFE", "jum at"):
        assert list(ranked(query, named)) == ["a"]


def test_signs_alone_are_looked_for_as_they_are() -> None:
    named = {"a": Named("a", "Dinas [/] Kota"), "b": Named("b", "Dinas 🏛 Kota")}
    assert list(ranked("[/]", named)) == ["a"]
    assert list(ranked("🏛", named)) == ["b"]
    assert list(ranked("{}", named)) == []


def test_a_name_of_many_words_is_not_gone_through_for_each_of_them() -> None:
    named = {"a": Named("a", "kata lain " * 20_000 + "penutup")}
    assert list(ranked("penutup", named)) == ["a"]
    assert list(ranked("lain penutup", named)) == ["a"]
    assert list(ranked("akhir", named)) == []


@given(st.text(st.characters(max_codepoint=127), max_size=30), st.text(st.sampled_from("aA b1_-'."), max_size=4))
def test_a_name_without_marks_is_found_as_one_with_a_sign_that_counts_for_nothing(name: str, query: str) -> None:
    """Of the one it is known that every character is a letter, a digit or nothing; of the other each is looked at."""
    assert Named("", name).rank(query) == Named("", f"{name}·").rank(query)
