"""Figures count what nobody superseded, each agency once, and add up whatever is thrown at them."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.counting import figures
from models.rules.figures import VERDICTS, Figures
from models.rules.results import EVERYTHING, Cohort, Filter, Result, Work, members, stands
from models.rules.stated import Stated, breakdowns, in_force, missing
from models.text import Phrase
from tests.rules.figures_kit import NOTICE, PLACES, TYPES, result

KASN = Phrase("UU 5/2014", "Law 5/2014")
BKN = Phrase("PermenPANRB 19/2025", "Regulation 19/2025")


def counted(*results: Result, chosen: Filter = EVERYTHING, works: tuple[Work, ...] = (), stated: tuple[Stated, ...] = ()) -> Figures:
    return figures(chosen, stands(PLACES, results, works, chosen), results, works, stated, TYPES)


def by_verdict(found: Figures) -> Mapping[str, tuple[str, ...]]:
    return {code: found.verdict(code) for code in VERDICTS if found.verdict(code)}


@pytest.mark.parametrize("standing", ["replaced", "withdrawn", "fork", "unsupported", "hidden"])
def test_what_does_not_count_is_in_no_figure(standing: str) -> None:
    found = counted(result("A0", standing=standing, reason="budget", merit="baik", merit_scheme=KASN))
    assert by_verdict(found) == {"none": ("A0", "A1", "A2", "A3")}
    assert (sum(each.implementing.count for each in found.progress), found.grid, found.merit, found.ready.count) == (0, (), (), 0)
    told = {code: tally.agencies for code, tally in found.apart.items() if tally.count}
    assert told == ({standing: ("A0",)} if standing in found.apart else {})


def test_two_verifications_of_one_agency_in_one_round_are_a_fork() -> None:
    found = counted(result("A1"), result("A1", "V2", verification="other"), result("A2"))
    assert by_verdict(found) == {"V1": ("A2",), "none": ("A0", "A1", "A3")}
    assert found.apart["double"].agencies == ("A1",)


def test_an_agency_counts_once_by_its_latest_round() -> None:
    found = counted(result("A1", "V3"), result("A1", "V1", "2026-10-01"), result("A0", "V2", "2026-10-01"))
    assert by_verdict(found) == {"V1": ("A1",), "V2": ("A0",), "none": ("A2", "A3")}
    assert by_verdict(counted(result("A1", "V3"), result("A1", "V1", "2026-10-01"), chosen=Filter(round="2023-1"))) == {
        "V3": ("A1",),
        "none": ("A0", "A2", "A3"),
    }
    assert [(each.year, each.implementing.agencies) for each in found.progress] == [("2023", ()), ("2026", ("A1",))]


def test_a_forked_verdict_leaves_the_round_before_it_counted() -> None:
    found = counted(result("A1", "V3"), result("A1", "V1", "2026-10-01", standing="fork"))
    assert (by_verdict(found)["V3"], found.apart["fork"].agencies) == (("A1",), ("A1",))


def test_progress_is_told_against_the_target_of_the_year_and_of_the_type() -> None:
    targets = (*NOTICE, Stated("2023-06-01", "Target kota", "2", "instansi", "KASN", measure="target", type="kota", year="2023"))
    found = counted(result("A2"), result("A1"), stated=targets)
    assert [(each.type, each.implementing.count, each.missing) for each in found.progress] == [("", 2, 85), ("kota", 1, 1)]


def test_what_a_part_of_the_agencies_lacks_was_counted_from_the_target_of_all() -> None:
    targets = (*NOTICE, Stated("2023-06-01", "Target kota", "2", "instansi", "KASN", measure="target", type="kota", year="2023"))
    for chosen, lacking in (
        (Filter(), {"": 85, "kota": 1}),
        (Filter(round="2023-1"), {"": None, "kota": None}),
        (Filter(types=("kota",)), {"": None, "kota": 1}),
        (Filter(types=("provinsi",)), {"": None, "kota": None}),
        (Filter(regions=("Provinsi Jawa Barat",)), {"": None, "kota": None}),
        (Filter(cohort="2023"), {"": None, "kota": None}),
    ):
        found = counted(result("A2"), result("A1"), stated=targets, chosen=chosen)
        assert {each.type: each.missing for each in found.progress} == lacking, chosen


def test_the_notice_says_thirteen_and_lists_fourteen_and_both_are_told() -> None:
    (found,) = breakdowns(NOTICE)
    assert (found.whole.number, found.sum, found.agrees) == (13, 14, False)
    assert missing(NOTICE, "2023") == 74
    assert missing(NOTICE, "2024") is None


def test_the_target_stated_last_is_in_force() -> None:
    later = replace(NOTICE[0], day="2023-07-01", value="90")
    assert {key: target.value for key, target in in_force((later, *NOTICE)).items()} == {("2023", ""): 90}


def test_reasons_of_those_ready_come_to_all_of_them() -> None:
    budget, leader = Phrase("Anggaran", "Budget"), Phrase("Pimpinan", "Leaders")
    found = counted(
        result("A0", "V2", reason="leadership", reason_label=leader),
        result("A1", "V2", reason="budget", reason_label=budget),
        result("A2", "V2", reason="leadership", reason_label=leader),
        result("A3", "V2"),
    )
    assert [(each.code, each.label, each.agencies) for each in found.reasons] == [
        ("leadership", leader, ("A0", "A2")),
        ("", None, ("A3",)),
        ("budget", budget, ("A1",)),
    ]
    assert sum(each.count for each in found.reasons) == found.ready.count == 4


def test_merit_is_told_by_scheme_and_never_joined() -> None:
    baik = Phrase("Baik", "Good")
    found = counted(
        result("A0", merit="baik", merit_label=baik, merit_scheme=KASN),
        result("A1", merit="tinggi", merit_label=Phrase("Tinggi", "High"), merit_scheme=BKN),
        result("A2", merit="baik", merit_label=baik, merit_scheme=KASN),
    )
    assert [(scheme.label, [(each.code, each.count) for each in scheme.categories]) for scheme in found.merit] == [
        (BKN, [("tinggi", 1)]),
        (KASN, [("baik", 2)]),
    ]


def test_the_weakest_items_are_those_of_one_wording_and_say_over_how_many() -> None:
    old, new = {"REG-01": "aa", "REG-02": "bb"}, {"REG-01": "cc", "REG-02": "bb"}
    found = counted(result("A0", items=old, levels="40"), result("A1", items=old, levels="2-"), result("A2", items=new, levels="01"))
    assert [(each.item, each.digest, each.share, each.agencies) for each in found.weakest] == [
        ("REG-01", "cc", Fraction(0), ("A2",)),
        ("REG-02", "bb", Fraction(1, 8), ("A0", "A2")),
        ("REG-01", "aa", Fraction(3, 4), ("A0", "A1")),
    ]


def test_coverage_sums_only_where_both_numbers_are_known() -> None:
    found = counted(
        result("A0", counts_told='{"INS-02": {"jpt": ["9", "10"]}}'),
        result("A1", counts_told='{"INS-02": {"jpt": ["5", ""]}}'),
        result("A2", counts_told='{"INS-02": {"jpt": ["1.5", "10"]}}'),
    )
    (each,) = found.coverage
    assert (each.n, each.of, each.share, each.agencies, each.unknown) == (
        Fraction("10.5"),
        Fraction(20),
        Fraction("0.525"),
        ("A0", "A2"),
        ("A1",),
    )


def test_a_cohort_is_who_was_named_or_whom_its_filter_chooses_in_its_own_round() -> None:
    results = (result("A0", "V2"), result("A0", "V4", "2026-10-01"), result("A1", "V2", "2026-10-01"))
    ready = Cohort("siap 2023", Filter(round="2023-1", verdicts=("V2",)))
    assert members(ready, PLACES, results, ()) == {"A0"}
    assert members(Cohort("dua", agencies=frozenset({"A2", "A3"})), PLACES, results, ()) == {"A2", "A3"}
    now = stands(PLACES, results, (), Filter(round="2026-1"), members(ready, PLACES, results, ()))
    assert [(stand.place.code, stand.verdict) for stand in now] == [("A0", "V4")]


def test_a_verdict_recorded_and_not_issued_is_told_apart() -> None:
    works = (Work("w1", "A0", "2023-1", "2023-05-01", "approved", "", "V1"), Work("w2", "A1", "2023-1", "2023-05-01", "issued", "", "V1"))
    found = counted(result("A1", verification="w2"), works=works)
    assert (found.apart["recorded"].agencies, by_verdict(found)["V1"]) == (("A0",), ("A1",))
    assert {each.code: each.count for each in found.states} == {"none": 2, "approved": 1, "issued": 1}


def test_a_verdict_that_was_withdrawn_was_told_as_never_issued_too() -> None:
    works = (Work("w1", "A0", "2023-1", "2023-05-01", "withdrawn", "", "V1"),)
    found = counted(result("A0", verification="w1", standing="withdrawn"), works=works)
    assert {code: found.apart[code].count for code in ("recorded", "withdrawn")} == {"recorded": 0, "withdrawn": 1}


RESULTS = st.builds(
    lambda agency, verdict, year, standing, verification: result(
        agency,
        verdict,
        f"{year}-05-01",
        standing=standing,
        verification=verification,
        digest=f"{agency}{verdict}{year}{standing}{verification}",
    ),
    st.sampled_from(("A0", "A1", "A2", "A3", "B9")),
    st.sampled_from(("V1", "V2", "V3", "V4")),
    st.sampled_from((2023, 2025, 2026)),
    st.sampled_from(("", "", "replaced", "withdrawn", "fork")),
    st.sampled_from(("x", "y")),
)
FILTERS = st.builds(
    Filter,
    round=st.sampled_from(("", "2023-1")),
    types=st.sampled_from(((), ("kota",), ("kota", "provinsi"))),
    verdicts=st.sampled_from(((), ("V1", "none"), ("V2",))),
)


@given(st.lists(RESULTS, unique_by=lambda each: each.digest, max_size=12), FILTERS)
def test_whatever_there_is_the_figures_add_up(results: list[Result], chosen: Filter) -> None:
    found = counted(*results, chosen=chosen)
    told = [agency for code in VERDICTS for agency in found.verdict(code)]
    assert sorted(told) == sorted(found.agencies)
    assert len(set(told)) == len(told) == sum(row.count for row in found.types) == sum(each.count for each in found.states)
    counting = {each.agency for each in results if each.standing == ""}
    assert {row.agency for row in found.grid} <= counting
    assert found.ready.count == len(found.verdict("V2")) == sum(each.count for each in found.reasons)
    assert all(set(progress.implementing.agencies) <= counting for progress in found.progress)
