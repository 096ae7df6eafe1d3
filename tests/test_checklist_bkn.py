"""The shipped checklist `mt-bkn` 2026: as `mt-kasn` 2023 but for what time changed, and every change is written out here."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

import pytest

from models.checklists import load, shipped
from models.rules.checklist import Checklist, Item, Scale
from models.rules.verdict import Gate, Readiness, recommend
from tests.conftest import ROOT
from tests.decided import FILE as BEFORE
from tests.decided import GATES, WEIGHTS_OF_INS

FILE: Final = "mt-bkn-2026.toml"
AMENDED: Final = "PermenPANRB 3/2020 sebagaimana diubah dengan 20/2025"
BASES: Final = {
    f"{AMENDED}, Pasal 8 ayat (1)": ["REG-01"],
    AMENDED: ["REG-02", "DSN-07", "DSN-08", "SIS-02"],
    f"{AMENDED}, Pasal 17": ["REG-03", "DSN-04", "DSN-05", "INS-01", "INS-02", "INS-04", "INS-05"],
    "PermenPANRB 20/2025 Lampiran II": ["DSN-11"],
    "SE MenPANRB 10/2021 Lampiran II": ["DSN-09", "DSN-15", "INS-10", "INS-13", "INS-14"],
    "Kepka BKN 411/2025": ["SIS-01"],
}
PILLARS: Final = {
    "P1": ["REG-01", "REG-04", "REG-05", "REG-06"],
    "P2": ["SIS-01", "SIS-02", "SIS-03", "SIS-04", "SIS-05", "SIS-06", "SIS-07", "SIS-08"],
    "P3": ["DSN-02", "DSN-10", "INS-07", "INS-11"],
}
WORKING_PAPER: Final = {
    "REG-06": "K2.1",
    "REG-08": "K1.3",
    "REG-09": "K4.1",
    "DSN-01": "K2.2",
    "DSN-03": "K2.2",
    "DSN-11": "K2.4",
    "DSN-12": "K2.5",
    "DSN-15": "K2.6",
    "INS-01": "K3.3",
    "INS-02": "K4.2",
    "INS-08": "K2.1",
    "SIS-01": "K8.2",
    "SIS-02": "K8.1",
    "SIS-09": "K8.2",
}
LADDERS: Final = {
    "source": ["REG-08", "REG-09", "DSN-03", "DSN-11", "DSN-12", "DSN-15", "INS-01"],
    "extended": ["INS-02", "INS-08"],
    "inference": ["REG-01", "DSN-01", "DSN-02", "INS-03", "INS-12", "INS-14", "SIS-01", "SIS-02", "SIS-05"],
}
OTHER_MEANING: Final = {
    "REG-01": "its highest level is measured against PermenPANRB 20/2025",
    "REG-03": "the rule that the axes must follow is another one, so the question names it",
    "REG-09": "its levels speak of managerial posts",
    "DSN-03": "its levels speak of managerial posts",
    "SIS-01": "the application may be SIMATA",
}
"""The items to which an answer of `mt-kasn` does not carry over, and why."""
OTHER_HINTS: Final = {
    "REG-09": "its help speaks of managerial posts",
    "SIS-10": "using SIMATA throughout is a reason for not applicable",
}
"""The items whose answers mean what they meant but with another title, evidence, help, count, unit or reason beside them."""
CATEGORIES: Final = ("dasar", "lanjutan", "menengah", "tinggi", "maju", "belum_dinilai")


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load(shipped(FILE), FILE)


@pytest.fixture(scope="module")
def before() -> Checklist:
    return load(shipped(BEFORE), BEFORE)


def body(file: str) -> str:
    """The file without its comments."""
    return "\n".join(line for line in shipped(file).decode().splitlines() if not line.lstrip().startswith("#"))


def holding(checklist: Checklist, part: str) -> list[str]:
    return [item.code for item in checklist.items.values() if part in item.crosswalk]


def hints(item: Item) -> Item:
    """What stands beside the meaning of an item, without what is told by the tests of bases, crosswalk and origins."""
    return replace(item, question=item.title, ladder={}, basis="", sources=(), crosswalk=(), ladder_origin="")


def test_it_begins_in_2026_after_the_gap_and_ends_when_replaced(checklist: Checklist, before: Checklist) -> None:
    assert (checklist.name, checklist.valid_from, checklist.valid_to) == ("mt-bkn 2026", "2026-01-01", "")
    assert before.valid_to < checklist.valid_from
    assert checklist.digest != before.digest


def test_areas_items_weights_and_gates_are_those_of_2023(checklist: Checklist, before: Checklist) -> None:
    assert checklist.codes == before.codes
    assert {code: len(items) for code, items in checklist.by_area.items()} == {"REG": 13, "DSN": 15, "INS": 14, "SIS": 10}
    assert {code: area.weight for code, area in checklist.areas.items()} == {"REG": 20, "DSN": 30, "INS": 30, "SIS": 20}
    assert tuple(item.weight for item in checklist.by_area["INS"]) == WEIGHTS_OF_INS
    assert {code: item.weight for code, item in checklist.items.items()} == {code: item.weight for code, item in before.items.items()}
    assert {item.code: item.gate for item in checklist.items.values() if item.gate is not None} == GATES
    assert (checklist.areas, checklist.units, checklist.base, checklist.bands) == (before.areas, before.units, before.base, before.bands)


def test_the_items_to_which_an_answer_of_2023_does_not_carry_over(checklist: Checklist, before: Checklist) -> None:
    assert [code for code, item in checklist.items.items() if item.digest != before.items[code].digest] == list(OTHER_MEANING)


def test_every_other_word_of_an_item_is_that_of_2023(checklist: Checklist, before: Checklist) -> None:
    assert [code for code, item in checklist.items.items() if hints(item) != hints(before.items[code])] == list(OTHER_HINTS)


def test_every_ladder_is_whole_and_says_where_it_comes_from(checklist: Checklist) -> None:
    for item in checklist.items.values():
        assert tuple(sorted(item.ladder)) == item.scale.levels, item.code
    levelled = [item for item in checklist.items.values() if item.scale is Scale.LEVEL]
    assert {origin: [item.code for item in levelled if item.ladder_origin == origin] for origin in LADDERS} == LADDERS
    assert all("S23" in checklist.items[code].sources for code in (*LADDERS["source"], *LADDERS["extended"]))


def test_only_verified_legal_bases_are_printed(checklist: Checklist) -> None:
    found = {item.basis for item in checklist.items.values()} - {""}
    assert {basis: [item.code for item in checklist.items.values() if item.basis == basis] for basis in found} == BASES
    assert all("S16" in checklist.items[code].sources for code in BASES[f"{AMENDED}, Pasal 17"])


def test_the_crosswalk_holds_the_three_pillars_of_bkn_and_the_working_paper(checklist: Checklist, before: Checklist) -> None:
    assert {pillar: holding(checklist, pillar) for pillar in PILLARS} == PILLARS
    of_paper = {code: [part for part in item.crosswalk if part.startswith("K")] for code, item in checklist.items.items()}
    assert {code: parts for code, parts in of_paper.items() if parts} == {code: [part] for code, part in WORKING_PAPER.items()}
    stages = {code: tuple(part for part in item.crosswalk if part.startswith("SE")) for code, item in checklist.items.items()}
    assert stages == {code: item.crosswalk for code, item in before.items.items()}
    assert all(item.crosswalk for item in checklist.items.values())


def test_every_fact_keeps_its_fields_and_its_part_in_the_verdict(checklist: Checklist, before: Checklist) -> None:
    assert list(checklist.facts) == ["PEN-01", "PEN-02", "PEN-03", "PEN-04", "PEN-05", "PEN-06"]
    for code, fact in checklist.facts.items():
        old = before.facts[code]
        assert (fact.role, fact.repeats, list(fact.fields)) == (old.role, old.repeats, list(old.fields)), code
        for key, field in fact.fields.items():
            told = (field.kind, field.required, field.required_when)
            assert told == (old.fields[key].kind, old.fields[key].required, old.fields[key].required_when), (code, key)
            if (code, key) != ("PEN-06", "category"):
                assert list(field.choices) == list(old.fields[key].choices), (code, key)
    assert [code for code in checklist.facts if checklist.facts[code] != before.facts[code]] == ["PEN-02", "PEN-05", "PEN-06"]


def test_approval_is_that_of_bkn_and_merit_has_the_labels_of_2025(checklist: Checklist) -> None:
    assert checklist.facts["PEN-02"].text.id == "Surat atau SK persetujuan penerapan MT dari BKN"
    assert "BKN" in checklist.facts["PEN-05"].fields["reason"].choices["awaiting_approval"].id
    assert "PermenPANRB 19/2025" in checklist.facts["PEN-06"].text.id
    assert tuple(checklist.facts["PEN-06"].fields["category"].choices) == CATEGORIES


@pytest.mark.parametrize("category", ["", *CATEGORIES, "kurang", "buruk"])
def test_no_merit_category_caps_the_verdict(checklist: Checklist, category: str) -> None:
    gates = tuple(Gate(code, code[:3], needed, needed) for code, needed in GATES.items())
    ready = Readiness(gates, dict.fromkeys(checklist.areas, Fraction(80)), approved=True, merit=category)
    assert checklist.verdict.merit_cap == ()
    assert (recommend(checklist, ready).code, recommend(checklist, replace(ready, placements=1)).code) == ("V2", "V1")


def test_the_rules_of_the_verdict_are_those_of_2023_without_the_cap(checklist: Checklist, before: Checklist) -> None:
    assert checklist.verdict == replace(before.verdict, merit_cap=())


def test_nothing_of_the_time_of_the_commission_is_left() -> None:
    assert re.findall(r"(?i)\bKASN\b|komisi|commission|SIPINTER|UU 5/2014|PermenPANRB 40/2018|sangat baik|mumpuni", body(FILE)) == []
    assert re.findall(r"3/2020(?! sebagaimana (?:telah )?diubah| as amended)", body(FILE)) == []


@pytest.mark.parametrize("word", ["jabatan manajerial", "SIMATA", "BKN", "ekspose", "19/2025", "20/2025"])
def test_the_words_of_its_time_are_used(word: str) -> None:
    assert word in body(FILE)


@pytest.mark.parametrize("file", [BEFORE, FILE])
def test_every_source_a_checklist_names_is_explained(file: str) -> None:
    explained = set(re.findall(r"^\| (S\d+) \|", (ROOT / "docs" / "sources.md").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bS\d+\b", shipped(file).decode())) <= explained
