"""The shipped checklist `mt-kasn` 2023 holds what domain-decisions say, and nothing of a later year."""

import re
from typing import Final

import pytest

from models.checklists import load, shipped
from models.errors import Refusal
from models.rules.checklist import Checklist, Scale
from tests.decided import FILE, GATES, WEIGHTS_OF_INS

VERIFIED: Final = {"PermenPANRB 3/2020 Pasal 8 ayat (1)", "PermenPANRB 3/2020", "SE MenPANRB 10/2021 Lampiran II", ""}


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load(shipped(FILE), FILE)


def test_it_has_52_items_in_four_areas(checklist: Checklist) -> None:
    assert {code: len(items) for code, items in checklist.by_area.items()} == {"REG": 13, "DSN": 15, "INS": 14, "SIS": 10}
    assert {code: area.weight for code, area in checklist.areas.items()} == {"REG": 20, "DSN": 30, "INS": 30, "SIS": 20}
    assert tuple(item.weight for item in checklist.by_area["INS"]) == WEIGHTS_OF_INS
    assert checklist.items["REG-06"].weight == 3


def test_its_19_gates_are_the_decided_ones(checklist: Checklist) -> None:
    assert {item.code: item.gate for item in checklist.items.values() if item.gate is not None} == GATES


def test_only_five_items_may_be_not_applicable(checklist: Checklist) -> None:
    allowed = [item for item in checklist.items.values() if item.not_applicable]
    assert [item.code for item in allowed] == ["INS-06", "INS-13", "SIS-06", "SIS-09", "SIS-10"]
    assert all(item.not_applicable_reasons for item in allowed)


def test_the_items_that_rest_on_a_share_take_counts(checklist: Checklist) -> None:
    counted = [item.code for item in checklist.items.values() if item.counts]
    assert counted == ["REG-09", "INS-01", "INS-02", "INS-03", "INS-08", "INS-12", "SIS-05"]


def test_six_facts_and_what_each_is_for(checklist: Checklist) -> None:
    assert {fact.code: fact.role for fact in checklist.facts.values()} == {
        "PEN-01": "placements",
        "PEN-02": "approval",
        "PEN-03": "",
        "PEN-04": "",
        "PEN-05": "not-started",
        "PEN-06": "merit",
    }
    assert checklist.verdict.merit_cap == ("kurang", "buruk")


def test_every_ladder_is_whole_and_every_origin_is_kept(checklist: Checklist) -> None:
    for item in checklist.items.values():
        assert tuple(sorted(item.ladder)) == item.scale.levels, item.code
        assert item.origin, item.code
        assert bool(item.ladder_origin) is (item.scale is Scale.LEVEL), item.code


def test_only_verified_legal_bases_are_printed(checklist: Checklist) -> None:
    assert {item.basis for item in checklist.items.values()} <= VERIFIED


def test_nothing_of_a_later_year_is_in_a_2023_checklist(checklist: Checklist) -> None:
    text = shipped(FILE).decode()
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert re.findall(r"20/2025|19/2025|411/2025|SIMATA|2026|jabatan (?:non)?manajerial", body) == []


def test_a_broken_file_is_refused_with_all_its_faults_and_their_places() -> None:
    broken = shipped(FILE).decode().replace("weight = 4\ngate = 3", 'weight = "4"\ngate = 9', 1).replace('version = "2023"', "", 1)
    with pytest.raises(Refusal) as refused:
        load(broken.encode(), "rusak.toml")
    assert refused.value.code == "checklist.faults"
    faults = refused.value.fields["faults"]
    assert isinstance(faults, tuple)
    assert {"items.REG-01.weight", "items.REG-01.gate", "version"} <= {fault.place for fault in faults}
