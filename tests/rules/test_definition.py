"""A checklist file either becomes a checklist, or every fault of it is told at once with its exact place."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.checklist import Checklist, Item, Scale, Share
from models.rules.definition import Faulty, checklist
from models.text import Phrase
from tests.builders import quick
from tests.sheets import ABSENT, ITEMS, changed, faults, loaded, phrase, places, rows, small_checklist, with_items

HOSTILE = "\x1b[31mmerah"
"""A text that would colour a terminal."""


def test_a_complete_file_becomes_a_checklist_in_the_order_of_the_file() -> None:
    found = loaded(small_checklist())
    assert found.name == "small 1"
    assert found.codes == tuple(row["code"] for row in rows(ITEMS))
    assert {code: (area.weight, len(found.by_area[code])) for code, area in found.areas.items()} == {
        "REG": (20, 3),
        "DSN": (30, 3),
        "INS": (30, 3),
        "SIS": (20, 2),
    }
    assert [item.gate for item in found.items.values()] == [3, 4, None, 3, 4, None, 2, 2, None, 2, None]
    assert [(band.key, band.floor) for band in found.bands] == [("adequate", 75), ("partial", 50), ("inadequate", 0)]
    assert {role: fact.code for role in ("placements", "approval", "not-started", "merit") if (fact := found.fact_with(role))} == {
        "placements": "PEN-01",
        "approval": "PEN-02",
        "not-started": "PEN-05",
        "merit": "PEN-06",
    }
    assert found.fact_with("unheard-of") is None


def test_yes_partly_no_items_share_one_ladder_and_level_items_have_their_own() -> None:
    items = loaded(small_checklist()).items
    assert items["REG-02"].ladder is items["DSN-02"].ladder
    assert set(items["REG-02"].ladder) == {0, 2, 4}
    assert set(items["REG-01"].ladder) == {0, 1, 2, 3, 4}
    assert (items["REG-02"].ladder_origin, items["REG-01"].ladder_origin) == ("", "inference")


def test_counts_take_n_from_base_data_a_fixed_number_or_the_keyboard() -> None:
    items = loaded(small_checklist()).items
    assert items["INS-02"].counts["jpt"].base == ("jpt_filled",)
    assert items["SIS-02"].counts["index"].fixed == 100
    assert (items["INS-02"].counts["pengawas"].base, items["INS-02"].counts["pengawas"].fixed) == ((), None)
    assert items["INS-01"].proposal == {1: (Share("staff", False, 70),), 2: (Share("staff", True, 90),)}


def test_what_is_optional_may_be_left_out() -> None:
    absent = (
        "valid_to",
        "items.REG-01.help",
        "items.REG-01.basis",
        "items.REG-01.crosswalk",
        "verdict.merit_cap",
        "verdict.ready_requires_approval",
    )
    found = loaded(small_checklist(**dict.fromkeys(absent, ABSENT)))
    assert (found.valid_to, found.items["REG-01"].help, found.verdict.merit_cap) == ("", None, ())


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
        ("items.REG-02.ladder", {}, "unknown_key"),
        ("items.REG-02.ladder_origin", "source", "unknown_key"),
        ("items.INS-02.counts.jpt.from", 1, "unknown_key"),
        ("facts.PEN-01.weight", 3, "unknown_key"),
        ("facts.PEN-01.fields.post.colour", 1, "unknown_key"),
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
    ("changes", "expected"),
    [
        pytest.param(
            {"facts.PEN-02.fields.number.required_when": {"status": ["recieved"]}},
            [("facts.PEN-02.fields.number.required_when.status", "unknown")],
            id="a value that the other field can never have",
        ),
        pytest.param(
            {"verdict.design_gates_when_approved": {"REG-09": 2}},
            [("verdict.design_gates_when_approved", "unknown")],
            id="a lower pass value of an item that is not there",
        ),
        pytest.param(
            {"verdict.design_gates_when_approved": {"REG-01": 5}},
            [("verdict.design_gates_when_approved.REG-01", "range")],
            id="a lower pass value above the scale",
        ),
        pytest.param(
            {"items.REG-01.not_applicable": True}, [("items.REG-01.not_applicable", "gate_not_applicable")], id="a gate is never n/a"
        ),
        pytest.param(
            {"items.REG-01.area": "XYZ"},
            [("areas.REG.weight", "weights"), ("items.REG-01.area", "unknown")],
            id="an item outside every area, whose weight its area then lacks",
        ),
        pytest.param(
            {"items.INS-03.not_applicable_reasons": [{"id": "x", "en": "x", "jv": "x"}]},
            [("items.INS-03.not_applicable_reasons.jv", "unknown_key")],
        ),
        pytest.param(
            {"items.REG-02.counts": {"n": {"label": phrase("n")}}, "items.REG-02.proposal": {"1": ["n > 0"], "2": ["n >= 50"]}},
            [("items.REG-02.proposal.1", "choice")],
            id="a proposal that yes/partly/no cannot hold",
        ),
        pytest.param(
            {"items.REG-01.proposal": {"1": ["n > 0"]}}, [("items.REG-01.proposal.1", "unknown")], id="a share of nothing counted"
        ),
        pytest.param(
            {"areas": 5, "items": ABSENT, "verdict": ABSENT}, [("areas", "expected_table"), ("items", "missing"), ("verdict", "missing")]
        ),
    ],
)
def test_faults_that_need_two_places(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert faults(small_checklist(**changes)) == expected


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("areas.REG.weight", "20", [("areas.REG.weight", "expected_number"), ("areas.REG.weight", "weights")]),
        ("items.REG-01.weight", True, [("items.REG-01.weight", "expected_number"), ("areas.REG.weight", "weights")]),
        ("units", [], [("units", "expected_table"), *((f"items.{row['code']}.unit", "unknown") for row in rows(ITEMS))]),
        (
            "items.INS-01.counts",
            5,
            [("items.INS-01.counts", "expected_table"), *((f"items.INS-01.proposal.{level}", "unknown") for level in (1, 2))],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_comes_before_what_follows_from_it(place: str, value: object, expected: list[tuple[str, str]]) -> None:
    assert faults(small_checklist(**{place: value})) == expected


@pytest.mark.parametrize("code", ["REG-1", "reg-01", "REG-001", "REGU-01", "REG 01", "REG-٠١"])
def test_an_item_code_is_three_capitals_and_two_digits(code: str) -> None:
    table = f"|code|area|scale|weight|gate|\n|-|-|-|-|-|\n|{code}|REG|level|20||"
    assert faults(with_items(table)) == [(f"items.{code}", "code")]


@pytest.mark.parametrize(
    ("floors", "good"),
    [
        ((75, 50, 0), True),
        ((50, 0), True),
        ((0,), True),
        ((75, 50), False),
        ((50, 75, 0), False),
        ((75, 75, 0), False),
        ((0, 50, 75), False),
    ],
)
def test_bands_run_down_to_nought(floors: tuple[int, ...], good: bool) -> None:
    bands = {f"band{number}": {"name": phrase("pita"), "from": floor} for number, floor in enumerate(floors)}
    assert faults(small_checklist(bands=bands)) == ([] if good else [("bands", "bands")])


def test_weights_that_do_not_add_up_are_told_with_both_numbers() -> None:
    result = checklist(small_checklist(**{"items.REG-01.weight": 11, "areas.SIS.weight": 19}), "")
    assert isinstance(result, Faulty)
    assert [(fault.place, fault.code, fault.fields) for fault in result.faults] == [
        ("areas.REG.weight", "weights", {"stated": 20, "total": 21}),
        ("areas.SIS.weight", "weights", {"stated": 19, "total": 20}),
    ]


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


def _items() -> dict[str, Item]:
    return dict(loaded(small_checklist()).items)


@pytest.mark.parametrize(
    "change",
    [
        {"code": "REG-09"},
        {"question": Phrase("lain", "Pertanyaan REG-01 in English")},
        {"question": Phrase("Pertanyaan REG-01", "other")},
        {"scale": Scale.YES_PARTLY_NO},
        {"ladder": {level: Phrase("lain", "other") for level in range(5)}},
        {"weight": 11},
        {"gate": 2},
        {"gate": None},
        {"not_applicable": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_of_an_item_changes_with_what_an_answer_means(change: dict[str, Any]) -> None:
    item = _items()["REG-01"]
    assert replace(item, **change).digest != item.digest


@pytest.mark.parametrize(
    "change",
    [
        {"title": Phrase("lain", "other")},
        {"evidence": Phrase("lain", "other")},
        {"help": None},
        {"basis": ""},
        {"crosswalk": ()},
        {"sources": ("S1", "S2")},
        {"unit": "elsewhere"},
        {"origin": "inference"},
        {"ladder_origin": "source"},
        {"not_applicable_reasons": (Phrase("lain", "other"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_digest_of_an_item_does_not_change_with_hints(change: dict[str, Any]) -> None:
    item = _items()["REG-01"]
    assert replace(item, **change).digest == item.digest


def test_one_word_of_one_rung_changes_the_digest_of_that_item_alone() -> None:
    before = _items()
    after = loaded(small_checklist(**{"items.REG-01.ladder.2.en": "another word"})).items
    assert [code for code in before if before[code].digest != after[code].digest] == ["REG-01"]


def test_the_shared_answers_belong_to_every_item_that_uses_them() -> None:
    before = _items()
    after = loaded(small_checklist(**{"scales.yes-partly-no.2.id": "kata lain"})).items
    assert [code for code in before if before[code].digest != after[code].digest] == ["REG-02", "DSN-02", "INS-03"]


def test_digests_are_the_same_in_every_version_of_the_program() -> None:
    assert _items()["REG-02"].digest == "a69dd1f02b8bccce0d16009fc68d32bbbdb8c7d4b2abb5066ac3dce571f63ef6"


def test_texts_cannot_be_shifted_between_fields_without_another_digest() -> None:
    item = _items()["REG-01"]
    assert replace(item, question=Phrase("ab", "c")).digest != replace(item, question=Phrase("a", "bc")).digest
