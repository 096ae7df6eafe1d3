"""Conditions on items: how they are written, and which are refused because they can never hold."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.register import TYPES
from models.rules.conditions import TYPE, Condition, condition, conflicts
from tests.builders import quick
from tests.sheets import faults, loaded, small_checklist


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("REG-01 >= 3", Condition("REG-01", ">=", 3)),
        ("REG-01 > 2", Condition("REG-01", ">", 2)),
        ("LKE2026A-0001 <= 0", Condition("LKE2026A-0001", "<=", 0)),
        ("P1-01 < 4", Condition("P1-01", "<", 4)),
        ("REG-02 = 4", Condition("REG-02", "=", 4)),
        ("type = kota", Condition(types=("kota",))),
        ("type = provinsi kabupaten kota", Condition(types=("provinsi", "kabupaten", "kota"))),
    ],
)
def test_a_condition_is_read_and_written_alike(text: str, meant: Condition) -> None:
    assert condition(text) == meant
    assert str(meant) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "REG-01",
        "REG-01 3",
        "REG-01 ≥ 3",
        "REG-01>=3",
        "REG-01 >= ٣",
        "REG-01 >= 3 ",
        "3 <= REG-01",
        "type = ",
        "type != kota",
        "type = Kota",
    ],
)
def test_what_is_no_condition_is_told(text: str) -> None:
    assert condition(text) is None
    assert faults(small_checklist(**{"items.REG-03.when": [text]}))[0][0] == "items.REG-03.when"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"REG-03": ["REG-01 >= 3", "REG-02 = 4", "type = kota"]}, []),
        ({"REG-03": "REG-01 >= 3"}, [("REG-03", "expected_list")]),
        ({"REG-03": []}, [("REG-03", "empty")]),
        ({"REG-03": ["REG-1 >= 3", "kota"]}, [("REG-03", "condition")] * 2),
        ({"REG-03": ["REG-99 >= 3"]}, [("REG-03", "unknown")]),
        ({"REG-03": ["REG-03 >= 3"]}, [("REG-03", "condition_later")]),
        ({"REG-03": ["DSN-01 >= 3"]}, [("REG-03", "condition_later")]),
        ({"REG-03": ["REG-02 >= 3"]}, [("REG-03", "condition_level")]),
        ({"REG-03": ["REG-01 = 7"]}, [("REG-03", "condition_level")]),
        ({"REG-03": ["type = kota desa"]}, [("REG-03", "choice")]),
        ({"DSN-01": ["REG-01 >= 3"]}, [("DSN-01", "gate_condition")]),
        ({"REG-03": ["REG-01 > 4"]}, [("REG-03", "never_asked")]),
        ({"REG-03": ["REG-01 < 2", "REG-01 >= 2"]}, [("REG-03", "never_asked")]),
        ({"REG-03": ["type = kota", "type = provinsi"]}, [("REG-03", "never_asked")]),
        ({"REG-03": ["REG-01 < 2"], "DSN-03": ["REG-03 >= 1", "REG-01 > 2"]}, [("DSN-03", "never_asked")]),
        ({"REG-03": ["type = kota"], "DSN-03": ["REG-03 >= 1", "type = provinsi"]}, [("DSN-03", "never_asked")]),
        # What only hangs on an item that can never be asked is no fault of its own.
        ({"REG-03": ["REG-01 > 4"], "DSN-03": ["REG-03 >= 1"], "INS-03": ["DSN-03 = 0", "REG-01 = 0"]}, [("REG-03", "never_asked")]),
        # Of conditions that name nothing it is not said that they exclude each other.
        ({"REG-03": ["REG-01 > 4", "REG-99 = 1"]}, [("REG-03", "unknown")]),
    ],
)
def test_conditions_that_do_not_fit_are_told_at_their_item(changes: dict[str, object], expected: list[tuple[str, str]]) -> None:
    found = faults(small_checklist(**{f"items.{code}.when": value for code, value in changes.items()}))
    assert found == [(f"items.{code}.when", fault) for code, fault in expected]


def test_conditions_stand_with_their_item() -> None:
    items = loaded(small_checklist(**{"items.REG-03.when": ["REG-01 >= 3", "type = kota"]})).items
    assert items["REG-03"].when == (Condition("REG-01", ">=", 3), Condition(types=("kota",)))
    assert items["REG-01"].when == ()


LEVELS = (0, 2, 4)
CODES = ("A-01", "A-02", "A-03", "A-04")


@st.composite
def few(draw: st.DrawFn) -> dict[str, tuple[Condition, ...]]:
    """Conditions of four items on earlier ones."""
    found: dict[str, tuple[Condition, ...]] = {}
    for number, code in enumerate(CODES):
        of_types = st.builds(Condition, types=st.lists(st.sampled_from(TYPES[:3]), min_size=1, max_size=2, unique=True).map(tuple))
        of_levels = st.builds(
            Condition, st.sampled_from(CODES[: number or 1]), st.sampled_from((">=", ">", "<=", "<", "=")), st.sampled_from(LEVELS)
        )
        found[code] = tuple(draw(st.lists(of_types | of_levels if number else of_types, max_size=3)))
    return found


@quick
@given(few())
def test_what_is_said_never_to_appear_never_does_and_all_else_can(found: dict[str, tuple[Condition, ...]]) -> None:
    """Judged by trying every answer to every item for every type."""
    asked: set[str] = set()
    for kind, *levels in product(TYPES[:4], *([None, *LEVELS] for _ in CODES)):
        shown: dict[str, int | None] = {}
        for code, level in zip(CODES, levels, strict=True):
            if all(
                kind in each.types if each.item == TYPE else (at := shown.get(each.item)) is not None and each.admits(at)
                for each in found[code]
            ):
                shown[code] = level
        asked |= shown.keys()
    never = [code for code in CODES if code not in asked]
    told = [conflict.item for conflict in conflicts(found, dict.fromkeys(CODES, LEVELS))]
    assert set(told) <= set(never)
    assert bool(told) is bool(never)
    assert all(code in told or any(each.item in never for each in found[code]) for code in never)
