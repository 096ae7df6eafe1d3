"""The recommended verdict: the worked cases, the borders of each rule, and what the explanation names."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import pytest

from models.rules.answers import Answer
from models.rules.facts import Facts, is_asked
from models.rules.verdict import Gate, Readiness, Reason, Recommendation, readiness, recommend, recommendation
from tests.builders import APPROVED, NO_APPROVAL, NOT_APPLICABLE, Rows, answered, filled
from tests.rules.small import AREAS, GATES, SMALL, STRICT, UNCAPPED
from tests.sheets import rows


def at(gates: str, scores: str, **more: Any) -> Readiness:
    """Where an agency stands: the gates of the four areas (ok, fail, or a level of the first) and its four scores."""
    words = dict(zip(AREAS, gates.split("/"), strict=True))
    found = []
    for item, needed in GATES.items():
        word = words[item[:3]]
        level = needed if word == "ok" or (word.isdigit() and item[3:] != "-01") else int(word) if word.isdigit() else 0
        found.append(Gate(item, item[:3], level, needed))
    reached = {area: None if score == "-" else Fraction(score) for area, score in zip(AREAS, scores.split("/"), strict=True)}
    return Readiness(tuple(found), reached, **more)


WORKED: Final = """
| case | gates               | scores        | posts | approved | merit  | verdict        | flags                |
|------|---------------------|---------------|-------|----------|--------|----------------|----------------------|
| a    | ok/ok/ok/ok         | 90/85/80/88   | 3     | yes      | baik   | V1 name        |                      |
| b    | ok/ok/ok/ok         | 90/85/80/88   | 0     | yes      | baik   | V2 name        |                      |
| c    | ok/ok/ok/ok         | 90/85/80/88   | 2     |          | baik   | V2 unapproved  | unapproved           |
| d    | ok/ok/fail/fail     | 82/78/40/35   | 0     |          | baik   | V3 name        |                      |
| e    | ok/ok/ok/ok         | 74.9/85/80/88 | 0     | yes      | baik   | V4 almost      |                      |
| f    | 2/ok/ok/ok          | 80/85/80/88   | 1     |          | baik   | V4 building    | unapproved, findings |
| g    | fail/fail/fail/fail | 0/0/0/0       | 0     |          | baik   | V4 not_started |                      |
| h    | ok/ok/ok/ok         | 90/85/80/88   | 0     | yes      | kurang | V3 approved    |                      |
"""

BORDERS: Final = """
| case                            | gates           | scores         | posts | approved | merit       | verdict     | flags      |
|---------------------------------|-----------------|----------------|-------|----------|-------------|-------------|------------|
| V1 at exactly 50 everywhere     | ok/ok/ok/ok     | 50/50/50/50    | 1     | yes      | baik        | V1 name     |            |
| V1 a hair below 50 in one area  | ok/ok/ok/ok     | 90/90/90/49.99 | 1     | yes      | baik        | V3 approved |            |
| and the design short as well    | ok/ok/ok/ok     | 49.99/90/90/90 | 1     | yes      | baik        | V4 almost   |            |
| V2 at exactly 75 everywhere     | ok/ok/ok/ok     | 75/75/75/75    | 0     |          | baik        | V2 name     |            |
| 75, a hair short outside design | ok/ok/ok/ok     | 75/75/74.99/75 | 0     |          | baik        | V3 name     |            |
| 75, a hair short in the design  | ok/ok/ok/ok     | 75/74.99/75/75 | 0     |          | baik        | V4 almost   |            |
| posts but no approval, at 60    | ok/ok/ok/ok     | 60/60/60/60    | 2     |          | baik        | V4 almost   | unapproved |
| an area with nothing applicable | ok/ok/ok/ok     | 75/75/-/75     | 0     | yes      | baik        | V2 name     |            |
| only a gate of SIS fails        | ok/ok/ok/fail   | 90/90/90/90    | 1     | yes      | baik        | V3 approved | findings   |
| REG-01 = 2 with an approval     | 2/ok/ok/ok      | 80/85/80/88    | 0     | yes      | baik        | V3 approved |            |
| REG-01 = 1 with an approval     | 1/ok/ok/ok      | 80/85/80/88    | 0     | yes      | baik        | V4 building |            |
| REG-01 = 2 without an approval  | 2/ok/ok/ok      | 80/85/80/88    | 0     |          | baik        | V4 building |            |
| REG-01 = 2 and all else full    | 2/ok/ok/ok      | 99/99/99/99    | 5     | yes      | baik        | V3 approved | findings   |
| DSN-01 = 2 has no such relief   | ok/2/ok/ok      | 80/85/80/88    | 0     | yes      | baik        | V4 building |            |
| the cap takes V1                | ok/ok/ok/ok     | 90/85/80/88    | 3     | yes      | buruk       | V3 approved |            |
| the cap takes V1 reached at 50  | ok/ok/ok/ok     | 60/60/60/60    | 3     | yes      | kurang      | V3 approved |            |
| the cap takes V2 unapproved     | ok/ok/ok/ok     | 90/85/80/88    | 2     |          | kurang      | V3 name     | unapproved |
| the cap does not touch V3       | ok/ok/fail/fail | 82/78/40/35    | 0     |          | buruk       | V3 name     |            |
| the cap does not touch V4       | ok/ok/ok/ok     | 74.9/85/80/88  | 0     | yes      | buruk       | V4 almost   |            |
| Sangat Baik is not capped       | ok/ok/ok/ok     | 90/85/80/88    | 3     | yes      | sangat_baik | V1 name     |            |
| an unknown merit is not capped  | ok/ok/ok/ok     | 90/85/80/88    | 3     | yes      |             | V1 name     |            |
"""


def _read(row: Mapping[str, str]) -> Readiness:
    return at(
        row["gates"],
        row["scores"],
        placements=int(row["posts"]),
        approved=row["approved"] == "yes",
        merit=row["merit"],
        nothing_started=row["gates"] == "fail/fail/fail/fail",
    )


def _told(found: Recommendation) -> tuple[str, str]:
    return f"{found.code} {found.variant}", ", ".join(found.flags)


@pytest.mark.parametrize("row", [*rows(WORKED), *rows(BORDERS)], ids=lambda row: row["case"])
def test_the_case_is_recommended_as_decided(row: dict[str, str]) -> None:
    assert _told(recommend(SMALL, _read(row))) == (row["verdict"], row["flags"])


CASES: Final = {row["case"]: _read(row) for row in [*rows(WORKED), *rows(BORDERS)]}


@pytest.mark.parametrize("case", ["the cap takes V1", "the cap takes V2 unapproved", "h"])
def test_a_checklist_without_a_merit_cap_caps_nothing(case: str) -> None:
    assert recommend(UNCAPPED, CASES[case]).code in ("V1", "V2")


@pytest.mark.parametrize("case", ["the cap takes V1", "the cap takes V1 reached at 50", "the cap takes V2 unapproved", "h"])
def test_the_cap_is_told_with_the_category(case: str) -> None:
    assert recommend(SMALL, CASES[case]).because[0] == Reason("merit_cap", {"category": CASES[case].merit})


@pytest.mark.parametrize("case", ["the cap does not touch V3", "the cap does not touch V4", "a", "b"])
def test_where_the_cap_changed_nothing_it_is_not_told(case: str) -> None:
    assert "merit_cap" not in [reason.code for reason in recommend(SMALL, CASES[case]).because]


def test_a_capped_verdict_does_not_claim_a_design_score_that_was_not_reached() -> None:
    design = Reason("design", {"areas": ("REG", "DSN"), "needed": 75})
    assert design in recommend(SMALL, CASES["h"]).because
    assert design not in recommend(SMALL, CASES["the cap takes V1 reached at 50"]).because


@pytest.mark.parametrize(
    ("case", "code", "variant"),
    [
        ("a", "V1", "name"),
        ("b", "V2", "name"),
        ("c", "V3", "name"),
        ("V2 at exactly 75 everywhere", "V3", "name"),
        ("d", "V3", "name"),
        ("e", "V4", "almost"),
        ("h", "V3", "approved"),
    ],
)
def test_the_switch_sends_the_unapproved_ready_to_v3(case: str, code: str, variant: str) -> None:
    found = recommend(STRICT, CASES[case])
    assert (found.code, found.variant) == (code, variant)
    assert (Reason("worth_proposing") in found.because) is (recommend(SMALL, CASES[case]).code == "V2" and code == "V3" and case != "h")


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        ("a", []),
        ("b", [Reason("no_placements")]),
        ("c", [Reason("not_approved")]),
        (
            "d",
            [
                Reason("gate", {"item": "INS-01", "level": 0, "needed": 2}),
                Reason("gate", {"item": "INS-02", "level": 0, "needed": 2}),
                Reason("gate", {"item": "SIS-01", "level": 0, "needed": 2}),
                Reason("area_short", {"area": "INS", "score": Fraction(40), "needed": 75, "by": Fraction(35)}),
                Reason("area_short", {"area": "SIS", "score": Fraction(35), "needed": 75, "by": Fraction(40)}),
                Reason("no_placements"),
                Reason("not_approved"),
            ],
        ),
        (
            "e",
            [
                Reason("area_short", {"area": "REG", "score": Fraction("74.9"), "needed": 75, "by": Fraction("0.1")}),
                Reason("no_placements"),
            ],
        ),
        ("f", [Reason("gate", {"item": "REG-01", "level": 2, "needed": 3}), Reason("not_approved")]),
        ("REG-01 = 2 with an approval", [Reason("gate", {"item": "REG-01", "level": 2, "needed": 3}), Reason("no_placements")]),
        ("an area with nothing applicable", [Reason("no_placements")]),
    ],
)
def test_the_explanation_names_every_failing_gate_and_every_short_area_by_exactly_how_much(case: str, missing: list[Reason]) -> None:
    assert list(recommend(SMALL, CASES[case]).missing) == missing


def test_nothing_started_fails_every_gate_and_lacks_every_area() -> None:
    missing = recommend(SMALL, CASES["g"]).missing
    assert [reason.fields["item"] for reason in missing if reason.code == "gate"] == list(GATES)
    assert [(reason.fields["area"], reason.fields["by"]) for reason in missing if reason.code == "area_short"] == [
        (area, 75) for area in AREAS
    ]


@pytest.mark.parametrize(
    ("case", "because"),
    [
        (
            "a",
            [
                Reason("all_gates", {"count": 7}),
                Reason("all_areas", {"needed": 50}),
                Reason("placements", {"count": 3}),
                Reason("approved"),
            ],
        ),
        ("b", [Reason("all_gates", {"count": 7}), Reason("all_areas", {"needed": 75})]),
        ("d", [Reason("design", {"areas": ("REG", "DSN"), "needed": 75})]),
        ("h", [Reason("merit_cap", {"category": "kurang"}), Reason("design", {"areas": ("REG", "DSN"), "needed": 75}), Reason("approved")]),
        ("e", []),
    ],
)
def test_the_explanation_names_what_the_verdict_rests_on(case: str, because: list[Reason]) -> None:
    assert list(recommend(SMALL, CASES[case]).because) == because


def test_posts_that_do_not_count_are_told_beside_any_verdict() -> None:
    assert recommend(SMALL, replace(CASES["e"], findings=2)).because == (Reason("findings", {"count": 2}),)


@pytest.mark.parametrize("case", [row["case"] for row in [*rows(WORKED), *rows(BORDERS)]])
def test_the_flags_were_silent_about_filled_posts_that_do_not_count(case: str) -> None:
    at = replace(CASES[case], placements=0)
    filled_all_the_same, nothing_filled = replace(at, findings=1), replace(at, findings=0)
    fails = any(not gate.passed for gate in at.gates)
    assert recommend(SMALL, filled_all_the_same).flags == (("unapproved",) * (not at.approved) + ("findings",) * fails)
    assert recommend(SMALL, nothing_filled).flags == ()
    assert recommend(SMALL, filled_all_the_same).code != "V1"


# from answers and facts, with scores that items can reach


BAIK: Final[Rows] = {"PEN-06": ({"category": "baik"},)}
KURANG: Final[Rows] = {"PEN-06": ({"category": "kurang"},)}
FROM_BOX_6: Final = filled(("2023-03-02", 6))
POSTS: Final = filled(("2023-03-01", 9), ("2023-04-01", 7))


@pytest.mark.parametrize(
    ("answers", "facts", "expected"),
    [
        pytest.param(answered(SMALL), APPROVED | POSTS | BAIK, ("V1 name", "", ""), id="a"),
        pytest.param(answered(SMALL), APPROVED | BAIK, ("V2 name", "", "asked"), id="b"),
        pytest.param(answered(SMALL), NO_APPROVAL | POSTS | BAIK, ("V2 unapproved", "unapproved", ""), id="c"),
        pytest.param(answered(SMALL, 4, INS_01=1, INS_02=0, SIS_01=1), NO_APPROVAL | BAIK, ("V3 name", "", "asked"), id="d"),
        pytest.param(answered(SMALL, 4, REG_01=3, REG_03=0), APPROVED | BAIK, ("V4 almost", "", "asked"), id="e: REG 67.5"),
        pytest.param(answered(SMALL, 4, REG_01=2), NO_APPROVAL | POSTS | BAIK, ("V4 building", "unapproved, findings", ""), id="f"),
        pytest.param(answered(SMALL, 0), NO_APPROVAL | BAIK, ("V4 not_started", "", "asked"), id="g"),
        pytest.param(answered(SMALL), APPROVED | KURANG, ("V3 approved", "", "asked"), id="h"),
        pytest.param(answered(SMALL, 0, INS_01=4, SIS_01=4), NO_APPROVAL, ("V4 not_started", "", "asked"), id="only systems: not started"),
        pytest.param(answered(SMALL, 0, DSN_03=1), NO_APPROVAL, ("V4 building", "", "asked"), id="one step of the design: being built"),
        pytest.param(answered(SMALL), APPROVED | filled(("2023-02-28", 9)), ("V2 name", "", "asked"), id="filled before the approval"),
        pytest.param(answered(SMALL), APPROVED | filled(("2023-03-02", 6)), ("V2 name", "", "asked"), id="filled from box 6"),
        pytest.param(answered(SMALL), NO_APPROVAL | FROM_BOX_6, ("V2 unapproved", "unapproved", "asked"), id="box 6, unapproved"),
        pytest.param(answered(SMALL, 4, SIS_01=1), APPROVED | FROM_BOX_6, ("V3 approved", "findings", "asked"), id="box 6, a gate fails"),
        pytest.param(
            answered(SMALL, 4, INS_03=NOT_APPLICABLE, SIS_02=NOT_APPLICABLE), APPROVED | POSTS, ("V1 name", "", ""), id="not applicable"
        ),
    ],
)
def test_answers_and_facts_are_recommended_as_decided(answers: Mapping[str, Answer], facts: Facts, expected: tuple[str, ...]) -> None:
    found = recommendation(SMALL, answers, facts)
    assert found is not None
    assert (*_told(found), "asked" if is_asked(SMALL, SMALL.facts["PEN-05"], facts) else "") == expected


def test_readiness_holds_every_gate_and_area_in_the_order_of_the_checklist() -> None:
    found = readiness(SMALL, answered(SMALL, 4, REG_01=None, INS_01=1), APPROVED | POSTS | KURANG)
    assert {gate.item: gate.needed for gate in found.gates} == GATES
    assert [gate.item for gate in found.gates if not gate.passed] == ["REG-01", "INS-01"]
    assert tuple(found.scores) == AREAS
    assert (found.placements, found.findings, found.approved, found.merit, found.nothing_started) == (2, 0, True, "kurang", False)


@pytest.mark.parametrize(("level", "passed"), [(1, False), (2, True), (4, True)])
def test_a_gate_passes_at_what_it_needs(level: int, passed: bool) -> None:
    assert Gate("INS-01", "INS", level, 2).passed is passed
