"""Every fault of a checklist file is told at once with its exact place, and nothing in a file makes reading it fail."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.checklist import Checklist
from models.rules.definition import Faulty, checklist
from tests.builders import quick
from tests.sheets import ABSENT, changed, faults, phrase, places, small_checklist

HOSTILE = "\x1b[31mmerah"
"""A text that would colour a terminal."""


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        # missing, and of the wrong kind
        ("id", ABSENT, "missing"),
        ("version", 2023, "expected_text"),
        ("title", "Daftar", "expected_table"),
        ("title.en", ABSENT, "missing"),
        ("title.id", "", "empty"),
        ("title.id", "  ", "empty"),
        ("areas.REG.name", ABSENT, "missing"),
        ("base.pelaksana", 5, "expected_table"),
        ("verdict.implementing_score", "50", "expected_number"),
        ("verdict.ready_score", 74.9, "expected_number"),
        ("verdict.ready_requires_approval", 1, "expected_flag"),
        ("base.pelaksana.label", ABSENT, "missing"),
        ("scales.yes-partly-no.2", ABSENT, "missing"),
        ("items.REG-01.question", ABSENT, "missing"),
        ("items.REG-01.ladder", ABSENT, "missing"),
        ("items.REG-01.ladder.3", ABSENT, "missing"),
        ("items.REG-01.ladder.0.en", 5, "expected_text"),
        ("items.REG-01.ladder_origin", ABSENT, "missing"),
        ("items.REG-01.sources", "S18", "expected_list"),
        ("items.REG-01.sources", [], "empty"),
        ("items.REG-01.sources", ["S18", ""], "empty"),
        ("items.REG-01.not_applicable", "no", "expected_flag"),
        ("items.INS-03.not_applicable_reasons", ["BKN"], "expected_list"),
        ("items.INS-02.counts.jpt.of", "jpt_filled", "expected_count"),
        ("items.INS-02.counts.jpt.of", 0, "expected_count"),
        ("items.INS-02.counts.jpt.of", 99.5, "expected_count"),
        ("facts.PEN-02.fields.number.kind", ABSENT, "missing"),
        ("facts.PEN-02.fields.date", ABSENT, "missing"),
        ("facts.PEN-01.fields.box", ABSENT, "missing"),
        ("facts.PEN-06.fields.category.choices", {}, "empty"),
        ("facts.PEN-01.fields.stratum.choices", ABSENT, "missing"),
        ("bands", ABSENT, "missing"),
        ("bands", {}, "empty"),
        ("verdict.ready_score", ABSENT, "missing"),
        ("verdict.names.V4", ABSENT, "missing"),
        ("verdict.names.V2.unapproved", ABSENT, "missing"),
        ("verdict.flags.findings", ABSENT, "missing"),
        ("verdict.placement_boxes", ["7"], "expected_list"),
        ("verdict.placement_boxes", [], "empty"),
        ("verdict.not_started_items", [], "empty"),
        # out of range, not a choice, not a date
        ("items.REG-01.gate", 5, "range"),
        ("items.REG-02.gate", 0, "range"),
        ("verdict.ready_score", 101, "range"),
        ("facts.PEN-06.fields.year.least", -1, "range"),
        ("facts.PEN-06.fields.year.greatest", 1_000_000, "range"),
        ("facts.PEN-06.fields.year.least", "1", "expected_number"),
        ("items.REG-01.scale", "A-to-C", "choice"),
        ("items.REG-01.origin", "guess", "choice"),
        ("facts.PEN-01.role", "postings", "choice"),
        ("facts.PEN-01.fields.post.kind", "picture", "choice"),
        ("valid_from", "2023-02-30", "date"),
        ("valid_from", "09-05-2023", "date"),
        ("valid_from", "2023/05/09", "date"),
        ("valid_to", "2023-1-1", "date"),
        ("valid_to", "12345678901234567890-1-2023", "date"),
        # what a terminal must not be sent
        ("items.REG-01.title.id", HOSTILE, "control"),
        ("items.REG-01.question.en", "kanan\u202ekiri", "control"),
        ("items.REG-01.basis", "nol\u200blebar", "control"),
        ("items.REG-01.sources", [HOSTILE], "control"),
        ("items.REG-01.crosswalk", [HOSTILE], "control"),
        (f"units.{HOSTILE}", {"name": phrase("Biro")}, "control"),
        (f"{HOSTILE}", 1, "control"),
        # unknown keys, at every depth
        ("colour", "red", "unknown_key"),
        ("title.jv", "Dhaptar", "unknown_key"),
        ("areas.REG.colour", 1, "unknown_key"),
        ("units.office.colour", 1, "unknown_key"),
        ("base.pelaksana.colour", 1, "unknown_key"),
        ("scales.a-to-c", {}, "unknown_key"),
        ("scales.yes-partly-no.3", phrase("hampir"), "unknown_key"),
        ("items.REG-01.gates", 3, "unknown_key"),
        ("items.REG-01.ladder.5", phrase("lima"), "unknown_key"),
        ("items.REG-02.ladder_origin", "source", "unknown_key"),
        ("items.INS-02.counts.jpt.from", 1, "unknown_key"),
        ("facts.PEN-01.weight", 3, "unknown_key"),
        ("facts.PEN-01.fields.post.colour", 1, "unknown_key"),
        ("facts.PEN-01.fields.post.least", 1, "unknown_key"),
        ("bands.adequate.to", 100, "unknown_key"),
        ("verdict.v2_requires_approval", True, "unknown_key"),
        ("verdict.names.V5", phrase("lain"), "unknown_key"),
        ("verdict.names.V1.almost", phrase("hampir"), "unknown_key"),
        ("verdict.flags.cap", phrase("batas"), "unknown_key"),
        ("verdict.flags.findings.colour", 1, "unknown_key"),
        # what does not fit together
        ("items.REG-01.unit", "nobody", "unknown"),
        ("items.REG-02.gate", 3, "gate_level"),
        ("verdict.not_started_items", ["REG-01", "REG-99"], "unknown"),
        ("verdict.design_areas", ["REG", "XYZ"], "unknown"),
        ("verdict.approval_received", ["recieved"], "unknown"),
        ("verdict.merit_cap", ["kurangg"], "unknown"),
        ("facts.PEN-02.fields.number.required_when", {"state": ["received"]}, "unknown"),
        ("items.INS-02.counts.jpt.of", ["jpt_filled", "jpt_empty"], "unknown"),
        ("items.INS-02.proposal.1", ["jpts > 0"], "unknown"),
        # shares
        ("items.INS-02.proposal.1", ["jpt"], "share"),
        ("items.INS-02.proposal.1", ["jpt = 5"], "share"),
        ("items.INS-02.proposal.1", ["jpt >= 101"], "share"),
        ("items.INS-02.proposal.1", ["jpt >= 69.99"], "share"),
        ("items.INS-02.proposal.1", ["jpt >= ٩٠"], "share"),
        ("items.INS-02.proposal.1", [], "empty"),
        ("items.INS-02.proposal.5", ["jpt >= 90"], "share"),
        ("items.INS-02.proposal.²", ["jpt >= 90"], "share"),
        ("items.INS-02.proposal.²", [], "empty"),
    ],
)
def test_each_fault_is_told_once_at_its_place(place: str, value: object, code: str) -> None:
    assert faults(small_checklist(**{place: value})) == [(place, code)]


@pytest.mark.parametrize(
    ("place", "value", "fields"),
    [
        ("items.REG-01.gate", 9, {"value": 9, "least": 1, "most": 4}),
        ("items.REG-01.origin", "guess", {"value": "guess", "choices": "source, extended, inference"}),
        ("items.REG-01.unit", "nobody", {"value": "nobody"}),
        ("items.REG-02.gate", 1, {"value": 1}),
        ("items.INS-02.proposal.1", ["jpt = 5"], {"value": "jpt = 5"}),
        ("valid_from", "kemarin", {"value": "kemarin"}),
    ],
)
def test_a_fault_carries_what_its_sentence_needs(place: str, value: object, fields: dict[str, object]) -> None:
    result = checklist(small_checklist(**{place: value}), "")
    assert isinstance(result, Faulty)
    assert result.faults[0].fields == fields


def test_a_file_with_six_faults_is_told_all_six_at_once() -> None:
    six: dict[str, object] = {
        "title.en": ABSENT,
        "items.REG-02.question.id": HOSTILE,
        "items.DSN-01.gate": 7,
        "items.INS-03.gate": 4,
        "facts.PEN-01.colour": "red",
        "verdict.design_areas": ["REG", "XYZ"],
    }
    assert sorted(faults(small_checklist(**six))) == [
        ("facts.PEN-01.colour", "unknown_key"),
        ("items.DSN-01.gate", "range"),
        ("items.INS-03.not_applicable", "gate_not_applicable"),
        ("items.REG-02.question.id", "control"),
        ("title.en", "missing"),
        ("verdict.design_areas", "unknown"),
    ]


def test_unknown_keys_are_told_in_the_order_of_the_file() -> None:
    keys = [f"key{number}" for number in (7, 3, 9, 1, 8, 2)]
    assert faults(small_checklist(**dict.fromkeys(keys, 1))) == [(key, "unknown_key") for key in keys]


_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from((HOSTILE, "²", "jpt >= 90", "2023-01-01"))
)
_KEYS = st.text(max_size=4) | st.sampled_from(
    ("id", "en", "areas", "items", "REG-01", "facts", "fields", "proposal", "verdict", "names", "V1", "role")
)
GARBAGE = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=8)
EVERY_PLACE = tuple(places(small_checklist()))


@quick
@given(st.dictionaries(_KEYS, GARBAGE, max_size=6))
def test_any_garbage_is_refused_with_faults_and_never_raises(raw: dict[str, Any]) -> None:
    assert isinstance(checklist(raw, ""), Faulty)


@quick
@given(st.lists(st.sampled_from(EVERY_PLACE), min_size=1, max_size=2), st.data())
def test_garbage_anywhere_in_a_good_file_never_raises(where: list[str], data: st.DataObject) -> None:
    raw = small_checklist()
    for place in where:
        try:
            changed(raw, **{place: data.draw(GARBAGE)})
        except (AttributeError, TypeError):
            continue  # the first garbage took the second place away
    assert isinstance(checklist(raw, ""), Checklist | Faulty)
