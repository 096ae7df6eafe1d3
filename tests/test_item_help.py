"""The help of an item says what counts as evidence for it, how it is answered, and where it comes from."""

import pytest

from models import checklists
from models.checklist_told import item_help
from models.rules.checklist import Scale
from models.words import LANGUAGES, Words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", checklists.SHIPPED)
def test_every_item_of_what_is_shipped_is_helped_with(name: str, language: str) -> None:
    words, checklist = Words(language), checklists.load(checklists.shipped(name), name)
    for item in checklist.items.values():
        told = dict(item_help(words, checklist, item))
        assert all(label.endswith(":") and text for label, text in told.items())
        evidence = told[words("item.counts_as")]
        assert (words("item.most_level") in evidence) is (item.scale is Scale.LEVEL)
        assert (words("item.gate_needs") in evidence) is (item.gate is not None)
        assert (words("item.basis") in told) is not bool(item.basis)
        assert (words("checklist.may_not_apply") in told) is item.not_applicable
