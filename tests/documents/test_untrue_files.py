"""Well-formed files that say what no verification says: each was read and shown, and is refused at its place."""

import tomllib
from typing import Any, Final

import pytest

from models.checklists import SHIPPED, load, shipped
from models.documents import verdict_file as doc
from models.documents import verified
from models.errors import Refusal
from models.explanation import verdict_name
from models.rules.checklist import Checklist
from tests.desk.acts import LEVELS, WORDS
from tests.documents.kit import a_full_body, with_changes
from tests.sheets import ABSENT

pytestmark = pytest.mark.slow

KNOWN: Final[Checklist] = load(shipped(SHIPPED[0]), SHIPPED[0])


def name(code: str) -> dict[str, str]:
    """The name of a verdict in the file's checklist, as the file writes it."""
    phrase = verdict_name(KNOWN, code)
    return {"id": phrase.id, "en": phrase.en}


def places(**changes: object) -> list[object]:
    """The places of the faults of a full file with changes."""
    with pytest.raises(Refusal, match=r"document\.faults") as caught:
        doc.opened(with_changes(**changes), "x.toml")
    faults: Any = caught.value.fields["faults"]
    assert {fault.code for fault in faults} == {"not_allowed"}
    return [fault.place for fault in faults]


def recommended() -> Any:
    """The recommendation in the full file, which is another than its verdict."""
    return tomllib.loads(a_full_body().decode())["recommendation"]


UNTRUE: Final[dict[str, tuple[dict[str, object], str]]] = {
    "a status nobody gave": ({"status": "signed and issued by BKN"}, "status"),
    "major -3": ({"major": -3}, "major"),
    "major 0": ({"major": 0}, "major"),
    "minor -1": ({"minor": -1}, "minor"),
    "scale x": ({f"items.{WORDS}.scale": "x"}, f"items.{WORDS}.scale"),
    "level 3 where the answers are yes, partly and no": ({f"items.{WORDS}.level": 3}, f"items.{WORDS}"),
    "not applicable and a level": ({f"items.{LEVELS}.not_applicable": True}, f"items.{LEVELS}"),
    "neither level nor not applicable": ({f"items.{LEVELS}.level": ABSENT}, f"items.{LEVELS}"),
    "a ladder without its top": ({f"items.{LEVELS}.ladder.4": ABSENT}, f"items.{LEVELS}"),
    "a ladder for ten": ({f"items.{LEVELS}.ladder.9": name("V1")}, f"items.{LEVELS}"),
    "weight 0": ({f"items.{LEVELS}.weight": 0}, f"items.{LEVELS}.weight"),
    "weight -5 of an area": ({"areas.REG.weight": -5}, "areas.REG.weight"),
    "gate 9": ({f"items.{LEVELS}.gate": 9}, f"items.{LEVELS}.gate"),
    "fewer than nobody": ({"base.pelaksana.value": -1}, "base.pelaksana.value"),
    "score 999.99": ({"areas.REG.score": "999.99"}, "areas.REG.score"),
    "score 100.01": ({"areas.REG.score": "100.01"}, "areas.REG.score"),
    "exact above 100": ({"areas.REG.exact": "999/2", "areas.REG.score": "49.95"}, "areas.REG"),
    "a score of another exact one": ({"areas.REG.score": "99.99"}, "areas.REG"),
    "an exact score alone": ({"areas.REG.score": ABSENT}, "areas.REG"),
    "a score without exact": ({"areas.REG.exact": ABSENT}, "areas.REG"),
    "a score without band": ({"areas.REG.band": ABSENT}, "areas.REG"),
    "a band without score": ({"areas.REG.exact": ABSENT, "areas.REG.score": ABSENT}, "areas.REG"),
    "overall 999.99": ({"overall": "999.99"}, "overall"),
    "an overall score of other areas": ({"overall": "99.99"}, "areas"),
    "areas without an overall score": ({"overall": ABSENT}, "areas"),
    "verdict V9": ({"verdict.code": "V9"}, "verdict.code"),
    "recommendation V0": ({"recommendation.code": "V0"}, "recommendation.code"),
    "a difference denied": ({"verdict.differs": False}, "recommendation"),
    "a difference without reason": ({"verdict.reason": ABSENT}, "verdict"),
    "a difference with a blank reason": ({"verdict.reason": " \n"}, "verdict"),
    "a difference from the same": ({"verdict.code": recommended()["code"], "verdict.name": recommended()["name"]}, "recommendation"),
    "the same under another name": ({"verdict.code": recommended()["code"], "verdict.differs": False}, "recommendation"),
    "V1 with the name of V4": ({"verdict.code": "V1", "verdict.name": recommended()["name"]}, "recommendation"),
    "V1 with the name of V2": ({"verdict.code": "V1", "verdict.name": name("V2")}, "verdict.name"),
    "V1 with a name of its own": ({"verdict.code": "V1", "verdict.name": {"id": "Lulus", "en": "Passed"}}, "verdict.name"),
    "a recommendation with the name of another": ({"recommendation.name": name("V2")}, "recommendation.name"),
    "a band there is not": ({"areas.REG.band": {"id": "istimewa", "en": "superb"}}, "areas.REG.band"),
    "the band of another score": ({"areas.REG.band": {"id": "memadai", "en": "adequate"}}, "areas.REG.band"),
    "a lighter item": ({f"items.{LEVELS}.weight": 1}, f"items.{LEVELS}"),
    "a gate taken away": ({f"items.{LEVELS}.gate": ABSENT}, f"items.{LEVELS}"),
    "an item of another meaning": ({f"items.{LEVELS}.digest": "0" * 64}, f"items.{LEVELS}"),
}


@pytest.mark.parametrize("untrue", UNTRUE)
def test_a_file_that_says_what_cannot_be_was_shown_as_if_it_were_true(untrue: str) -> None:
    changes, place = UNTRUE[untrue]
    assert places(**changes) == [place]


def test_the_file_itself_is_read() -> None:
    assert doc.opened(with_changes(), "x.toml") == doc.opened(a_full_body(), "x.toml")


def test_an_item_the_checklist_does_not_have_is_refused() -> None:
    raw = tomllib.loads(a_full_body().decode())
    assert places(**{"items.REG-99": raw["items"][LEVELS]}) == ["items.REG-99"]


def test_a_yes_partly_no_item_turned_into_one_with_levels_is_refused() -> None:
    ladder = tomllib.loads(a_full_body().decode())["items"][LEVELS]["ladder"]
    assert places(**{f"items.{WORDS}.scale": "level", f"items.{WORDS}.ladder": ladder, f"items.{WORDS}.level": 3}) == [f"items.{WORDS}"]


def test_the_words_of_a_checklist_that_is_not_shipped_are_its_own() -> None:
    own = {"id": "Lulus", "en": "Passed"}
    changes = {"checklist.digest": "0" * 64, "verdict.name": own, "areas.REG.band": own, f"items.{LEVELS}.digest": "0" * 64}
    assert doc.opened(with_changes(**changes), "x.toml").verdict.name == verified.Bilingual(**own)


def test_an_area_with_nothing_applicable_has_no_score_and_a_file_all_of_such_no_overall_one() -> None:
    nothing = {f"areas.{code}.{key}": ABSENT for code in KNOWN.areas for key in ("score", "exact", "band")}
    document = doc.opened(with_changes(overall=ABSENT, **nothing), "x.toml")
    assert {area.score for area in document.areas.values()} == {document.overall} == {None}
    assert places(**nothing) == ["areas"]


def test_a_file_of_another_major_is_refused_as_newer() -> None:
    with pytest.raises(Refusal, match=r"document\.newer"):
        doc.opened(with_changes(major=2), "x.toml")
