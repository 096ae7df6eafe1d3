"""Two versions of a checklist side by side: what each of them says otherwise, and which answers keep their meaning."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.carryover import Change, Kind, Part, Section, carried, compared
from models.text import Phrase
from tests.builders import quick
from tests.sheets import ABSENT, Raw, changed, loaded, small_checklist

BEFORE: Final = loaded(small_checklist())
Edit = Callable[[Raw], object]


def after(edit: Edit | None = None, /, **changes: object) -> tuple[Change, ...]:
    """What the small checklist becomes by an edit or by other values at places; nothing that is untouched."""
    raw = small_checklist(**changes)
    if edit is not None:
        edit(raw)
    return tuple(change for change in compared(BEFORE, loaded(raw)) if not change.is_untouched)


def reordered(*codes: str) -> Edit:
    """The named items in this order behind all others."""

    def edit(raw: Raw) -> None:
        for code in codes:
            raw["items"][code] = raw["items"].pop(code)

    return edit


def test_the_same_checklist_is_equal_in_everything() -> None:
    assert {change.kind for change in compared(BEFORE, BEFORE)} == {Kind.EQUAL}
    assert (after(), carried(BEFORE, BEFORE)) == ((), BEFORE.codes)


@pytest.mark.parametrize(
    ("place", "value", "kind", "part"),
    [
        ("question.id", "Tanya", Kind.CHANGED, "question"),
        ("ladder.3.en", "Other", Kind.CHANGED, "ladder.3"),
        ("not_applicable", True, Kind.CHANGED, "not_applicable"),
        ("title.id", "Judul", Kind.EQUAL, "title"),
        ("evidence.en", "Other", Kind.EQUAL, "evidence"),
        ("basis", "UU 5/2014", Kind.EQUAL, "basis"),
        ("help", {"id": "a", "en": "b"}, Kind.EQUAL, "help"),
        ("crosswalk", ["SE1"], Kind.EQUAL, "crosswalk"),
        ("when", ["REG-01 >= 3"], Kind.EQUAL, "when"),
        ("counts", {"staff": {"label": {"id": "a", "en": "b"}}}, Kind.EQUAL, "counts.staff.label"),
    ],
)
def test_a_changed_part_of_an_item_is_told(place: str, value: object, kind: Kind, part: str) -> None:
    (change,) = after(**{f"items.REG-03.{place}": value})
    assert (change.key, change.kind, [each.name for each in change.parts]) == ("REG-03", kind, [part])
    assert change.parts[0].is_meaning is (kind is Kind.CHANGED)


def test_old_and_new_text_stand_side_by_side() -> None:
    (change,) = after(**{"items.REG-01.question.id": "Tanya"})
    old = BEFORE.items["REG-01"].question
    assert change.parts == (Part("question", old, Phrase("Tanya", old.en), is_meaning=True),)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"items.DSN-01.gate": 2}, {("DSN-01", "gate", "3", "2")}),
        ({"items.DSN-01.gate": ABSENT}, {("DSN-01", "gate", "3", "")}),
        ({"items.DSN-01.weight": 11, "items.DSN-03.weight": 7}, {("DSN-01", "weight", "12", "11"), ("DSN-03", "weight", "6", "7")}),
        ({"verdict.ready_score": 80}, {("ready_score", "", "75", "80")}),
        ({"verdict.placement_boxes": [8, 9]}, {("placement_boxes", "", "7, 8, 9", "8, 9")}),
        ({"verdict.merit_cap": []}, {("merit_cap", "", "kurang, buruk", "")}),
        ({"bands.adequate.from": 80}, {("adequate", "floor", "75", "80")}),
        ({"version": "2"}, {("", "version", "1", "2")}),
        ({"facts.PEN-01.repeats": ABSENT}, {("PEN-01", "repeats", "yes", "")}),
        ({"items.INS-01.proposal.2": ["staff >= 95"]}, {("INS-01", "proposal.2", "staff > 90", "staff >= 95")}),
    ],
)
def test_numbers_and_switches_are_told(changes: Raw, told: set[tuple[str, str, str, str]]) -> None:
    assert {(change.key, part.name, part.old, part.new) for change in after(**changes) for part in change.parts} == told


def test_new_gone_and_moved_items() -> None:
    def edit(raw: Raw) -> None:
        raw["items"]["INS-04"] = deepcopy(raw["items"]["INS-03"])
        del raw["items"]["INS-03"]

    found = {change.key: change for change in after(edit)}
    assert {key: change.kind for key, change in found.items()} == {"INS-03": Kind.GONE, "INS-04": Kind.NEW}
    assert (found["INS-03"].at, found["INS-04"].at) == ((9, 0), (0, 11))
    (moved,) = after(reordered("SIS-02", "SIS-01"))
    assert (moved.kind, moved.is_moved, set(moved.at)) == (Kind.EQUAL, True, {10, 11})
    assert [change.key for change in after(reordered("REG-01"))] == ["REG-01"]


def test_what_is_gone_stands_behind_what_preceded_it() -> None:
    raw = small_checklist()
    raw["items"]["INS-04"] = raw["items"].pop("INS-03")
    keys = [change.key for change in compared(BEFORE, loaded(raw)) if change.section is Section.ITEMS]
    assert keys[keys.index("INS-02") + 1] == "INS-03"


# Any text, weight within its area, gate or switch of one item, and whether its meaning changes by it.
MUTATIONS: Final = st.sampled_from(
    [
        (f"items.{code}.{part}", value)
        for code in ("REG-03", "DSN-03", "SIS-01")
        for part, value in (
            ("question.id", "?"),
            ("question.en", "?"),
            ("ladder.0.id", "?"),
            ("ladder.4.en", "?"),
            ("gate", 1),
            ("title.id", "?"),
            ("evidence.id", "?"),
            ("basis", "?"),
            ("sources", ["S1"]),
            ("origin", "extended"),
        )
    ]
)


@quick
@given(st.lists(MUTATIONS, max_size=5), st.permutations(BEFORE.codes))
def test_an_answer_is_carried_exactly_where_the_digest_is_equal(mutations: list[tuple[str, Any]], order: list[str]) -> None:
    raw = small_checklist()
    changed(raw, **dict(mutations))
    raw["items"] = {code: raw["items"][code] for code in order}
    now = loaded(raw)
    items = [change for change in compared(BEFORE, now) if change.section is Section.ITEMS]
    equal = {change.key for change in items if change.kind is Kind.EQUAL}
    assert equal == set(carried(BEFORE, now)) == {code for code in now.codes if BEFORE.items[code].digest == now.items[code].digest}
    stayed = [change for change in items if not change.is_moved]
    assert [change.key for change in stayed] == sorted((change.key for change in stayed), key=BEFORE.codes.index)
    # Back again it is the same the other way round.
    back = {change.key: change for change in compared(now, BEFORE) if change.section is Section.ITEMS}
    for change in items:
        assert {(part.name, part.new, part.old) for part in change.parts} == {
            (part.name, part.old, part.new) for part in back[change.key].parts
        }
