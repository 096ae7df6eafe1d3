"""A checklist file becomes a checklist in its own order, when its parts fit together."""

import pytest

from models.rules.checklist import Share
from models.rules.definition import Faulty, checklist
from tests.sheets import ABSENT, ITEMS, faults, loaded, phrase, rows, small_checklist, with_items


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


def test_a_number_lies_in_the_span_that_the_file_gives_or_below_a_million() -> None:
    fields = loaded(small_checklist(**{"facts.PEN-01.fields.box.least": 1, "facts.PEN-01.fields.box.greatest": 9})).facts["PEN-01"].fields
    assert (fields["box"].least, fields["box"].greatest) == (1, 9)
    unbounded = loaded(small_checklist()).facts["PEN-01"].fields["box"]
    assert (unbounded.least, unbounded.greatest) == (0, 999_999)


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


# What does not fit together


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
            {"facts.PEN-01.fields.box.greatest": 8},
            [("verdict.placement_boxes", "range")],
            id="a box that counts and can never be entered",
        ),
        pytest.param(
            {"facts.PEN-01.fields.box.least": 9, "facts.PEN-01.fields.box.greatest": 7, "verdict.placement_boxes": [9]},
            [("facts.PEN-01.fields.box.greatest", "range"), ("verdict.placement_boxes", "range")],
            id="a span that ends before it begins",
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
        # A weight that cannot be read adds up to nothing that somebody wrote.
        ("areas.REG.weight", "20", [("areas.REG.weight", "expected_number")]),
        ("items.REG-01.weight", True, [("items.REG-01.weight", "expected_number")]),
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


@pytest.mark.parametrize(
    ("code", "good"),
    [
        *((code, True) for code in ("REG-01", "R-01", "REG-001", "REGU-2000", "P1-01", "LKE2026A-01")),
        *((code, False) for code in ("REG-1", "reg-01", "REG-00001", "1REG-01", "LKE2026AB-01", "REG 01", "REG-٠١", "REG-01\n", "-01")),
    ],
)
def test_an_item_code_is_up_to_eight_capitals_or_digits_and_a_number(code: str, good: bool) -> None:
    raw = with_items("|code|area|scale|weight|gate|\n|-|-|-|-|-|\n|CODE|REG|level|20||", **{"verdict.not_started_items": [code]})
    raw["items"] = {code: raw["items"]["CODE"]}
    assert [fault for fault in faults(raw) if fault[1] != "control"] == ([] if good else [(f"items.{code}", "code")])


# Ladders of words


def test_an_item_without_levels_may_have_a_ladder_of_its_own() -> None:
    own = {"ladder": {level: phrase(f"mutu {level}") for level in ("4", "2", "0")}, "ladder_origin": "source"}
    found = loaded(small_checklist(**{f"items.REG-02.{key}": value for key, value in own.items()})).items
    assert (found["REG-02"].ladder[2].id, found["DSN-02"].ladder[2].id) == ("mutu 2", "jawaban 2")
    assert found["REG-02"].digest != loaded(small_checklist()).items["REG-02"].digest


def test_yes_and_no_are_a_scale_of_two() -> None:
    two = {level: phrase(f"jawaban {level}") for level in ("4", "0")}
    found = loaded(small_checklist(**{"items.REG-02.scale": "yes-no", "scales.yes-no": two})).items["REG-02"]
    assert (found.scale.levels, set(found.ladder)) == ((0, 4), {0, 4})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"items.REG-02.scale": "yes-no"}, [("scales.yes-no", "missing")]),
        ({"items.REG-02.scale": "yes-no", "scales.yes-no": {"4": phrase("ya")}}, [("scales.yes-no.0", "missing")]),
        ({"scales": ABSENT}, [("scales.yes-partly-no", "missing")]),
        (
            {"items.REG-02.ladder": {"4": phrase("A"), "0": phrase("C")}},
            [("items.REG-02.ladder.2", "missing"), ("items.REG-02.ladder_origin", "missing")],
        ),
    ],
)
def test_every_answer_has_a_sentence(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert faults(small_checklist(**changes)) == expected


def test_a_checklist_of_levels_alone_needs_no_shared_ladder() -> None:
    assert not faults(with_items("|code|area|scale|weight|gate|\n|-|-|-|-|-|\n|REG-01|REG|level|20||", scales=ABSENT))


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
    "place", ["areas.Área", "units.satu dua", "base.é", "facts.PEN 01", "bands.-x", "facts.PEN-05.fields.reason.choices.a/b"]
)
def test_a_code_that_documents_cannot_hold_is_refused_before_anybody_works_with_it(place: str) -> None:
    found = faults(small_checklist(**{place: {"name": phrase("x")}}))
    assert (place, "code_form") in found


def test_a_text_that_documents_cannot_hold_is_refused() -> None:
    assert faults(small_checklist(**{"items.REG-01.help.id": "x" * 20_001})) == [("items.REG-01.help.id", "too_long")]
    assert faults(small_checklist(id="daftar kecil", version="1 a")) == [("id", "code_form"), ("version", "code_form")]
