"""The digest of an item: it changes with what an answer means and with nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from models.rules.checklist import Item, Scale
from models.rules.conditions import Condition
from models.text import Phrase
from tests.sheets import loaded, small_checklist


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
        {"when": (Condition("REG-01", ">=", 2),)},
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
